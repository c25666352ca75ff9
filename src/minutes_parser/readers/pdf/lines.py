"""Runs of glyphs put together to lines, with the gaps between them written as spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...document import Box
from .glyphs import Glyph, Run

__all__ = ["Line", "lines_of", "spaced_text"]

WIDE_GAP = 1.5
"""Ems from which a gap parts two things on a line (主席：…   紀錄：…)."""
NAME_GAP = 0.6
"""Ems from which a gap between two characters stands for a full-width space (王　明)."""
SMALL_GAP = 0.3
LATIN_GAP = 0.15
MIXED_GAP = 0.4
"""Ems between Chinese and Latin above which it is a space and not the quarter em of typography."""
DISTRIBUTED = 5
"""So many gaps on a line without two characters together are a line set over the whole width (中  華  民  國  1 1 0 年)."""
EVEN = 0.12
"""Ems by which the gaps of letter-spaced text may differ."""


class Line(NamedTuple):
    """One line of text. `size` is its height in points, its text has no space at the ends."""

    text: str
    box: Box
    size: float
    bold: bool | None = None
    low_confidence: bool = False

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """Lines from the top down; runs that share a height on the page are one line, from left to right."""
    found = list(runs)
    rows = rows_of(found) if len(found) > 1 else [found]
    return [_line(row) for row in rows if row]


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    rows: list[list[Run]] = []
    middle = size = 0.0
    middles = [run.middle for run in runs]
    for place in sorted(range(len(runs)), key=middles.__getitem__):
        run, height = runs[place], middles[place]
        if rows and abs(height - middle) < 0.5 * min(size, run.size):
            rows[-1].append(run)
            if run.size > size:
                middle, size = height, run.size
        else:
            rows.append([run])
            middle, size = height, run.size
    for row in rows:
        if len(row) > 1:
            from_the_right = all(run.stacked for run in row)
            row.sort(key=lambda r: -r.x0 if from_the_right else r.x0)
    return rows


def _line(row: Sequence[Run]) -> Line:
    if len(row) == 1:
        run = row[0]
        pieces, size = run.glyphs, run.size
        box = (pieces[0][0], run.top, pieces[-1][1], run.bottom)
        return Line(spaced_text(pieces, size), box, size, bool(run.bold), run.low_confidence)
    main = max(row, key=lambda r: len(r.text))
    box = (
        min(r.x0 for r in row),
        min(r.top for r in row),
        max(r.x1 for r in row),
        max(r.bottom for r in row),
    )
    if all(run.stacked for run in row):
        text = "".join(run.text for run in row)
    else:
        text = spaced_text(_in_order([glyph for run in row for glyph in run.glyphs]), main.size)
    return Line(text, box, main.size, all(r.bold for r in row), any(r.low_confidence for r in row))


def _in_order(glyphs: list[Glyph]) -> list[Glyph]:
    """The pieces from left to right. A sign that the font lacks is drawn with another, after the words around it; the
    space that pdfium guessed where it was missing is none."""
    if all(a[0] <= b[0] for a, b in pairwise(glyphs)):
        return glyphs
    return [(x0, x1, text, space if space == 2 else 0, index) for x0, x1, text, space, index in sorted(glyphs)]


@lru_cache(maxsize=8192)
def _is_wide(character: str) -> bool:
    return character >= "\u2e80" and unicodedata.east_asian_width(character) in "WF"


@lru_cache(maxsize=8192)
def _wide_ones(before: str, after: str) -> int:
    return _is_wide(before) + _is_wide(after)


def spaced_text(glyphs: Sequence[Glyph], size: float) -> str:
    """The text of pieces that follow each other on a line of `size` points, gaps as spaces.

    >>> spaced_text([(0, 12, "王", 0, 0), (24, 36, "明", 2, 1)], 12)
    '王\\u3000明'
    >>> spaced_text([(0, 12, "計", 0, 0), (18, 30, "畫", 1, 1), (36, 48, "書", 1, 2)], 12)
    '計畫書'
    """
    if len(glyphs) == 1:
        return glyphs[0][2]
    gaps: list[float] = []
    separators: list[str] = []
    _, end, before, _, _ = glyphs[0]
    for x0, x1, text, space, _ in glyphs[1:]:
        gap = (x0 - end) / size
        gaps.append(gap)
        separators.append("" if gap < LATIN_GAP and not space else _separator(before[-1], text[0], gap, space))
        end, before = x1, text
    if len(separators) - separators.count("") > 1:
        if len(separators) >= DISTRIBUTED and all(separators) and _is_distributed(glyphs):
            separators = [""] * len(separators)
        _close_letter_spacing(glyphs, gaps, separators)
    if not any(separators):
        return "".join([glyph[2] for glyph in glyphs])
    return "".join([glyph[2] + separator for glyph, separator in zip(glyphs, [*separators, ""], strict=True)])


def _is_distributed(glyphs: Sequence[Glyph]) -> bool:
    single = [glyph[2] for glyph in glyphs if len(glyph[2]) == 1]
    return len(single) == len(glyphs) and sum(map(_is_wide, single)) * 2 > len(single)


def _separator(before: str, after: str, gap: float, space: int) -> str:
    if gap > WIDE_GAP:
        return " " * min(12, max(2, round(gap)))
    wide = _wide_ones(before, after)
    if wide == 2:
        if gap >= NAME_GAP:
            return "\u3000"
        return " " if gap >= SMALL_GAP or (space == 2 and gap >= LATIN_GAP) else ""
    if space == 2:
        return " "
    if wide == 1:  # a quarter em between Chinese and Latin is typography, not a space
        return " " if gap >= MIXED_GAP else ""
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
            and len(glyphs[end][2]) == 1
            and _is_wide(glyphs[end][2])
            and _ends_a_word(glyphs[end + 1][2])
        ):
            end += 1
        # 嵐 司 雨 王廖小明 are the end of a name and two names, at the gaps of their list
        listed = end - start == 2 and end + 1 < len(gaps) and abs(gaps[end] - gaps[start]) <= EVEN
        if end - start >= 2 and not (listed and len(glyphs[end + 1][2]) > 1):
            separators[start:end] = [""] * (end - start)
        start = max(end, start + 1)


def _ends_a_word(text: str) -> bool:
    """One wide character, or one and what follows a word: 書：內容."""
    return _is_wide(text[0]) and (len(text) == 1 or text[1] in "：:，。、（(")
