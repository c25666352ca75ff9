"""The glyphs of a page, as pdfium gives them, in runs of text on one baseline.

pdfium's C functions are called twice a glyph, through bare functions over a range (`map`) and with pointers made
beforehand, which costs about a fifth of a microsecond a call. From there on the work is done a piece of text at a
time, not a glyph at a time: a piece ends at a space, a gap, or where the baseline changes, and running text has few
of these.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

from .calls import argument, bare, handle_of
from .frame import Frame

__all__ = ["Glyph", "GlyphPlaces", "Run", "TextLayer", "read_text_layer", "runs_of"]

_loose_box = bare("FPDFText_GetLooseCharBox", None)
_origin = bare("FPDFText_GetCharOrigin", None)
_unicode = bare("FPDFText_GetUnicode", ctypes.c_uint)

_SPACE = " \t\u00a0\u2000-\u200a\u202f\u3000"
_SPACES = frozenset(" \t\u00a0\u202f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
_SOLID = re.compile(f"[^{_SPACE}\r\n\x00\u200b\ufeff]+")
BREAK_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at which a line is broken."""
RUN_GAP = 1.2
"""Heights of a glyph from which a gap ends a run."""
PIECE_GAP = 0.8
"""Points from which a gap (or overlap) ends a piece."""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Columns of equal length, a place a glyph, in the order of the content stream; y counts from below."""

    characters: str
    x0: Sequence[float]
    """Origin of the glyph: where the pen stands before it."""
    x1: Sequence[float]
    top: Sequence[float]
    bottom: Sequence[float]
    base: Sequence[float]
    left_edge: float = 0.0
    """x of the page's left edge in these columns."""
    upper_edge: float = 0.0
    """y of the page's upper edge in these columns."""


Glyph = tuple[float, float, str, int, int]
"""A piece of text without a gap: x0, x1, text, space before it (0 none, 1 guessed by pdfium, 2 in the file), index of
its first glyph on the text page."""


@dataclass(slots=True)
class Run:
    """Pieces of text on one baseline without a wide gap."""

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
    layer: TextLayer | None = None
    """Where the places of its single characters are; None if its text does not stand there in this order."""

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
        return "".join([glyph[2] for glyph in self.glyphs])

    @property
    def last(self) -> int:
        """Index of its last glyph on the text page."""
        return self.glyphs[-1][4] + len(self.glyphs[-1][2]) - 1

    def characters(self) -> Iterator[Glyph]:
        """Its characters one by one, if their places are known, else its pieces."""
        for piece in self.glyphs:
            if self.layer is None or len(piece[2]) == 1:
                yield piece
                continue
            edge = self.layer.left_edge
            for place, character in enumerate(piece[2]):
                index = piece[4] + place
                x0, x1 = self.layer.x0[index] - edge, self.layer.x1[index] - edge
                yield (x0, x1, character, 0 if place else piece[3], index)


class GlyphPlaces:
    """Where pdfium writes the box and the pen position of a glyph: memory for some, with pointers to each.

    The pointers cost a third of the calls they are for, so one of these serves all pages of a document.
    """

    AT_ONCE = 512
    """Glyphs that are asked for together: a document of one page does not make pointers for thousands."""

    def __init__(self) -> None:
        self._memory = array("d", bytes(16 * self.AT_ONCE))
        self._view = memoryview(self._memory).cast("B")
        self._first: list[Any] = []
        self._second: list[Any] = []

    def read(self, handle: Any, count: int) -> tuple[array[float], array[float]]:
        """Of all `count` glyphs of a text page the boxes (left, top, right, bottom) and the pen positions (x, y).

        A call fails only for a glyph that does not exist, so each writes over what the one before has left.
        """
        boxes, pens = array("f"), array("d")
        for start in range(0, count, self.AT_ONCE):
            indices = range(start, min(count, start + self.AT_ONCE))
            self._point(len(indices))
            used = self._view[: 16 * len(indices)]
            _call_all(map(_loose_box, repeat(handle), indices, self._first))
            boxes.frombytes(used)
            _call_all(map(_origin, repeat(handle), indices, self._first, self._second))
            pens.frombytes(used)
        return boxes, pens

    def _point(self, count: int) -> None:
        """Have pointers for `count` glyphs: 16 bytes each, four floats or two doubles."""
        at, known = self._memory.buffer_info()[0], len(self._first)
        self._first.extend(map(argument, range(at + 16 * known, at + 16 * count, 16)))
        self._second.extend(map(argument, range(at + 16 * known + 8, at + 16 * count + 8, 16)))


def read_text_layer(text_page: Any, frame: Frame, places: GlyphPlaces | None = None) -> TextLayer:
    """All glyphs of an open text page, placed as the page is shown."""
    count = pdfium_c.FPDFText_CountChars(text_page.raw)
    if count <= 0:
        return TextLayer("", (), (), (), (), ())
    boxes, pens = (places or GlyphPlaces()).read(handle_of(text_page.raw), count)
    characters = _characters(text_page, count)
    left, upper, right, lower = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
    if frame.turns == 0:
        return TextLayer(characters, pens[0::2], right, upper, lower, pens[1::2], frame.left, frame.top)
    pen_x, pen_y = frame.place(pens[0::2], pens[1::2])
    ax, ay = frame.place(left, upper)
    bx, by = frame.place(right, lower)
    x1 = list(map(max, ax, bx))
    top, bottom, base = [-y for y in map(min, ay, by)], [-y for y in map(max, ay, by)], [-y for y in pen_y]
    return TextLayer(characters, pen_x, x1, top, bottom, base)


def _characters(text_page: Any, count: int) -> str:
    """One character a glyph. pdfium counts in UTF-16: the second half of a pair becomes a character that is dropped."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(text_page.raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    units: Sequence[int]
    if written == count + 1 and "\0" not in text:
        if len(text) == count:
            return text
        units = buffer[:count]
    else:  # the text leaves out or puts in characters: ask for each glyph's
        units = list(map(_unicode, repeat(handle_of(text_page.raw)), range(count)))
    characters = list(map(chr, units))
    for index, unit in enumerate(units):
        if 0xD800 <= unit <= 0xDFFF:
            low = units[index + 1] if index + 1 < len(units) else 0
            if unit < 0xDC00 <= low <= 0xDFFF:
                characters[index] = chr(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
                characters[index + 1] = "\u200b"
            elif characters[index] != "\u200b":
                characters[index] = "\ufffd"
    return "".join(characters)


def _call_all(calls: Iterable[None]) -> None:
    deque(calls, maxlen=0)


def runs_of(layer: TextLayer, first: int = 0, end: int | None = None) -> list[Run]:
    """The glyphs in runs: a new one where the baseline or height changes, the pen goes back, or a gap opens.

    Only glyphs `first` to `end` (not included), all by default.
    """
    text, pens, ends = layer.characters[first:end], layer.x0[first:end], layer.x1[first:end]
    bases, tops, bottoms = layer.base[first:end], layer.top[first:end], layer.bottom[first:end]
    shown = text.replace(BREAK_HYPHEN, "-")
    dx, dy = layer.left_edge, layer.upper_edge
    runs: list[Run] = []
    run: Run
    size = base = 0.0
    right = math.inf
    before = 0
    for solid in _SOLID.finditer(text):
        start, last = solid.span()
        for stop in _stops(pens, ends, bases, start, last):
            line, height = bases[start], tops[start] - bottoms[start]
            x0, x1 = pens[start] - dx, ends[stop - 1] - dx
            if (
                not -0.6 * size <= x0 - right <= RUN_GAP * size
                or (line != base and abs(line - base) > 0.15 * size)
                or abs(height - size) > 0.35 * size
            ):
                size = height if height > 1.0 else 1.0
                pieces: list[Glyph] = []
                run = Run(dy - line, size, dy - tops[start], dy - bottoms[start], pieces, layer=layer)
                runs.append(run)
                base = line
            elif line != base or height != size:
                run.top, run.bottom = min(run.top, dy - tops[start]), max(run.bottom, dy - bottoms[start])
            right = x1 if x1 > x0 else x0
            space = _space(text, pens, ends, before, start) if start > before else 0
            pieces.append((x0, right, shown[start:stop], space, first + start))
            start = before = stop
    return runs


def _stops(
    pens: Sequence[float], ends: Sequence[float], bases: Sequence[float], start: int, last: int
) -> Sequence[int]:
    """Where the pieces of the glyphs from `start` to `last` (not included) end: most are one piece."""
    after, upto = start + 1, last - 1
    if (
        after == last
        or (
            bases[after:last] == bases[start:upto]
            # where the root of the sum of all squared gaps is small, so is each
            and math.dist(pens[after:last], ends[start:upto]) < PIECE_GAP
        )
    ):
        return (last,)
    stops = [
        place
        for place in range(after, last)
        if bases[place] != bases[place - 1] or not -PIECE_GAP < pens[place] - ends[place - 1] < PIECE_GAP
    ]
    stops.append(last)
    return stops


def _space(text: str, pens: Sequence[float], ends: Sequence[float], start: int, end: int) -> int:
    """What stands between two pieces: 0 no space, 1 one that pdfium made up (it has no width), 2 one of the file."""
    gap = text[start:end]
    if gap == "\r\n":
        return 0
    if gap == " ":
        return 2 if ends[start] - pens[start] > 0.01 else 1
    space = 0
    for index in range(start, end):
        if text[index] in _SPACES:
            if ends[index] - pens[index] > 0.01:
                return 2
            space = 1
    return space
