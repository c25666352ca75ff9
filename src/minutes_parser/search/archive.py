"""Searching an archive: `Archive.open("archive.db").search("解除列管 單位:臺北市*")`."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from . import schema
from .passages import Passage
from .query.parser import parse_query
from .query.tree import Query, Sort
from .rows import read_passages
from .snippets import Snippet, snippet_of
from .sql import Compiled, compile_sql

__all__ = ["FACETS", "Archive", "Hit", "Results", "make_hit"]

FACETS = ("body", "body_kind", "year", "kind", "outcome", "status", "speaker")
"""What hits are counted by."""

_WEIGHTS = "1.0, 0.6, 0.2, 0.3, 0.3"  # of the columns in schema.COLUMNS: a word in the text counts most
_STEPS = 20_000  # instructions of SQLite between two looks at the clock


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `snippet` is cut from its text or, where the words stand there only, its item's title."""

    passage: Passage
    snippet: Snippet
    in_title: bool
    score: float | None
    """bm25, higher is better; None where hits are in order of date."""

    def as_json(self) -> dict[str, Any]:
        """The passage's own keys, and `snippet` with its highlights as [start, end], and `score`."""
        snippet = {
            "text": self.snippet.text,
            "of": "item_title" if self.in_title else "text",
            "start": self.snippet.start,
            "highlights": self.snippet.highlights,
        }
        return {**self.passage.model_dump(), "snippet": snippet, "score": self.score}


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. `facets`: for each of FACETS the most frequent values with their number of hits."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] | None
    sort: Sort

    def as_json(self) -> dict[str, Any]:
        """`total`, `sort`, `hits`, and `facets`: lists of `value` and `count`, null where not asked for."""
        facets = None
        if self.facets is not None:
            facets = {name: [{"value": v, "count": n} for v, n in counts] for name, counts in self.facets.items()}
        return {"total": self.total, "sort": self.sort, "hits": [hit.as_json() for hit in self.hits], "facets": facets}


class Archive:
    """An archive opened for reading; others may write it meanwhile. One thread at a time."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open the file that `minutes-parser index` made. Raises ArchiveError, IndexOutdated."""
        return cls(schema.connect(path), str(path))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def search(
        self,
        query: str | Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort | None = None,
        facets: bool = False,
        timeout: float = 30.0,
    ) -> Results:
        """The hits of a query: how many, the first `limit` after `offset`, and what they are counted by.

        `sort` is `date` (newest first, the default) or `score`; the query's own `sort:` comes before it.
        Raises QueryError for a query that cannot be understood, ArchiveError after `timeout` seconds.
        """
        asked = parse_query(query) if isinstance(query, str) else query
        made = compile_sql(asked.node)
        order: Sort = (asked.sort or sort or "date") if made.match else "date"
        with self._limited(timeout):
            self._connection.execute("BEGIN")  # one state of the archive, whatever is written meanwhile
            try:
                total = self._count(made)
                hits = self._hits(made, asked, order, limit, offset) if total and limit else ()
                counted = self._facets(made) if facets else None
            finally:
                self._connection.execute("COMMIT")
        return Results(total, hits, counted, order)

    def _count(self, made: Compiled) -> int:
        source, values = made.source()
        return int(self._connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0])

    def _hits(self, made: Compiled, asked: Query, order: Sort, limit: int, offset: int) -> tuple[Hit, ...]:
        source, values = made.source()
        row = "f.rowid" if made.match else "p.id"
        score = f"-bm25(passage_index, {_WEIGHTS})" if order == "score" else "NULL"
        by = f"2 DESC, {row} DESC" if order == "score" else f"{row} DESC"
        found = self._connection.execute(
            f"SELECT {row}, {score} FROM {source} ORDER BY {by} LIMIT ? OFFSET ?", (*values, limit, offset)
        ).fetchall()
        numbers = json.dumps([number for number, _ in found])  # one parameter, however many rows
        held = dict(read_passages(self._connection, "p.id IN (SELECT value FROM json_each(?))", (numbers,)))
        return tuple(make_hit(held[number], asked, score) for number, score in found)

    def _facets(self, made: Compiled) -> dict[str, tuple[tuple[str, int], ...]]:
        source, values = made.source()
        if made.match and not made.passage_needed:
            source = source.replace("passage_index f ", "passage_index f CROSS JOIN passage p ON p.id = f.rowid ", 1)
        counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        rows = self._connection.execute(
            "WITH hits AS MATERIALIZED (SELECT p.document AS document, p.kind AS kind, p.outcome AS outcome,"
            f" p.status AS status, count(*) AS number FROM {source} GROUP BY 1, 2, 3, 4)"
            " SELECT d.body, d.body_kind, substr(d.date, 1, 4), h.kind, h.outcome, h.status, sum(h.number)"
            " FROM hits h JOIN file d ON d.id = h.document GROUP BY 1, 2, 3, 4, 5, 6",
            values,
        )
        for *found, number in rows:
            for name, value in zip(FACETS, found, strict=False):
                if value is not None:
                    counts[name][value] += number
        rows = self._connection.execute(
            f"WITH hits AS MATERIALIZED (SELECT p.voice AS voice, count(*) AS number FROM {source} GROUP BY 1)"
            " SELECT v.speaker, sum(h.number) FROM hits h JOIN voice v ON v.id = h.voice GROUP BY 1",
            values,
        )
        counts["speaker"].update(dict(rows))
        return {name: tuple(sorted(c.items(), key=lambda pair: (-pair[1], pair[0]))[:20]) for name, c in counts.items()}

    @contextmanager
    def _limited(self, seconds: float) -> Iterator[None]:
        """Errors of SQLite as ours, and an end after so many seconds."""
        until = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        try:
            yield
        except sqlite3.Error as problem:
            late = time.monotonic() > until
            message = f"the search took more than {seconds:g} seconds" if late else f"cannot be searched: {problem}"
            raise schema.ArchiveError(message, source=self._path) from None
        finally:
            self._connection.set_progress_handler(None, 0)


def make_hit(passage: Passage, asked: Query, score: float | None) -> Hit:
    """A passage found, with its snippet."""
    words = asked.words()
    snippet = snippet_of(passage.text, words)
    if words and not snippet.highlights and passage.item_title:
        title = snippet_of(passage.item_title, words)
        if title.highlights:
            return Hit(passage, title, True, score)
    return Hit(passage, snippet, False, score)
