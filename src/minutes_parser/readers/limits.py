"""Limits that hold: how much of a file a reader takes before it gives up with `LimitExceeded`.

The defaults let pass everything an agency publishes (the longest council minutes have some 2,000 pages)
and stop what only an attack or a damaged file asks for within seconds and well under 1 GB.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from ..errors import LimitExceeded

__all__ = ["DEFAULT_LIMITS", "Budget", "Limits"]

_STEPS_A_LOOK = 512  # the clock is read once in so many steps: a step costs less than reading it


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one document. All are inclusive; a reader raises `LimitExceeded` above them.

    >>> Limits(max_pages=10).max_pages
    10
    """

    max_bytes: int = 200_000_000
    """Size of the file as given."""
    max_unzipped_bytes: int = 100_000_000
    """Bytes really unzipped from the parts of a DOCX or ODT that are read (images are not); an RTF file."""
    max_xml_bytes: int = 40_000_000
    """One XML part; a tree takes some ten times its text in memory."""
    max_markup_bytes: int = 12_000_000
    """An HTML or Markdown file; a tree takes some forty times its size."""
    max_entries: int = 20_000
    """Members of a ZIP archive."""
    max_pages: int = 5_000
    max_characters: int = 10_000_000
    """Characters of text that a reader puts out."""
    max_paragraphs: int = 250_000
    max_cells: int = 100_000
    """Cells of all tables together."""
    max_spans: int = 1_000
    """Rows or columns that one cell may span, and repeats of a cell that has text."""
    max_repeats: int = 1_000
    """Spaces, empty rows or paragraphs that one element may stand for; more are cut, none of it is text."""
    max_depth: int = 200
    """Nesting of elements, lists or tables."""
    max_table_edges: int = 2_000
    """Ruling lines of a PDF page above which no table is looked for."""
    max_content_bytes: int = 24_000_000
    """Bytes of one unpacked PDF content stream."""
    max_ocr_pages: int = 100
    """Pages of a PDF that are recognised from their image; the others stay without text and are reported."""
    seconds: float = 10.0
    """Wall-clock time of reading one document; that of recognising pages (a few seconds each) is not counted."""
    seconds_per_page: float = 0.03
    """What each page of a PDF that was read adds to it, some six times what a page of text takes: long minutes are
    read to their end, and what brings no page forward ends after `seconds`."""
    office_seconds: float = 60.0
    """Time of LibreOffice for a DOC; each further file of one start adds a tenth of it."""


DEFAULT_LIMITS = Limits()


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one document is read. Each method raises `LimitExceeded`."""

    limits: Limits
    _characters: int = 0
    _paragraphs: int = 0
    _cells: int = 0
    _steps: int = 0
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.limits.seconds

    def step(self) -> None:
        """One step of a walk; now and then looks at the clock."""
        self._steps += 1
        if self._steps % _STEPS_A_LOOK == 0:
            self.look()

    def look(self) -> None:
        """Look at the clock now."""
        if time.monotonic() > self._end:
            raise LimitExceeded(f"reading takes more than {self.limits.seconds:g} seconds")

    def allow(self, seconds: float) -> None:
        """Do not count so many seconds, which recognising a page took."""
        self._end += seconds

    def page(self) -> None:
        """A page was read."""
        self._end += self.limits.seconds_per_page

    def paragraph(self, characters: int) -> None:
        self._paragraphs += 1
        self._characters += characters
        if self._paragraphs > self.limits.max_paragraphs:
            raise LimitExceeded(f"more than {self.limits.max_paragraphs} paragraphs")
        if self._characters > self.limits.max_characters:
            raise LimitExceeded(f"more than {self.limits.max_characters} characters")
        self.step()

    def cell(self) -> None:
        self._cells += 1
        if self._cells > self.limits.max_cells:
            raise LimitExceeded(f"more than {self.limits.max_cells} table cells")
        self.step()

    def span(self, span: int) -> int:
        """A span as given, if it is allowed; 1 at least."""
        if span > self.limits.max_spans:
            raise LimitExceeded(f"a table cell spans {span} rows or columns, the limit is {self.limits.max_spans}")
        return max(span, 1)

    def depth(self, depth: int) -> int:
        if depth > self.limits.max_depth:
            raise LimitExceeded(f"elements are nested more than {self.limits.max_depth} deep")
        return depth
