"""Builds the outline from pieces, in one walk, by consistency rather than by a fixed ladder of numbers.

A numbered piece goes on in the innermost open list of its style that expects it. Labels have a rank
(section, item, field and ruling, speech), and close what stands deeper. Where a list inside a decision and
the list of items expect the same number, what follows decides: an item has a 說明 or a 決議 of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from ..diagnostics import Finding
from ..values.numbering import MISTYPED
from .contributions import resumed, voice
from .head import in_head, late_people
from .matters import case, numbered, printed_number, subject
from .meetings import annexed, next_meeting
from .outline import Node
from .parts import decision, field, plain
from .pieces import Piece
from .regulars import regular_speakers
from .sections import agenda, close, embedded, leading_number, over_voices, section, sitting
from .signed import boxed_names, signatures
from .stack import POINT, SECTION, Walk
from .tracking import is_tracking_table, tracking_entry
from .unit_headings import boxed_heading
from .unnumbered import matter_alone, styled_heading
from .voices import opinion_headings, said_by, speaker_of
from .voices_alone import boxed_units, members_alone, names_alone
from .zones import may_be_title

__all__ = ["BODY_RULES", "build"]

_SHORT = 40
"""Characters of a heading without a number at most, with the space around it."""
Rule = Callable[[Walk, int, Piece], bool]

BODY_RULES: tuple[tuple[str, Rule, frozenset[str]], ...] = (
    ("close", close, frozenset({"section"})),
    ("late-people", late_people, frozenset({"meta", "people"})),
    ("next-meeting", next_meeting, frozenset({"title"})),
    ("embedded-minutes", embedded, frozenset({"title"})),
    ("agenda", agenda, frozenset({"section"})),
    ("sitting", sitting, frozenset({"meta"})),
    ("section", section, frozenset({"section"})),
    ("over-voices", over_voices, frozenset({"styled", "number"})),
    ("leading-number", leading_number, frozenset({"number"})),
    ("case", case, frozenset({"number"})),
    ("subject", subject, frozenset({"subject"})),
    ("printed-number", printed_number, frozenset({"field"})),
    ("boxed-heading", boxed_heading, frozenset({"short"})),
    ("matter-alone", matter_alone, frozenset({"short"})),
    ("styled-heading", styled_heading, frozenset({"styled"})),
    ("tracking-entry", tracking_entry, frozenset({"follow", "ruling"})),
    ("decision", decision, frozenset({"ruling"})),
    ("field", field, frozenset({"field", "follow", "told"})),
    ("voice", voice, frozenset({"colon", "number"})),
    ("resumed", resumed, frozenset({"number"})),
)
"""Name, rule, and the traits of which a piece must have one. Tried in this order on each piece of the body; the first
that places it wins. Else it is a numbered point or text."""


@cache
def _rules_for(traits: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for _, rule, needed in BODY_RULES if needed & traits)


def _traits(piece: Piece) -> frozenset[str]:
    """What rules ask for: the groups of its labels, whether it has a number or a colon, is short, a heading by its style, could be a title."""
    traits = [label.group for label in piece.labels]
    if piece.marker is not None:
        traits.append("number")
    if piece.colon:
        traits.append("colon")
    if piece.whole.line.style.heading is not None:
        traits.append("styled")
    key = piece.whole.key
    if may_be_title(key):
        traits.append("title")
    if (piece.marker is None or piece.marker.ordinal is None) and len(key) <= _SHORT:
        traits.append("short")
    return frozenset(traits)


def build(pieces: Sequence[Piece]) -> tuple[Node, tuple[Finding, ...]]:
    """The outline of a document, and what was odd about its numbers."""
    spoken, parties = members_alone(names_alone(boxed_units(opinion_headings(pieces))))
    told, boxed = boxed_names(signatures(spoken))
    walk = Walk(told, regular_speakers(told) | boxed | parties)
    walk.told, walk.boxed = _voices_are_headings(told), bool(boxed)
    for i, piece in enumerate(told):
        if piece.marker is not None and piece.marker.surface[:1] in MISTYPED and piece.marker.style == "fin":
            walk.findings.append(Finding("number-mistyped", piece.whole.value[:40], piece.whole.line.start))
        _place(walk, i, piece)
    return walk.root.freeze(), tuple(walk.findings)


_VOICES = 3


def _voices_are_headings(pieces: Sequence[Piece]) -> bool:
    """Whether speakers are headings throughout, as in a transcript in Markdown: none stands before words of its line."""
    with_colon = [p for p in pieces if p.colon and p.grid is None]
    heads = [p for p in with_colon if not p.body and p.whole.line.style.heading]
    if len(heads) < _VOICES or sum(said_by(p) is not None for p in heads) < _VOICES:
        return False
    others = (speaker_of(p) for p in with_colon if not p.whole.line.style.heading)
    return not any(found is not None and (found.name or found.title) for found in others)


def _goes_on(walk: Walk, piece: Piece) -> bool:
    """Whether a piece stands under a heading that names who speaks: 辦理情形：… and 一、… are words of the speech; 第二案：…
    announces an item."""
    if walk.boxed and walk.inside("speech") is not None and not piece.colon and piece.marker is None:
        return all(label.kind == "report" for label in piece.labels)  # 財務委員會報告, by which the chair calls on it
    here = walk.inside("speech") if walk.told else None
    if here is None or here.piece is None or not here.piece.whole.line.style.heading or piece.whole.line.style.heading:
        return False
    if piece.marker is not None and piece.marker.style == "case":
        return False
    return all(label.group in ("field", "follow") for label in piece.labels)


def _place(walk: Walk, i: int, piece: Piece) -> None:
    if walk.skipping:
        walk.skipping -= 1
        walk.add("table" if piece.grid is not None else "text", piece, None, POINT)
        if not walk.skipping:
            walk.stack.pop()
    elif walk.zone == "annex":
        annexed(walk, i, piece)
    elif piece.grid is not None:
        if walk.top.kind == "people" and is_tracking_table(piece.grid):
            walk.pop_to(SECTION)
        walk.add("table", piece, None, POINT)
    elif walk.zone == "body" or not in_head(walk, i, piece):
        if walk.zone != "body":
            walk.pop_to(SECTION)
            walk.zone = "body"
        if _goes_on(walk, piece):
            plain(walk, i, piece)
            return
        if walk.top.kind == "people" and piece.whole.line.style.heading is not None:
            walk.pop_to(SECTION)  # ## 討論 below a list of people that stands late
        for rule in _rules_for(_traits(piece)):
            if rule(walk, i, piece):
                return
        if piece.marker is not None:
            numbered(walk, i, piece)
        else:
            plain(walk, i, piece)
