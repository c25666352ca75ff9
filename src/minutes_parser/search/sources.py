"""What is indexed: folders and files of converted records, and documents that are parsed on the way."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ..errors import MinutesParserError, UnreadableDocument
from ..model import Minutes
from .index import digest_of

__all__ = ["Loaded", "load"]

_RECORD = ".json"
_RECORDS = (".ndjson", ".jsonl")


@dataclass(frozen=True, slots=True)
class Loaded:
    """One record, not yet read: `digest` says what it is made of, `minutes()` reads or parses it.

    `minutes` raises an error under MinutesParserError where it cannot be read. `origin` is for messages.
    """

    origin: str
    digest: str
    minutes: Callable[[], Minutes]


def load(sources: Iterable[str | Path]) -> Iterator[Loaded | MinutesParserError]:
    """The records of all sources, one at a time; in the place of what cannot be opened stands its error.

    A folder means what is in it and below, by name: of one that `minutes-parser convert` filled its records, of
    another its `*.json`, `*.ndjson` and documents. `-` is standard input, one record a line.
    """
    # documents are known by their ending, as minutes-parser convert knows them
    from ..archive.sources import SUFFIXES

    wanted = {*SUFFIXES, *_RECORDS, _RECORD}
    for source in sources:
        path = Path(source)
        if str(source) == "-":
            yield from _lines(sys.stdin.buffer, "standard input")
        elif path.is_dir():
            records = path / "records"
            converted = (path / "manifest.sqlite").is_file() and records.is_dir()
            for file in _files(records if converted else path):
                if file.suffix.lower() in wanted:
                    yield from _file(file)
        else:
            yield from _file(path)


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder, in order of their names; hidden ones left out."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _file(path: Path) -> Iterator[Loaded | MinutesParserError]:
    try:
        if path.suffix.lower() in _RECORDS:
            with path.open("rb") as file:
                yield from _lines(file, str(path))
        else:
            content = path.read_bytes()
            yield _record(content, str(path)) if path.suffix.lower() == _RECORD else _document(content, path)
    except OSError as problem:
        yield UnreadableDocument(problem.strerror or "cannot be read", source=str(path))


def _lines(file: Iterable[bytes], name: str) -> Iterator[Loaded]:
    for number, line in enumerate(file, start=1):
        # lines of bytes end at the line break alone: U+2028 may stand inside a JSON string
        content = line.removeprefix(b"\xef\xbb\xbf").strip()
        if content:
            yield _record(content, f"{name}, line {number}")


def _record(content: bytes, origin: str) -> Loaded:
    content = content.removeprefix(b"\xef\xbb\xbf").strip()
    return Loaded(origin, digest_of(content), lambda: _validated(content, origin))


def _validated(content: bytes, origin: str) -> Minutes:
    try:
        return Minutes.model_validate_json(content)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UnreadableDocument(
            f"no record of minutes: {place + ': ' if place else ''}{first['msg']}", source=origin
        ) from None


def _document(content: bytes, path: Path) -> Loaded:
    # loaded only where a document is parsed: records need no readers
    from ..archive.versions import lexicon_version, parser_version

    def parsed() -> Minutes:
        from .. import parse

        return parse(content, name=path.name)

    made_by = f"{parser_version()} {lexicon_version()} {path.name}"
    return Loaded(str(path), digest_of(content, made_by=made_by), parsed)
