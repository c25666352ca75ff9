"""Writing an archive: documents come, change and go, each in one transaction; readers see all of one or none."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from ..model import Minutes
from . import datasette, schema
from .passages import PASSAGES_VERSION, About, Passage, about, passages
from .rows import INSERT_TOKENS, document_tokens, insert_passages, passage_tokens, read_passages

__all__ = ["Change", "IndexWriter", "digest_of"]

Change = Literal["added", "replaced", "unchanged"]

_BATCH = 4000
"""Passages after which what was done is committed: every commit costs some milliseconds."""


def digest_of(content: bytes, *, made_by: str = "record") -> str:
    """What says whether a document has changed since it was indexed: its content, and who makes passages of it."""
    return hashlib.sha256(f"{PASSAGES_VERSION} {made_by}\n".encode() + content).hexdigest()[:32]


class IndexWriter:
    """The one writer of an archive; a context manager that commits at its end and undoes what failed.

    Raises ArchiveError where the file cannot be written or another program writes it for more than half a minute.
    """

    def __init__(self, path: str | Path, *, rebuild: bool = False) -> None:
        self._path = str(path)
        self._connection = schema.connect(path, write=True, outdated=rebuild)
        self._waiting = 0
        self._tables = self._has_tables()
        if rebuild:
            self.rebuild()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self._connection.close()

    def has(self, digest: str) -> str | None:
        """The id of the document that was indexed from this content, None if there is none."""
        row = self._connection.execute("SELECT key FROM file WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else str(row[0])

    def add(self, minutes: Minutes, digest: str | None = None) -> Change:
        """Index a record, in the place of what was indexed of the same document; nothing is done if it is the same."""
        digest = digest or digest_of(minutes.model_dump_json().encode())
        key = about(minutes).document_id
        with self._writing():
            old = self._find(key)
            if old is not None and old[1] == digest:
                return "unchanged"
            made = tuple(passages(minutes))
            if old is not None:
                self._take_out(old[0])
            self._put_in(minutes, digest, made)
            self._waiting += len(made) + 1
        if self._waiting > _BATCH:
            self.commit()
        return "added" if old is None else "replaced"

    def remove(self, key: str) -> bool:
        """Take a document out, by its id; False if it is not there."""
        with self._writing():
            old = self._find(key)
            if old is None:
                return False
            self._take_out(old[0])
            self._waiting += 1
        return True

    def keys(self) -> set[str]:
        """The ids of all documents."""
        return {key for (key,) in self._connection.execute("SELECT key FROM file")}

    def commit(self) -> None:
        """Make what was done visible to readers, and lasting."""
        if self._connection.in_transaction:
            with self._errors():
                self._connection.execute("COMMIT")
        self._waiting = 0

    def optimize(self) -> None:
        """Merge the index into one piece, after much was added: searches get a little faster, the file smaller."""
        self.commit()
        with self._errors():
            for table in ("passage_index", "document_index"):
                self._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            self._connection.execute("ANALYZE")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _find(self, key: str) -> tuple[int, str] | None:
        row: tuple[int, str] | None = self._connection.execute(
            "SELECT id, digest FROM file WHERE key = ?", (key,)
        ).fetchone()
        return row

    def rebuild(self) -> None:
        """Make the full-text tables anew from what they index, for the tokens of this version."""
        connection = self._connection
        with self._writing():
            connection.execute("DROP TABLE passage_index")
            connection.execute("DROP TABLE document_index")
            for statement in schema.text_tables().split(";"):
                connection.execute(statement)
            for document in self._documents("1"):
                self._index_document(document)
            numbered = read_passages(connection, "1 ORDER BY p.id", ())
            connection.executemany(INSERT_TOKENS, ((number, *passage_tokens(p, {})) for number, p in numbered))
            schema.stamp(connection)
        self.commit()

    def add_tables(self) -> None:
        """Add the tables for Datasette and sqlite-utils; what is indexed from now on stands there too.

        What was indexed before counts as changed, so that indexing it again fills them.
        """
        if self._tables:
            return
        with self._writing():
            datasette.make_tables(self._connection)
            self._connection.execute("INSERT INTO meta VALUES ('datasette', '1')")
            self._connection.execute("UPDATE file SET digest = ''")
        self._tables = True

    def without_tables(self) -> int:
        """The number of documents that `add_tables` has not filled yet."""
        return int(self._connection.execute("SELECT count(*) FROM file WHERE digest = ''").fetchone()[0])

    def _has_tables(self) -> bool:
        return self._connection.execute("SELECT 1 FROM meta WHERE key = 'datasette'").fetchone() is not None

    def _put_in(self, minutes: Minutes, digest: str, made: Sequence[Passage]) -> None:
        document = about(minutes)
        first = self._free_row(document.date, len(made))
        values = (*astuple(document), digest, first, first + len(made) - 1)
        number = self._connection.execute(
            "INSERT INTO file (key, source, title, body, body_kind, session, date, date_roc, digest, first, last)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        ).lastrowid
        assert number is not None  # an INSERT into a table with row numbers has one
        self._index_document((number, document))
        insert_passages(self._connection, number, first, made)
        if self._tables:
            datasette.add_record(self._connection, number, minutes)

    def _index_document(self, numbered: tuple[int, About]) -> None:
        number, document = numbered
        self._connection.execute(
            "INSERT INTO document_index (rowid, body, session, source) VALUES (?, ?, ?, ?)",
            (number, *document_tokens(document)),
        )

    def _documents(self, where: str, *values: object) -> list[tuple[int, About]]:
        rows = self._connection.execute(
            f"SELECT id, key, source, title, body, body_kind, session, date, date_roc FROM file WHERE {where}",
            values,
        )
        return [(number, About(*rest)) for number, *rest in rows]

    def _take_out(self, number: int) -> None:
        """Remove a document; a contentless index forgets a row by being given its tokens again."""
        connection = self._connection
        known: dict[str, str] = {}
        held = [
            (row, *passage_tokens(passage, known))
            for row, passage in read_passages(connection, "p.id BETWEEN ? AND ?", self._span(number))
        ]
        connection.executemany(
            "INSERT INTO passage_index (passage_index, rowid, text, item, heading, speaker, assignee)"
            " VALUES ('delete', ?, ?, ?, ?, ?, ?)",
            held,
        )
        for _, document in self._documents("id = ?", number):
            connection.execute(
                "INSERT INTO document_index (document_index, rowid, body, session, source) VALUES ('delete', ?, ?, ?, ?)",
                (number, *document_tokens(document)),
            )
        if self._tables:
            datasette.remove_record(connection, number)
        for table in ("passage_text", "passage"):
            connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", self._span(number))
        for table in ("agenda", "voice"):
            connection.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
        connection.execute("DELETE FROM file WHERE id = ?", (number,))

    def _span(self, number: int) -> tuple[int, int]:
        """The first and last row of a document's passages; no other document has rows between them."""
        first, last = self._connection.execute("SELECT first, last FROM file WHERE id = ?", (number,)).fetchone()
        return first, last

    def _free_row(self, day: str | None, count: int) -> int:
        """The first of `count` rows in a row that are free, after what was indexed of the same day."""
        start, stop = schema.day_rows(day)
        row = self._connection.execute("SELECT max(id) FROM passage WHERE id >= ? AND id < ?", (start, stop)).fetchone()
        first: int = start if row[0] is None else row[0] + 1
        if first + count > stop:
            raise schema.ArchiveError(f"there are too many passages of {day}", source=self._path)
        return first

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """In a transaction, which is undone where something fails."""
        with self._errors():
            try:
                if not self._connection.in_transaction:
                    self._connection.execute("BEGIN IMMEDIATE")
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            raise schema.ArchiveError(f"cannot be written: {problem}", source=self._path) from None
