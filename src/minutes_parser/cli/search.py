"""`minutes-parser passages`, `index`, `search` and `feed`: an archive that is found again."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from minutes_parser.errors import MinutesParserError
from minutes_parser.search.archive import Archive
from minutes_parser.search.datasette import write_metadata
from minutes_parser.search.index import IndexWriter
from minutes_parser.search.langchain import to_langchain
from minutes_parser.search.opensearch.archive import OpenSearchArchive
from minutes_parser.search.opensearch.connection import connect
from minutes_parser.search.opensearch.feed import Feed, bulk_lines, meilisearch_line
from minutes_parser.search.opensearch.template import index_template
from minutes_parser.search.passages import about, passages
from minutes_parser.search.query import QueryError

from .search_sources import Reading, Sources
from .search_table import print_table

__all__ = ["register"]

Database = Annotated[Path, typer.Option("--db", help="The archive, one SQLite file.")]


class PassageFormat(StrEnum):
    ndjson = "ndjson"
    langchain = "langchain"


class FeedFormat(StrEnum):
    bulk = "bulk"
    ndjson = "ndjson"
    meilisearch = "meilisearch"


class ResultFormat(StrEnum):
    table = "table"
    json = "json"
    ndjson = "ndjson"


class Order(StrEnum):
    date = "date"
    score = "score"


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
    datasette: Annotated[
        bool, typer.Option("--datasette", help="Add tables for Datasette and sqlite-utils, and DB.metadata.yaml.")
    ] = False,
    optimize: Annotated[
        bool, typer.Option("--optimize", help="Merge the index at the end: smaller, a little faster.")
    ] = False,
) -> None:
    """Index minutes into an archive; what has not changed since is passed over. Prints what was done as JSON."""
    if not sources and not (rebuild or optimize or datasette):
        raise _usage("name what to index, or --rebuild, --optimize, --datasette")
    reading = Reading(sources or [])
    done = {"added": 0, "replaced": 0, "unchanged": 0, "removed": 0, "failed": 0}
    try:
        with IndexWriter(db, rebuild=rebuild) as writer:
            if datasette:
                writer.add_tables()
            met = _indexed(reading, writer, done)
            if prune:
                _prune(reading, writer, met, done)
            if optimize:
                writer.optimize()
            if waiting := writer.without_tables():
                typer.echo(f"note: {waiting} documents stand in no table yet: index their sources again", err=True)
        if datasette:
            write_metadata(db)
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
    db: Annotated[Path | None, typer.Option("--db", help="The archive, one SQLite file.")] = None,
    url: Annotated[str | None, typer.Option("--opensearch", metavar="URL", help="A cluster, in its place.")] = None,
    name: Annotated[str, typer.Option("--index", help="With --opensearch: the alias.")] = "minutes",
    limit: Annotated[int, typer.Option(min=0, max=10_000, help="Most hits to show.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Hits to pass over.")] = 0,
    sort: Annotated[Order, typer.Option(help="Newest first, or best first.")] = Order.date,
    facets: Annotated[bool, typer.Option("--facets", help="Count the hits by body, year, kind and more.")] = False,
    to: Annotated[ResultFormat, typer.Option("--format", help="ndjson: one hit a line.")] = ResultFormat.table,
) -> None:
    """Search an archive. A query that begins with - goes after --: search --db archive.db -- -word"""
    if (db is None) == (url is None):
        raise _usage("name either --db or --opensearch")
    try:
        if db is not None:
            with Archive.open(db) as archive:
                found = archive.search(query, limit=limit, offset=offset, sort=sort.value, facets=facets)
        else:
            cluster = OpenSearchArchive(connect(url or ""), name)
            found = cluster.search(query, limit=limit, offset=offset, sort=sort.value, facets=facets)
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


def feed(
    sources: Sources,
    url: Annotated[
        str | None,
        typer.Option("--opensearch", metavar="URL", help="The cluster; who asks: OPENSEARCH_USERNAME, _PASSWORD."),
    ] = None,
    stdout: Annotated[FeedFormat | None, typer.Option("--stdout", help="Write lines in the place of sending.")] = None,
    name: Annotated[str, typer.Option("--index", help="The alias; its indexes are NAME-000001 and so on.")] = "minutes",
    template: Annotated[
        Path | None, typer.Option(help="An index template (JSON) in the place of ours, which --dry-run prints.")
    ] = None,
    reindex: Annotated[
        bool, typer.Option("--reindex", help="Fill a new index, then let the alias point to it in one step.")
    ] = False,
    keep: Annotated[bool, typer.Option("--keep", help="With --reindex: leave the old index.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Delete documents that are in none of the sources.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
) -> None:
    """Feed passages to OpenSearch, or write them as lines for other servers. Prints what was done as JSON."""
    if (url is None) == (stdout is None):
        raise _usage("name either --opensearch URL or --stdout FORMAT")
    shape = index_template(name) if template is None else _template(template)
    reading = Reading(sources)
    if stdout is not None:
        _write_lines(reading, stdout, name)
    elif dry_run:
        counts = [sum(1 for _ in passages(minutes)) for minutes in reading.minutes()]
        done = {"documents": len(counts), "passages": sum(counts), "alias": name, "template": shape}
        _write(json.dumps(done, ensure_ascii=False))
    else:
        _send(reading, url or "", name, shape, reindex=reindex, keep=keep, prune=prune)
    reading.end()


def _template(path: Path) -> dict[str, Any]:
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise _usage(f"{path}: no index template: {problem}") from None
    if not isinstance(made, dict) or "index_patterns" not in made:
        raise _usage(f"{path}: no index template: it has no index_patterns")
    return made


def _write_lines(reading: Reading, to: FeedFormat, name: str) -> None:
    made = (passage for minutes in reading.minutes() for passage in passages(minutes))
    match to:
        case FeedFormat.bulk:
            lines = bulk_lines(made, name)
        case FeedFormat.meilisearch:
            lines = (meilisearch_line(passage) for passage in made)
        case FeedFormat.ndjson:
            lines = (passage.model_dump_json() for passage in made)
    for line in lines:
        _write(line)


def _send(
    reading: Reading, url: str, name: str, shape: dict[str, Any], *, reindex: bool, keep: bool, prune: bool
) -> None:
    try:
        target = Feed(connect(url), name, template=shape)
        if reindex:
            done = target.reindex(reading.minutes(), keep=keep)
        else:
            done = target.update(reading.minutes())
            if prune and (reading.failed or done.rejected):  # a document that cannot be read today is not gone
                typer.echo("note: nothing was pruned, as some sources could not be read or fed", err=True)
            elif prune:
                done.deleted += target.prune()
    except MinutesParserError as problem:
        typer.echo(f"error: {problem}", err=True)
        raise typer.Exit(1) from None
    for key, reason in done.refused:
        typer.echo(f"error: {key} was refused: {reason}", err=True)
    _write(json.dumps({**asdict(done), "refused": [key for key, _ in done.refused]}, ensure_ascii=False))
    if done.rejected:
        raise typer.Exit(3)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("passages")(passages_command)
    for command in (index, search, feed):
        app.command()(command)
