"""From the outline to what the record holds: meeting, attendees, items, speeches, rulings, follow-ups, votes."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import Finding
from ..model import Attendee, FollowUp, Item, Meeting, Ruling, Speech, TextSpan, Vote
from ..segment.outline import Node
from .attendance import attendees
from .follow_ups import follow_ups
from .items import item_nodes
from .meeting import body_of, meeting
from .people_lists import people_blocks
from .rulings import rulings
from .speeches import speeches
from .tracking_tables import tracking_tables
from .votes import votes

__all__ = ["Extracted", "extract"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """All that was extracted from one outline; `used` are places read as lists of people that are no value."""

    meeting: Meeting
    attendees: tuple[Attendee, ...]
    items: tuple[Item, ...]
    speeches: tuple[Speech, ...]
    rulings: tuple[Ruling, ...]
    follow_ups: tuple[FollowUp, ...]
    votes: tuple[Vote, ...]
    used: tuple[TextSpan, ...] = ()


def extract(root: Node) -> tuple[Extracted, tuple[Finding, ...]]:
    """Everything that the outline holds."""
    people, people_findings, used = attendees(people_blocks(root), body=body_of(root))
    found_meeting, meeting_findings = meeting(root, people)
    nodes = item_nodes(root)
    item_of = {id(made.node): made.item.id for made in nodes}
    tables = tracking_tables(root)
    decisions = rulings(root, item_of, frozenset(tables))
    return (
        Extracted(
            found_meeting,
            people,
            tuple(made.item for made in nodes),
            speeches(root, item_of, frozenset(tables)),
            decisions,
            follow_ups(root, item_of, tables),
            votes(root, decisions, item_of),
            used,
        ),
        (*people_findings, *meeting_findings),
    )
