"""Minutes that are one table: rows of labels and values laid out as lines, a list with a header of its own kept whole."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.labels import all_labels
from .flow import Grid, GridCell

__all__ = ["divided", "holds_list", "is_form"]

_SHORT = 14
"""Characters of the head of a column at most."""
_FEWEST = 3
"""Columns of a list inside a form."""


def is_form(grid: Grid) -> bool:
    """Whether two rows or more begin with a label of the head, one of them 時間, 地點 or the like."""
    groups = [_group(row) for row in grid.rows]
    return groups.count("meta") >= 1 and sum(group is not None for group in groups) >= 2


def divided(grid: Grid) -> list[Grid]:
    """The parts of a form from the top down: lists with a header of their own, and what stands between them."""
    parts: list[Grid] = []
    row = first = 0
    while row < len(grid.rows):
        end = _list_end(grid.rows, row)
        if end is None:
            row += 1
            continue
        parts += [_part(grid, first, row), _part(grid, row, end)]
        first = row = end
    parts.append(_part(grid, first, len(grid.rows)))
    return [part for part in parts if part.rows]


def holds_list(grid: Grid) -> bool:
    """Whether a part of a form is a list."""
    return _list_end(grid.rows, 0) == len(grid.rows)


def _part(grid: Grid, first: int, end: int) -> Grid:
    return Grid(grid.rows[first:end], grid.page, grid.repeated_header if first == 0 else ())


def _group(row: Sequence[GridCell]) -> str | None:
    """Which part of the head the first filled cell of a row names: meta, people, or none."""
    head = next(("".join(cell.key.split()) for cell in row if cell.lines), "")
    if not 2 <= len(head) <= 16:
        return None
    return next((x.group for x in all_labels(head) if x.group in ("meta", "people")), None)


def _shape(row: Sequence[GridCell]) -> tuple[int, ...]:
    """Where the cells of a row begin."""
    return tuple(at for at, cell in enumerate(row) if at == 0 or cell is not row[at - 1])


def _list_end(rows: Sequence[Sequence[GridCell]], at: int) -> int | None:
    """The end of the list whose header row `at` is; None if it is none."""
    shape = _shape(rows[at])
    heads = ["".join(cell.key.split()) for cell in dict.fromkeys(rows[at])]
    if at + 1 < len(rows) and rows[at][0] is rows[at + 1][0] and rows[at][0].lines:
        return None  # 討論事項 over several rows of labels and values is no head of a column
    if len(shape) < _FEWEST or _group(rows[at]) is not None or not all(1 <= len(head) <= _SHORT for head in heads):
        return None
    end = at + 1
    while end < len(rows) and _shape(rows[end]) == shape and _group(rows[end]) is None:
        end += 1
    return end if end > at + 1 else None
