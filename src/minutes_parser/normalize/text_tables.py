"""Tables typed as text: columns lined up by spaces, tabs or bars under a line of known column heads (項次　裁示事項　辦理情形).

Such a table is seen where a clerk typed the minutes in a mail or a text field, and in office documents whose columns
are tabs. Only a line whose words are heads of a tracking table opens one; every cell stays a stretch of its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import Paragraph
from ..lexicon.columns import tells, tracking_column
from ..lexicon.labels import all_labels
from .flow import Grid, GridCell, Line
from .joining import View, begins_label, line_of
from .margins import width
from .tables import sewn

__all__ = ["TextTable", "text_tables"]

_LONGEST_HEADER = 160
_LONGEST_HEAD = 14
"""Characters of the line of heads, and of one of them, at most."""
_NEAR = 1.0
"""Ems by which what stands in a column of a text lined up by spaces may begin beside its head."""
_BAR = re.compile(r"[ \t\u3000\xa0]*[|｜│┃][ \t\u3000\xa0]*")
_TAB = re.compile(r"[ \u3000\xa0]*\t[ \t\u3000\xa0]*")
_ONE_TAB = re.compile(r"[ \u3000\xa0]*\t[ \u3000\xa0]*")
_GAP = re.compile(r"[ \xa0]*\u3000[ \u3000\xa0]*|[ \xa0]{2,}")
_WORD = re.compile(r"[ \u3000\xa0]+")
_FEWEST_WORDS = 4
"""Heads of a table whose columns single spaces part, at least; all of them must be known."""
_SPACED = re.compile(r"[ \t\u3000\xa0|｜│┃]")
_RULED = re.compile(r"[\s|｜│┃:：+＋=＝_\-－—–─━┄┈┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝═]+")
_WAYS = (("bar", _BAR), ("tab", _TAB), ("gap", _GAP), ("word", _WORD))
_PARTS = {"bar": (_BAR,), "tab": (_ONE_TAB, _TAB), "gap": (_GAP,), "word": (_WORD,)}
_TOLD = {"progress", "status", "tick_closed", "tick_open", "tick_self"}


class _Piece(NamedTuple):
    """What stands in one place of a line: its offsets in the text, and where it begins, in ems from the margin."""

    start: int
    end: int
    at: float


class TextTable(NamedTuple):
    """A table, and how many paragraphs it is made of."""

    grid: Grid
    length: int


class _Header(NamedTuple):
    way: str
    pieces: tuple[_Piece, ...]
    wraps: bool = False
    """Whether cells go on in lines below, without a number."""


def text_tables(view: View, paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph] | Grid]:
    """Paragraphs that follow each other, the tables among them read as such."""
    loose: list[Paragraph] = []
    at = 0
    while at < len(paragraphs):
        found = _table(view, paragraphs, at)
        if found is None:
            loose.append(paragraphs[at])
            at += 1
            continue
        if loose:
            yield loose
        yield found.grid
        loose, at = [], at + found.length
    if loose:
        yield loose


def _table(view: View, paragraphs: Sequence[Paragraph], at: int) -> TextTable | None:
    header = _header(view, paragraphs[at])
    if header is None:
        return None
    rows = [_cells(view, paragraphs[at], header, header.pieces)]
    again: list[Line] = []
    end = at + 1
    while end < len(paragraphs):
        p = paragraphs[end]
        row = _row(view, p, header)
        if row is None:
            if not _RULED.fullmatch(view.text, p.start, p.end):
                break
        elif [cell.key for cell in row] == [cell.key for cell in rows[0]]:
            again.extend(line for cell in row for line in cell.lines)
        elif (header.way == "gap" or header.wraps) and len(rows) > 1 and _goes_on(row, rows[-1]):
            rows[-1] = tuple(GridCell(sewn(a.lines, b.lines)) for a, b in zip(rows[-1], row, strict=True))
        elif sum(bool(cell.lines) for cell in row) < 2:
            break
        else:
            rows.append(row)
        end += 1
    if len(rows) < 2:
        return None
    return TextTable(Grid(tuple(rows), paragraphs[at].page, tuple(again)), end - at)


def _header(view: View, p: Paragraph) -> _Header | None:
    """The heads of a table; None if the line is none: most of its words must be known heads, one of what was decided,
    one of what was done, by whom or how it stands. A line of two heads must be parted by a bar or a tab."""
    if p.end - p.start > _LONGEST_HEADER or not _SPACED.search(view.text, p.start, p.end):
        return None
    text = view.text[p.start : p.end].strip()
    way, pattern = next((w, x) for w, x in _WAYS if x.search(text))
    if p.label_end is None and not _may_be_heads([part for part in pattern.split(text) if part], way):
        return None
    pieces = _split(view, p, pattern, way)
    heads = ["".join(view.key[x.start : x.end].split()).strip(":.") for x in pieces]
    if way == "bar" and _heads_agenda(heads):
        return _Header(way, tuple(pieces), wraps=True)
    return _Header(way, tuple(pieces)) if _heads_tracking(heads, way) else None


def _heads_agenda(heads: Sequence[str]) -> bool:
    """Whether heads are those of an agenda drawn with bars: 案號｜案由｜審查意見｜議決."""
    groups = [{label.group for label in all_labels(head)} for head in heads if head]
    return len(groups) >= 2 and any("subject" in g for g in groups) and any("ruling" in g for g in groups)


def _may_be_heads(parts: Sequence[str], way: str) -> bool:
    """Whether a line is cut into enough parts, all of them short: most lines are not, and one look tells."""
    fewest = {"gap": 3, "word": _FEWEST_WORDS}.get(way, 2)
    return len(parts) >= fewest and all(len("".join(part.split()).strip(":：.．")) <= _LONGEST_HEAD for part in parts)


def _heads_tracking(heads: Sequence[str], way: str) -> bool:
    """Whether heads are those of a tracking table, and of no other list."""
    if not all(heads) or not _may_be_heads(heads, way):
        return False
    named = {head: name for head in heads if (name := tracking_column(head)) is not None}
    strong = {name for head, name in named.items() if tells(head)}
    if len(named) * 3 < len(heads) * (3 if way == "word" else 2) or not {"directive", "subject"} & set(named.values()):
        return False
    return bool(_TOLD & strong) or ("directive" in strong and "progress" in named.values())


def _split(view: View, p: Paragraph, pattern: re.Pattern[str], way: str) -> list[_Piece]:
    """The line cut at what parts its columns; empty ones between bars and tabs are kept."""
    text = view.text[p.start : p.end]
    ends = [0, *(n for found in pattern.finditer(text) for n in found.span()), len(text)]
    if p.label_end is not None and p.start < p.label_end < p.end:
        ends[:1] = [0, p.label_end - p.start, p.label_end - p.start]  # the number that the format typed
    made = []
    for a, b in zip(ends[::2], ends[1::2], strict=True):
        lead = (p.style.indent or 0.0) + width(text[:a])
        made.append(_Piece(p.start + a, p.start + b, lead))
    if way == "bar":
        outer = [x for x in (made[0], made[-1]) if x.start == x.end]  # | 1 | … |
        made = [x for x in made if x not in outer]
    return made if way in ("bar", "tab") else [x for x in made if x.start < x.end]


def _row(view: View, p: Paragraph, header: _Header) -> tuple[GridCell, ...] | None:
    """A line as a row: as many pieces as there are heads, else (lined up by spaces) each under its head."""
    count = len(header.pieces)
    if header.way in ("gap", "word") and begins_label(view.key[p.start : p.end]):
        return None
    for pattern in _PARTS[header.way]:
        pieces = _split(view, p, pattern, header.way)
        if len(pieces) == count:
            return _cells(view, p, header, pieces)
    if header.way != "gap":
        return None
    if p.box is None and (row := _lined_up(view, p, header, pieces)) is not None:
        return row
    pieces = _split(view, p, _WORD, header.way)  # a column that fills its place leaves but one space
    return _cells(view, p, header, pieces) if len(pieces) == count else None


def _lined_up(view: View, p: Paragraph, header: _Header, pieces: list[_Piece]) -> tuple[GridCell, ...] | None:
    """A row with empty cells, or with a gap inside a cell: each piece stands under a head or goes on from the one
    before it."""
    placed: dict[int, _Piece] = {}
    last: int | None = None
    for piece in pieces:
        under = next((i for i, head in enumerate(header.pieces) if abs(head.at - piece.at) <= _NEAR), None)
        if under is not None:
            last = under
            placed[under] = piece
        elif last is None:
            return None
        else:
            placed[last] = _Piece(placed[last].start, piece.end, placed[last].at)
    if not placed or placed.keys() == {0}:
        return None
    nothing = _Piece(p.start, p.start, 0.0)
    return _cells(view, p, header, [placed.get(i, nothing) for i in range(len(header.pieces))])


def _cells(view: View, p: Paragraph, header: _Header, pieces: Sequence[_Piece]) -> tuple[GridCell, ...]:
    made = []
    for piece in pieces:
        part = p._replace(start=piece.start, end=piece.end, label_end=None)
        filled = piece.start < piece.end and view.text[piece.start : piece.end].strip()
        made.append(GridCell((line_of(view, [part]),) if filled else ()))
    return tuple(made)


def _goes_on(row: Sequence[GridCell], above: Sequence[GridCell]) -> bool:
    """Whether a line of a text lined up by spaces holds the rest of wrapped cells: it has no number, and says something
    only where the row above does."""
    if row[0].lines or not above[0].lines:
        return False
    return all(a.lines or not b.lines for a, b in zip(above, row, strict=True))
