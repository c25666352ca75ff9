"""Decisions that speak of other decisions: 同前案決議; 項次3、5持續列管，餘解除列管."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..diagnostics import Finding
from ..model import FollowUp, FollowUpStatus, Item, Ruling
from ..values.chars import key_of
from ..values.numerals import read_numeral

__all__ = ["referring", "ruled"]

_PREVIOUS = re.compile(r"^(?:決議)?同(?:前|上)(?:一)?(?:案|項|款|開)?(?:之)?(?:決議|決定|裁示|結論)?[。.]?")
_NUMBERED = re.compile(
    r"^(?:比照|同)(?:第)?(?:案由|討論案|報告案|提案)?第?(?P<n>[\d一二三四五六七八九十]{1,3})案?(?:之)?(?:決議|決定|裁示)"
)


def referring(rulings: Sequence[Ruling], items: Sequence[Item]) -> tuple[tuple[Ruling, ...], tuple[Finding, ...]]:
    """Rulings with `refers_to` where 同前案決議 or 同第二案決議 names exactly one other ruling."""
    order = [item.id for item in items]
    made: list[Ruling] = []
    findings: list[Finding] = []
    for ruling in rulings:
        key = "".join(key_of(ruling.text).split())
        target = _target(key, ruling, rulings, items, order)
        if target is not None and len(target) == 1:
            ruling = ruling.model_copy(update={"refers_to": target[0].id})
        elif target:
            at = ruling.spans.get("text", ())
            findings.append(Finding("ambiguous-reference", ruling.text[:40], at[0].start if at else None))
        made.append(ruling)
    return tuple(made), tuple(findings)


def _target(
    key: str, ruling: Ruling, rulings: Sequence[Ruling], items: Sequence[Item], order: Sequence[str]
) -> list[Ruling] | None:
    """The rulings that a text means; None if it means none."""
    if ruling.item_id not in order:
        return None
    here = order.index(ruling.item_id)
    if _PREVIOUS.match(key):
        return [r for r in rulings if here > 0 and r.item_id == order[here - 1] and r.label == ruling.label]
    found = _NUMBERED.match(key)
    if not found:
        return None
    number, kind = read_numeral(found["n"]), items[here].kind
    ids = {item.id for item in items if item.number == number and item.kind == kind and item.id != ruling.item_id}
    return [r for r in rulings if r.item_id in ids and r.label == ruling.label]


_CLAUSE = re.compile(r"[^。;；，,\n]+[。;；，,\n]?")
_STATES: tuple[tuple[FollowUpStatus, re.Pattern[str]], ...] = (
    ("self_tracked", re.compile("自行列管|自行追蹤")),
    ("open", re.compile("(?:繼續|持續|續予?|仍)(?:列管|追蹤)|未予結案")),
    ("closed", re.compile("解除列管|解除追蹤|解列|結案|銷案|解管")),
)
_REST = re.compile("^(?:其)?餘")
_ALL = re.compile("均|皆|全數|全部|各案|以上|同意.{0,4}(?:解除|結案)")


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


def _statuses(rows: Sequence[FollowUp], text: str) -> dict[str, FollowUpStatus]:
    """What a ruling makes of which rows, by their ids; the first clause on a row counts."""
    key = "".join(key_of(text).split(" "))
    if not rows or not any(words.search(key) for _, words in _STATES):
        return {}
    numbers = [(row.id, "".join(key_of(row.number).split())) for row in rows if row.number]
    made: dict[str, FollowUpStatus] = {}
    pending: list[str] = []
    named: set[str] = set()
    rest: FollowUpStatus | None = None
    for clause in _CLAUSE.findall(key):
        mine = [row_id for row_id, number in numbers if number in clause and _mentions(clause, number)]
        named.update(mine)
        pending.extend(mine)
        status = next((name for name, words in _STATES if words.search(clause)), None)
        if status is None:
            continue
        if _REST.search(clause):
            rest = status
        elif not pending and (len(rows) == 1 or _ALL.search(clause)):
            pending = [row.id for row in rows]
        for row_id in pending:
            made.setdefault(row_id, status)
        pending = []
    for row in rows:
        if rest is not None and row.id not in named:
            made.setdefault(row.id, rest)
    return made


def _mentions(clause: str, number: str) -> bool:
    """Whether a clause names a number as a whole: 3 in 項次3、5, not in 13."""
    bare = re.escape(number)
    return re.search(rf"(?<![\d\-一二三四五六七八九十]){bare}(?![\d\-年月日一二三四五六七八九十])", clause) is not None
