"""Popolo: meetings and agenda items as events, people and bodies, memberships, speeches, motions, votes.

Ids begin with the document's, so that collections of many documents can be joined; people are not joined over
documents. Popolo's terms: https://www.popoloproject.com/specs/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from minutes_parser.model import Attendee, FollowUp, Item, Minutes, Person, Ruling, Vote

from .popolo_model import (
    Attending,
    Count,
    Event,
    Identifier,
    Membership,
    Motion,
    Organization,
    PersonRecord,
    Popolo,
    Source,
    Speech,
    VoteEvent,
)
from .tables import with_ids

__all__ = ["CANNOT_CARRY", "collect", "render"]

CANNOT_CARRY = (
    "the text as a whole, the places of values in it, furniture and unassigned text",
    "the outline beyond the headings around an item (in extras)",
    "diagnostics, checks and coverage",
    "follow-ups as such: they are motions of classification 'follow-up' with progress and status in extras",
    "whether a speaker of an office alone (主席) is a certain person, where the record does not say",
)
"""What Popolo leaves out of a record."""

_RESULTS = {"approved": "pass", "approved_with_changes": "pass", "rejected": "fail"}
_OPTIONS = {"in_favour": "yes", "against": "no", "abstained": "abstain"}
# 2024-03-14 or 2024-03-14T14:00:00+08:00
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?[+-][0-9]{2}:[0-9]{2})?")


def render(records: Iterable[Minutes]) -> bytes:
    """The records as one Popolo collection: JSON, UTF-8, keys that hold nothing left out.

    >>> from minutes_parser import parse_text
    >>> b'"classification": "meeting"' in render([parse_text("會議紀錄")])
    True
    """
    return collect(records).model_dump_json(indent=1, exclude_defaults=True).encode() + b"\n"


def collect(records: Iterable[Minutes]) -> Popolo:
    """The records as one collection, checked: see `popolo_model`. It holds all records in memory."""
    made: dict[str, list[object]] = {name: [] for name in Popolo.model_fields}
    for key, minutes in with_ids(records):
        attendees = {attendee.id: attendee for attendee in minutes.attendees}
        items = frozenset(item.id for item in minutes.items)
        for name, things in _Collector(key, minutes, attendees, items).collection().items():
            made[name].extend(things)
    return Popolo.model_validate({name: tuple(things) for name, things in made.items()})


def _date(text: str | None) -> str | None:
    return text if text and _DATE.fullmatch(text) else None


@dataclass(slots=True)
class _Collector:
    """One document on its way to Popolo; persons and organizations appear as they are referred to."""

    key: str
    minutes: Minutes
    attendees: dict[str, Attendee]
    items: frozenset[str]
    persons: dict[str, PersonRecord] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    memberships: dict[tuple[str, str, str | None, str | None], Membership] = field(default_factory=dict)

    def collection(self) -> dict[str, list[object]]:
        body = self.minutes.meeting.body
        held_by = self.organization(body) if body else None
        meeting = self.meeting(held_by)
        rulings = {ruling.id: ruling for ruling in self.minutes.rulings}
        made: dict[str, list[object]] = {
            "events": [meeting, *(self.item(item, meeting.id, held_by) for item in self.minutes.items)],
            "speeches": list(self.speeches()),
            "motions": [
                *(self.ruling(ruling, held_by) for ruling in self.minutes.rulings),
                *(self.follow_up(row, held_by) for row in self.minutes.follow_ups),
            ],
            "vote_events": [self.vote(vote, rulings.get(vote.ruling_id or ""), held_by) for vote in self.minutes.votes],
        }
        made["persons"] = list(self.persons.values())
        made["organizations"] = list(self.organizations.values())
        made["memberships"] = list(self.memberships.values())
        return made

    def organization(self, name: str) -> str:
        if name not in self.organizations:
            made = Organization(id=f"{self.key}/organization-{len(self.organizations) + 1}", name=name)
            self.organizations[name] = made
        return self.organizations[name].id

    def person(self, key: str, name: str) -> str:
        if key not in self.persons:
            self.persons[key] = PersonRecord(id=f"{self.key}/person-{len(self.persons) + 1}", name=name)
        return self.persons[key].id

    def attendee(self, attendee: Attendee) -> str | None:
        """Id of the person, None for a delegation."""
        if not attendee.name:
            return None
        return self.person(f"attendee {attendee.person or attendee.id}", attendee.name)

    def speaker(self, person: Person) -> str | None:
        attendee = self.attendees.get(person.attendee_id or "")
        if attendee is not None:
            return self.attendee(attendee)
        return self.person(f"name {person.name}", person.name) if person.name else None

    def meeting(self, held_by: str | None) -> Event:
        minutes, meeting = self.minutes, self.minutes.meeting
        attendance = [self.attendance(attendee, held_by) for attendee in minutes.attendees]
        there = {
            made: attendee.name
            for attendee in minutes.attendees
            if attendee.attendance == "present" and attendee.name and (made := self.attendee(attendee))
        }
        identifiers = (Identifier(identifier=meeting.session, scheme="session"),) if meeting.session else ()
        return Event(
            id=f"{self.key}/meeting",
            name=meeting.title,
            classification="meeting",
            start_date=_date(meeting.start) or _date(meeting.date),
            end_date=_date(meeting.end),
            location=meeting.location,
            organization_id=held_by,
            identifiers=identifiers,
            attendees=tuple(Attending(id=made, name=name) for made, name in there.items()),
            sources=(Source(url=f"urn:sha256:{minutes.source.sha256}", note=minutes.source.name),),
            extras=_filled(attendance=attendance, days=list(meeting.days)),
        )

    def attendance(self, attendee: Attendee, held_by: str | None) -> dict[str, object]:
        """What the list says of one attendee; a person becomes a member of the body, and of their own unit."""
        person = self.attendee(attendee)
        unit = self.organization(attendee.organization) if attendee.organization else None
        proxy = self.speaker(attendee.proxy) if attendee.proxy else None
        if person and unit:
            self.member(person, unit, attendee.title)
        if person and held_by:
            self.member(person, held_by, attendee.role or attendee.category)
        if proxy and held_by:
            self.member(proxy, held_by, "proxy", on_behalf_of=person)
        return _filled(
            person_id=person,
            organization_id=unit,
            title=attendee.title,
            role=attendee.role,
            category=attendee.category,
            attendance=attendee.attendance,
            proxy_person_id=proxy,
        )

    def member(self, person: str, organization: str, role: str | None, on_behalf_of: str | None = None) -> None:
        said = (person, organization, role, on_behalf_of)
        if said not in self.memberships:
            self.memberships[said] = Membership(
                id=f"{self.key}/membership-{len(self.memberships) + 1}",
                person_id=person,
                organization_id=organization,
                role=role,
                on_behalf_of_id=on_behalf_of,
            )

    def item(self, item: Item, meeting: str, held_by: str | None) -> Event:
        return Event(
            id=f"{self.key}/{item.id}",
            name=item.title,
            description=item.description,
            classification="agenda item",
            organization_id=held_by,
            parent_id=meeting,
            extras=_filled(
                kind=item.kind,
                number=item.number,
                label=item.label,
                heading_path=list(item.heading_path),
                proposer=item.proposer,
                proposal=item.proposal,
            ),
        )

    def speeches(self) -> Iterator[Speech]:
        for position, speech in enumerate(self.minutes.speeches):
            who = speech.speaker
            shown = " ".join(filter(None, (who.organization, who.name, who.title)))
            yield Speech(
                id=f"{self.key}/{speech.id}",
                creator_id=self.speaker(who),
                role=who.role or who.title,
                attribution_text=shown or None,
                text=speech.text,
                type="speech",
                position=position,
                event_id=self.within(speech.item_id),
            )

    def ruling(self, ruling: Ruling, held_by: str | None) -> Motion:
        return Motion(
            id=f"{self.key}/{ruling.id}",
            organization_id=held_by,
            text=ruling.text,
            classification=ruling.label or "ruling",
            date=_date(self.minutes.meeting.date),
            result=ruling.outcome,
            extras=_filled(
                event_id=self.within(ruling.item_id),
                outcome_basis=ruling.outcome_basis,
                instructions=[told.model_dump(exclude={"spans"}, exclude_none=True) for told in ruling.instructions],
                refers_to=f"{self.key}/{ruling.refers_to}" if ruling.refers_to else None,
            ),
        )

    def within(self, item_id: str | None) -> str:
        """Id of the item's event, or of the meeting's."""
        return f"{self.key}/{item_id if item_id in self.items else 'meeting'}"

    def follow_up(self, row: FollowUp, held_by: str | None) -> Motion:
        return Motion(
            id=f"{self.key}/{row.id}",
            organization_id=held_by,
            text=row.directive,
            classification="follow-up",
            date=_date(row.meeting_date),
            result=row.ruled_status or row.status,
            extras=_filled(
                event_id=self.within(row.item_id),
                number=row.number,
                progress=row.progress,
                assignee=row.assignee,
                status=row.status,
                status_text=row.status_text,
                ruling_id=f"{self.key}/{row.ruling_id}" if row.ruling_id else None,
            ),
        )

    def vote(self, vote: Vote, ruling: Ruling | None, held_by: str | None) -> VoteEvent:
        counts = [(option, getattr(vote, name)) for name, option in _OPTIONS.items()]
        return VoteEvent.model_validate(
            {
                "id": f"{self.key}/{vote.id}",
                "organization_id": held_by,
                "motion_id": f"{self.key}/{ruling.id}" if ruling else None,
                "start_date": _date(self.minutes.meeting.date),
                "result": _RESULTS.get(ruling.outcome) if ruling else None,
                "counts": [Count(option=option, value=value) for option, value in counts if value is not None],
                "extras": _filled(
                    event_id=self.within(vote.item_id), present=vote.present, unanimous=vote.unanimous, text=vote.text
                ),
            }
        )


def _filled(**values: object) -> dict[str, object]:
    """The values that say something."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
