"""What goes into the conversion of one document and what comes out: frozen values that can be pickled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..errors import MinutesParserError

__all__ = ["FAILED", "Counts", "Options", "OutputFailed", "Record", "Status", "Task"]

from .sources import Source

Status = Literal["ok", "skipped", "unreadable", "limit", "crashed", "quarantined"]
"""What became of a document.

`ok`: converted. `skipped`: nothing to do (the same content stands in another record, or nothing has changed).
`unreadable`: one clear error of the library (`error_code` says which). `limit`: too big, or over the limit of time
or memory. `crashed`: the parser raised something that it never should. `quarantined`: the document killed its
worker as often as was tried.
"""

FAILED: tuple[Status, ...] = ("unreadable", "limit", "crashed", "quarantined")

Lane = Literal["quick", "slow"]


class OutputFailed(MinutesParserError):
    """The output cannot be written (full disk, no permission): the run stops, nothing is wrong with a document."""

    code = "output"


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are converted: everything that `convert_one` needs besides the document."""

    ocr: bool = False
    """Recognise pages without a text layer (extra `[ocr]`)."""
    parser: str = "minutes_parser:parse"
    """Import path `module:function` of the function that parses: `(bytes, *, name, ocr, limits) -> Minutes`."""
    max_bytes: int = 200_000_000
    """Size of a document, unpacked from its ZIP archive."""
    seconds: float = 120.0
    """Time a document may take to be read."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker gets at a time: one document, or several that are cheaper together (DOC files)."""

    sources: tuple[Source, ...]
    lane: Lane = "quick"
    """Scans are recognised in the slow lane only; in the quick lane a document that needs it is put off."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found in a document. `pages` is 0 where the format has no pages."""

    pages: int = 0
    characters: int = 0
    attendees: int = 0
    items: int = 0
    speeches: int = 0
    rulings: int = 0
    follow_ups: int = 0
    votes: int = 0
    unassigned: int = 0
    """Characters that no rule assigned."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one document. With an output folder the JSON is in the file `output`, else in `json`."""

    source: Source
    status: Status
    json: str | None = None
    """The record of the minutes (`Minutes` as JSON), where it was not written to a file."""
    output: str | None = None
    """Path of the record, relative to the output folder."""
    error_code: str | None = None
    error_message: str | None = None
    counts: Counts = field(default_factory=Counts)
    severities: dict[str, int] = field(default_factory=dict)
    """Diagnostics by severity: info, warning, error."""
    diagnostics: dict[str, int] = field(default_factory=dict)
    """Diagnostics by code."""
    seconds: float = 0.0
    """Wall-clock time of the worker."""
    peak_memory: int = 0
    """Highest resident memory of the worker during this document, in bytes; 0 where the system does not say."""
    attempts: int = 1
    duplicate_of: str | None = None
    """Uri of the document whose record has the same content."""

    @property
    def uri(self) -> str:
        return self.source.uri

    @property
    def failed(self) -> bool:
        return self.status in FAILED
