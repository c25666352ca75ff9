"""What of a web page is not the minutes that it publishes, where no tag or class says so: seen from its lines.

Links before the title, a table of contents, 發布日期 and 點閱數 beside the title, 上一則, files and telephone numbers at the
foot. A line that might be one of the minutes is set aside only outside them: before the first line of their head
(時間, 主席) or after the last line that has a number or a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Cell, Paragraph, Table
from ..lexicon.labels import find_label
from ..values.numbering import read_marker
from .joining import begins_label
from .weblines import is_note_label, is_text_label, kind_of

__all__ = ["page_frame"]

_TITLE = re.compile(r"(?:紀錄|議事錄|紀要|實錄)(?:\(.{1,12}\))?$")
_EXTENSION = re.compile(r"\.[a-z0-9]{2,4}$")
_LONG_TEXT = 6
"""Paragraphs of a cell that holds the text of a page."""
_SURE = 3
"""Lines with a number or a label, from which on the minutes are where these stand."""
_SAME = 0.3
"""Share of a page's text that is repeated where it stands there twice."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page, and what of its frame it may be (`kind_of`)."""

    start: int
    whole: str
    word: str
    kind: str
    link: str | None

    @classmethod
    def of(cls, key: str, p: Paragraph) -> _Line:
        text = key[p.start if p.label_end is None else p.label_end : p.end].strip()
        word = "".join(text.split()).lower()
        whole = key[p.start : p.end]
        link = p.style.link if p.style.heading is None else None
        # 「地點:…」 of which the place is a link to a map
        kind = "" if link and ":" in whole[1:30] and begins_label(whole) else kind_of(text, word, link)
        if kind == "page" and p.label_end is not None and any(map(str.isalnum, key[p.start : p.label_end])):
            kind = "maybe"  # a numbered point of a report may count readers too
        return cls(p.start, whole, word, kind, link)

    @property
    def is_head(self) -> bool:
        """True for 時間, 主席 and the like."""
        if self.kind or not begins_label(self.whole):
            return False
        number = read_marker(self.whole)
        label = find_label(self.whole[number.length if number else 0 :].split(":")[0])
        return label is None or label.group in ("meta", "people")

    @property
    def is_minutes(self) -> bool:
        """True for a line with a number or a label, which is one of the minutes for sure."""
        if self.kind:
            return False
        number = read_marker(self.whole)
        return (number is not None and number.ordinal is not None) or self.word[-1:] == ":" or begins_label(self.whole)

    @property
    def is_said(self) -> bool:
        """True for a sentence."""
        return not self.kind and self.word[-1:] in "。!?」"


def page_frame(
    key: str, rest: Sequence[Paragraph], tables: Sequence[Table], named: Sequence[int] = ()
) -> frozenset[int]:
    """Offsets of the paragraphs of a page that belong to its frame; `rest` are those outside `tables`.

    `key` is the key of the page's text, `named` are the places of what the page itself calls navigation.
    """
    lines = [_Line.of(key, p) for p in rest if p.start < p.end]
    starts = {p for table in tables for p in _notes(key, table)}
    listed = [table for table in tables if _is_list(key, table, starts)]
    kept = [next(table.paragraphs()).start for table in tables if table not in listed]
    first, last = _minutes(lines, kept)
    found = {n for n, line in enumerate(lines) if line.kind == "page"}
    found.update(_before(lines[:first]), _contents(lines), _again(lines))
    if last >= 0:
        found.update(range(_foot(lines, last, named), len(lines)))
        found.update(_outside(lines, first, last, [*rest, *(p for table in tables for p in table.paragraphs())]))
    after = max(lines[last].start if last >= 0 else -1, kept[-1] if kept else -1)
    before = lines[first].start if first < len(lines) else -1
    for table in listed:
        if not before <= next(table.paragraphs()).start <= after:
            starts.update(p.start for p in table.paragraphs())
    return frozenset(starts | {lines[n].start for n in found})


def _is_list(key: str, table: Table, notes: set[int]) -> bool:
    """True for a table of nothing but links, files and notes."""
    return all(p.start == p.end or p.start in notes or _Line.of(key, p).kind for p in table.paragraphs())


def _notes(key: str, table: Table) -> Iterator[int]:
    """What a table that shows an entry of a data base says of the entry: 發布日期｜…, and the label of 內容｜the minutes.

    It is such a table if every row is a note, or one holds the text.
    """
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if any(p.start < p.end for p in cell.paragraphs):
            rows[cell.row].append(cell)
    labels = {n: "".join(_words_of(key, cells[0]).split()).strip(":").lower() for n, cells in rows.items()}
    notes = {n for n, cells in rows.items() if len(cells) <= 4 and is_note_label(labels[n])}
    texts = {n for n, cells in rows.items() if len(cells) == 2 and is_text_label(labels[n])}
    if not notes or not (len(notes) == len(rows) or any(len(rows[n][1].paragraphs) >= _LONG_TEXT for n in texts)):
        return
    for n, cells in rows.items():
        for cell in cells if n in notes else cells[:1] if n in texts else ():
            yield from (p.start for p in cell.paragraphs)


def _words_of(key: str, cell: Cell) -> str:
    return "".join(key[p.start : p.end] for p in cell.paragraphs[:2])[:40]


def _minutes(lines: Sequence[_Line], tables: Sequence[int]) -> tuple[int, int]:
    """The first line of the head of the minutes (or behind the last line), and the last that is one of them for sure.

    `tables` are the places of the tables that hold more than links.
    """
    last = next((n for n in reversed(range(len(lines))) if lines[n].is_minutes), -1)
    first = next((n for n, line in enumerate(lines) if line.is_head), None)
    if first is None:
        first = next((n for n, line in enumerate(lines) if line.is_minutes or line.is_said), len(lines))
        first -= first > 0 and lines[first - 1].link is not None  # a speaker may be a link to all that he said
    if tables:
        first = min(first, sum(1 for line in lines if line.start < tables[0]))
        last = max(last, sum(1 for line in lines if line.start < tables[-1]) - 1)
    return first, last


def _before(lines: Sequence[_Line]) -> Iterator[int]:
    """What stands above the head of the minutes and is none of them; the title stays, even if it is a link."""
    named = [n for n, line in enumerate(lines) if _TITLE.search(_EXTENSION.sub("", line.word))]
    title = next((n for n in reversed(named) if not lines[n].kind), named[-1] if named else None)
    return (n for n, line in enumerate(lines) if line.kind and n != title)


def _contents(lines: Sequence[_Line]) -> Iterator[int]:
    """Entries of a table of contents: links to places of the page whose words stand there too."""
    words = {line.word for line in lines if line.link is None}
    return (n for n, line in enumerate(lines) if line.link == "here" and line.word in words)


def _foot(lines: Sequence[_Line], last: int, named: Sequence[int]) -> int:
    """Where the foot of the page begins; `last` is the last line that is one of the minutes for sure.

    A single link below the minutes may belong to them; what hangs below a menu is a foot if it says nothing.
    """
    end = len(lines)
    opened = next((n for n in range(last + 1, end) if lines[n].kind in ("page", "foot")), end)
    below = next((n for n in range(last + 1, opened) if _between(named, lines[n - 1].start, lines[n].start)), end)
    if below < opened and not any(line.is_said for line in lines[below:]):
        opened = below
    first = opened
    while first - 1 > last and lines[first - 1].kind:
        first -= 1
    alone = opened == end and first == end - 1 and lines[first].link is not None
    return end if alone and not kind_of(lines[first].whole, lines[first].word, None) else first


def _outside(lines: Sequence[_Line], first: int, last: int, paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """What stands below the innermost block of the page that holds the minutes from their first line to the last.

    Not where that would be more than the minutes.
    """
    sure = sum(1 for line in lines[first:last] if line.is_minutes) if last - first >= _LONG_TEXT else 0
    if sure < _SURE or any(p.style.shared is None for p in paragraphs):
        return
    begin, end = lines[first].start, lines[last].start
    shared = [(p.start, p.style.shared or 0) for p in sorted(paragraphs, key=lambda p: p.start)]
    block = min(depth for start, depth in shared if begin < start <= end)
    left = next((start for start, depth in shared if start > end and depth < block), None)
    if left is not None:
        out = [n for n in range(last + 1, len(lines)) if lines[n].start >= left]
        if sum(len(lines[n].word) for n in out) <= sum(len(line.word) for line in lines[first : last + 1]):
            yield from out


def _between(places: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(places, end) > bisect_left(places, start)


def _again(lines: Sequence[_Line]) -> Iterator[int]:
    """The minutes a second time, for print or for a small screen: many lines in the same order."""
    seen: dict[str, int] = {}
    least = _SAME * sum(len(line.word) for line in lines)
    steps = 10 * len(lines)
    n = 0
    while n < len(lines) and steps > 0:
        before = seen.setdefault(lines[n].word, n)
        most = min(n - before, len(lines) - n) if n - before >= _LONG_TEXT else 0
        length = next((k for k in range(most) if lines[before + k].word != lines[n + k].word), most)
        steps -= length
        if length >= _LONG_TEXT and sum(len(line.word) for line in lines[n : n + length]) > least:
            yield from range(n, n + length)
            n += length
        else:
            n += 1
