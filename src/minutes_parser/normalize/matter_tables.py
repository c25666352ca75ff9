"""A table for each earlier decision, a label beside its value (案號｜…, 決議｜…, 辦理情形｜…): one row under its labels."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.columns import tracking_column
from ..lexicon.labels import all_labels
from .flow import Grid, GridCell

__all__ = ["matter_tables"]

_PAIRS_A_ROW = 3
Pair = tuple[GridCell, GridCell]


def matter_tables(grid: Grid) -> list[Grid] | None:
    """A table of two rows, labels over values, for each matter; None if the table holds no such matters.

    Labels must be heads of a tracking table, and what was done must stand after what was decided: the form of a case of
    this meeting (案由, 說明, 決議) tells nothing of it.
    """
    pairs = _pairs(grid)
    if pairs is None:
        return None
    matters: list[list[Pair]] = []
    for label, value in pairs:
        if not matters or _head(label) == _head(matters[-1][0][0]):
            matters.append([])
        matters[-1].append((label, value))
    if not all(_tells_progress(matter) for matter in matters):
        return None
    return [Grid((tuple(a for a, _ in matter), tuple(b for _, b in matter)), grid.page) for matter in matters]


def _pairs(grid: Grid) -> list[Pair] | None:
    """Labels with their values, row by row; None where a row is not made of them."""
    if not 2 <= grid.columns <= 2 * _PAIRS_A_ROW + 2 or len(grid.rows) < 2:
        return None
    pairs: list[Pair] = []
    known = 0
    for row in grid.rows:
        cells = [cell for c, cell in enumerate(row) if c == 0 or cell is not row[c - 1]] if not _empty(row) else []
        if len(cells) % 2 or len(cells) > 2 * _PAIRS_A_ROW or not all(cell.lines for cell in cells[::2]):
            return None
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            if len(_head(label)) > 12:
                return None
            known += tracking_column(_head(label)) is not None
            pairs.append((label, value))
    return pairs if known * 3 >= len(pairs) * 2 and known >= 3 else None


def _empty(row: Sequence[GridCell]) -> bool:
    return not any(cell.lines for cell in row)


def _head(cell: GridCell) -> str:
    return "".join(cell.key.split()).strip(":.")


def _tells_progress(matter: Sequence[Pair]) -> bool:
    """Whether 辦理情形 or the like stands, filled in, after 決議 or the like."""
    names = [tracking_column(_head(label)) for label, _ in matter]
    decided = next((i for i, name in enumerate(names) if name in ("directive", "subject")), None)
    if decided is None:
        return False
    return any(
        value.lines and name == "progress" and _reports(_head(label))
        for (label, value), name in zip(matter[decided + 1 :], names[decided + 1 :], strict=True)
    )


def _reports(head: str) -> bool:
    """Whether a label says that it is about what was done: 說明 alone does not."""
    labels = all_labels(head)
    return not labels or any(label.name == "follow_progress" for label in labels)
