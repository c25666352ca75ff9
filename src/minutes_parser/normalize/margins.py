"""Where the lines of a page or of a hard-wrapped text end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..document import Box, Document, Paragraph

__all__ = ["DRAWN", "FAR", "RULED", "SLACK", "TERMINAL", "Margins", "margins", "outer_margin", "width"]

TERMINAL = "。；！？;!?:：」』）)】…"
DRAWN = "-=_*~#+─━═－＝—"
RULED = re.compile(r"[-=_*~#+─━═－＝—]{5,200}")
"""A line drawn across the page with signs, in minutes sent as plain text."""
_REACHING = 2
"""Lines that end at one place from which they are wrapped there."""
_NEAR_EDGE, _FAR_EDGE = 18.0, 60.0
"""Points by which lines of a wrapped text end apart at most; from a lone line's end to the page's margin, at least."""
SLACK, FAR = 3.6, -6.0
"""Ems that an open-ended line may end before the margin, and beyond it."""


def width(text: str) -> float:
    """Width in ems: a Chinese character is 1, a Latin one a half."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


@dataclass(frozen=True, slots=True)
class Margins:
    """Where lines end: by page for pages with boxes (points), as a width in ems for plain text; None: not wrapped.

    `outer` is the width of lines far wider than most, where these are narrower by indents that are lost.
    """

    right: dict[int, float]
    text: float | None
    outer: float | None = None

    def gap(self, p: Paragraph, text: str, lead: float = 0.0) -> float | None:
        """Ems from the end of the line to the right margin; None where lines are whole paragraphs.

        `lead` is the width of what the line was torn off.
        """
        if p.box is not None and p.page in self.right:
            size = p.style.size or 12.0
            return (self.right[p.page] - p.box[2]) / size
        if not p.wrapped or (self.text is None and self.outer is None):
            return None
        taken = (p.style.indent or 0.0) + width(text.strip()) + lead
        gap = None if self.text is None else self.text - taken
        if self.outer is not None and (gap is None or gap < FAR) and self.outer - taken <= SLACK:
            return self.outer - taken
        return gap

    def holds(self, taken: float) -> bool:
        """Whether so much can stand on one line of a plain text."""
        return taken <= max(self.text or 0.0, self.outer or 0.0) + SLACK


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
    return Margins({}, _text_margin(document, paragraphs), _outer(document, paragraphs))


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
        if reaching < _REACHING and edge - right[page] > _FAR_EDGE:
            made[page] = edge
    return made


def _outer(document: Document, paragraphs: Sequence[Paragraph]) -> float | None:
    lines: list[tuple[float, bool]] = []
    for p in paragraphs:
        text = document.text[p.start : p.end].strip() if p.wrapped and p.box is None else ""
        if text and text[0] not in DRAWN:
            open_ended = text[-1] in "，、" or "\u4e00" <= text[-1] <= "\u9fff"
            lines.append(((p.style.indent or 0.0) + width(text), open_ended))
    return outer_margin(lines)


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
                cut[w] += text[-1] not in TERMINAL
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


_NARROWEST, _WIDEST = 24.0, 62.0
_BAND = 2.0
_FEWEST = 3


def outer_margin(lines: Sequence[tuple[float, bool]]) -> float | None:
    """The width (ems) of the widest lines, where at least three of them and half of those as wide stop in mid-sentence.

    `lines` holds the width of each line, and whether it stops so. In a text whose indents are lost hanging lines are
    narrower than the margin; lines with a number or a label reach it.
    """
    widest = max((reach for reach, _ in lines), default=0.0)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    near = [cut for reach, cut in lines if reach > widest - _BAND]
    return widest if sum(near) >= _FEWEST and sum(near) * 2 >= len(near) else None
