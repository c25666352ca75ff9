"""A page without usable text, recognised from its image: the same runs and grids as of a page with text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .. import ocr
from ..ocr import PixelBox, Recognised
from .frame import Frame
from .glyphs import Run
from .lattice import Grid, Place, grids_of
from .rules import Edge, edges_of_line

__all__ = ["Scan", "recognise"]

LARGEST = 5_000
"""Pixels of the longer side of a page that is recognised; a larger one is made smaller."""
LINE_HEIGHT = 0.9
"""Ems of a font for the height of a recognised line."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised on a page; `score` is the mean of its lines."""

    runs: tuple[Run, ...]
    grids: tuple[Grid, ...]
    score: float


def recognise(page: Any, frame: Frame, edges: Sequence[Edge], max_edges: int) -> Scan:
    """Render the page and recognise it. `edges` are the rules that the PDF itself draws, if any.

    Raises MissingDependency if the extra `ocr` is not installed.
    """
    engine = ocr.engine()
    scale = min(ocr.DPI / 72, LARGEST / max(frame.width, frame.height, 1.0))
    image = page.render(scale=scale).to_numpy()[:, :, :3]
    found = list(edges)
    if not found:
        for box in ocr.rules_of(image):
            found.extend(edges_of_line(*(value / scale for value in box)))
    grids = grids_of(found) if len(found) <= max_edges else []
    columns = [[_inner(place.box, scale) for place in column] for grid in grids for column in _columns(grid)]
    lines = engine.page(image, columns)
    score = sum(line.score for line in lines) / len(lines) if lines else 0.0
    return Scan(tuple(_run(line, scale) for line in lines), tuple(grids), score)


def _columns(grid: Grid) -> list[list[Place]]:
    """For each column the cells that are in it alone."""
    columns = [[p for p in grid.places if p.column == n and p.column_span == 1] for n in range(grid.columns)]
    return [column for column in columns if column and grid.columns > 1]


def _inner(box: PixelBox, scale: float) -> PixelBox:
    """In pixels, a point inside the rules."""
    return ((box[0] + 1) * scale, (box[1] + 1) * scale, (box[2] - 1) * scale, (box[3] - 1) * scale)


def _run(line: Recognised, scale: float) -> Run:
    x0, top, x1, bottom = (value / scale for value in line.box)
    size = max((bottom - top) * LINE_HEIGHT, 1.0)
    base = (top + bottom) / 2 + 0.36 * size
    return Run(base, size, top, bottom, [(x0, x1, line.text, 0, 0)], low_confidence=True)
