"""Lines and table rows as RTF gives them, and the grid that rows with their own cell edges make together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...document import Cell, Paragraph, Style, Table
from ..lines import Writer

__all__ = ["Line", "Row", "table_of"]

_NEAR = 60  # twips (1 mm): edges of different rows that are the same column edge
_FLAGS = {"clmgf": "first", "clmrg": "merged", "clvmgf": "top", "clvmrg": "below"}


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    label: str
    style: Style


@dataclass(slots=True)
class Row:
    """The cells of a row, the right edges that it defines (twips), and what each cell is merged with."""

    cells: list[tuple[Line, ...]] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    flags: list[frozenset[str]] = field(default_factory=list)
    _pending: set[str] = field(default_factory=set)

    def define(self, word: str) -> bool:
        """Take a control word that says something of the cell whose edge comes next."""
        if word not in _FLAGS:
            return False
        self._pending.add(_FLAGS[word])
        return True

    def edge(self, twips: int) -> None:
        self.edges.append(twips)
        self.flags.append(frozenset(self._pending))
        self._pending = set()

    def flag(self, index: int) -> frozenset[str]:
        return self.flags[index] if index < len(self.flags) else frozenset()


@dataclass(slots=True)
class _Draft:
    row: int
    column: int
    rows: int
    columns: int
    lines: list[Line]


def table_of(rows: Sequence[Row], writer: Writer) -> Table:
    """The table of rows that follow each other; its text is written in reading order."""
    places = _columns(rows)
    drafts: list[_Draft] = []
    above: dict[int, _Draft] = {}
    for number, row in enumerate(rows):
        left = 0
        for index, lines in enumerate(row.cells):
            right = max(_place(row, index, places, left), left + 1)
            flags = row.flag(index)
            upper = above.get(left)
            if "merged" in flags and drafts and drafts[-1].row == number:
                drafts[-1].columns += right - left
                drafts[-1].lines.extend(lines)
            elif "below" in flags and upper is not None and upper.row + upper.rows == number:
                upper.rows += 1
            else:
                draft = _Draft(number, left, 1, right - left, list(lines))
                drafts.append(draft)
                above[left] = draft
            left = right
    cells = tuple(Cell(d.row, d.column, d.rows, d.columns, tuple(_write(d.lines, writer))) for d in drafts)
    return Table(len(rows), max((c.column + c.column_span for c in cells), default=0), cells)


def _write(lines: Sequence[Line], writer: Writer) -> Iterator[Paragraph]:
    for line in lines:
        yield from writer.lines(line.text, label=line.label, style=line.style)


def _columns(rows: Sequence[Row]) -> list[int]:
    """The edges of all rows in order, those near each other counted once."""
    edges: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _place(row: Row, index: int, edges: list[int], left: int) -> int:
    """The column after a cell: where its right edge is among all edges; one further where no edge is known."""
    if index >= len(row.edges):
        return left + 1
    return next((n + 1 for n, edge in enumerate(edges) if abs(edge - row.edges[index]) <= _NEAR), left + 1)
