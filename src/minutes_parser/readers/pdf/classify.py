"""What kind of page it is: whether its text layer can be used as text."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

from .fonts import Face
from .glyphs import Run, prototype
from .rules import Drawing

__all__ = ["SOME_GARBAGE", "PageKind", "garbage_share", "kind_of", "readable"]

PageKind = Literal["text", "blank", "image", "ocr-layer", "garbage"]

_map_error = prototype("FPDFText_HasUnicodeMapError", ctypes.c_int, ctypes.c_void_p, ctypes.c_int)

COVERED = 0.5
"""Share of the page that one image covers on a scan."""
FEW = 20
"""Characters up to which the text on a scan is a stamp or page number."""
GARBAGE = 0.3
"""Share of characters without meaning from which no text of the page can be trusted."""
SOME_GARBAGE = 0.02
"""Share from which a page's runs are looked at one by one."""
SAMPLE = 100
"""Glyphs of a page that are asked for their character map."""
RARE_HAN = 0.4
"""Share of Chinese characters not in common use over which they are of a wrong code."""


def kind_of(dressed: Sequence[tuple[Run, Face]], drawing: Drawing, text_page: Any) -> tuple[PageKind, float]:
    """Class of a page by its text and what is drawn on it; and the share of its characters without meaning."""
    count = sum(len(run.text) for run, _ in dressed)
    if count == 0:
        return ("image" if drawing.image_share > 0 or drawing.paths else "blank"), 0.0
    if drawing.image_share > COVERED:
        if count < FEW:
            return "image", 0.0
        hidden = sum(len(run.text) for run, face in dressed if face.invisible)
        if hidden * 2 > count:
            return "ocr-layer", 0.0
    share = garbage_share("".join(run.text for run, _ in dressed))
    if share > GARBAGE or _map_errors([run for run, _ in dressed], text_page) > GARBAGE:
        return "garbage", share
    return "text", share


def readable(runs: Sequence[Run]) -> list[Run]:
    """Those runs of a page that are text."""
    return [run for run in runs if garbage_share(run.text) <= 0.5]


def _map_errors(runs: Sequence[Run], text_page: Any) -> float:
    """Share of the glyphs, by a sample, for which the font has no character."""
    handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    indices = [index for run in runs for piece in run.glyphs for index in range(piece[4], piece[4] + len(piece[2]))]
    sample = indices[:: len(indices) // SAMPLE + 1]
    errors: int = sum(_map_error(handle, index) for index in sample)
    return errors / max(1, len(sample))


def garbage_share(text: str) -> float:
    """Share of the characters that no minutes would have.

    Control and unassigned characters, U+FFFD, fonts' private codes, a medley of far scripts (what a lost character
    map looks like), and Chinese characters nearly all of which are rare.

    >>> garbage_share("主席：王小明")
    0.0
    """
    unusual = set(text) - _ordinary()
    if not unusual:
        return 0.0
    counts = Counter(character for character in text if character in unusual)
    bad = sum(n for c, n in counts.items() if _meaningless(c))
    scripts: Counter[int] = Counter()
    for character, n in counts.items():
        if "\u0530" <= character <= "\u1dbf":
            scripts[ord(character) >> 7] += n
    if len(scripts) > 2:  # one foreign script, say Thai, is a language; many are a wrong code
        bad += scripts.total()
    rare = sum(n for c, n in counts.items() if "\u3400" <= c <= "\u9fff")
    if rare and rare > RARE_HAN * (han := sum("\u3400" <= character <= "\u9fff" for character in text)) and han >= 30:
        bad += han
    return min(1.0, bad / len(text))


def _meaningless(character: str) -> bool:
    if " " < character < "\x7f" or "\u3000" <= character <= "\u9fff":
        return False
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """ASCII, and the first levels of Big5 (A1-C6, signs and 5,401 characters) and GB 2312 (B0-D7, 3,755)."""
    big5 = (bytes((lead, trail)) for lead in range(0xA1, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    gb = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    traditional = b"".join(big5).decode("cp950", "ignore")
    simplified = b"".join(gb).decode("gb2312", "ignore")
    return frozenset(map(chr, range(0x20, 0x7F))) | frozenset(traditional) | frozenset(simplified) - {"\ufffd"}
