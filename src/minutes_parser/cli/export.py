"""`minutes-parser export` and `minutes-parser review`: records handed on, and a page to check them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from minutes_parser.errors import MinutesParserError, UnreadableDocument
from minutes_parser.export import FORMATS, csv, ndjson
from minutes_parser.export import export as write_export
from minutes_parser.model import Minutes

__all__ = ["register"]

_RECORDS = {".json", ".ndjson", ".jsonl"}


class To(StrEnum):
    """The names of `FORMATS`, for the command line to check and complete."""

    ndjson = "ndjson"
    csv = "csv"
    parquet = "parquet"
    akn = "akn"
    popolo = "popolo"


@dataclass(slots=True)
class Reading:
    """Sources turned into records one by one; what cannot be read is reported, counted, and passed over."""

    sources: list[Path]
    failed: list[str] = field(default_factory=list)

    def records(self) -> Iterator[tuple[Path, Minutes]]:
        """Each record with the source it comes from."""
        for source in self.sources:
            try:
                for minutes in _records_of(source):
                    yield source, minutes
            except MinutesParserError as problem:
                self.failed.append(str(source))
                typer.echo(f"error: {problem}" if problem.source else f"error: {source}: {problem}", err=True)

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
    """The files meant: a folder means the records and documents in it, by name, hidden files left out."""
    found: list[Path] = []
    for source in sources:
        if str(source) != "-" and source.is_dir():
            found += sorted(
                path
                for path in source.rglob("*")
                if path.is_file() and not any(part.startswith(".") for part in path.relative_to(source).parts)
            )
        else:
            found.append(source)
    return found


def _usage(message: str) -> typer.Exit:
    typer.echo(f"error: {message}", err=True)
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
    """Export records to an open format; what the format cannot carry is told on standard error."""
    target = FORMATS[to.value]
    if spreadsheet and to.value != "csv":
        raise _usage("--spreadsheet goes with --to csv")
    out = None if out is not None and str(out) == "-" else out
    reading = Reading(_expanded(sources))
    records = (minutes for _, minutes in reading.records())
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


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(export)
