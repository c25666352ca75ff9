"""The public verbs."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import BinaryIO, TypeVar

from . import readers
from .document import Document
from .model import Minutes
from .pipeline import minutes_of
from .readers.isolate import run_isolated
from .readers.limits import Limits
from .volumes import meetings_of

__all__ = ["parse", "parse_meetings", "parse_text", "read"]

T = TypeVar("T")

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
    if isolate:
        return _isolated(parse, source, name, limits or Limits(), ocr)
    return minutes_of(read(source, name=name, limits=limits, ocr=ocr))


def parse_meetings(
    source: Input,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    ocr: bool | None = None,
    isolate: bool = False,
) -> tuple[Minutes, ...]:
    """The records of a file that may hold several meetings, such as a volume of a year: one for each, in order.

    Another meeting begins at a title of minutes with a time and people of its own; each record has the text of its
    part, and `source.part` counts them from 1. A file of one meeting gives the one record of `parse`.
    Arguments and errors as for `parse`.

    >>> head = "時間：113年{}月1日上午9時\\n主席：林召集人大川\\n決議：照案通過。\\n散會\\n"
    >>> volume = "".join(f"松濤市公園委員會第{n}次會議紀錄\\n" + head.format(n) for n in (1, 2))
    >>> [(m.source.part, m.meeting.date, len(m.rulings)) for m in parse_meetings(volume.encode(), name="113.txt")]
    [(1, '2024-01-01', 1), (2, '2024-02-01', 1)]
    """
    if isolate:
        return _isolated(parse_meetings, source, name, limits or Limits(), ocr)
    return meetings_of(read(source, name=name, limits=limits, ocr=ocr))


def _isolated(verb: Callable[..., T], source: Input, name: str | None, limits: Limits, ocr: bool | None) -> T:
    if not isinstance(source, str | os.PathLike | bytes):
        source = source.read(limits.max_bytes + 1)
    return run_isolated(verb, source, name=name, limits=limits, ocr=ocr, seconds=limits.seconds)


def parse_text(text: str, *, name: str | None = None) -> Minutes:
    """The record of minutes that are text already.

    >>> parse_text("青瀾縣水利小組第2次會議紀錄\\n時間：113年4月1日上午9時").meeting.session
    '第2次'
    """
    return minutes_of(readers.read_text(text, name=name))
