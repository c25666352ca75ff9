"""One item after the other, in this process: for debugging. Nothing protects against an item that kills or hangs it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from . import Decided, Outcome

__all__ = ["SerialExecutor"]

Item = TypeVar("Item")
Value = TypeVar("Value")


class SerialExecutor:
    """Runs everything here."""

    def __init__(self) -> None:
        self._current: tuple[object, float] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._current = None

    def map(
        self, function: Callable[[Item], Value], items: Iterable[Item | Decided[Value]]
    ) -> Iterator[Outcome[Item, Value]]:
        for item in items:
            if isinstance(item, Decided):
                yield Outcome(None, item.value)
                continue
            start = time.monotonic()
            self._current = (item, start)
            try:
                value = function(item)
            except Exception as error:  # the caller decides what an error means
                yield Outcome(item, error=error, seconds=time.monotonic() - start)
            else:
                yield Outcome(item, value, seconds=time.monotonic() - start)
            self._current = None

    def running(self) -> list[tuple[object, float]]:
        current = self._current
        return [(current[0], time.monotonic() - current[1])] if current else []
