"""Numbers as minutes write them: 12, １２, 十二, 拾貳, 一○三, 廿三, 1百零3, ⑫, ㈦, 丙.

Counting spellings follow 中文數目字 as used in the 文書處理手冊 (十, 十一, 二十, 一百零三); positional ones
(一○三年, 二○二四) are a digit a place. Colloquial cuts (一百二 for 120) are two numbers to two readers: None.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .chars import key_of

__all__ = ["NUMERAL", "read_numeral"]

_DIGITS = {
    **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("壹貳參肆伍陸柒捌玖", 1)},
    **{str(value): value for value in range(10)},
    "○": 0, "〇": 0, "兩": 2, "两": 2, "貮": 2, "弍": 2, "贰": 2, "弎": 3, "叁": 3, "陆": 6, "漆": 7,
}  # fmt: skip
_UNITS = {"十": "十", "拾": "十", "百": "百", "佰": "百", "千": "千", "仟": "千"}
_TENS = {"廿": 2, "卅": 3, "卌": 4}
_STEMS = "甲乙丙丁戊己庚辛壬癸"

NUMERAL = "[0-9０-９" + "".join(sorted((set(_DIGITS) | set(_UNITS) | set(_TENS)) - set("0123456789"))) + "ㄧ叄参⼀⼆⼗]"
"""Character class of the signs that numerals of several places are made of, on text and on keys alike."""


def _enclosed() -> dict[str, int]:
    """Numbers that are one sign: ① ⑴ ⒈ ❶ ⓵ ㈠ ㊀ Ⅳ, to the last that Unicode has of each series."""
    signs: dict[str, int] = {}
    for first, last in ("①⑳", "⑴⒇", "⒈⒛", "❶❿", "➀➉", "➊➓", "⓵⓾", "㈠㈩", "㊀㊉", "ⅠⅫ", "ⅰⅻ"):
        for code in range(ord(first), ord(last) + 1):
            signs[chr(code)] = code - ord(first) + 1
    signs.update({chr(0x3251 + i): 21 + i for i in range(15)})  # ㉑–㉟
    signs.update({chr(0x32B1 + i): 36 + i for i in range(15)})  # ㊱–㊿
    signs.update({chr(0x24EB + i): 11 + i for i in range(10)})  # ⓫–⓴
    signs.update({stem: place for place, stem in enumerate(_STEMS, 1)})
    return signs


_SIGNS = _enclosed()
_FOLD = str.maketrans({**{sign: str(value) for sign, value in _DIGITS.items()}, **_UNITS})

_COUNTED = re.compile(
    # 3千5百2十1, 1千0 3, 百廿三 (signs folded: 百廿3); a 0 stands only where places are skipped
    r"(?:(?P<k>[1-9]?)千)?(?P<gap1>0{0,2})(?:(?P<h>[1-9]?)百)?(?P<gap2>0?)"
    r"(?:(?P<t>[1-9]?)十|(?P<tt>[廿卅卌]))?(?P<gap3>0?)(?P<u>[1-9]?)"
)
_SPACE = re.compile(r"\s+")
_LONGEST = 12
"""九千九百九十九 has 7 signs; spaces may stand between them."""


def read_numeral(text: str) -> int | None:
    """The number from 0 to 9999 that `text` spells, all of it; None for anything else.

    >>> [read_numeral(text) for text in ("一○三", "拾貳", "廿三", "一百零三", "１２", "⑩", "丙", "二○二四")]
    [103, 12, 23, 103, 12, 10, 3, 2024]
    >>> read_numeral("十號") is None, read_numeral("一百二") is None
    (True, True)
    """
    return _read(text) if len(text) <= 2 * _LONGEST else None


@lru_cache(maxsize=4096)
def _read(text: str) -> int | None:
    key = _SPACE.sub("", key_of(text))
    if not key or len(key) > _LONGEST:
        return None
    if key in _SIGNS:
        return _SIGNS[key]
    folded = key.translate(_FOLD)
    if len(folded) > 1 and folded != key:
        folded = folded.replace("O", "0").replace("o", "0")  # 二O二四: the letter for the zero
    if folded.isascii():
        return int(folded) if folded.isdigit() and len(folded) <= 4 else None
    return _counted(folded)


def _counted(folded: str) -> int | None:
    """A spelling with units (signs folded: 1百0 3), or None."""
    found = _COUNTED.fullmatch(folded)
    if not found:
        return None
    k, h, t = (found[name] for name in "kht")
    tens = _TENS[found["tt"]] if found["tt"] else _place(t)
    places = (_place(k), _place(h), tens, int(found["u"] or 0))
    if not _gaps_fit(found, places):
        return None
    return places[0] * 1000 + places[1] * 100 + places[2] * 10 + places[3]


def _place(digit: str | None) -> int:
    """Digit before a unit; a unit without one (十二) counts once; no unit, nothing."""
    return 0 if digit is None else int(digit or 1)


def _gaps_fit(found: re.Match[str], places: tuple[int, int, int, int]) -> bool:
    """Zeros stand after a unit and before a lower digit, in place of what is skipped; 一百二 skips without one."""
    thousand, hundred, ten, unit = places
    if found["gap1"] and (not thousand or not (hundred or ten or unit) or hundred):
        return False
    if found["gap2"] and (not hundred or not (ten or unit)):
        return False
    if found["gap3"] and (not unit or ten or not (thousand or hundred)):
        return False
    zeros = found["gap1"] or found["gap2"] or found["gap3"]
    return not (unit and not ten and (thousand or hundred) and not zeros)
