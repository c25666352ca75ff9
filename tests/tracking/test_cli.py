"""`minutes-parser track` and `people` as they are run."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from minutes_parser.cli import tracking
from tests.tracking.generated import Style, make_series

RECORDS = make_series(5, "霽川縣政府主管會報", Style(case_numbers=True, dates=True), meetings=10).minutes


def run(*arguments: object) -> Any:
    app = typer.Typer()
    tracking.register(app)
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.ndjson"
    path.write_text("".join(record.to_json() + "\n" for record in RECORDS), encoding="utf-8")
    return path


def test_json_on_stdout_and_notes_on_stderr(records: Path) -> None:
    done = run("track", records)
    assert done.exit_code == 0
    ledger = json.loads(done.stdout)
    assert ledger["series"][0]["body"] == "霽川縣政府主管會報"
    assert len(done.stderr.splitlines()) == len(ledger["notes"])
    assert "\\u" not in done.stdout


def test_the_ending_says_the_format(records: Path, tmp_path: Path) -> None:
    for ending, begins in (("json", "{"), ("csv", "id,"), ("html", "<!DOCTYPE html>")):
        out = tmp_path / f"ledger.{ending}"
        assert run("track", records, "-o", out).exit_code == 0
        assert out.read_text(encoding="utf-8").startswith(begins)
    assert run("track", records, "-o", tmp_path / "ledger.xlsx").exit_code == 2


def test_filters(records: Path) -> None:
    def kept(*options: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(run("track", records, *options).stdout)["decisions"]
        return found

    everything = kept()
    assert kept("--state", "closed") == [each for each in everything if each["state"] == "closed"]
    assert kept("--state", "not-closed") == [each for each in everything if each["state"] != "closed"]
    assert kept("--overdue") == [each for each in everything if each["overdue"]] != []
    assert {each["assignee"] for each in kept("--assignee", "社會")} == {"社會處"}


def test_an_output_folder_of_convert_and_a_folder_of_records(tmp_path: Path) -> None:
    out, plain = tmp_path / "out", tmp_path / "plain"
    plain.mkdir()
    for record in RECORDS:
        place = out / "records" / record.source.sha256[:2]
        place.mkdir(parents=True, exist_ok=True)
        for path in (place / f"{record.source.sha256}.json", plain / f"{record.source.sha256}.json"):
            path.write_text(record.to_json(indent=1), encoding="utf-8")
    (out / "manifest.sqlite").touch()
    (out / "csv").mkdir()
    (out / "csv" / "datapackage.json").write_text("{}")
    assert run("track", out).stdout == run("track", plain).stdout
    assert run("track", out).exit_code == 0


def test_a_database_alone_gives_what_it_holds(records: Path, tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    first = run("track", records, "--db", db)
    assert first.exit_code == 0
    assert run("track", "--db", db).stdout == first.stdout == run("track", records).stdout


def test_documents_are_parsed_on_the_fly(tmp_path: Path) -> None:
    document = tmp_path / "minutes.txt"
    document.write_text(
        "松濤市公園委員會第3次會議紀錄\n時間：113年5月2日下午2時\n主席：林召集人大川\n壹、討論事項\n"
        "案由：步道整修案\n決議：請工務處於6月底前完成步道整修。\n",
        encoding="utf-8",
    )
    decisions = json.loads(run("track", document).stdout)["decisions"]
    assert [each["body"] for each in decisions] == ["松濤市公園委員會"]
    assert "步道整修" in decisions[0]["text"]


def test_people(records: Path, tmp_path: Path) -> None:
    made = RECORDS[0].model_dump(mode="json")
    made["attendees"] = [{"id": "a1", "name": "林美珍", "category": "member", "attendance": "present"}]
    one = tmp_path / "one.json"
    one.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    done = run("people", one, "--to", "csv")
    assert done.exit_code == 0
    assert [row["name"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["林美珍"]
    assert json.loads(run("people", one).stdout)["people"][0]["counts"][0]["present"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["track"],
        ["people"],
        ["track", "x.json", "--as-of", "113-05-01x"],
        ["track", "x.json", "--renamed", "no equals sign"],
        ["track", "x.json", "--spreadsheet"],
        ["track", "x.json", "--state", "lost"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr


def test_unreadable_input(records: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert run("track", broken).exit_code == 1
    assert run("track", broken, records).exit_code == 3
    assert run("track", records, "--db", broken).exit_code == 1
