"""The record as flat tables with keys: one set of rows for CSV, Parquet and dataframes.

Every table has `document_id`; things have the record's own `id`, lists without ids have `position` (from 0).
A column is a path into the record (`proxy.name` becomes `proxy_name`), so nothing is computed here.

>>> [table.name for table in TABLES][:4]
['documents', 'officers', 'attendees', 'items']
>>> TABLES[2].key
('document_id', 'id')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from minutes_parser.model import Minutes, TextSpan

__all__ = [
    "CANNOT_CARRY",
    "TABLES",
    "Column",
    "Row",
    "Table",
    "Value",
    "document_id",
    "rows",
    "table_named",
    "with_ids",
]

Kind = Literal["text", "integer", "boolean", "texts"]
Value = str | int | bool | list[str] | None
Row = dict[str, Value]

CANNOT_CARRY = ("the outline (its headings stand in items.heading_path; the tree itself is left out)",)
"""What the tables leave out of a record."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its kind (`texts` is a list of strings), and the path in the thing it comes from."""

    name: str
    kind: Kind
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, its key, and where its foreign keys point: column -> table with that `id`."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    things: Callable[[Minutes], Iterable[Any]]
    foreign: dict[str, str] = field(default_factory=dict)


def _columns(spec: str) -> tuple[Column, ...]:
    """Columns from words: `page:integer`, `proxy.name` (column proxy_name), `title=meeting.title`."""
    made = []
    for word in spec.split():
        path, _, kind = word.partition(":")
        name, renamed, target = path.partition("=")
        made.append(Column(name.replace(".", "_"), kind or "text", tuple((target if renamed else path).split("."))))  # type: ignore[arg-type]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Something without an id of its own: whose it is, which one, and what it is."""

    owner: str
    position: int
    it: Any
    field: str = ""


def _numbered(things: Iterable[Any], owner: str = "") -> Iterator[_Placed]:
    return (_Placed(owner, position, thing) for position, thing in enumerate(things))


def _officers(minutes: Minutes) -> Iterator[_Placed]:
    chair = minutes.meeting.chair
    yield from _numbered(chair if isinstance(chair, tuple) else [chair] if chair else [], "chair")
    yield from _numbered(minutes.meeting.recorder, "recorder")


def _instructions(minutes: Minutes) -> Iterator[_Placed]:
    for ruling in minutes.rulings:
        yield from _numbered(ruling.instructions, ruling.id)


def _spans(minutes: Minutes) -> Iterator[_Placed]:
    """Every place that a value rests on; the owner is `meeting` or the id of the thing."""
    for owner, thing in minutes.grounded():
        for name, spans in thing.spans.items():
            for position, span in enumerate(spans):
                yield _Placed(owner, position, span, name)
    for ruling in minutes.rulings:
        for number, instruction in enumerate(ruling.instructions):
            yield from _placed(instruction.spans, ruling.id, f"instructions[{number}]")
    for number, check in enumerate(minutes.checks):
        yield from _placed(check.spans, "checks", str(number))


def _placed(spans: Iterable[TextSpan], owner: str, name: str) -> Iterator[_Placed]:
    return (_Placed(owner, position, span, name) for position, span in enumerate(spans))


_BY_ID = ("document_id", "id")
_BY_PLACE = ("document_id", "position")
_ITEM = {"item_id": "items"}
_RANGE = "position:integer start=it.start:integer end=it.end:integer page=it.page:integer"

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        _columns(
            "schema_version source.name source.media_type source.sha256 source.bytes:integer source.pages:integer "
            "source.reader source.encoding source.part:integer title=meeting.title body=meeting.body session=meeting.session "
            "date=meeting.date days=meeting.days:texts start=meeting.start end=meeting.end location=meeting.location "
            "page=meeting.page:integer rule=meeting.rule coverage.characters:integer coverage.content:integer "
            "coverage.furniture:integer coverage.unassigned:integer text"
        ),
        ("document_id",),
        lambda m: (m,),
    ),
    Table(
        "officers",
        _columns(
            "office=owner position:integer name=it.name organization=it.organization title=it.title role=it.role "
            "attendee_id=it.attendee_id proxy_name=it.proxy.name proxy_organization=it.proxy.organization "
            "proxy_title=it.proxy.title proxy_role=it.proxy.role proxy_attendee_id=it.proxy.attendee_id"
        ),
        ("document_id", "office", "position"),
        _officers,
        {"attendee_id": "attendees", "proxy_attendee_id": "attendees"},
    ),
    Table(
        "attendees",
        _columns(
            "id name organization title role category attendance proxy.name proxy.organization proxy.title "
            "proxy.role proxy.attendee_id person page:integer rule"
        ),
        _BY_ID,
        lambda m: m.attendees,
        {"proxy_attendee_id": "attendees"},
    ),
    Table(
        "items",
        _columns(
            "id kind number:integer title label heading_path:texts proposer description proposal page:integer rule"
        ),
        _BY_ID,
        lambda m: m.items,
    ),
    Table(
        "speeches",
        _columns(
            "id item_id speaker.name speaker.organization speaker.title speaker.role speaker.attendee_id "
            "speaker.proxy.name text page:integer rule"
        ),
        _BY_ID,
        lambda m: m.speeches,
        {**_ITEM, "speaker_attendee_id": "attendees"},
    ),
    Table(
        "rulings",
        _columns("id item_id label outcome outcome_basis text refers_to page:integer rule"),
        _BY_ID,
        lambda m: m.rulings,
        {**_ITEM, "refers_to": "rulings"},
    ),
    Table(
        "instructions",
        _columns(
            "ruling_id=owner position:integer text=it.text assignee=it.assignee deadline=it.deadline "
            "deadline_date=it.deadline_date"
        ),
        ("document_id", "ruling_id", "position"),
        _instructions,
        {"ruling_id": "rulings"},
    ),
    Table(
        "follow_ups",
        _columns(
            "id item_id number meeting_date directive progress assignee status status_text ruled_status ruling_id "
            "page:integer rule"
        ),
        _BY_ID,
        lambda m: m.follow_ups,
        {**_ITEM, "ruling_id": "rulings"},
    ),
    Table(
        "votes",
        _columns(
            "id item_id ruling_id present:integer in_favour:integer against:integer abstained:integer "
            "unanimous:boolean text page:integer rule"
        ),
        _BY_ID,
        lambda m: m.votes,
        {**_ITEM, "ruling_id": "rulings"},
    ),
    Table(
        "checks",
        _columns("position:integer code=it.code passed=it.passed:boolean stated=it.stated found=it.found"),
        _BY_PLACE,
        lambda m: _numbered(m.checks),
    ),
    Table(
        "diagnostics",
        _columns(
            "position:integer code=it.code severity=it.severity message=it.message start=it.start:integer "
            "end=it.end:integer page=it.page:integer"
        ),
        _BY_PLACE,
        lambda m: _numbered(m.diagnostics),
    ),
    Table("unassigned", _columns(_RANGE + " reason=it.reason"), _BY_PLACE, lambda m: _numbered(m.unassigned)),
    Table("furniture", _columns(_RANGE), _BY_PLACE, lambda m: _numbered(m.furniture)),
    Table(
        "spans",
        _columns("owner field " + _RANGE),
        ("document_id", "owner", "field", "position"),
        _spans,
    ),
)
"""All tables; the schema is the same for every record, however little it holds."""


def table_named(name: str) -> Table:
    """The table of that name; ValueError lists the names there are."""
    for table in TABLES:
        if table.name == name:
            return table
    raise ValueError(f"no table {name!r}; there are {', '.join(table.name for table in TABLES)}")


def document_id(minutes: Minutes) -> str:
    """The key of a document: the first 16 hex digits of its bytes' SHA-256."""
    return minutes.source.key


def with_ids(records: Iterable[Minutes]) -> Iterator[tuple[str, Minutes]]:
    """Each record with a key that is its alone: the same bytes met again get `-2`, `-3`."""
    seen: Counter[str] = Counter()
    for minutes in records:
        key = document_id(minutes)
        seen[key] += 1
        yield (key if seen[key] == 1 else f"{key}-{seen[key]}"), minutes


def rows(table: Table, minutes: Minutes, key: str | None = None) -> Iterator[Row]:
    """The rows of one record in one table: `document_id` (default: of its bytes) and the table's columns."""
    document = document_id(minutes) if key is None else key
    for thing in table.things(minutes):
        row: Row = {"document_id": document}
        for column in table.columns:
            row[column.name] = _value(thing, column.path)
        yield row


def _value(thing: Any, path: tuple[str, ...]) -> Value:
    """What stands at the path; null where a part of it is null (nobody stood in)."""
    for name in path:
        thing = getattr(thing, name)
        if thing is None:
            return None
    return list(thing) if isinstance(thing, tuple) else thing
