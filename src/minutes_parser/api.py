"""The public verbs."""

from __future__ import annotations

import os
from typing import BinaryIO

from . import readers
from .document import Document
from .model import Minutes
from .pipeline import minutes_of
from .readers.isolate import run_isolated
from .readers.limits import Limits

__all__ = ["parse", "parse_text", "read"]

Input = str | os.PathLike[str] | bytes | BinaryIO


def read(source: Input, *, name: str | None = None, limits: Limits | None = None, ocr: bool | None = None) -> Document:
    """The text and blocks of a document, before any rule.

    `source` is a path, the bytes of a file, or a binary file; `name` what to call it in messages. `ocr`: True
    asks for it, False forbids it, None uses it where it is installed and a page has no text.
    Raises `UnreadableDocument` and its kin.
    """
    return readers.read(source, name=name, limits=limits or Limits(), ocr=ocr)


def parse(
    source: Input,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    ocr: bool | None = None,
    isolate: bool = False,
) -> Minutes:
    """The record of a minutes document: a path, the bytes of a file, or a binary file.

    With `isolate` a child process does the work, under limits of memory and time, for files from strangers.
    Oddities of content are diagnostics of the record. Raises `UnreadableDocument` (missing, damaged, encrypted,
    of no known format, over a limit) and `MissingDependency`, all under `MinutesParserError`.
    """
    if not isolate:
        return minutes_of(read(source, name=name, limits=limits, ocr=ocr))
    bounds = limits or Limits()
    if not isinstance(source, str | os.PathLike | bytes):
        source = source.read(bounds.max_bytes + 1)
    return run_isolated(parse, source, name=name, limits=bounds, ocr=ocr, seconds=bounds.seconds)


def parse_text(text: str, *, name: str | None = None) -> Minutes:
    """The record of minutes that are text already.

    >>> parse_text("青瀾縣水利小組第2次會議紀錄\\n時間：113年4月1日上午9時").meeting.session
    '第2次'
    """
    return minutes_of(readers.read_text(text, name=name))
