"""The head of an Akoma Ntoso document: what it is, who and what it mentions, and where each part stands."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from lxml import etree

from minutes_parser.model import Attendee, Grounded, Minutes, Person

__all__ = ["AKN", "MP", "References", "clean", "element", "identification", "iso_date", "iso_time"]

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MP = "urn:x-minutes-parser:1"
"""Namespace of what Akoma Ntoso has no word for; it stands in `otherAnalysis` alone."""

# the stubs know of no default namespace, lxml does
_NAMESPACES = cast("Mapping[str, str]", {None: AKN, "mp": MP})

UNKNOWN_DATE = "0001-01-01"
"""`FRBRdate/@date` is required; with `name="unknown"` this stands for a date that the document does not state."""

# what XML 1.0 forbids in text (production 2, Char): example "\x0c", a form feed
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Kind = Literal["person", "organization", "role", "concept"]
_ELEMENT: dict[Kind, str] = {
    "person": "TLCPerson",
    "organization": "TLCOrganization",
    "role": "TLCRole",
    "concept": "TLCConcept",
}


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def element(
    parent: etree._Element | None, tag: str, text: str | None = None, /, **attributes: str | None
) -> etree._Element:
    """A new element (under `parent`, if there is one); attributes that are None are left out, `as_` is `as`."""
    name = f"{{{AKN}}}{tag}"
    made = etree.Element(name, nsmap=_NAMESPACES) if parent is None else etree.SubElement(parent, name)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_"), clean(value))
    if text is not None:
        made.text = clean(text)
    return made


def iso_date(text: str | None) -> str | None:
    """The date if it is one that a schema accepts, else None."""
    try:
        return datetime.date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def iso_time(text: str | None) -> str | None:
    """The date and time, with seconds as xsd:dateTime wants them; None if it is none."""
    try:
        return datetime.datetime.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


@dataclass(slots=True)
class References:
    """Collects, while the body is written, who and what is referred to and the places of each part."""

    _ids: dict[tuple[Kind, str], str] = field(default_factory=dict)
    _shown: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    _counts: Counter[Kind] = field(default_factory=Counter)
    parts: list[tuple[str, str, Grounded]] = field(default_factory=list)
    """eId of a part of the document, id of the thing in the record, and the thing with its places."""

    def to(self, kind: Kind, key: str, shown: str | None = None) -> str:
        """`#eId` of the person, organization, role or concept with that key; made at the first mention."""
        if (kind, key) not in self._ids:
            self._counts[kind] += 1
            eid = f"{kind}-{self._counts[kind]}"
            self._ids[kind, key] = eid
            self._shown[eid] = (kind, shown if shown is not None else key)
        return "#" + self._ids[kind, key]

    def attendee(self, attendee: Attendee) -> str:
        """The person, or for a delegation the organization."""
        if attendee.name is None:
            return self.to("organization", attendee.organization or "?")
        return self.to("person", f"attendee {attendee.person or attendee.id}", attendee.name)

    def speaker(self, person: Person, attendees: dict[str, Attendee]) -> str:
        """Whose words they are: the attendee, else the name, the organization, else a person unknown."""
        attendee = attendees.get(person.attendee_id or "")
        if attendee is not None:
            return self.attendee(attendee)
        if person.name is not None:
            return self.to("person", f"name {person.name}", person.name)
        if person.organization is not None:
            return self.to("organization", person.organization)
        return self.to("person", "unknown", "未具名")

    def part(self, eid: str, record: str, thing: Grounded) -> None:
        """Keep which thing of the record the part is, and with it where that rests in the source's text."""
        self.parts.append((eid, record, thing))

    def write(self, parent: etree._Element) -> None:
        """The `references` element."""
        made = element(parent, "references", source="#minutes-parser")
        for eid, (kind, shown) in self._shown.items():
            element(made, _ELEMENT[kind], eId=eid, href=f"/akn/ontology/{kind}/tw/{eid}", showAs=shown)
        element(
            made,
            "TLCOrganization",
            eId="minutes-parser",
            href="/akn/ontology/organization/tw/minutes-parser",
            showAs="minutes_parser",
        )


def identification(parent: etree._Element, minutes: Minutes, author: str) -> None:
    """The FRBR part: work, expression (zho) and manifestation, named by the date and the bytes' SHA-256."""
    date = iso_date(minutes.meeting.date)
    path = f"/akn/tw/debate/minutes/{date or 'unknown'}/{minutes.source.key}"
    made = element(parent, "identification", source="#minutes-parser")
    levels = (("FRBRWork", path, "!main"), ("FRBRExpression", f"{path}/zho@", "!main"))
    for level, uri, this in (*levels, ("FRBRManifestation", f"{path}/zho@.xml", "")):
        part = element(made, level)
        element(part, "FRBRthis", value=f"{uri}/{this}" if this else f"{path}/zho@/!main.xml")
        element(part, "FRBRuri", value=uri)
        element(part, "FRBRdate", date=date or UNKNOWN_DATE, name="meeting" if date else "unknown")
        element(part, "FRBRauthor", href="#minutes-parser" if level == "FRBRManifestation" else author)
        if level == "FRBRWork":
            element(part, "FRBRcountry", value="tw")
        elif level == "FRBRExpression":
            element(part, "FRBRlanguage", language="zho")
