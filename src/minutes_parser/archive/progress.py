"""What a person sees of a run: a bar on a terminal, lines where the output is piped; a summary at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from ..diagnostics import CODES
from .executors import Executor
from .record import FAILED, Record, Task

__all__ = ["Display", "Tally", "summary", "watched"]

_LINE_EVERY = 10.0  # seconds between two lines where the output is piped
_SLOW = 5.0  # seconds from which a document is named as slow


@dataclass(slots=True)
class Tally:
    """Counts of a run as it goes on."""

    total: int | None = None
    """Documents to look at; None where that is not known before (a list that is still coming in)."""
    started: float = field(default_factory=time.monotonic)
    statuses: Counter[str] = field(default_factory=Counter)
    diagnostics: Counter[str] = field(default_factory=Counter)
    duplicates: int = 0
    pages: int = 0

    def add(self, record: Record) -> None:
        self.statuses[record.status] += 1
        self.duplicates += record.duplicate_of is not None
        self.pages += record.counts.pages
        self.diagnostics.update(record.diagnostics)

    @property
    def done(self) -> int:
        return self.statuses.total()

    @property
    def worked(self) -> int:
        """Documents that took work: those that were skipped cost nothing and would spoil the rate."""
        return self.done - self.statuses["skipped"]

    @property
    def failed(self) -> int:
        return self.worked - self.statuses["ok"]

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.worked / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at this rate; None where nothing can be said."""
        if self.total is None or self.rate == 0:
            return None
        return max(0, self.total - self.done) / self.rate


class Display(Protocol):
    """Shows a run."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def show(self, record: Record, tally: Tally) -> None: ...


def watched(records: Iterable[Record], tally: Tally, console: Console, executor: Executor) -> Iterator[Record]:
    """The records, shown as they pass."""
    display: Display = _Bar(console, tally, executor) if console.is_terminal else _Lines(console, executor)
    with display:
        for record in records:
            tally.add(record)
            display.show(record, tally)
            yield record


class _Lines:
    """A line for each failure, and every ten seconds where the run stands."""

    def __init__(self, console: Console, executor: Executor) -> None:
        self._console = console
        self._executor = executor
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def show(self, record: Record, tally: Tally) -> None:
        if record.failed:
            _print(self._console, failure_line(record))
        if time.monotonic() - self._last >= _LINE_EVERY:
            self._last = time.monotonic()
            _print(self._console, standing(tally, self._executor))


class _Bar:
    """A bar with what was done, failures, rate, time left and what is slow just now; failures stand above it."""

    def __init__(self, console: Console, tally: Tally, executor: Executor) -> None:
        self._tally = tally
        self._executor = executor
        self._progress = Progress(
            TextColumn("converting"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            _Standing(tally, executor),
            TimeElapsedColumn(),
            console=console,
            refresh_per_second=4,
        )
        self._task = self._progress.add_task("", total=tally.total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, record: Record, tally: Tally) -> None:
        if record.failed:
            _print(self._progress.console, failure_line(record))
        self._progress.update(self._task, completed=tally.done, total=tally.total)


class _Standing(TextColumn):
    """Failures, rate, time left, and the slowest document under way."""

    def __init__(self, tally: Tally, executor: Executor) -> None:
        super().__init__("")
        self._tally = tally
        self._executor = executor

    def render(self, task: object) -> Text:
        return Text(standing(self._tally, self._executor, short=True))


def standing(tally: Tally, executor: Executor, *, short: bool = False) -> str:
    """Where a run stands, in one line.

    >>> from minutes_parser.archive.executors.serial import SerialExecutor
    >>> standing(Tally(total=3, statuses=Counter(skipped=2)), SerialExecutor())
    '2 of 3 done, 0 failed, 0.0 documents/s'
    """
    parts = [] if short else [f"{tally.done} of {tally.total if tally.total is not None else '?'} done"]
    parts += [f"{tally.failed} failed", f"{tally.rate:.1f} documents/s"]
    if tally.left is not None:
        parts.append(f"{_duration(tally.left)} left")
    slow = [(seconds, item) for item, seconds in executor.running() if seconds >= _SLOW and isinstance(item, Task)]
    if slow:
        seconds, item = max(slow, key=lambda pair: pair[0])
        assert isinstance(item, Task)
        parts.append(f"slow: {_printable(item.sources[0].name)} ({_duration(seconds)})")
    return ", ".join(parts)


def failure_line(record: Record) -> str:
    return f"{record.status}: {record.uri}: {record.error_message} [{record.error_code}]"


def summary(tally: Tally) -> list[str]:
    """What came of a run, in lines."""
    statuses = tally.statuses
    unchanged = statuses["skipped"] - tally.duplicates
    failures = ", ".join(f"{count} {name}" for name, count in sorted(statuses.items()) if name in FAILED)
    lines = [
        f"{statuses['ok']} converted ({tally.pages} pages), {unchanged} unchanged, {tally.duplicates} duplicates,"
        f" {tally.failed} failed{f' ({failures})' if failures else ''}"
        f" in {_duration(tally.seconds)}, {tally.rate:.1f} documents/s"
    ]
    if tally.diagnostics:
        lines.append("commonest diagnostics:")
        for code, count in sorted(tally.diagnostics.items(), key=lambda pair: (-pair[1], pair[0]))[:10]:
            lines.append(f"{count:>8}  {code}: {CODES[code][1] if code in CODES else ''}")
    return lines


def _duration(seconds: float) -> str:
    """
    >>> [_duration(s) for s in (4.2, 75, 7300)]
    ['4 s', '1 min 15 s', '2 h 1 min']
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _print(console: Console, line: str) -> None:
    console.print(_printable(line), markup=False, highlight=False, soft_wrap=True)
