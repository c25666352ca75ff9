"""What the font of a run says: its size, its weight, how it is turned, whether it is painted."""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

from .calls import ADDRESS, argument, bare, handle_of
from .glyphs import Run

__all__ = ["Face", "dress", "font_name", "quarter_turns"]

_matrix = bare("FPDFText_GetMatrix", None)
_size = bare("FPDFText_GetFontSize", ctypes.c_double)
_weight = bare("FPDFText_GetFontWeight", ctypes.c_int)
_info = bare("FPDFText_GetFontInfo", ctypes.c_ulong)
_object = bare("FPDFText_GetTextObject", ADDRESS)
_mode = bare("FPDFTextObj_GetTextRenderMode", ctypes.c_int)
_font = bare("FPDFTextObj_GetFont", ADDRESS)
_angle = bare("FPDFText_GetCharAngle", ctypes.c_float)

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


class FaceReader:
    """Faces of glyphs of one open text page; what is said of a font is asked once."""

    def __init__(self, text_page: Any) -> None:
        self._handle = handle_of(text_page.raw)
        self._matrix = array("f", bytes(24))
        self._matrix_at = argument(self._matrix.buffer_info()[0])
        self._bold: dict[int, bool] = {}
        self._faces: dict[tuple[object, ...], Face] = {}

    def face(self, index: int) -> Face:
        """The face of glyph `index`."""
        handle = self._handle
        _matrix(handle, index, self._matrix_at)
        address, size = _object(handle, index), _size(handle, index)
        mode, font = pdfium_c.FPDF_TEXTRENDERMODE_FILL, None
        if address:
            text_object = argument(address)
            mode, font = _mode(text_object), _font(text_object)
        key = (self._matrix.tobytes()[:16], size, mode, font)  # the matrix without its shift
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = self._new_face(index, size, mode, font)
        return face

    def _new_face(self, index: int, size: float, mode: int, font: int | None) -> Face:
        a, b, c, d = self._matrix[:4]
        return Face(
            size=size * (d if c == 0 and d > 0 else math.hypot(c, d)),
            # Word and LibreOffice thicken a Chinese font that has no bold face by painting its outline too
            bold=mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE or self._has_bold_font(font or 0, index),
            invisible=mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE,
            turns=_quarters(a, b),
        )

    def _has_bold_font(self, font: int, index: int) -> bool:
        known = self._bold.get(font)
        if known is None:
            known = _weight(self._handle, index) >= BOLD_WEIGHT or "Bold" in _name(self._handle, index)
            self._bold[font] = known
        return known


def font_name(text_page: Any, index: int) -> str:
    """Name of the font of glyph `index`, "" if it has none or a very long one."""
    return _name(handle_of(text_page.raw), index)


def _name(handle: Any, index: int) -> str:
    name = ctypes.create_string_buffer(64)
    length = _info(handle, index, name, ctypes.c_ulong(64), None)
    return name.value.decode("latin-1") if 0 < length <= 64 else ""


def _quarters(a: float, b: float) -> int:
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def quarter_turns(text_page: Any) -> int:
    """In which of the four directions most glyphs of a page are set: quarter turns counterclockwise."""
    count = pdfium_c.FPDFText_CountChars(text_page.raw)
    votes = [0, 0, 0, 0]
    for angle in map(_angle, repeat(handle_of(text_page.raw)), range(0, count, max(1, count // 24))):
        # pdfium counts the angle clockwise; made-up characters have -1
        if angle == 0:
            votes[0] += 1
        elif angle > 0:
            votes[-round(angle / (math.pi / 2)) % 4] += 1
    return votes.index(max(votes))


def dress(runs: Iterable[Run], text_page: Any) -> list[tuple[Run, Face]]:
    """Each run with its face; the run's size becomes that of the font where that is plausible.

    A run counts as bold if its first and last glyphs are: a bold label before plain text is not.
    """
    reader = FaceReader(text_page)
    dressed = []
    for run in runs:
        face = reader.face(run.glyphs[0][4])
        if run.size / 3 < face.size < run.size * 3:
            run.size = face.size
        run.bold = face.bold and reader.face(run.last).bold
        dressed.append((run, face))
    return dressed
