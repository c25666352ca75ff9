"""Worker processes under a supervisor: one pipe a worker, so that it is always known who was doing what.

`concurrent.futures` declares its whole pool broken when one process dies; here the item that was being worked on is
tried again by a fresh worker, and after `attempts` deaths it alone is a failure. A worker over the time limit is killed.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from ...errors import MinutesParserError
from . import Decided, Outcome
from .worker_process import descendants, serve

__all__ = ["ProcessExecutor", "WorkersDoNotStart"]

Item = TypeVar("Item")
Value = TypeVar("Value")

_END: Any = object()
_BOOTS = 3  # workers in a row that die before they are ready


class WorkersDoNotStart(MinutesParserError):
    """Worker processes die before they are ready: the installation is broken, or the memory limit too low."""

    code = "workers"


@dataclass(slots=True)
class _Job(Generic[Item]):
    item: Item
    attempts: int = 0
    seconds: float = 0.0


@dataclass(slots=True, eq=False)
class _Worker(Generic[Item]):
    process: SpawnProcess
    pipe: Connection
    lifeline: Connection
    ready: bool = False
    job: _Job[Item] | None = None
    function: object = None
    """The one it was sent last, and has kept."""
    started: float = 0.0
    served: int = 0


class ProcessExecutor:
    """A pool of `jobs` spawned processes.

    `timeout`: seconds an item may take (times `weight(item)`). `memory`: address space of a worker in bytes (not on
    Windows; macOS does not hold it). `recycle`: items after which a worker is replaced, against slow leaks.
    """

    def __init__(
        self,
        jobs: int,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        recycle: int = 1000,
        attempts: int = 3,
        weight: Callable[[Any], int] = lambda item: 1,
    ) -> None:
        self.jobs = jobs
        self.timeout = timeout
        self.memory = memory
        self.recycle = recycle
        self.attempts = attempts
        self.weight = weight
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker[Any]] = []
        self._failed_boots = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            _kill(worker)
        self._workers.clear()

    def running(self) -> list[tuple[object, float]]:
        now = time.monotonic()
        seen = [(worker.job, worker.started) for worker in list(self._workers)]
        return [(job.item, now - started) for job, started in seen if job is not None]

    def map(
        self, function: Callable[[Item], Value], items: Iterable[Item | Decided[Value]]
    ) -> Iterator[Outcome[Item, Value]]:
        feed = iter(items)
        waiting: deque[_Job[Item]] = deque()
        exhausted = False
        while True:
            while not exhausted and len(waiting) < self.jobs:
                item = next(feed, _END)
                if item is _END:
                    exhausted = True
                elif isinstance(item, Decided):
                    yield Outcome(None, item.value)
                else:
                    waiting.append(_Job(item))
                    self._dispatch(function, waiting)
            self._dispatch(function, waiting)
            if exhausted and not waiting and not any(worker.job for worker in self._workers):
                return
            for worker in self._await():
                if worker not in self._workers:  # found dead, and replaced, while work was handed out
                    continue
                outcome = self._collect(worker, waiting)
                self._dispatch(function, waiting)  # first work for the worker, then the outcome for the caller
                if outcome is not None:
                    yield outcome

    def _dispatch(self, function: Callable[[Item], Value], waiting: deque[_Job[Item]]) -> None:
        while waiting:
            worker = next((worker for worker in self._workers if worker.ready and worker.job is None), None)
            if worker is None:
                starting = sum(not worker.ready for worker in self._workers)
                if len(self._workers) < self.jobs and starting < len(waiting):
                    self._workers.append(self._start())
                    continue
                return
            job = waiting[0]
            try:
                worker.pipe.send((None if worker.function is function else function, job.item))
            except (BrokenPipeError, ConnectionResetError):  # it died while idle
                self._remove(worker)
                continue
            waiting.popleft()
            worker.job, worker.function, worker.started = job, function, time.monotonic()

    def _start(self) -> _Worker[Any]:
        ours, theirs = self._context.Pipe()
        watched, lifeline = self._context.Pipe(duplex=False)
        process = self._context.Process(target=serve, args=(theirs, watched, self.timeout, self.memory), daemon=True)
        with _without_main():
            process.start()
        theirs.close()
        watched.close()
        return _Worker(process, ours, lifeline)

    def _await(self) -> list[_Worker[Any]]:
        """Workers with something to tell, or dead, or over their time."""
        watched: dict[Any, _Worker[Any]] = {}
        for worker in self._workers:
            watched[worker.pipe] = watched[worker.process.sentinel] = worker
        found = [watched[thing] for thing in wait(list(watched), self._patience())]
        late = [worker for worker in self._workers if self._overdue(worker) and worker not in found]
        return list({id(worker): worker for worker in [*found, *late]}.values())

    def _patience(self) -> float:
        limits = [worker.started + self._limit(worker) for worker in self._workers if worker.job]
        return max(0.0, min([*limits, time.monotonic() + 5.0]) - time.monotonic())

    def _limit(self, worker: _Worker[Any]) -> float:
        if self.timeout is None or worker.job is None:
            return float("inf")
        return self.timeout * self.weight(worker.job.item)

    def _overdue(self, worker: _Worker[Any]) -> bool:
        return worker.job is not None and time.monotonic() - worker.started >= self._limit(worker)

    def _collect(self, worker: _Worker[Item], waiting: deque[_Job[Item]]) -> Outcome[Item, Any] | None:
        try:
            if not worker.pipe.poll():
                return self._lost(worker, waiting)
            message = worker.pipe.recv()
        except (EOFError, OSError):
            return self._lost(worker, waiting)
        if message is None:
            worker.ready, self._failed_boots = True, 0
            return None
        job = worker.job
        assert job is not None
        worker.job = None
        worker.served += 1
        good, answer = message
        if worker.served >= self.recycle or not good:
            self._remove(worker)
        attempts, seconds = job.attempts + 1, job.seconds + time.monotonic() - worker.started
        if good:
            return Outcome(job.item, answer, attempts=attempts, seconds=seconds)
        return Outcome(job.item, error=answer, attempts=attempts, seconds=seconds)

    def _lost(self, worker: _Worker[Item], waiting: deque[_Job[Item]]) -> Outcome[Item, Any] | None:
        """A worker is dead, or over its time. What it did is tried again, or is a failure."""
        late, job = self._overdue(worker), worker.job
        if not late:
            worker.process.join(1.0)  # its pipe is closed: let it die of its own cause
        alive = worker.process.is_alive()
        self._remove(worker)
        if job is None:
            if not worker.ready:
                self._count_failed_boot(_cause(worker.process))
            return None
        job.attempts += 1
        job.seconds += time.monotonic() - worker.started
        if late and alive:
            detail = f"took more than {self._patience_of(job):g} seconds"
            return Outcome(job.item, failure="timeout", detail=detail, attempts=job.attempts, seconds=job.seconds)
        if job.attempts < self.attempts:
            waiting.appendleft(job)
            return None
        detail = _cause(worker.process)
        return Outcome(job.item, failure="crash", detail=detail, attempts=job.attempts, seconds=job.seconds)

    def _patience_of(self, job: _Job[Any]) -> float:
        return (self.timeout or 0.0) * self.weight(job.item)

    def _count_failed_boot(self, detail: str) -> None:
        self._failed_boots += 1
        if self._failed_boots >= _BOOTS:
            raise WorkersDoNotStart(
                f"worker processes end before they are ready ({detail}); is the memory limit too low?"
            )

    def _remove(self, worker: _Worker[Any]) -> None:
        self._workers.remove(worker)
        _kill(worker)


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """A spawned process imports the main module of its parent again: a script without a main guard would start over
    in every worker, and one from stdin not start at all. No worker needs it: what they run is imported by name."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _kill(worker: _Worker[Any]) -> None:
    """End a worker with everything it started, and wait for it."""
    if worker.process.pid is not None and worker.process.is_alive():
        started = descendants(worker.process.pid) if worker.job is not None else []
        worker.process.kill()
        for pid in started:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
    worker.process.join()
    worker.pipe.close()
    worker.lifeline.close()


def _cause(process: SpawnProcess) -> str:
    code = process.exitcode
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"its worker was killed by {signal.Signals(-code).name}"
    return f"its worker ended with exit code {code}"
