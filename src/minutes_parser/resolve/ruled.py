"""What a ruling made of earlier decisions: 項次3、5持續列管，餘解除列管; 除第2案外均解除列管."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import FollowUp, FollowUpStatus, Ruling
from ..values.chars import key_of
from ..values.numerals import read_numeral

__all__ = ["ruled"]

_CLAUSE = re.compile(r"[^。;；，,\n]+[。;；，,\n]?")
_TRACKED = "(?:列管|追蹤|管制|管考)"
_STATES: tuple[tuple[FollowUpStatus, re.Pattern[str]], ...] = (
    ("self_tracked", re.compile(f"自行{_TRACKED}")),
    ("open", re.compile(f"(?:繼續|持續|續予?|仍|賡續){_TRACKED}|未予結案|[續]管")),
    (
        "closed",
        re.compile(f"解除{_TRACKED}|解列|結案|銷案|解管|除管|(?:免|不)(?:再|予)?(?:繼續)?{_TRACKED}"),
    ),
)
_REST = re.compile("^(?:其)?餘")
_ALL = re.compile("均|皆|全數|全部|全案|各案|各項|以上|所有|一併|同意.{0,4}(?:解除|結案)")
_ALONE = re.compile(  # 洽悉，持續列管。
    rf"(?:請|同意|准予?|予以|爰|請予)?(?:繼續|持續|解除|免予?){_TRACKED}[。;；，,\n]?"
)
_EXCEPT = re.compile(r"除(?P<but>[^。;；\n]{1,60}?)(?:以外|之外|外)[,，]?(?P<rest>[^。;；，,\n]{1,30})[。;；，,\n]?")
_N = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_NAMED = re.compile(
    rf"(?P<lead>第|項次|編號|案次|案號|序號|項目|案由|提案|決議|裁示|列管(?:事項|案件|編號)|[Nn][Oo]\.?)?:?(?P<run>{_N}(?:(?:、|及|與|和|至|到|~|-)(?:第|項次|編號)?{_N})*)"
)
_PART = re.compile(rf"(?P<to>至|到|~|-)?(?:第|項次|編號)?(?P<n>{_N})")
_MEASURED = tuple("年月日時分次人件處場元%案項點款個天週、.:/")
"""What after a bare number makes it a measure or the number of a point, not the number of a row."""
_COUNTED = tuple("次屆年季期條頁會")
"""What after 第 and a number makes it a meeting or a rule."""


def ruled(follow_ups: Sequence[FollowUp], rulings: Sequence[Ruling]) -> tuple[FollowUp, ...]:
    """Follow-ups with what a ruling on the same item made of them: by number, 其餘, or all of them together."""
    rows_of: dict[str, list[FollowUp]] = {}
    for row in follow_ups:
        if row.item_id is not None:
            rows_of.setdefault(row.item_id, []).append(row)
    told: dict[str, tuple[FollowUpStatus, str]] = {}
    for ruling in rulings:
        rows = rows_of.get(ruling.item_id or "", [])
        for row_id, status in _statuses(rows, ruling.text).items():
            told.setdefault(row_id, (status, ruling.id))
    return tuple(
        row.model_copy(update={"ruled_status": told[row.id][0], "ruling_id": told[row.id][1]})
        if row.id in told
        else row
        for row in follow_ups
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """How rows are called: by their number as printed, by the ordinal that it spells, or, where none has a number, by
    their place."""

    printed: tuple[tuple[str, str], ...]
    ordinals: Mapping[int, tuple[str, ...]]

    @classmethod
    def of(cls, rows: Sequence[FollowUp]) -> _Rows:
        printed, ordinals = [], dict[int, tuple[str, ...]]()
        numbered = any(row.number for row in rows)
        for place, row in enumerate(rows, 1):
            number = "".join(key_of(row.number or "").split())
            ordinal = read_numeral(number.strip("()、.第案項號")) if numbered else place
            if ordinal is not None:
                ordinals[ordinal] = (*ordinals.get(ordinal, ()), row.id)
            if number and (ordinal is None or not number.isalnum()):
                printed.append((row.id, number))
        return cls(tuple(printed), ordinals)

    def named(self, clause: str) -> list[str]:
        """Ids of the rows that a clause names."""
        found = [row_id for row_id, number in self.printed if number in clause and _mentions(clause, number)]
        for run in _NAMED.finditer(clause):
            after = clause[run.end() :]
            counted = run["lead"] == "第" and after.startswith(_COUNTED)  # 第3次會議
            if not counted and (run["lead"] or not (run.start() or after.startswith(_MEASURED))):
                found += [row_id for n in _numbers(run["run"]) for row_id in self.ordinals.get(n, ())]
        return list(dict.fromkeys(found))


def _numbers(run: str) -> list[int]:
    """The numbers of 1、3 and 4至6.

    >>> _numbers("1、4至6"), _numbers("二及第三")
    ([1, 4, 5, 6], [2, 3])
    """
    made: list[int] = []
    for part in _PART.finditer(run):
        n = read_numeral(part["n"])
        if n is None:
            continue
        made += range(made[-1] + 1, n + 1) if part["to"] and made and n - made[-1] < 100 else [n]
    return made


def _mentions(clause: str, number: str) -> bool:
    """Whether a clause names a number as a whole: 8-2 in 案號8-2、8-3, not in 18-2."""
    bare = re.escape(number)
    return re.search(rf"(?<![\d\-一二三四五六七八九十]){bare}(?![\d\-年月日一二三四五六七八九十])", clause) is not None


def _status(clause: str) -> FollowUpStatus | None:
    return next((name for name, words in _STATES if words.search(clause)), None)


def _statuses(rows: Sequence[FollowUp], text: str) -> dict[str, FollowUpStatus]:
    """What a ruling makes of which rows, by their ids; the first clause on a row counts."""
    key = "".join(key_of(text).split(" "))
    if not rows or _status(key) is None:
        return {}
    called = _Rows.of(rows)
    made: dict[str, FollowUpStatus] = {}
    key, rest, named = _but(key, called, made)
    pending: list[str] = []
    for clause in _CLAUSE.findall(key):
        mine = called.named(clause)
        named.update(mine)
        pending.extend(mine)
        status = _status(clause)
        if status is None:
            continue
        if _REST.search(clause):
            rest = status
        elif not pending and (len(rows) == 1 or _ALL.search(clause) or _ALONE.fullmatch(clause)):
            pending = [row.id for row in rows]
        for row_id in pending:
            made.setdefault(row_id, status)
        pending = []
    for row in rows:
        if rest is not None and row.id not in named:
            made.setdefault(row.id, rest)
    return made


def _but(key: str, called: _Rows, made: dict[str, FollowUpStatus]) -> tuple[str, FollowUpStatus | None, set[str]]:
    """What 除第2案（持續列管）外，均解除列管 makes of rows: the text without it, the status of all other rows, and the
    rows that it excepts."""
    for found in _EXCEPT.finditer(key):
        excepted, status = called.named(found["but"]), _status(found["rest"])
        if not excepted or status is None:
            continue
        own = _status(found["but"])
        if own is not None:
            made.update(dict.fromkeys(excepted, own))
        return key[: found.start()] + key[found.end() :], status, set(excepted)
    return key, None, set()
