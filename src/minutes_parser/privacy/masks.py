"""Masked names: 林○珍, 王○○, 陳Ｏ明, 李*華. Which written-out names they can be."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["MASKS", "could_be", "is_masked", "may_be_one", "pattern"]

MASKS = "○◯〇ＯO０0◎●□＊*ＸXｘx╳✕某"
"""Characters that stand for a hidden one in a name. O, X, 0 and 某 count only between ideographs."""

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
# 林○珍, 林○○, 歐陽○華, 林O珍: an ideograph first, one to three masks, at most two ideographs after
_MASKED = re.compile(rf"[{_HAN}]{{1,2}}[{re.escape(MASKS)}]{{1,3}}[{_HAN}]{{0,2}}")


def is_masked(name: str | None) -> bool:
    """Whether a name has hidden characters.

    >>> is_masked("林○珍"), is_masked("林美珍"), is_masked(None)
    (True, False, False)
    """
    return bool(name and _MASKED.fullmatch(name))


@lru_cache(maxsize=4096)
def pattern(masked: str) -> re.Pattern[str]:
    """What written-out names look like that a masked one can be: one ideograph for each hidden character."""
    parts = [f"[{_HAN}]" if char in MASKS else re.escape(char) for char in masked]
    return re.compile("".join(parts))


def could_be(masked: str, name: str) -> bool:
    """Whether `name`, written out, can be `masked`.

    >>> could_be("林○珍", "林美珍"), could_be("林○珍", "林美玲"), could_be("林○○", "林美")
    (True, False, False)
    """
    return is_masked(masked) and not is_masked(name) and bool(pattern(masked).fullmatch(name))


def may_be_one(organization: str, other: str) -> bool:
    """Whether two spellings may be of one organization: one holds the other, or is its abbreviation.

    >>> may_be_one("性平辦", "性別平等辦公室"), may_be_one("松濤市政府社會處", "社會處"), may_be_one("社會處", "教育處")
    (True, True, False)
    """
    shorter, longer = sorted((organization, other), key=len)
    characters = iter(longer)
    return shorter in longer or (len(shorter) >= 2 and all(char in characters for char in shorter))
