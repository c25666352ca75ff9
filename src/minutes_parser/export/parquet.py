"""Parquet: a folder with one file a table, the same schema whatever the records hold. Needs pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

from minutes_parser.errors import MissingDependency
from minutes_parser.model import SCHEMA_VERSION, Minutes

from . import tables
from .tables import TABLES, Row, Table, rows, with_ids

__all__ = ["CANNOT_CARRY", "read", "schema", "write", "written_schema"]

CANNOT_CARRY = tables.CANNOT_CARRY
"""What Parquet leaves out of a record."""

_BATCH = 200
"""Records held in memory before their rows are written as one row group a table."""


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingDependency("Parquet needs pyarrow: pip install 'minutes-parser[parquet]'") from None
    return pyarrow


def schema(table: Table) -> Any:
    """The table's pyarrow schema; its metadata hold the schema version, the key and the foreign keys as JSON."""
    arrow = _pyarrow()
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "boolean": arrow.bool_(),
        "texts": arrow.list_(arrow.string()),
    }
    fields = [arrow.field("document_id", arrow.string(), nullable=False)]
    fields += [
        arrow.field(column.name, types[column.kind], nullable=column.name not in table.key) for column in table.columns
    ]
    notes = {"schema_version": SCHEMA_VERSION, "key": json.dumps(table.key), "foreign": json.dumps(table.foreign)}
    return arrow.schema(fields, metadata=notes)


def write(records: Iterable[Minutes], folder: Path) -> int:
    """Write the tables into `folder` (made if missing); gives the number of records.

    Raises MissingDependency without pyarrow.
    """
    arrow = _pyarrow()
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {table.name: schema(table) for table in TABLES}
    count = 0
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(arrow.parquet.ParquetWriter(folder / f"{name}.parquet", made))
            for name, made in schemas.items()
        }
        pairs = with_ids(records)
        while batch := list(islice(pairs, _BATCH)):
            count += len(batch)
            for table in TABLES:
                made = [row for key, minutes in batch for row in rows(table, minutes, key)]
                writers[table.name].write_table(arrow.Table.from_pylist(made, schema=schemas[table.name]))
    return count


def read(folder: Path, table: Table) -> Iterator[Row]:
    """The rows of one table as `tables.rows` gives them."""
    file = _pyarrow().parquet.ParquetFile(folder / f"{table.name}.parquet")
    for batch in file.iter_batches():
        yield from batch.to_pylist()


def written_schema(folder: Path, table: Table) -> Any:
    """The pyarrow schema of a table as it was written."""
    return _pyarrow().parquet.read_schema(folder / f"{table.name}.parquet")
