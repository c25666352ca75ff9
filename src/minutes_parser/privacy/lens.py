"""All findings of one document together, with their pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from ..document import Document
from ..model import Minutes, OutlineNode, TextSpan
from .findings import PrivacyFinding
from .hidden import find_hidden_text
from .identifiers import find_identifiers
from .names import find_written_out

__all__ = ["find_privacy"]


def find_privacy(
    minutes: Minutes, data: bytes | None = None, *, document: Document | None = None
) -> tuple[PrivacyFinding, ...]:
    """What a document gives away: identifiers, names written out though masked, text under boxes.

    `data` are the bytes of the source: a PDF is looked at for hidden text, other formats have none. `document` is
    what was read, for exact pages; without it pages come from what the record says of its parts, and a finding
    before the first of them has none. Findings in the text come first, in its order.
    """
    text = _without_location(minutes, find_identifiers(minutes.text))
    found = sorted((*text, *find_written_out(minutes)), key=lambda each: (each.start or 0, each.code))
    pages = _pages(minutes, document)
    starts = [start for start, _ in pages]
    placed = [
        each
        if each.page is not None or not (index := bisect_right(starts, each.start or 0))
        else replace(each, page=pages[index - 1][1])
        for each in found
    ]
    hidden = find_hidden_text(data) if data is not None and data[:1024].find(b"%PDF-") >= 0 else ()
    return (*placed, *(_grounded(each, minutes.text) for each in hidden))


def _without_location(minutes: Minutes, found: tuple[PrivacyFinding, ...]) -> Iterator[PrivacyFinding]:
    """Without the address of the place where the meeting was held."""
    spans = minutes.meeting.spans.get("location", ())
    for each in found:
        inside = any(span.start <= (each.start or 0) < span.end for span in spans)
        if not (inside and each.code == "address"):
            yield each


def _pages(minutes: Minutes, document: Document | None) -> list[tuple[int, int]]:
    """Offsets from which on the text stands on a page, in order."""
    if document is not None:
        return sorted((part.start, part.page) for part in document.paragraphs() if part.page is not None)
    spans = [*minutes.furniture, *_outline_spans(minutes.outline)]
    for thing in (*minutes.attendees, *minutes.items, *minutes.speeches, *minutes.rulings, *minutes.follow_ups):
        spans += [span for parts in thing.spans.values() for span in parts]
    spans += [span for parts in minutes.meeting.spans.values() for span in parts]
    places = [(span.start, span.page) for span in spans] + [(part.start, part.page) for part in minutes.unassigned]
    return sorted((start, page) for start, page in places if page is not None)


def _outline_spans(node: OutlineNode) -> Iterator[TextSpan]:
    waiting = [node]
    while waiting:  # an outline may be deep: no recursion
        each = waiting.pop()
        yield each.span
        waiting.extend(each.children)


def _grounded(found: PrivacyFinding, text: str) -> PrivacyFinding:
    """With its place in the text, if what is hidden stands there just once."""
    if len(found.value) < 2 or text.count(found.value) != 1:
        return found
    start = text.index(found.value)
    return replace(found, start=start, end=start + len(found.value))
