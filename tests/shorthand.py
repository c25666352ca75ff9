"""A record in short lines that a clerk can read and write: one line a thing, what is not said is left out."""

from __future__ import annotations

from collections.abc import Iterator

from minutes_parser import Minutes
from minutes_parser.model import Person

__all__ = ["short"]


def _person(p: Person) -> str:
    return " ".join(x for x in (p.organization, p.name, p.title or p.role) if x)


def _ends(text: str) -> str:
    """A long text by its ends."""
    flat = text.replace("\n", "/")
    return flat if len(flat) <= 30 else f"{flat[:12]}…{flat[-12:]}"


def short(minutes: Minutes) -> Iterator[str]:
    """Lines of a record: meeting, people, items with what belongs to them in their order."""
    meeting = minutes.meeting
    yield f"title {meeting.title}"
    yield f"body {meeting.body} | session {meeting.session}"
    yield f"when {meeting.date} {(meeting.start or '')[11:16]}-{(meeting.end or '')[11:16]} | {meeting.location}"
    for a in minutes.attendees:
        who = " ".join(x for x in (a.organization, a.name, a.title, a.role) if x)
        proxy = f" by {a.proxy.name}" if a.proxy else ""
        yield f"{a.category} {who} {a.attendance}{proxy}"
    for item_id in [*(item.id for item in minutes.items), None]:
        yield from _of_item(minutes, item_id)


def _of_item(minutes: Minutes, item_id: str | None) -> Iterator[str]:
    for item in minutes.items:
        if item.id == item_id:
            yield f"item {item.kind} {item.number} {item.title}"
    for s in minutes.speeches:
        if s.item_id == item_id:
            yield f"  speech {_person(s.speaker)}: {_ends(s.text)}"
    for f in minutes.follow_ups:
        if f.item_id == item_id:
            yield f"  follow-up {f.number} {f.status} {f.assignee}: {_ends(f.directive)} -> {_ends(f.progress or '')}"
    for r in minutes.rulings:
        if r.item_id == item_id:
            yield f"  ruling {r.label} {r.outcome}: {_ends(r.text)}"
