"""Every export of every document that is there: fixtures, and the real ones where they stand beside the checkout."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from minutes_parser import parse
from minutes_parser.export import akoma_ntoso, csv, ndjson, parquet, popolo
from minutes_parser.export.akoma_references import clean
from minutes_parser.export.popolo_model import Popolo
from minutes_parser.export.review import render_page
from minutes_parser.export.review.layers import pieces
from minutes_parser.export.review.things import things_of
from minutes_parser.export.tables import TABLES, document_id, rows, table_named
from minutes_parser.model import Minutes

from .test_akoma_ntoso import assert_valid

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures" / "documents"
CORPUS = ROOT.parent / "shared" / "corpus"


def _documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".json", ".tsv", ".md5"})


def _names(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in _documents(folder)]


def _parsed(path: Path) -> Minutes:
    if path.suffix == ".doc" and not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed: .doc files cannot be read")
    return parse(path, ocr=False)


def _check(minutes: Minutes, folder: Path) -> None:
    document = akoma_ntoso.render(minutes)
    assert_valid(document)
    texts = {speech.id: clean(speech.text) for speech in minutes.speeches}
    texts |= {ruling.id: clean(ruling.text) for ruling in minutes.rulings}
    assert akoma_ntoso.read_texts(document) == texts
    assert len(Popolo.model_validate_json(popolo.render([minutes])).events) == 1 + len(minutes.items)
    assert list(ndjson.read(io.BytesIO(minutes.to_json().encode()), "made")) == [minutes]
    _check_tables(minutes, folder)
    made = pieces(len(minutes.text), [thing.places for thing in things_of(minutes)])
    assert "".join(minutes.text[piece.start : piece.end] for piece in made) == minutes.text
    assert render_page(minutes).count("<script") == 2


def _check_tables(minutes: Minutes, folder: Path) -> None:
    """Rows are read back from both kinds of files, keys are unique, and foreign keys lead somewhere."""
    csv.write([minutes], folder / "csv")
    parquet.write([minutes], folder / "parquet")
    ids = {table.name: {row.get("id") for row in rows(table, minutes)} for table in TABLES}
    for table in TABLES:
        held = list(rows(table, minutes))
        assert list(parquet.read(folder / "parquet", table)) == held
        empty = [{name: None if value == "" else value for name, value in row.items()} for row in held]
        assert list(csv.read(folder / "csv", table)) == empty
        keys = [tuple(row[name] for name in table.key) for row in held]
        assert len(set(keys)) == len(keys), table.name
        for column, target in table.foreign.items():
            assert {row[column] for row in held if row[column] is not None} <= ids[target], (table.name, column)
    assert [row["document_id"] for row in rows(table_named("documents"), minutes)] == [document_id(minutes)]


@pytest.mark.parametrize("name", _names(FIXTURES))
def test_every_fixture_in_every_format(name: str, tmp_path: Path) -> None:
    _check(_parsed(FIXTURES / name), tmp_path)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not here (../shared/corpus)")
@pytest.mark.parametrize("name", _names(CORPUS) if CORPUS.is_dir() else [])
def test_every_real_document_in_every_format(name: str, tmp_path: Path) -> None:
    _check(_parsed(CORPUS / name), tmp_path)
