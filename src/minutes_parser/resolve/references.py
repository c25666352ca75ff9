"""Decisions that speak of other decisions: 同前案決議."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..diagnostics import Finding
from ..model import Item, Ruling
from ..values.chars import key_of
from ..values.numerals import read_numeral

__all__ = ["referring"]

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
