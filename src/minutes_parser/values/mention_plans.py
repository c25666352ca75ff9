"""Every way to read a mention as unit, offices and name, each with a score; the best one stands.

Works on the compact key: folded, without spaces and brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from . import people_words as words
from .name_shapes import PART_SIGNS, Shape, given_shape, name_shapes, surname_shapes

__all__ = ["Plan", "best_plan"]

_OFFICE, _STRAY, _UNIT_AFTER_OFFICE, _OFFICE_IN_NAME = 0.8, -1.2, -2.0, -3.0
_CLEAN = 2.7
"""A name that scores this, after a sure unit or none, with nothing left over, needs no other reading."""
_Span = tuple[int, int]


class Plan(NamedTuple):
    """A reading: ranges of the key for name (two where an office splits it), unit, job and offices."""

    score: float
    name: tuple[_Span, ...] = ()
    unit: _Span | None = None
    job: _Span | None = None
    surname_only: bool = False
    offices: tuple[_Span, ...] = ()
    clean: bool = False


def best_plan(key: str) -> Plan | None:
    """The reading with the highest score; None if there is none at all.

    >>> best_plan("財政局李局長大倉").unit, best_plan("財政局李局長大倉").name
    ((0, 3), ((3, 4), (6, 8)))
    """
    found = [_with_field(key, *match.span()) for match in words.offices().pattern.finditer(key)]
    best: Plan | None = None
    for size in range(len(found), -1, -1):
        if len(found) > 4 and 0 < size < len(found):
            continue
        for chosen in combinations(found, size):
            left = [span for span in found if span not in chosen] if size < len(found) else []
            for plan in _with_offices(key, chosen, left):
                if plan.clean and not left:
                    return plan
                if best is None or plan.score > best.score:
                    best = plan
    return best


_FIELDS = words.word_set("units", "fields")
_SURE = 1.8
_BRANCHES = words.word_set("units", "branches")


def _with_field(key: str, a: int, b: int) -> _Span:
    """The office, with its field where a surname alone stands before it: 教育局長 of 黃教育局長, 人資經理 of 王人資經理
    大明; with its branch behind a name, too: 財務經理 of 王大明財務經理."""
    for surname in (1, 2):
        known = words.surname_rank(key[0]) if surname == 1 else words.is_compound(key[:2])
        field = key[surname:a] if known else ""
        if (field in _FIELDS and key[b - 1] == "長") or field in _BRANCHES:
            return surname, b
    for name in (2, 3):
        if key[name:a] in _BRANCHES and any(s.length == name and s.score >= _SURE for s in name_shapes(key[:name])):
            return name, b
    return a, b


def _with_offices(key: str, chosen: tuple[_Span, ...], left: list[_Span]) -> Iterator[Plan]:
    """Readings in which exactly the chosen offices are offices; `left` are others that names may not cover."""
    edges = [0, *(edge for span in chosen for edge in span), len(key)]
    segments = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    base = _OFFICE * len(chosen)
    for plan in _named(key, segments):
        covered = bool(left) and any(a < y and x < b for a, b in plan.name for x, y in left)
        score = plan.score + base + (_OFFICE_IN_NAME if covered else 0.0)
        yield Plan(score, plan.name, plan.unit, plan.job, plan.surname_only, chosen, plan.clean)
    (a, b), rest = segments[0], segments[1:]
    score, unit, job = _before(key, a, b, bool(chosen), alone=not chosen)
    stray = sum(y - x for x, y in rest)
    if (unit or chosen) and not stray and not (job and key[chosen[-1][0] : chosen[-1][1]] in _HONORIFICS):
        yield Plan(score + base, (), unit, job, False, chosen)


def _named(key: str, segments: list[_Span]) -> Iterator[Plan]:
    """Readings with a name: whole in a segment, split around an office, or a surname before an office."""
    for i, (a, b) in enumerate(segments[:-1]):
        c, d = segments[i + 1]
        given = given_shape(key[c:d])
        if given is None and c != d:
            continue
        for shape in surname_shapes(key[a:b]):
            start = b - shape.length
            if given is not None:
                both = Shape(shape.length, shape.score + given.score)
                yield from _placed(key, segments, i, i + 1, start, both, ((start, b), (c, d)))
            else:
                alone = Shape(shape.length, shape.score - 1.4)
                yield from _placed(key, segments, i, i, start, alone, ((start, b),), surname_only=True)
    for i, (a, b) in enumerate(segments):
        if a < b < len(key) and key[b - 1] == key[b]:
            continue  # 白楊里里長: a unit and its head
        for shape in name_shapes(key[a:b]):
            yield from _placed(key, segments, i, i, b - shape.length, shape, ((b - shape.length, b),))


def _placed(
    key: str, segments: list[_Span], first: int, last: int, start: int, shape: Shape,
    name: tuple[_Span, ...], surname_only: bool = False,
) -> Iterator[Plan]:  # fmt: skip
    """The reading with the name at `start` in segment `first` (its given name perhaps in `last`)."""
    score = shape.score
    a, _ = segments[first]
    if start > a and key[start - 1 : start + 1] in _ENDS_OF_WORDS:
        score += _WORD_CUT
    if first == 0:
        value, unit, job = _before(key, a, start, False)
        score += value
    else:
        value, unit, job = _before(key, *segments[0], True)
        score += value
        score += sum(_stray(key, x, y) for x, y in segments[1:first])
        if start > a:
            more, inner, _ = _before(key, a, start, False)
            if unit or job or inner is None:
                return
            score, unit = score + more + _UNIT_AFTER_OFFICE, inner
    if unit and unit[1] == start and last == first and key[name[-1][1] - 1] in PART_SIGNS and value >= 1.5:
        score += _WORD_CUT  # 農業處林務科: no 林務科
    stray = sum(y - x for x, y in segments[last + 1 :])
    clean = (
        shape.score >= _CLEAN and not stray and not job and (first == 0 or start == a)
        and (unit is None or value >= 1.5 or key[unit[1] - 1] in words.SECTIONS) and score + 0.1 > shape.score
    )  # fmt: skip
    yield Plan(score + _STRAY * stray, name, unit, job, surname_only, (), clean)


_JOBS = tuple(words.word_set("units", "jobs"))
_POST_SIGNS = frozenset(word[-1] for word in words.word_set("titles", "endings"))
_OPEN_POST = 0.4
_ENDS_OF_WORDS = words.word_set("surnames", "ends_of_words")
_WORD_CUT, _SECOND_UNIT = -2.5, -0.6
_HONORIFICS = words.word_set("titles", "honorifics")
_QUALIFIERS = words.word_set("roles", "qualifiers")
_LIKE_UNITS = frozenset(word for word in words.word_set("titles", "heads") if words.ends_as_unit(word))
"""Posts that end as units do: 正工程司, 領班."""
_ENDS_LIKE_UNITS = tuple(_LIKE_UNITS)


def _stray(key: str, a: int, b: int) -> float:
    """What it costs to leave `key[a:b]` out; little where it is 兼 and where the second office is held."""
    if b - a > 2 and key[a] == "兼" and words.ends_as_unit(key[a + 1 : b]):  # 副處長兼查核小組執行秘書
        return _SECOND_UNIT
    return _STRAY * (b - a)


def _second_office(text: str) -> int | None:
    """Where two offices joined by 兼 begin, the second not yet named in full: 代表處二等秘書兼領務 before 組長."""
    at = text.find("兼", 1, -1)
    if at < 0:
        return None
    first = next((match.start() for match in words.offices().pattern.finditer(text, 0, at) if match.end() == at), None)
    return None if first is None or (first and words.ends_as_unit(text[:first]) < 2) else first


def _unit_and_qualifier(text: str, after: str) -> tuple[int, bool] | None:
    """Where a unit ends inside `text` and what kind of office it is begins: 地政事務所測量 before 助理; with 科 after it
    (地政處重劃 before 科長) all of it is a unit."""
    for at in range(len(text) - 1, max(1, len(text) - 5), -1):
        if words.ends_as_unit(text[:at]) == 2:
            return at, after in words.SECTIONS
    return None


def _before(
    key: str, a: int, b: int, office_follows: bool, alone: bool = False
) -> tuple[float, _Span | None, _Span | None]:
    """What stands before a name or office, `key[a:b]`: its score, and the unit or the job that it is."""
    if a == b:
        return 0.0, None, None
    text = key[a:b]
    rank = words.ends_as_unit(text)
    if rank and text.endswith(_ENDS_LIKE_UNITS):
        rank = 0
    part = rank < 2 or words.is_word("units", "halves", text)
    if office_follows and (held := _second_office(text)) is not None:
        return (1.2, (a, a + held), (a + held, b)) if held else (-0.3, None, (a, b))
    if office_follows and text in _QUALIFIERS:
        return 0.0, None, (a, b)
    part = part and b - a > 1 and text[-1] not in words.SECTIONS
    if office_follows and part and words.ends_as_unit(text + key[b]) == 2:
        return 1.5, (a, b + 1), None  # 交通局長, 學系主任
    if rank:
        bonus = ((1.55 if b - a > 5 else 0.9) if rank == 2 else 0.6 if b - a > 3 else 0.0) if alone else 0.0
        return (1.5 if rank == 2 else 0.8) + bonus, (a, b), None
    if office_follows and (split := _unit_and_qualifier(text, key[b])) is not None:
        at, whole = split
        return (1.5, (a, b + 1), None) if whole else (1.0, (a, a + at), (a + at, b))
    if text.endswith(_JOBS):
        return -0.2, None, (a, b)
    if text[-1] in _POST_SIGNS and not alone and (post := words.post_begins(text)) is not None:  # 就業促進員王大明
        unit = (a, a + post) if post else None
        return (_OPEN_POST + (1.5 if unit else 0.0)), unit, (a + post, b)
    if office_follows and b - a <= 4:
        return -0.5, None, (a, b)
    return (-3.0 if b - a == 1 else -1.5), (a, b), None
