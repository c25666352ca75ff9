"""The outline: what belongs under what. Frozen; built once by `tree`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..lexicon.labels import Label
from ..normalize.flow import Grid, Slice
from ..values.names import SpeakerReading
from .pieces import Piece

__all__ = ["Kind", "Node", "Zone"]

Zone = Literal["title", "head", "body", "annex"]
Kind = Literal[
    "document",
    "title",
    "meta",
    "people",
    "section",
    "item",
    "field",
    "ruling",
    "speech",
    "point",
    "text",
    "table",
    "annex",
]


@dataclass(frozen=True, slots=True)
class Node:
    """A piece and what stands under it.

    `label` is the one that decided the kind. `level` counts from 0, the document.
    """

    kind: Kind
    piece: Piece | None
    label: Label | None
    level: int
    children: tuple[Node, ...] = ()
    speaker: SpeakerReading | None = None
    """Who speaks, for speeches."""
    announced: Slice | None = None
    """The title of an item that was only announced by word of mouth (transcripts)."""
    resumes: Piece | None = None
    """Where the speaker stands of a contribution that goes on after a reply to its first points."""

    @property
    def ordinal(self) -> int | None:
        return self.piece.marker.ordinal if self.piece and self.piece.marker else None

    @property
    def head(self) -> Slice | None:
        return self.piece.head if self.piece else None

    @property
    def section_kind(self) -> str:
        return self.label.kind if self.label else ""

    def walk(self) -> Iterator[Node]:
        """This node and all under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def grids(self) -> Iterator[Grid]:
        """Tables that stand right under this node or under its plain points."""
        for child in self.children:
            if child.kind == "table" and child.piece and child.piece.grid:
                yield child.piece.grid

    def slices(self) -> tuple[Slice, ...]:
        """All text of the node in order, whole pieces; tables by line."""
        made: list[Slice] = []
        for node in self.walk():
            if node.piece is None:
                continue
            if node.piece.grid is not None:
                made.extend(line.whole() for line in node.piece.grid.lines())
            else:
                made.append(node.piece.whole)
        return tuple(made)

    def content(self) -> tuple[Slice, ...]:
        """The text of the node without its own number and label."""
        own: tuple[Slice, ...] = ()
        if self.piece is not None and self.piece.grid is None and self.piece.body:
            own = (self.piece.body,)
        return own + tuple(s for child in self.children for s in child.slices())
