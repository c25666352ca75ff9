"""`minutes-parser passages`, `index`, `search` and `feed`: an archive that is found again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from minutes_parser.errors import MinutesParserError
from minutes_parser.model import Minutes
from minutes_parser.search.archive import Archive
from minutes_parser.search.index import IndexWriter
from minutes_parser.search.langchain import to_langchain
from minutes_parser.search.passages import about, passages
from minutes_parser.search.query import QueryError
from minutes_parser.search.sources import Loaded, load

from .search_table import print_table

__all__ = ["register"]

Sources = Annotated[
    list[Path],
    typer.Argument(
        metavar="SOURCE...",
        help="What minutes-parser convert made (a folder), JSON or NDJSON records, or documents; - is stdin.",
    ),
]
Database = Annotated[Path, typer.Option("--db", help="The archive, one SQLite file.")]


class PassageFormat(StrEnum):
    ndjson = "ndjson"
    langchain = "langchain"


class ResultFormat(StrEnum):
    table = "table"
    json = "json"
    ndjson = "ndjson"


class Order(StrEnum):
    date = "date"
    score = "score"


@dataclass(slots=True)
class Reading:
    """Sources read one by one; what cannot be read is told on standard error, counted and passed over."""

    sources: Iterable[Path]
    read: int = 0
    failed: int = 0

    def loaded(self) -> Iterator[Loaded]:
        for found in load(self.sources):
            if isinstance(found, MinutesParserError):
                self.fail(found)
            else:
                yield found

    def minutes(self) -> Iterator[Minutes]:
        for found in self.loaded():
            made = self.opened(found)
            if made is not None:
                yield made

    def opened(self, found: Loaded) -> Minutes | None:
        try:
            made = found.minutes()
        except MinutesParserError as problem:
            self.fail(problem if problem.source else type(problem)(problem.message, source=found.origin))
            return None
        self.read += 1
        return made

    def fail(self, problem: MinutesParserError) -> None:
        self.failed += 1
        typer.echo(f"error: {problem}", err=True)

    def end(self) -> None:
        """Leave with 1 if nothing could be read, 3 if some could not."""
        if self.failed:
            raise typer.Exit(3 if self.read else 1)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


def _usage(problem: Exception | str) -> typer.Exit:
    typer.echo(f"error: {problem}", err=True)
    return typer.Exit(2)


def passages_command(
    sources: Sources,
    to: Annotated[
        PassageFormat, typer.Option("--format", help="One JSON object a line: ours or LangChain's.")
    ] = PassageFormat.ndjson,
) -> None:
    """Write the passages of minutes: one line a speech, ruling, follow-up, item description, stretch of text."""
    reading = Reading(sources)
    for minutes in reading.minutes():
        for passage in passages(minutes):
            if to is PassageFormat.langchain:
                _write(json.dumps(to_langchain(passage), ensure_ascii=False))
            else:
                _write(passage.model_dump_json())
    reading.end()


def index(
    db: Database,
    sources: Annotated[list[Path] | None, typer.Argument(metavar="SOURCE...", help="As for passages.")] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Take out documents that are in none of the sources.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the index anew from what is in the archive.")
    ] = False,
    optimize: Annotated[
        bool, typer.Option("--optimize", help="Merge the index at the end: smaller, a little faster.")
    ] = False,
) -> None:
    """Index minutes into an archive; what has not changed since is passed over. Prints what was done as JSON."""
    if not sources and not (rebuild or optimize):
        raise _usage("name what to index, or --rebuild, --optimize")
    reading = Reading(sources or [])
    done = {"added": 0, "replaced": 0, "unchanged": 0, "removed": 0, "failed": 0}
    try:
        with IndexWriter(db, rebuild=rebuild) as writer:
            met = _indexed(reading, writer, done)
            if prune:
                _prune(reading, writer, met, done)
            if optimize:
                writer.optimize()
    except MinutesParserError as problem:
        typer.echo(f"error: {problem}", err=True)
        raise typer.Exit(1) from None
    done["failed"] = reading.failed
    _write(json.dumps(done))
    reading.end()


def _indexed(reading: Reading, writer: IndexWriter, done: dict[str, int]) -> set[str]:
    """Index what is new or has changed; gives the ids of all documents met."""
    met: set[str] = set()
    for found in reading.loaded():
        key = writer.has(found.digest)
        if key is not None:
            reading.read += 1
            done["unchanged"] += 1
            met.add(key)
            continue
        minutes = reading.opened(found)
        if minutes is not None:
            done[writer.add(minutes, found.digest)] += 1
            met.add(about(minutes).document_id)
    return met


def _prune(reading: Reading, writer: IndexWriter, met: set[str], done: dict[str, int]) -> None:
    if reading.failed:  # a document that cannot be read today is not gone
        typer.echo("note: nothing was pruned, as some sources could not be read", err=True)
        return
    for key in sorted(writer.keys() - met):
        done["removed"] += writer.remove(key)


def search(
    query: Annotated[str, typer.Argument(help='Words, "phrases", -word, OR, field:value; see docs/search.md.')],
    db: Database,
    limit: Annotated[int, typer.Option(min=0, max=10_000, help="Most hits to show.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Hits to pass over.")] = 0,
    sort: Annotated[Order, typer.Option(help="Newest first, or best first.")] = Order.date,
    facets: Annotated[bool, typer.Option("--facets", help="Count the hits by body, year, kind and more.")] = False,
    to: Annotated[ResultFormat, typer.Option("--format", help="ndjson: one hit a line.")] = ResultFormat.table,
) -> None:
    """Search an archive. A query that begins with - goes after --: search --db archive.db -- -word"""
    try:
        with Archive.open(db) as archive:
            found = archive.search(query, limit=limit, offset=offset, sort=sort.value, facets=facets)
    except QueryError as problem:
        raise _usage(problem) from None
    except MinutesParserError as problem:
        typer.echo(f"error: {problem}", err=True)
        raise typer.Exit(1) from None
    if to is ResultFormat.table:
        print_table(found)
    elif to is ResultFormat.json:
        _write(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        for hit in found.as_json()["hits"]:
            _write(json.dumps(hit, ensure_ascii=False))


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("passages")(passages_command)
    app.command()(index)
    app.command()(search)
