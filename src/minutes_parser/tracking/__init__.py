"""Decisions followed from the meeting that made them to the one that closed them, and people across an archive."""

from .evidence import Evidence, Link
from .ledger import Closing, Decision, Event, Ledger, track
from .notes import Note
from .series import Gap, Series

__all__ = ["Closing", "Decision", "Event", "Evidence", "Gap", "Ledger", "Link", "Note", "Series", "track"]
