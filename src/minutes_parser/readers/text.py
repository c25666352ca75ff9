"""Plain text: every line a paragraph that may go on in the next, runs of tabbed lines a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..diagnostics import Finding
from ..document import Block, Cell, Document, Paragraph, Source, Style, Table
from .labels import is_marker
from .limits import Budget, Limits
from .spaces import indent_of

__all__ = ["read_lines"]

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_TAG = re.compile(r"<br\s{0,2}/?>", re.IGNORECASE)
"""A line break of a web page that was saved as text with its tags."""


_SPACE = " \t\u3000\xa0\ufeff\0"


class _Line(NamedTuple):
    """A line without the space around it, and the line as it stands: tabs at its ends may be empty cells."""

    start: int
    end: int
    page: int | None
    raw_start: int
    raw_end: int
    tag: bool = False
    """Whether this is a tag that breaks a line, and no text."""


def read_lines(text: str, source: Source, findings: tuple[Finding, ...], limits: Limits) -> Document:
    """The document of a decoded text, whose `Document.text` is that very text.

    Pages are counted where the text has form feeds; else the page is None.
    """
    budget = Budget(limits)
    blocks: list[Block] = []
    pages = text.count("\f") + 1 if "\f" in text.strip("\f \r\n") else None
    lines = list(_lines(text, paged=pages is not None))
    at = 0
    while at < len(lines):
        count = _tabbed(text, lines, at)
        if count >= 2:
            blocks.append(_table(text, lines[at : at + count], budget))
            at += count
            continue
        blocks.append(_paragraph(text, lines[at], budget))
        at += 1
    if not blocks:
        findings = (*findings, Finding("no-text"))
    return Document(text, tuple(blocks), source, findings)


def _lines(text: str, *, paged: bool) -> Iterator[_Line]:
    """The lines that hold anything, without space around them."""
    page = 1 if paged else None
    start = 0
    breaks = [*_LINE_END.finditer(text), *(_TAG.finditer(text) if "<" in text and "\t" not in text else ())]
    ends = [*sorted((m.start(), m.end(), m.group()) for m in breaks), (len(text), len(text), "")]
    for end, following, mark in ends:
        line = text[start:end]
        stripped = line.strip(_SPACE)
        if stripped:
            left = start + line.index(stripped)
            yield _Line(left, left + len(stripped), page, start, end)
        if mark[:1] == "<":
            yield _Line(end, following, page, end, following, tag=True)
        if mark == "\f" and page is not None:
            page += 1
        start = following


def _paragraph(text: str, line: _Line, budget: Budget) -> Paragraph:
    budget.paragraph(line.end - line.start)
    if line.tag:
        return Paragraph(line.start, line.end, line.page, role="navigation")
    style = Style(indent=indent_of(text, line.start))
    return Paragraph(line.start, line.end, line.page, style=style, wrapped=True)


def _cells(text: str, line: _Line) -> int:
    return text.count("\t", line.raw_start, line.raw_end) + 1


def _tabbed(text: str, lines: list[_Line], at: int) -> int:
    """How many lines from here make a table: the same number of tabs, at least one, equally far apart, one page.

    A tab that begins the first line is an indent; one between a number and its text (一、⇥報告事項) is no column.
    """
    cells = _cells(text, lines[at])
    if cells < 2 or text[lines[at].raw_start] == "\t":
        return 0
    count = 1
    gap: int | None = None
    while at + count < len(lines):
        line, before = lines[at + count], lines[at + count - 1]
        between = text.count("\n", before.end, line.start)
        if _cells(text, line) != cells or line.page != before.page or between > 3 or (gap not in (None, between)):
            break
        gap = between
        count += 1
    if cells == 2 and all(is_marker(text[line.start : line.end].partition("\t")[0]) for line in lines[at : at + count]):
        return 0
    return count


def _table(text: str, lines: list[_Line], budget: Budget) -> Table:
    cells: list[Cell] = []
    columns = _cells(text, lines[0])
    for row, line in enumerate(lines):
        start = line.raw_start
        for column in range(columns):
            end = text.find("\t", start, line.raw_end)
            end = line.raw_end if end < 0 or column == columns - 1 else end
            budget.cell()
            cells.append(Cell(row, column, 1, 1, _cell_paragraphs(text, start, end, line.page, budget)))
            start = end + 1
    return Table(len(lines), columns, tuple(cells), lines[0].page)


def _cell_paragraphs(text: str, start: int, end: int, page: int | None, budget: Budget) -> tuple[Paragraph, ...]:
    content = text[start:end]
    stripped = content.strip()
    if not stripped:
        return ()
    left = start + content.index(stripped)
    budget.paragraph(len(stripped))
    return (Paragraph(left, left + len(stripped), page),)
