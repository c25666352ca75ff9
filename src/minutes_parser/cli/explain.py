"""The command that says why: for each value the rule and the text it rests on, for each leftover the reason."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from ..model import Grounded, Minutes, TextSpan
from .parse import parsed

__all__ = ["explanation", "register"]

_SHOWN = 40


def explanation(minutes: Minutes) -> Iterator[str]:
    """Lines for a person: a value, its rule, and the words it rests on with their place.

    >>> from minutes_parser import parse_text
    >>> lines = list(explanation(parse_text("松濤市公園委員會第3次會議紀錄\\n時間：113年5月2日下午2時\\n決議：照案通過。")))
    >>> lines[0]
    'meeting  [title-and-labels]'
    """
    yield from _thing("meeting", minutes.meeting, minutes.text)
    for name in ("attendees", "items", "speeches", "rulings", "follow_ups", "votes"):
        for thing in getattr(minutes, name):
            yield from _thing(f"{name} {thing.id}", thing, minutes.text)
    for check in minutes.checks:
        yield f"check {check.code}: {'ok' if check.passed else 'FAILS'} (stated {check.stated}, found {check.found})"
    for diagnostic in minutes.diagnostics:
        place = f" at {diagnostic.start}" if diagnostic.start is not None else ""
        yield f"{diagnostic.severity} {diagnostic.code}{place}: {diagnostic.message}"
    for left in minutes.unassigned:
        yield f"unassigned {left.start}-{left.end} [{left.reason}] {_short(minutes.text[left.start : left.end])}"


def _thing(title: str, thing: Grounded, text: str) -> Iterator[str]:
    yield f"{title}  [{thing.rule}]"
    for name, spans in thing.spans.items():
        value: Any = getattr(thing, name, None)
        shown = "" if value is None or not isinstance(value, str | int) else f"{_short(str(value))}  <- "
        yield f"    {name}: {shown}{_words(spans, text)}"


def _words(spans: tuple[TextSpan, ...], text: str) -> str:
    return " + ".join(f"{s.start}-{s.end} {_short(text[s.start : s.end])}" for s in spans[:3]) + (
        " …" if len(spans) > 3 else ""
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"「{flat}」" if len(flat) <= _SHOWN else f"「{flat[: _SHOWN - 1]}…」"


def _explain(file: Annotated[Path, typer.Argument(help="A document.")]) -> None:
    """Say for each value which rule made it and on which words it rests, and why text was left unassigned."""
    minutes = parsed(file)
    if minutes is None:
        raise typer.Exit(1)
    sys.stdout.write("\n".join(explanation(minutes)) + "\n")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("explain")(_explain)
