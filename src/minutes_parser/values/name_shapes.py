"""Which endings of a text may be a personal name, a surname or a given name, and how sure that is."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import load
from . import people_words as words

__all__ = ["PART_SIGNS", "Shape", "given_shape", "name_shapes", "plain_name", "surname_shapes"]


class Shape(NamedTuple):
    """The last `length` characters, and a score: above 1.5 is a name by itself."""

    length: int
    score: float


_GIVEN = re.compile(rf"[{words.HAN}{re.escape(words.MASKS)}]+")
_LATIN_GIVEN = re.compile(r"[A-Z][a-z]{1,14}")
_BOTH_GIVEN = re.compile(
    rf"[{words.HAN}]{{1,3}}[A-Z][a-z]{{1,14}}(?:[ ‧·][A-Z][a-z]{{1,14}}){{0,2}}"
)  # 王委員天明Sra Kacaw
_LONG_GIVEN = re.compile(rf"(?![等及與和暨率代偕兼說])[{words.HAN}]{{3}}")
_MASK = re.compile(rf"[{re.escape(words.MASKS)}]")
_NOT_NAMES = words.word_set("surnames", "not_names")
_DOTTED = re.compile(  # 烏蘭‧達魯, 高林素月‧Sawi, Miku．Talaw
    rf"[{words.HAN}A-Za-z]{{1,10}}(?:[‧·•．・˙.∙⋅●][{words.HAN}A-Za-z]{{1,14}}){{1,3}}$"
)
_WITH_LATIN = re.compile(
    rf"[{words.HAN}]{{2,6}}(?:[‧·．.][{words.HAN}]{{1,6}}){{0,2}}[A-Z][A-Za-z'’-]{{1,20}}(?:[ ‧·．.][A-Z][A-Za-z'’-]{{1,20}}){{0,3}}$"
)
_PLAIN = re.compile(rf"[{words.fold(load('people')['surnames']['common'])}][{words.HAN}○]{{2}}")
_MAYBE_FOREIGN = re.compile(rf"[A-Za-z‧·•．・˙∙⋅●]|(?<=[{words.HAN}]{{2}})\.(?=[{words.HAN}])")
_MAYBE_UNIT_SIGNS = "科社里校學行園"
PART_SIGNS = "科課股組室隊站班"
"""Last signs of parts of units."""
_SAYS = "提說問答稱示曰等代"
_NOUN_SIGNS = "局處室署部司院系所組課館隊廠站府縣市區鄉鎮團股黨會人者員性化費表書案量法"
_UNIT_ENDS = words.word_set("units", "never_given")
_UNIT_SIGNS = "局處室署部司院系所組課館隊廠站府縣市區鄉鎮團股黨會"


_NEVER_LAST = _UNIT_SIGNS + "員"
"""Signs that hardly any given name ends with."""


def plain_name(key: str) -> float | None:
    """The score of three folded characters that are a name for certain: a frequent surname, no office in them."""
    if not _PLAIN.fullmatch(key) or key[2] in _NEVER_LAST + _MAYBE_UNIT_SIGNS or words.is_compound(key[:2]):
        return None
    if key in _NOT_NAMES or words.offices().pattern.search(key):
        return None
    return 3.8 if words.is_mask(key[1]) or words.is_mask(key[2]) else 3.0


def name_shapes(key: str) -> list[Shape]:
    """Names that `key` (folded, without spaces) may end with, of two characters and more.

    >>> name_shapes("外交部高大群")[0]
    Shape(length=3, score=3.0)
    """
    unit = -1.5 if key[-1:] in _MAYBE_UNIT_SIGNS and len(key) > 3 else 0.0  # 管理科 after 建築, not 李登科 alone
    found = []
    for length in (3, 2, 4):
        shape = _han(key[-length:], length)
        if shape is not None:
            found.append(Shape(length, shape.score + unit) if unit else shape)
    if _MAYBE_FOREIGN.search(key, max(0, len(key) - 50)):
        found.extend(_foreign(key))
    return found


def _han(tail: str, length: int) -> Shape | None:
    """A name of `length` Chinese characters or masks."""
    if (
        len(tail) < length
        or tail in _NOT_NAMES
        or tail.startswith(("紀錄", "會議", "兼"))
        or not _GIVEN.fullmatch(tail)
    ):
        return None
    if length == 3 and (tail[1:] in _UNIT_ENDS or (tail[:2] in _NOT_NAMES and tail[2] in _NOUN_SIGNS)):
        return None  # 程公司 of 工程公司, 管理處, 關係人
    if tail[0] == "計" and tail[1] in "一二三四五六七八九十" and tail[-1] in "人位名席員":
        return None  # 計七名: how many a list has
    if length == 3 and tail[2] in "署局":
        return None  # 於港務署: a unit that begins like a surname, and no given name ends so
    masked = len(_MASK.findall(tail))
    rank = words.surname_rank(tail[0])
    penalty = -1.5 if tail[-1] in _NEVER_LAST else 0.0
    if words.is_compound(tail[:2]):
        return Shape(length, {2: -1.0, 3: 3.1, 4: 3.4}[length] + penalty)
    if length == 4:
        if rank == 2 and words.surname_rank(tail[1]) == 2:
            return Shape(4, 2.2 + penalty)
        if rank and words.surname_rank(tail[1]) and not penalty and not {tail[:2], tail[2:]} & _NOT_NAMES:
            return Shape(4, 0.9)  # 厲耿秋桐, of two rare surnames
        if rank == 2 and tail[1] == "氏" and not penalty:  # 阮氏秋香
            return Shape(4, 2.6)
        return Shape(4, 1.6) if masked >= 2 and rank else None
    if words.is_mask(tail[0]):
        return Shape(length, 1.6 if masked == length or masked == 2 else 0.9)
    if length == 3:
        return Shape(3, (-0.6, 1.9, 3.0)[rank] + (0.8 if masked else 0.0) + penalty)
    return Shape(2, (-1.0, 0.9, 1.6)[rank] + (0.7 if masked else 0.0) + penalty)


def _foreign(key: str) -> list[Shape]:
    found = []
    for pattern, score in ((_DOTTED, 2.6), (_WITH_LATIN, 2.4), (words.LATIN_NAME, 2.0)):
        match = pattern.search(key, max(0, len(key) - 50))
        if match and len(match[0]) > 1:
            if pattern is _DOTTED and _WITH_LATIN.fullmatch(match[0]):
                continue  # 比令‧亞布Bilin, with more of the Latin name to come
            latin = pattern is words.LATIN_NAME
            found.append(Shape(len(match[0]), 0.8 + 1.3 * match[0].count(" ") if latin else score))
    return found


def surname_shapes(key: str) -> list[Shape]:
    """Surnames that `key` may end with."""
    found = []
    tail = key[-2:]
    if len(tail) == 2 and words.is_compound(tail):
        found.append(Shape(2, 3.3))
    elif len(tail) == 2 and words.surname_rank(tail[0]) == 2 and words.surname_rank(tail[1]) == 2 and len(key) == 2:
        found.append(Shape(2, 2.6))
    if key and (rank := words.surname_rank(key[-1])):
        found.append(Shape(1, 3.0 if rank == 2 else 1.8))
    elif key and words.is_mask(key[-1]):
        found.append(Shape(1, 1.5))
    elif len(key) == 1 and _GIVEN.fullmatch(key) and key not in "各該前原現由請經與及和暨副":
        found.append(Shape(1, 0.6))  # 彌副市長遠山: of a surname that no list has
    return found


def given_shape(key: str) -> Shape | None:
    """The whole of `key` as a given name after a title: one or two characters, three at most with masks."""
    if _LATIN_GIVEN.fullmatch(key):
        return Shape(len(key), 0.3)
    if _BOTH_GIVEN.fullmatch(key) or (
        len(key) == 3 and _LONG_GIVEN.fullmatch(key) and key[2] not in _NOUN_SIGNS + _SAYS
    ):
        return Shape(len(key), -0.4)
    if not 1 <= len(key) <= 2 or not _GIVEN.fullmatch(key):
        return None
    masked = _MASK.search(key) is not None
    return Shape(len(key), (0.6 if len(key) == 2 else -0.3) + (0.3 if masked else 0.0))
