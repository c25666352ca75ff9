"""What stands on a page in reading order: lines, and tables with lines in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...document import Box
from .columns import in_columns
from .glyphs import Glyph, Run
from .lattice import Grid, Place
from .lines import Line, lines_of
from .unruled import unruled_grids

__all__ = ["PageTable", "arrange"]

FULL_WIDTH_ROWS = 3
"""So many rows of one cell over the whole width are paragraphs in a frame, not rows of a table."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page. A place without text has no lines."""

    grid: Grid
    lines: tuple[tuple[Line, ...], ...]
    """For each place of the grid, its lines."""

    @property
    def box(self) -> Box:
        return self.grid.box


def arrange(runs: Sequence[Run], grids: Sequence[Grid], width: float) -> list[Line | PageTable]:
    """All runs of a page `width` points wide as blocks in reading order; each glyph is in one of them."""
    blocks, rest = _in_tables(list(runs), grids)
    groups = in_columns(rest, width)
    if len(groups) > 1 and not blocks:
        return [line for group in groups for line in lines_of(group)]
    tables, rest = _in_tables(rest, unruled_grids(rest))
    blocks.extend(tables)
    blocks.extend(lines_of(rest))
    blocks.sort(key=_height)
    return blocks


def _in_tables(rest: list[Run], grids: Sequence[Grid]) -> tuple[list[Line | PageTable], list[Run]]:
    """The tables with their text, and the runs that are in none."""
    blocks: list[Line | PageTable] = []
    for grid in grids:
        inside, rest = _share(rest, grid.box)
        by_place, outside = _by_place(inside, grid.places)
        rest += outside
        lines = tuple(tuple(lines_of(by_place.get(place, ()))) for place in grid.places)
        blocks.extend(_unframed(PageTable(grid, lines)))
    return blocks, rest


def _height(block: Line | PageTable) -> float:
    return block.middle if isinstance(block, Line) else block.box[1]


def _share(runs: Iterable[Run], box: Box) -> tuple[list[Run], list[Run]]:
    """Runs that touch the box, and the others."""
    inside: list[Run] = []
    outside: list[Run] = []
    for run in runs:
        if box[1] <= run.middle <= box[3] and run.x0 < box[2] and run.x1 > box[0]:
            inside.append(run)
        else:
            outside.append(run)
    return inside, outside


def _by_place(runs: Iterable[Run], places: Sequence[Place]) -> tuple[dict[Place, list[Run]], list[Run]]:
    """The runs in the cells, cut where they cross from one cell to another; and what is in no cell."""
    found: dict[Place, list[Run]] = {}
    outside: list[Run] = []
    rows: dict[float, list[Place]] = {}  # runs of a row share their height on the page
    for run in runs:
        middle = run.middle
        row = rows.get(middle)
        if row is None:
            row = rows[middle] = [place for place in places if place.box[1] <= middle <= place.box[3]]
        x0, x1 = run.x0, run.x1
        for place in row:
            box = place.box
            if box[0] - 1 <= x0 and x1 <= box[2] + 1:
                found.setdefault(place, []).append(run)
                break
        else:
            for home, part in _cut(run, row):
                if home is None:
                    outside.append(part)
                else:
                    found.setdefault(home, []).append(part)
    return found, outside


def _cut(run: Run, row: Sequence[Place]) -> Iterable[tuple[Place | None, Run]]:
    parts: list[tuple[Place | None, list[Glyph]]] = []
    for glyph in run.characters():
        middle = (glyph[0] + glyph[1]) / 2
        place = next((p for p in row if p.box[0] <= middle <= p.box[2]), None)
        if not parts or parts[-1][0] is not place:
            parts.append((place, []))
        parts[-1][1].append(glyph)
    for place, glyphs in parts:
        yield place, replace(run, glyphs=glyphs)


def _unframed(table: PageTable) -> list[Line | PageTable]:
    """The table; where paragraphs stand in a frame (a column of one, runs of full-width rows) their lines."""
    full = _full_rows(table.grid)
    if table.grid.columns == 1 or len(full) == table.grid.rows:
        return [line for lines in table.lines for line in lines]
    blocks: list[Line | PageTable] = []
    row = first = 0
    while row < table.grid.rows:
        end = row
        while end in full:
            end += 1
        if end - row >= FULL_WIDTH_ROWS:
            blocks.extend(_part(table, first, row))
            for place, lines in zip(table.grid.places, table.lines, strict=True):
                if row <= place.row < end:
                    blocks.extend(lines)
            first = end
        row = max(end, row + 1)
    blocks.extend(_part(table, first, table.grid.rows))
    return blocks


def _full_rows(grid: Grid) -> set[int]:
    return {p.row for p in grid.places if p.row_span == 1 and p.column == 0 and p.column_span == grid.columns}


def _part(table: PageTable, first: int, end: int) -> list[Line | PageTable]:
    """Rows `first` to `end` (not included) as a table of their own."""
    if first == 0 and end == table.grid.rows:
        return [table]
    chosen = [
        (place, lines) for place, lines in zip(table.grid.places, table.lines, strict=True) if first <= place.row < end
    ]
    if not chosen:
        return []
    places = tuple(Place(p.row - first, p.column, p.row_span, p.column_span, p.box) for p, _ in chosen)
    boxes = [p.box for p in places]
    box = (min(b[0] for b in boxes), boxes[0][1], max(b[2] for b in boxes), max(b[3] for b in boxes))
    return [PageTable(Grid(end - first, table.grid.columns, places, box), tuple(lines for _, lines in chosen))]
