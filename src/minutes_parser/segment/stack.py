"""The outline under construction: nodes that are open, and where the walk over the pieces stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..diagnostics import Finding
from ..lexicon.labels import Label
from ..normalize.flow import Slice
from ..values.names import SpeakerReading
from .outline import Kind, Node
from .pieces import Piece

__all__ = ["FIELD", "ITEM", "LADDER", "POINT", "SECTION", "SPEECH", "Open", "Walk", "style_of"]

SECTION, ITEM, FIELD, SPEECH, POINT = 10, 20, 30, 40, 50
"""Ranks: a node closes what is of its rank or deeper."""

LADDER = {"fin": 0, "stem": 1, "han": 2, "num_bare": 2, "han_paren": 3, "num": 4, "num_paren": 5, "circle": 6}
"""The customary order of numbers; used only to tell whether a new style can stand above another."""


def style_of(piece: Piece) -> str | None:
    """Style of a piece's number, with the word of a case number; None for bullets and where there is none."""
    marker = piece.marker
    return marker.style + (marker.word or "") if marker and marker.style != "bullet" else None


@dataclass(slots=True, eq=False)
class Open:
    """A node under construction."""

    kind: Kind
    piece: Piece | None
    label: Label | None
    rank: int
    children: list[Open] = field(default_factory=list)
    speaker: SpeakerReading | None = None
    announced: Slice | None = None
    resumes: Piece | None = None

    @property
    def style(self) -> str | None:
        return style_of(self.piece) if self.piece else None

    @property
    def ordinal(self) -> int | None:
        return self.piece.marker.ordinal if self.piece and self.piece.marker else None

    @property
    def decided(self) -> bool:
        """Whether a decision stands under it."""
        return any(c.kind == "ruling" for c in self.children)

    @property
    def begun(self) -> bool:
        """Whether it has got beyond its heading."""
        names = ("description", "proposal", "debate")
        signed = self.piece is not None and self.piece.named("field") is not None
        return any(
            c.kind in ("ruling", "speech", "point")
            or (c.kind == "text" and not signed)  # 一、提案人：…, over more of its names
            or (c.label is not None and c.label.name in names)
            for c in self.children
        )

    @property
    def titled(self) -> bool:
        """Whether it has a heading of its own beside its number."""
        return self.piece is not None and bool(self.piece.head) and self.piece.named("field") is None

    @property
    def has_subject(self) -> bool:
        """Whether 案由 has been given."""
        if self.piece is not None and self.piece.named("subject") is not None:
            return True
        return any(c.label and c.label.name == "subject" for c in self.children)

    def freeze(self, level: int = 0) -> Node:
        children = tuple(c.freeze(level + 1) for c in self.children)
        return Node(self.kind, self.piece, self.label, level, children, self.speaker, self.announced, self.resumes)


class Walk:
    """The walk over the pieces: the open nodes from the document down, the zone, the style of section numbers."""

    def __init__(self, pieces: Sequence[Piece], known: frozenset[str]) -> None:
        self.pieces = pieces
        self.known = known
        """Heads that the document shows to be speakers."""
        self.root = Open("document", None, None, 0)
        self.stack = [self.root]
        self.zone = "title"
        self.section_style: str | None = None
        self.outer_style: str | None = None
        """Of the section numbers around 肆、議程：, whose own list numbers the sections in it."""
        self.skipping = 0
        self.findings: list[Finding] = []
        self.told = False
        """Whether speakers stand as headings (### 王大明：) over what they say."""
        self.boxed = False
        """Whether they stand in boxes of their own ([主席])."""

    @property
    def top(self) -> Open:
        return self.stack[-1]

    def pop_to(self, rank: int) -> None:
        """Close everything of this rank and deeper."""
        while len(self.stack) > 1 and self.stack[-1].rank >= rank:
            self.stack.pop()

    def pop_above(self, node: Open) -> None:
        """Close everything under `node`."""
        while self.stack[-1] is not node and len(self.stack) > 1:
            self.stack.pop()

    def add(self, kind: Kind, piece: Piece, label: Label | None, rank: int) -> None:
        """A new node under the top; it is open unless it is plain text."""
        node = Open(kind, piece, label, rank)
        self.stack[-1].children.append(node)
        if kind not in ("text", "table", "title"):
            self.stack.append(node)

    def open(self, kind: Kind, rank: int) -> None:
        """A new node of no piece of its own, beside what is open at its rank."""
        self.pop_to(rank)
        self.stack[-1].children.append(node := Open(kind, None, None, rank))
        self.stack.append(node)

    def beside(self, node: Open, kind: Kind, piece: Piece, label: Label | None, rank: int) -> None:
        """A new node next to `node`."""
        self.pop_above(node)
        if len(self.stack) > 1:
            self.stack.pop()
        self.add(kind, piece, label, rank)

    def inside(self, *kinds: str) -> Open | None:
        """The innermost open node of these kinds."""
        return next((n for n in reversed(self.stack) if n.kind in kinds), None)

    @property
    def item(self) -> Open | None:
        """The open item: a case, or a numbered point right under a section."""
        for above, node in zip(reversed(self.stack[:-1]), reversed(self.stack[1:]), strict=True):
            if node.kind == "item" or (node.kind == "point" and above.kind in ("section", "document")):
                return node
        return None

    @property
    def container(self) -> Open:
        """Where a field goes: the open item, else the section, else the document."""
        return self.item or next(n for n in reversed(self.stack) if n.kind in ("section", "document"))

    def sibling(self, piece: Piece) -> Open | None:
        """The innermost open node whose list expects this number next."""
        style = style_of(piece)
        if style is None or piece.marker is None:
            return None
        for node in reversed(self.stack[1:]):
            if node.style == style and node.ordinal is not None and node.ordinal + 1 == piece.marker.ordinal:
                return node
        return None

    def fits_section(self, piece: Piece) -> bool:
        """Whether the number is of the style of section numbers."""
        return style_of(piece) is not None and style_of(piece) == self.section_style

    def expected(self, piece: Piece) -> bool:
        """Whether a section number goes on from the last section's."""
        last = next((n.ordinal for n in reversed(self.root.children) if n.style == self.section_style), None)
        ordinal = piece.marker.ordinal if piece.marker else None
        return last is None or ordinal is None or last < ordinal <= last + 3

    def heads_item(self, i: int) -> bool:
        """Whether a 說明, 決議 or the like stands before piece `i`'s list goes on: then the piece heads an item."""
        style = style_of(self.pieces[i])
        if style is None:
            return False
        for later in self.pieces[i + 1 : i + 80]:
            label = later.label
            if style_of(later) == style:
                return False
            if label and label.group == "section" and label.kind != "formality":
                return False
            if label and (
                label.group in ("ruling", "subject") or label.name in ("description", "proposal", "proposer")
            ):
                return True
        return False
