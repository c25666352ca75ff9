"""The Popolo classes that an export of minutes uses, stricter than Popolo's own schemas.

Popolo requires nothing and forbids nothing; here every object has its id, no key is unknown, dates have the form
that Popolo prescribes, and every id that is referred to exists. What Popolo has no word for stands in `extras`.
The specification: https://www.popoloproject.com/specs/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = [
    "Count",
    "Event",
    "Membership",
    "Motion",
    "Organization",
    "PersonRecord",
    "Popolo",
    "Source",
    "Speech",
    "VoteEvent",
]

# Popolo's pattern for dates with reduced precision and times with an offset: 2024, 2024-03-14, 2024-03-14T14:00:00+08:00
PopoloDate = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}((-[0-9]{2}){0,2}|(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?))$"),
]
Extras = dict[str, Any]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Thing(_Strict):
    id: str = Field(min_length=1)


class Source(_Strict):
    """A document that something comes from: Popolo's link."""

    url: str
    note: str | None = None


class Organization(_Thing):
    name: str = Field(min_length=1)
    classification: str | None = None


class PersonRecord(_Thing):
    """Popolo's Person."""

    name: str = Field(min_length=1)


class Membership(_Thing):
    person_id: str
    organization_id: str
    role: str | None = None
    on_behalf_of_id: str | None = None


class Attending(_Thing):
    """A person among an event's attendees, as Popolo embeds them."""

    name: str


class Identifier(_Strict):
    identifier: str
    scheme: str | None = None


class Event(_Thing):
    name: str | None = None
    description: str | None = None
    classification: Literal["meeting", "agenda item"]
    start_date: PopoloDate | None = None
    end_date: PopoloDate | None = None
    location: str | None = None
    organization_id: str | None = None
    parent_id: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    attendees: tuple[Attending, ...] = ()
    sources: tuple[Source, ...] = ()
    extras: Extras = {}


class Speech(_Thing):
    creator_id: str | None = None
    role: str | None = None
    attribution_text: str | None = None
    text: str
    type: Literal["speech"]
    position: int = Field(ge=0)
    event_id: str
    extras: Extras = {}


class Motion(_Thing):
    """A ruling, or an earlier decision whose progress is reported (`classification` tells which)."""

    organization_id: str | None = None
    text: str
    classification: str
    date: PopoloDate | None = None
    result: str | None = None
    extras: Extras = {}


class Count(_Strict):
    option: Literal["yes", "no", "abstain"]
    value: int = Field(ge=0)


class VoteEvent(_Thing):
    organization_id: str | None = None
    motion_id: str | None = None
    start_date: PopoloDate | None = None
    result: Literal["pass", "fail"] | None = None
    counts: tuple[Count, ...] = ()
    extras: Extras = {}


_REFERENCES = {
    "person_id": "persons",
    "creator_id": "persons",
    "organization_id": "organizations",
    "on_behalf_of_id": "persons",
    "event_id": "events",
    "parent_id": "events",
    "motion_id": "motions",
}


class Popolo(_Strict):
    """A collection, as Popolo files are exchanged: one list a class."""

    persons: tuple[PersonRecord, ...] = ()
    organizations: tuple[Organization, ...] = ()
    memberships: tuple[Membership, ...] = ()
    events: tuple[Event, ...] = ()
    speeches: tuple[Speech, ...] = ()
    motions: tuple[Motion, ...] = ()
    vote_events: tuple[VoteEvent, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Popolo:
        """Ids are unique in their list, and whatever is referred to is there."""
        known: dict[str, set[str]] = {}
        for name in type(self).model_fields:
            ids = Counter(thing.id for thing in getattr(self, name))
            twice = [made for made, count in ids.items() if count > 1]
            if twice:
                raise ValueError(f"{name}: the id {twice[0]!r} stands twice")
            known[name] = set(ids)
        for where, target, made in self._references():
            if made not in known[target]:
                raise ValueError(f"{where}: {made!r} is not among the {target}")
        return self

    def _references(self) -> Iterator[tuple[str, str, str]]:
        for name in type(self).model_fields:
            for thing in getattr(self, name):
                for key, target in _REFERENCES.items():
                    made = getattr(thing, key, None)
                    if made is not None:
                        yield f"{name} {thing.id!r} {key}", target, made
                for attending in getattr(thing, "attendees", ()):
                    yield f"{name} {thing.id!r} attendees", "persons", attending.id
