"""Columns of running text: read one after the other, unlike lists and labels, which are read line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .glyphs import Run

__all__ = ["in_columns"]

LEAST = 6
"""Lines that each column must have."""
FULL = 0.8
"""Share of the column's width that most lines of running text fill."""
NARROWEST = 9.0
"""Ems of a column of running text; names and labels stand narrower."""


def in_columns(runs: Sequence[Run], width: float) -> list[list[Run]]:
    """The runs in groups that are read one after the other; one group where there are no text columns."""
    gutter = _gutter(runs, width)
    if gutter is None:
        return [list(runs)]
    crossing = sorted(r.middle for r in runs if r.x0 < gutter < r.x1)
    middles = [run.middle for run in runs]
    bounds = [min(middles) - 1, *crossing, max(middles) + 1]
    above, below = max(pairwise(bounds), key=lambda pair: pair[1] - pair[0])
    between = [r for r in runs if above < r.middle < below]
    left = [r for r in between if r.x1 <= gutter]
    right = [r for r in between if r.x0 >= gutter]
    left, tail = _without_tail(left, right)
    if not (_is_running_text(left) and _is_running_text(right)):
        return [list(runs)]
    first = [r for r in runs if r.middle <= above]
    last = tail + [r for r in runs if r.middle >= below]
    return [group for group in (first, left, right, last) if group]


def _without_tail(left: Sequence[Run], right: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """The left column, and what stands apart under the end of both: a closing line, a page number."""
    down = sorted(left, key=lambda r: r.middle)
    if len(down) < LEAST or not right:
        return down, []
    end = max(run.middle for run in right)
    pitch = sorted(b.middle - a.middle for a, b in pairwise(down))[len(down) // 2 - 1]
    for place, (above, below) in enumerate(pairwise(down), 1):
        if below.middle > end and below.middle - above.middle > 1.8 * pitch:
            return down[:place], down[place:]
    return down, []


def _gutter(runs: Sequence[Run], width: float) -> float | None:
    """Just left of the place near the middle of the page where most runs begin."""
    left, right = 0.35 * width, 0.65 * width
    starts = [x0 for run in runs if left < (x0 := run.x0) < right]
    if len(starts) < LEAST:
        return None
    start, count = Counter([round(x0 / 2) for x0 in starts]).most_common(1)[0]
    if count < LEAST:
        return None
    return start * 2 - 3.0


def _is_running_text(runs: Sequence[Run]) -> bool:
    """Most lines fill the column, as wrapped lines do."""
    if len(runs) < LEAST:
        return False
    widths = [run.x1 - run.x0 for run in runs]
    widest = max(widths)
    size = sorted(run.size for run in runs)[len(runs) // 2]
    full = sum(width > FULL * widest for width in widths)
    return widest > NARROWEST * size and full * 5 >= len(runs) * 3
