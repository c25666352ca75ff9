"""Sources of the search commands, read one by one; what cannot be read is told and passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from minutes_parser.errors import MinutesParserError
from minutes_parser.model import Minutes
from minutes_parser.search.sources import Loaded, load

__all__ = ["Reading", "Sources"]

Sources = Annotated[
    list[Path],
    typer.Argument(
        metavar="SOURCE...",
        help="What minutes-parser convert made (a folder), JSON or NDJSON records, or documents; - is stdin.",
    ),
]


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
