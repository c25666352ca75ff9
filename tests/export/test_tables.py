"""Tables and what is written of them: round trips, keys, a schema that does not depend on the records."""

from __future__ import annotations

import csv as csv_reader
import json
from pathlib import Path

import pytest

from minutes_parser.export import csv, parquet, to_dataframe
from minutes_parser.export.tables import TABLES, Row, Table, document_id, rows, table_named, with_ids
from minutes_parser.model import Minutes

from .records import bare, hostile, rich

RECORDS = [rich(), bare(), hostile(), rich()]


def _all_rows(table: Table, records: list[Minutes]) -> list[Row]:
    return [row for key, minutes in with_ids(records) for row in rows(table, minutes, key)]


def _as_csv(row: Row) -> Row:
    return {name: None if value == "" else value for name, value in row.items()}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_are_unique_and_foreign_keys_lead_somewhere(table: Table) -> None:
    made = _all_rows(table, RECORDS)
    keys = [tuple(row[name] for name in table.key) for row in made]
    assert made
    assert len(set(map(repr, keys))) == len(keys)
    for column, target in table.foreign.items():
        known = {(row["document_id"], row["id"]) for row in _all_rows(table_named(target), RECORDS)}
        assert {(row["document_id"], row[column]) for row in made if row[column] is not None} <= known


def test_the_same_bytes_twice_get_two_keys() -> None:
    key = document_id(rich())
    assert [made for made, _ in with_ids([rich(), bare(), rich()])] == [key, document_id(bare()), f"{key}-2"]


def test_every_field_of_the_model_is_in_a_table_or_stated_as_lost() -> None:
    text = rich().model_dump_json(exclude={"outline"})
    held = "\n".join(json.dumps(row, ensure_ascii=False) for table in TABLES for row in _all_rows(table, [rich()]))
    leaves = {str(leaf) for leaf in _leaves(json.loads(text)) if isinstance(leaf, str | int) and leaf != ""}
    assert {leaf for leaf in leaves if json.dumps(leaf, ensure_ascii=False).strip('"') not in held} == set()


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in _leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part)]
    return [value] if not isinstance(value, bool) else []


def test_csv_is_read_back(tmp_path: Path) -> None:
    assert csv.write(RECORDS, tmp_path) == len(RECORDS)
    for table in TABLES:
        assert list(csv.read(tmp_path, table)) == [_as_csv(row) for row in _all_rows(table, RECORDS)]


def test_csv_states_its_keys(tmp_path: Path) -> None:
    csv.write([rich()], tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    speeches = next(resource for resource in package["resources"] if resource["name"] == "speeches")
    assert speeches["schema"]["primaryKey"] == ["document_id", "id"]
    assert {
        "fields": ["document_id", "item_id"],
        "reference": {"resource": "items", "fields": ["document_id", "id"]},
    } in speeches["schema"]["foreignKeys"]
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv_reader.reader(file)) == [field["name"] for field in resource["schema"]["fields"]]


def test_csv_for_spreadsheets_runs_no_formula(tmp_path: Path) -> None:
    csv.write([hostile()], tmp_path, spreadsheet=True)
    assert (tmp_path / "items.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = [row["title"] for row in csv_reader.DictReader(file)]
    assert any(title.startswith("'=HYPERLINK") for title in titles)
    assert not any(title.startswith(("=", "+", "-", "@")) for title in titles)


def test_parquet_is_read_back_with_one_schema(tmp_path: Path) -> None:
    assert parquet.write(RECORDS, tmp_path / "all") == len(RECORDS)
    parquet.write([bare()], tmp_path / "one")
    for table in TABLES:
        assert list(parquet.read(tmp_path / "all", table)) == _all_rows(table, RECORDS)
        assert parquet.written_schema(tmp_path / "one", table) == parquet.written_schema(tmp_path / "all", table)
        assert parquet.written_schema(tmp_path / "one", table) == parquet.schema(table)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_dataframes_have_the_rows_and_stable_types(library: str) -> None:
    pytest.importorskip(library)
    for table in TABLES:
        frame = to_dataframe([rich(), bare()], table.name, library=library)  # type: ignore[arg-type]
        empty = to_dataframe([], table.name, library=library)  # type: ignore[arg-type]
        assert len(frame) == len(_all_rows(table, [rich(), bare()]))
        assert list(frame.columns) == ["document_id", *(column.name for column in table.columns)]
        assert list(frame.dtypes) == list(empty.dtypes)
    assert list(to_dataframe(rich(), "rulings", library=library)["outcome"]) == ["noted", "directed", "other"]  # type: ignore[arg-type]


def test_dataframes_name_what_they_do_not_know() -> None:
    with pytest.raises(ValueError, match="there are documents, officers"):
        to_dataframe(rich(), "people")
    with pytest.raises(ValueError, match="there are pandas, polars"):
        to_dataframe(rich(), "items", library="dask")  # type: ignore[arg-type]
