"""The record of one meeting: what users import. Frozen pydantic models; the JSON Schema comes from them.

Every value is copied from the document. `spans` of a thing maps the name of each of its fields to the places
in `Minutes.text` that the value rests on (several where a page break or a table splits it): joined and without
layout spaces, they are the value, or, for a name whose title stands inside it or a date, what it was read from.
Unknown is None. An empty list says that there is nothing of the kind, or that nobody is named.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Category = Literal["chair", "member", "observer", "recorder"]
Attendance = Literal["present", "proxy", "absent", "unknown"]
ItemKind = Literal["report", "discussion", "motion", "election", "other"]
Outcome = Literal[
    "untracked",
    "tracked",
    "approved_with_changes",
    "approved",
    "noted",
    "deferred",
    "referred",
    "rejected",
    "withdrawn",
    "directed",
    "other",
]
FollowUpStatus = Literal["closed", "open", "self_tracked", "unknown"]
SeverityName = Literal["info", "warning", "error"]


class Model(BaseModel):
    """Base of all models: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSpan(Model):
    """A place in `Minutes.text`: code points from `start` up to, not including, `end`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None = Field(default=None, description="Page number, 1 the first; null where there are no pages.")


class Grounded(Model):
    """Something extracted: where it stands, and which rule made it."""

    page: int | None = Field(default=None, description="Page on which it begins.")
    spans: dict[str, tuple[TextSpan, ...]] = Field(
        default_factory=dict, description="For each field, the places of the text that its value rests on."
    )
    rule: str = Field(default="", description="Name of the rule that made it.")


class Person(Model):
    """A person as the document writes them in one place."""

    name: str | None = Field(default=None, description="Bare personal name as written, masks kept (林○珍).")
    organization: str | None = None
    title: str | None = Field(default=None, description="Job title: 主任, 教授, 局長.")
    role: str | None = Field(default=None, description="Role in the body that met: 主任委員, 委員, 執行秘書.")
    attendee_id: str | None = Field(default=None, description="The attendee this is; null where none or two fit.")
    proxy: Person | None = Field(default=None, description="Who stood in.")


class Meeting(Grounded):
    """The meeting itself."""

    title: str | None = None
    body: str | None = Field(default=None, description="The body that met: the title without session and 會議紀錄.")
    session: str | None = Field(default=None, description="第3屆第2次, 111年第1次, as written.")
    date: str | None = Field(default=None, description="ISO date of the first day.")
    days: tuple[str, ...] = Field(default=(), description="ISO dates of all days, where there are several.")
    start: str | None = Field(default=None, description="ISO 8601 local time, offset +08:00.")
    end: str | None = Field(default=None, description="ISO 8601 local time, offset +08:00.")
    location: str | None = None
    chair: Person | tuple[Person, ...] | None = None
    recorder: tuple[Person, ...] = ()


class Attendee(Grounded):
    """A person listed, or a delegation (`name` null) where only an organization is named."""

    id: str
    name: str | None
    organization: str | None = None
    title: str | None = None
    role: str | None = None
    category: Category
    attendance: Attendance
    proxy: Person | None = None
    person: str | None = Field(
        default=None, description="Id shared by all attendees of this document that are one person."
    )


class Item(Grounded):
    """An agenda item: the smallest unit with a heading that was reported, discussed, voted or moved."""

    id: str
    kind: ItemKind
    number: int | None = None
    title: str
    label: str | None = Field(default=None, description="The number as printed: 報告案1, 案由一, 二.")
    heading_path: tuple[str, ...] = Field(default=(), description="Headings of the sections around it.")
    proposer: str | None = Field(default=None, description="提案單位, 提案人.")
    description: str | None = Field(default=None, description="說明 and what else stands in the item unlabelled.")
    proposal: str | None = Field(default=None, description="辦法, 擬辦.")


class Speech(Grounded):
    """A contribution of a person or unit whose words are given."""

    id: str
    item_id: str | None = None
    speaker: Person
    text: str


class Instruction(Model):
    """Something that a ruling tells somebody to do."""

    text: str
    assignee: str | None = None
    deadline: str | None = Field(default=None, description="As written: 113年6月底前.")
    deadline_date: str | None = Field(default=None, description="ISO date, where the deadline gives a day.")
    spans: tuple[TextSpan, ...] = ()


class Ruling(Grounded):
    """A labelled decision: 主席裁示, 決議, 決定, 結論 and the like."""

    id: str
    item_id: str | None = None
    label: str
    outcome: Outcome
    outcome_basis: str | None = Field(default=None, description="The phrase that shows the outcome.")
    text: str
    instructions: tuple[Instruction, ...] = ()
    refers_to: str | None = Field(default=None, description="Id of the ruling that 同前案決議 and the like mean.")


class FollowUp(Grounded):
    """An earlier decision whose progress is reported: a row of a tracking table or list (列管)."""

    id: str
    item_id: str | None = None
    number: str | None = None
    meeting_date: str | None = None
    directive: str
    progress: str | None = None
    assignee: str | None = None
    status: FollowUpStatus = "unknown"
    status_text: str | None = Field(default=None, description="The status as printed.")
    ruled_status: FollowUpStatus | None = Field(
        default=None, description="What a ruling later in the same minutes made of it."
    )
    ruling_id: str | None = None


class Vote(Grounded):
    """A vote: counts as stated; null is not stated."""

    id: str
    item_id: str | None = None
    ruling_id: str | None = None
    present: int | None = None
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    unanimous: bool | None = None
    text: str


class Check(Model):
    """One of the document's own checksums, tried."""

    code: str = Field(description="attendee-count, number-sequence, vote-sum, weekday.")
    passed: bool
    stated: str
    found: str
    spans: tuple[TextSpan, ...] = ()


class Diagnostic(Model):
    """What a person should know about the document or the parse."""

    code: str
    severity: SeverityName
    message: str
    start: int | None = None
    end: int | None = None
    page: int | None = None


class OutlineNode(Model):
    """A section, item, point or labelled field of the document's outline."""

    kind: str = Field(description="document, metadata, section, item, field, speech, ruling, point, annex.")
    marker: str | None = Field(default=None, description="The number as printed: 壹、, (一), 報告案1.")
    ordinal: int | None = None
    level: int = 0
    heading: str | None = None
    span: TextSpan
    children: tuple[OutlineNode, ...] = ()


class Unassigned(Model):
    """Text that no rule assigned, and why."""

    start: int
    end: int
    page: int | None = None
    reason: str


class Coverage(Model):
    """Non-space characters of the document; the last three add up to the first."""

    characters: int
    content: int
    furniture: int
    unassigned: int


class SourceInfo(Model):
    """Where the document came from."""

    name: str | None
    media_type: str
    sha256: str
    bytes: int
    pages: int | None
    reader: str
    encoding: str | None


class Minutes(Model):
    """The record of one minutes document."""

    schema_version: str = SCHEMA_VERSION
    source: SourceInfo
    meeting: Meeting
    attendees: tuple[Attendee, ...] = ()
    items: tuple[Item, ...] = ()
    speeches: tuple[Speech, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    votes: tuple[Vote, ...] = ()
    checks: tuple[Check, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    coverage: Coverage
    unassigned: tuple[Unassigned, ...] = ()
    furniture: tuple[TextSpan, ...] = ()
    outline: OutlineNode
    text: str

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON: UTF-8 characters as they are, keys in the order of the model."""
        return self.model_dump_json(indent=indent)
