"""NDJSON: one whole record a line. Nothing is left out, and it is read back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pydantic import ValidationError

from minutes_parser.errors import UnreadableDocument
from minutes_parser.model import Minutes

__all__ = ["CANNOT_CARRY", "read", "write"]

CANNOT_CARRY: tuple[str, ...] = ()
"""NDJSON carries the record whole."""


def write(records: Iterable[Minutes], out: BinaryIO) -> int:
    """Write each record as one line of UTF-8; gives how many.

    >>> import io
    >>> from minutes_parser import parse_text
    >>> held, record = io.BytesIO(), parse_text("會議紀錄")
    >>> write([record], held)
    1
    >>> list(read(io.BytesIO(held.getvalue()), "held")) == [record]
    True
    """
    count = 0
    for minutes in records:
        out.write(minutes.model_dump_json().encode() + b"\n")
        count += 1
    return count


def read(file: BinaryIO, name: str) -> Iterator[Minutes]:
    """The records of a file, as they are read: one a line, or one indented JSON record in the whole file.

    `name` is for messages. Raises UnreadableDocument with the line where something is not a record.
    """
    # binary lines end at the line break alone: U+2028 and U+0085 may stand inside a JSON string
    for number, raw in enumerate(file, start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
        if line == b"{":  # the record is indented: it goes on to the end of the file
            line += file.read()
        if line:
            yield _record(line, number, name)


def _record(line: bytes, number: int, name: str) -> Minutes:
    try:
        return Minutes.model_validate_json(line)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"line {number} is no record of minutes: {place + ': ' if place else ''}{first['msg']}"
        raise UnreadableDocument(message, source=name) from None
