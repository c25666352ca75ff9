"""The commands export and review, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from minutes_parser.cli.export import To, register
from minutes_parser.export import FORMATS, ndjson
from minutes_parser.export.popolo_model import Popolo
from minutes_parser.model import Minutes

from .records import bare, hostile, rich

APP = typer.Typer()
register(APP)
RUN = CliRunner()


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.ndjson"
    with path.open("wb") as file:
        ndjson.write([rich(), bare(), hostile()], file)
    return path


def test_the_command_knows_the_formats() -> None:
    assert [to.value for to in To] == list(FORMATS)


@pytest.mark.parametrize(
    ("to", "made"),
    [("ndjson", 0), ("popolo", 0), ("csv", 15), ("parquet", 14), ("akn", 3)],
)
def test_every_format_is_written_and_says_what_it_leaves_out(records: Path, to: str, made: int) -> None:
    out = records.with_name("out")
    result = RUN.invoke(APP, ["export", str(records), "--to", to, "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.splitlines() == [f"note: {to} does not carry {loss}" for loss in FORMATS[to].cannot_carry]
    assert len(list(out.iterdir())) == made if made else out.is_file()


def test_json_on_standard_output_and_records_on_standard_input() -> None:
    line = rich().to_json()
    result = RUN.invoke(APP, ["export", "-", "--to", "ndjson"], input=line)
    assert Minutes.model_validate_json(result.stdout) == rich()
    result = RUN.invoke(APP, ["export", "-", "--to", "popolo"], input=line)
    assert len(Popolo.model_validate_json(result.stdout).speeches) == len(rich().speeches)
    assert "林松濤" in result.stdout


def test_a_folder_means_its_records_and_what_convert_left_beside_them_is_passed_over(records: Path) -> None:
    folder = records.with_name("converted")
    (folder / "records" / "ab").mkdir(parents=True)
    (folder / "records" / "ab" / "abcd.json").write_text(rich().to_json(), encoding="utf-8")
    (folder / "manifest.sqlite").touch()
    (folder / "other.json").write_text("{}", encoding="utf-8")
    result = RUN.invoke(APP, ["export", str(folder), "--to", "ndjson"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


def test_exit_codes(records: Path) -> None:
    bad = records.with_name("bad.json")
    bad.write_text("{}", encoding="utf-8")
    missing = str(records.with_name("missing.json"))
    assert RUN.invoke(APP, ["export", str(bad), "--to", "ndjson"]).exit_code == 1
    some = RUN.invoke(APP, ["export", str(bad), str(records), missing, "--to", "ndjson"])
    assert some.exit_code == 3
    assert some.stdout.count("\n") == 3
    assert f"minutes-parser: {bad}: line 1 is no record of minutes: source: Field required" in some.stderr
    assert f"minutes-parser: {missing}: No such file or directory" in some.stderr
    for wrong in (["--to", "docx"], ["--to", "csv"], ["--to", "akn"], ["--to", "popolo", "--spreadsheet"]):
        result = RUN.invoke(APP, ["export", str(records), *wrong])
        assert result.exit_code == 2, wrong
        assert "Traceback" not in result.output


def test_review_makes_one_page_or_a_list_with_the_worst_first(records: Path) -> None:
    one = records.with_name("one.json")
    one.write_text(json.dumps(json.loads(rich().to_json()), indent=1), encoding="utf-8")
    page = records.with_name("one.html")
    assert RUN.invoke(APP, ["review", str(one), "-o", str(page)]).exit_code == 0
    assert "研商托育設施案" in page.read_text(encoding="utf-8")
    bad = records.with_name("bad.json")
    bad.write_text("{}", encoding="utf-8")
    many = records.with_name("many.html")
    result = RUN.invoke(APP, ["review", str(records), str(bad), "-o", str(many), "--language", "en"])
    assert result.exit_code == 3
    assert len(list(records.with_name("many_pages").iterdir())) == 3
    listed = many.read_text(encoding="utf-8")
    assert [listed.index(name) for name in (">bad.json<", "&lt;/script&gt;", ">第1次 會議", ">bare.txt<")] == sorted(
        listed.index(name) for name in (">bad.json<", "&lt;/script&gt;", ">第1次 會議", ">bare.txt<")
    )
    assert RUN.invoke(APP, ["review", str(bad), "-o", str(records.with_name("none.html"))]).exit_code == 1
    assert not records.with_name("none.html").exists()
    assert RUN.invoke(APP, ["review", str(one), "-o", str(one / "x.html")]).exit_code == 2
