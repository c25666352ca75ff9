"""Joins the lines of a page or of a hard-wrapped text to paragraphs.

A line goes on in the next one if it reaches the right margin and nothing says that the next one begins
something: a number that fits its list, a label, a first-line indent. Where a sentence ends exactly at the
margin, the indent decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..document import Box, Document, Paragraph
from ..lexicon.labels import find_label
from ..values.chars import key_of, repair
from ..values.numbering import Marker, read_case, read_marker
from ..values.people_words import ends_as_unit
from .flow import Line, Run

__all__ = ["RULED", "Margins", "View", "begins_label", "join", "line_of", "margins"]

_TERMINAL = "。；！？;!?:：」』）)】…"
_DRAWN = "-=_*~#+─━═－＝—"
RULED = re.compile(r"[-=_*~#+─━═－＝—]{5,200}")
"""A line drawn across the page with signs, in minutes sent as plain text."""
_SENTENCE_END = "。；！？;!?"
_COLON = re.compile(r"[:：]")
_HEADED = (
    re.compile(r"[\u4e00-\u9fff]{2,8}\s?[:|]\s?[^\s:]"),  # 監造單位：海垣工程顧問公司
    re.compile(r"[\u4e00-\u9fff]{2,10}\s{1,4}[\u4e00-\u9fff○]{2,8}(?:$|[、,])"),  # 永安里　秦里長淮月
)
_REACHING = 2
"""Lines that end at one place from which they are wrapped there."""
_NEAR_EDGE, _FAR = 18.0, 60.0
"""Points by which lines of a wrapped text end apart at most; from a lone line's end to the page's margin, at least."""
_NOTE = re.compile(r"\(([^()\d]{2,20})\)")
"""（地政局）, behind a sentence that fills the line: who brought the matter in."""
_LATIN_END = re.compile(r"[A-Za-z]{2}\.$")  # Please give more examples.
_WORD = re.compile(r"[A-Za-z0-9.,/%-]{2,30}")
_SPACED = re.compile(r"(\S\s{0,6}\S{1,3})\s+\S")  # 主　席　王小明


def width(text: str) -> float:
    """Width in ems: a Chinese character is 1, a Latin one a half."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


@dataclass(frozen=True, slots=True)
class View:
    """A document with its whole text repaired and as a key, made once; all three have the same length."""

    document: Document
    text: str
    key: str

    @classmethod
    def of(cls, document: Document) -> View:
        return cls(document, repair(document.text), key_of(document.text))


@dataclass(frozen=True, slots=True)
class Margins:
    """Where lines end: by page for pages with boxes (points), as a width in ems for plain text; None: not wrapped."""

    right: dict[int, float]
    text: float | None

    def gap(self, p: Paragraph, text: str) -> float | None:
        """Ems from the end of the line to the right margin; None where lines are whole paragraphs."""
        if p.box is not None and p.page in self.right:
            size = p.style.size or 12.0
            return (self.right[p.page] - p.box[2]) / size
        if self.text is None or not p.wrapped:
            return None
        return self.text - ((p.style.indent or 0.0) + width(text.strip()))


def margins(document: Document, paragraphs: Sequence[Paragraph]) -> Margins:
    """Measure the right margin of wrapped text."""
    right: dict[int, float] = {}
    for p in paragraphs:
        if p.wrapped and p.box is not None and p.page is not None:
            right[p.page] = max(right.get(p.page, 0.0), p.box[2])
    if right:
        common = sorted(right.values())[int(len(right) * 0.6)]
        lone = _lone_edges(document, paragraphs, right)
        return Margins({page: max(edge, common, lone.get(page, 0.0)) for page, edge in right.items()}, None)
    return Margins({}, _text_margin(document, paragraphs))


def _lone_edges(document: Document, paragraphs: Sequence[Paragraph], right: Mapping[int, float]) -> Mapping[int, float]:
    """Where the text of pages may end whose widest line ends alone, far from where the margins of a page are as wide
    on the right as on the left: such a line is a title or one of a list, and none is wrapped at its end."""
    boxes: dict[int, list[Box]] = {}
    for p in paragraphs:
        if p.box is not None and p.page is not None and p.page in right:
            boxes.setdefault(p.page, []).append(p.box)
    made: dict[int, float] = {}
    for page, found in boxes.items():
        edge = document.widths.get(page, 0.0) - min(box[0] for box in found)
        reaching = sum(box[2] > right[page] - _NEAR_EDGE for box in found)
        if reaching < _REACHING and edge - right[page] > _FAR:
            made[page] = edge
    return made


def _text_margin(document: Document, paragraphs: Sequence[Paragraph]) -> float | None:
    """The width at which a plain text is wrapped: one that several lines reach in mid-sentence and hardly any pass."""
    widths: Counter[int] = Counter()
    cut: Counter[int] = Counter()
    for p in paragraphs:
        if p.wrapped and p.box is None:
            text = document.text[p.start : p.end].strip()
            w = round((p.style.indent or 0.0) + width(text))
            if w >= 14 and not RULED.fullmatch(text):
                widths[w] += 1
                cut[w] += text[-1] not in _TERMINAL
    total = sum(widths.values())
    if not cut:
        return None
    densest = max(sorted(cut), key=lambda w: (cut[w - 1] + cut[w] + cut[w + 1], w))
    near = cut[densest - 1] + cut[densest] + cut[densest + 1]
    reaching = sum(widths[w] for w in (densest - 1, densest, densest + 1))
    wider = sum(n for w, n in widths.items() if w > densest + 4)
    few = total < 30  # a short text shows its margin only if many of its lines reach it
    if near < (4 if few else 2) or reaching * (3 if few else 7) < total or wider * 8 > total or densest > 62:
        return None
    return float(densest + 1)


def line_of(view: View, paragraphs: Sequence[Paragraph], blank_before: bool = False) -> Line:
    """One line of the flow made of paragraphs that follow each other."""
    text = key = ""
    runs: list[Run] = []
    for p in paragraphs:
        start, end = _inked(view.text, p.start, p.end)
        if start == end:
            continue
        piece = view.text[start:end]
        if text and text[-1].isascii() and piece[0].isascii() and text[-1].isalnum() and piece[0].isalnum():
            text, key = text + " ", key + " "
        runs.append(Run(len(text), start, end - start, p.page))
        text, key = text + piece, key + view.key[start:end]
    first = paragraphs[0]
    label = (first.label_end - first.start) if first.label_end is not None else 0
    low = any(p.low_confidence for p in paragraphs)
    return Line(text, key, tuple(runs), first.style, first.role, label, blank_before, low)


def _inked(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without space at its ends."""
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, max(start + lead, end - (len(piece) - len(piece.rstrip())))


class _Joiner:
    """Walks over the lines once; holds the paragraph that is open and the numbers seen last."""

    def __init__(self, view: View, edges: Margins) -> None:
        self.view, self.edges = view, edges
        self.open: list[Paragraph] = []
        self.last: dict[str, int] = {}
        self.blank = False
        self.done: list[Line] = []

    def text(self, p: Paragraph) -> str:
        return self.view.text[p.start : p.end]

    def key(self, p: Paragraph) -> str:
        return self.view.key[p.start : p.end]

    def close(self) -> None:
        if self.open:
            line = line_of(self.view, self.open, self.blank)
            if line.text:
                self.done.append(line)
        self.open = []

    def push(self, p: Paragraph) -> None:
        if not self.text(p).strip():
            return
        if self.open and self.goes_on(p):
            self.open.append(p)
            return
        previous = self.open[-1] if self.open else None
        self.close()
        self.open = [p]
        self.blank = previous is not None and "\n\n" in self.view.text[previous.end : p.start].replace(" ", "")
        found = _number(self.key(p))
        if found and found.ordinal is not None:
            self.last[found.style + (found.word or "")] = found.ordinal

    def draws(self, p: Paragraph) -> bool:
        """Whether a line is drawn with signs."""
        text = self.view.text[p.start : p.end].strip()
        return text[:1] in _DRAWN and RULED.fullmatch(text) is not None

    def goes_on(self, q: Paragraph) -> bool:
        p = self.open[-1]
        if self.draws(p) or self.draws(q):
            return False
        if not (p.wrapped and q.wrapped) or p.style.heading != q.style.heading:
            return self.cut_by_page(p, q)
        if p.style.size and q.style.size and abs(p.style.size - q.style.size) > 0.9:
            return False
        end = self.text(p).rstrip()
        gap = self.edges.gap(p, end)
        if gap is None:
            return self.cut_by_page(p, q)
        key = self.key(q).lstrip()
        open_ended = end[-1:] not in _TERMINAL
        slack = (2.2 if p.box else 3.6 if open_ended else 2.2) + (_first_word(key) if open_ended else 0.0)
        if gap > slack or (p.box is None and gap < -6):  # far beyond the margin: not wrapped at it
            return False
        if begins_label(key):
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

    def alike(self, q: Paragraph) -> bool:
        """Whether a line begins as the one before did, with a short word and a colon, or a unit and a space, at the
        same place: 監造單位：… over 承攬廠商：…, both of which fill the line."""
        p = self.open[0]
        level = abs((p.style.indent or 0.0) - (q.style.indent or 0.0)) < 0.3
        keys = [self.key(each).lstrip() for each in (p, q)]
        return level and any(all(map(headed.match, keys)) for headed in _HEADED)

    def fits(self, found: Marker, end: str) -> bool:
        """Whether a number at a line's start is one: it must go on or open a list."""
        if found.ordinal is None:  # ● 監事：… below ● 理事：…, which fills the line
            return end[-1] in _TERMINAL or self.key(self.open[0]).lstrip().startswith(found.surface)
        if end[-1] in _TERMINAL and found.ordinal == 1:
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
    walk = _Joiner(view, edges)
    for p in paragraphs:
        walk.push(p)
    walk.close()
    return walk.done
