"""What a heading over people says of all of them: 出席委員, 列席單位、人員, 請假董事, 外聘委員, 外交部, 家長代表."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..model import Attendance, Category
from ..values import people_words as words
from ..values.mention import read_mention

__all__ = ["Heading", "read_heading"]

_STATES: tuple[tuple[str, Category | None, Attendance | None], ...] = (
    ("委託出席|代理出席", None, "proxy"),
    ("請假列席", "observer", "absent"),
    ("不克出席|未能出席|未出席|未到|未簽到|請假|缺席|公假|公出|病假|事假|差假", None, "absent"),
    ("列席指導|列席|旁聽|來賓|貴賓", "observer", None),
    ("會議紀錄|紀錄彙整|總紀錄|紀錄|速紀|彙整", "recorder", None),
    ("會議主席|會議主持人?|主席|主持人", "chair", None),
    ("應出席|實際出席|親自出席|線上出席|視訊出席|出席|與會|參加", "member", None),
)
_COUNT = re.compile(r"\(?(?:共計?|合計|計|應到|實到)?\d{1,4}[人位名]\)?")
_OF_LIST = re.compile(r"[出列]席(?:者|人員?|單位)?")
"""Whose absence a heading tells: 出席者請假, 列席人員請假."""
_PLAIN = re.compile(r"(?:人員?|者|姓名|單位|機關|名單|人士|如下|名冊|及|暨|與|、|之|等|\(|\)|各)+")


_NAMED = re.compile(r"(?:之|的)?(?:姓名|職稱)(?:[及、與暨和](?:姓名|職稱|人數))?$")  # 出席董事姓名, 列席人員姓名及職稱
_FURTHER = re.compile(r"-|\((?!列|出)")
"""What stands after it says more of the same people: 出席委員-專家（男）."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says; None and False where it says nothing of the kind.

    `unit`, `role` and `title` are ranges of the heading's text.
    """

    category: Category | None = None
    attendance: Attendance | None = None
    role: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    unit: tuple[int, int] | None = None

    @property
    def is_state(self) -> bool:
        """Whether it begins a list of its own: 列席：, 請假：."""
        return self.category is not None or self.attendance is not None


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """Read a heading without its colon; `text` may hold layout spaces.

    >>> read_heading("出席委員").role, read_heading("外交部").unit, read_heading("請假").attendance
    ((2, 4), (0, 3), 'absent')
    """
    key = words.fold(text)
    places = [i for i, sign in enumerate(key) if not sign.isspace()]
    bare = "".join(key[i] for i in places)
    category, attendance, rest = _state(bare)
    a, b = rest
    role = title = unit = None
    if attendance == "absent" and (of := _OF_LIST.fullmatch(bare, a, b)) is not None:  # 列席者請假
        category, a = "observer" if of[0].startswith("列") else "member", b
    if a < b and not _PLAIN.fullmatch(bare[a:b]):
        role, title, unit = _said(bare, a, b, category is not None or attendance is not None)

    def at(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (places[span[0]], places[span[1] - 1] + 1) if span else None

    return Heading(category, attendance, at(role), at(title), at(unit))


def _state(bare: str) -> tuple[Category | None, Attendance | None, tuple[int, int]]:
    """Category and attendance, and what is left of the heading."""
    count = _COUNT.search(bare)
    end = count.start() if count and count.end() == len(bare) else len(bare)
    further = _FURTHER.search(bare, 2, end)
    end = further.start() if further else end
    named = _NAMED.search(bare, 2, end)
    end = named.start() if named else end
    if bare[:end] != "主席" and bare[:end] in words.offices().roles:  # 監事主席 is no chair of the meeting
        return None, None, (0, end)
    for pattern, category, attendance in _STATES:
        found = re.search(pattern, bare[:end])
        if found and (found.start() == 0 or found.end() == end or category != "chair"):
            before, after = (0, found.start()), (found.end(), end)
            return category, attendance, after if after[1] > after[0] else before
    return None, None, (0, end)


_TITLES = words.word_set("titles", "heads") - (words.word_set("roles", "officers") - {"秘書長", "副秘書長"})
_FULL_NAME = 5
_OF_ONE = ("主任委員", "副主任委員", "執行秘書")
"""Roles that one person of a body has, which the heading names before them."""
_Ranges = tuple[tuple[int, int] | None, tuple[int, int] | None, tuple[int, int] | None]


def _is_head_of(text: str, length: int) -> bool:
    """Whether a heading is a body's full name and the office of its head."""
    unit, office = text[: len(text) - length], text[len(text) - length :]
    return (
        len(unit) >= _FULL_NAME and words.is_word("roles", "heads_of_bodies", office) and words.ends_as_unit(unit) == 2
    )


def _said(bare: str, a: int, b: int, state: bool) -> _Ranges:
    """Role, title or unit that the rest of a heading names."""
    text = bare[a:b]
    if words.only_groups(text) or text.endswith(("單位", "人員", "機關", "名單", "領域")):
        return None, None, None
    if text in _TITLES:
        return None, (a, b), None
    if text.endswith("代表") and 3 < len(text) <= 8 and not words.ends_as_unit(text[:-2]):
        return (a, b), None, None  # 民間團體代表
    for length in range(min(len(text), 8), 1, -1):
        if text[-length:] in words.offices().roles or (
            length == len(text) and text != "副秘書長" and words.is_word("roles", "officers", text)
        ):
            before = text[: len(text) - length]
            more = words.offices().modifiers.fullmatch(before)
            if not more and _is_head_of(text, length):  # 主席：某某協會理事長：王大明
                return (b - length, b), None, (a, b - length)
            unit = (a, b - length) if text[-length:] in _OF_ONE and words.ends_as_unit(before) == 2 else None
            return (a if more else b - length, b), None, unit  # 副理事長; 都市計畫委員會執行秘書
    if words.ends_as_unit(text):
        return None, None, (a, b)
    if words.offices().pattern.fullmatch(text):
        return None, (a, b), None
    post = next((match for match in words.offices().pattern.finditer(text) if match.end() == len(text)), None)
    if post is not None and post.start() and not words.ends_as_unit(text[: post.start()]) and len(text) <= 12:
        return None, (a, b), None  # 職業安全衛生管理師
    found = read_mention(text)
    if found is not None and found.name is None and found.organization_at and (found.title_at or found.role_at):
        lo, hi = found.organization_at[0]
        held = (a + found.title_at[0][0], a + found.title_at[-1][1]) if found.title_at else None
        return None, held, (a + lo, a + hi)  # 民政局局長
    if state and len(text) > 4:
        return None, None, None
    return None, None, ((a, b) if len(text) <= 12 else None)
