"""RTF, read by ourselves: a tokenizer and one state a group.

The library for it on the package index gives the text alone: tables become bars, text boxes, notes, headers
and old numbers (\\pntext) are dropped, deleted text is kept, and a file of field openings takes it minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ...document import Document, Role
from ...errors import LimitExceeded
from ..limits import DEFAULT_LIMITS, Limits
from ..lines import Writer
from ..sources import source_of
from .parse import Parser
from .rows import Line, Row, table_of

__all__ = ["read"]


def read(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of an RTF file's bytes; headers first, then the body, text boxes, notes, and footers.

    Raises `LimitExceeded` for files that are too large or whose groups are nested too deep.
    """
    if len(data) > limits.max_unzipped_bytes:  # most of a large file are pictures, which are passed over
        raise LimitExceeded(f"the RTF file is larger than {limits.max_unzipped_bytes} bytes")
    writer = Writer(limits)
    parser = Parser(writer)
    parser.run(data.decode("latin-1"))
    if parser.lost:
        writer.finding("replaced-characters", f"{parser.lost} bytes are not valid in {parser.encoding}")
    roles: tuple[tuple[str, Role], ...] = (
        ("header", "header"),
        ("body", "body"),
        ("box", "body"),
        ("footnote", "footnote"),
        ("footer", "footer"),
    )
    for part, role in roles:
        _write(parser.items.get(part, []), role, writer)
    return writer.build(source_of(data, "rtf", name=name, encoding=parser.encoding))


def _write(items: Sequence[Line | Row], role: Role, writer: Writer) -> None:
    for is_row, group in groupby(items, key=lambda item: isinstance(item, Row)):
        if is_row:
            writer.place([table_of([row for row in group if isinstance(row, Row)], writer)])
            continue
        seen: set[str] = set()
        for line in group:
            if not isinstance(line, Line) or (role in ("header", "footer") and line.text in seen):
                continue  # the same header for left, right and first pages
            seen.add(line.text)
            writer.place(writer.lines(line.text, label=line.label, role=role, style=line.style))
