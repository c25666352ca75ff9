"""Characters of symbol fonts (Wingdings, Symbol) in Unicode: check boxes and bullets as a reader sees them."""

from __future__ import annotations

__all__ = ["symbol", "unprivate"]

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
    **{0x81 + n: chr(0x2460 + n) for n in range(10)},  # ① to ⑩
    **{0x8C + n: chr(0x2776 + n) for n in range(10)},  # ❶ to ❿
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "•", 0x97: "●", 0xA2: "■", 0xA3: "☐",
    0xA2 + 0x10: "◆", **{0x6A + n: chr(0x2460 + n) for n in range(10)},
}  # fmt: skip
_SYMBOL = {
    0xB7: "•", 0xA8: "♦", 0xA7: "♣", 0xA9: "♥", 0xAA: "♠", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥",
    0xB0: "°", 0xAE: "→", 0xAC: "←", 0xDE: "⇒", 0xD7: "⋅", 0x2D: "−", 0x2A: "∗",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_COMMON = {0xA8: "☐", 0xFE: "☑", 0xFD: "☒", 0xB7: "•", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x75: "◆", 0xD8: "➢", 0xFC: "✓"}


def symbol(code: int, font: str | None) -> str | None:
    """The Unicode character of a code (0x20 to 0xFF, or U+F020 to U+F0FF) in a symbol font; None if not known.

    >>> symbol(0xF0FE, "Wingdings"), symbol(0xF0A3, "Wingdings 2"), symbol(0x41, "Wingdings")
    ('☑', '☐', None)
    """
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    return _FONTS.get((font or "").lower(), {}).get(code)


def unprivate(text: str, font: str | None) -> str:
    """Private characters of a symbol font (U+F020 to U+F0FF) read by its table; others are kept as they are.

    >>> unprivate("\uf0fe同意", "Wingdings")
    '☑同意'
    """
    if not any("\uf020" <= c <= "\uf0ff" for c in text):
        return text
    table = _FONTS.get((font or "").lower(), _COMMON)
    return "".join(table.get(ord(c) - 0xF000, c) if "\uf020" <= c <= "\uf0ff" else c for c in text)
