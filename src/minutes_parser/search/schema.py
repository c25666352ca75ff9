"""The file of an archive: its tables, its stamps, and how it is opened.

`passage` is narrow so that counting and filtering touch few pages; texts stand apart. The row number of a passage
holds its day, so the newest hits are the last rows of the index and a range of dates is a range of rows. The
full-text tables hold tokens only (`tokens.index_tokens`); to take a row out, the same tokens are made again.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

from ..errors import MinutesParserError
from .tokens import TOKENIZER_VERSION

__all__ = [
    "COLUMNS",
    "DAY_BITS",
    "DOCUMENT_COLUMNS",
    "ArchiveError",
    "IndexOutdated",
    "connect",
    "day_rows",
    "rows_between",
    "stamp",
    "text_tables",
]

SCHEMA_VERSION = "1"
COLUMNS = ("text", "item", "heading", "speaker", "assignee")
"""Columns of the full-text index of passages."""
DOCUMENT_COLUMNS = ("body", "session", "source")
"""Columns of the full-text index of documents."""
DAY_BITS = 22
"""Rows of a day: four million passages of meetings of the same date."""
_UNDATED = -(1 << 42)

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
  source TEXT, title TEXT, body TEXT, body_kind TEXT, session TEXT, date TEXT, date_roc TEXT,
  first INTEGER NOT NULL, last INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS document_digest ON file (digest);
CREATE TABLE IF NOT EXISTS agenda (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES file,
  item_id TEXT NOT NULL, item_kind TEXT, item_number INTEGER, item_title TEXT
);
CREATE INDEX IF NOT EXISTS item_document ON agenda (document);
CREATE TABLE IF NOT EXISTS voice (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES file,
  speaker TEXT, speaker_name TEXT, speaker_organization TEXT, speaker_title TEXT,
  person_id TEXT, person_name TEXT, person_organization TEXT, person_title TEXT, person_role TEXT
);
CREATE INDEX IF NOT EXISTS voice_document ON voice (document);
CREATE TABLE IF NOT EXISTS passage (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES file,
  kind TEXT NOT NULL, outcome TEXT, status TEXT,
  item INTEGER REFERENCES agenda, voice INTEGER REFERENCES voice,
  key TEXT NOT NULL, element_id TEXT, label TEXT, assignee TEXT, heading_path TEXT,
  page INTEGER, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS passage_text (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
"""


class ArchiveError(MinutesParserError):
    """The file is no archive, is missing, damaged, or another program is writing it."""

    code = "archive"


class IndexOutdated(ArchiveError):
    """The index was made with other tokens: its answers would be wrong. It has to be made anew."""

    code = "index-outdated"


def connect(path: str | Path, *, write: bool = False, outdated: bool = False) -> sqlite3.Connection:
    """Open an archive; for writing it is made where there is none. Raises ArchiveError, IndexOutdated.

    With `outdated` an index of another version is taken too, to be rebuilt.
    """
    place = Path(path)
    if not write and not place.is_file():
        raise ArchiveError("there is no such archive; minutes-parser index makes one", source=str(path))
    try:
        uri = f"{place.absolute().as_uri()}?mode={'rwc' if write else _reading(place)}"
        connection = sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None)
        connection.execute("PRAGMA cache_size = -65536")
        if write:
            _create(connection)
        _check(connection, str(path), outdated)
    except sqlite3.Error as problem:
        raise ArchiveError(f"cannot be opened as an archive: {problem}", source=str(path)) from None
    return connection


def _reading(place: Path) -> str:
    """Readers of a file that others write keep notes beside it; where that cannot be, nobody writes it either."""
    unfinished = place.with_name(place.name + "-wal").exists()
    return "ro" if unfinished or os.access(place.parent, os.W_OK) else "ro&immutable=1"


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return
    # all or nothing, and nothing if another program has just made them
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} {text_tables()}")
    stamp(connection)
    connection.execute("COMMIT")


def stamp(connection: sqlite3.Connection) -> None:
    """Write down which format and which tokens the archive has."""
    stamps = [("schema_version", SCHEMA_VERSION), ("tokenizer_version", TOKENIZER_VERSION)]
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", stamps)


def text_tables() -> str:
    """The full-text tables: contentless, and cut at blanks only, whatever Unicode SQLite knows."""
    options = "content='', tokenize='ascii'"
    return (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS passage_index USING fts5({', '.join(COLUMNS)}, {options});"
        f"CREATE VIRTUAL TABLE IF NOT EXISTS document_index USING fts5({', '.join(DOCUMENT_COLUMNS)}, {options});"
    )


def _check(connection: sqlite3.Connection, name: str, outdated: bool) -> None:
    """See that the stamps are ours. Raises ArchiveError, IndexOutdated."""
    try:
        stamps = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.OperationalError:
        raise ArchiveError("this is no archive of minutes", source=name) from None
    if stamps.get("schema_version") != SCHEMA_VERSION:
        message = f"the archive has format {stamps.get('schema_version')}, this program {SCHEMA_VERSION}: index into a new file"
        raise ArchiveError(message, source=name)
    if not outdated and stamps.get("tokenizer_version") != TOKENIZER_VERSION:
        message = "the archive was indexed by another version: minutes-parser index --rebuild --db makes its index anew"
        raise IndexOutdated(message, source=name)


def day_rows(day: str | None) -> tuple[int, int]:
    """The first row number for passages of a day, and the first after them; undated ones stand below all days."""
    try:
        ordinal = date.fromisoformat(day).toordinal() if day else 0
    except ValueError:
        ordinal = 0
    if ordinal == 0:
        return _UNDATED, 0
    return ordinal << DAY_BITS, (ordinal + 1) << DAY_BITS


def rows_between(first: str | None, last: str | None) -> tuple[int, int]:
    """The lowest and highest row number of passages from one ISO date through another."""
    lowest = day_rows(first or date.min.isoformat())[0]
    return lowest, day_rows(last or date.max.isoformat())[1] - 1
