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


def ruled(follow_ups: Sequence[FollowUp], rulings: Sequence[Ruling]) -> tuple[FollowUp, ...]:
    """Follow-ups with what a ruling on the same item made of them: by number, 其餘, or all of them together."""
    made: list[FollowUp] = []
    for row in follow_ups:
        for ruling in rulings:
            if ruling.item_id is None or ruling.item_id != row.item_id:
                continue
            status = _status_of(row, [f for f in follow_ups if f.item_id == row.item_id], ruling.text)
            if status is not None:
                row = row.model_copy(update={"ruled_status": status, "ruling_id": ruling.id})
                break
        made.append(row)
    return tuple(made)


def _status_of(row: FollowUp, rows: Sequence[FollowUp], text: str) -> FollowUpStatus | None:
    pending: list[str] = []
    named: set[str] = set()
    rest: FollowUpStatus | None = None
    for clause in _CLAUSE.findall("".join(key_of(text).split(" "))):
        status = next((name for name, words in _STATES if words.search(clause)), None)
        mine = [r.id for r in rows if r.number and _mentions(clause, r.number)]
        named.update(mine)
        pending.extend(mine)
        if status is None:
            continue
        if row.id in pending:
            return status
        if _REST.search(clause):
            rest = status
        elif not pending and (len(rows) == 1 or re.search("均|皆|全數|全部|各案|以上|同意.{0,4}(?:解除|結案)", clause)):
            return status
        pending = []
    return rest if rest is not None and row.id not in named else None


def _mentions(clause: str, number: str) -> bool:
    """Whether a clause names a number as a whole: 3 in 項次3、5, not in 13."""
    bare = re.escape("".join(key_of(number).split()))
    return re.search(rf"(?<![\d\-一二三四五六七八九十]){bare}(?![\d\-年月日一二三四五六七八九十])", clause) is not None
