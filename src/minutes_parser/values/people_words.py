"""The vocabulary of people, compiled from `lexicon/people.toml`: surnames, offices, units, notes.

All tests work on folded keys (`fold`): half width, 台 = 臺, Simplified forms as Traditional ones, same length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import load
from .chars import key_of

__all__ = [
    "HAN", "LATIN_NAME", "MASKS", "SECTIONS", "Offices", "ends_as_unit", "fold", "is_compound", "is_mask", "is_word",
    "offices", "only_groups", "post_begins", "surname_rank", "word_set", "words_at_start",
]  # fmt: skip

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff"
"""Inside of a character class: Chinese characters, those of private fonts too, which names are full of."""
SECTIONS = "科課"
"""Last signs of parts of a unit, which end names and other words too."""
MASKS = "○◯OXox*●□"
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
LATIN_NAME = re.compile(rf"[{_LETTERS}][{_LETTERS}'’._-]{{0,20}}(?: [{_LETTERS}][{_LETTERS}'’._-]{{0,20}}){{0,4}}$")
_FOLD = str.maketrans(load("people")["fold"]["simplified"] + "〈〉", load("people")["fold"]["traditional"] + "()")


class Offices(NamedTuple):
    """The compiled pattern of offices, and which of them are roles."""

    pattern: re.Pattern[str]
    roles: frozenset[str]
    modifiers: re.Pattern[str]


def fold(text: str) -> str:
    """The key that people words are compared on; same length as `text`.

    >>> fold("议长台大（王）")
    '議長臺大(王)'
    """
    return key_of(text).translate(_FOLD)


@cache
def word_set(table: str, *names: str) -> frozenset[str]:
    """The words of `people.toml`'s table under these names, folded."""
    entry = load("people")[table]
    return frozenset(fold(word) for name in names for word in entry[name])


def _alternatives(words: Iterable[str]) -> str:
    """A pattern of the words, the longest first, that shares their beginnings: 主任(?:秘書|委員)? is fast to refuse."""
    return _trie(sorted(set(words)))


def _trie(words: list[str]) -> str:
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[0], []).append(word[1:])
    branches = []
    for head, tails in heads.items():
        longer = [tail for tail in tails if tail]
        rest = _trie(longer) if longer else ""
        branches.append(re.escape(head) + (f"(?:{rest})?" if rest and "" in tails else f"(?:{rest})" if rest else ""))
    return "|".join(branches)


@cache
def offices() -> Offices:
    """Titles and roles with what stands before them: 副, 代理, 簡任; 律師暨所長; not the 秘書 of 秘書室."""
    titles, roles = word_set("titles", "heads"), word_set("roles", "heads")
    modifiers = _alternatives(word_set("titles", "modifiers"))
    head = _alternatives(titles | roles | word_set("titles", "honorifics"))
    guard = _alternatives(word_set("units", "after_office"))
    # 王大文委員 is no 文委; 魏主任委員長春 and 林主任秘書長青 have two signs for a given name
    never = rf"{guard}|(?<=委)員|(?<=委員長)[{HAN}]$|(?<=主任秘書長)[{HAN}]$"
    one = rf"(?:{modifiers}){{0,3}}(?:{head})(?!{never})"
    pattern = re.compile(rf"{one}(?:[兼暨及]{one}){{0,2}}")
    return Offices(pattern, roles, re.compile(rf"(?:{modifiers}){{0,3}}"))


def _ranks() -> dict[str, int]:
    entry = load("people")["surnames"]
    return {**dict.fromkeys(fold(entry["rare"]), 1), **dict.fromkeys(fold(entry["common"]), 2)}


_RANKS = _ranks()
_COMPOUND = frozenset(map(fold, load("people")["surnames"]["compound"]))


def surname_rank(sign: str) -> int:
    """2 for a frequent surname, 1 for a rare one, 0 for a character that is none (folded)."""
    return _RANKS.get(sign, 0)


def is_compound(two: str) -> bool:
    """Whether two characters are one surname: 歐陽, 張簡."""
    return two in _COMPOUND


def is_mask(sign: str) -> bool:
    return sign in MASKS


def is_word(table: str, name: str, text: str) -> bool:
    return text in word_set(table, name)


_DISTRICT = re.compile(r"第?[一二三四五六七八九十廿0-9]{1,3}選舉?區")


def only_groups(key: str) -> bool:
    """Whether a heading over people only groups them, and is no unit of theirs: 規劃單位, 第一選區."""
    return is_word("headings", "neutral", key) or _DISTRICT.fullmatch(key) is not None


@cache
def _endings(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(word_set('units', name))})$")


@lru_cache(maxsize=8192)
def ends_as_unit(key: str) -> int:
    """2 if `key` ends as units do (局, 委員會, 股份有限公司) or is one (本會); 1 if it may (社, 科, 里); else 0."""
    if is_word("units", "self", key) or (len(key) > 1 and _endings("strong").search(key[-8:])):
        return 2
    return 1 if len(key) > 1 and _endings("weak").search(key[-8:]) else 0


_POST_LEAST, _POST_MOST = 3, 8


@lru_cache(maxsize=4096)
def post_begins(key: str) -> int | None:
    """Where a post that no list has begins in `key`, of which it is the end; None if there is none.

    >>> post_begins("就業促進員"), post_begins("第三岸巡隊安檢查驗員"), post_begins("財政局")
    (0, 5, None)
    """
    endings = word_set("titles", "endings")
    if not any(key.endswith(word) for word in endings) or ends_as_unit(key):
        return None
    if any(match.end() == len(key) for match in offices().pattern.finditer(key)):
        return None
    for at in range(len(key) - _POST_LEAST, max(1, len(key) - _POST_MOST - 1), -1):
        if ends_as_unit(key[:at]) == 2 or (at > 2 and key[at - 1] in SECTIONS):
            return at
    return 0 if _POST_LEAST <= len(key) <= _POST_MOST and not key.endswith(("委員", "議員")) else None


@cache
def words_at_start(table: str, name: str) -> re.Pattern[str]:
    """Pattern of the words of a list, longest first."""
    return re.compile(_alternatives(word_set(table, name)))
