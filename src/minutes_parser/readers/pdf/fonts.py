"""What the font of a run says: its size, its weight, how it is turned, whether it is painted."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from .glyphs import Run, prototype

__all__ = ["Face", "dress", "face_of", "font_name", "quarter_turns"]

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_matrix = prototype("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
_size = prototype("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
_weight = prototype("FPDFText_GetFontWeight", _INT, _POINTER, _INT)
_info = prototype("FPDFText_GetFontInfo", ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong, _POINTER)
_object = prototype("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
_mode = prototype("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
_angle = prototype("FPDFText_GetCharAngle", ctypes.c_float, _POINTER, _INT)

BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class Face:
    """The font of one glyph as it is set on the page."""

    size: float
    """Ems in points."""
    bold: bool
    invisible: bool
    turns: int
    """Quarter turns counterclockwise in user space."""


def face_of(text_page: Any, index: int) -> Face:
    """The face of glyph `index` of an open text page."""
    return _face(ctypes.cast(text_page.raw, _POINTER).value, index, (ctypes.c_float * 6)())


def _face(handle: int | None, index: int, m: ctypes.Array[ctypes.c_float]) -> Face:
    _matrix(handle, index, ctypes.addressof(m))
    a, b, c, d = m[0:4]
    text_object = _object(handle, index)
    mode = _mode(text_object) if text_object else pdfium_c.FPDF_TEXTRENDERMODE_FILL
    return Face(
        size=_size(handle, index) * math.hypot(c, d),
        # Word and LibreOffice thicken a Chinese font that has no bold face by painting its outline too
        bold=mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE
        or _weight(handle, index) >= BOLD_WEIGHT
        or "Bold" in _name(handle, index),
        invisible=mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE,
        turns=_quarters(a, b),
    )


def font_name(text_page: Any, index: int) -> str:
    """Name of the font of glyph `index`, "" if it has none or a very long one."""
    return _name(ctypes.cast(text_page.raw, _POINTER).value, index)


def _name(handle: int | None, index: int) -> str:
    name = ctypes.create_string_buffer(64)
    length = _info(handle, index, ctypes.addressof(name), 64, None)
    return name.value.decode("latin-1") if 0 < length <= 64 else ""


def _quarters(a: float, b: float) -> int:
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def quarter_turns(text_page: Any) -> int:
    """In which of the four directions most glyphs of a page are set: quarter turns counterclockwise."""
    count = pdfium_c.FPDFText_CountChars(text_page.raw)
    handle = ctypes.cast(text_page.raw, _POINTER).value
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(1, count // 24)):
        # pdfium counts the angle clockwise; made-up characters have -1
        angle = _angle(handle, index)
        if angle >= 0:
            votes[-round(angle / (math.pi / 2)) % 4] += 1
    return votes.index(max(votes))


def dress(runs: Iterable[Run], text_page: Any) -> list[tuple[Run, Face]]:
    """Each run with its face; the run's size becomes that of the font where that is plausible.

    A run counts as bold if its first and last glyphs are: a bold label before plain text is not.
    """
    handle = ctypes.cast(text_page.raw, _POINTER).value
    matrix = (ctypes.c_float * 6)()
    dressed = []
    for run in runs:
        face = _face(handle, run.glyphs[0][4], matrix)
        if run.size / 3 < face.size < run.size * 3:
            run.size = face.size
        run.bold = face.bold and (len(run.glyphs) == 1 or _face(handle, run.glyphs[-1][4], matrix).bold)
        dressed.append((run, face))
    return dressed
