"""Section text left over: what stands in no item, speech, ruling or follow-up, in stretches of a readable size."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Grounded, Minutes, OutlineNode, TextSpan
from ..values.chars import key_of

__all__ = ["leftover"]

_LONGEST = 1500
"""Characters after which a stretch is divided at the next line break."""

_LABEL = 12
"""A line of up to so many characters that ends in a colon is a label (主席裁示：, 說明：), no text."""


def leftover(minutes: Minutes) -> Iterator[tuple[tuple[str, ...], TextSpan, str]]:
    """The headings around each stretch, its place, and its text: slices of the text, joined by line breaks."""
    headings = _Headings(minutes.outline)
    held: list[tuple[int, int]] = []
    above: tuple[str, ...] = ()
    for start, end in _lines(minutes):
        path = headings.at(start)
        if held and (path != above or end - held[0][0] > _LONGEST):
            yield above, *_stretch(minutes, held)
            held = []
        above = path
        if not headings.is_one(minutes.text[start:end]):
            held.append((start, end))
    if held:
        yield above, *_stretch(minutes, held)


def _stretch(minutes: Minutes, lines: list[tuple[int, int]]) -> tuple[TextSpan, str]:
    start, end = lines[0][0], lines[-1][1]
    return TextSpan(start=start, end=end, page=_page(minutes, start)), "\n".join(minutes.text[a:b] for a, b in lines)


def _page(minutes: Minutes, start: int) -> int | None:
    """The page of the last thing that begins before the place."""
    before = [span for span in _grounds(minutes) if span.page is not None and span.start <= start]
    return max(before, key=lambda span: span.start).page if before else None


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
        self._nodes: list[tuple[int, int, tuple[str, ...]]] = []
        self._own: set[str] = set()
        self._walk(outline)
        self._nodes.sort(key=lambda node: (node[0], -node[1]))

    def _walk(self, outline: OutlineNode) -> None:
        waiting: list[tuple[OutlineNode, tuple[str, ...]]] = [(outline, ())]
        while waiting:
            node, path = waiting.pop()
            if node.heading:
                written = node.heading if node.kind != "document" else ""
                path = (*path, written) if written and node.kind in ("section", "item", "annex") else path
                self._own |= {_plain(node.heading), _plain((node.marker or "") + node.heading)}
            if node.marker:
                self._own.add(_plain(node.marker))
            self._nodes.append((node.span.start, node.span.end, path))
            waiting.extend((child, path) for child in node.children)

    def at(self, place: int) -> tuple[str, ...]:
        """The headings around a place, the outermost first."""
        around = [node for node in self._nodes if node[0] <= place < node[1]]
        return max(around, key=lambda node: (node[0], len(node[2])))[2] if around else ()

    def is_one(self, line: str) -> bool:
        return _plain(line) in self._own


def _plain(text: str) -> str:
    """A heading as it is compared: without blanks and the punctuation at its ends."""
    return "".join(key_of(text).split()).strip(":、,，.。()")
