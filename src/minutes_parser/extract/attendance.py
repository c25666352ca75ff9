"""Attendance (first cut)."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Finding
from ..model import Attendee, TextSpan
from .people_block import PeopleBlock

__all__ = ["attendees"]


def attendees(
    blocks: Sequence[PeopleBlock],
) -> tuple[tuple[Attendee, ...], tuple[Finding, ...], tuple[TextSpan, ...]]:
    """The people listed."""
    return (), (), ()
