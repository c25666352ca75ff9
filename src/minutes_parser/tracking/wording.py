"""What a directive says, as tracking compares it: folded text, what is specific in it, its numbers and dates.

Folding makes spellings of one wording equal: half and full width, 台 and 臺, Simplified and Traditional, 六月 and
6月, punctuation. Phrases that any directive may hold (持續辦理) are cut out: what is left is specific.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

from ..lexicon import load
from ..values.chars import key_of
from ..values.numerals import read_numeral

__all__ = ["Wording", "contrasts", "fold", "name_ends", "wording"]

GAP = "\n"
"""Stands where a phrase was cut out: no bigram crosses it."""

# 六月, 十二場, 第三條: a numeral before a unit that counts. Not 一致, 三軍.
_COUNTED = re.compile(
    r"[一二三四五六七八九十百○零廿卅]{1,6}(?=[年月日次件场条款点项案人名处季期天周届万亿元个所校间班])"
)
_NUMBER = re.compile(r"(\d{1,12}(?:\.\d{1,4})?)(%|[a-z]{1,3}|[^\W\d_])?")
_DATE_UNITS = frozenset("年月日季周")
# 案由：…決議：… in one cell: the labels say nothing.
_LABEL = re.compile(r"(?:案由|案名|决议|决定|裁示|指示|结论|说明|主席){1,2}\s?(?:事项)?\s?:")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _simplify(text: str) -> str:
    return str(_simplifier().convert(text))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` as a match key: letters, ideographs and digits only, spelling variants made one.

    >>> fold("請臺北市政府於六月底前，提報１２場次。") == fold("請台北市政府於6月底前提報12場次")
    True
    """
    key = _LABEL.sub(" ", _THOUSANDS.sub("", _simplify(key_of(text)).lower()))
    key = _COUNTED.sub(lambda found: str(read_numeral(found[0].replace("○", "零")) or found[0]), key)
    return "".join(char for char in key if char.isalnum() or char in "%○")


@cache
def _boilerplate() -> re.Pattern[str]:
    words = {fold(word) for word in load("wording")["boilerplate"]}
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))))


@cache
def name_ends() -> tuple[str, ...]:
    """Folded ends of proper names (局, 區, 國小), longest first."""
    return tuple(sorted({fold(word) for word in load("wording")["name_ends"]}, key=lambda word: (-len(word), word)))


@cache
def contrasts() -> tuple[frozenset[str], ...]:
    """Folded sets of characters that tell two things apart: 東西南北, 甲乙丙."""
    return tuple(frozenset(_simplify(key_of(word))) for word in load("wording")["contrasts"])


@dataclass(frozen=True, slots=True)
class Wording:
    """One directive, ready to be compared.

    `folded` is the match key, `specific` the same without boilerplate, `grams` the character bigrams of
    `specific`, `numbers` the numbers by unit ({"条": {"5", "9"}}), `dates` those whose unit is of time.
    """

    folded: str
    specific: str
    grams: frozenset[str]
    numbers: dict[str, frozenset[str]]
    dates: dict[str, frozenset[str]]


@lru_cache(maxsize=65536)
def wording(text: str) -> Wording:
    """Reads a directive; an empty text gives an empty wording.

    >>> wording("請業務單位持續辦理。").grams
    frozenset()
    >>> sorted(wording("修正第5條、第九條").numbers["条"])
    ['5', '9']
    """
    folded = fold(text)
    specific = re.sub(f"{GAP}+", GAP, _boilerplate().sub(GAP, folded)).strip(GAP)
    grams = frozenset(
        pair
        for part in specific.split(GAP)
        for pair in (part[i : i + 2] for i in range(len(part) - 1))
        if not pair.isdigit()
    )
    numbers: dict[str, set[str]] = {}
    for value, unit in _NUMBER.findall(folded):
        numbers.setdefault(unit, set()).add(value.lstrip("0") or "0")
    frozen = {unit: frozenset(values) for unit, values in numbers.items()}
    return Wording(
        folded=folded,
        specific=specific,
        grams=grams,
        numbers={unit: values for unit, values in frozen.items() if unit not in _DATE_UNITS},
        dates={unit: values for unit, values in frozen.items() if unit in _DATE_UNITS},
    )
