"""One document in, one record out: the function that every executor runs."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import LimitExceeded, MinutesParserError
from .outputs import write_record
from .record import Counts, Options, Record, Task
from .sources import Source, read_bytes

if TYPE_CHECKING:
    from ..model import Minutes

__all__ = ["convert_and_keep", "convert_one", "convert_task"]

NEEDS_OCR = frozenset({"page-without-text", "garbage-text-layer"})
"""Diagnostics of a document that has pages to recognise."""


def convert_one(source: Source, options: Options) -> Record:
    """Convert one document. Never raises: what goes wrong is in the record.

    If the source says what its content was (`sha256`) and it no longer is, the record says `changed`.
    """
    start = time.perf_counter()
    _forget_peak()
    record = _converted(source, options)
    return replace(record, seconds=time.perf_counter() - start, peak_memory=_peak())


def _converted(source: Source, options: Options) -> Record:
    try:
        data = read_bytes(source, options.max_bytes)
        digest = hashlib.sha256(data).hexdigest()
        if source.sha256 not in (None, digest):
            return _failed(source, "unreadable", "changed", "the file changes while it is read")
        read = replace(source, size=len(data), sha256=digest)
        return _record_of(_parser(options.parser)(data, name=source.name, ocr=options.ocr), read)
    except LimitExceeded as error:
        return _failed(source, "limit", error.code, error.message)
    except MinutesParserError as error:
        return _failed(source, "unreadable", error.code, error.message)
    except MemoryError:
        return _failed(source, "limit", "memory", "needs more memory than allowed")
    except RecursionError as error:
        return _failed(source, "crashed", "RecursionError", str(error))
    except Exception as error:  # a mistake in the parser: it is one document's, and the next ones can be converted
        return _failed(source, "crashed", type(error).__name__, _one_line(error))


def _failed(source: Source, status: Any, code: str, message: str) -> Record:
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
    """Convert the documents of a task. In the quick lane, one that has pages to recognise is only put off."""
    if not options.ocr or task.lane == "slow":
        return tuple(convert_one(source, options) for source in task.sources)
    return tuple(_without_ocr(source, options) for source in task.sources)


def _without_ocr(source: Source, options: Options) -> Record:
    """The record as it is without OCR, which is the same where no page needs it; else `put-off`."""
    record = convert_one(source, replace(options, ocr=False))
    if record.status == "ok" and NEEDS_OCR.isdisjoint(record.diagnostics):
        return record
    if record.status == "ok":
        return replace(record, status="skipped", json=None, error_code="put-off")
    return record


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
