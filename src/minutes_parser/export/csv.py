"""CSV: a folder with one file a table, and a `datapackage.json` that states types, keys and foreign keys.

The package file follows Frictionless Data Package v1 (https://specs.frictionlessdata.io/): whoever reads the tables
finds there which column points to which table.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from minutes_parser.model import SCHEMA_VERSION, Minutes

from . import tables
from .tables import TABLES, Row, Table, Value, rows, with_ids

__all__ = ["CANNOT_CARRY", "read", "write"]

CANNOT_CARRY = (
    *tables.CANNOT_CARRY,
    "the difference between an empty text and an unknown one (both are an empty cell)",
    "lists as such (days, heading_path: JSON in a cell)",
)
"""What CSV leaves out of a record."""

csv.field_size_limit(1 << 30)  # the text of a document is one cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def write(records: Iterable[Minutes], folder: Path, *, spreadsheet: bool = False) -> int:
    """Write the tables into `folder` (made if missing), record by record; gives the number of records.

    With `spreadsheet` the files begin with a byte order mark, so that Excel reads them as UTF-8, and a cell that
    a spreadsheet would run as a formula gets an apostrophe in front: safe to open, but no longer exact.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            encoding = "utf-8-sig" if spreadsheet else "utf-8"
            file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding=encoding, newline=""))
            writers[table.name] = csv.writer(file, lineterminator="\n")
            writers[table.name].writerow(["document_id", *(column.name for column in table.columns)])
        for key, minutes in with_ids(records):
            count += 1
            for table in TABLES:
                writers[table.name].writerows(
                    [_cell(value, spreadsheet) for value in row.values()] for row in rows(table, minutes, key)
                )
    (folder / "datapackage.json").write_text(_package(), encoding="utf-8")
    return count


def _cell(value: Value, spreadsheet: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if spreadsheet and isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return str(value)


def read(folder: Path, table: Table) -> Iterator[Row]:
    """The rows of one table as `tables.rows` gives them (of files written without `spreadsheet`)."""
    kinds = {column.name: column.kind for column in table.columns} | {"document_id": "text"}
    with (folder / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: _read_cell(text, kinds[name]) for name, text in row.items()}


def _read_cell(text: str, kind: str) -> Value:
    if kind == "texts":
        values: list[str] = json.loads(text)
        return values
    if not text:
        return None
    if kind == "integer":
        return int(text)
    return text == "true" if kind == "boolean" else text


_TYPES = {"text": "string", "integer": "integer", "boolean": "boolean", "texts": "array"}


def _package() -> str:
    resources = [
        {
            "name": table.name.replace("_", "-"),
            "path": f"{table.name}.csv",
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": _schema(table),
        }
        for table in TABLES
    ]
    package = {"name": "minutes", "profile": "tabular-data-package", "version": SCHEMA_VERSION, "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _schema(table: Table) -> dict[str, Any]:
    fields = [{"name": "document_id", "type": "string"}]
    fields += [{"name": column.name, "type": _TYPES[column.kind]} for column in table.columns]
    foreign = [_foreign("document_id", "documents", "document_id")] if table.name != "documents" else []
    for column, target in table.foreign.items():
        foreign.append(_foreign(["document_id", column], target, ["document_id", "id"]))
    return {"fields": fields, "primaryKey": list(table.key), "foreignKeys": foreign}


def _foreign(fields: str | list[str], table: str, targets: str | list[str]) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": table.replace("_", "-"), "fields": targets}}
