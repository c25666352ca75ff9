"""The commands for single documents: parse, outline, schema."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..api import parse
from ..errors import MinutesParserError
from ..model import Minutes, OutlineNode

__all__ = ["parsed", "register", "schema_text"]

Files = Annotated[list[Path], typer.Argument(help="Documents: PDF, DOCX, ODT, DOC, RTF, HTML, Markdown or text.")]


def schema_text() -> str:
    """The JSON Schema of the output, as `docs/minutes.schema.json` holds it."""
    return json.dumps(Minutes.model_json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def parsed(path: Path) -> Minutes | None:
    """The record of one file, or None after saying on stderr why there is none."""
    try:
        return parse(path, isolate=True)
    except MinutesParserError as error:
        typer.echo(f"minutes-parser: {path}: {error.message}", err=True)
        return None


def _parse(
    files: Files,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write DIR/<name>.json for each file instead of stdout.")
    ] = None,
    pretty: Annotated[bool, typer.Option("--pretty", help="Indent the JSON.")] = False,
) -> None:
    """Parse documents and print their records as JSON.

    One line a document on stdout, or one file each with -o. Exit code 0: all parsed; 1: a document could not be
    read (said on stderr, the others are still parsed); 2: wrong usage.
    """
    if output is not None:
        _folder(output)
    failed = False
    for path in files:
        minutes = parsed(path)
        if minutes is None:
            failed = True
            continue
        text = minutes.to_json(indent=2 if pretty else None) + "\n"
        if output is None:
            sys.stdout.write(text)
        else:
            (output / f"{path.stem}.json").write_text(text, encoding="utf-8")
    if failed:
        raise typer.Exit(1)


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
