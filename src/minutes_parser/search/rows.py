"""Passages as rows of the archive, and rows as passages again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from .passages import About, Passage
from .tokens import index_tokens

__all__ = ["INSERT_TOKENS", "document_tokens", "insert_passages", "passage_tokens", "read_passages"]

_DOCUMENT = ("source", "title", "body", "body_kind", "session", "date", "date_roc")
_ITEM = ("item_id", "item_kind", "item_number", "item_title")
_PERSON = ("person_id", "person_name", "person_organization", "person_title", "person_role")
_VOICE = ("speaker", "speaker_name", "speaker_organization", "speaker_title", *_PERSON)
_OWN = ("kind", "outcome", "status", "element_id", "label", "assignee", "page", "start", "end")
_READ = (
    "SELECT p.id, d.key || '-' || p.key AS id_, d.key, t.text, p.heading_path, "
    + ", ".join([f"d.{name}" for name in _DOCUMENT] + [f"i.{name}" for name in _ITEM])
    + ", "
    + ", ".join([f"v.{name}" for name in _VOICE] + [f'p."{name}"' for name in _OWN])
    + " FROM passage p JOIN file d ON d.id = p.document JOIN passage_text t ON t.id = p.id"
    " LEFT JOIN agenda i ON i.id = p.item LEFT JOIN voice v ON v.id = p.voice WHERE "
)
INSERT_TOKENS = "INSERT INTO passage_index (rowid, text, item, heading, speaker, assignee) VALUES (?, ?, ?, ?, ?, ?)"
_NAMES = (*_DOCUMENT, *_ITEM, *_VOICE, *_OWN)


def read_passages(
    connection: sqlite3.Connection, where: str, values: Sequence[object]
) -> Iterator[tuple[int, Passage]]:
    """Row number and passage of the rows that `where` (SQL over p, d, i, v) says."""
    for row in connection.execute(_READ + where, values):
        number, key, document, text, headings, *rest = row
        fields = dict(zip(_NAMES, rest, strict=True))
        fields |= {
            "id": key,
            "document_id": document,
            "text": text,
            "heading_path": tuple(json.loads(headings or "[]")),
        }
        yield number, Passage.model_validate(fields)


def passage_tokens(passage: Passage, known: dict[str, str]) -> tuple[str, str, str, str, str]:
    """The tokens of a passage, for the columns of `schema.COLUMNS`; the same each time for the same passage.

    `known` keeps tokens of what the passages of a document share: titles, headings, names.
    """

    def shared(text: str) -> str:
        if text not in known:
            known[text] = index_tokens(text)
        return known[text]

    # parts that do not belong to one word are parted, so that no word is found across them
    named = (getattr(passage, name) for name in ("speaker", *_PERSON[1:]))
    return (
        index_tokens(passage.text),
        shared(passage.item_title or ""),
        shared("\n".join(passage.heading_path)),
        shared("\n".join(part for part in named if part)),
        shared(passage.assignee or ""),
    )


def document_tokens(document: About) -> tuple[str, str, str]:
    """The tokens of a document, for the columns of `schema.DOCUMENT_COLUMNS`, joined by blanks."""
    return (
        index_tokens(document.body or ""),
        index_tokens(document.session or ""),
        index_tokens(document.source or ""),
    )


def insert_passages(connection: sqlite3.Connection, document: int, first: int, made: Sequence[Passage]) -> None:
    """Write the passages of one document; the first one gets the highest row, as hits are read from the last row."""
    items = _Shared(connection, "agenda", _ITEM, document)
    voices = _Shared(connection, "voice", _VOICE, document)
    rows: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    tokens: list[tuple[object, ...]] = []
    known: dict[str, str] = {}
    for number, passage in zip(range(first + len(made) - 1, first - 1, -1), made, strict=True):
        item = items.number(passage) if passage.item_id else None
        voice = voices.number(passage) if passage.speaker else None
        headings = json.dumps(passage.heading_path, ensure_ascii=False) if passage.heading_path else None
        own = [getattr(passage, name) for name in _OWN]
        rows.append((number, document, item, voice, passage.id.rpartition("-")[2], headings, *own))
        texts.append((number, passage.text))
        tokens.append((number, *passage_tokens(passage, known)))
    columns = ", ".join(f'"{name}"' for name in ("id", "document", "item", "voice", "key", "heading_path", *_OWN))
    connection.executemany(f"INSERT INTO passage ({columns}) VALUES ({_marks(len(_OWN) + 6)})", _ascending(rows))
    connection.executemany("INSERT INTO passage_text VALUES (?, ?)", _ascending(texts))
    connection.executemany(INSERT_TOKENS, _ascending(tokens))


def _ascending(rows: list[tuple[object, ...]]) -> Iterable[tuple[object, ...]]:
    """From the lowest row up: so FTS5 need not flush what it holds at each row."""
    return reversed(rows)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


class _Shared:
    """Rows that several passages of a document share (its items, its speakers), each written once."""

    def __init__(self, connection: sqlite3.Connection, table: str, names: tuple[str, ...], document: int) -> None:
        columns = ", ".join(("document", *names))
        self._insert = f"INSERT INTO {table} ({columns}) VALUES ({_marks(len(names) + 1)})"
        self._connection, self._names, self._document = connection, names, document
        self._numbers: dict[tuple[object, ...], int] = {}

    def number(self, passage: Passage) -> int:
        values = tuple(getattr(passage, name) for name in self._names)
        if values not in self._numbers:
            made = self._connection.execute(self._insert, (self._document, *values)).lastrowid
            assert made is not None  # an INSERT into a table with row numbers has one
            self._numbers[values] = made
        return self._numbers[values]
