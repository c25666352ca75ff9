"""Akoma Ntoso 3.0: a record as `debate name="minutes"`, valid against the schema of OASIS.

Attendance becomes roll calls, items become sections in the sections of the outline that hold them, with their
speeches and resolutions; follow-ups become tables; votes stand in the analysis, and so does, in a namespace of
its own, what Akoma Ntoso has no word for: outcomes, instructions, and the place of every part in the source.
The standard: https://docs.oasis-open.org/legaldocml/akn-core/v1.0/akn-core-v1.0-part1-vocabulary.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from minutes_parser.model import Attendee, FollowUp, Item, Minutes, Ruling, Speech, Vote

from .akoma_references import AKN, MP, References, clean, element, identification, iso_date, iso_time

__all__ = ["CANNOT_CARRY", "read_texts", "render"]

CANNOT_CARRY = (
    "text that belongs to no item, speech, ruling or follow-up (unassigned text, furniture, annexes)",
    "the outline below and beside the headings that hold items",
    "diagnostics, checks and coverage",
    "characters that XML 1.0 forbids (U+FFFD stands for each)",
    "the kind of attendance beyond a class attribute (present, proxy, absent, unknown)",
)
"""What Akoma Ntoso leaves out of a record."""

_HEADINGS = {"chair": "主席", "member": "出席", "observer": "列席", "recorder": "紀錄"}
_COUNTS = {"in_favour": "同意", "against": "不同意", "abstained": "棄權"}
_COLUMNS = ("number", "meeting_date", "directive", "progress", "assignee", "status_text")
_COLUMN_HEADINGS = ("編號", "會議日期", "決議事項", "執行情形", "主責單位", "列管情形")


def render(minutes: Minutes) -> bytes:
    """The record as an Akoma Ntoso document, UTF-8. Any record gives a valid one.

    >>> from minutes_parser import parse_text
    >>> b'<debate name="minutes">' in render(parse_text("會議紀錄"))
    True
    """
    writer = _Writer(minutes, {attendee.id: attendee for attendee in minutes.attendees}, _by_item(minutes))
    root = element(None, "akomaNtoso")
    debate = element(root, "debate", name="minutes")
    meta = element(debate, "meta")
    _preface(debate, writer)
    body = element(debate, "debateBody")
    _roll_calls(body, writer)
    _sections(body, writer)
    if not len(body):
        element(body, "debateSection", eId=writer.eid("section"), name="minutes")
    author = writer.references.to("organization", minutes.meeting.body) if minutes.meeting.body else "#minutes-parser"
    identification(meta, minutes, author)
    _analysis(meta, writer)
    writer.references.write(meta)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


@dataclass(slots=True)
class _Writer:
    """What the parts of the document share while it is written."""

    minutes: Minutes
    attendees: dict[str, Attendee]
    held: dict[str | None, list[Speech | Ruling | FollowUp]]
    references: References = field(default_factory=References)
    rulings: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def eid(self, kind: str) -> str:
        self._last[kind] = self._last.get(kind, 0) + 1
        return f"{kind}-{self._last[kind]}"


def _by_item(minutes: Minutes) -> dict[str | None, list[Speech | Ruling | FollowUp]]:
    """What belongs to each item, and under None what belongs to none that the record has."""
    known = {item.id for item in minutes.items}
    made: dict[str | None, list[Speech | Ruling | FollowUp]] = {}
    things: tuple[Speech | Ruling | FollowUp, ...] = (*minutes.speeches, *minutes.rulings, *minutes.follow_ups)
    for thing in things:
        made.setdefault(thing.item_id if thing.item_id in known else None, []).append(thing)
    return made


def _paragraphs(parent: etree._Element, text: str) -> None:
    for line in text.split("\n"):
        element(parent, "p", line)


def _preface(debate: etree._Element, writer: _Writer) -> None:
    meeting = writer.minutes.meeting
    made: list[tuple[str, str | None, dict[str, str]]] = [("docTitle", meeting.title, {})]
    if meeting.date and iso_date(meeting.date):
        made.append(("docDate", meeting.date, {"date": iso_date(meeting.date) or ""}))
    for time, kind in ((meeting.start, "startEvent"), (meeting.end, "endEvent")):
        made.append(("recordedTime", iso_time(time), {"time": iso_time(time) or "", "type": kind}))
    if meeting.location:
        place = writer.references.to("concept", f"place {meeting.location}", meeting.location)
        made.append(("location", meeting.location, {"refersTo": place}))
    if not any(text for _, text, _ in made):
        return
    paragraph = element(element(debate, "preface"), "p")
    for tag, text, attributes in made:
        if text:
            element(paragraph, tag, text, **attributes).tail = " "


def _roll_calls(body: etree._Element, writer: _Writer) -> None:
    for category, heading in _HEADINGS.items():
        listed = [attendee for attendee in writer.minutes.attendees if attendee.category == category]
        if not listed:
            continue
        call = element(body, "rollCall", eId=writer.eid("rollCall"), class_=category)
        element(call, "heading", heading)
        for attendee in listed:
            _attendee(call, attendee, writer)


def _attendee(call: etree._Element, attendee: Attendee, writer: _Writer) -> None:
    eid = writer.eid("attendee")
    paragraph = element(call, "p", eId=eid, class_=attendee.attendance)
    writer.references.part(eid, attendee.id, attendee)
    _person(paragraph, attendee, writer.references.attendee(attendee), writer)
    if attendee.proxy is not None:
        stood_in = element(paragraph, "span", "（代：", class_="proxy")
        _person(stood_in, attendee.proxy, writer.references.speaker(attendee.proxy, writer.attendees), writer)
        stood_in[-1].tail = "）" if len(stood_in) else None


def _person(parent: etree._Element, who: Attendee | Ruling | object, to: str, writer: _Writer) -> None:
    organization, title, role, name = (getattr(who, key) for key in ("organization", "title", "role", "name"))
    references = writer.references
    if organization:
        element(parent, "organization", organization, refersTo=references.to("organization", organization)).tail = " "
    for office in dict.fromkeys(filter(None, (title, role))):
        element(parent, "role", office, refersTo=references.to("role", office)).tail = " "
    if name:
        acting = references.to("role", role or title) if role or title else None
        element(parent, "person", name, refersTo=to, as_=acting).tail = " "


def _start(thing: Item | Speech | Ruling | FollowUp | Vote) -> int:
    """Where the thing begins in the text; those without a place keep to the end, in the record's order."""
    return min((span.start for spans in thing.spans.values() for span in spans), default=1 << 60)


def _sections(body: etree._Element, writer: _Writer) -> None:
    """Items in order, inside the headings around them; then what belongs to no item."""
    minutes = writer.minutes
    path: list[tuple[str, etree._Element]] = []
    for item in minutes.items:
        while path and tuple(heading for heading, _ in path) != item.heading_path[: len(path)]:
            path.pop()
        for heading in item.heading_path[len(path) :]:
            parent = path[-1][1] if path else body
            section = element(parent, "debateSection", eId=writer.eid("section"), name="section")
            element(section, "heading", heading)
            path.append((heading, section))
        _item(path[-1][1] if path else body, item, writer)
    loose = writer.held.get(None)
    if loose is not None:
        section = element(body, "debateSection", eId=writer.eid("section"), name="withoutItem")
        _contents(section, loose, writer)


def _item(parent: etree._Element, item: Item, writer: _Writer) -> None:
    eid = writer.items[item.id] = writer.eid("item")
    section = element(parent, "debateSection", eId=eid, name=item.kind)
    if item.label:
        element(section, "num", item.label)
    element(section, "heading", item.title)
    writer.references.part(eid, item.id, item)
    for name in ("proposer", "description", "proposal"):
        text = getattr(item, name)
        if text:
            _paragraphs(element(section, "blockContainer", eId=writer.eid(name), class_=name), text)
    if item.id in writer.held:
        _contents(section, writer.held[item.id], writer)


def _contents(section: etree._Element, held: list[Speech | Ruling | FollowUp], writer: _Writer) -> None:
    rows = [thing for thing in held if isinstance(thing, FollowUp)]
    if rows:
        _follow_ups(section, rows, writer)
    for thing in sorted((thing for thing in held if not isinstance(thing, FollowUp)), key=_start):
        if isinstance(thing, Speech):
            _speech(section, thing, writer)
        else:
            _ruling(section, thing, writer)


def _speech(section: etree._Element, speech: Speech, writer: _Writer) -> None:
    eid = writer.eid("speech")
    who = speech.speaker
    office = who.role or who.title
    made = element(
        section,
        "speech",
        eId=eid,
        by=writer.references.speaker(who, writer.attendees),
        as_=writer.references.to("role", office) if office else None,
    )
    shown = " ".join(filter(None, (who.organization, who.name, who.title or who.role)))
    if shown:
        element(made, "from", shown)
    _paragraphs(made, speech.text)
    writer.references.part(eid, speech.id, speech)


def _ruling(section: etree._Element, ruling: Ruling, writer: _Writer) -> None:
    eid = writer.rulings[ruling.id] = writer.eid("resolutions")
    outcome = writer.references.to("concept", ruling.outcome)
    made = element(section, "resolutions", eId=eid, refersTo=outcome)
    element(made, "heading", ruling.label)
    _paragraphs(made, ruling.text)
    writer.references.part(eid, ruling.id, ruling)


def _follow_ups(section: etree._Element, rows: list[FollowUp], writer: _Writer) -> None:
    held = element(section, "debateSection", eId=writer.eid("section"), name="followUp")
    table = element(held, "table", eId=writer.eid("table"))
    head = element(table, "tr")
    for heading in _COLUMN_HEADINGS:
        element(element(head, "th"), "p", heading)
    for row in rows:
        eid = writer.eid("followUp")
        status = writer.references.to("concept", f"follow-up {row.status}", row.status)
        made = element(table, "tr", eId=eid, class_=row.status, refersTo=status)
        for name in _COLUMNS:
            _paragraphs(element(made, "td"), getattr(row, name) or "")
        writer.references.part(eid, row.id, row)


def _analysis(meta: etree._Element, writer: _Writer) -> None:
    analysis = element(meta, "analysis", source="#minutes-parser")
    counted = [vote for vote in writer.minutes.votes if _counts(vote)]
    if counted:
        parliamentary = element(analysis, "parliamentary")
        outcomes = {ruling.id: ruling.outcome for ruling in writer.minutes.rulings}
        for vote in counted:
            _voting(parliamentary, vote, outcomes.get(vote.ruling_id or "", "unknown"), writer)
    other = element(analysis, "otherAnalysis", source="#minutes-parser")
    for ruling in writer.minutes.rulings:
        _own(other, "ruling", None, ref=writer.rulings[ruling.id], outcome=ruling.outcome, basis=ruling.outcome_basis)
        for told in ruling.instructions:
            where = {"ref": writer.rulings[ruling.id], "assignee": told.assignee, "deadline": told.deadline}
            _own(other, "instruction", told.text, **where, date=told.deadline_date)
    for vote in writer.minutes.votes:
        _own(
            other,
            "vote",
            vote.text,
            record=vote.id,
            unanimous=None if vote.unanimous is None else str(vote.unanimous).lower(),
        )
    for eid, record, thing in writer.references.parts:
        part = _own(other, "part", None, ref=eid, record=record)
        for name, spans in thing.spans.items():
            for span in spans:
                page = None if span.page is None else str(span.page)
                _own(part, "prov", None, field=name, start=str(span.start), end=str(span.end), page=page)


def _own(parent: etree._Element, tag: str, text: str | None, **attributes: str | None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{MP}}}{tag}")
    for key, value in attributes.items():
        if value is not None:
            made.set(key, clean(value))
    made.text = None if text is None else clean(text)
    return made


def _counts(vote: Vote) -> dict[str, int]:
    return {name: value for name in _COUNTS if (value := getattr(vote, name)) is not None}


def _voting(parent: etree._Element, vote: Vote, decided: str, writer: _Writer) -> None:
    target = writer.rulings.get(vote.ruling_id or "") or writer.items.get(vote.item_id or "")
    outcome = writer.references.to("concept", decided)
    eid = writer.eid("vote")
    made = element(parent, "voting", eId=eid, outcome=outcome, href="#" + target if target else None)
    if vote.present is not None:
        element(made, "quorum", eId=writer.eid("quorum"), value=str(vote.present))
    for name, value in _counts(vote).items():
        meaning = writer.references.to("concept", name, _COUNTS[name])
        element(made, "count", eId=writer.eid("count"), value=str(value), refersTo=meaning)
    writer.references.part(eid, vote.id, vote)


def read_texts(document: bytes) -> dict[str, str]:
    """The texts of speeches and rulings of a document that `render` made: the record's id -> the text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(document, parser)
    names = {part.get("ref"): str(part.get("record")) for part in root.iter(f"{{{MP}}}part")}
    return {names[made.get("eId")]: text for made, text in _texts(root)}


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for made in root.iter(f"{{{AKN}}}speech", f"{{{AKN}}}resolutions"):
        yield made, "\n".join("".join(map(str, p.itertext())) for p in made.findall(f"{{{AKN}}}p"))
