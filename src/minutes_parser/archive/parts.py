"""Big outputs in parts, made from the records: NDJSON, Parquet or CSV.

A part holds the records of documents in the order of their uris, up to a size, and is named by what is in it:
`part-00000-5f0a….ndjson`, or a folder of tables `part-00000-5f0a…/speeches.parquet`. The records alone are the
truth: after a kill at any moment the same records give the same parts, and a part that stands is not made again.
`parts.json`, written last, lists the parts that belong together.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..export import csv as csv_tables
from ..export import parquet as parquet_tables
from ..model import SCHEMA_VERSION, Minutes
from .outputs import replacing

__all__ = ["PART_BYTES", "assemble"]

PART_BYTES = 128_000_000
"""Bytes of records a part."""


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    records: tuple[Path, ...]
    digest: str


def assemble(
    out: Path,
    format: Literal["ndjson", "parquet", "csv"],
    converted: Iterable[tuple[str, str, str]],
    *,
    part_bytes: int = PART_BYTES,
) -> tuple[str, ...]:
    """Make the parts of `OUT/<format>/` from the records; gives their names.

    `converted`: content hash, path relative to `out` and what it depends on, of every record in order.
    Raises OutputFailed where it cannot be written, MissingDependency for Parquet without pyarrow.
    """
    suffix = ".ndjson" if format == "ndjson" else ""
    write: Callable[[_Part, Path], None] = {"ndjson": _ndjson, "csv": _csv, "parquet": _parquet}[format]
    names = []
    listing = []
    for part in _parts(out, converted, part_bytes):
        name = f"part-{part.number:05}-{part.digest}{suffix}"
        if not (out / format / name).exists():
            with replacing(out, f"{format}/{name}") as place:
                write(part, place)
        names.append(name)
        listing.append({"name": name, "documents": len(part.records)})
    with replacing(out, f"{format}/parts.json") as place:
        text = json.dumps({"schema_version": SCHEMA_VERSION, "parts": listing}, indent=1)
        place.write_text(text + "\n", encoding="utf-8")
    _remove_others(out / format, {*names, "parts.json"})
    return tuple(names)


def _parts(out: Path, converted: Iterable[tuple[str, str, str]], part_bytes: int) -> Iterator[_Part]:
    number, size, records = 0, 0, list[Path]()
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for sha256, path, depends in converted:
        size += (out / path).stat().st_size
        records.append(out / path)
        digest.update(f"{sha256} {depends}\n".encode())
        if size >= part_bytes:
            yield _Part(number, tuple(records), digest.hexdigest()[:16])
            number, size, records = number + 1, 0, []
            digest = hashlib.sha256(SCHEMA_VERSION.encode())
    if records:
        yield _Part(number, tuple(records), digest.hexdigest()[:16])


def _minutes(part: _Part) -> Iterator[Minutes]:
    return (Minutes.model_validate_json(record.read_bytes()) for record in part.records)


def _ndjson(part: _Part, place: Path) -> None:
    with place.open("wb") as file:
        for record in part.records:
            file.write(record.read_bytes())  # one line, with its line break


def _csv(part: _Part, place: Path) -> None:
    csv_tables.write(_minutes(part), place)


def _parquet(part: _Part, place: Path) -> None:
    parquet_tables.write(_minutes(part), place)


def _remove_others(folder: Path, names: set[str]) -> None:
    for other in folder.iterdir():
        if other.name in names:
            continue
        if other.is_dir():
            shutil.rmtree(other, ignore_errors=True)
        else:
            other.unlink(missing_ok=True)
