"""The command line: one module a family of commands, put together here."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from . import archive, explain, export, parse, search, tracking

__all__ = ["app", "main"]

app = typer.Typer(
    name="minutes-parser",
    help="Typed, source-grounded records from meeting minutes (會議紀錄) of Taiwan's public bodies.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        from .. import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for _family in (parse, explain, archive, search, tracking, export):
    _family.register(app)


def main() -> None:
    """Entry point of `minutes-parser`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
