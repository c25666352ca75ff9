"""Where work is done: a seam that knows nothing of parsing.

An executor maps a picklable function over items, lazily and in no order. What the function returns is the outcome's
`value`; what it raises is its `error`. An item that kills its process, or takes too long, gives an outcome with a
`failure`; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Literal, Protocol, Self, TypeVar

__all__ = ["Decided", "Executor", "Failure", "Outcome"]

Item = TypeVar("Item")
Value = TypeVar("Value")
Failure = Literal["crash", "timeout"]


@dataclass(frozen=True, slots=True)
class Decided(Generic[Value]):
    """Stands among the items where there is nothing to run: its value is handed through in its turn."""

    value: Value


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Value]):
    """What became of one item: exactly one of `value`, `error` and `failure` is set."""

    item: Item | None
    """None for what was decided before."""
    value: Value | None = None
    error: Exception | None = None
    failure: Failure | None = None
    detail: str = ""
    """How it failed, for a person: "killed by SIGABRT"."""
    attempts: int = 1
    seconds: float = 0.0


class Executor(Protocol):
    """Opened once, used for several maps, closed at the end."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def map(
        self, function: Callable[[Item], Value], items: Iterable[Item | Decided[Value]]
    ) -> Iterator[Outcome[Item, Value]]:
        """Run the function on the items, not many more of them at a time than there are workers."""
        ...

    def running(self) -> list[tuple[object, float]]:
        """What is being worked on now, and for how many seconds; may be called from another thread."""
        ...
