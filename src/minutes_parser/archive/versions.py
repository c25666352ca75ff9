"""What a record depends on besides the document: when one of these changes, archives are converted anew."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from .record import Options

__all__ = ["Key", "key_of", "lexicon_version", "parser_version"]

_NOT_PARSING = ("archive", "cli", "export", "lexicon", "search", "tracking")
"""What does not shape a record (the words of the lexicon are counted apart): changes there leave archives valid."""


@dataclass(frozen=True, slots=True)
class Key:
    """Two conversions of one content with equal keys give the same record."""

    parser_version: str
    lexicon_version: str
    options_hash: str


@functools.cache
def parser_version() -> str:
    """The package's version and a hash over the code that parses: `0.1.0+1f0c9a7b2d3e`."""
    parts = sorted(files("minutes_parser").iterdir(), key=lambda part: part.name)
    code = [file for part in parts if part.name not in _NOT_PARSING for file in _below(part, ".py")]
    return f"{version('minutes-parser')}+{_digest(code)}"


@functools.cache
def lexicon_version() -> str:
    """A hash over the words: `lexicon/*.toml`."""
    return _digest(_below(files("minutes_parser") / "lexicon", ".toml"))


def key_of(options: Options) -> Key:
    """Limits of time and memory are no part of it: they decide whether there is a record, not what is in it."""
    shaping = json.dumps({"ocr": options.ocr, "parser": options.parser}, sort_keys=True)
    return Key(parser_version(), lexicon_version(), hashlib.sha256(shaping.encode()).hexdigest()[:12])


def _below(place: Traversable, suffix: str) -> Iterator[Traversable]:
    if place.is_dir():
        for child in sorted(place.iterdir(), key=lambda child: child.name):
            yield from _below(child, suffix)
    elif place.name.endswith(suffix) and place.is_file():
        yield place


def _digest(parts: Iterator[Traversable] | list[Traversable]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes()
        digest.update(f"{part.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]
