"""Many machines: Ray carries batches of items to its nodes, and there each batch runs under the process supervisor.

So an item that kills or hangs its process is treated on a cluster exactly as on one machine, and Ray only has to
make good the loss of a node: it runs the batch again elsewhere. Items may therefore run twice; what the function
writes must be named by its content and renamed into place. Files that the function reads and writes must be seen
by all nodes under the same paths.
"""

from __future__ import annotations

import functools
import os
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

from ...errors import MinutesParserError, MissingDependency
from . import Decided, Outcome
from .process import ProcessExecutor

__all__ = ["ClusterFailed", "RayExecutor", "WorkerSettings"]

Item = TypeVar("Item")
Value = TypeVar("Value")

_END: Any = object()
_LOSSES = 20  # times a batch is run again after the loss of its node or worker


class ClusterFailed(MinutesParserError):
    """The cluster cannot be reached, or lost a batch more often than is tried."""

    code = "cluster"


WorkerSettings = tuple[tuple[str, Any], ...]
"""Keyword arguments of `ProcessExecutor`, as pairs."""


class RayExecutor:
    """Uses the cluster at `address`, or one that it starts on this machine with `jobs` processors.

    A batch takes one processor of a node. `jobs` also says how many batches may be under way at least; a larger
    cluster is filled. Raises MissingDependency without ray, ClusterFailed where there is no cluster.
    """

    def __init__(self, workers: WorkerSettings, *, jobs: int, address: str | None = None, batch: int = 16) -> None:
        try:
            import ray
        except ImportError:
            raise MissingDependency("Ray is not installed: pip install 'minutes-parser[ray]'") from None
        self._ray: Any = ray
        self._workers = workers
        self._jobs = jobs
        self._address = address
        self._batch = batch
        self._under_way: dict[Any, tuple[list[Any], float]] = {}

    def __enter__(self) -> Self:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else Ray reports its use to its makers
        quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
        try:
            if self._address is None:
                self._ray.init(num_cpus=self._jobs, include_dashboard=False, **quiet)
            else:
                _knock(self._address)
                self._ray.init(address=self._address, **quiet)
        except (OSError, RuntimeError, ValueError, self._ray.exceptions.RayError) as problem:
            raise ClusterFailed(f"there is no Ray cluster: {problem}", source=self._address) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for reference in self._under_way:
            self._ray.cancel(reference, force=True)
        self._under_way.clear()
        self._ray.shutdown()

    def running(self) -> list[tuple[object, float]]:
        now = time.monotonic()
        return [(items[0], now - started) for items, started in list(self._under_way.values())]

    def map(
        self, function: Callable[[Item], Value], items: Iterable[Item | Decided[Value]]
    ) -> Iterator[Outcome[Item, Value]]:
        # a node's loss is no fault of the batch; a batch cannot kill Ray's worker, its items run in processes below
        task = self._ray.remote(num_cpus=1, max_retries=_LOSSES, retry_exceptions=False)(_run_batch)
        feed = iter(items)
        exhausted = False
        while True:
            batch: list[Item] = []
            while not exhausted and len(self._under_way) < self._window():
                item = next(feed, _END)
                if item is _END:
                    exhausted = True
                elif isinstance(item, Decided):
                    yield Outcome(None, item.value)
                    continue
                else:
                    batch.append(item)
                if batch and (exhausted or len(batch) >= self._batch):
                    self._under_way[task.remote(self._workers, function, batch)] = (batch, time.monotonic())
                    batch = []
            if not self._under_way:
                return
            yield from self._done()

    def _window(self) -> int:
        """Batches under way: every processor has one, and half as many wait."""
        processors = int(self._ray.cluster_resources().get("CPU", 1))
        return max(self._jobs, processors + (processors + 1) // 2)

    def _done(self) -> Iterator[Outcome[Any, Any]]:
        ready, _ = self._ray.wait(list(self._under_way), num_returns=1, timeout=5.0)
        for reference in ready:
            del self._under_way[reference]
            try:
                yield from self._ray.get(reference)
            except self._ray.exceptions.RayTaskError as error:
                raise error.as_instanceof_cause() from None
            except self._ray.exceptions.RayError as error:
                raise ClusterFailed(f"a batch was lost {_LOSSES + 1} times: {type(error).__name__}") from None


def _knock(address: str) -> None:
    """Ray itself waits two minutes for a cluster that is not there. Raises OSError at once."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host, int(port)), timeout=5).close()


def _run_batch(workers: WorkerSettings, function: Callable[[Any], Any], items: list[Any]) -> list[Outcome[Any, Any]]:
    return list(_supervisor(workers).map(function, items))


@functools.lru_cache(maxsize=1)  # one supervised process in each of Ray's workers, for as long as Ray keeps it
def _supervisor(workers: WorkerSettings) -> ProcessExecutor:
    return ProcessExecutor(1, **dict(workers))
