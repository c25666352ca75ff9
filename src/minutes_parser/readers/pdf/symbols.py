"""Check boxes and bullets that are letters of a symbol font."""

from __future__ import annotations

import re
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
_CANDIDATE = re.compile("[" + "".join(map(re.escape, sorted(_CANDIDATES))) + "]")
"""One of the letters that may be a sign: l m n o q … of Wingdings."""


def read_symbols(runs: Sequence[Run], text_page: Any) -> None:
    """Put the sign in place of its letter where the font is a symbol font.

    Looked up only for a letter that stands alone, as a check box or bullet does: one call to pdfium each.
    """
    if not _CANDIDATE.search("".join([piece[2] for run in runs for piece in run.glyphs])):
        return
    for run in runs:
        for place, (x0, x1, text, space, index) in enumerate(run.glyphs):
            if not _CANDIDATES.isdisjoint(text):
                run.glyphs[place] = (x0, x1, _with_signs(text, text_page, index), space, index)


def _with_signs(text: str, text_page: Any, index: int) -> str:
    signs = list(text)
    for place, character in enumerate(text):
        if character in _CANDIDATES and not _in_a_word(text, place):
            signs[place] = _sign(character, font_name(text_page, index + place)) or character
    return "".join(signs)


def _in_a_word(text: str, place: int) -> bool:
    beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return any(character.isascii() and character.isalnum() for character in beside)


def _sign(character: str, font: str) -> str | None:
    bare = font.replace(" ", "")
    for name, signs in _FONTS:
        if name in bare:
            return signs.get(ord(character) & 0xFF)
    return None
