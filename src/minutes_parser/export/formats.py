"""The formats that records are exported to, each with where it goes and what it cannot carry."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from minutes_parser.model import Minutes

from . import akoma_ntoso, csv, ndjson, parquet, popolo
from .tables import with_ids

__all__ = ["FORMATS", "Format", "export", "file_stem"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, what it leaves out of a record, and how records are written to a place.

    `write` takes the records and a path, and gives the number of records written; None is standard output, which
    tables cannot use.
    """

    title: str
    cannot_carry: tuple[str, ...]
    write: Callable[[Iterable[Minutes], Path | None], int]


def export(records: Iterable[Minutes], to: str, out: Path | None) -> int:
    """Write the records in the format named `to` at `out` (a file or a folder, see `FORMATS`); gives how many.

    Records are written as they come, one at a time, but for Popolo, a single JSON object. Raises ValueError for an
    unknown format or a missing folder, MissingDependency for Parquet without pyarrow.

    >>> import tempfile
    >>> from minutes_parser import parse_text
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export([parse_text("會議紀錄")], "csv", Path(folder))
    1
    """
    if to not in FORMATS:
        raise ValueError(f"no format {to!r}; there are {', '.join(FORMATS)}")
    return FORMATS[to].write(records, out)


# what stays of a file's name: letters, digits, CJK, and . _ - inside (example: "第1次 會議紀錄.pdf" -> "第1次_會議紀錄")
_OTHERS = re.compile(r"[^\w.-]+")


def file_stem(name: str | None, key: str) -> str:
    """A file name's stem that is safe in any file system and link, unique by the document's key."""
    stem = _OTHERS.sub("_", Path(name).stem if name else "")[:60].strip("._-")
    return f"{stem}.{key}" if stem else key


def _opened(out: Path | None) -> nullcontext[BinaryIO] | BinaryIO:
    return nullcontext(sys.stdout.buffer) if out is None else out.open("wb")


def _ndjson(records: Iterable[Minutes], out: Path | None) -> int:
    with _opened(out) as file:
        return ndjson.write(records, file)


def _popolo(records: Iterable[Minutes], out: Path | None) -> int:
    held = list(records)
    made = popolo.render(held)
    with _opened(out) as file:
        file.write(made)
    return len(held)


def _csv(records: Iterable[Minutes], out: Path | None) -> int:
    return csv.write(records, _folder(out))


def _parquet(records: Iterable[Minutes], out: Path | None) -> int:
    return parquet.write(records, _folder(out))


def _folder(out: Path | None) -> Path:
    if out is None:
        raise ValueError("tables are written to a folder: name one")
    return out


def _akoma_ntoso(records: Iterable[Minutes], out: Path | None) -> int:
    """One document a record: into a folder, or, where `out` ends in .xml or is standard output, one only."""
    count = 0
    for key, minutes in with_ids(records):
        single = out is None or out.suffix == ".xml"
        if single and count:
            raise ValueError("several records make several Akoma Ntoso documents: name a folder")
        count += 1
        made = akoma_ntoso.render(minutes)
        if out is None:
            sys.stdout.buffer.write(made)
        elif single:
            out.write_bytes(made)
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{file_stem(minutes.source.name, key)}.akn.xml").write_bytes(made)
    return count


FORMATS: dict[str, Format] = {
    "ndjson": Format("NDJSON, one record a line", ndjson.CANNOT_CARRY, _ndjson),
    "csv": Format("CSV tables with keys", csv.CANNOT_CARRY, _csv),
    "parquet": Format("Parquet tables", parquet.CANNOT_CARRY, _parquet),
    "akn": Format("Akoma Ntoso 3.0, debate minutes", akoma_ntoso.CANNOT_CARRY, _akoma_ntoso),
    "popolo": Format("Popolo JSON", popolo.CANNOT_CARRY, _popolo),
}
