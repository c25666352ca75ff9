"""The command line with the tests' parser, as a program."""

from __future__ import annotations

from functools import partial

import typer

from minutes_parser.archive.record import Options
from minutes_parser.cli import archive
from tests.archive.batch import PARSER

app = typer.Typer()
archive.register(app)

if __name__ == "__main__":
    vars(archive)["Options"] = partial(Options, parser=PARSER)
    app()
