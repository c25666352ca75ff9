"""Check boxes and bullets that are letters of a symbol font."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .fonts import font_name
from .glyphs import Run

__all__ = ["read_symbols"]

# Wingdings, as its glyphs look; in a PDF the code stands bare or at U+F000
WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "❖",
    0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "□"}
SYMBOL = {0xB7: "•"}
_FONTS = (("Wingdings2", WINGDINGS_2), ("Wingdings-2", WINGDINGS_2), ("Wingdings", WINGDINGS), ("Symbol", SYMBOL))
_CODES = frozenset(WINGDINGS) | frozenset(WINGDINGS_2) | frozenset(SYMBOL)
_CANDIDATES = frozenset(map(chr, _CODES)) | frozenset(chr(0xF000 + code) for code in _CODES)


def read_symbols(runs: Sequence[Run], text_page: Any) -> None:
    """Put the sign in place of its letter where the font is a symbol font.

    Looked up only for a letter that stands alone, as a check box or bullet does: one call to pdfium each.
    """
    for run in runs:
        for place, glyph in enumerate(run.glyphs):
            if glyph[2] in _CANDIDATES and not _in_a_word(run, place):
                sign = _sign(glyph[2], font_name(text_page, glyph[4]))
                if sign:
                    run.glyphs[place] = (glyph[0], glyph[1], sign, glyph[3], glyph[4])


def _in_a_word(run: Run, place: int) -> bool:
    beside = [run.glyphs[i] for i in (place - 1, place + 1) if 0 <= i < len(run.glyphs)]
    return any(glyph[2].isascii() and glyph[2].isalnum() for glyph in beside)


def _sign(character: str, font: str) -> str | None:
    bare = font.replace(" ", "")
    for name, signs in _FONTS:
        if name in bare:
            return signs.get(ord(character) & 0xFF)
    return None
