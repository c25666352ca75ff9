"""Names that a document masks in one place (林○珍) and writes out in another (林美珍委員).

A written-out name counts where the record says that it is a person's, and in running text only beside a title or
standing alone between separators. It is passed over where something says that it is another person: both are
in one list, or their organizations differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..lexicon import load
from ..model import Attendee, Grounded, Minutes, Person, TextSpan
from .findings import PrivacyFinding
from .masks import MASKS, could_be, is_masked, may_be_one, pattern

__all__ = ["find_written_out"]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name in the record, where it stands, and what is said of the person."""

    name: str
    spans: tuple[TextSpan, ...]
    organization: str | None
    title: str | None
    person: str | None
    """Id that the record gives to one person under several spellings."""
    listed: str | None
    """The category of the list of attendees that it stands in."""


def find_written_out(minutes: Minutes) -> tuple[PrivacyFinding, ...]:
    """The places where a name is written out that is masked elsewhere in the same document."""
    mentions = list(_mentions(minutes))
    masked = [each for each in mentions if is_masked(each.name)]
    if not masked:
        return ()
    found: dict[int, PrivacyFinding] = {}
    written = {each for each in mentions if not is_masked(each.name) and len(each.name) >= 2}
    for hidden in masked:
        for name in written:
            if could_be(hidden.name, name.name) and not _another(hidden, name):
                for finding in _places(minutes, hidden, name):
                    found.setdefault(finding.start or 0, finding)
        others = {name.name for name in written if could_be(hidden.name, name.name) and _another(hidden, name)}
        for finding in _in_text(minutes.text, hidden, others):
            found.setdefault(finding.start or 0, finding)
    return tuple(found[start] for start in sorted(found))


def _mentions(minutes: Minutes) -> Iterator[_Mention]:
    known = {attendee.id: attendee.person or attendee.id for attendee in minutes.attendees}
    for attendee in minutes.attendees:
        if attendee.name:
            yield _of_attendee(attendee, attendee.spans.get("name", ()))
        if attendee.proxy and attendee.proxy.name:
            yield _of_person(attendee.proxy, _inside(attendee, ("proxy",)), known)
    for speech in minutes.speeches:
        if speech.speaker.name:
            yield _of_person(speech.speaker, _inside(speech, ("speaker", "name")), known)
    chair = minutes.meeting.chair
    for person in chair if isinstance(chair, tuple) else (chair,) if chair else ():
        if person.name:
            yield _of_person(person, _inside(minutes.meeting, ("chair",)), known)
    for person in minutes.meeting.recorder:
        if person.name:
            yield _of_person(person, _inside(minutes.meeting, ("recorder",)), known)


def _inside(thing: Grounded, names: tuple[str, ...]) -> tuple[TextSpan, ...]:
    """The spans of the fields that hold a person: `speaker`, `speaker.name` and the like."""
    return tuple(span for key, spans in thing.spans.items() if key.split(".")[0] in names for span in spans)


def _of_attendee(attendee: Attendee, spans: tuple[TextSpan, ...]) -> _Mention:
    return _Mention(
        attendee.name or "", spans, attendee.organization, attendee.title or attendee.role, attendee.person or attendee.id,
        attendee.category,
    )  # fmt: skip


def _of_person(person: Person, spans: tuple[TextSpan, ...], known: dict[str, str]) -> _Mention:
    same = known.get(person.attendee_id or "")
    return _Mention(person.name or "", spans, person.organization, person.title or person.role, same, None)


def _another(hidden: _Mention, name: _Mention) -> bool:
    """Whether something says that two mentions are of two people."""
    if hidden.person and hidden.person == name.person:
        return False
    if hidden.listed and hidden.listed == name.listed:
        return True  # one list does not name one person twice
    if hidden.organization and name.organization:
        if not may_be_one(hidden.organization, name.organization):
            return True
    elif _shown(hidden.name) < 2:  # 林○○ is anybody, unless the title agrees
        return not (hidden.title and name.title and hidden.title == name.title)
    return False


def _shown(name: str) -> int:
    return sum(char not in MASKS for char in name)


def _places(minutes: Minutes, hidden: _Mention, name: _Mention) -> Iterator[PrivacyFinding]:
    """Where the name itself stands inside the spans of a mention, the title inside it (林委員美珍) included."""
    for span in name.spans:
        held = minutes.text[span.start : span.end]
        at = held.find(name.name)
        start, end = (span.start + at, span.start + at + len(name.name)) if at >= 0 else (span.start, span.end)
        yield _finding(hidden.name, start, end, minutes.text, span.page)


def _finding(masked: str, start: int, end: int, text: str, page: int | None = None) -> PrivacyFinding:
    message = f"{masked} is masked elsewhere and may be the one written out here"
    return PrivacyFinding("name-written-out", message, start, end, page, value=text[start:end])


def _in_text(text: str, hidden: _Mention, others: set[str]) -> Iterator[PrivacyFinding]:
    """Written-out spellings in running text: beside a title, with one inside, or alone between separators."""
    if _shown(hidden.name) < 2:
        return
    name = pattern(hidden.name).pattern
    titles = "|".join(re.escape(title) for title in _titles())
    surname = re.escape(hidden.name[0])
    given = pattern(hidden.name[1:]).pattern
    alone = r"(?<![^\s、，,：:；;（(])"
    forms = (
        rf"(?P<v>{name})\s?(?:{titles})",
        rf"{alone}(?P<v>{name})(?=[\s、，,；;：:）)（(]|$)",
        rf"(?P<v>{surname}(?:{titles}){given})(?=[\s、，,；;：:）)（(。]|$)",
    )
    for form in forms:
        for found in re.finditer(form, text, re.MULTILINE):
            if found["v"] not in others and not is_masked(found["v"]):
                yield _finding(hidden.name, *found.span("v"), text)


@cache
def _titles() -> tuple[str, ...]:
    """Titles and roles, the longest first."""
    words = load("people")
    heads = {*words["titles"]["heads"], *words["titles"]["honorifics"], *words["roles"]["heads"]}
    return tuple(sorted((head for head in heads if len(head) >= 2), key=lambda head: (-len(head), head)))
