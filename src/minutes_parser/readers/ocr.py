"""Text recognised from the image of a page, by rapidocr (extra `ocr`), whose models come with its package.

Nothing is downloaded and nothing leaves the machine. A page is recognised as a whole; the columns of a ruled table
whose text was then not found, or found across a rule, are recognised once more by themselves: in narrow columns
the detector can miss half of the lines.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..errors import MissingDependency

__all__ = ["DPI", "Engine", "Recognised", "available", "engine", "rules_of"]

DPI = 200
"""Dots per inch at which pages are recognised; at 300 the detector loses lines."""
LEAST_WIDTH = 960
"""Pixels to which a narrow image is widened with white: the detector would enlarge it instead, at five times the cost."""
MARGIN = 40
DARK = 160
"""Grey value (0 black) under which a pixel is ink."""
LEAST_RULE = 45
"""Pixels of a straight line from which it is a rule and not the stroke of a character (16 pt at 200 dpi)."""
MISSED = 0.1
"""Share of a column's ink outside all recognised lines from which it is recognised again."""

PixelBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in pixels."""
Column = Sequence[PixelBox]
"""The cells of a table's column, without their rules."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """One line of text in an image; `score` from 0 to 1 is the engine's own."""

    box: PixelBox
    text: str
    score: float


def available() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine, its models loaded once a process (about 0.2 s). Raises MissingDependency."""
    if not available():
        raise MissingDependency(
            "recognising scanned pages needs rapidocr and onnxruntime: pip install 'minutes-parser[ocr]'"
        )
    from rapidocr import RapidOCR

    return Engine(RapidOCR(params={"Global.log_level": "critical"}))


@dataclass(frozen=True, slots=True)
class Engine:
    """Recognises images: arrays of rows, columns and three colours, 0 to 255."""

    _rapid: Any

    def lines(self, image: Any) -> list[Recognised]:
        """The lines of an image, from the top down."""
        found = self._rapid(_widened(image), use_cls=False)
        if found.txts is None:
            return []
        lines = []
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            if text.strip():
                lines.append(Recognised((min(xs), min(ys), max(xs), max(ys)), text.strip(), float(score)))
        return sorted(lines, key=lambda line: line.box[1])

    def page(self, image: Any, columns: Sequence[Column]) -> list[Recognised]:
        """The lines of a page with ruled tables, of which `columns` are the columns."""
        lines = self.lines(image)
        for column in columns:
            if not _is_missed(image, lines, column):
                continue
            left, top, right, bottom = _around(column)
            again = [_moved(line, left, top) for line in self.lines(image[top:bottom, left:right])]
            again = [line for line in again if _is_inside(line, column)]  # not a title over all columns, cut off
            if sum(len(line.text) for line in again) > sum(
                len(line.text) for line in lines if _is_inside(line, column)
            ):
                lines = [line for line in lines if not _is_inside(line, column)] + again
        return lines


def _around(column: Column) -> tuple[int, int, int, int]:
    return (
        round(min(cell[0] for cell in column)),
        round(min(cell[1] for cell in column)),
        round(max(cell[2] for cell in column)),
        round(max(cell[3] for cell in column)),
    )


def _moved(line: Recognised, x: float, y: float) -> Recognised:
    x0, top, x1, bottom = line.box
    return Recognised((x0 + x, top + y, x1 + x, bottom + y), line.text, line.score)


def _widened(image: Any) -> Any:
    height, width = image.shape[:2]
    if width >= LEAST_WIDTH:
        return image
    import numpy

    wide = numpy.full((height, LEAST_WIDTH, 3), 255, numpy.uint8)
    wide[:, :width] = image
    return wide


def _is_inside(line: Recognised, column: Column) -> bool:
    middle_x, middle_y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    return any(cell[0] <= middle_x <= cell[2] and cell[1] <= middle_y <= cell[3] for cell in column)


def _is_missed(image: Any, lines: Sequence[Recognised], column: Column) -> bool:
    """Whether ink of the column is in no line, or a line goes over its edge."""
    left, _, right, _ = _around(column)
    if any(
        _is_inside(line, column) and (line.box[0] < left - MARGIN or line.box[2] > right + MARGIN) for line in lines
    ):
        return True
    total = missed = 0
    for cell in column:
        x0, y0, x1, y1 = (round(value) for value in cell)
        ink = image[y0:y1, x0:x1].min(axis=2) < DARK
        _erase_rules(ink)
        total += int(ink.sum())
        for line in lines:
            a, b, c, d = (round(value) for value in line.box)
            ink[max(0, b - y0) : max(0, d - y0), max(0, a - x0) : max(0, c - x0)] = False
        missed += int(ink.sum())
    return missed > MISSED * total


def _erase_rules(ink: Any) -> None:
    """Rows and columns of pixels that are ink nearly all along are rules."""
    if not ink.size:
        return
    ink[ink.mean(axis=1) > 0.8, :] = False
    ink[:, ink.mean(axis=0) > 0.8] = False


def rules_of(image: Any) -> list[PixelBox]:
    """The straight horizontal and vertical lines of an image."""
    import cv2
    import numpy

    ink = (image.min(axis=2) < DARK).astype(numpy.uint8)
    rules: list[PixelBox] = []
    for shape in ((LEAST_RULE, 1), (1, LEAST_RULE)):
        kept = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        _, _, found, _ = cv2.connectedComponentsWithStats(kept)
        rules.extend((float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in found[1:])
    return rules
