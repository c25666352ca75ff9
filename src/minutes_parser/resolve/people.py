"""One person under many spellings: speakers tied to attendees, attendees listed twice tied to each other.

Never guesses between two candidates: no link, and a finding.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Finding
from ..model import Attendee, Meeting, Person, Speech
from .names import folded, may_be_one, same_office, surname_of

__all__ = ["chaired", "grouped", "linked"]


def _agree(a: str | None, b: str | None) -> bool:
    """Whether two statements of a unit do not contradict: one is missing, or one contains the other."""
    return a is None or b is None or a in b or b in a


def grouped(attendees: Sequence[Attendee]) -> tuple[Attendee, ...]:
    """Attendees with the id of the person that they are; two entries are one person if their names are the same,
    written out or masked alike, and neither unit nor post contradicts."""
    spelled: dict[str, list[Attendee]] = {}
    as_long: dict[int, list[Attendee]] = {}
    made: list[Attendee] = []
    for attendee in attendees:
        name = folded(attendee.name or "")
        alike = as_long.get(len(name), []) if "○" in name else spelled.get(name, [])
        same = [f for f in alike if _one_person(f, attendee)]
        person = same[0].id if len(same) == 1 else attendee.id
        if len(same) != 1:
            spelled.setdefault(name, []).append(attendee)
            as_long.setdefault(len(name), []).append(attendee)
        made.append(attendee.model_copy(update={"person": "p" + person[1:]}))
    return tuple(made)


def _one_person(a: Attendee, b: Attendee) -> bool:
    """Whether an entry and a later one are one person; a masked name is whoever alone fits it before it."""
    if a.name is None or b.name is None or len(a.name) < 2:
        return False
    return (
        may_be_one(a.name, b.name)
        and ("○" not in a.name or a.name == b.name)
        and _agree(a.organization, b.organization)
    )


def linked(speeches: Sequence[Speech], attendees: Sequence[Attendee]) -> tuple[tuple[Speech, ...], tuple[Finding, ...]]:
    """Speeches with `speaker.attendee_id` where exactly one person fits."""
    made: list[Speech] = []
    findings: list[Finding] = []
    for speech in speeches:
        fitting = candidates(speech.speaker, attendees)
        people = {a.person for a in fitting}
        if len(people) == 1:
            speaker = speech.speaker.model_copy(update={"attendee_id": fitting[0].id})
            speech = speech.model_copy(update={"speaker": speaker})
        elif len(people) > 1:
            at = speech.spans.get("speaker", ())
            who = speech.speaker.name or speech.speaker.title or speech.speaker.organization or ""
            findings.append(Finding("ambiguous-person", who, at[0].start if at else None, at[-1].end if at else None))
        made.append(speech)
    return tuple(made), tuple(findings)


def chaired(meeting: Meeting, speeches: Sequence[Speech]) -> Meeting:
    """The meeting with its chair from a transcript that names one before the words (主席　王○明：), if no list does."""
    named = {s.speaker.name: s for s in speeches if s.speaker.title == "主席" and s.speaker.name}
    if meeting.chair is not None or len(named) != 1:
        return meeting
    speech = next(iter(named.values()))
    chair = Person(name=speech.speaker.name, attendee_id=speech.speaker.attendee_id)
    spans = {**meeting.spans, "chair": speech.spans.get("speaker", ())}
    return meeting.model_copy(update={"chair": chair, "spans": spans})


_ORDER = {"member": 0, "observer": 1, "chair": 2, "recorder": 3}


def candidates(speaker: Person, attendees: Sequence[Attendee]) -> list[Attendee]:
    """Attendees that the speaker can be, the likeliest entry of each person first."""
    if speaker.name is None:
        found = _by_office(speaker, attendees)
    else:
        named = [a for a in attendees if a.name is not None]
        found = [a for a in named if a.name and speaker.name and may_be_one(a.name, speaker.name)]
        if not found:
            found = [a for a in named if a.name and surname_of(a.name, speaker.name) and _fits_post(speaker, a)]
        if len({a.person for a in found}) > 1:
            closer = [a for a in found if _fits_post(speaker, a) and _agree(speaker.organization, a.organization)]
            found = closer or found
    return sorted(found, key=lambda a: _ORDER[a.category])


def _fits_post(speaker: Person, attendee: Attendee) -> bool:
    if speaker.title is None and speaker.role is None:
        return True
    return same_office(speaker.title or speaker.role, attendee.title, attendee.role)


def _by_office(speaker: Person, attendees: Sequence[Attendee]) -> list[Attendee]:
    """主席 is the chair, or who stood in for the chair; an office or a unit is whoever alone has it."""
    if speaker.title == "主席":
        chairs = [a for a in attendees if a.category == "chair"]
        if len(chairs) == 1 and chairs[0].proxy is not None and chairs[0].proxy.name:
            name = chairs[0].proxy.name
            return [a for a in attendees if a.name is not None and may_be_one(a.name, name)]
        return chairs
    if speaker.title is not None:
        return [
            a
            for a in attendees
            if a.name and same_office(speaker.title, a.title, a.role) and _agree(speaker.organization, a.organization)
        ]
    unit = speaker.organization
    return [a for a in attendees if unit is not None and a.organization == unit]
