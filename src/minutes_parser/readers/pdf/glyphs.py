"""The glyphs of a page, as pdfium gives them, in runs of text on one baseline.

pdfium's C functions are called once a glyph through bare prototypes over a range (`map`), which costs about
0.2 µs a call: three calls a glyph are cheaper than one of pypdfium2's convenience methods.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

from .frame import Frame

__all__ = ["Glyph", "Run", "TextLayer", "prototype", "read_text_layer", "runs_of"]

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int


def prototype(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pdfium's that takes plain numbers for its pointers: no conversion, a third of the time."""
    address = ctypes.cast(getattr(pdfium_c, name), _POINTER).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_loose_box = prototype("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
_origin = prototype("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
_unicode = prototype("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)

_SPACES = frozenset(" \t\u00a0\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f")
_DROPPED = frozenset("\r\n\x00\u200b\ufeff")
BREAK_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at which a line is broken."""
RUN_GAP = 1.2
"""Heights of a glyph from which a gap ends a run."""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Columns of equal length, a place a glyph, in the order of the content stream."""

    characters: Sequence[str]
    x0: Sequence[float]
    """Origin of the glyph: where the pen stands before it."""
    x1: Sequence[float]
    top: Sequence[float]
    bottom: Sequence[float]
    base: Sequence[float]


Glyph = tuple[float, float, str, int, int]
"""x0, x1, text (one character; a whole line where it is set from the top down), space before it (0 none, 1 guessed
by pdfium, 2 in the file), index on the text page."""


@dataclass(slots=True)
class Run:
    """Glyphs on one baseline without a wide gap."""

    base: float
    size: float
    """Ems in points; the height of the glyphs' box until the font is known."""
    top: float
    bottom: float
    glyphs: list[Glyph] = field(default_factory=list)
    bold: bool | None = None
    stacked: bool = False
    """A line from the top down (one glyph in `glyphs` holds it); such lines follow from right to left."""
    low_confidence: bool = False

    @property
    def x0(self) -> float:
        return self.glyphs[0][0]

    @property
    def x1(self) -> float:
        return self.glyphs[-1][1]

    @property
    def middle(self) -> float:
        if self.stacked:
            return (self.top + self.bottom) / 2
        return self.base - 0.36 * self.size

    @property
    def text(self) -> str:
        return "".join(glyph[2] for glyph in self.glyphs)


def read_text_layer(text_page: Any, frame: Frame) -> TextLayer:
    """All glyphs of an open text page, placed as the page is shown."""
    count = pdfium_c.FPDFText_CountChars(text_page.raw)
    if count <= 0:
        return TextLayer([], [], [], [], [], [])
    handle = ctypes.cast(text_page.raw, _POINTER).value
    boxes = (ctypes.c_float * (4 * count))()
    origins = (ctypes.c_double * (2 * count))()
    box_at, origin_at = ctypes.addressof(boxes), ctypes.addressof(origins)
    _call_all(map(_loose_box, repeat(handle), range(count), range(box_at, box_at + 16 * count, 16)))
    x_at = range(origin_at, origin_at + 16 * count, 16)
    y_at = range(origin_at + 8, origin_at + 8 + 16 * count, 16)
    _call_all(map(_origin, repeat(handle), range(count), x_at, y_at))
    characters = _characters(text_page, count)
    left, upper, right, lower = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
    pen_x, pen_y = frame.place(origins[0::2], origins[1::2])
    ax, ay = frame.place(left, upper)
    bx, by = frame.place(right, lower)
    if frame.turns == 0:
        return TextLayer(characters, pen_x, bx, ay, by, pen_y)
    x1, top, bottom = list(map(max, ax, bx)), list(map(min, ay, by)), list(map(max, ay, by))
    return TextLayer(characters, pen_x, x1, top, bottom, pen_y)


def _characters(text_page: Any, count: int) -> list[str]:
    """One string a glyph. pdfium counts in UTF-16: the second half of a pair becomes a character that is dropped."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(text_page.raw, 0, count, buffer)
    units: Sequence[int]
    if written == count + 1 and 0 not in buffer[:count]:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count:
            return list(text)
        units = buffer[:count]
    else:  # the text leaves out or puts in characters: ask for each glyph's
        handle = ctypes.cast(text_page.raw, _POINTER).value
        units = list(map(_unicode, repeat(handle), range(count)))
    characters = list(map(chr, units))
    for index, unit in enumerate(units):
        if 0xD800 <= unit <= 0xDFFF:
            low = units[index + 1] if index + 1 < len(units) else 0
            if unit < 0xDC00 <= low <= 0xDFFF:
                characters[index] = chr(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
                characters[index + 1] = "\u200b"
            elif characters[index] != "\u200b":
                characters[index] = "\ufffd"
    return characters


def _call_all(calls: Iterable[int]) -> None:
    deque(calls, maxlen=0)


def runs_of(layer: TextLayer, indices: Iterable[int] | None = None) -> list[Run]:
    """The glyphs in runs: a new one where the baseline or height changes, the pen goes back, or a gap opens.

    `indices`: only these glyphs, in this order; all if None.
    """
    runs: list[Run] = []
    run: Run | None = None
    space = 0
    end = base = size = height = 0.0
    columns = (layer.characters, layer.x0, layer.x1, layer.top, layer.bottom, layer.base)
    chosen = range(len(layer.characters)) if indices is None else list(indices)
    if indices is not None:
        columns = tuple([column[i] for i in chosen] for column in columns)  # type: ignore[assignment]
    for index, character, x0, x1, top, bottom, line in zip(chosen, *columns, strict=True):
        if character in _SPACES:
            space = 2 if x1 - x0 > 0.01 else space or 1  # one that pdfium made up has no width
            continue
        if character in _DROPPED:
            continue
        if (
            run is None
            or (line != base and abs(line - base) > 0.15 * size)
            or x0 - end > RUN_GAP * size
            or x0 < end - 0.6 * size
            or abs(bottom - top - size) > height
        ):
            run = Run(line, max(bottom - top, 1.0), top, bottom)
            runs.append(run)
            base, size = line, run.size
            height = 0.35 * size
        end = max(x0, x1)
        run.glyphs.append((x0, end, "-" if character == BREAK_HYPHEN else character, space, index))
        if top < run.top:
            run.top = top
        if bottom > run.bottom:
            run.bottom = bottom
        space = 0
    return runs
