"""The commands for single documents: parse, outline, schema."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..api import parse, parse_meetings
from ..errors import MinutesParserError
from ..model import Minutes, OutlineNode

__all__ = ["parsed", "register", "schema_text"]

Files = Annotated[list[Path], typer.Argument(help="Documents: PDF, DOCX, ODT, DOC, RTF, HTML, Markdown or text.")]


def schema_text() -> str:
    """The JSON Schema of the output, as `docs/minutes.schema.json` holds it."""
    return json.dumps(Minutes.model_json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def parsed(path: Path) -> Minutes | None:
    """The record of one file, or None after saying on stderr why there is none."""
    records = _records(path, each=False)
    return records[0] if records else None


def _records(path: Path, *, each: bool) -> tuple[Minutes, ...]:
    """The record of a file, or one for each meeting in it; none after saying on stderr why."""
    try:
        return parse_meetings(path, isolate=True) if each else (parse(path, isolate=True),)
    except MinutesParserError as error:
        typer.echo(f"minutes-parser: {path}: {error.message}", err=True)
        return ()


def _parse(
    files: Files,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write DIR/<name>.json for each file instead of stdout.")
    ] = None,
    pretty: Annotated[bool, typer.Option("--pretty", help="Indent the JSON.")] = False,
    each: Annotated[
        bool, typer.Option("--each", help="A record for each meeting of a file that holds several: <name>-1.json …")
    ] = False,
) -> None:
    """Parse documents and print their records as JSON.

    One line a record on stdout, or one file each with -o. Exit code 0: all parsed; 1: a document could not be
    read (said on stderr, the others are still parsed); 2: wrong usage.
    """
    write = _printed if output is None else _Written(output, files).write
    failed = False
    for path in files:
        records = _records(path, each=each)
        kept = [write(path, minutes, minutes.to_json(indent=2 if pretty else None) + "\n") for minutes in records]
        failed = failed or not kept or not all(kept)
    if failed:
        raise typer.Exit(1)


def _printed(path: Path, minutes: Minutes, text: str) -> bool:
    sys.stdout.write(text)
    return True


class _Written:
    """Records as files of a folder, none of which replaces another of the same command."""

    def __init__(self, folder: Path, files: Sequence[Path]) -> None:
        _folder(folder)
        self._out = folder
        self._stems = Counter(Path(name).stem for name in {path.name for path in files})
        self._made: dict[Path, Path] = {}

    def write(self, path: Path, minutes: Minutes, text: str) -> bool:
        """Write <name>.json, with the ending (a.pdf.json) where two files differ in nothing else. False, after saying
        so on stderr, where another file's record stands there already: of the same name in another folder."""
        name = path.name if self._stems[path.stem] > 1 else path.stem
        part = "" if minutes.source.part is None else f"-{minutes.source.part}"
        target = self._out / f"{name}{part}.json"
        if self._made.setdefault(target, path) != path:
            typer.echo(f"minutes-parser: {path}: {target} holds the record of {self._made[target]}", err=True)
            return False
        target.write_text(text, encoding="utf-8")
        return True


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror or error}", param_hint="--output") from error


def _drawn(node: OutlineNode, depth: int = 0) -> list[str]:
    lines = []
    for child in node.children:
        if child.heading or child.marker:
            heading = child.heading or ""
            short = heading if len(heading) <= 60 else heading[:59] + "…"
            lines.append(f"{'  ' * depth}{child.marker or ''}{short}  [{child.kind}]")
        lines.extend(_drawn(child, depth + 1))
    return lines


def _outline(file: Annotated[Path, typer.Argument(help="A document.")]) -> None:
    """Draw the outline of a document: sections, items, points and labels, indented."""
    minutes = parsed(file)
    if minutes is None:
        raise typer.Exit(1)
    sys.stdout.write("\n".join(_drawn(minutes.outline)) + "\n")


def _schema() -> None:
    """Print the JSON Schema of the output."""
    sys.stdout.write(schema_text())


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("parse")(_parse)
    app.command("outline")(_outline)
    app.command("schema")(_schema)
