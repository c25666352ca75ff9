"""`minutes-parser track`, `people` and `privacy`: what goes beyond one record, and what should not go out."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from ..document import Document
from ..errors import MinutesParserError, UnreadableDocument
from ..export import ndjson
from ..model import Minutes
from ..privacy import find_privacy
from ..tracking import Ledger, count_people, track, update
from ..tracking.formats import people_to_csv, people_to_json, to_csv, to_json
from ..tracking.timeline import to_html
from .export import Reading

__all__ = ["register"]

_RECORDS = frozenset({".json", ".ndjson", ".jsonl"})
_DOCUMENTS = frozenset({".pdf", ".docx", ".odt", ".doc", ".rtf", ".html", ".htm", ".md", ".markdown", ".txt"})

_Format = TypeVar("_Format", bound=StrEnum)

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="OUT|SOURCE…", help="Output folders of convert, records (JSON, NDJSON), documents, folders."
    ),
]
OutFile = Annotated[Path | None, typer.Option("--out", "-o", help="The file to write; default: stdout.")]


class LedgerFormat(StrEnum):
    json = "json"
    csv = "csv"
    html = "html"


class PeopleFormat(StrEnum):
    json = "json"
    csv = "csv"


class StateFilter(StrEnum):
    """States of a decision, and `not-closed` for all but closed."""

    open = "open"
    self_tracked = "self_tracked"
    unknown = "unknown"
    unreported = "unreported"
    silent = "silent"
    closed = "closed"
    not_closed = "not-closed"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(name="track")(track_command)
    app.command(name="people")(people_command)
    app.command(name="privacy")(privacy_command)


def track_command(
    sources: Sources = None,
    db: Annotated[Path | None, typer.Option("--db", help="A database to add to; alone: what it holds.")] = None,
    out: OutFile = None,
    to: Annotated[LedgerFormat | None, typer.Option("--to", help="Default: by the ending of --out; json.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Day to count to, YYYY-MM-DD; default: the latest meeting.")] = None,
    renamed: Annotated[
        list[str] | None, typer.Option("--renamed", metavar="NEW=OLD", help="A body's later name and its earlier one.")
    ] = None,
    state: Annotated[StateFilter | None, typer.Option(help="Only decisions in this state.")] = None,
    assignee: Annotated[str | None, typer.Option(help="Only decisions whose assignee holds these words.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only decisions whose deadline has passed.")] = False,
    spreadsheet: Annotated[bool, typer.Option("--spreadsheet", help="CSV that Excel opens safely.")] = False,
) -> None:
    """Follow decisions from the meeting that made them to the one that closed them."""
    kind = to or _kind(out, LedgerFormat)
    if spreadsheet and kind != "csv":
        raise _usage("--spreadsheet goes with CSV")
    if not sources and db is None:
        raise _usage("give sources, or a database with --db")
    names = _renamed(renamed or [])
    day = _day(as_of)
    reading = Reading(list(_files(sources or [])))
    counted = _Counted(reading)
    try:
        ledger = (
            update(db, counted.records(), as_of=day, renamed=names)
            if db
            else track(counted.records(), as_of=day, renamed=names)
        )
    except MinutesParserError as problem:
        raise _unreadable(problem) from None
    ledger = _filtered(ledger, state, assignee, overdue)
    for note in ledger.notes:
        typer.echo(f"{note.severity}: {note.code}: {note.message} ({', '.join(note.about)})", err=True)
    text = {"json": to_json, "html": to_html}.get(kind.value)
    _write(text(ledger) if text else to_csv(ledger, spreadsheet=spreadsheet), out)
    _leave(reading, counted.count)


def people_command(
    sources: Sources = None,
    out: OutFile = None,
    to: Annotated[PeopleFormat | None, typer.Option("--to", help="Default: by the ending of --out; json.")] = None,
    spreadsheet: Annotated[bool, typer.Option("--spreadsheet", help="CSV that Excel opens safely.")] = False,
) -> None:
    """Count who attended, sent a stand-in, stayed away and spoke, by body and year."""
    kind = to or _kind(out, PeopleFormat)
    if not sources:
        raise _usage("give sources")
    if spreadsheet and kind != "csv":
        raise _usage("--spreadsheet goes with CSV")
    reading = Reading(list(_files(sources)))
    counted = _Counted(reading)
    people = count_people(counted.records())
    for note in people.notes:
        typer.echo(f"{note.severity}: {note.code}: {note.message} ({', '.join(note.about)})", err=True)
    text = people_to_csv(people, spreadsheet=spreadsheet) if kind == "csv" else people_to_json(people)
    _write(text, out)
    _leave(reading, counted.count)


def privacy_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Documents, or records (JSON, NDJSON).")],
    show: Annotated[bool, typer.Option("--show", help="Print the values too, not only kinds and places.")] = False,
) -> None:
    """Report personal identifiers, names written out though masked, and text under boxes: one JSON line a file."""
    made, failed = 0, 0
    for path in _files(files):
        try:
            for minutes, data, document in _looked_at(path):
                found = find_privacy(minutes, data, document=document)
                report = {
                    "source": str(path),
                    "counts": dict(sorted(Counter(each.code for each in found).items())),
                    "findings": [each.as_dict(show=show) for each in found],
                }
                _write(json.dumps(report, ensure_ascii=False), None)
                made += 1
        except MinutesParserError as problem:
            failed += 1
            typer.echo(f"error: {problem}" if problem.source else f"error: {path}: {problem}", err=True)
    if failed:
        raise typer.Exit(3 if made else 1)


def _looked_at(path: Path) -> Iterator[tuple[Minutes, bytes | None, Document | None]]:
    """Records as they are; a document parsed, with its bytes and what was read."""
    if path.suffix.lower() in _RECORDS:
        yield from ((minutes, None, None) for minutes in _stored(path))
        return
    from ..api import read  # loaded only where a document is parsed: records need no readers
    from ..pipeline import minutes_of

    try:
        data = path.read_bytes()
    except OSError as problem:
        raise UnreadableDocument(problem.strerror or "cannot be read", source=str(path)) from None
    document = read(data, name=path.name)
    yield minutes_of(document), data, document


def _stored(path: Path) -> Iterator[Minutes]:
    try:
        with path.open("rb") as file:
            yield from ndjson.read(file, str(path))
    except OSError as problem:
        raise UnreadableDocument(problem.strerror or "cannot be read", source=str(path)) from None


class _Counted:
    """The records of a reading, counted as they pass."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.count = 0

    def records(self) -> Iterator[Minutes]:
        for minutes in self._reading.records():
            self.count += 1
            yield minutes


def _files(sources: list[Path]) -> Iterator[Path]:
    """The files meant: of an output folder of `convert` its records, of another folder its records and documents."""
    for source in sources:
        if not source.is_dir():
            yield source
        elif (source / "manifest.sqlite").is_file():
            yield from sorted((source / "records").glob("*/*.json"))
        else:
            yield from sorted(
                path
                for path in source.rglob("*")
                if path.suffix.lower() in _RECORDS | _DOCUMENTS
                and path.is_file()
                and not any(part.startswith(".") for part in path.relative_to(source).parts)
            )


def _kind(out: Path | None, formats: type[_Format]) -> _Format:
    ending = out.suffix.lower().lstrip(".") if out else ""
    known = {each.value: each for each in formats}
    if ending and ending not in known:
        raise _usage(f"the ending .{ending} is none of {', '.join(known)}; say --to")
    return known[ending or "json"]


def _renamed(pairs: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for pair in pairs:
        new, mark, old = pair.partition("=")
        if not (new and mark and old):
            raise _usage(f"--renamed {pair}: give NEW=OLD")
        names[new] = old
    return names


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise _usage(f"--as-of {text}: not a day, give YYYY-MM-DD") from None


def _filtered(ledger: Ledger, state: StateFilter | None, assignee: str | None, overdue: bool) -> Ledger:
    wanted = None if state is None or state is StateFilter.not_closed else state.value
    kept = tuple(
        each
        for each in ledger.decisions
        if (state is not StateFilter.not_closed or each.is_open)
        and (wanted is None or each.state == wanted)
        and (assignee is None or assignee in (each.assignee or ""))
        and (not overdue or each.overdue(ledger.as_of))
    )
    return replace(ledger, decisions=kept)


def _write(text: str, out: Path | None) -> None:
    data = (text if text.endswith("\n") else text + "\n").encode()
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        out.write_bytes(data)
    except OSError as problem:
        raise _usage(f"{out}: {problem.strerror}") from None


def _leave(reading: Reading, made: int) -> None:
    code = reading.exit_code(made)
    if code:
        raise typer.Exit(code)


def _usage(message: str) -> typer.Exit:
    typer.echo(f"error: {message}", err=True)
    return typer.Exit(2)


def _unreadable(problem: MinutesParserError) -> typer.Exit:
    typer.echo(f"error: {problem}", err=True)
    return typer.Exit(1)
