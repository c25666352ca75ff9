"""What the page shows of a record: one list of things, each with its rows and its places in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from minutes_parser.model import (
    Attendee,
    Diagnostic,
    FollowUp,
    Grounded,
    Item,
    Minutes,
    Person,
    Ruling,
    SeverityName,
    Speech,
    TextSpan,
    Vote,
)

__all__ = ["FINDINGS", "KINDS", "Box", "Kind", "Note", "Place", "Row", "Thing", "things_of"]

Kind = Literal[
    "meeting",
    "attendee",
    "item",
    "followup",
    "speech",
    "ruling",
    "vote",
    "diagnostic",
    "check",
    "privacy",
    "unassigned",
    "furniture",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
FINDINGS = frozenset({"diagnostic", "check", "privacy"})
"""Kinds that lie over the text without claiming it."""

Place = tuple[int, int]
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left corner of the page."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that another part of the library found in the text, to be shown as a finding about privacy.

    `box` is a place on the page, in points from its top left corner, for what has none in the text.
    """

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    page: int | None = None
    severity: SeverityName = "warning"
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a thing: the key of its label, its value, and its places. `coded`: the value is a key as well, of
    the words of that family (`value.approved`, `code.no-date`)."""

    label: str
    value: str
    places: tuple[Place, ...] = ()
    coded: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the record. `within` is the id of the item that holds it; `grade` is of findings."""

    kind: Kind
    id: str
    heading: str
    rows: tuple[Row, ...] = ()
    places: tuple[Place, ...] = ()
    within: str | None = None
    grade: str | None = None
    page: int | None = None
    box: Box | None = None
    mark: int | None = None
    """Where in the text its mark stands (the start of one of its places); None is the first of them."""


def _places(spans: Iterable[TextSpan]) -> tuple[Place, ...]:
    return tuple((span.start, span.end) for span in spans)


def _rows(thing: Grounded, *names: str, coded: tuple[str, ...] = ()) -> Iterator[Row]:
    """A row for each of the fields that is known, in that order."""
    for name in names:
        value = getattr(thing, name)
        if value is None or value == () or value == "":
            continue
        shown = " › ".join(value) if name == "heading_path" else _shown(value)
        yield Row(name, shown, _places(thing.spans.get(name, ())), "value" if name in coded else None)


def _shown(value: object) -> str:
    if isinstance(value, Person):
        return _person(value)
    if isinstance(value, tuple):
        return "、".join(_shown(part) for part in value)
    return str(value)


def _person(person: Person | Attendee) -> str:
    shown = " ".join(filter(None, (person.organization, person.title, person.role, person.name)))
    if isinstance(person, Person) and person.proxy is not None:
        shown += f"（{_person(person.proxy)}）"
    return shown or "—"


def _grounded(
    kind: Kind,
    ident: str,
    heading: str,
    thing: Grounded,
    rows: Iterable[Row],
    within: str | None = None,
) -> Thing:
    places = tuple(place for spans in thing.spans.values() for place in _places(spans))
    tail = (Row("rule", thing.rule),) if thing.rule else ()
    # an organization or a role may stand once for many people: the mark goes to what is the thing's own
    own = next((thing.spans[name] for name in ("name", "directive", "title") if thing.spans.get(name)), None)
    return Thing(kind, ident, heading, (*rows, *tail), places, within, mark=own[0].start if own else None)


def things_of(minutes: Minutes, notes: Iterable[Note] = ()) -> tuple[Thing, ...]:
    """All things of the record in the order of the page: findings, the meeting, people, items with contents."""
    known = {item.id for item in minutes.items}
    held: dict[str | None, list[Thing]] = {}
    for thing in _contents(minutes):
        placed = thing if thing.within in known else replace(thing, within=None)
        held.setdefault(placed.within, []).append(placed)
    made: list[Thing] = [*_findings(minutes, notes), _meeting(minutes)]
    made += [_attendee(attendee) for attendee in minutes.attendees]
    for item in minutes.items:
        made.append(_item(item))
        made += held.get(item.id, ())
    made += held.get(None, ())
    made += [
        Thing(
            "unassigned",
            f"u{n}",
            minutes.text[lost.start : lost.end],
            (Row("reason", lost.reason),),
            ((lost.start, lost.end),),
        )
        for n, lost in enumerate(minutes.unassigned, start=1)
    ]
    made += [
        Thing("furniture", f"h{n}", "", places=_places([span])) for n, span in enumerate(minutes.furniture, start=1)
    ]
    return tuple(made)


def _contents(minutes: Minutes) -> Iterator[Thing]:
    yield from (_follow_up(row) for row in minutes.follow_ups)
    spoken = [*(_speech(speech) for speech in minutes.speeches), *(_ruling(ruling) for ruling in minutes.rulings)]
    spoken += [_vote(vote) for vote in minutes.votes]
    yield from sorted(spoken, key=lambda thing: min((start for start, _ in thing.places), default=len(minutes.text)))


def _meeting(minutes: Minutes) -> Thing:
    meeting = minutes.meeting
    names = ("title", "body", "session", "date", "days", "start", "end", "location", "chair", "recorder")
    return _grounded("meeting", "m", meeting.title or "—", meeting, _rows(meeting, *names))


def _attendee(attendee: Attendee) -> Thing:
    names = ("name", "organization", "title", "role", "category", "attendance", "proxy", "person")
    rows = _rows(attendee, *names, coded=("category", "attendance"))
    heading = attendee.name or attendee.organization or "—"
    return _grounded("attendee", attendee.id, heading, attendee, rows)


def _item(item: Item) -> Thing:
    names = ("title", "kind", "number", "label", "heading_path", "proposer", "description", "proposal")
    return _grounded("item", item.id, item.title or "—", item, _rows(item, *names, coded=("kind",)))


def _speech(speech: Speech) -> Thing:
    rows = [*_rows(speech, "speaker", "text")]
    if speech.speaker.attendee_id:
        rows.insert(1, Row("attendee_id", speech.speaker.attendee_id))
    return _grounded("speech", speech.id, _person(speech.speaker), speech, rows, speech.item_id)


def _ruling(ruling: Ruling) -> Thing:
    rows = [*_rows(ruling, "label", "outcome", "outcome_basis", "text", "refers_to", coded=("outcome",))]
    for told in ruling.instructions:
        shown = "；".join(filter(None, (told.assignee, told.deadline, told.deadline_date, told.text)))
        rows.append(Row("instruction", shown, _places(told.spans)))
    made = _grounded("ruling", ruling.id, ruling.label or "—", ruling, rows, ruling.item_id)
    inside = tuple(place for told in ruling.instructions for place in _places(told.spans))
    return replace(made, places=(*made.places, *inside))


def _follow_up(row: FollowUp) -> Thing:
    names = ("number", "meeting_date", "directive", "progress", "assignee", "status", "status_text", "ruled_status")
    rows = _rows(row, *names, "ruling_id", coded=("status", "ruled_status"))
    return _grounded("followup", row.id, row.directive, row, rows, row.item_id)


def _vote(vote: Vote) -> Thing:
    names = ("present", "in_favour", "against", "abstained", "unanimous", "ruling_id", "text")
    return _grounded("vote", vote.id, vote.text, vote, _rows(vote, *names), vote.item_id)


_GRADES = ("error", "warning", "failed", "info", "passed")


def _findings(minutes: Minutes, notes: Iterable[Note]) -> list[Thing]:
    """Diagnostics, checks and notes about privacy, the gravest first; a check that passed marks nothing."""
    made: list[Thing] = []
    for number, found in enumerate(minutes.diagnostics, start=1):
        made.append(_finding("diagnostic", f"d{number}", found))
    for number, check in enumerate(minutes.checks, start=1):
        grade = "passed" if check.passed else "failed"
        rows = (
            Row("meaning", check.code, coded="code"),
            Row("passed", grade, coded="value"),
            Row("stated", check.stated),
            Row("found", check.found),
        )
        places = () if check.passed else _places(check.spans)
        made.append(Thing("check", f"c{number}", check.code, rows, places, grade=grade))
    for number, note in enumerate(notes, start=1):
        made.append(_finding("privacy", f"p{number}", note))
    return sorted(made, key=lambda thing: _GRADES.index(thing.grade or "info"))


def _finding(kind: Literal["diagnostic", "privacy"], ident: str, found: Diagnostic | Note) -> Thing:
    rows = [Row("meaning", found.code, coded="code"), Row("severity", found.severity, coded="value")]
    if found.message:
        rows.append(Row("message", found.message))
    if found.page is not None:
        rows.append(Row("page", str(found.page)))
    places = () if found.start is None or found.end is None else ((found.start, found.end),)
    box = found.box if isinstance(found, Note) else None
    return Thing(kind, ident, found.code, tuple(rows), places, None, found.severity, found.page, box)
