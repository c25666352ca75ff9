"""The run: sources in, records out, with the manifest kept and every loss made good. The public verb is `convert`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

from ..errors import MinutesParserError
from .executors import Executor, Outcome
from .executors.process import ProcessExecutor
from .executors.ray import RayExecutor, WorkerSettings
from .executors.serial import SerialExecutor
from .extras import require_ocr, require_pyarrow
from .manifest import Manifest
from .outputs import locked, prepare, prune_records
from .parts import assemble
from .plan import Plan
from .record import Options, Record, Status, Task
from .schedule import Portion, by_size, portions, weight
from .sources import Selection, Source, check_arguments, expand, source_of
from .versions import Key, key_of
from .worker import convert_and_keep, convert_task

__all__ = ["ExecutorName", "Format", "Settings", "convert", "open_executor", "processors", "run"]

Format = Literal["json", "ndjson", "parquet", "csv"]
ExecutorName = Literal["process", "ray", "serial"]
Argument = str | bytes | os.PathLike[str]

_SECONDS = 120.0
_OCR_SECONDS = 1800.0

_READINGS = 3  # times a file that changes while it is read is tried


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is carried out; what it makes of a document is in `options`."""

    options: Options = field(default_factory=Options)
    format: Format = "json"
    jobs: int = field(default_factory=processors)
    executor: ExecutorName = "process"
    timeout: float | None = None
    """Seconds a document may take; None: two minutes, half an hour with OCR."""
    memory: int = 4096
    """Address space of a worker, in MB."""
    ray_address: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    retry_failed: bool = False
    watching: bool = False

    @property
    def patience(self) -> float:
        return self.timeout or (_OCR_SECONDS if self.options.ocr else _SECONDS)


def convert(
    sources: Iterable[Argument] | Argument,
    *,
    out: str | os.PathLike[str] | None = None,
    format: Format = "json",
    jobs: int | None = None,
    executor: ExecutorName = "process",
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    timeout: float | None = None,
    memory: int = 4096,
    ocr: bool = False,
    retry_failed: bool = False,
    ray_address: str | None = None,
) -> Iterator[Record]:
    """Convert many documents; gives a record each, as they are done. Lazy: what nobody asks for is not done.

    `sources`: files, folders, ZIP archives, glob patterns, one or several. Without `out` each record holds the
    minutes as JSON. With `out` the records are written into that folder with a manifest, and what stands there
    already and is unchanged comes back as `skipped`; parts of `format` are made when the iterator is exhausted.
    `timeout` in seconds (None: two minutes, half an hour with OCR) and `memory` in MB hold for one document. One that cannot be converted is a record
    too: `record.failed`, `error_code`, `error_message`.

    Raises UnreadableDocument for a source that names nothing, OutputFailed where `out` cannot be written,
    MissingDependency where the executor or the format needs an extra that is not installed.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("松濤市公園委員會第3次會議紀錄\\n決議：照案通過。", encoding="utf-8")
    >>> [(record.source.name, record.status, record.counts.rulings) for record in convert(folder, executor="serial")]
    [('a.txt', 'ok', 1)]
    """
    arguments = [sources] if isinstance(sources, (str, bytes, os.PathLike)) else list(sources)
    settings = Settings(
        Options(ocr=ocr),
        format=format,
        jobs=jobs or processors(),
        executor=executor,
        timeout=timeout,
        memory=memory,
        ray_address=ray_address,
        include=tuple(include),
        exclude=tuple(exclude),
        retry_failed=retry_failed,
    )
    check_arguments(arguments)
    return _opened(arguments, settings, open_executor(settings), None if out is None else Path(out))


def _opened(arguments: list[Argument], settings: Settings, executor: Executor, out: Path | None) -> Iterator[Record]:
    with executor:
        yield from run(arguments, settings, executor, out=out)


def open_executor(settings: Settings) -> Executor:
    """The executor that the settings name. Raises MissingDependency for what the settings ask for, before any work."""
    if settings.options.ocr and settings.options.parser == Options().parser:
        require_ocr()
    if settings.format == "parquet":
        require_pyarrow()
    if settings.executor == "serial":
        return SerialExecutor()
    workers: WorkerSettings = (("timeout", settings.patience), ("memory", settings.memory << 20), ("weight", weight))
    if settings.executor == "ray":
        return RayExecutor(workers, jobs=settings.jobs, address=settings.ray_address)
    return ProcessExecutor(settings.jobs, **dict(workers))


def run(
    arguments: Iterable[Argument],
    settings: Settings,
    executor: Executor,
    *,
    out: Path | None,
    listed: BinaryIO | None = None,
    key: Key | None = None,
) -> Iterator[Record]:
    """One run over the arguments; see `convert`.

    `listed` is the list that `-` stands for. `key` is what records depend on, for who keeps count of it elsewhere.
    """
    leave_out = None if out is None else os.path.realpath(out)
    selection = Selection(settings.include, settings.exclude, leave_out)
    sources = expand(arguments, selection, listed=listed)
    if out is None:
        yield from _Rounds(executor, settings).records(sources)
        return
    with locked(out):
        prepare(out)
        with Manifest(out) as manifest:
            manifest.begin_run({"sources": [os.fsencode(one).decode("utf-8", "backslashreplace") for one in arguments]})
            yield from _into(out, sources, settings, executor, manifest, key or key_of(settings.options))
            manifest.end_run()


def _into(
    out: Path, sources: Iterator[Source], settings: Settings, executor: Executor, manifest: Manifest, key: Key
) -> Iterator[Record]:
    plan = Plan(manifest, out, key, settings.options.max_bytes, settings.retry_failed, settings.watching)
    rounds = _Rounds(executor, settings, out, plan)
    for record in rounds.records(sources):
        if record.status != "skipped":
            manifest.write(record, key)
        manifest.commit(now=False)
        yield record
    manifest.commit()
    if manifest.noted("prune") or manifest.noted("parser") != str(key):
        prune_records(out, manifest.is_wanted)
        manifest.note("prune", None)
        manifest.note("parser", str(key))
    if settings.format != "json":
        assemble(out, settings.format, manifest.converted())


class _Rounds:
    """Hands out the sources; then, as long as there are any, those that have to be done over."""

    def __init__(
        self, executor: Executor, settings: Settings, out: Path | None = None, plan: Plan | None = None
    ) -> None:
        self._executor = executor
        self._plan = plan
        options = replace(settings.options, seconds=settings.patience)
        self._function: Callable[[Task], tuple[Record, ...]] = (
            partial(convert_task, options=options)
            if out is None
            else partial(convert_and_keep, options=options, out=out.absolute())
        )
        self._alone: list[Source] = []
        self._scans: list[Source] = []
        self._changed: list[Source] = []
        self._readings: Counter[str] = Counter()

    def records(self, sources: Iterable[Source]) -> Iterator[Record]:
        yield from self._map(portions(self._examined(sources)))
        while again := self._again():
            yield from self._map(iter(again))

    def _examined(self, sources: Iterable[Source]) -> Iterator[Source | Record]:
        return iter(sources) if self._plan is None else self._plan.examine(sources)

    def _again(self) -> list[Task]:
        """What was put off: documents whose group failed, files that changed, duplicates that are none, scans."""
        tasks = [Task((source,)) for source in self._alone]
        tasks += [Task((source,), "slow") for source in by_size(self._scans)]
        released = [] if self._plan is None else [source_of(uri) for uri in self._plan.manifest.release_orphans()]
        fresh = [replace(source, sha256=None) for source in self._changed]
        self._alone, self._scans, self._changed = [], [], []
        tasks += [Task((one,)) for one in self._examined([*fresh, *released]) if isinstance(one, Source)]
        return tasks

    def _map(self, tasks: Iterable[Portion]) -> Iterator[Record]:
        for outcome in self._executor.map(self._function, tasks):
            for record in self._records_of(outcome):
                if not self._put_off(record):
                    yield record

    def _records_of(self, outcome: Outcome[Task, tuple[Record, ...]]) -> tuple[Record, ...]:
        if outcome.value is not None:
            return tuple(_with_attempts(record, outcome.attempts) for record in outcome.value)
        assert outcome.item is not None
        if isinstance(outcome.error, MinutesParserError):  # the output, not a document
            raise outcome.error
        if len(outcome.item.sources) > 1:
            self._alone += outcome.item.sources
            return ()
        return (_failure(outcome, outcome.item.sources[0]),)

    def _put_off(self, record: Record) -> bool:
        if record.status == "skipped" and record.error_code is not None:
            (self._scans if record.error_code == "scan" else self._alone).append(record.source)
            return True
        if record.error_code == "changed":
            self._readings[record.uri] += 1
            if self._readings[record.uri] < _READINGS:
                self._changed.append(record.source)
                return True
        return False


def _with_attempts(record: Record, attempts: int) -> Record:
    return record if record.attempts == attempts or record.status == "skipped" else replace(record, attempts=attempts)


def _failure(outcome: Outcome[Task, tuple[Record, ...]], source: Source) -> Record:
    """The record of a document that did not come back from its worker."""
    status: Status
    if outcome.failure == "timeout":
        status, code, message = "limit", "timeout", outcome.detail
    elif outcome.failure == "crash":
        status, code, message = "quarantined", "crash", outcome.detail
    elif isinstance(outcome.error, MemoryError):
        status, code, message = "limit", "memory", "needs more memory than allowed"
    else:
        status, code, message = "crashed", type(outcome.error).__name__, str(outcome.error)
    return Record(
        source,
        status,
        error_code=code,
        error_message=message,
        seconds=outcome.seconds,
        attempts=outcome.attempts,
    )
