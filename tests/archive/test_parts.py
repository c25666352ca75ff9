from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from minutes_parser.archive.manifest import Manifest
from minutes_parser.archive.parts import assemble
from minutes_parser.model import Minutes
from tests.archive.batch import batch, left, plain, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    batch(write(tmp_path / "in", {**plain(6), "copy.txt": "第2次\n案由2\n臨時動議"}), tmp_path / "out")
    return tmp_path / "out"


def parts(out: Path, format: str, size: int = 10**9) -> tuple[str, ...]:
    with Manifest(out, read_only=True) as manifest:
        return assemble(out, format, manifest.converted(), part_bytes=size)  # type: ignore[arg-type]


def test_ndjson_holds_each_content_once_in_order(out: Path) -> None:
    (name,) = parts(out, "ndjson")
    lines = (out / "ndjson" / name).read_bytes().splitlines()
    found = [Minutes.model_validate_json(line).source.name for line in lines]
    assert found == ["copy.txt", *(name for name in plain(6) if name != "會議紀錄002.txt")]
    listing = json.loads((out / "ndjson" / "parts.json").read_text())
    assert listing["parts"] == [{"name": name, "documents": 6}]


def test_big_outputs_are_cut(out: Path) -> None:
    size = max(path.stat().st_size for path in out.glob("records/*/*.json"))
    cut = parts(out, "ndjson", size + 1)
    assert len(cut) == 3
    lines = b"".join((out / "ndjson" / name).read_bytes() for name in cut)
    (whole,) = parts(out, "ndjson")
    assert lines == (out / "ndjson" / whole).read_bytes()
    assert names(out / "ndjson") == sorted([whole, "parts.json"])  # the former parts are gone


def test_a_part_that_stands_is_not_made_again(out: Path) -> None:
    (name,) = parts(out, "ndjson")
    before = (out / "ndjson" / name).stat().st_ino
    assert parts(out, "ndjson") == (name,)
    assert (out / "ndjson" / name).stat().st_ino == before


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tables(out: Path, format: str) -> None:
    (name,) = parts(out, format)
    tables = {path.stem: path for path in (out / format / name).iterdir()}
    assert {"documents", "attendees", "items", "speeches", "rulings", "follow_ups"} <= set(tables)
    if format == "csv":
        with tables["rulings"].open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == 12
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        assert parquet.read_table(tables["rulings"]).num_rows == 12


@pytest.mark.parametrize("format", ["ndjson", "csv", "parquet"])
def test_a_run_makes_them_and_the_next_keeps_them(tmp_path: Path, format: str) -> None:
    source, out = write(tmp_path / "in", plain(4)), tmp_path / "out"
    batch(source, out, format=format)
    before = left(out)
    batch(source, out, format=format)
    assert left(out) == before
    write(source, {"neu.txt": "neu"})
    batch(source, out, format=format)
    batch(source, tmp_path / "fresh", format=format)
    assert left(out) == left(tmp_path / "fresh")
