"""The record of one meeting: what users import. Frozen pydantic models; the JSON Schema comes from them.

Every value is copied from the document. `spans` of a thing maps the name of each of its fields to the places
in `Minutes.text` that the value rests on (several where a page break or a table splits it): joined and without
layout spaces, they are the value, or, for a name whose title stands inside it or a date, what it was read from.
Unknown is None. An empty list says that there is nothing of the kind, or that nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator
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

    start: int = Field(ge=0, description="Number of code points before it.")
    end: int = Field(ge=0, description="Number of code points before its end.")
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
    organization: str | None = Field(default=None, description="As written: 社會局, 山嵐大學資訊管理學系.")
    title: str | None = Field(default=None, description="Job title: 主任, 教授, 局長.")
    role: str | None = Field(default=None, description="Role in the body that met: 主任委員, 委員, 執行秘書.")
    attendee_id: str | None = Field(default=None, description="The attendee this is; null where none or two fit.")
    proxy: Person | None = Field(default=None, description="Who stood in.")


class Meeting(Grounded):
    """The meeting itself."""

    title: str | None = Field(default=None, description="The title of the document, joined to one line.")
    body: str | None = Field(default=None, description="The body that met: the title without session and 會議紀錄.")
    session: str | None = Field(default=None, description="第3屆第2次, 111年第1次, as written.")
    date: str | None = Field(default=None, description="ISO date of the first day.")
    days: tuple[str, ...] = Field(default=(), description="ISO dates of all days, where there are several.")
    start: str | None = Field(default=None, description="ISO 8601 local time, offset +08:00.")
    end: str | None = Field(default=None, description="ISO 8601 local time, offset +08:00.")
    location: str | None = Field(default=None, description="As written; 視訊會議 too.")
    chair: Person | tuple[Person, ...] | None = Field(
        default=None, description="The chair; a list where several presided."
    )
    recorder: tuple[Person, ...] = Field(default=(), description="Who took the minutes.")


class Attendee(Grounded):
    """A person listed, or a delegation (`name` null) where only an organization is named."""

    id: str = Field(description="Unique in the document.")
    name: str | None = Field(
        description="Bare personal name as written, masks kept; null where only an organization is named."
    )
    organization: str | None = Field(
        default=None, description="As written; from a heading or table cell where that gives it."
    )
    title: str | None = Field(default=None, description="Job title: 主任, 教授, 局長.")
    role: str | None = Field(default=None, description="Role in the body that met: 召集人, 委員, 理事, 議員.")
    category: Category = Field(description="Listed as 主席, among those 出席, among those 列席, or as 紀錄.")
    attendance: Attendance = Field(
        description="proxy: somebody stood in; absent: 請假, 未出席, 未派員; unknown: not said."
    )
    proxy: Person | None = Field(default=None, description="Who stood in, where attendance is proxy.")
    person: str | None = Field(
        default=None, description="Id shared by all attendees of this document that are one person."
    )


class Item(Grounded):
    """An agenda item: the smallest unit with a heading that was reported, discussed, voted or moved."""

    id: str = Field(description="Unique in the document.")
    kind: ItemKind = Field(description="報告, 討論, 臨時動議, 選舉, or other (主席致詞).")
    number: int | None = Field(default=None, description="The ordinal: 報告案1 → 1, 第三案 → 3; null if there is none.")
    title: str = Field(description="The subject: what follows the number, 案由 or 案名.")
    label: str | None = Field(default=None, description="The number as printed: 報告案1, 案由一, 二.")
    heading_path: tuple[str, ...] = Field(default=(), description="Headings of the sections around it.")
    proposer: str | None = Field(default=None, description="提案單位, 提案人.")
    description: str | None = Field(default=None, description="說明 and what else stands in the item unlabelled.")
    proposal: str | None = Field(default=None, description="辦法, 擬辦.")


class Speech(Grounded):
    """A contribution of a person or unit whose words are given."""

    id: str = Field(description="Unique in the document.")
    item_id: str | None = Field(default=None, description="The agenda item in which it was said.")
    speaker: Person = Field(
        description="Who spoke, as the label says: a person, a unit (name null), or an office (主席)."
    )
    text: str = Field(description="All of it, sub-points included, without the label.")


class Instruction(Model):
    """Something that a ruling tells somebody to do."""

    text: str = Field(description="The sentence or point.")
    assignee: str | None = Field(default=None, description="Who is to do it, as written.")
    deadline: str | None = Field(default=None, description="As written: 113年6月底前.")
    deadline_date: str | None = Field(default=None, description="ISO date, where the deadline gives a day.")
    spans: tuple[TextSpan, ...] = Field(default=(), description="Where it stands in the text.")


class Ruling(Grounded):
    """A labelled decision: 主席裁示, 決議, 決定, 結論 and the like."""

    id: str = Field(description="Unique in the document.")
    item_id: str | None = Field(
        default=None, description="The agenda item it decides; null where it is about several or none."
    )
    label: str = Field(description="As written, without the colon: 主席裁示, 決議, 附帶決議.")
    outcome: Outcome = Field(description="What the main clause says: see outcomes below.")
    outcome_basis: str | None = Field(default=None, description="The phrase that shows the outcome.")
    text: str = Field(description="All of it, sub-points included, without the label.")
    instructions: tuple[Instruction, ...] = Field(
        default=(), description="What it tells somebody to do, one entry each."
    )
    refers_to: str | None = Field(default=None, description="Id of the ruling that 同前案決議 and the like mean.")


class FollowUp(Grounded):
    """An earlier decision whose progress is reported: a row of a tracking table or list (列管)."""

    id: str = Field(description="Unique in the document.")
    item_id: str | None = Field(default=None, description="The agenda item that holds the table or list.")
    number: str | None = Field(default=None, description="案號, 序號, 編號 as written.")
    meeting_date: str | None = Field(default=None, description="ISO date of the meeting that decided.")
    directive: str = Field(description="What was decided: the column 決議 or 裁示事項.")
    progress: str | None = Field(default=None, description="執行情形, 辦理情形.")
    assignee: str | None = Field(default=None, description="主責單位, 承辦單位 as written.")
    status: FollowUpStatus = Field(
        default="unknown",
        description="As printed: closed (解除列管), open (繼續列管), self_tracked (自行列管), unknown (nothing printed).",
    )
    status_text: str | None = Field(default=None, description="The status as printed.")
    ruled_status: FollowUpStatus | None = Field(
        default=None, description="What a ruling later in the same minutes made of it."
    )
    ruling_id: str | None = Field(default=None, description="The ruling that changed the status.")


class Vote(Grounded):
    """A vote: counts as stated; null is not stated."""

    id: str = Field(description="Unique in the document.")
    item_id: str | None = Field(default=None, description="The agenda item that was voted on.")
    ruling_id: str | None = Field(default=None, description="The ruling that states it.")
    present: int | None = Field(default=None, description="Voters present.")
    in_favour: int | None = Field(default=None, description="贊成, 同意.")
    against: int | None = Field(default=None, description="反對, 不同意.")
    abstained: int | None = Field(default=None, description="棄權.")
    unanimous: bool | None = Field(default=None, description="True where the text says so: 無異議, 全體一致.")
    text: str = Field(description="The words that state the vote.")


class Check(Model):
    """One of the document's own checksums, tried."""

    code: str = Field(description="attendee-count, number-sequence, vote-sum, weekday.")
    passed: bool = Field(description="Whether what is stated is what was found.")
    stated: str = Field(description="What the document states.")
    found: str = Field(description="What stands in it.")
    spans: tuple[TextSpan, ...] = Field(default=(), description="Where it is stated.")


class Diagnostic(Model):
    """What a person should know about the document or the parse."""

    code: str = Field(description="Stable and machine-readable; all codes are listed below.")
    severity: SeverityName = Field(description="error: the record should not be used as it is.")
    message: str = Field(description="One line for a person.")
    start: int | None = Field(default=None, description="Place in the text, where there is one.")
    end: int | None = Field(default=None, description="End of that place.")
    page: int | None = Field(default=None, description="Page number, 1 the first.")


class OutlineNode(Model):
    """A section, item, point or labelled field of the document's outline."""

    kind: str = Field(description="document, metadata, section, item, field, speech, ruling, point, annex.")
    marker: str | None = Field(default=None, description="The number as printed: 壹、, (一), 報告案1.")
    ordinal: int | None = Field(default=None, description="The number as an integer.")
    level: int = Field(default=0, description="Depth in the outline; the document is 0.")
    heading: str | None = Field(default=None, description="The words of its heading or label.")
    span: TextSpan = Field(description="All of it, what stands under it included.")
    children: tuple[OutlineNode, ...] = Field(default=(), description="What stands under it, in order.")


class Unassigned(Model):
    """Text that no rule assigned, and why."""

    start: int = Field(description="Place in the text.")
    end: int = Field(description="Its end.")
    page: int | None = Field(default=None, description="Page number, 1 the first.")
    reason: str = Field(description="Which stage could not use it, and why.")


class Coverage(Model):
    """Non-space characters of the document; the last three add up to the first."""

    characters: int = Field(description="All of them, without spaces and line breaks.")
    content: int = Field(description="What the record or its outline holds.")
    furniture: int = Field(description="Page headers, footers, page numbers, letterheads, navigation.")
    unassigned: int = Field(description="What no rule assigned.")


class SourceInfo(Model):
    """Where the document came from."""

    name: str | None = Field(description="File name, null for bytes.")
    media_type: str = Field(description="Recognised from the content.")
    sha256: str = Field(description="Of the bytes that were read.")
    bytes: int = Field(description="How many they were.")
    pages: int | None = Field(description="Number of pages; null where the format has none.")
    reader: str = Field(description="text, markdown, html, pdf, docx, odt, doc or rtf.")
    encoding: str | None = Field(description="Encoding of a text; null for binary formats.")
    part: int | None = Field(
        description="Which meeting of a file that was parted into its meetings, 1 the first; null for a whole file."
    )

    @property
    def key(self) -> str:
        """A short name of the content, for keys of other formats: 16 signs of the SHA-256, and the part if there is one."""
        return self.sha256[:16] if self.part is None else f"{self.sha256[:16]}-{self.part}"


class Minutes(Model):
    """The record of one minutes document."""

    schema_version: str = Field(default=SCHEMA_VERSION, description="Version of this format.")
    source: SourceInfo = Field(description="The document that was read.")
    meeting: Meeting = Field(description="Which body met when and where, under whom.")
    attendees: tuple[Attendee, ...] = Field(default=(), description="Who is listed, one entry a person and list.")
    items: tuple[Item, ...] = Field(default=(), description="Agenda items, in order.")
    speeches: tuple[Speech, ...] = Field(default=(), description="Contributions, in order.")
    rulings: tuple[Ruling, ...] = Field(default=(), description="Labelled decisions, in order.")
    follow_ups: tuple[FollowUp, ...] = Field(default=(), description="Earlier decisions whose progress is reported.")
    votes: tuple[Vote, ...] = Field(default=(), description="Votes, in order.")
    checks: tuple[Check, ...] = Field(default=(), description="The document's own checksums, tried.")
    diagnostics: tuple[Diagnostic, ...] = Field(default=(), description="What a person should know.")
    coverage: Coverage = Field(description="Where every character of the text went.")
    unassigned: tuple[Unassigned, ...] = Field(default=(), description="Text that no rule assigned.")
    furniture: tuple[TextSpan, ...] = Field(
        default=(), description="Page headers and footers, page numbers, navigation."
    )
    outline: OutlineNode = Field(description="The tree of sections, items and points.")
    text: str = Field(description="The text of the document as read; spans are places in it.")

    def grounded(self) -> Iterator[tuple[str, Grounded]]:
        """Everything that was extracted, with its id; of the meeting, which has none, `meeting`."""
        yield "meeting", self.meeting
        for things in (self.attendees, self.items, self.speeches, self.rulings, self.follow_ups, self.votes):
            yield from ((thing.id, thing) for thing in things)

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON: UTF-8 characters as they are, keys in the order of the model."""
        return self.model_dump_json(indent=indent)
