"""Several meetings in one file: a document for each, with the pages and boxes of the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .diagnostics import Finding
from .document import Block, Cell, Document, Paragraph, Table
from .model import Minutes
from .pipeline import minutes_of

__all__ = ["meetings_of", "parted"]

_SECOND_LINE = re.compile(r"\s*(?:第|\d|中華民國|民國|會議|臨時會)")
"""第3次會議紀錄: a title that begins so goes on from the line above, which names the body."""
_FIRST_LINE = re.compile(r"[^。；;，,：:！!？?]{4,40}")
_ENDS = re.compile(r"散\s?會|閉\s?會|[紀記]錄|主席|理事長|以上|附件")


def meetings_of(document: Document) -> tuple[Minutes, ...]:
    """A record for each meeting of a document, in order; the one record of a document with one meeting.

    Where another meeting begins is what the record of the whole says (`several-meetings`): at a title with a time and
    people of its own. Each record has the text of its part only, `source.part` counts them.
    """
    whole = minutes_of(document)
    starts = [d.start for d in whole.diagnostics if d.code == "several-meetings" and d.start is not None]
    parts = parted(document, starts)
    return tuple(minutes_of(part) for part in parts) if len(parts) > 1 else (whole,)


def parted(document: Document, starts: Sequence[int]) -> tuple[Document, ...]:
    """The document in parts; each of `starts` is an offset in a title. The texts of the parts together are the text.

    A title inside a table that began earlier begins no part.
    """
    cuts = sorted({cut for start in starts if (cut := _cut(document, start)) is not None})
    if not cuts:
        return (document,)
    bounds = list(pairwise([0, *cuts, len(document.text)]))
    return tuple(_part(document, a, b, number) for number, (a, b) in enumerate(bounds, 1))


def _cut(document: Document, start: int) -> int | None:
    """The offset at which the meeting begins whose title stands at `start`; None where it begins no part."""
    begins = [_start(block) for block in document.blocks]
    i = bisect_right(begins, start) - 1
    if i <= 0:
        return None
    title, above = document.blocks[i], document.blocks[i - 1]
    if isinstance(title, Table):
        first = next(title.paragraphs(), None)
        return begins[i] if first is not None and first.start == start else None
    if isinstance(above, Paragraph) and i > 1 and _SECOND_LINE.match(document.text, title.start):
        line = document.text[above.start : above.end].strip()
        if _FIRST_LINE.fullmatch(line) and not _ENDS.search(line):
            return above.start
    return title.start


def _start(block: Block) -> int:
    if isinstance(block, Paragraph):
        return block.start
    return min((paragraph.start for paragraph in block.paragraphs()), default=-1)


def _part(document: Document, a: int, b: int, number: int) -> Document:
    blocks = tuple(_moved(block, a) for block in document.blocks if a <= max(_start(block), 0) < b)
    pages = [p.page for p in Document(document.text, blocks, document.source).paragraphs() if p.page is not None]
    findings = _findings(document.findings, a, b, range(min(pages, default=0), max(pages, default=0) + 1))
    return Document(document.text[a:b], blocks, replace(document.source, part=number), tuple(findings), document.widths)


def _findings(findings: Sequence[Finding], a: int, b: int, pages: range) -> Iterator[Finding]:
    """What the reader noticed in a part; what it said of no place holds for each."""
    for finding in findings:
        if finding.start is None:
            if finding.page is None or finding.page in pages:
                yield finding
        elif a <= finding.start < b:
            yield replace(finding, start=finding.start - a, end=None if finding.end is None else finding.end - a)


def _moved(block: Block, by: int) -> Block:
    if isinstance(block, Paragraph):
        return _shifted(block, by)
    return replace(block, cells=tuple(_cell(cell, by) for cell in block.cells))


def _cell(cell: Cell, by: int) -> Cell:
    return replace(cell, paragraphs=tuple(_shifted(paragraph, by) for paragraph in cell.paragraphs))


def _shifted(paragraph: Paragraph, by: int) -> Paragraph:
    label_end = None if paragraph.label_end is None else paragraph.label_end - by
    return paragraph._replace(start=paragraph.start - by, end=paragraph.end - by, label_end=label_end)
