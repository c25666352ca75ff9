"""`minutes-parser export` and `minutes-parser review`: records handed on, and a page to check them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from minutes_parser.archive.sources import SUFFIXES
from minutes_parser.errors import MinutesParserError, UnreadableDocument
from minutes_parser.export import FORMATS, csv, ndjson
from minutes_parser.export import export as write_export
from minutes_parser.export.review import Entry, Note, write_pages
from minutes_parser.model import Minutes
from minutes_parser.privacy import find_privacy

__all__ = ["register"]

_RECORDS = {".json", ".ndjson", ".jsonl"}


class To(StrEnum):
    """The names of `FORMATS`, for the command line to check and complete."""

    ndjson = "ndjson"
    csv = "csv"
    parquet = "parquet"
    akn = "akn"
    popolo = "popolo"


class Tongue(StrEnum):
    """Languages of the review page."""

    zh = "zh"
    en = "en"


@dataclass(slots=True)
class Reading:
    """Sources turned into records one by one; what cannot be read is reported, counted, and passed over."""

    sources: list[Path]
    failed: list[str] = field(default_factory=list)

    def outcomes(self) -> Iterator[tuple[Path, Minutes | str]]:
        """Each record with the source it comes from; for a source that cannot be read, the problem."""
        for source in self.sources:
            try:
                for minutes in _records_of(source):
                    yield source, minutes
            except MinutesParserError as problem:
                self.failed.append(str(source))
                typer.echo(f"minutes-parser: {source}: {problem.message}", err=True)
                yield source, problem.message

    def records(self) -> Iterator[Minutes]:
        """The records alone."""
        return (made for _, made in self.outcomes() if isinstance(made, Minutes))

    def exit_code(self, made: int) -> int:
        """0 if all was read, 1 if nothing, 3 if some failed."""
        if not self.failed:
            return 0
        return 3 if made else 1


def _records_of(source: Path) -> Iterator[Minutes]:
    """The records in a source: standard input and files of records hold many, a document makes one."""
    if str(source) == "-":
        yield from ndjson.read(sys.stdin.buffer, "standard input")
    elif source.suffix.lower() in _RECORDS:
        try:
            with source.open("rb") as file:
                yield from ndjson.read(file, str(source))
        except OSError as problem:
            raise UnreadableDocument(problem.strerror or "cannot be read", source=str(source)) from None
    else:
        from minutes_parser import parse  # loaded only where a document is parsed: records need no readers

        yield parse(source)


def _expanded(sources: list[Path]) -> list[Path]:
    """The files meant, a folder replaced by what is in it: the records of one that `convert` made, else all records
    and documents, by name; hidden files are left out."""
    found: list[Path] = []
    for source in sources:
        if str(source) == "-" or not source.is_dir():
            found.append(source)
        elif (source / "manifest.sqlite").exists():
            found += sorted((source / "records").rglob("*.json"))
        else:
            known = SUFFIXES | _RECORDS
            found += sorted(
                path
                for path in source.rglob("*")
                if path.suffix.lower() in known and path.is_file() and not _hidden(path.relative_to(source))
            )
    return found


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _usage(message: str) -> typer.Exit:
    typer.echo(f"minutes-parser: {message}", err=True)
    return typer.Exit(2)


def export(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE...", help="Documents, JSON or NDJSON records, folders; - is stdin.")
    ],
    to: Annotated[To, typer.Option("--to", help="The format.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="A file; for csv and parquet a folder; for akn either. Default: stdout."),
    ] = None,
    spreadsheet: Annotated[
        bool,
        typer.Option("--spreadsheet", help="CSV for Excel: byte order mark, and no cell runs as a formula."),
    ] = False,
) -> None:
    """Export records to an open format; what the format cannot carry is told on standard error.

    Exit code 0: all exported; 1: nothing could be read; 2: wrong usage; 3: some sources could not be read.
    """
    target = FORMATS[to.value]
    if spreadsheet and to.value != "csv":
        raise _usage("--spreadsheet goes with --to csv")
    out = None if out is not None and str(out) == "-" else out
    reading = Reading(_expanded(sources))
    records = reading.records()
    try:
        made = (
            csv.write(records, out, spreadsheet=True) if spreadsheet and out else write_export(records, to.value, out)
        )
    except (ValueError, OSError) as problem:
        raise _usage(str(problem)) from None
    except MinutesParserError as problem:
        raise _usage(str(problem)) from None
    for loss in target.cannot_carry:
        typer.echo(f"note: {to.value} does not carry {loss}", err=True)
    code = reading.exit_code(made)
    if code:
        raise typer.Exit(code)


def review(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Documents, JSON or NDJSON records, folders; - is stdin.")
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The page; for many documents the list of pages, or a folder.")
    ] = Path("review.html"),
    images: Annotated[bool, typer.Option("--images/--no-images", help="Pictures of the pages of a PDF.")] = True,
    language: Annotated[Tongue, typer.Option("--language", help="What the page opens in.")] = Tongue.zh,
) -> None:
    """Make a page that shows a document beside the record made of it; for many, a list with the worst first.

    Exit code 0: all shown; 1: nothing could be read; 2: wrong usage; 3: some documents could not be read.
    """
    reading = Reading(_expanded(sources))
    entries = (_entry(source, made, images) for source, made in reading.outcomes())
    try:
        made = write_pages(entries, out, images=images, language=language.value)
    except OSError as problem:
        raise _usage(f"{out}: {problem.strerror}") from None
    if made:
        typer.echo(f"wrote {made[0]}" + (f" and {len(made) - 1} pages" if len(made) > 1 else ""), err=True)
    code = reading.exit_code(len(made))
    if code:
        raise typer.Exit(code)


def _entry(source: Path, made: Minutes | str, images: bool) -> Entry:
    if isinstance(made, str):
        return Entry(source.name, None, problem=made)
    content = source.read_bytes() if made.source.reader == "pdf" and source.suffix.lower() == ".pdf" else None
    notes = [
        Note(found.code, found.message, found.start, found.end, found.page, found.severity, found.box)
        for found in find_privacy(made, content)
    ]
    return Entry(made.source.name or source.name, made, content if images else None, notes)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(export)
    app.command()(review)
