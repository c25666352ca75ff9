"""Ties what was extracted together: people, references between decisions, follow-ups and rulings."""

from __future__ import annotations

from ..diagnostics import Finding
from ..extract import Extracted

__all__ = ["resolve"]


def resolve(found: Extracted) -> tuple[Extracted, tuple[Finding, ...]]:
    """The same with links; where two candidates fit there is none, and a finding."""
    return found, ()
