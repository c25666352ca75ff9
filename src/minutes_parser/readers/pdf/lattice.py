"""Ruled tables: edges to cells by pdfplumber's table functions, cells to a grid with spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from pdfplumber import table as plumber

from ...document import Box
from .rules import Edge

__all__ = ["Grid", "Place", "grids_of"]

Point = tuple[float, float]

SNAP = 3.0
"""Points within which edges count as one (pdfplumber's default)."""
NARROW = 5.0
"""Points under which a column or row is the space between the lines of a double rule."""


class Place(NamedTuple):
    """A cell in its grid and on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table before its text: places ordered by row and column."""

    rows: int
    columns: int
    places: tuple[Place, ...]
    box: Box


def grids_of(edges: Sequence[Edge]) -> list[Grid]:
    """The grids of a page from the top down; boxes of one cell are none."""
    if len(edges) < 4:
        return []
    merged = _apart(edges) or plumber.merge_edges(list(edges), SNAP, SNAP, SNAP, SNAP)
    merged = [edge for edge in merged if max(edge["width"], edge["height"]) >= SNAP]
    merged += _open_sides(merged)
    cells = _cells(plumber.edges_to_intersections(merged, SNAP, SNAP))
    grids = [_grid(group) for group in _tables(cells)]
    return [grid for grid in grids if grid is not None]


def _apart(edges: Sequence[Edge]) -> list[Edge] | None:
    """The edges as pdfplumber's `merge_edges` gives them where no two are near each other; None where some are."""
    ordered: list[Edge] = []
    for orientation, place in (("h", "top"), ("v", "x0")):
        found = sorted((edge for edge in edges if edge["orientation"] == orientation), key=itemgetter(place))
        if any(after[place] - before[place] <= SNAP for before, after in pairwise(found)):
            return None
        ordered += found
    return ordered


def _open_sides(edges: Sequence[Edge]) -> list[Edge]:
    """The sides that a table leaves open: where three or more rules across, cut by a rule down, end together.

    Tables in reports often have no rule at their left and right: without these their outer columns were no cells.
    """
    across = [edge for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    sides: list[Edge] = []
    for side in ("x0", "x1"):
        for group in _ending_together(across, side):
            x, top, bottom = group[0][side], group[0]["top"], group[-1]["top"]
            if any(abs(rule["x0"] - x) <= SNAP and _meets(rule, top, bottom) for rule in down):
                continue
            if any(_crosses(rule, group) for rule in down):
                height = bottom - top
                sides.append(
                    {"x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0, "height": height, "orientation": "v"}
                )
    return sides


def _ending_together(across: Sequence[Edge], side: str) -> list[list[Edge]]:
    """Rules across that end at the same x, from the top down, three or more of them."""
    groups: dict[int, list[Edge]] = {}
    for edge in sorted(across, key=lambda e: float(e["top"])):
        groups.setdefault(round(edge[side] / SNAP), []).append(edge)
    return [group for group in groups.values() if len(group) >= 3]


def _meets(rule: Edge, top: float, bottom: float) -> bool:
    return bool(rule["top"] < bottom - SNAP and rule["bottom"] > top + SNAP)


def _crosses(rule: Edge, group: Sequence[Edge]) -> bool:
    """Whether the rule goes down inside the group, from its first rule to its last."""
    inside = all(edge["x0"] + SNAP < rule["x0"] < edge["x1"] - SNAP for edge in group)
    return bool(inside and rule["top"] <= group[0]["top"] + SNAP and rule["bottom"] >= group[-1]["top"] - SNAP)


def _cells(crossings: Mapping[Point, Mapping[str, Sequence[Edge]]]) -> list[Box]:
    """The smallest cell to the lower right of each crossing.

    What pdfplumber's `intersections_to_cells` gives, in time linear in the crossings of a row and column instead
    of quadratic in those of the page.
    """
    rules = {
        point: (frozenset(map(id, edges["v"])), frozenset(map(id, edges["h"]))) for point, edges in crossings.items()
    }
    points = sorted(rules)
    below: dict[float, list[Point]] = {}
    beside: dict[float, list[Point]] = {}
    for point in points:
        below.setdefault(point[0], []).append(point)
        beside.setdefault(point[1], []).append(point)
    cells = []
    passed: dict[float, int] = dict.fromkeys(beside, 0)  # of each row the crossings so far
    for x, column in below.items():
        for rank, point in enumerate(column, 1):
            y = point[1]
            passed[y] += 1
            cell = _smallest((x, y), column[rank:], beside[y][passed[y] :], rules)
            if cell is not None:
                cells.append(cell)
    return cells


def _tables(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells that share a corner are of one table, as in pdfplumber's `cells_to_tables`, in linear time."""
    group_at: dict[Point, list[Box]] = {}
    for cell in cells:
        corners = [(cell[0], cell[1]), (cell[0], cell[3]), (cell[2], cell[1]), (cell[2], cell[3])]
        groups: list[list[Box]] = []
        for corner in corners:
            group = group_at.get(corner)
            if group is not None and not (groups and group is groups[-1]):
                groups.append(group)
        if len(groups) > 1:
            groups = sorted({id(group): group for group in groups}.values(), key=len)
        home = groups.pop() if groups else []
        home.append(cell)
        for other in groups:
            home.extend(other)
            for x0, top, x1, bottom in other:
                for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
                    group_at[corner] = home
        for corner in corners:
            group_at[corner] = home
    found = {id(group): group for group in group_at.values() if len(group) > 1}
    return sorted(found.values(), key=lambda table: min((cell[1], cell[0]) for cell in table))


Rules = Mapping[Point, tuple[frozenset[int], frozenset[int]]]
"""At each crossing the vertical and the horizontal edges that meet there."""


def _smallest(corner: Point, down: Sequence[Point], right: Sequence[Point], rules: Rules) -> Box | None:
    if not down or not right:
        return None
    if _closes(corner, down[0], right[0], rules):  # most cells end at the next crossings
        return (corner[0], corner[1], right[0][0], down[0][1])
    vertical, horizontal = rules[corner]
    joined = [point for point in right if not horizontal.isdisjoint(rules[point][1])]
    for low in down:
        if vertical.isdisjoint(rules[low][0]):
            continue
        for far in joined:
            if _closes(corner, low, far, rules):
                return (corner[0], corner[1], far[0], low[1])
    return None


def _closes(corner: Point, low: Point, far: Point, rules: Rules) -> bool:
    """Whether rules go from the corner down to `low`, across to `far`, and from both to where they meet."""
    vertical, horizontal = rules[corner]
    lower, farther, last = rules[low], rules[far], rules.get((far[0], low[1]))
    return last is not None and not (
        vertical.isdisjoint(lower[0])
        or horizontal.isdisjoint(farther[1])
        or last[0].isdisjoint(farther[0])
        or last[1].isdisjoint(lower[1])
    )


def _grid(cells: Sequence[Box]) -> Grid | None:
    xs, column_at = _lines(x for cell in cells for x in (cell[0], cell[2]))
    ys, row_at = _lines(y for cell in cells for y in (cell[1], cell[3]))
    places = []
    for box in cells:
        left, right = column_at[box[0]], column_at[box[2]]
        upper, lower = row_at[box[1]], row_at[box[3]]
        if right > left and lower > upper:
            places.append(Place(upper, left, lower - upper, right - left, box))
    if len(places) < 2:
        return None
    places.sort(key=itemgetter(0, 1))
    box = (
        min(p.box[0] for p in places),
        min(p.box[1] for p in places),
        max(p.box[2] for p in places),
        max(p.box[3] for p in places),
    )
    return Grid(len(ys) - 1, len(xs) - 1, tuple(places), box)


def _lines(positions: Iterable[float]) -> tuple[list[float], dict[float, int]]:
    """Positions of the grid's lines, both lines of a double rule as the first; and which of them each position is."""
    lines: list[float] = []
    index_of: dict[float, int] = {}
    ordered = sorted(set(positions))
    for position in ordered:
        if not lines or position - lines[-1] > NARROW:
            lines.append(position)
    for position in ordered:
        index_of[position] = bisect_right(lines, position + 0.01) - 1
    return lines, index_of
