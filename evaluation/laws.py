"""The laws that every record keeps, whatever the document: nothing is lost, nothing is invented.

`violations` names each breach in one line, so that a test over hundreds of documents says what is wrong where.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from minutes_parser.model import Grounded, Minutes, OutlineNode, TextSpan

__all__ = ["violations"]

VERBATIM: dict[str, tuple[str, ...]] = {
    "meeting": ("title", "location"),
    "attendees": ("organization",),
    "items": ("title", "label", "proposer", "description", "proposal"),
    "speeches": ("text",),
    "rulings": ("label", "text", "outcome_basis"),
    "follow_ups": ("number", "directive", "progress", "assignee", "status_text"),
    "votes": ("text",),
}
"""Fields whose spans, joined and without spaces, are the value."""

READ_FROM: dict[str, tuple[str, ...]] = {
    "meeting": ("body", "session"),
    "attendees": ("name", "title", "role"),
}
"""Fields whose value is made of characters of its spans (林兼主任委員建元 → 林建元), in their order or not."""

GROUNDED: dict[str, tuple[str, ...]] = {
    "meeting": ("date", "start", "end"),
    "follow_ups": ("meeting_date",),
}
"""Fields that have a span, though their value is written otherwise there (111年 → 2022)."""


def _bare(text: str) -> str:
    return "".join(c for c in text if not c.isspace())


def _plain(text: str) -> str:
    """What is compared: a character that a font's table wrote as its compatibility form (U+F9E4) is that character."""
    return _bare(unicodedata.normalize("NFKC", text))


def _count(text: str, spans: Iterable[tuple[int, int]]) -> int:
    return sum(len(_bare(text[start:end])) for start, end in spans)


def _coverage(minutes: Minutes) -> Iterator[str]:
    text, coverage = minutes.text, minutes.coverage
    if coverage.characters != len(_bare(text)):
        yield f"coverage: {coverage.characters} characters stated, {len(_bare(text))} in the text"
    if coverage.content + coverage.furniture + coverage.unassigned != coverage.characters:
        yield "coverage: content, furniture and unassigned do not add up to characters"
    for name, spans in _partition(minutes).items():
        stated = getattr(coverage, name)
        if (found := _count(text, spans)) != stated:
            yield f"coverage: {name} {stated} stated, {found} in its spans"
    everything = sorted(span for spans in _partition(minutes).values() for span in spans)
    for (_, end), (start, _) in pairwise(everything):
        if start < end:
            yield f"coverage: furniture and unassigned overlap at {start}"


def _partition(minutes: Minutes) -> dict[str, list[tuple[int, int]]]:
    return {
        "furniture": [(span.start, span.end) for span in minutes.furniture],
        "unassigned": [(span.start, span.end) for span in minutes.unassigned],
    }


def _things(minutes: Minutes) -> Iterator[tuple[str, str, Grounded]]:
    """(class, name for a person, thing) of everything that was extracted."""
    yield "meeting", "meeting", minutes.meeting
    for kind in ("attendees", "items", "speeches", "rulings", "follow_ups", "votes"):
        for thing in getattr(minutes, kind):
            yield kind, f"{kind} {thing.id}", thing


def _span(minutes: Minutes, where: str, span: TextSpan) -> Iterator[str]:
    if not span.start < span.end <= len(minutes.text):
        yield f"{where}: span {span.start}–{span.end} of a text of {len(minutes.text)}"
    pages = minutes.source.pages
    if span.page is not None and not 1 <= span.page <= (pages or 0):
        yield f"{where}: page {span.page} of {pages}"


def _apart(one: str, other: str) -> str:
    """A few characters of `one` around the first place where it differs from `other`.

    >>> _apart("甲乙丙丁", "甲乙戊丁")
    '甲乙丙丁'
    """
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[max(0, at - 10) : at + 20]


def _spans(minutes: Minutes, kind: str, where: str, thing: Grounded) -> Iterator[str]:
    for field, spans in thing.spans.items():
        if not hasattr(thing, field.partition(".")[0]):
            yield f"{where}: spans of {field}, which is no field"
        for span in spans:
            yield from _span(minutes, f"{where} {field}", span)
    for field in (*VERBATIM.get(kind, ()), *READ_FROM.get(kind, ()), *GROUNDED.get(kind, ())):
        value = getattr(thing, field)
        spans = thing.spans.get(field, ())
        if value is not None and not spans:
            yield f"{where}: {field} {value!r} has no span"
        if value is None or not spans:
            continue
        said = _plain("".join(minutes.text[span.start : span.end] for span in spans))
        if field in VERBATIM.get(kind, ()) and said != _plain(value):
            yield f"{where}: {field} is {_apart(_plain(value), said)!r}, its spans say {_apart(said, _plain(value))!r}"
        if field in READ_FROM.get(kind, ()) and Counter(_plain(value)) - Counter(said):
            yield f"{where}: {field} is {value!r}, not all of it in {said!r}"


def _furniture_in_values(minutes: Minutes) -> Iterator[str]:
    """A value never holds furniture: a page number inside a speech, a running header inside a title."""
    furniture = sorted((span.start, span.end) for span in minutes.furniture)
    for _, where, thing in _things(minutes):
        for field, spans in thing.spans.items():
            for span in spans:
                for start, end in furniture:
                    if max(start, span.start) < min(end, span.end):
                        yield f"{where} {field}: holds furniture at {max(start, span.start)}"


def _references(minutes: Minutes) -> Iterator[str]:
    ids = [thing.id for kind, _, thing in _things(minutes) if kind != "meeting" and hasattr(thing, "id")]
    yield from (f"id {name} is given {count} times" for name, count in Counter(ids).items() if count > 1)
    known = set(ids)
    for kind, where, thing in _things(minutes):
        for field in ("item_id", "ruling_id", "refers_to"):
            target = getattr(thing, field, None)
            if target is not None and target not in known:
                yield f"{where}: {field} {target} is nothing"
        if kind == "speeches":
            target = getattr(thing, "speaker").attendee_id  # noqa: B009  (the class says which kind of thing it is)
            if target is not None and target not in known:
                yield f"{where}: its speaker {target} is no attendee"


def _outline(node: OutlineNode) -> Iterator[str]:
    before = node.span.start
    for child in node.children:
        if child.span.start < before or child.span.end > node.span.end:
            yield f"outline: {child.kind} {child.span.start}–{child.span.end} is out of place"
        before = child.span.start
        yield from _outline(child)


def violations(minutes: Minutes) -> list[str]:
    """One line for each breach of a law; empty for a sound record.

    >>> from tests.factories import MinutesFactory
    >>> factory = MinutesFactory()
    >>> _ = factory.ruling(None, "照案通過。", outcome="approved")
    >>> [line for line in violations(factory.build()) if "ruling" not in line and "meeting" not in line]
    []
    """
    found = [*_coverage(minutes), *_references(minutes), *_outline(minutes.outline), *_furniture_in_values(minutes)]
    for kind, where, thing in _things(minutes):
        found += _spans(minutes, kind, where, thing)
    return found
