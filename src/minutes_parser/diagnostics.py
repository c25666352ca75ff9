"""Diagnostics: what a person should know about a document, as values that are never raised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "error"]

__all__ = ["CODES", "Finding", "Severity"]

CODES: dict[str, tuple[Severity, str]] = {
    "not-minutes": ("error", "the document does not look like minutes of a meeting"),
    "no-text": ("error", "the document has no readable text"),
    "page-without-text": ("warning", "a page has no text layer (an image)"),
    "garbage-text-layer": ("warning", "the text layer of a page is not usable"),
    "ocr": ("warning", "text of a page was recognised from its image"),
    "ocr-layer": ("warning", "text of a page is an invisible layer over an image"),
    "private-use-characters": ("warning", "characters of a private font (造字) have no agreed meaning"),
    "replaced-characters": ("warning", "bytes that the encoding does not know were replaced"),
    "encoding-guessed": ("info", "the encoding was recognised from the content"),
    "simplified-chinese": ("info", "the text is largely in Simplified Chinese"),
    "table-stitch-ambiguous": ("warning", "a table row at a page top may continue the row before or be new"),
    "number-gap": ("warning", "the numbers of a list skip"),
    "number-repeated": ("warning", "the number of a section or item repeats"),
    "number-mistyped": ("warning", "a marker does not fit its list and was read by position"),
    "date-invalid": ("warning", "a date or time cannot be read or does not exist"),
    "weekday-mismatch": ("warning", "the weekday stated is not the date's"),
    "count-mismatch": ("warning", "a stated number of people is not the number listed"),
    "vote-mismatch": ("warning", "the votes do not add up"),
    "ambiguous-person": ("warning", "a name or office fits more than one person"),
    "ambiguous-reference": ("warning", "a reference to another decision fits more than one"),
    "sign-in-sheet": ("info", "the people are on a sign-in sheet that is not in the text"),
    "several-meetings": ("warning", "the file holds more than one meeting; the first is taken as the meeting"),
    "embedded-minutes": ("info", "an earlier meeting's minutes are embedded"),
    "annex": ("info", "text after the end of the meeting"),
    "no-title": ("info", "no title was found"),
    "no-date": ("info", "no date was found"),
    "unassigned-text": ("info", "text that no rule assigned"),
    "tracked-changes": ("info", "deleted text of tracked changes was left out"),
    "hidden-text": ("info", "hidden text was left out"),
    "reader": ("info", "a note of the reader about the file"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One diagnostic inside the pipeline: a code of `CODES`, what exactly, and where (offsets in the text)."""

    code: str
    message: str = ""
    start: int | None = None
    end: int | None = None
    page: int | None = None

    @property
    def severity(self) -> Severity:
        return CODES[self.code][0]
