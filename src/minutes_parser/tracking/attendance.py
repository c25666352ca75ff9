"""The people of one record: each once, with how they attended and how often they spoke."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model import Attendance, Attendee, Minutes, Person
from ..privacy.masks import could_be

__all__ = ["Present", "people_of"]

_RANK: dict[Attendance, int] = {"present": 3, "proxy": 2, "absent": 1, "unknown": 0}


@dataclass(slots=True)
class Present:
    """One person in one record. Local to one count."""

    names: set[str] = field(default_factory=set)
    organizations: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    attendance: Attendance | None = None
    """None for who is in no list of attendees: only spoke, or stood in."""
    chaired: bool = False
    stood_in: int = 0
    speeches: int = 0

    def take(self, organization: str | None, title: str | None, role: str | None) -> None:
        for known, value in ((self.organizations, organization), (self.titles, title), (self.roles, role)):
            if value:
                known.add(value)


def people_of(minutes: Minutes) -> list[Present]:
    """Everybody who is named in a record, each once.

    Attendees that the record says are one person (`person`) are one; without that, those of one name are, unless
    two organizations tell them apart. Who is listed twice counts once, with the best of present, proxy, absent.
    A speaker or a stand-in who is no attendee is the listed person of that very name, if there is just one.
    """
    found: dict[str, Present] = {}
    of_attendee: dict[str, Present] = {}
    for attendee in minutes.attendees:
        if attendee.name:
            person = found.setdefault(_key(attendee, minutes.attendees), Present())
            of_attendee[attendee.id] = person
            _list(person, attendee)
    for attendee in minutes.attendees:
        if attendee.proxy and attendee.proxy.name:
            _named(attendee.proxy, found, of_attendee).stood_in += 1
    for speech in minutes.speeches:
        if speech.speaker.attendee_id in of_attendee:
            _speaks(of_attendee[speech.speaker.attendee_id or ""], speech.speaker.name)
        elif speech.speaker.name and len(speech.speaker.name) > 1:  # a surname alone names nobody
            _named(speech.speaker, found, of_attendee).speeches += 1
    return list(found.values())


def _key(attendee: Attendee, everybody: Iterable[Attendee]) -> str:
    if attendee.person:
        return f"person {attendee.person}"
    organizations = {other.organization for other in everybody if other.name == attendee.name and other.organization}
    return f"name {attendee.name} {attendee.organization or ''}" if len(organizations) > 1 else f"name {attendee.name}"


def _list(person: Present, attendee: Attendee) -> None:
    person.names.add(attendee.name or "")
    person.take(attendee.organization, attendee.title, attendee.role)
    person.chaired = person.chaired or attendee.category == "chair"
    if person.attendance is None or _RANK[attendee.attendance] > _RANK[person.attendance]:
        person.attendance = attendee.attendance


def _speaks(person: Present, name: str | None) -> None:
    """One speech; a masked attendee's name may be written out at it."""
    person.speeches += 1
    if name and any(could_be(known, name) for known in person.names):
        person.names.add(name)


def _named(who: Person, found: dict[str, Present], of_attendee: dict[str, Present]) -> Present:
    if who.attendee_id in of_attendee:
        person = of_attendee[who.attendee_id or ""]
    else:
        listed = [person for person in found.values() if who.name in person.names]
        person = listed[0] if len(listed) == 1 else found.setdefault(f"unlisted {who.name}", Present())
    person.names.add(who.name or "")
    person.take(who.organization, who.title, who.role)
    return person
