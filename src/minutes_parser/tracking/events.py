"""What one record says about decisions: those that it makes, and those that it reports on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model import FollowUp, Instruction, Minutes, Ruling, TextSpan
from .wording import wording

__all__ = ["Meeting", "Statement", "read_meeting"]

PENDING_OUTCOMES = frozenset({"directed", "tracked", "deferred", "referred"})
"""Outcomes that leave something to do, even where no single instruction was found."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A ruling's instruction (`made`, `renewed`) or a follow-up row (`row`), as one record states it.

    `renewed` is an instruction in a ruling on one row: it goes on the decision of that row, `on_row`.
    """

    id: str
    kind: Literal["made", "renewed", "row"]
    text: str
    title: str | None = None
    """Title of the agenda item."""
    context: str | None = None
    """The whole ruling, where `text` is its only instruction."""
    pending: bool = True
    """False for a ruling that leaves nothing to do (照案通過): of no account unless a later row reports on it."""
    assignee: str | None = None
    deadline: str | None = None
    deadline_date: str | None = None
    number: str | None = None
    stated_date: str | None = None
    progress: str | None = None
    status: str | None = None
    """For rows: closed, open, self_tracked or unknown; a ruling in the same minutes overrides what is printed."""
    status_text: str | None = None
    on_row: str | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One record, cut down to what tracking needs."""

    id: str
    """The first 12 digits of the source's SHA-256."""
    body: str | None
    session: str | None
    date: str | None
    days: tuple[str, ...]
    source: str
    has_rows: bool
    statements: tuple[Statement, ...]


def read_meeting(minutes: Minutes) -> Meeting:
    """The statements of one record, in its order: rulings first, then rows, then rulings on rows.

    Rulings that judge rows (解除列管) make no decision of their own; what they add to one row renews it.
    """
    key = minutes.source.key
    return Meeting(
        id=key,
        body=minutes.meeting.body,
        session=minutes.meeting.session,
        date=minutes.meeting.date,
        days=minutes.meeting.days,
        source=minutes.source.name or key,
        has_rows=bool(minutes.follow_ups),
        statements=tuple(_statements(minutes, key)),
    )


def _statements(minutes: Minutes, key: str) -> Iterator[Statement]:
    titles = {item.id: item.title for item in minutes.items}
    row_items = {row.item_id for row in minutes.follow_ups if row.item_id}
    judging = {row.ruling_id for row in minutes.follow_ups if row.ruling_id}
    verdicts = [r for r in minutes.rulings if r.id in judging or (r.item_id in row_items and r.outcome != "directed")]
    for ruling in minutes.rulings:
        if ruling not in verdicts:
            yield from _made(ruling, titles.get(ruling.item_id or ""), key)
    for row in minutes.follow_ups:
        yield _row(row, key)
    for ruling in verdicts:
        rows = [row for row in minutes.follow_ups if row.ruling_id == ruling.id]
        if not rows:
            rows = [row for row in minutes.follow_ups if row.item_id and row.item_id == ruling.item_id]
        for made in _made(ruling, None, key) if ruling.instructions else ():
            yield made if len(rows) != 1 else _on_row(made, f"{key}/{rows[0].id}")


def _on_row(made: Statement, row: str) -> Statement:
    return Statement(
        id=made.id, kind="renewed", text=made.text, assignee=made.assignee, deadline=made.deadline,
        deadline_date=made.deadline_date, on_row=row, page=made.page, start=made.start, end=made.end,
    )  # fmt: skip


def _made(ruling: Ruling, title: str | None, key: str) -> Iterator[Statement]:
    told = ruling.instructions
    if not told:
        spans = ruling.spans.get("text", ())
        pending = ruling.outcome in PENDING_OUTCOMES and _says_what(ruling)
        yield _instruction(f"{key}/{ruling.id}", Instruction(text=ruling.text, spans=spans), ruling, title, pending)
    for number, instruction in enumerate(told, start=1):
        name = f"{key}/{ruling.id}" if len(told) == 1 else f"{key}/{ruling.id}.{number}"
        yield _instruction(name, instruction, ruling, title, True)


def _says_what(ruling: Ruling) -> bool:
    """Not 編號1、3解除列管，其餘繼續列管: that judges what is tracked already."""
    return bool(ruling.text.strip()) and (ruling.outcome != "tracked" or len(wording(ruling.text).grams) >= 6)


def _instruction(name: str, told: Instruction, ruling: Ruling, title: str | None, pending: bool) -> Statement:
    start, end = _extent(told.spans)
    return Statement(
        id=name,
        kind="made",
        text=told.text,
        title=title,
        context=ruling.text if len(ruling.instructions) <= 1 else None,
        pending=pending,
        assignee=told.assignee,
        deadline=told.deadline,
        deadline_date=told.deadline_date,
        page=told.spans[0].page if told.spans else ruling.page,
        start=start,
        end=end,
    )


def _row(row: FollowUp, key: str) -> Statement:
    start, end = _extent(row.spans.get("directive", ()))
    return Statement(
        id=f"{key}/{row.id}",
        kind="row",
        text=row.directive,
        assignee=row.assignee,
        number=row.number,
        stated_date=row.meeting_date,
        progress=row.progress,
        status=row.ruled_status or row.status,
        status_text=row.status_text,
        page=row.page,
        start=start,
        end=end,
    )


def _extent(spans: tuple[TextSpan, ...]) -> tuple[int | None, int | None]:
    return (spans[0].start, spans[-1].end) if spans else (None, None)
