"""What is found: one passage a speech, ruling, follow-up, item description, and stretch of section text left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from dataclasses import fields as dataclass_fields
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ..model import Attendee, FollowUp, Grounded, Item, Minutes, Person, Ruling, Speech, TextSpan
from .body_kinds import body_kind
from .leftover import leftover

__all__ = ["PASSAGES_VERSION", "About", "Passage", "PassageKind", "about", "passages"]

PASSAGES_VERSION = "1"
"""Changes when other passages are made of the same record: an archive then takes the record anew."""

PassageKind = Literal["speech", "ruling", "follow_up", "item", "section"]

_LETTERS: dict[PassageKind, str] = {"speech": "s", "ruling": "r", "follow_up": "f", "item": "i", "section": "t"}
_STATUS = {"tracked": "open", "untracked": "closed"}


class Passage(BaseModel):
    """One passage. Every key is always there; unknown is null. Text is as in the document, never folded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="Id of the document, -, letter of the kind and number: 3f9a0c1d2e4b5a67-r3.")
    document_id: str = Field(description="First 16 hexadecimal digits of the SHA-256 of the document's bytes.")
    source: str | None = Field(description="Name of the file.")
    title: str | None = Field(description="Title of the minutes.")
    body: str | None
    body_kind: str | None = Field(description="Coarse kind by words of the name: council, planning, university, …")
    session: str | None
    date: str | None = Field(description="ISO date of the meeting.")
    date_roc: str | None = Field(description="The same in years of the Republic: 113-03-14.")
    item_id: str | None = Field(description="Id of the agenda item in the record.")
    item_kind: str | None
    item_number: int | None
    item_title: str | None
    heading_path: tuple[str, ...] = Field(description="Headings around it, the outermost first.")
    kind: PassageKind
    element_id: str | None = Field(description="Id in the record: s1, r1, f1, i1; null for section text.")
    label: str | None = Field(description="主席裁示, 決議; the number of a follow-up or item as printed.")
    speaker: str | None = Field(description="Organization, name and title as written, one after the other.")
    speaker_name: str | None
    speaker_organization: str | None
    speaker_title: str | None
    person_id: str | None = Field(description="The attendee that the speaker resolves to.")
    person_name: str | None
    person_organization: str | None
    person_title: str | None
    person_role: str | None
    outcome: str | None = Field(description="Of a ruling.")
    status: str | None = Field(
        description="Of a follow-up, as a later ruling left it; of a ruling, open or closed where it says so."
    )
    assignee: str | None = Field(description="Who has to act; several are joined by 、.")
    page: int | None
    start: int = Field(description="Where it begins in the text of the record.")
    end: int = Field(description="Where it ends; running headers may stand between.")
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What all passages of a document share; the names are those of `Passage`."""

    document_id: str
    source: str | None
    title: str | None
    body: str | None
    body_kind: str | None
    session: str | None
    date: str | None
    date_roc: str | None


def about(minutes: Minutes) -> About:
    """What all passages of a record share. The same bytes have the same id."""
    meeting = minutes.meeting
    return About(
        minutes.source.key,
        minutes.source.name,
        meeting.title,
        meeting.body,
        body_kind(meeting.body),
        meeting.session,
        meeting.date,
        _roc(meeting.date),
    )


def passages(minutes: Minutes) -> Iterator[Passage]:
    """The passages of a record, by kind and in the order of the text; ids are the same each time."""
    maker = _Maker(minutes)
    yield from (maker.item(item) for item in minutes.items)
    yield from (maker.speech(speech) for speech in minutes.speeches)
    yield from (maker.ruling(ruling) for ruling in minutes.rulings)
    yield from (maker.follow_up(follow_up) for follow_up in minutes.follow_ups)
    yield from (maker.section(*piece) for piece in leftover(minutes))


class _Maker:
    """Makes passages of one record: what they share, and counters for their ids."""

    def __init__(self, minutes: Minutes) -> None:
        self._about = asdict(about(minutes)) | dict.fromkeys(_OWN)
        self._items = {item.id: item for item in minutes.items}
        self._attendees = {attendee.id: attendee for attendee in minutes.attendees}
        self._seen: dict[PassageKind, int] = {}

    def item(self, item: Item) -> Passage:
        described = "\n".join(text for text in (item.description, item.proposal) if text)
        names = ("description", "proposal") if described else ("title",)
        return self._made("item", item, item, names, element_id=item.id, label=item.label, text=described or item.title)

    def speech(self, speech: Speech) -> Passage:
        own = _speaker(speech.speaker) | self._person(speech.speaker)
        return self._made(
            "speech", speech, self._item(speech), ("text",), element_id=speech.id, text=speech.text, **own
        )

    def ruling(self, ruling: Ruling) -> Passage:
        assignees = dict.fromkeys(told.assignee for told in ruling.instructions if told.assignee)
        return self._made(
            "ruling",
            ruling,
            self._item(ruling),
            ("text",),
            element_id=ruling.id,
            label=ruling.label,
            outcome=ruling.outcome,
            status=_STATUS.get(ruling.outcome),
            assignee="、".join(assignees) or None,
            text=ruling.text,
        )

    def follow_up(self, follow_up: FollowUp) -> Passage:
        ruled = follow_up.ruled_status
        return self._made(
            "follow_up",
            follow_up,
            self._item(follow_up),
            ("directive", "progress"),
            element_id=follow_up.id,
            label=follow_up.number,
            status=ruled if ruled and ruled != "unknown" else follow_up.status,
            assignee=follow_up.assignee,
            text="\n".join(text for text in (follow_up.directive, follow_up.progress) if text),
        )

    def section(self, headings: tuple[str, ...], span: TextSpan, text: str) -> Passage:
        fields: dict[str, object] = {
            "heading_path": headings,
            "page": span.page,
            "start": span.start,
            "end": span.end,
            "text": text,
        }
        return self._passage("section", fields)

    def _item(self, thing: Speech | Ruling | FollowUp) -> Item | None:
        return self._items.get(thing.item_id) if thing.item_id else None

    def _person(self, speaker: Person) -> dict[str, str | None]:
        person = self._attendees.get(speaker.attendee_id) if speaker.attendee_id else None
        return {} if person is None else _resolved(person)

    def _made(
        self, kind: PassageKind, thing: Grounded, item: Item | None, names: tuple[str, ...], **own: object
    ) -> Passage:
        spans = [span for name in names for span in thing.spans.get(name, ())]
        spans = spans or [span for spans in thing.spans.values() for span in spans]
        fields: dict[str, object] = {
            "heading_path": item.heading_path if item else (),
            "page": thing.page if thing.page is not None else next((s.page for s in spans), None),
            "start": min((span.start for span in spans), default=0),
            "end": max((span.end for span in spans), default=0),
            **own,
        }
        if item:
            about = {"item_id": item.id, "item_kind": item.kind, "item_number": item.number, "item_title": item.title}
            fields |= about
        return self._passage(kind, fields)

    def _passage(self, kind: PassageKind, fields: dict[str, object]) -> Passage:
        self._seen[kind] = self._seen.get(kind, 0) + 1
        key = f"{self._about['document_id']}-{_LETTERS[kind]}{self._seen[kind]}"
        return Passage.model_validate({**self._about, "id": key, "kind": kind, **fields})


_SHARED = {"id", "kind", *(field.name for field in dataclass_fields(About))}
_OWN = [name for name in Passage.model_fields if name not in _SHARED]


def _speaker(speaker: Person) -> dict[str, str | None]:
    written = [part for part in (speaker.organization, speaker.name, speaker.title or speaker.role) if part]
    return {
        "speaker": " ".join(written) or None,
        "speaker_name": speaker.name,
        "speaker_organization": speaker.organization,
        "speaker_title": speaker.title or speaker.role,
    }


def _resolved(person: Attendee) -> dict[str, str | None]:
    return {
        "person_id": person.person or person.id,
        "person_name": person.name,
        "person_organization": person.organization,
        "person_title": person.title,
        "person_role": person.role,
    }


def _roc(date: str | None) -> str | None:
    """113-03-14 for 2024-03-14; None before the Republic.

    >>> _roc("2024-03-14")
    '113-03-14'
    """
    if date is None or not date[:4].isdigit() or int(date[:4]) < 1912:
        return None
    return f"{int(date[:4]) - 1911}{date[4:]}"
