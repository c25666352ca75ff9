"""From the flow of lines and tables to the outline: what belongs under what."""

from __future__ import annotations

from ..diagnostics import Finding
from ..normalize.flow import Flow
from .outline import Node
from .pieces import pieces
from .tree import build

__all__ = ["segment"]


def segment(flow: Flow) -> tuple[Node, tuple[Finding, ...]]:
    """The outline of a document, and what was odd about its numbers."""
    return build(tuple(pieces(flow)))
