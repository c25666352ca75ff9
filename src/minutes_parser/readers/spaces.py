"""Space at the start of a line, in characters."""

from __future__ import annotations

import unicodedata

__all__ = ["indent_of"]


def indent_of(text: str, at: int) -> float:
    """Space before a position of a line, in characters: a full-width space is 1, a half-width one 0.5, a tab 2.

    >>> indent_of("\u3000  一、", 3)
    2.0
    """
    width = 0.0
    while at > 0 and text[at - 1] in " \t\u3000\xa0\u2003\u2002":
        at -= 1
        width += 2.0 if text[at] == "\t" else 1.0 if unicodedata.east_asian_width(text[at]) in "FW" else 0.5
    return width
