"""In which order, and in what portions, documents are handed out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from .executors import Decided
from .record import Record, Task
from .sources import Source

__all__ = ["Portion", "by_size", "portions", "weight"]

_GROUP = 16
"""DOC files a task: starting LibreOffice takes longer than converting one."""

_RESERVE = 64
"""Quick documents held back."""

_SLOW_BYTES = 4_000_000
"""A file from this size on (a long or scanned PDF) is left for later: whatever is quick is done first."""

Portion = Task | Decided[tuple[Record, ...]]


def portions(feed: Iterable[Source | Record]) -> Iterator[Portion]:
    """Tasks of a feed of sources. Records in it, of documents with nothing to do, are handed through.

    Quick documents come in the order of the feed, DOC files in groups, and large ones last, the largest first. Some
    quick ones are held back for the end, when the last group is with one worker: the others have work meanwhile.
    """
    group: list[Source] = []
    large: list[Source] = []
    reserve: deque[Task] = deque()
    for one in feed:
        if isinstance(one, Record):
            yield Decided((one,))
        elif (one.size or 0) >= _SLOW_BYTES:
            large.append(one)
        elif one.suffix == ".doc":
            group.append(one)
            if len(group) == _GROUP:
                yield Task(tuple(group))
                group = []
        else:
            reserve.append(Task((one,)))
            if len(reserve) > _RESERVE:
                yield reserve.popleft()
    if group:
        yield Task(tuple(group))
    yield from reserve
    for source in by_size(large):
        yield Task((source,))


def by_size(sources: Iterable[Source]) -> list[Source]:
    """The largest first."""
    return sorted(sources, key=lambda source: (-(source.size or 0), source.uri))


def weight(task: Task) -> int:
    """How many documents' time a task may take."""
    return len(task.sources)
