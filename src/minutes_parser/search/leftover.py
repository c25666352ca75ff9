"""Section text left over: what stands in no item, speech, ruling or follow-up, in stretches of a readable size."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from ..model import Grounded, Minutes, OutlineNode, TextSpan
from ..values.chars import key_of

__all__ = ["leftover"]

_LONGEST = 1500
"""Characters after which a stretch is divided at the next line break."""

_SHORTEST = 8
"""Letters, digits and ideographs below which a stretch is only the rest of a line."""

_LABEL = 12
"""A line of up to so many characters that ends in a colon is a label (主席裁示：, 說明：), no text."""


def leftover(minutes: Minutes) -> Iterator[tuple[tuple[str, ...], TextSpan, str]]:
    """The headings around each stretch, its place, and its text: slices of the text, joined by line breaks."""
    headings, pages = _Headings(minutes.outline), _Pages(minutes)
    held: list[tuple[int, int]] = []
    above: tuple[str, ...] = ()
    for start, end in [*_lines(minutes), (len(minutes.text), len(minutes.text))]:
        path = headings.at(start)
        if held and (path != above or end - held[0][0] > _LONGEST or start == end):
            text = "\n".join(minutes.text[a:b] for a, b in held)
            if sum(c.isalnum() for c in text) >= _SHORTEST:
                yield above, TextSpan(start=held[0][0], end=held[-1][1], page=pages.at(held[0][0])), text
            held = []
        above = path
        if not headings.is_one(minutes.text[start:end]):
            held.append((start, end))


class _Pages:
    """The page of a place: that of the last thing before it whose page is known."""

    def __init__(self, minutes: Minutes) -> None:
        known = sorted((span.start, span.page) for span in _grounds(minutes) if span.page is not None)
        self._starts, self._pages = [start for start, _ in known], [page for _, page in known]

    def at(self, place: int) -> int | None:
        before = bisect_right(self._starts, place)
        return self._pages[before - 1] if before else None


def _grounds(minutes: Minutes) -> Iterator[TextSpan]:
    """Where everything stands that has a place of its own in the record; votes are text of their item."""
    things: tuple[Grounded, ...] = (
        minutes.meeting,
        *minutes.attendees,
        *minutes.items,
        *minutes.speeches,
        *minutes.rulings,
        *minutes.follow_ups,
    )
    for thing in things:
        for spans in thing.spans.values():
            yield from spans
    yield from minutes.furniture


def _lines(minutes: Minutes) -> Iterator[tuple[int, int]]:
    """The lines, without blanks around them, of what is taken by nothing; bits of punctuation and labels left out."""
    place = 0
    taken = sorted((span.start, span.end) for span in _grounds(minutes))
    for start, end in [*taken, (len(minutes.text), len(minutes.text))]:
        if start > place:
            yield from _lines_between(minutes.text, place, start)
        place = max(place, end)


def _lines_between(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in text[start:end].splitlines(keepends=True):
        shown = line.strip()
        begin = start + len(line) - len(line.lstrip())
        start += len(line)
        words = shown.strip("：:、，。；（）()[]【】 .-")
        if len(words) > 1 and not (len(shown) <= _LABEL and shown[-1] in "：:"):
            yield begin, begin + len(shown)


class _Headings:
    """The headings of an outline: which stand around a place, and whether a line is nothing but one of them."""

    def __init__(self, outline: OutlineNode) -> None:
        self._own: set[str] = set()
        self._places: list[int] = []
        self._paths: list[tuple[str, ...]] = []
        nodes = sorted(self._walk(outline), key=lambda node: (node[0], -node[1], len(node[2])))
        around: list[tuple[int, int, tuple[str, ...]]] = []
        for node in nodes:
            self._leave(around, node[0])
            around.append(node)
            self._enter(node[0], node[2])
        self._leave(around, outline.span.end + 1)

    def _leave(self, around: list[tuple[int, int, tuple[str, ...]]], place: int) -> None:
        """Close the nodes that end before a place; what stands after them is in the node around them."""
        while around and around[-1][1] <= place:
            _, end, _ = around.pop()
            self._enter(end, around[-1][2] if around else ())

    def _enter(self, place: int, path: tuple[str, ...]) -> None:
        self._places.append(place)
        self._paths.append(path)

    def _walk(self, outline: OutlineNode) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Start, end and headings of every node; an outline may be deeper than Python's stack."""
        waiting: list[tuple[OutlineNode, tuple[str, ...]]] = [(outline, ())]
        while waiting:
            node, path = waiting.pop()
            if node.heading and node.kind in ("section", "item", "annex"):
                path = (*path, node.heading)
            marker, heading = node.marker or "", node.heading or ""
            self._own |= {_plain(marker + heading), _plain(heading), _plain(marker)}
            yield node.span.start, node.span.end, path
            waiting.extend((child, path) for child in node.children)

    def at(self, place: int) -> tuple[str, ...]:
        """The headings around a place, the outermost first."""
        before = bisect_right(self._places, place)
        return self._paths[before - 1] if before else ()

    def is_one(self, line: str) -> bool:
        return _plain(line) in self._own


def _plain(text: str) -> str:
    """A heading as it is compared: without blanks and the punctuation at its ends."""
    return "".join(key_of(text).split()).strip(":、,，.。()")
