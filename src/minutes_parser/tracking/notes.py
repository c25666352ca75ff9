"""What tracking noticed over several meetings, as values that are never raised."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import Severity

__all__ = ["NOTE_CODES", "Note"]

NOTE_CODES: dict[str, tuple[Severity, str]] = {
    "no-body": ("warning", "a record names no body, so it belongs to no series"),
    "repeated-meeting": ("info", "two records are of the same meeting; the fuller one is kept"),
    "undated-meeting": ("warning", "a meeting has no date and no number that gives its place"),
    "renamed-body": ("info", "a body may go on under another name; it is not joined unless told so"),
    "ambiguous-decision": ("warning", "a follow-up row fits two decisions, or two rows fit one: not linked"),
    "number-conflict": ("warning", "a follow-up row has the 案號 of a decision but speaks of something else"),
    "unknown-meeting-date": ("info", "a follow-up row names the date of a meeting that the archive does not hold"),
    "ambiguous-person": ("warning", "a masked name fits more than one person: not joined"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One note: a code of `NOTE_CODES`, what exactly, and the ids of the meetings, rows or decisions meant."""

    code: str
    message: str
    about: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return NOTE_CODES[self.code][0]
