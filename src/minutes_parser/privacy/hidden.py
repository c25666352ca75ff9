"""Text under opaque boxes in a PDF: it cannot be seen, and anybody can copy it.

A character is hidden where something opaque is drawn over it later (a filled path, an image, an annotation), or
where it has the colour of the box that it stands on, and where the page as rendered shows one plain colour in its
place. The rendering decides: a highlight, a cell's ground or a box that lets the text through hides nothing.
An image that makes up most of a page is a scan over its recognised text, and no box.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from ..document import Box
from ..readers.limits import Budget, Limits
from ..readers.pdf.opening import opened_pages, opened_pdf
from .findings import PRIVACY_CODES, PrivacyFinding

__all__ = ["find_hidden_text"]

_SCALE = 3.0
"""Pixels a point when a page is rendered to see whether anything shows."""
_SMALLEST = 4.0
"""Points: what is thinner than this is a rule, not a box."""
_SCAN = 0.5
"""Share of the page that images must cover to be a scan."""
_PLAIN = 12
"""By how much a channel may vary (of 255) in one plain colour."""
_MOST_COVERS = 5000
_DEEPEST = 8
_OVER = 1 << 30
"""The place in the drawing order of annotations: above everything."""

Bounds = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Cover:
    """Something opaque: its place in the drawing order, left, bottom, right, top in the page's space, its colour."""

    order: int
    bounds: Bounds
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class _Hidden:
    """One character that may be hidden."""

    index: int
    char: str
    box: Bounds
    cover: _Cover


def find_hidden_text(data: bytes, *, limits: Limits | None = None) -> tuple[PrivacyFinding, ...]:
    """Runs of hidden characters in a PDF, in the order of its pages; `box` says where, `value` what.

    Raises UnreadableDocument and LimitExceeded as reading the PDF does; pages that are damaged are passed over.
    """
    bounds = limits or Limits()
    found: list[PrivacyFinding] = []
    with opened_pdf(data, bounds) as pdf:
        for number, page in opened_pages(pdf, Budget(bounds)):
            if page is not None:
                found += _on_page(page, number)
    return tuple(found)


def _on_page(page: Any, number: int) -> Iterator[PrivacyFinding]:
    covers, texts = _drawn(page)
    covers += _annotations(page)
    if not covers or len(covers) > _MOST_COVERS or not texts:
        return
    textpage = page.get_textpage()
    try:
        hidden = list(_covered(textpage, covers, texts))
        if not hidden:
            return
        image = page.render(scale=_SCALE).to_pil().convert("RGB")
        sure = [each for each in hidden if _is_plain(page, image, each)]
    finally:
        textpage.close()
    for run in _runs(sure):
        boxes = [_on_screen(page, image.size, each.box) for each in run]
        box = (
            min(b[0] for b in boxes) / _SCALE,
            min(b[1] for b in boxes) / _SCALE,
            max(b[2] for b in boxes) / _SCALE,
            max(b[3] for b in boxes) / _SCALE,
        )
        value = "".join(each.char for each in run)
        yield PrivacyFinding("text-under-box", PRIVACY_CODES["text-under-box"][1], page=number, box=box, value=value)


def _drawn(page: Any) -> tuple[list[_Cover], dict[int, tuple[int, Colour | None]]]:
    """What is opaque on a page, and each text object's place in the drawing order with its colour."""
    covers: list[_Cover] = []
    images: list[_Cover] = []
    texts: dict[int, tuple[int, Colour | None]] = {}
    for order, (item, matrix) in enumerate(_objects(page)):
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            colour = _fill(item)
            texts[_address(item)] = (order, colour[:3] if colour else None)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            colour = _fill(item) if _is_filled(item) else None
            bounds = _bounds(item, matrix)
            if colour and colour[3] == 255 and bounds and _is_box(bounds):
                covers.append(_Cover(order, bounds, colour[:3]))
        elif kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            bounds = _bounds(item, matrix)
            if bounds and _is_box(bounds):
                images.append(_Cover(order, bounds, None))
    size = page.get_width() * page.get_height()
    scanned = sum(_area(each.bounds) for each in images) >= _SCAN * size
    return covers + ([] if scanned else images), texts


def _objects(
    page: Any, form: Any = None, matrix: Matrix = (1, 0, 0, 1, 0, 0), depth: int = 0
) -> Iterator[tuple[Any, Matrix]]:
    """Everything drawn on a page, first to last, with the matrix of the form that it stands in."""
    count = pdfium_c.FPDFFormObj_CountObjects(form) if form else pdfium_c.FPDFPage_CountObjects(page)
    get = pdfium_c.FPDFFormObj_GetObject if form else pdfium_c.FPDFPage_GetObject
    for index in range(max(count, 0)):
        item = get(form or page, index)
        if not item:
            continue
        if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(page, item, _times(_matrix(item), matrix), depth + 1)
        else:
            yield item, matrix


def _annotations(page: Any) -> list[_Cover]:
    """Annotations that may lie over text; whether they hide it, the rendering shows."""
    kinds = {
        pdfium_c.FPDF_ANNOT_SQUARE, pdfium_c.FPDF_ANNOT_CIRCLE, pdfium_c.FPDF_ANNOT_POLYGON, pdfium_c.FPDF_ANNOT_STAMP,
        pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_INK, pdfium_c.FPDF_ANNOT_REDACT, pdfium_c.FPDF_ANNOT_HIGHLIGHT,
    }  # fmt: skip
    found = []
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        rect = pdfium_c.FS_RECTF()
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) in kinds and pdfium_c.FPDFAnnot_GetRect(annotation, rect):
            bounds = (rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
            if _is_box(bounds):
                found.append(_Cover(_OVER + index, bounds, None))
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return found


def _covered(textpage: Any, covers: list[_Cover], texts: dict[int, tuple[int, Colour | None]]) -> Iterator[_Hidden]:
    """Characters that lie at least half under a cover drawn later, or on one of their own colour."""
    for index in range(textpage.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(textpage, index))
        item = pdfium_c.FPDFText_GetTextObject(textpage, index)
        if char.isspace() or not char.isprintable() or not item or _address(item) not in texts:
            continue
        order, colour = texts[_address(item)]
        try:
            tight, loose = textpage.get_charbox(index), textpage.get_charbox(index, loose=True)
        except pypdfium2.PdfiumError:
            continue
        for cover in reversed(covers):
            over = cover.order > order or (cover.colour == colour and colour is not None and sum(colour) < 750)
            shared = _shared(tight, cover.bounds)
            if over and shared and _area(shared) >= 0.5 * max(_area(tight), 0.01):
                seen = _shared(loose, cover.bounds) or shared
                yield _Hidden(index, char, seen, cover)
                break


def _is_plain(page: Any, image: Any, hidden: _Hidden) -> bool:
    """Whether the page shows one colour where the character should be."""
    left, top, right, bottom = _on_screen(page, image.size, hidden.box)
    # one pixel in: the edge of a box is blended with what is beside it
    area = (round(left) + 1, round(top) + 1, round(right) - 1, round(bottom) - 1)
    if area[2] - area[0] < 2 or area[3] - area[1] < 2:
        return False
    return all(high - low <= _PLAIN for low, high in image.crop(area).getextrema())


def _on_screen(page: Any, size: tuple[int, int], box: Bounds) -> Box:
    """A box of the page's space in pixels from the top left of the rendered page, rotation and crop included."""
    points = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(page, 0, 0, size[0], size[1], 0, x, y, across, down)
        points.append((across.value, down.value))
    (a, b), (c, d) = points
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _runs(hidden: list[_Hidden]) -> Iterator[list[_Hidden]]:
    """Characters under one cover that follow each other, spaces between them left out."""
    run: list[_Hidden] = []
    for each in hidden:
        if run and (each.cover is not run[-1].cover or each.index - run[-1].index > 3):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _fill(item: Any) -> tuple[int, int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value


def _is_filled(item: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(item, mode, stroke)) and mode.value != pdfium_c.FPDF_FILLMODE_NONE


def _bounds(item: Any, matrix: Matrix) -> Bounds | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    a, b, c, d, e, f = matrix
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _matrix(item: Any) -> Matrix:
    values = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, values):
        return 1, 0, 0, 1, 0, 0
    return values.a, values.b, values.c, values.d, values.e, values.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r


def _is_box(bounds: Bounds) -> bool:
    return bounds[2] - bounds[0] >= _SMALLEST and bounds[3] - bounds[1] >= _SMALLEST


def _area(bounds: Bounds) -> float:
    return max(0.0, bounds[2] - bounds[0]) * max(0.0, bounds[3] - bounds[1])


def _shared(one: Bounds, other: Bounds) -> Bounds | None:
    made = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return made if made[0] < made[2] and made[1] < made[3] else None
