"""The draft that goes through the stages, and the record that comes out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .diagnostics import CODES, Finding
from .document import Document
from .extract import Extracted
from .model import Check, Diagnostic, Meeting, Minutes, OutlineNode, SourceInfo
from .normalize.flow import Flow, Place
from .partition import partition
from .segment.outline import Node

__all__ = ["Draft", "finished", "started"]

_EMPTY = Extracted(Meeting(), (), (), (), (), (), ())
_NO_FLOW = Flow((), ())
_ROOT = Node("document", None, None, 0)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the stages have made so far."""

    document: Document
    flow: Flow = _NO_FLOW
    root: Node = _ROOT
    extracted: Extracted = _EMPTY
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()

    def with_(self, *, findings: tuple[Finding, ...], **changes: Any) -> Draft:
        """The draft after a stage: what it made, and its findings behind the earlier ones."""
        return replace(self, findings=(*self.findings, *findings), **changes)


def started(document: Document) -> Draft:
    return Draft(document, findings=document.findings)


def finished(draft: Draft) -> Minutes:
    """The record: what was extracted, the outline, and where every character went."""
    document = draft.document
    found, findings = draft.extracted, list(draft.findings)
    if not _is_minutes(draft):
        found = _EMPTY
        findings.append(Finding("not-minutes" if document.text.strip() else "no-text"))
    places = {id(node): _spans(node) for node in draft.root.walk()}
    content, left = _claims(draft, found, places)
    parts = partition(document.text, draft.flow.furniture, left, content)
    return Minutes(
        source=_source(document),
        meeting=found.meeting,
        attendees=found.attendees,
        items=found.items,
        speeches=found.speeches,
        rulings=found.rulings,
        follow_ups=found.follow_ups,
        votes=found.votes,
        checks=draft.checks if found is draft.extracted else (),
        diagnostics=tuple(_diagnostic(f) for f in findings),
        coverage=parts.coverage,
        unassigned=parts.unassigned,
        furniture=parts.furniture,
        outline=OutlineNode.model_validate(_outline(draft.root, len(document.text), places)),
        text=document.text,
    )


def _source(document: Document) -> SourceInfo:
    s = document.source
    return SourceInfo(
        name=s.name,
        media_type=s.media_type,
        sha256=s.sha256,
        bytes=s.bytes,
        pages=s.pages,
        reader=s.reader,
        encoding=s.encoding,
        part=s.part,
    )


def _diagnostic(f: Finding) -> Diagnostic:
    text = CODES[f.code][1]
    return Diagnostic(
        code=f.code,
        severity=f.severity,
        message=f"{text}: {f.message}" if f.message else text,
        start=f.start,
        end=f.end,
        page=f.page,
    )


def _is_minutes(draft: Draft) -> bool:
    """A title of minutes, or the labels of their head, or decisions: two of them, or a title with anything else, or two
    matters that were decided, or a page of a debate."""
    root, found = draft.root, draft.extracted
    labels = {n.label.name for n in root.children if n.kind in ("meta", "people") and n.label} - {"head_other", "title"}
    signs = (found.meeting.title is not None) * 2 + min(len(labels), 2)
    signs += (
        bool(found.rulings) + bool(found.attendees) + bool(found.speeches) + any(n.section_kind for n in root.children)
    )
    decided = len({ruling.item_id for ruling in found.rulings if ruling.item_id}) >= 2
    return signs >= 2 or decided or _is_debate(found)


def _is_debate(found: Extracted) -> bool:
    """王議員大明： and 李局長小華： in turns, a page of a council's record that the head does not stand on."""
    said = [(s.speaker.name, s.speaker.title) for s in found.speeches if s.speaker.name and s.speaker.title]
    return len(said) >= _TURNS and 2 <= len(set(said)) < len(said) and len(said) * 2 > len(found.speeches)


_TURNS = 4
"""Contributions of people named with their office at least."""


def _claims(
    draft: Draft, found: Extracted, places: Mapping[int, list[Place]]
) -> tuple[list[Place], list[tuple[Place, str]]]:
    """Places that are content, and places that no rule could use, with the reason."""
    content: list[Place] = [(s.start, s.end, s.page) for s in found.used]
    left: list[tuple[Place, str]] = []
    if found is _EMPTY:
        return [], [((0, len(draft.document.text), None), "not-minutes")]
    for thing in (found.meeting, *found.attendees, *found.items, *found.speeches, *found.rulings, *found.follow_ups):
        content.extend((s.start, s.end, s.page) for spans in thing.spans.values() for s in spans)
    for spans, reason in _places(draft.root, places):
        if reason is None:
            content.extend(spans)
        else:
            left.extend((span, reason) for span in spans)
    return content, left


def _spans(node: Node) -> list[Place]:
    piece = node.piece
    if piece is None:
        return []
    if piece.grid is not None:
        return [place for line in piece.grid.lines() for place in line.places(0, len(line.text))]
    return piece.whole.line.places(piece.whole.a, piece.whole.b)


def _places(root: Node, places: Mapping[int, list[Place]]) -> Iterator[tuple[Sequence[Place], str | None]]:
    """Every piece of the outline, and why it is not content, where it is not."""
    for node in root.children:
        if node.kind == "title":
            yield places[id(node)], "outside-the-title"
        elif node.kind == "people" and node.piece is not None:
            for inner in node.walk():
                yield places[id(inner)], "not-read-as-a-person"
                if inner.kind == "people" and inner.piece is not None:
                    whole, head = inner.piece.whole, inner.piece.head
                    yield whole.line.places(whole.a, head.b), None
        elif node.kind == "meta":
            for inner in node.walk():
                yield (
                    places[id(inner)],
                    None if inner is node or len(node.children) < 4 else "after-a-label-of-the-head",
                )
        elif node.kind in ("text", "table"):
            yield places[id(node)], "outside-any-section"
        else:
            for inner in node.walk():
                yield places[id(inner)], None


def _outline(node: Node, length: int, places: Mapping[int, list[Place]]) -> dict[str, Any]:
    """The outline as part of the record: the fields of an `OutlineNode`, so that the whole tree is checked at once."""
    children = sorted(  # a label in the head of a table stands before what is in its rows
        (_outline(child, length, places) for child in node.children), key=lambda child: child["span"]["start"]
    )
    spans = places[id(node)]
    piece, page = node.piece, spans[0][2] if spans else None
    if piece is None:
        start = min((c["span"]["start"] for c in children), default=0) if node.level else 0
        end = max((c["span"]["end"] for c in children), default=0) if node.level else length
    else:
        start = min(
            [spans[0][0] if spans else 0, *(c["span"]["start"] for c in children)]
        )  # a column left of its matter
        end = max([spans[-1][1] if spans else start, *(c["span"]["end"] for c in children)])
    head = piece.head.value if piece and piece.grid is None else None
    marker = piece.marker if piece else None
    return {
        "kind": node.kind,
        "marker": marker.surface if marker else None,
        "ordinal": marker.ordinal if marker else None,
        "level": node.level,
        "heading": (head[:80] or None) if head else None,
        "span": {"start": start, "end": max(start, end), "page": page},
        "children": tuple(children),
    }
