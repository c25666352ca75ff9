"""Decisions followed from the meeting that made them to the one that closed them, and people across an archive."""

from .evidence import Evidence, Link
from .ledger import Closing, Decision, Event, Ledger, State, track
from .notes import Note
from .people import Count, People, PersonRecord, count_people
from .series import Gap, Series
from .store import load, update

__all__ = [
    "Closing",
    "Count",
    "Decision",
    "Event",
    "Evidence",
    "Gap",
    "Ledger",
    "Link",
    "Note",
    "People",
    "PersonRecord",
    "Series",
    "State",
    "count_people",
    "load",
    "track",
    "update",
]
