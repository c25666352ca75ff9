"""The glyphs of a page, as pdfium gives them, in runs of text on one baseline.

pdfium's C functions are called once a glyph through bare prototypes over a range (`map`), which costs about
0.2 µs a call: three calls a glyph are cheaper than one of pypdfium2's convenience methods.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

__all__ = ["Frame", "Glyph", "Run", "TextLayer", "read_text_layer", "runs_of"]

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int


def _prototype(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium_c, name), _POINTER).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_loose_box = _prototype("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
_origin = _prototype("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
_unicode = _prototype("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)

_SPACES = frozenset(" \t\u00a0\u3000\u2002\u2003\u2009\u202f\u200b")
_DROPPED = frozenset("\r\n\x00\u200b\ufeff")
BREAK_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at which a line is broken."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page lies before its reader: turns user space into points from the top left corner."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    """Quarter turns clockwise in which the page is shown (/Rotate, or text set sideways)."""

    @property
    def width(self) -> float:
        return self.right - self.left if self.turns % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

    def columns(self, xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
        """Many points at once: their x and their distance from the top."""
        if self.turns == 0:
            return [x - self.left for x in xs], [self.top - y for y in ys]
        if self.turns == 1:
            return [y - self.bottom for y in ys], [x - self.left for x in xs]
        if self.turns == 2:
            return [self.right - x for x in xs], [y - self.bottom for y in ys]
        return [self.top - y for y in ys], [self.right - x for x in xs]


@dataclass(slots=True)
class TextLayer:
    """Columns of equal length, a place a glyph, in the order of the content stream."""

    characters: list[str]
    x0: list[float]
    """Origin of the glyph: where the pen stands before it."""
    x1: list[float]
    top: list[float]
    bottom: list[float]
    base: list[float]
    real: list[bool]
    """False where pdfium made the character up (a space or line break that the file does not have)."""


Glyph = tuple[float, float, str, int]
"""x0, x1, character, space before it: 0 none, 1 guessed by pdfium, 2 in the file."""


@dataclass(slots=True)
class Run:
    """Glyphs on one baseline without a wide gap."""

    base: float
    size: float
    top: float
    bottom: float
    first: int
    """Index of the first glyph on the text page."""
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return self.glyphs[0][0]

    @property
    def x1(self) -> float:
        return self.glyphs[-1][1]

    @property
    def middle(self) -> float:
        return self.base - 0.36 * self.size


def read_text_layer(text_page: Any, frame: Frame) -> TextLayer:
    """All glyphs of an open text page, placed as the page is shown."""
    count = pdfium_c.FPDFText_CountChars(text_page.raw)
    if count <= 0:
        return TextLayer([], [], [], [], [], [], [])
    handle = ctypes.cast(text_page.raw, _POINTER).value
    boxes = (ctypes.c_float * (4 * count))()
    origins = (ctypes.c_double * (2 * count))()
    box_at, origin_at = ctypes.addressof(boxes), ctypes.addressof(origins)
    _drain(map(_loose_box, repeat(handle), range(count), range(box_at, box_at + 16 * count, 16)))
    x_at = range(origin_at, origin_at + 16 * count, 16)
    y_at = range(origin_at + 8, origin_at + 8 + 16 * count, 16)
    _drain(map(_origin, repeat(handle), range(count), x_at, y_at))
    characters = list(map(chr, map(_unicode, repeat(handle), range(count))))
    left, upper, right, lower = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
    real = [a != b or c != d for a, b, c, d in zip(left, right, upper, lower, strict=True)]
    pen_x, pen_y = frame.columns(origins[0::2], origins[1::2])
    ax, ay = frame.columns(left, upper)
    bx, by = frame.columns(right, lower)
    if frame.turns == 0:
        return TextLayer(characters, pen_x, bx, ay, by, pen_y, real)
    return TextLayer(
        characters,
        pen_x,
        list(map(max, ax, bx)),
        list(map(min, ay, by)),
        list(map(max, ay, by)),
        pen_y,
        real,
    )


def _drain(calls: Iterator[int]) -> None:
    for _ in calls:
        pass


def runs_of(layer: TextLayer) -> list[Run]:
    """The glyphs in runs: a new one where the baseline changes, the pen goes back, or a gap of over 1.2 em opens."""
    runs: list[Run] = []
    run: Run | None = None
    space = 0
    end = base = size = 0.0
    rows = zip(layer.characters, layer.x0, layer.x1, layer.top, layer.bottom, layer.base, layer.real, strict=True)
    for index, (character, x0, x1, top, bottom, line, real) in enumerate(rows):
        if character in _SPACES:
            space = max(space, 2 if real else 1)
            continue
        if character in _DROPPED or (character < " " and not real):
            continue
        height = bottom - top
        if (
            run is None
            or abs(line - base) > 0.15 * size
            or x0 - end > 1.2 * size
            or x0 < end - 0.6 * size
            or abs(height - size) > 0.35 * size
        ):
            run = Run(line, height or 1.0, top, bottom, index)
            runs.append(run)
            base, size = line, run.size
        if x1 < x0:
            x1 = x0
        run.glyphs.append((x0, x1, "-" if character == BREAK_HYPHEN else character, space))
        if top < run.top:
            run.top = top
        if bottom > run.bottom:
            run.bottom = bottom
        space = 0
        end = x1
    return runs
