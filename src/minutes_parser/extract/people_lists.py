"""Finds the labelled lists of people in the outline and hands them to `attendance`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..normalize.flow import Grid, Slice
from ..segment.outline import Node
from .people_block import ListKind, PeopleBlock

__all__ = ["people_blocks"]

_KINDS = {
    "chair": "chair",
    "recorder": "recorder",
    "member": "member",
    "observer": "observer",
    "absent": "absent",
    "secretary": "member",
}


def people_blocks(root: Node) -> tuple[PeopleBlock, ...]:
    """The lists in the order of the document. A numbered list inside another (一、出席委員 under 肆、出席人員) is
    one of its own."""
    return tuple(_blocks(root))


def _blocks(root: Node) -> Iterator[PeopleBlock]:
    for node in root.children:
        if node.kind == "people":
            yield from _block(node)


def _block(node: Node) -> Iterator[PeopleBlock]:
    piece = node.piece
    assert piece is not None
    assert node.label is not None
    content: list[Slice | Grid] = [piece.body] if piece.body else []
    inner: list[Node] = []
    for child in node.children:
        if child.kind == "people":
            inner.append(child)
        elif child.piece is not None and child.piece.grid is not None:
            content.append(child.piece.grid)
        else:
            content.extend(child.slices())
    kind = cast(ListKind, _KINDS[node.label.name])
    if content or not inner:
        yield PeopleBlock(kind, piece.head, tuple(content))
    for child in inner:
        yield from _block(child)
