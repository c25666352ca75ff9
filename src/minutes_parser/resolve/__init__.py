"""Ties what was extracted together: people, references between decisions, follow-ups and rulings."""

from __future__ import annotations

from dataclasses import replace

from ..diagnostics import Finding
from ..extract import Extracted
from .people import chaired, grouped, linked
from .references import referring
from .ruled import ruled

__all__ = ["resolve"]


def resolve(found: Extracted) -> tuple[Extracted, tuple[Finding, ...]]:
    """The same with links; where two candidates fit there is none, and a finding."""
    attendees = grouped(found.attendees)
    speeches, unclear = linked(found.speeches, attendees)
    rulings, open_references = referring(found.rulings, found.items)
    made = replace(
        found,
        meeting=chaired(found.meeting, speeches),
        attendees=attendees,
        speeches=speeches,
        rulings=rulings,
        follow_ups=ruled(found.follow_ups, rulings),
    )
    return made, (*unclear, *open_references)
