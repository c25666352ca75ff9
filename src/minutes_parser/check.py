"""The document's own checksums: numbers of people, sequences of numbers, votes, the weekday of the date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .diagnostics import Finding
from .extract import Extracted
from .model import Attendee, Check, TextSpan, Vote
from .segment.outline import Node
from .values.numerals import read_numeral
from .values.times import read_when

__all__ = ["check"]

_COUNT = re.compile(
    r"(?P<what>出席|缺席|請假|列席|旁聽)(?:者|人員|委員)?(?:合計|總計|共計|計|共)\s?(?P<n>[\d○一二三四五六七八九十百]{1,4})\s?[人位名]"
)
_WEEKDAYS = "一二三四五六日"
_CODES = {
    "attendee-count": "count-mismatch",
    "vote-sum": "vote-mismatch",
    "weekday": "weekday-mismatch",
    "number-sequence": "number-gap",
}


def check(found: Extracted, root: Node) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """Every checksum that the document offers, and a finding for each that fails and is not reported yet."""
    checks = (*_counts(found.attendees, root), *_votes(found.votes), *_weekday(root), *_sequence(root))
    findings = tuple(
        Finding(
            _CODES[c.code],
            f"stated {c.stated}, found {c.found}",
            c.spans[0].start if c.spans else None,
            c.spans[0].end if c.spans else None,
        )
        for c in checks
        if not c.passed and c.code in ("attendee-count", "vote-sum")
    )
    return checks, findings


def _counts(attendees: Sequence[Attendee], root: Node) -> Iterator[Check]:
    """出席者共 7 人 against the people listed since the last such line."""
    since = 0
    for node in root.children:
        if node.kind != "people":
            continue
        for part in node.slices():
            for hit in _COUNT.finditer(part.key):
                spans = part.cut(*hit.span()).spans()
                stated = read_numeral(hit["n"])
                if stated is None or not spans:
                    continue
                listed = [a for a in attendees if since <= _place(a) < spans[0].start]
                since = spans[-1].end
                yield Check(
                    code="attendee-count", passed=len(listed) == stated, stated=f"{hit['what']} {stated}",
                    found=str(len(listed)), spans=spans,
                )  # fmt: skip


def _place(a: Attendee) -> int:
    """Where an attendee stands in the text; -1 where that is not known."""
    return min((span.start for spans in a.spans.values() for span in spans), default=-1)


def _votes(votes: Sequence[Vote]) -> Iterator[Check]:
    for vote in votes:
        parts = [vote.in_favour, vote.against, vote.abstained]
        if vote.present is None or vote.in_favour is None:
            continue
        total = sum(p for p in parts if p is not None)
        complete = None not in parts
        yield Check(
            code="vote-sum", passed=total == vote.present if complete else total <= vote.present,
            stated=str(vote.present), found=str(total), spans=vote.spans.get("text", ()),
        )  # fmt: skip


def _weekday(root: Node) -> Iterator[Check]:
    for node in root.children:
        if node.kind != "meta" or not node.label or node.label.name != "time" or node.piece is None:
            continue
        for reading in read_when(node.piece.body.key).dates:
            if reading.date is None or reading.weekday is None:
                continue
            spans: tuple[TextSpan, ...] = node.piece.body.cut(reading.start, reading.end).spans()
            yield Check(
                code="weekday", passed=bool(reading.weekday_fits), stated=_WEEKDAYS[reading.weekday % 7],
                found=_WEEKDAYS[reading.date.weekday()], spans=spans,
            )  # fmt: skip


def _sequence(root: Node) -> Iterator[Check]:
    """The numbers of sections go up by one."""
    numbers = [
        n.ordinal for n in root.children if n.kind in ("section", "ruling", "meta", "people") and n.ordinal is not None
    ]
    if len(numbers) > 1:
        passed = all(b == a + 1 or b == 1 for a, b in pairwise(numbers))
        yield Check(code="number-sequence", passed=passed, stated=" ".join(map(str, numbers)), found=str(len(numbers)))
