"""Dataframes of pandas or polars, whichever the user has: neither is a dependency."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any, Literal

from minutes_parser.errors import MissingDependency
from minutes_parser.model import Minutes

from .tables import Table, Value, rows, table_named, with_ids

__all__ = ["to_dataframe"]

_PANDAS = {"text": "string", "integer": "Int64", "boolean": "boolean", "texts": "object"}


def to_dataframe(
    records: Minutes | Iterable[Minutes],
    table: str = "rulings",
    *,
    library: Literal["pandas", "polars"] = "pandas",
) -> Any:
    """One table of one or many records as a dataframe of `library`.

    `table` is a name of `tables.TABLES`: documents, officers, attendees, items, speeches, rulings, instructions,
    follow_ups, votes, checks, diagnostics, unassigned, furniture, spans. The columns and their types are the same
    for every record: text, nullable integers and booleans, lists of texts; unknown is the library's missing value.
    Raises ValueError for an unknown table or library, MissingDependency where the library is not installed.

    >>> from minutes_parser import parse_text
    >>> to_dataframe(parse_text("討論事項\\n決議：照案通過。"), "documents", library="polars")["text"].to_list()
    ['討論事項\\n決議：照案通過。']
    """
    made = table_named(table)
    if library not in ("pandas", "polars"):
        raise ValueError(f"no dataframe library {library!r}; there are pandas, polars")
    try:
        module = importlib.import_module(library)
    except ImportError:
        raise MissingDependency(f"the dataframe needs {library}: pip install {library}") from None
    columns = _columns_of(made, [records] if isinstance(records, Minutes) else records)
    kinds = {"document_id": "text"} | {column.name: column.kind for column in made.columns}
    if library == "pandas":
        return module.DataFrame(
            {name: module.Series(values, dtype=_PANDAS[kinds[name]]) for name, values in columns.items()}
        )
    types = {
        "text": module.String,
        "integer": module.Int64,
        "boolean": module.Boolean,
        "texts": module.List(module.String),
    }
    return module.DataFrame(columns, schema={name: types[kind] for name, kind in kinds.items()})


def _columns_of(table: Table, records: Iterable[Minutes]) -> dict[str, list[Value]]:
    columns: dict[str, list[Value]] = {name: [] for name in ("document_id", *(column.name for column in table.columns))}
    for key, minutes in with_ids(records):
        for row in rows(table, minutes, key):
            for name, value in row.items():
                columns[name].append(value)
    return columns
