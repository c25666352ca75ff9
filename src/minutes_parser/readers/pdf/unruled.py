"""Tables without rules whose cells wrap: read cell by cell, for line by line their cells would run into each other.

Columns of names or labels that fit on their lines are read as well line by line, and are left to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .glyphs import Run
from .lattice import Grid, Place
from .lines import rows_of

__all__ = ["unruled_grids"]

ALIGNED = 2.0
"""Points by which what stands in one column may begin apart."""
PARTED = 0.75
"""Ems of space before a column at least: the padding of two cells."""
FULL = 3.2
"""Ems that a line of a cell leaves free at most where its text goes on: the next character, one that may not stand
alone at the end of a line, and the padding."""
NEAREST = 2.4
"""Ems from a line of the table to its next at most."""
CLOSER = 0.12
"""Ems by which the lines of a cell stand nearer to each other than the rows do."""
LONGEST_SEARCH = 60
"""Lines in the same columns after which none of them is tried as the first of a table again."""
_OPENING, _CLOSING = "（(〔［[【「", "）)〕］]】」"


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands in one column on one line: left and right edge in points, text without its spaces."""

    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One line across the page."""

    pieces: tuple[_Piece, ...]
    middle: float
    size: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that follow each other, whose pieces all stand in the columns of the first."""

    rows: tuple[_Row, ...]
    columns: tuple[float, ...]

    @property
    def edge(self) -> float:
        return max(piece.x1 for row in self.rows for piece in row.pieces)

    def cells(self, row: int) -> dict[int, _Piece]:
        """The pieces of a line by their columns."""
        found = ((_column_of(piece, self.columns), piece) for piece in self.rows[row].pieces)
        return {column: piece for column, piece in found if column is not None}


def unruled_grids(runs: Sequence[Run]) -> list[Grid]:
    """The grids of a page's tables that have no rules and a cell that goes on beside another's text.

    `runs` are those outside ruled tables. A table is taken for one only where it shows that its cells go on: by a
    bracket that a line of a cell leaves open, or by lines of a cell that stand closer than its rows.
    """
    if len({round(run.middle) for run in runs}) == len(runs):
        return []
    rows = [_row(row) for row in rows_of([run for run in runs if not run.stacked])]
    grids: list[Grid] = []
    at = 0
    while at < len(rows):
        block = _block(rows, at)
        grid = _grid(block) if len(block.rows) > 1 else None
        if grid is not None:
            grids.append(grid)
        at += len(block.rows) if grid is not None or len(block.rows) > LONGEST_SEARCH else 1
    return grids


def _row(row: Sequence[Run]) -> _Row:
    size = max(run.size for run in row)
    pieces: list[_Piece] = []
    for run in row:
        for x0, x1, text, _, _ in run.glyphs:
            if pieces and x0 - pieces[-1].x1 < PARTED * size:
                pieces[-1] = _Piece(pieces[-1].x0, x1, pieces[-1].text + text)
            else:
                pieces.append(_Piece(x0, x1, text))
    return _Row(tuple(pieces), row[0].middle, size, min(run.top for run in row), max(run.bottom for run in row))


def _block(rows: Sequence[_Row], first: int) -> _Block:
    columns = tuple(piece.x0 for piece in rows[first].pieces)
    end = first + 1
    if len(columns) > 1:
        while end < len(rows) and _belongs(rows[end], rows[end - 1], columns):
            end += 1
    return _Block(tuple(rows[first:end]), columns)


def _belongs(row: _Row, above: _Row, columns: Sequence[float]) -> bool:
    """Close under the line above, every piece begins where a column does and ends before the next."""
    if row.middle - above.middle > NEAREST * row.size:
        return False
    limits = [*(x - ALIGNED for x in columns[1:]), float("inf")]
    places = [_column_of(piece, columns) for piece in row.pieces]
    return all(p is not None and piece.x1 < limits[p] for p, piece in zip(places, row.pieces, strict=True))


def _column_of(piece: _Piece, columns: Sequence[float]) -> int | None:
    return next((place for place, x in enumerate(columns) if abs(piece.x0 - x) <= ALIGNED), None)


def _grid(block: _Block) -> Grid | None:
    for goes_on in (_by_pitch(block), _by_brackets(block)):
        if any(goes_on) and _all_full(block, goes_on) and _interleaves(block, goes_on):
            return _placed(block, goes_on)
    return None


def _by_pitch(block: _Block) -> list[bool]:
    """For each line but the first, whether it stands as close to the one above as lines of one cell do."""
    pitches = [below.middle - above.middle for above, below in pairwise(block.rows)]
    closest = min(pitches) + CLOSER * block.rows[0].size
    return [pitch <= closest < max(pitches) for pitch in pitches]


def _by_brackets(block: _Block) -> list[bool]:
    """For each line but the first, whether a bracket is open in the cells above what it says."""
    texts: dict[int, str] = {}
    found = []
    for number in range(len(block.rows)):
        cells = block.cells(number)
        goes_on = any(_is_open(texts.get(column, "")) for column in cells)
        texts = {column: texts.get(column, "") * goes_on + piece.text for column, piece in cells.items()}
        found.append(goes_on)
    return found[1:]


def _is_open(text: str) -> bool:
    """
    >>> _is_open("晏局長○如（柴副局"), _is_open("晏局長○如（代）")
    (True, False)
    """
    return sum(text.count(c) for c in _OPENING) > sum(text.count(c) for c in _CLOSING)


def _all_full(block: _Block, goes_on: Sequence[bool]) -> bool:
    """Whether each line of a cell that goes on reaches the end of its column, and what goes on is a cell of the row."""
    ends = [*block.columns[1:], block.edge]
    for number, on in enumerate(goes_on):
        above = block.cells(number)
        room = FULL * block.rows[number].size
        if on and not all(c in above and ends[c] - above[c].x1 <= room for c in block.cells(number + 1)):
            return False
    return True


def _interleaves(block: _Block, goes_on: Sequence[bool]) -> bool:
    """Whether a cell goes on that has another at its right: only then do lines read across break a text."""
    return any(on and min(block.cells(number + 1)) < max(block.cells(number)) for number, on in enumerate(goes_on))


def _placed(block: _Block, goes_on: Sequence[bool]) -> Grid:
    heights = [block.rows[0].top]
    for (above, below), on in zip(pairwise(block.rows), goes_on, strict=True):
        if not on:
            heights.append((above.middle + below.middle) / 2)
    heights.append(block.rows[-1].bottom)
    xs = [x - 1.5 * ALIGNED for x in block.columns] + [block.edge + ALIGNED]
    places = tuple(
        Place(row, column, 1, 1, (left, top, right, bottom))
        for row, (top, bottom) in enumerate(pairwise(heights))
        for column, (left, right) in enumerate(pairwise(xs))
    )
    return Grid(len(heights) - 1, len(block.columns), places, (xs[0], heights[0], xs[-1], heights[-1]))
