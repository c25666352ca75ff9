"""Joins the lines of a page or of a hard-wrapped text to paragraphs.

A line goes on in the next one if it reaches the right margin and nothing says that the next one begins
something: a number that fits its list, a label, a first-line indent. Where a sentence ends exactly at the
margin, the indent decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..document import Document, Paragraph
from ..lexicon.labels import find_label
from ..values.chars import key_of, repair
from ..values.numbering import Marker, read_case, read_marker
from ..values.people_words import ends_as_unit
from .flow import Line, Run
from .margins import DRAWN, FAR, RULED, SLACK, TERMINAL, Margins, margins, width
from .stacked import Stacked, stacked

__all__ = ["RULED", "Margins", "View", "begins_label", "join", "line_of", "margins"]

_SENTENCE_END = "。；！？;!?"
_NEVER_FIRST = "，、。；：！？）」』】〉》"
"""Signs that begin no line of a paragraph: where one does, it was torn off the line before."""
_CLOSES = ("散會", "閉會")
_OPENING = "「『《〈（"
_COLON = re.compile(r"[:：]")
_HEADED = (
    re.compile(r"[\u4e00-\u9fff]{2,8}\s?[:|]\s?[^\s:]"),  # 監造單位：海垣工程顧問公司
    re.compile(r"[\u4e00-\u9fff]{2,10}\s{1,4}[\u4e00-\u9fff○]{2,8}(?:$|[、,])"),  # 永安里　秦里長淮月
)
_NOTE = re.compile(r"\(([^()\d]{2,20})\)")
"""（地政局）, behind a sentence that fills the line: who brought the matter in."""
_LATIN_END = re.compile(r"[A-Za-z]{2}\.$")  # Please give more examples.
_WORD = re.compile(r"[A-Za-z0-9.,/%-]{2,30}")
_SPACED = re.compile(r"(\S\s{0,6}\S{1,3})\s+\S")  # 主　席　王小明


@dataclass(frozen=True, slots=True)
class View:
    """A document with its whole text repaired and as a key, made once; all three have the same length."""

    document: Document
    text: str
    key: str

    @classmethod
    def of(cls, document: Document) -> View:
        return cls(document, repair(document.text), key_of(document.text))


def line_of(view: View, paragraphs: Sequence[Paragraph], blank_before: bool = False) -> Line:
    """One line of the flow made of paragraphs that follow each other."""
    text = key = ""
    runs: list[Run] = []
    for p in paragraphs:
        start, end = _inked(view.text, p.start, p.end)
        if start == end:
            continue
        piece = view.text[start:end]
        both = text and text[-1].isascii() and piece[0].isascii() and text[-1].isalnum() and piece[0].isalnum()
        if both and not _cuts_date(text, piece):
            text, key = text + " ", key + " "
        runs.append(Run(len(text), start, end - start, p.page))
        text, key = text + piece, key + view.key[start:end]
    first = paragraphs[0]
    label = (first.label_end - first.start) if first.label_end is not None else 0
    low = any(p.low_confidence for p in paragraphs)
    return Line(text, key, tuple(runs), first.style, first.role, label, blank_before, low)


_DATE_BEGUN = re.compile(r"(?<!\d)(?:\d{2,4}[./-]\d{1,2}[./-][1-3]|\d{2,4}[./-]1)$")
_DATE_ENDS = re.compile(r"\d(?![\d.])|[0-2][./-]\d")


def _cuts_date(text: str, piece: str) -> bool:
    """Whether a narrow cell broke a date inside a number: 113.10.1 over 7, 113/1 over 0/17."""
    found = _DATE_BEGUN.search(text)
    if found is None or (ends := _DATE_ENDS.match(piece)) is None:
        return False
    days = sum(found[0].count(sign) for sign in "./-") == 2
    return days == (len(ends[0]) == 1) and not (days and found[0][-1] == "3" and piece[0] > "1")


def _inked(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without space at its ends."""
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, max(start + lead, end - (len(piece) - len(piece.rstrip())))


_HANGS = 1.5
"""Ems by which the rest of a numbered line hangs under it at least."""


class _Joiner:
    """Walks over the lines once; holds the paragraph that is open and the numbers seen last."""

    def __init__(self, view: View, edges: Margins) -> None:
        self.view, self.edges = view, edges
        self.open: list[Paragraph] = []
        self.last: dict[str, int] = {}
        self.blank = False
        self.lead = 0.0
        """Width of what stands before the last line that is open, torn off it."""
        self.torn: frozenset[int] = frozenset()
        self.label: Stacked | None = None
        """A label of single characters over what comes next."""
        self.done: list[Line] = []

    def text(self, p: Paragraph) -> str:
        return self.view.text[p.start : p.end]

    def key(self, p: Paragraph) -> str:
        return self.view.key[p.start : p.end]

    def close(self) -> None:
        if self.open or self.label is not None:
            line = line_of(self.view, self.open, self.blank) if self.open else None
            if self.label is not None:
                line = _under_label(self.view, self.label, line)
            if line is not None and line.text:
                self.done.append(line)
        self.open, self.label, self.lead = [], None, 0.0

    def push(self, p: Paragraph) -> None:
        if not self.text(p).strip():
            return
        if self.open and self.goes_on(p):
            self.open.append(p)
            return
        previous = self.open[-1] if self.open else None
        if previous is not None:
            self.close()
        self.open = [p]
        self.blank = previous is not None and "\n\n" in self.view.text[previous.end : p.start].replace(" ", "")
        found = _number(self.key(p))
        if found and found.ordinal is not None:
            self.last[found.style + (found.word or "")] = found.ordinal

    def draws(self, p: Paragraph) -> bool:
        """Whether a line is drawn with signs."""
        text = self.view.text[p.start : p.end].strip()
        return text[:1] in DRAWN and RULED.fullmatch(text) is not None

    def goes_on(self, q: Paragraph) -> bool:
        p = self.open[-1]
        if self.draws(p) or self.draws(q):
            return False
        if self.torn_off(p, q):
            lead = self.lead + width(self.text(p).strip())
            self.lead = lead if self.edges.holds(lead + width(self.text(q).strip())) else 0.0
            return True
        if len(self.open) == 1 and self.key(p).lstrip().startswith(_CLOSES):
            return False
        lead, self.lead = self.lead, 0.0
        if not (p.wrapped and q.wrapped) or p.style.heading != q.style.heading:
            return self.cut_by_page(p, q)
        if p.style.size and q.style.size and abs(p.style.size - q.style.size) > 0.9:
            return False
        end = self.text(p).rstrip()
        gap = self.edges.gap(p, end, lead)
        if gap is None:
            return self.cut_by_page(p, q)
        key = self.key(q).lstrip()
        open_ended = end[-1:] not in TERMINAL
        slack = (2.2 if p.box else SLACK if open_ended else 2.2) + (_first_word(key) if open_ended else 0.0)
        if gap > slack or (p.box is None and gap < FAR):  # far beyond the margin: not wrapped at it
            return False
        if begins_label(key) and not self.under_number(q, end):
            return False
        ended = end[-1] in _SENTENCE_END or _LATIN_END.search(end) is not None
        found = _number(key)
        if found and (ended or self.fits(found, end)):
            return False
        if not ended:
            return not (len(self.open) == 1 and self.alike(q))
        if (note := _NOTE.match(key)) and ends_as_unit(note[1].removesuffix("提")):
            return True
        if _COLON.search(key[:18]):
            return False
        return self.hangs(q)

    def torn_off(self, p: Paragraph, q: Paragraph) -> bool:
        """Whether a line of a plain text is only the rest of the line before, parted where its font or height changes."""
        if not q.wrapped or q.box is not None or p.style.heading or q.style.heading:
            return False
        line = self.text(q).strip()
        if line[0] == "、":
            return len(line) == 1  # 、主席致詞 is a heading whose number is lost
        return line[0] in _NEVER_FIRST or (q.start in self.torn and "\u4e00" <= self.text(p).rstrip()[-1] <= "\u9fff")

    def alike(self, q: Paragraph) -> bool:
        """Whether a line begins as the one before did, with a short word and a colon, or a unit and a space, at the
        same place: 監造單位：… over 承攬廠商：…, both of which fill the line."""
        p = self.open[0]
        level = abs((p.style.indent or 0.0) - (q.style.indent or 0.0)) < 0.3
        keys = [self.key(each).lstrip() for each in (p, q)]
        return level and any(all(map(headed.match, keys)) for headed in _HEADED)

    def under_number(self, q: Paragraph, end: str) -> bool:
        """Whether words of a heading (審議案) hang under a numbered line that stops in mid-sentence at the margin."""
        p = self.open[-1]
        if p.box is None or end[-1] in TERMINAL or ":" in self.key(q) or _number(self.key(q)) is not None:
            return False
        first, rest = self.open[0].style.indent or 0.0, q.style.indent or 0.0
        return rest - first >= _HANGS and _number(self.key(self.open[0]).lstrip()) is not None

    def fits(self, found: Marker, end: str) -> bool:
        """Whether a number at a line's start is one: it must go on or open a list."""
        if found.ordinal is None:  # ● 監事：… below ● 理事：…, which fills the line
            return end[-1] in TERMINAL or self.key(self.open[0]).lstrip().startswith(found.surface)
        if end[-1] in TERMINAL and found.ordinal == 1:
            return True
        return found.ordinal == self.last.get(found.style + (found.word or ""), -9) + 1 or found.ordinal == 1

    def hangs(self, q: Paragraph) -> bool:
        """After a sentence that ends at the margin: the indent tells whether the paragraph goes on."""
        first = self.open[0].style.indent or 0.0
        mine = q.style.indent or 0.0
        if len(self.open) > 1:
            rest = self.open[-1].style.indent or 0.0
            return abs(mine - rest) < 0.8 and abs(first - rest) >= 0.8
        return abs(mine - first) >= 0.8

    def cut_by_page(self, p: Paragraph, q: Paragraph) -> bool:
        """A long unwrapped paragraph that stops in the middle of a sentence goes on after the page break."""
        if p.box is not None or p.style.heading or q.style.heading or not (p.wrapped and q.wrapped):
            return False
        end, key = self.text(p).rstrip(), self.key(q).lstrip()
        return (
            len(end) >= 40
            and "\u4e00" <= end[-1] <= "\u9fff"
            and ("，" in end or "。" in end)
            and bool(key)
            and "\u4e00" <= key[0] <= "\u9fff"
            and not _number(key)
            and not _COLON.search(key[:18])
            and not begins_label(key)
        )


def _first_word(key: str) -> float:
    """Width of the unbreakable word that begins a line: it may have left a gap before the margin."""
    found = _WORD.match(key)
    return min(len(found[0]) * 0.5, 12.0) if found else 0.0


def _number(key: str) -> Marker | None:
    return read_case(key) or read_marker(key)


def begins_label(key: str) -> bool:
    """Whether a line begins with a label and its colon, or is a heading alone."""
    found = _number(key)
    rest = key[found.length :] if found else key
    colon = _COLON.search(rest[:30])
    if colon and colon.start():
        return find_label(rest[: colon.start()]) is not None
    spaced = _SPACED.match(rest)
    if spaced and (label := find_label(spaced[1])) is not None and label.group in ("meta", "people"):
        return True
    bare = rest.strip()
    if 2 <= len(bare) <= 14 and bare[-1] not in _SENTENCE_END:
        label = find_label(bare)
        return label is not None and label.group in ("section", "ruling") and label.kind != "formality"
    return False


def join(view: View, paragraphs: Iterable[Paragraph], edges: Margins) -> list[Line]:
    """Lines of the flow from paragraphs that follow each other without a table between them."""
    walk, given, at = _Joiner(view, edges), list(paragraphs), 0
    walk.torn = frozenset(p.start for p, q in pairwise(given) if _is_torn(view.text, p, q))
    while at < len(given):
        p = given[at]
        label = stacked(view.key, given, at) if p.wrapped and p.end - p.start <= _SINGLE else None
        if label is None:
            walk.push(p)
            at += 1
            continue
        walk.close()
        walk.label = label
        if label.rest is not None:
            walk.push(label.rest)
        at += label.length
    walk.close()
    return walk.done


_SINGLE = 4
"""Length of a line of one character at most, with spaces."""


def _is_torn(text: str, p: Paragraph, q: Paragraph) -> bool:
    """Whether a line begins with a bracket and the next one with what cannot begin one: both were torn off."""
    return text[q.start : q.start + 1] in _NEVER_FIRST and text[p.start : p.start + 1] in _OPENING and q.end > q.start


def _under_label(view: View, label: Stacked, below: Line | None) -> Line:
    """A label of single characters before the line below it, with a colon for rules to see."""
    head = line_of(view, label.signs)
    if below is None:
        return head._replace(text=head.text + " ", key=head.key + ":")
    by = len(head.text) + 1
    runs = (*head.runs, *(run._replace(at=run.at + by) for run in below.runs))
    return below._replace(text=f"{head.text} {below.text}", key=f"{head.key}:{below.key}", runs=runs, label_length=0)
