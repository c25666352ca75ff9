"""Builds the outline from pieces, in one walk, by consistency rather than by a fixed ladder of numbers.

A numbered piece goes on in the innermost open list of its style that expects it. Labels have a rank
(section, item, field and ruling, speech), and close what stands deeper. Where a list inside a decision and
the list of items expect the same number, what follows decides: an item has a 說明 or a 決議 of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from ..diagnostics import Finding
from .head import annexed, in_head, late_people
from .matters import boxed_heading, case, numbered, printed_number, subject
from .outline import Node
from .parts import decision, field, plain, resumed, voice
from .pieces import Piece
from .sections import agenda, close, embedded, leading_number, section, sitting
from .stack import POINT, SECTION, Walk
from .tracking import tracking_entry
from .voices import opinion_headings, regular_speakers
from .zones import may_be_title

__all__ = ["BODY_RULES", "build"]

_SHORT = 40
"""Characters of a heading without a number at most, with the space around it."""
Rule = Callable[[Walk, int, Piece], bool]

BODY_RULES: tuple[tuple[str, Rule, frozenset[str]], ...] = (
    ("close", close, frozenset({"section"})),
    ("late-people", late_people, frozenset({"meta", "people"})),
    ("embedded-minutes", embedded, frozenset({"title"})),
    ("agenda", agenda, frozenset({"section"})),
    ("sitting", sitting, frozenset({"meta"})),
    ("section", section, frozenset({"section"})),
    ("leading-number", leading_number, frozenset({"number"})),
    ("case", case, frozenset({"number"})),
    ("subject", subject, frozenset({"subject"})),
    ("printed-number", printed_number, frozenset({"field"})),
    ("boxed-heading", boxed_heading, frozenset({"short"})),
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
    """What rules ask for: the groups of its labels, whether it has a number or a colon, is short, could be a title."""
    traits = [label.group for label in piece.labels]
    if piece.marker is not None:
        traits.append("number")
    if piece.colon:
        traits.append("colon")
    key = piece.whole.key
    if may_be_title(key):
        traits.append("title")
    if piece.marker is None and len(key) <= _SHORT:
        traits.append("short")
    return frozenset(traits)


def build(pieces: Sequence[Piece]) -> tuple[Node, tuple[Finding, ...]]:
    """The outline of a document, and what was odd about its numbers."""
    told = opinion_headings(pieces)
    walk = Walk(told, regular_speakers(told))
    for i, piece in enumerate(told):
        _place(walk, i, piece)
    return walk.root.freeze(), tuple(walk.findings)


def _place(walk: Walk, i: int, piece: Piece) -> None:
    if walk.skipping:
        walk.skipping -= 1
        walk.add("table" if piece.grid is not None else "text", piece, None, POINT)
        if not walk.skipping:
            walk.stack.pop()
    elif walk.zone == "annex":
        annexed(walk, i, piece)
    elif piece.grid is not None:
        walk.add("table", piece, None, POINT)
    elif walk.zone == "body" or not in_head(walk, i, piece):
        if walk.zone != "body":
            walk.pop_to(SECTION)
            walk.zone = "body"
        for rule in _rules_for(_traits(piece)):
            if rule(walk, i, piece):
                return
        if piece.marker is not None:
            numbered(walk, i, piece)
        else:
            plain(walk, i, piece)
