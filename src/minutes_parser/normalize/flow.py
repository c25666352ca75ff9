"""The reading view of a document: logical paragraphs (`Line`) and stitched tables (`Grid`), with their way back.

A `Line` holds two strings of the same length: `text`, from which values are cut (characters as the document
has them, mis-encoded glyphs put right), and `key`, on which rules look (full width folded to half width).
Line breaks inside a paragraph are gone from both; `spans` leads back to the source text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..document import Style
from ..model import TextSpan

__all__ = ["ROW", "Flow", "Grid", "GridCell", "Line", "Place", "Run", "Slice", "clean"]

Place = tuple[int, int, int | None]
"""Start, end and page of a stretch of the source."""

ROW = "row"
"""The role of a line that is a row of a table, its cells put together: none of them begins somebody else."""

_LAYOUT_SPACE = re.compile(
    # 「出 席：」「第 3 次」「王　明」: space beside a Chinese character or full-width sign is layout,
    # space between Latin words is not
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef○〇])[ \t\u3000\xa0]+"
    r"|[ \t\u3000\xa0]+(?=[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef○〇])"
)
_WIDE_SPACE = re.compile(r"[ \t\u3000\xa0]+")


def clean(text: str) -> str:
    """A value without layout spaces: none beside Chinese characters, single ones between Latin words.

    >>> clean("第 3 次　委員會議 (Big  Data)")
    '第3次委員會議(Big Data)'
    """
    words = text.split()
    if len(words) < 2:
        return words[0] if words else ""
    return _WIDE_SPACE.sub(" ", _LAYOUT_SPACE.sub("", text)).strip()


class Run(NamedTuple):
    """A stretch of a line that is one stretch of the source: `length` characters at `at`, from `source`."""

    at: int
    source: int
    length: int
    page: int | None


class Line(NamedTuple):
    """A logical paragraph: what a person would call one line of the minutes, however it was wrapped."""

    text: str
    key: str
    runs: tuple[Run, ...]
    style: Style
    role: str = "body"
    label_length: int = 0
    """Length of a number that the format, not the author, typed; it is a list number for certain."""
    blank_before: bool = False
    low_confidence: bool = False

    @property
    def page(self) -> int | None:
        return self.runs[0].page if self.runs else None

    @property
    def start(self) -> int:
        return self.runs[0].source if self.runs else 0

    @property
    def end(self) -> int:
        return self.runs[-1].source + self.runs[-1].length if self.runs else 0

    def spans(self, a: int, b: int) -> tuple[TextSpan, ...]:
        """The places in the source of `text[a:b]`, without space at their ends."""
        return tuple([TextSpan(start=start, end=end, page=page) for start, end, page in self.places(a, b)])

    def places(self, a: int, b: int) -> list[Place]:
        """The same as plain (start, end, page)."""
        made: list[Place] = []
        text = self.text
        for at, source, length, page in self.runs:
            lo, hi = (a if a > at else at), (b if b < at + length else at + length)
            if lo >= hi:
                continue
            if text[lo].isspace() or text[hi - 1].isspace():
                part = text[lo:hi]
                lo += len(part) - len(part.lstrip())
                hi = lo + len(part.strip())
                if lo >= hi:
                    continue
            made.append((lo + source - at, hi + source - at, page))
        return made

    def whole(self) -> Slice:
        return Slice(self, 0, len(self.text))


class Slice(NamedTuple):
    """Part of a line: `line.text[a:b]`."""

    line: Line
    a: int
    b: int

    @property
    def text(self) -> str:
        return self.line.text[self.a : self.b]

    @property
    def key(self) -> str:
        return self.line.key[self.a : self.b]

    @property
    def value(self) -> str:
        return clean(self.text)

    @property
    def page(self) -> int | None:
        return self.line.page

    def spans(self) -> tuple[TextSpan, ...]:
        return self.line.spans(self.a, self.b)

    def places(self) -> list[Place]:
        return self.line.places(self.a, self.b)

    def cut(self, a: int, b: int | None = None) -> Slice:
        """The slice from `a` to `b`, counted from this slice's own beginning."""
        end = self.b if b is None else min(self.a + b, self.b)
        return Slice(self.line, min(self.a + a, end), end)

    def strip(self) -> Slice:
        text = self.line.text[self.a : self.b]
        bare = text.strip()
        if len(bare) == len(text):
            return self
        a = self.a + len(text) - len(text.lstrip())
        return Slice(self.line, a, a + len(bare))

    def __bool__(self) -> bool:
        text = self.line.text[self.a : self.b]
        return not text.isspace() if text else False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a stitched table. A merged cell is the same object at each place that it covers."""

    lines: tuple[Line, ...]

    @property
    def value(self) -> str:
        return clean("".join(line.text for line in self.lines))

    @property
    def key(self) -> str:
        return "".join(line.key for line in self.lines)

    def spans(self) -> tuple[TextSpan, ...]:
        return tuple(span for line in self.lines for span in line.spans(0, len(line.text)))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, stitched over pages, repeated header rows dropped: `rows[r][c]` is always there."""

    rows: tuple[tuple[GridCell, ...], ...]
    page: int | None = None
    repeated_header: tuple[Line, ...] = ()
    """Lines of header rows that were printed again on later pages: furniture."""

    @property
    def columns(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def lines(self) -> Iterator[Line]:
        """All lines, each once, row by row."""
        seen: set[int] = set()
        for row in self.rows:
            for cell in row:
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield from cell.lines


@dataclass(frozen=True, slots=True)
class Flow:
    """The document as `segment` sees it: lines and grids in reading order, and what was set aside."""

    blocks: tuple[Line | Grid, ...]
    furniture: tuple[TextSpan, ...]
