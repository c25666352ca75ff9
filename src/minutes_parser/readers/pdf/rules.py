"""Ruling lines of a page: its path objects as horizontal and vertical edges."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium_c

from .calls import ADDRESS, argument, bare, handle_of
from .frame import Frame

__all__ = ["THIN", "Drawing", "Edge", "edges_of_line", "read_drawing"]

THIN = 4.0
"""Points up to which a filled rectangle is a drawn line (Word draws borders so)."""
SKEW = 1.0
"""Points by which a line may lean and still be a rule."""
DEEPEST_FORM = 8
MOST_PATHS = 20_000
"""Paths of a page after which it is a drawing, not a text with tables."""

Edge = dict[str, Any]
"""An edge as pdfplumber's table functions take it: x0, x1, top, bottom, orientation, width, height."""
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_page_object = bare("FPDFPage_GetObject", ADDRESS)
_object_type = bare("FPDFPageObj_GetType", ctypes.c_int)
_draw_mode = bare("FPDFPath_GetDrawMode", ctypes.c_int)
_object_bounds = bare("FPDFPageObj_GetBounds", ctypes.c_int)
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is on a page besides text."""

    edges: tuple[Edge, ...]
    image_share: float
    """Area of the largest image as a share of the page's."""
    paths: int
    capped: bool
    """More edges or paths than the limit: `edges` is empty."""


def read_drawing(page: Any, frame: Frame, max_edges: int) -> Drawing:
    """Walk the page's objects, those of form XObjects too."""
    edges: list[Edge] = []
    image = 0.0
    paths = 0
    capped = False
    reader = _PathReader()
    for kind, item, matrix in _objects(page.raw):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
            edges.extend(_edges_of(item, matrix, frame, reader))
            if len(edges) > max_edges or paths > MOST_PATHS:
                capped = True
                break
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            image = max(image, _area(_typed(item), matrix))
    size = frame.width * frame.height
    return Drawing(() if capped else tuple(edges), image / size if size else 0.0, paths, capped)


def _objects(raw_page: Any) -> Iterator[tuple[int, int, Matrix]]:
    """What is drawn, text left out: its kind, its address, and how its form stands on the page."""
    count = pdfium_c.FPDFPage_CountObjects(raw_page)
    items = list(map(_page_object, repeat(handle_of(raw_page)), range(count)))
    text, form = pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_FORM
    for kind, item in zip(map(_object_type, map(argument, items)), items, strict=True):
        if kind == text:
            continue
        if kind == form:
            yield from _form_objects(_typed(item), _IDENTITY, 1)
        else:
            yield kind, item, _IDENTITY


def _typed(address: int) -> Any:
    return ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)


def _form_objects(form: Any, outer: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    if depth > DEEPEST_FORM:
        return
    matrix = _times(_matrix_of(form), outer)
    for index in range(pdfium_c.FPDFFormObj_CountObjects(form)):
        item = pdfium_c.FPDFFormObj_GetObject(form, index)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(item, matrix, depth + 1)
        elif kind != pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield kind, ctypes.addressof(item.contents), matrix


def _matrix_of(item: Any) -> Matrix:
    m = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, m):
        return _IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _area(item: Any, outer: Matrix) -> float:
    a, b, c, d, _, _ = _times(_matrix_of(item), outer)
    return abs(a * d - b * c)


class _PathReader:
    """What pdfium says of a path as a whole."""

    def __init__(self) -> None:
        self._box, self._mode = array("f", bytes(16)), array("i", bytes(8))
        box_at, mode_at = self._box.buffer_info()[0], self._mode.buffer_info()[0]
        self._box_arguments = [argument(box_at + 4 * place) for place in range(4)]
        self._mode_arguments = [argument(mode_at), argument(mode_at + 4)]

    def painted(self, path: Any) -> tuple[bool, bool]:
        """Whether it is filled, and whether its line is drawn."""
        known = _draw_mode(path, *self._mode_arguments)
        return (bool(self._mode[0]), bool(self._mode[1])) if known else (False, False)

    def bounds(self, path: Any, outer: Matrix, frame: Frame) -> tuple[float, float, float, float]:
        """Left, right, top and bottom on the page."""
        known = _object_bounds(path, *self._box_arguments)
        left, bottom, right, top = self._box if known else (0.0, 0.0, 0.0, 0.0)
        xs, ys = [left, right], [bottom, top]
        if outer is not _IDENTITY:
            a, b, c, d, e, f = outer
            corners = [(left, bottom), (right, top)]
            xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
        xs, ys = frame.place(xs, ys)
        return min(xs), max(xs), min(ys), max(ys)


def _edges_of(address: int, outer: Matrix, frame: Frame, reader: _PathReader) -> Iterator[Edge]:
    handle = argument(address)
    filled, drawn = reader.painted(handle)
    if not filled and not drawn:
        return
    x0, x1, top, bottom = reader.bounds(handle, outer, frame)
    if x1 - x0 <= THIN or bottom - top <= THIN:
        yield from edges_of_line(x0, top, x1, bottom)
        return
    path = _typed(address)
    matrix = _times(_matrix_of(path), outer)
    for points, curved in _outlines(path):
        xs = [matrix[0] * x + matrix[2] * y + matrix[4] for x, y in points]
        ys = [matrix[1] * x + matrix[3] * y + matrix[5] for x, y in points]
        xs, ys = frame.place(xs, ys)
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if x1 - x0 <= THIN or bottom - top <= THIN:
            yield from edges_of_line(x0, top, x1, bottom)
        elif drawn:
            straight = [
                (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
                for (ax, ay), (bx, by) in pairwise(zip(xs, ys, strict=True))
                if abs(ax - bx) <= SKEW or abs(ay - by) <= SKEW
            ]
            if not curved:
                yield from chain.from_iterable(edges_of_line(*line) for line in straight)
            elif len(straight) >= 4:  # a frame with round corners
                for line in (
                    (x0, top, x1, top),
                    (x0, bottom, x1, bottom),
                    (x0, top, x0, bottom),
                    (x1, top, x1, bottom),
                ):
                    yield from edges_of_line(*line)


def _outlines(path: Any) -> Iterator[tuple[list[Point], bool]]:
    """Sub-paths as points, and whether they have curves, of which only the ends are given; closed ones end as begun."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    closed = False
    curve = 0  # points of curves so far: pdfium gives two that guide each curve before its end
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path), MOST_PATHS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points + points[: int(closed)], curve > 0
            points, closed, curve = [], False, 0
        elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            curve += 1
            if curve % 3:
                continue
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        closed = closed or bool(pdfium_c.FPDFPathSegment_GetClose(segment))
    if len(points) > 1:
        yield points + points[: int(closed)], curve > 0


def edges_of_line(x0: float, top: float, x1: float, bottom: float) -> Iterator[Edge]:
    """The edge that a drawn line, or a rectangle as thin as one, stands for."""
    width, height = x1 - x0, bottom - top
    if width >= height and width > 0:
        middle = (top + bottom) / 2
        yield {"x0": x0, "x1": x1, "top": middle, "bottom": middle, "width": width, "height": 0, "orientation": "h"}
    elif height > 0:
        middle = (x0 + x1) / 2
        yield {
            "x0": middle,
            "x1": middle,
            "top": top,
            "bottom": bottom,
            "width": 0,
            "height": height,
            "orientation": "v",
        }
