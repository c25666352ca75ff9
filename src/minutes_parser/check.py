"""The document's own checksums: numbers of people, sequences, votes, the weekday of the date."""

from __future__ import annotations

from .diagnostics import Finding
from .extract import Extracted
from .model import Check
from .segment.outline import Node

__all__ = ["check"]


def check(found: Extracted, root: Node) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """Every checksum that the document offers, and a finding for each that fails."""
    return (), ()
