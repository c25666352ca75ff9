"""One document in, one record out: the function that every executor runs."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import LimitExceeded, MinutesParserError, UnreadableDocument
from .outputs import write_record
from .reading import read_bytes
from .record import Counts, Options, Record, Status, Task
from .sources import Source

if TYPE_CHECKING:
    from ..document import Document
    from ..model import Minutes
    from ..readers.limits import Limits

__all__ = ["convert_and_keep", "convert_one", "convert_task"]

_WORD_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NEEDS_OCR = frozenset({"page-without-text", "garbage-text-layer"})
"""Diagnostics of a document that has pages to recognise."""


def convert_one(source: Source, options: Options) -> Record:
    """Convert one document. Never raises: what goes wrong is in the record.

    If the source says what its content was (`sha256`) and it no longer is, the record says `changed`.
    """

    def make(data: bytes) -> Minutes:
        parse = _parser(options.parser)
        return parse(data, name=source.name, ocr=options.ocr, limits=_limits(options))

    return _measured(source, options, make)


def _measured(source: Source, options: Options, make: Callable[[bytes], Minutes]) -> Record:
    start = time.perf_counter()
    _forget_peak()
    record = _converted(source, options, make)
    return replace(record, seconds=time.perf_counter() - start, peak_memory=_peak())


def _converted(source: Source, options: Options, make: Callable[[bytes], Minutes]) -> Record:
    try:
        data = read_bytes(source, options.max_bytes)
        digest = hashlib.sha256(data).hexdigest()
        if source.sha256 not in (None, digest):
            return _failed(source, "unreadable", "changed", "the file changes while it is read")
        return _record_of(make(data), replace(source, size=len(data), sha256=digest))
    except LimitExceeded as error:
        return _failed(source, "limit", error.code, error.message)
    except MinutesParserError as error:
        return _failed(source, "unreadable", error.code, error.message)
    except MemoryError:
        return _failed(source, "limit", "memory", "needs more memory than allowed")
    except Exception as error:  # a mistake in the parser: it is one document's, and the next ones can be converted
        return _failed(source, "crashed", type(error).__name__, _one_line(error))


def _limits(options: Options) -> Limits:
    from ..readers.limits import DEFAULT_LIMITS, Limits

    # a little less than the time after which the worker would be killed, which costs more than an error
    most = options.seconds * 0.9
    return Limits(seconds=min(most, DEFAULT_LIMITS.seconds), office_seconds=most, max_bytes=options.max_bytes)


def _failed(source: Source, status: Status, code: str, message: str) -> Record:
    return Record(source, status, error_code=code, error_message=message)


def _one_line(error: Exception) -> str:
    place = ""
    trace = error.__traceback__
    while trace is not None:
        place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})"
        trace = trace.tb_next
    return " ".join(str(error).split())[:300] + place


def _parser(path: str) -> Callable[..., Minutes]:
    module, _, name = path.partition(":")
    parse: Callable[..., Minutes] = getattr(importlib.import_module(module), name)
    return parse


def _record_of(minutes: Minutes, source: Source) -> Record:
    found = minutes.diagnostics
    counts = Counts(
        pages=minutes.source.pages or 0,
        characters=minutes.coverage.characters,
        attendees=len(minutes.attendees),
        items=len(minutes.items),
        speeches=len(minutes.speeches),
        rulings=len(minutes.rulings),
        follow_ups=len(minutes.follow_ups),
        votes=len(minutes.votes),
        unassigned=minutes.coverage.unassigned,
    )
    return Record(
        source,
        "ok",
        json=minutes.to_json(),
        counts=counts,
        severities=dict(sorted(Counter(one.severity for one in found).items())),
        diagnostics=dict(sorted(Counter(one.code for one in found).items())),
    )


def convert_task(task: Task, options: Options) -> tuple[Record, ...]:
    """Convert the documents of a task.

    In the quick lane, a document that has pages to recognise is only put off. So is one that fails in a group:
    LibreOffice, which reads the group, may have failed on another of them.
    """
    if len(task.sources) > 1 and options.parser == Options().parser:
        return _group(task.sources, options)
    if not options.ocr or task.lane == "slow":
        return tuple(convert_one(source, options) for source in task.sources)
    return tuple(_without_ocr(source, options) for source in task.sources)


def _group(sources: Sequence[Source], options: Options) -> tuple[Record, ...]:
    """DOC files by one start of LibreOffice. What is DOC by name only is converted as what it is."""
    contents = {source: data for source in sources if (data := _word_97(source, options)) is not None}
    start = time.perf_counter()
    documents = dict(zip(contents, _read_doc_files(contents, options), strict=True))
    share = (time.perf_counter() - start) / max(len(contents), 1)
    return tuple(
        _member_of_group(source, options, documents[source], contents[source], share)
        if source in documents
        else convert_one(source, options)
        for source in sources
    )


def _word_97(source: Source, options: Options) -> bytes | None:
    try:
        data = read_bytes(source, options.max_bytes)
    except MinutesParserError:
        return None  # `convert_one` meets it again, and makes the record of it
    return data if data.startswith(_WORD_97) else None


def _read_doc_files(contents: dict[Source, bytes], options: Options) -> Sequence[Document | MinutesParserError]:
    from ..readers import doc

    if not contents:
        return ()
    try:
        return doc.read_many(
            list(contents.values()), names=[source.name for source in contents], limits=_limits(options)
        )
    except MinutesParserError as error:
        return [error] * len(contents)


def _member_of_group(
    source: Source, options: Options, read: Document | MinutesParserError, content: bytes, share: float
) -> Record:
    from ..pipeline import minutes_of

    def make(data: bytes) -> Minutes:
        if isinstance(read, MinutesParserError):
            raise read
        if data != content:
            raise UnreadableDocument("the file changes while it is read", source=source.uri)
        return minutes_of(read)

    record = _measured(source, options, make)
    if record.status in ("unreadable", "limit") and record.error_code not in ("missing-dependency", "changed"):
        return put_off(record, "alone")
    return replace(record, seconds=record.seconds + share)


def _without_ocr(source: Source, options: Options) -> Record:
    """The record as it is without OCR, which is the same where no page needs it; else it is put off."""
    record = convert_one(source, replace(options, ocr=False))
    if record.status == "ok" and NEEDS_OCR.isdisjoint(record.diagnostics):
        return record
    if record.status == "ok":
        return put_off(record, "scan")
    return record


def put_off(record: Record, why: Literal["scan", "alone"]) -> Record:
    """The document will be done later: in the slow lane, or without others."""
    return replace(record, status="skipped", json=None, error_code=why)


def convert_and_keep(task: Task, options: Options, out: Path) -> tuple[Record, ...]:
    """`convert_task`, with each record written into the output folder at once. Raises OutputFailed."""
    return tuple(_kept(record, out) for record in convert_task(task, options))


def _kept(record: Record, out: Path) -> Record:
    if record.json is None or record.source.sha256 is None:
        return record
    return replace(record, json=None, output=write_record(out, record.source.sha256, record.json))


def _forget_peak() -> None:
    """Start the high-water mark of resident memory anew (Linux)."""
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "wb") as marks:
        marks.write(b"5")


def _peak() -> int:
    with contextlib.suppress(OSError), open("/proc/self/status", "rb") as status:
        for line in status:
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # of the worker's whole life: no better is known
    return peak if sys.platform == "darwin" else peak * 1024
