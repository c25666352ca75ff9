"""What became of every document, in SQLite: what a run looks up before it does anything, and writes after it.

Rows are committed together, twice a second. What a kill takes with it is done again, with the same result; so the
manifest never says that something is done that is not.
"""

from __future__ import annotations

import contextlib
import functools
import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..errors import UnreadableDocument
from .record import FAILED, Counts, OutputFailed, Record
from .sources import Source
from .versions import Key

__all__ = ["Manifest", "Row", "Totals"]

FILE_NAME = "manifest.sqlite"
SCHEMA = 1
_COMMIT_AFTER = 0.5  # seconds

_TABLES = """
create table if not exists meta (key text primary key, value text not null) without rowid;
create table if not exists runs (
  id integer primary key, started text not null, finished text, arguments text not null
);
create table if not exists documents (
  uri text primary key, sha256 text, size integer, mtime_ns integer,
  parser_version text, lexicon_version text, options_hash text,
  status text not null, error_code text, error_message text,
  attempts integer not null, seconds real not null, peak_memory integer not null,
  pages integer, characters integer, attendees integer, items integer, speeches integer,
  rulings integer, follow_ups integer, votes integer, unassigned integer,
  infos integer, warnings integer, errors integer, diagnostics text not null,
  output text, duplicate_of text, run integer not null references runs(id)
) without rowid;
create index if not exists documents_content on documents(sha256);
create index if not exists documents_status on documents(status);
"""

_COUNTS = tuple(field.name for field in fields(Counts))

_PENDING = "pending"
"""Status of a document that was handed to a worker and has not come back."""

_ALWAYS_AGAIN = ("inaccessible", "changed", "missing-dependency")
"""Failures that say nothing of the content: tried again in every run."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the manifest knows of a document from before."""

    sha256: str | None
    size: int | None
    mtime_ns: int | None
    key: Key
    status: str
    error_code: str | None
    output: str | None
    duplicate_of: str | None

    @property
    def settled(self) -> bool:
        """Done, one way or the other: tried again only when something changes or somebody asks."""
        return self.status != _PENDING and self.error_code not in _ALWAYS_AGAIN

    @property
    def failed(self) -> bool:
        return self.status in FAILED


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the manifest."""

    statuses: dict[str, int]
    errors: dict[str, int]
    """Failed documents by error code."""
    counts: dict[str, int]
    """Pages, attendees, items… of all converted documents."""
    diagnostics: dict[str, int]
    """The ten commonest diagnostics, by code."""
    seconds: float
    """Working time of all documents together."""
    peak_memory: int


class Manifest:
    """The manifest of an output folder, open. Raises OutputFailed where it cannot be written."""

    def __init__(self, out: Path, *, read_only: bool = False) -> None:
        path = out / FILE_NAME
        if read_only and not path.is_file():
            raise UnreadableDocument("there is no manifest.sqlite: nothing was converted there", source=str(out))
        self._out = out
        self._run = 0
        self._committed = time.monotonic()
        try:
            # autocommit off by hand; other threads may ask for totals (progress)
            where = f"{path.absolute().as_uri()}?mode=ro" if read_only else path.absolute().as_uri()
            self._db = sqlite3.connect(where, uri=True, isolation_level=None, timeout=30)
            if not read_only:
                self._db.execute("pragma journal_mode=wal")
                self._db.execute("pragma synchronous=normal")
                self._db.executescript(_TABLES)
                self._db.execute("insert or ignore into meta values ('schema', ?)", (str(SCHEMA),))
            schema = self._db.execute("select value from meta where key = 'schema'").fetchone()
        except sqlite3.DatabaseError as problem:
            raise OutputFailed(f"the manifest cannot be opened: {problem}", source=str(path)) from None
        if schema != (str(SCHEMA),):
            raise OutputFailed("the manifest was made by another version of minutes-parser", source=str(path))
        if not read_only:
            self._execute("begin")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._db.in_transaction:
                self._execute("commit")
                with contextlib.suppress(sqlite3.OperationalError):  # somebody is reading it just now
                    self._db.execute("pragma journal_mode=delete")  # one file, readable on a read-only disk too
        finally:
            self._db.close()

    def _execute(self, sql: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.OperationalError as problem:  # disk is full, or its file system became read-only
            raise OutputFailed(f"the manifest cannot be written: {problem}", source=str(self._out)) from None

    def commit(self, *, now: bool = True) -> None:
        """Commit now, or if the last time is half a second ago."""
        if now or time.monotonic() - self._committed > _COMMIT_AFTER:
            self._execute("commit")
            self._execute("begin")
            self._committed = time.monotonic()

    def begin_run(self, arguments: dict[str, Any]) -> None:
        values = (_timestamp(), json.dumps(arguments, ensure_ascii=False))
        self._run = self._execute("insert into runs (started, arguments) values (?, ?)", values).lastrowid or 0
        self._execute("delete from documents where error_code = 'inaccessible'")
        self.commit()

    def end_run(self) -> None:
        self._execute("update runs set finished = ? where id = ?", (_timestamp(), self._run))
        self.commit()

    def row(self, uri: str) -> Row | None:
        found = self._execute(
            "select sha256, size, mtime_ns, parser_version, lexicon_version, options_hash, status, error_code, output,"
            " duplicate_of from documents where uri = ?",
            (uri,),
        ).fetchone()
        if found is None:
            return None
        return Row(found[0], found[1], found[2], Key(*found[3:6]), *found[6:])

    def owner(self, sha256: str) -> str | None:
        """Uri of the document whose record stands for this content, or will; None if there is none."""
        found = self._execute(
            "select uri from documents where sha256 = ? and duplicate_of is null order by uri limit 1", (sha256,)
        ).fetchone()
        return found[0] if found else None

    def claim(self, source: Source, key: Key) -> None:
        """Note that this document is being converted."""
        self.write(Record(source, "skipped", attempts=0), key, status=_PENDING)

    def touch(self, source: Source) -> None:
        """Note another modification time of a document whose content is the same."""
        values = (source.size, source.mtime_ns, source.uri)
        self._execute("update documents set size = ?, mtime_ns = ? where uri = ?", values)

    def write(self, record: Record, key: Key, *, status: str | None = None) -> None:
        source = record.source
        values = {
            "uri": source.uri,
            "sha256": source.sha256,
            "size": source.size,
            "mtime_ns": source.mtime_ns,
            "parser_version": key.parser_version,
            "lexicon_version": key.lexicon_version,
            "options_hash": key.options_hash,
            "status": status or record.status,
            "error_code": record.error_code,
            "error_message": _storable(record.error_message),
            "attempts": record.attempts,
            "seconds": round(record.seconds, 6),
            "peak_memory": record.peak_memory,
            **{name: getattr(record.counts, name) for name in _COUNTS},
            "infos": record.severities.get("info", 0),
            "warnings": record.severities.get("warning", 0),
            "errors": record.severities.get("error", 0),
            "diagnostics": json.dumps(record.diagnostics, sort_keys=True),
            "output": record.output,
            "duplicate_of": record.duplicate_of,
            "run": self._run,
        }
        self._execute(_insert(tuple(values)), values)

    def note(self, name: str, value: str | None) -> None:
        """Remember something for the next run; None forgets it."""
        if value is None:
            self._execute("delete from meta where key = ?", (name,))
        else:
            self._execute("insert or replace into meta values (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        found = self._execute("select value from meta where key = ?", (name,)).fetchone()
        return found[0] if found else None

    def is_wanted(self, sha256: str) -> bool:
        """Whether a converted document has this content."""
        sql = "select 1 from documents where sha256 = ? and status = 'ok'"
        return self._execute(sql, (sha256,)).fetchone() is not None

    def release_orphans(self) -> list[str]:
        """Duplicates whose original now has another content are duplicates no more. Gives their uris, in order."""
        sql = (
            "select uri from documents d where duplicate_of is not null and not exists"
            " (select 1 from documents o where o.uri = d.duplicate_of and o.sha256 = d.sha256"
            " and o.duplicate_of is null) order by uri"
        )
        found = [uri for (uri,) in self._execute(sql)]
        for uri in found:
            self._execute("update documents set status = ?, duplicate_of = null where uri = ?", (_PENDING, uri))
        return found

    def converted(self) -> Iterator[tuple[str, str, str]]:
        """Content, record's path and what it depends on, of every record, ordered by uri."""
        sql = (
            "select sha256, output, parser_version || ' ' || lexicon_version || ' ' || options_hash"
            " from documents where status = 'ok' order by uri"
        )
        yield from self._execute(sql)

    def failures(self, limit: int = -1) -> Iterator[tuple[str, str, str, str]]:
        """Uri, status, error code and message of failed documents, ordered by uri."""
        marks = ", ".join("?" * len(FAILED))
        sql = f"select uri, status, error_code, error_message from documents where status in ({marks}) order by uri limit ?"
        yield from self._execute(sql, (*FAILED, limit))

    def last_run(self) -> tuple[str, str | None] | None:
        """When the last run started, and when it ended: None if it did not."""
        found = self._execute("select started, finished from runs order by id desc limit 1").fetchone()
        return (found[0], found[1]) if found else None

    def totals(self) -> Totals:
        statuses = dict(self._execute("select status, count(*) from documents group by status order by status"))
        marks = ", ".join("?" * len(FAILED))
        errors = self._execute(
            f"select error_code, count(*) from documents where status in ({marks}) group by 1 order by 2 desc, 1",
            FAILED,
        )
        names = ["pages", "characters", "attendees", "items", "speeches", "rulings", "follow_ups", "votes"]
        sums = ", ".join(f"coalesce(sum({name}), 0)" for name in names)
        *counts, seconds, peak = self._execute(
            f"select {sums}, coalesce(sum(seconds), 0), coalesce(max(peak_memory), 0) from documents"
        ).fetchone()
        common = self._execute(
            "select key, sum(value) from documents, json_each(diagnostics) group by key order by 2 desc, 1 limit 10"
        )
        return Totals(statuses, dict(errors), dict(zip(names, counts, strict=True)), dict(common), seconds, peak)


@functools.cache
def _insert(names: tuple[str, ...]) -> str:
    places = ", ".join(f":{name}" for name in names)
    return f"insert or replace into documents ({', '.join(names)}) values ({places})"


def _timestamp() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _storable(text: str | None) -> str | None:
    """SQLite holds no lone surrogates (of undecodable file names)."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode()
