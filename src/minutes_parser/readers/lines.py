"""From the flow of a format to paragraphs of one line: shared by the readers of structured formats."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..diagnostics import Finding
from ..document import Block, Cell, Document, DocumentBuilder, Paragraph, Role, Source, Style, Table
from .limits import Budget, Limits
from .spaces import indent_of

__all__ = ["Grid", "Writer", "beside_links"]

_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_BEFORE_TEXT = " \t\u3000\xa0\f"
_BESIDE_LINKS = re.compile(r":::|[|｜/／>›»·•、【】()（）\[\]]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\ufeff\u00ad\u200b]")  # no-width marks: BOM, soft hyphen, ZWSP


@dataclass(slots=True)
class Writer:
    """Writes lines into a `DocumentBuilder`, within the limits. Empty lines are left out."""

    limits: Limits
    builder: DocumentBuilder = field(default_factory=DocumentBuilder)
    budget: Budget = field(init=False)

    def __post_init__(self) -> None:
        self.budget = Budget(self.limits)

    def lines(
        self,
        text: str,
        *,
        label: str = "",
        role: Role = "body",
        style: Style | None = None,
        page: int | None = None,
        wrapped: bool = False,
    ) -> list[Paragraph]:
        """Paragraphs of a text whose line breaks are "\\n", one a line, not yet placed. The label is the first's.

        Space around a line is layout: at its start it is counted into the indent.
        """
        paragraphs: list[Paragraph] = []
        clean = _UNPRINTABLE.sub("", text)
        filled = bool(clean.strip())
        for spaced in _BREAKS.split(clean):
            line = spaced.strip()
            if not line and (filled or not label):
                continue  # a number stands before the first text of its paragraph, alone only where there is none
            self.budget.paragraph(len(label) + len(line))
            hints = style if label else _indented(style, spaced)
            paragraphs.append(
                self.builder.paragraph(line, label=label, role=role, style=hints, page=page, wrapped=wrapped)
            )
            label = ""
        return paragraphs

    def paged(
        self, text: str, page: int, *, shown: bool, label: str = "", role: Role = "body", style: Style | None = None
    ) -> tuple[list[Paragraph], int]:
        """`lines` of a text in which "\\f" marks where a page was turned; and the page after it.

        A page turned inside a line does not cut it: a paragraph stands on the page where it begins. `shown` says
        whether pages are given at all.
        """
        paragraphs: list[Paragraph] = []
        for line in text.split("\n"):
            before = line[: len(line) - len(line.lstrip(_BEFORE_TEXT))].count("\f")
            if line.strip() or not text.strip():
                clean = line.replace("\f", "")
                here = page + before if shown else None
                paragraphs += self.lines(clean, label=label, role=role, style=style, page=here)
                label = ""
            page += line.count("\f")
        return paragraphs, page

    @contextlib.contextmanager
    def apart(self) -> Iterator[list[Block]]:
        """What is placed inside comes into this list instead: blocks of a part that is placed later."""
        placed, self.builder.blocks = self.builder.blocks, []
        try:
            yield self.builder.blocks
        finally:
            self.builder.blocks = placed

    def place(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self.builder.add(block)

    def finding(self, code: str, message: str = "") -> None:
        """Note something once."""
        finding = Finding(code, message)
        if finding not in self.builder.findings:
            self.builder.findings.append(finding)

    def build(self, source: Source) -> Document:
        if not self.builder.blocks:
            self.finding("no-text")
        return self.builder.build(source)


def beside_links(line: str) -> int:
    """How many characters of a line may stand between links: a line of nothing else is a line of links."""
    return len(line) - len(_BESIDE_LINKS.sub("", line))


def _indented(style: Style | None, line: str) -> Style | None:
    """The style with the space typed at the start of a line added to its indent."""
    width = indent_of(line, len(line) - len(line.lstrip()))
    if not width:
        return style
    style = style or Style()
    return style._replace(indent=(style.indent or 0.0) + width)


@dataclass(slots=True)
class Grid:
    """Places cells with spans on a grid, row by row, as HTML does it: a cell goes to the first free column."""

    budget: Budget
    cells: list[Cell] = field(default_factory=list)
    _taken: dict[int, int] = field(default_factory=dict)  # column -> rows still covered from above
    _row: int = -1
    _column: int = 0

    def next_row(self) -> None:
        self._row += 1
        self._column = 0
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}

    def place(self, row_span: int, column_span: int) -> tuple[int, int]:
        """Row and column of the next cell of this row."""
        self.budget.cell()
        while self._column in self._taken:
            self._column += 1
        place = self._row, self._column
        for column in range(self._column, self._column + column_span):
            if row_span > 1:
                self._taken[column] = row_span
        self._column += column_span
        return place

    def table(self, page: int | None = None) -> Table:
        """The table; spans that reach below the last row or beyond the last column that a cell begins are cut."""
        rows = self._row + 1
        columns = max((cell.column for cell in self.cells), default=-1) + 1
        cells = (
            Cell(c.row, c.column, min(c.row_span, rows - c.row), min(c.column_span, columns - c.column), c.paragraphs)
            for c in sorted(self.cells, key=lambda c: (c.row, c.column))
        )
        return Table(rows, columns, tuple(cells), page)
