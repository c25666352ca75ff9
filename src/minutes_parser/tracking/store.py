"""A database of what was said about decisions, so that an archive can be tracked as it grows.

One SQLite file. `meetings` and `statements` hold what was read from the records and are only added to or replaced;
`decisions`, `events`, `gaps` and `notes` are made from them anew at each update, so that the result does not depend
on the order in which records arrive. Columns carry the names of the dataclasses' fields; lists are JSON.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, fields
from pathlib import Path

from ..errors import UnreadableDocument
from ..model import Minutes
from .events import Meeting, Statement, read_meeting
from .ledger import Ledger, track_meetings

__all__ = ["SCHEMA_VERSION", "load", "update"]

SCHEMA_VERSION = 1
_APPLICATION_ID = 0x6D70746B  # "mptk": says whose file it is

_SCHEMA = """
CREATE TABLE meetings (id TEXT PRIMARY KEY, body TEXT, session TEXT, date TEXT, days TEXT NOT NULL, source TEXT NOT NULL,
  has_rows INTEGER NOT NULL);
CREATE TABLE statements (id TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meetings ON DELETE CASCADE,
  place INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, title TEXT, context TEXT, pending INTEGER NOT NULL,
  assignee TEXT, deadline TEXT, deadline_date TEXT, number TEXT, stated_date TEXT, progress TEXT, status TEXT,
  status_text TEXT, on_row TEXT, page INTEGER, start INTEGER, "end" INTEGER);
CREATE INDEX statements_of ON statements (meeting, place);
CREATE TABLE decisions (id TEXT PRIMARY KEY, series TEXT NOT NULL, body TEXT, text TEXT NOT NULL, title TEXT, made TEXT,
  origin INTEGER NOT NULL, assignee TEXT, deadline TEXT, deadline_date TEXT, deadline_basis TEXT, number TEXT, state TEXT NOT NULL,
  last_seen TEXT, closed TEXT, progress TEXT);
CREATE INDEX decisions_by_state ON decisions (state, assignee);
CREATE TABLE events (decision TEXT NOT NULL REFERENCES decisions, place INTEGER NOT NULL, kind TEXT NOT NULL,
  meeting TEXT NOT NULL, date TEXT, statement TEXT NOT NULL REFERENCES statements, score REAL, basis TEXT, part TEXT,
  evidence TEXT, PRIMARY KEY (decision, place));
CREATE TABLE gaps (series TEXT NOT NULL, count TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, after TEXT, before TEXT NOT NULL);
CREATE TABLE notes (code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, about TEXT NOT NULL);
CREATE TABLE about (as_of TEXT);
"""
_DERIVED = ("events", "decisions", "gaps", "notes", "about")
_DECISION = ("id", "series", "body", "text", "title", "made", "origin", "assignee", "deadline", "deadline_date", "deadline_basis",
             "number", "state", "last_seen", "closed", "progress")  # fmt: skip


def update(
    path: Path, minutes: Iterable[Minutes] = (), *, as_of: str | None = None, renamed: dict[str, str] | None = None
) -> Ledger:
    """Adds records to the database at `path` (made if missing) and gives the ledger of all that it holds.

    A record of a source that is there already replaces it. All is written or nothing. Raises UnreadableDocument
    where `path` is not such a database or cannot be written.
    """
    with _opened(path) as db, db:
        for record in minutes:
            _put(db, read_meeting(record))
        ledger = track_meetings(_meetings(db), as_of=as_of, renamed=renamed)
        _write(db, ledger)
    return ledger


def load(path: Path, *, as_of: str | None = None, renamed: dict[str, str] | None = None) -> Ledger:
    """The ledger of a database, which stays as it is. Raises UnreadableDocument as `update` does."""
    if not path.is_file():
        raise UnreadableDocument("no such database", source=str(path))
    with _opened(path) as db:
        return track_meetings(_meetings(db), as_of=as_of, renamed=renamed)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    _refuse_other_files(path)
    try:
        with closing(sqlite3.connect(path, timeout=30)) as db:
            db.execute("PRAGMA foreign_keys = ON")
            mark = db.execute("PRAGMA application_id").fetchone()[0]
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                db.executescript(
                    f"PRAGMA application_id = {_APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; {_SCHEMA}"
                )
            elif (mark, version) != (_APPLICATION_ID, SCHEMA_VERSION):
                raise UnreadableDocument("not a tracking database of this version", source=str(path))
            yield db
    except sqlite3.DatabaseError as problem:
        raise UnreadableDocument(f"the database cannot be used: {problem}", source=str(path)) from None


def _refuse_other_files(path: Path) -> None:
    """SQLite takes a file of a few bytes for an empty database, and would write over it."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise UnreadableDocument(problem.strerror or "cannot be read", source=str(path)) from None
    if head and head != b"SQLite format 3\0":
        raise UnreadableDocument("not a tracking database", source=str(path))


def _put(db: sqlite3.Connection, meeting: Meeting) -> None:
    db.execute("DELETE FROM events WHERE meeting = ?", (meeting.id,))
    db.execute("DELETE FROM statements WHERE meeting = ?", (meeting.id,))
    db.execute(
        "INSERT OR REPLACE INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?)",
        (meeting.id, meeting.body, meeting.session, meeting.date, json.dumps(meeting.days), meeting.source,
         meeting.has_rows),
    )  # fmt: skip
    names = [field.name for field in fields(Statement)]
    marks = ", ".join("?" * (len(names) + 2))
    columns = ", ".join(["meeting", "place", *(f'"{name}"' for name in names)])
    db.executemany(
        f"INSERT INTO statements ({columns}) VALUES ({marks})",
        [
            (meeting.id, place, *(getattr(said, name) for name in names))
            for place, said in enumerate(meeting.statements)
        ],
    )


def _meetings(db: sqlite3.Connection) -> Iterator[Meeting]:
    names = [field.name for field in fields(Statement)]
    columns = ", ".join(f'"{name}"' for name in names)
    for row in db.execute(
        "SELECT id, body, session, date, days, source, has_rows FROM meetings ORDER BY id"
    ).fetchall():
        said = db.execute(f"SELECT {columns} FROM statements WHERE meeting = ? ORDER BY place", (row[0],))
        statements = (dict(zip(names, values, strict=True)) for values in said)
        yield Meeting(
            id=row[0], body=row[1], session=row[2], date=row[3], days=tuple(json.loads(row[4])), source=row[5],
            has_rows=bool(row[6]),
            statements=tuple(Statement(**{**each, "pending": bool(each["pending"])}) for each in statements),
        )  # fmt: skip


def _write(db: sqlite3.Connection, ledger: Ledger) -> None:
    for table in _DERIVED:
        db.execute(f"DELETE FROM {table}")
    marks = ", ".join("?" * len(_DECISION))
    db.executemany(
        f"INSERT INTO decisions VALUES ({marks})",
        [tuple(getattr(each, name) for name in _DECISION) for each in ledger.decisions],
    )
    db.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _event_rows(ledger))
    db.executemany(
        "INSERT INTO gaps VALUES (?, ?, ?, ?, ?, ?)",
        [(s.key, gap.count, gap.first, gap.last, gap.after, gap.before) for s in ledger.series for gap in s.gaps],
    )
    db.executemany(
        "INSERT INTO notes VALUES (?, ?, ?, ?)",
        [(note.code, note.severity, note.message, json.dumps(note.about)) for note in ledger.notes],
    )
    db.execute("INSERT INTO about VALUES (?)", (ledger.as_of or None,))


def _event_rows(ledger: Ledger) -> Iterator[tuple[object, ...]]:
    for decision in ledger.decisions:
        for place, event in enumerate(decision.events):
            link = event.link
            evidence = json.dumps([asdict(each) for each in link.evidence], ensure_ascii=False) if link else None
            yield (
                decision.id, place, event.kind, event.meeting, event.date, event.statement.id,
                link.score if link else None, link.basis if link else None, link.part if link else None, evidence,
            )  # fmt: skip
