"""The grid of a page is the one that pdfplumber's table functions give, whichever way it is found."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber import table as plumber

from minutes_parser.readers.pdf.lattice import SNAP, grids_of
from minutes_parser.readers.pdf.rules import Edge

PLACES = st.lists(st.integers(0, 60).map(lambda step: step * 2.5), min_size=2, max_size=7, unique=True).map(sorted)


def rule(x0: float, top: float, x1: float, bottom: float) -> Edge:
    orientation = "h" if top == bottom else "v"
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom,
        "width": x1 - x0, "height": bottom - top, "orientation": orientation,
    }  # fmt: skip


@given(PLACES, PLACES, st.randoms(use_true_random=False))
def test_edges_far_apart_and_near_each_other_give_the_grid_of_merged_edges(
    xs: list[float], ys: list[float], order: Random
) -> None:
    edges = [rule(xs[0], y, xs[-1], y) for y in ys] + [rule(x, ys[0], x, ys[-1]) for x in xs]
    order.shuffle(edges)
    merged = plumber.merge_edges(list(edges), SNAP, SNAP, SNAP, SNAP)
    assert grids_of(edges) == grids_of(merged)


def test_a_grid_of_full_rules() -> None:
    edges = [rule(0, y, 100, y) for y in (0, 20, 40)] + [rule(x, 0, x, 40) for x in (0, 50, 100)]
    (grid,) = grids_of(edges)
    assert (grid.rows, grid.columns, len(grid.places)) == (2, 2, 4)


def test_double_rules_are_one() -> None:
    edges = [rule(0, y, 100, y) for y in (0, 2, 20, 40)] + [rule(x, 0, x, 40) for x in (0, 50, 100)]
    (grid,) = grids_of(edges)
    assert (grid.rows, grid.columns) == (2, 2)
