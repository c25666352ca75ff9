"""Tables for Datasette and sqlite-utils, beside those that search itself reads, in the same file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from ..model import Minutes, Person
from .passages import about

__all__ = ["TABLES", "add_record", "make_tables", "metadata_path", "remove_record", "write_metadata"]

TABLES = ("documents", "meetings", "attendees", "items", "speeches", "rulings", "follow_ups")
SEARCHED = {
    "items": ("title", "description", "proposal"),
    "speeches": ("speaker", "text"),
    "rulings": ("text",),
    "follow_ups": ("directive", "progress"),
}
"""Tables with a full-text index, and its columns."""


def make_tables(connection: sqlite3.Connection) -> None:
    """Make tables, views and full-text indexes, in the transaction that is open."""
    script = files(__package__).joinpath("datasette.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        connection.execute(statement)
    for table, columns in SEARCHED.items():
        named, new, old = (", ".join(f"{at}{name}" for name in columns) for at in ("", "new.", "old."))
        delete = f"INSERT INTO {table}_fts ({table}_fts, rowid, {named}) VALUES ('delete', old.id, {old});"
        insert = f"INSERT INTO {table}_fts (rowid, {named}) VALUES (new.id, {new});"
        options = f'content="{table}", content_rowid="id", tokenize="trigram"'
        connection.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({named}, {options})")
        for name, event, body in (
            ("ai", "INSERT", insert),
            ("ad", "DELETE", delete),
            ("au", "UPDATE", delete + insert),
        ):
            connection.execute(f"CREATE TRIGGER {table}_{name} AFTER {event} ON {table} BEGIN {body} END")


def add_record(connection: sqlite3.Connection, number: int, minutes: Minutes) -> None:
    """Write a record; `number` is the document's and the meeting's."""
    meeting, source, shared = minutes.meeting, minutes.source, about(minutes)
    key = shared.document_id
    fields = {"key": key, "title": meeting.title, "source": source.name, "sha256": source.sha256}
    more = {"media_type": source.media_type, "bytes": source.bytes, "pages": source.pages}
    _insert(connection, "documents", {"id": number, **fields, **more})
    chairs = meeting.chair if isinstance(meeting.chair, tuple) else [meeting.chair] if meeting.chair else []
    head = {name: getattr(shared, name) for name in ("title", "body", "body_kind", "session", "date", "date_roc")}
    times = {"start": meeting.start, "end": meeting.end, "location": meeting.location}
    people = {"chair": _names(chairs), "recorder": _names(meeting.recorder)}
    _insert(connection, "meetings", {"id": number, "document_id": number, **head, **times, **people})
    attendees = {
        attendee.id: _insert(
            connection,
            "attendees",
            {"meeting_id": number, "key": f"{key}-{attendee.id}", "proxy": _names([attendee.proxy] if attendee.proxy else [])}
            | {name: getattr(attendee, name) for name in ("name", "organization", "title", "role", "category", "attendance", "person")},
        )
        for attendee in minutes.attendees
    }  # fmt: skip
    _add_items(connection, number, key, minutes, attendees)


def _add_items(
    connection: sqlite3.Connection, number: int, key: str, minutes: Minutes, attendees: Mapping[str, int]
) -> None:
    items: dict[str, int] = {}

    def add(table: str, thing: object, names: str, **more: object) -> int:
        row = {name: getattr(thing, name) for name in names.split()}
        element = getattr(thing, "id", "")
        if table != "items":
            more["item_id"] = items.get(getattr(thing, "item_id", None) or "")
        return _insert(connection, table, {"meeting_id": number, "key": f"{key}-{element}", **row, **more})

    for item in minutes.items:
        names = "kind number label title proposer description proposal page"
        items[item.id] = add("items", item, names, heading_path=" > ".join(item.heading_path) or None)
    for speech in minutes.speeches:
        person = attendees.get(speech.speaker.attendee_id or "")
        add("speeches", speech, "text page", speaker=_names([speech.speaker]), attendee_id=person)
    for ruling in minutes.rulings:
        told = dict.fromkeys(one.assignee for one in ruling.instructions if one.assignee)
        add("rulings", ruling, "label outcome text page", assignee="、".join(told) or None)
    for follow_up in minutes.follow_ups:
        names = "number meeting_date directive progress assignee status status_text ruled_status page"
        add("follow_ups", follow_up, names)


def remove_record(connection: sqlite3.Connection, number: int) -> None:
    """Take a document's rows out, those that point to others first."""
    for table in reversed(TABLES):
        column = {"documents": "id", "meetings": "document_id"}.get(table, "meeting_id")
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    made = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values())).lastrowid
    assert made is not None  # an INSERT into a table with row numbers has one
    return made


def _names(people: Iterable[Person]) -> str | None:
    """Organization, name and title of each person."""
    written = (" ".join(part for part in (p.organization, p.name, p.title or p.role) if part) for p in people)
    return "、".join(name for name in written if name) or None


def metadata_path(database: Path) -> Path:
    """Where the metadata stands: archive.metadata.yaml beside archive.db."""
    return database.with_suffix(".metadata.yaml")


def write_metadata(database: Path) -> Path:
    """Write facets, labels and what to hide, for `datasette archive.db --metadata archive.metadata.yaml`."""
    text = files(__package__).joinpath("datasette.yaml").read_text(encoding="utf-8")
    name = database.stem.replace("\\", "\\\\").replace('"', '\\"')
    place = metadata_path(database)
    place.write_text(text.replace('"DATABASE"', f'"{name}"'), encoding="utf-8")
    return place
