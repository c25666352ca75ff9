"""Runs of glyphs put together to lines, with the gaps between them written as spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...document import Box
from .glyphs import Glyph, Run

__all__ = ["Line", "lines_of", "spaced_text"]

WIDE_GAP = 1.5
"""Ems from which a gap parts two things on a line (主席：…   紀錄：…)."""
NAME_GAP = 0.6
"""Ems from which a gap between two characters stands for a full-width space (王　明)."""
SMALL_GAP = 0.3
LATIN_GAP = 0.15
EVEN = 0.12
"""Ems by which the gaps of letter-spaced text may differ."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `size` is its height in points, its text has no space at the ends."""

    text: str
    box: Box
    size: float
    first: int
    """Index on the text page of the glyph that it begins with."""

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """Lines from the top down; runs that share a height on the page are one line, from left to right."""
    return [_line(row) for row in rows_of(runs)]


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    rows: list[list[Run]] = []
    middle = size = 0.0
    for run in sorted(runs, key=lambda r: r.middle):
        if rows and abs(run.middle - middle) < 0.5 * min(size, run.size):
            rows[-1].append(run)
            if run.size > size:
                middle, size = run.middle, run.size
        else:
            rows.append([run])
            middle, size = run.middle, run.size
    for row in rows:
        row.sort(key=lambda r: r.x0)
    return rows


def _line(row: Sequence[Run]) -> Line:
    size = max(row, key=lambda r: len(r.glyphs)).size
    glyphs = [glyph for run in row for glyph in run.glyphs]
    box = (row[0].x0, min(r.top for r in row), max(r.x1 for r in row), max(r.bottom for r in row))
    return Line(spaced_text(glyphs, size), box, size, row[0].first)


def _is_wide(character: str) -> bool:
    return character >= "\u2e80" and unicodedata.east_asian_width(character) in "WF"


def spaced_text(glyphs: Sequence[Glyph], size: float) -> str:
    """The text of glyphs that follow each other on a line of `size` points, gaps as spaces.

    >>> spaced_text([(0, 12, "王", 0), (24, 36, "明", 2)], 12)
    '王\\u3000明'
    >>> spaced_text([(0, 12, "計", 0), (18, 30, "畫", 1), (36, 48, "書", 1)], 12)
    '計畫書'
    """
    gaps = [(b[0] - a[1]) / size for a, b in zip(glyphs, glyphs[1:], strict=False)]
    separators = [
        "" if gap < LATIN_GAP and not after[3] else _separator(before[2], after[2], gap, after[3])
        for before, after, gap in zip(glyphs, glyphs[1:], gaps, strict=False)
    ]
    if sum(1 for separator in separators if separator) > 1:
        _close_letter_spacing(glyphs, gaps, separators)
    parts = [glyphs[0][2]]
    for separator, glyph in zip(separators, glyphs[1:], strict=True):
        parts.append(separator)
        parts.append(glyph[2])
    return "".join(parts)


def _separator(before: str, after: str, gap: float, space: int) -> str:
    if gap > WIDE_GAP:
        return " " * min(12, max(2, round(gap)))
    wide = _is_wide(before) + _is_wide(after)
    if wide == 2:
        if gap >= NAME_GAP:
            return "\u3000"
        return " " if gap >= SMALL_GAP or (space == 2 and gap >= LATIN_GAP) else ""
    if space == 2:
        return " "
    if wide == 1:  # a quarter em between Chinese and Latin is typography, not a space
        return " " if gap >= NAME_GAP else ""
    return " " if space or gap >= LATIN_GAP else ""


def _close_letter_spacing(glyphs: Sequence[Glyph], gaps: Sequence[float], separators: list[str]) -> None:
    """Three or more characters with equal gaps are letter-spaced text: 計 畫 書."""
    start = 0
    while start < len(gaps):
        end = start
        while (
            end < len(gaps)
            and separators[end]
            and gaps[end] <= 2.5
            and abs(gaps[end] - gaps[start]) <= EVEN
            and _is_wide(glyphs[end][2])
            and _is_wide(glyphs[end + 1][2])
        ):
            end += 1
        if end - start >= 2:
            separators[start:end] = [""] * (end - start)
        start = max(end, start + 1)
