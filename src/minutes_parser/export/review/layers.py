"""The text cut at every place where a thing begins or ends: pieces that lie flat, however things overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .things import Place

__all__ = ["Piece", "page_starts", "pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text. `covers`: numbers of the things that cover it, the innermost (shortest place; of equal
    ones the later thing) first;
    `begins`: numbers of those that are marked here, the outermost first."""

    start: int
    end: int
    covers: tuple[int, ...]
    begins: tuple[int, ...]


def pieces(
    length: int,
    things: Sequence[Iterable[Place]],
    marks: Sequence[int | None] = (),
    cuts: Iterable[int] = (),
) -> list[Piece]:
    """Cut a text of that length by the places of things, and at `cuts` besides.

    `marks` says of each thing which of its places carries its mark, by its start; where it says nothing, the first.
    Places outside the text are clipped. Together the pieces are the whole text, in order.

    >>> [(p.start, p.end, p.covers) for p in pieces(9, [[(0, 6)], [(2, 4)], [(5, 8)]])]
    [(0, 2, (0,)), (2, 4, (1, 0)), (4, 5, (0,)), (5, 6, (2, 0)), (6, 8, (2,)), (8, 9, ())]
    """
    opened: dict[int, list[tuple[int, int]]] = {}
    closed: dict[int, list[tuple[int, int]]] = {}
    firsts: dict[int, list[tuple[int, int]]] = {}
    for number, places in enumerate(things):
        inside = sorted({(max(0, start), min(length, end)) for start, end in places})
        inside = [(start, end) for start, end in inside if start < end]
        for start, end in inside:
            opened.setdefault(start, []).append((end - start, number))
            closed.setdefault(end, []).append((end - start, number))
        if inside:
            wanted = marks[number] if number < len(marks) else None
            start, end = next((place for place in inside if place[0] == wanted), inside[0])
            firsts.setdefault(start, []).append((start - end, number))
    bounds = sorted({0, length, *opened, *closed, *(cut for cut in cuts if 0 < cut < length)})
    made: list[Piece] = []
    active: list[tuple[int, int]] = []
    for start, end in pairwise(bounds):
        for gone in closed.get(start, ()):
            active.remove(gone)
        active += opened.get(start, ())
        inner_first = sorted(active, key=lambda held: (held[0], -held[1]))
        covers = tuple(dict.fromkeys(number for _, number in inner_first))
        made.append(Piece(start, end, covers, tuple(number for _, number in sorted(firsts.get(start, ())))))
    return made


def page_starts(text: str, places: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Where each page begins in the text: the line of the first place (offset, page) that is known to be on it.

    Places that would put a page before the one before it are passed over.

    >>> page_starts("一\\n二\\n三\\n", [(4, 2), (0, 1), (3, 2)])
    {1: 0, 2: 2}
    """
    first: dict[int, int] = {}
    for start, page in places:
        if page is not None and 0 <= start <= len(text):
            first[page] = min(start, first.get(page, start))
    made: dict[int, int] = {}
    last = -1
    for page in sorted(first):
        begin = text.rfind("\n", 0, first[page]) + 1
        if begin > last:
            made[page] = last = begin
    return made
