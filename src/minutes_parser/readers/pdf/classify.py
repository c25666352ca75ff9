"""What kind of page it is: whether its text layer can be used as text."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from .calls import bare, handle_of
from .fonts import Face
from .glyphs import Run
from .rules import Drawing

__all__ = ["PageKind", "Verdict", "garbage_share", "judge", "meaningless_in", "readable"]

PageKind = Literal["text", "blank", "image", "ocr-layer", "garbage"]

_map_error = bare("FPDFText_HasUnicodeMapError", ctypes.c_int)

COVERED = 0.5
"""Share of the page that one image covers on a scan."""
FEW = 20
"""Characters up to which the text on a scan is a stamp or page number."""
GARBAGE = 0.3
"""Share of characters without meaning from which no text of the page can be trusted."""
RUN_GARBAGE = 0.5
"""The same for a run of text."""
MANY_PRIVATE = 0.1
"""Share of private-use characters from which they are a font's codes and not 造字 in names."""
SAMPLE = 40
"""Glyphs of a page that are asked for their character map."""
RARE_HAN = 0.4
"""Share of Chinese characters not in common use over which they are of a wrong code."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is, and which of its characters have no meaning."""

    kind: PageKind
    meaningless: frozenset[str] = frozenset()


def judge(dressed: Sequence[tuple[Run, Face]], drawing: Drawing, text_page: Any) -> Verdict:
    """Class of a page by its text and what is drawn on it."""
    text = "".join([piece[2] for run, _ in dressed for piece in run.glyphs])
    if not text:
        return Verdict("image" if drawing.image_share > 0 or drawing.paths else "blank")
    if drawing.image_share > COVERED:
        if len(text) < FEW:
            return Verdict("image")
        hidden = sum(len(run.text) for run, face in dressed if face.invisible)
        if hidden * 2 > len(text):
            return Verdict("ocr-layer", meaningless_in(text))
    bad = meaningless_in(text)
    if garbage_share(text, bad) > GARBAGE or _map_errors(dressed, text_page) > GARBAGE:
        return Verdict("garbage", bad)
    return Verdict("text", bad)


def readable(runs: Sequence[Run], meaningless: frozenset[str]) -> list[Run]:
    """Those runs of a page that are text."""
    if not meaningless:
        return list(runs)
    return [run for run in runs if garbage_share(run.text, meaningless) <= RUN_GARBAGE]


def _map_errors(dressed: Sequence[tuple[Run, Face]], text_page: Any) -> float:
    """Share of the glyphs, by a sample, for which the font has no character."""
    handle = handle_of(text_page.raw)
    indices = [piece[4] for run, _ in dressed for piece in run.glyphs]
    sample = indices[:: len(indices) // SAMPLE + 1]
    errors: int = sum(_map_error(handle, index) for index in sample)
    return errors / max(1, len(sample))


def garbage_share(text: str, meaningless: frozenset[str]) -> float:
    """Share of the meaningless among what is neither figure nor ASCII sign: figures are left where all else is lost."""
    if not meaningless:
        return 0.0
    letters = sum(not character.isascii() or character.isalpha() for character in text)
    return sum(character in meaningless for character in text) / max(letters, 1)


def meaningless_in(text: str) -> frozenset[str]:
    """The characters of a page's text that no minutes would have.

    Control and unassigned characters, U+FFFD, a medley of far scripts (what a lost character map looks like), and
    Chinese characters where most of them are rare ones. Private-use characters count only where they are many.

    >>> meaningless_in("主席：王小明")
    frozenset()
    """
    unusual = set(_unusual().findall(text))
    if not unusual:
        return frozenset()
    bad = {character for character in unusual if _has_no_meaning(character)}
    private = {character for character in unusual if unicodedata.category(character) == "Co"}
    if sum(character in private for character in text) > MANY_PRIVATE * len(text):
        bad |= private
    far = {character for character in unusual if "\u0530" <= character <= "\u1dbf"}
    if len({ord(character) >> 7 for character in far}) > 2:  # one foreign script, say Thai, is a language
        bad |= far
    rare = {character for character in unusual if "\u3400" <= character <= "\u9fff"}
    if rare:
        han = [character for character in text if "\u3400" <= character <= "\u9fff"]
        if len(han) >= 30 and sum(character in rare for character in han) > RARE_HAN * len(han):
            bad |= set(han)
    return frozenset(bad)


def _has_no_meaning(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cn", "Cs")


@lru_cache(maxsize=1)
def _unusual() -> re.Pattern[str]:
    """Searching a page for it takes an eighth of the time in which its characters are put into a set."""
    return re.compile("[^" + re.escape("".join(sorted(_ordinary()))) + "]")


def _ordinary() -> frozenset[str]:
    """ASCII, and the first levels of Big5 (A1-C6, signs and 5,401 characters) and GB 2312 (B0-D7, 3,755)."""
    big5 = (bytes((lead, trail)) for lead in range(0xA1, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    gb = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    traditional = b"".join(big5).decode("cp950", "ignore")
    simplified = b"".join(gb).decode("gb2312", "ignore")
    return frozenset(map(chr, range(0x20, 0x7F))) | frozenset(traditional) | frozenset(simplified) - {"\ufffd"}
