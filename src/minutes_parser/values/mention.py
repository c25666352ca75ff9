"""One person as lists and labels write them: unit, title, name and role in any order, as fields with their places.

The text is tagged with the offices that it may hold (專門委員, 副召集人); each way to read the rest as unit,
surname and given name is scored, and the best one stands: 教授嚴○鸞委員, 林兼主任委員建元, 財政局李局長瑞倉,
周副局長, 外交部高振群. What a person is called in the source is kept: nothing is completed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from . import people_words as words
from .mention_plans import Plan, best_plan
from .name_shapes import name_shapes, plain_name

__all__ = ["Mention", "Part", "read_mention"]

Part = tuple[tuple[int, int], ...]
"""Places in the text that a field rests on; two where a title splits a name."""
_LONGEST = 60
_TITLES = words.word_set("titles", "heads") - words.word_set("roles", "heads")
_ASSISTS = ("助理", "秘書", "特助", "幹事")
_EMPLOYED = ("教授", "講師", "教師", "老師", "醫師", "研究員", "助理")
"""Whose 兼任 is how they are employed, not a second office."""
_GROUP = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?:分組|小組|組|隊|選區|區)")
_LAYOUT = re.compile(r"[\s()\[\]]")
_CERTAIN = 1.5
"""Readings below this score are not names to rely on."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What one mention says; fields are None where it does not say. `..._at` are places in the text read.

    `score` grows with certainty; from 1.5 on a name is one. `surname_only` tells 周 of 周副局長 from a full name.
    """

    name: str | None = None
    organization: str | None = None
    title: str | None = None
    role: str | None = None
    name_at: Part = ()
    organization_at: Part = ()
    title_at: Part = ()
    role_at: Part = ()
    score: float = 0.0
    surname_only: bool = False
    office_before: bool = field(default=False, compare=False)
    """Whether an office stands before the name: 專門委員王大明, in a list the others after him may share it."""

    @property
    def title_before(self) -> bool:
        """Whether the title before the name is of the person's own, with no unit before it."""
        return self.office_before and self.organization is None and self.title is not None

    @property
    def is_person(self) -> bool:
        return self.name is not None and self.score >= _CERTAIN

    @property
    def is_unit(self) -> bool:
        """A unit and nobody of it: 財政局."""
        return self.name is None and self.organization is not None and self.title is None and self.role is None


@dataclass(frozen=True, slots=True)
class _Compact:
    """The text without brackets and layout spaces: characters, folded characters, their places in the text."""

    text: str
    key: str
    places: Sequence[int]
    source: str

    def value(self, a: int, b: int) -> str:
        """The value of a range; a bracket left out inside it (大成（股）公司) is part of it again."""
        lo, hi = self.places[a], self.places[b - 1] + 1
        inside = self.source[lo:hi]
        return "".join(inside.split()) if ("(" in words.fold(inside)) else self.text[a:b]

    def at(self, a: int, b: int) -> tuple[int, int]:
        return self.places[a], self.places[b - 1] + 1


@lru_cache(maxsize=16384)
def read_mention(text: str) -> Mention | None:
    """Read one mention of a person, unit or office; None if the text is empty, too long or makes no sense.

    Text in brackets is left out (`notes` reads it).

    >>> m = read_mention("中央大學社會工作學系教授嚴○鸞委員")
    >>> m.name, m.organization, m.title, m.role
    ('嚴○鸞', '中央大學社會工作學系', '教授', '委員')
    >>> m = read_mention("林兼主任委員大元")
    >>> m.name, m.role, m.name_at
    ('林大元', '主任委員', ((0, 1), (6, 8)))
    """
    if len(text) == 3 and (score := plain_name(words.fold(text))) is not None:
        return Mention(text, name_at=((0, 3),), score=score)
    compact = _compact(text)
    if not compact.text or len(compact.text) > _LONGEST:
        return None
    if compact.key[3:4] == "第" and (group := _of_group(compact)) is not None:
        return group
    best = best_plan(compact.key)
    return _mention(compact, best) if best is not None else None


def _of_group(compact: _Compact) -> Mention | None:
    """王大明第三分組召集人: a name, the group and the office in it."""
    if _GROUP.match(compact.key, 3) is None or len(compact.text) != len(compact.source):
        return None
    name = next((shape for shape in name_shapes(compact.key[:3]) if shape.length == 3), None)
    office = read_mention(compact.text[3:]) if name is not None and name.score >= _CERTAIN else None
    if name is None or office is None or office.name is not None or not office.organization:
        return None
    if not (office.title or office.role):
        return None
    return replace(
        office, name=compact.value(0, 3), name_at=(compact.at(0, 3),), score=name.score,
        organization_at=_moved(office.organization_at), title_at=_moved(office.title_at), role_at=_moved(office.role_at),
    )  # fmt: skip


def _moved(part: Part) -> Part:
    return tuple((a + 3, b + 3) for a, b in part)


def _compact(text: str) -> _Compact:
    key = words.fold(text)
    if not _LAYOUT.search(key):
        return _Compact(text, key, range(len(text)), text)
    depth = 0
    kept: list[int] = []
    for i, sign in enumerate(key):
        if sign in "([":
            depth += 1
        elif sign in ")]" and (depth or not kept or i == len(key) - 1):
            depth = max(0, depth - 1)  # one that nothing opened is a sign like others
        elif not depth and (not sign.isspace() or _between_latin(key, i)):
            kept.append(i)
    while kept and key[kept[0]].isspace():
        kept.pop(0)
    while kept and key[kept[-1]].isspace():
        kept.pop()
    return _Compact("".join(text[i] for i in kept), "".join(key[i] for i in kept), tuple(kept), text)


def _between_latin(key: str, i: int) -> bool:
    """Whether the space at `i` parts two Latin words; the first of several spaces only."""
    if i == 0 or key[i - 1].isspace():
        return False
    after = key[i : i + 4].lstrip()
    return (
        (key[i - 1].isascii() and (key[i - 1].isalpha() or key[i - 1] in ".'-"))
        and after[:1].isascii()
        and after[:1].isalpha()
    )


def _mention(compact: _Compact, plan: Plan) -> Mention:
    title, role = _offices(compact, plan)
    posts = (*plan.offices, plan.job) if plan.job else plan.offices
    before = [span for span in posts if plan.name and span[1] <= plan.name[0][0]]
    return Mention(
        "".join(compact.value(a, b) for a, b in plan.name) or None,
        compact.value(*plan.unit) if plan.unit else None,
        "".join(compact.value(a, b) for a, b in title) or None,
        compact.value(*role) if role else None,
        tuple(compact.at(a, b) for a, b in plan.name),
        (compact.at(*plan.unit),) if plan.unit else (),
        tuple(compact.at(a, b) for a, b in title),
        (compact.at(*role),) if role else (),
        plan.score,
        plan.surname_only,
        bool(before),
    )


def _offices(compact: _Compact, plan: Plan) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """Which of the offices is the title and which the role; 局長兼主任委員 is both."""
    title: list[tuple[int, int]] = []
    role: tuple[int, int] | None = None
    for span in plan.offices:
        for a, b in _parts(compact.key, *span):
            a = _bare(compact.key, a, b, plan.unit)
            if words.is_word("titles", "honorifics", compact.key[a:b]):
                continue
            if _is_role(compact.key[a:b]):
                if role and role[1] + 1 == a and compact.key[a - 1] in "兼暨及":  # 委員兼執行秘書
                    role = (role[0], b)
                if (
                    role and not title and plan.unit and b > role[1]
                ):  # 農林委員會第一召集人林議員大明: a post elsewhere, and the role here
                    title.append(role)
                    role = None
                role = role or (a, b)
            elif role and role[1] == a and compact.key[a:b].endswith(_ASSISTS):  # 議員助理: the one who assists
                title, role = [(role[0], b)], None
            elif title and (title[-1][1] == a or (title[-1][1] + 1 == a and compact.key[a - 1] in "兼暨及")):
                title[-1] = (title[-1][0], b)
            elif not title:
                title.append((a, b))
    if plan.job and role and role[0] == plan.job[1]:  # 機電委員
        return title, (plan.job[0], role[1])
    if plan.job:
        follows = bool(title) and title[0][0] == plan.job[1]
        title = [(plan.job[0], title[0][1])] if follows else [plan.job]
    return title, role


def _parts(key: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    """The offices joined by 兼 or 暨; 兼任 and the like stay with what they belong to."""
    start = a
    for i in range(a + 1, b - 1):
        if key[i] in "兼暨及" and key[i + 1 : i + 2] not in ("任", "代"):
            yield start, i
            start = i + 1
    yield start, b


def _bare(key: str, a: int, b: int, unit: tuple[int, int] | None) -> int:
    """Where the office begins without 兼 (ex officio) and without the last sign of the unit (系 of 學系主任)."""
    employed = key.startswith("兼任", a) and key.endswith(_EMPLOYED, a, b)
    if key[a] == "兼" and not employed and not key.startswith("兼代", a):  # 兼代局長 as 代理局長 is
        a += 2 if key[a + 1] == "任" else 1
    if unit and a < unit[1] < b and words.offices().pattern.fullmatch(key, unit[1], b):
        return unit[1]
    return a


def _is_role(key: str) -> bool:
    if key in _TITLES:
        return False
    roles = words.offices().roles
    bare = words.offices().modifiers.match(key)
    return (
        key in roles
        or (bare is not None and key[bare.end() :] in roles)
        or any(
            key.endswith(word) and words.offices().modifiers.fullmatch(key[: -len(word)])
            for word in roles
            if key.endswith(word)
        )
    )
