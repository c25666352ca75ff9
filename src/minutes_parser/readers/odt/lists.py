"""Automatic numbers of an ODT: lists, their styles and how one list continues another (OpenDocument 1.3, 5.3 and 16.30)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ..labels import label_of
from ..numerals import numeral
from ..symbols import unprivate
from .names import children, get, name_of, points, whole
from .styles import Styles

__all__ = ["Level", "Lists", "Running"]

_LEVELS = 10
_TEMPLATE = re.compile(r"%(\d{1,2})%")
# style:num-format is a letter, or a sample of the sequence as LibreOffice writes it: 壹, 貳, 參, ...
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "１": "decimalFullWidth", "①": "decimalEnclosedCircle", "⑴": "decimalEnclosedParen", "⒈": "decimalEnclosedFullstop",
    "一": "taiwaneseCountingThousand", "壹": "trad-chinese-formal", "壱": "trad-chinese-formal",
    "甲": "ideographTraditional", "子": "ideographZodiac", "㊀": "ideographEnclosedCircle",
    "㈠": "ideographEnclosedParen", "〇": "ideographDigital", "1st": "ordinal", "01": "decimalZero",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style."""

    format: str = ""
    """A name of `numerals`, "bullet", or "" where no number is shown."""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    display: int = 1
    """How many levels are shown: 3 shows 1.2.3."""
    template: str | None = None
    bullet: str = ""
    followed_by: str = "tab"
    margin: float = 0.0
    """Left edge of the label in points."""


@dataclass(slots=True)
class Running:
    """A list in use: lists that continue each other share it."""

    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)

    def restart_below(self, depth: int) -> None:
        for deeper in range(depth + 1, _LEVELS):
            self.counters[deeper] = None


@dataclass(slots=True)
class Lists:
    """All lists of a document; must see them in document order."""

    styles: Styles
    unknown: set[str] = field(default_factory=set)
    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _by_id: dict[str, Running] = field(default_factory=dict)
    _by_style: dict[str, Running] = field(default_factory=dict)
    outline: Running = field(default_factory=Running)

    def open(self, element: etree._Element, style: str | None) -> Running:
        """The list that an outermost text:list is or continues."""
        continued = get(element, "text:continue-list")
        running: Running | None = None
        if continued is not None:
            running = self._by_id.get(continued)
        elif get(element, "text:continue-numbering") == "true":
            running = self._by_style.get(style or "")
        running = running or Running()
        identifier = get(element, "xml:id") or get(element, "text:id")
        if identifier:
            self._by_id[identifier] = running
        self._by_style[style or ""] = running
        return running

    def named(self, identifier: str) -> Running:
        """The list of that id, begun where it is met first (text:numbered-paragraph)."""
        return self._by_id.setdefault(identifier, Running())

    def level(self, style: str | None, depth: int) -> Level | None:
        """A level (0 the outermost) of a list style."""
        if style is None:
            return None
        if style not in self._levels:
            self._levels[style] = self._read(self.styles.lists.get(style))
        return self._levels[style].get(depth)

    def outline_level(self, depth: int) -> Level | None:
        if "" not in self._levels:
            self._levels[""] = self._read(self.styles.outline)
        return self._levels[""].get(depth)

    def label(
        self, running: Running, style: str | None, depth: int, *, start: int | None, outline: bool = False
    ) -> str:
        """Count one item at a level and give its number as printed."""
        find = self.outline_level if outline else lambda d: self.level(style, d)
        level = find(depth)
        if depth >= _LEVELS:
            return ""
        counters = running.counters
        counted = counters[depth]
        first = level.start if level else 1
        counters[depth] = start if start is not None else first if counted is None else counted + 1
        running.restart_below(depth)
        if level is None:
            return ""
        if level.format == "bullet":
            return label_of(level.bullet, level.followed_by)

        def shown(number: int) -> str:
            at = find(number)
            value = counters[number] if 0 <= number < _LEVELS else None
            return numeral(value if value is not None else at.start, at.format) if at and at.format else ""

        if not level.format:
            return ""
        if level.template is not None:
            text = _TEMPLATE.sub(lambda m: shown(int(m[1]) - 1), level.template)
        else:
            upper = range(max(depth + 1 - level.display, 0), depth + 1)
            text = level.prefix + ".".join(filter(None, map(shown, upper))) + level.suffix
        return label_of(text, level.followed_by)

    def _read(self, style: etree._Element | None) -> dict[int, Level]:
        levels: dict[int, Level] = {}
        for element in style if style is not None else ():
            number = whole(get(element, "text:level"), 0) - 1
            if 0 <= number < _LEVELS:
                levels[number] = self._level(element)
        return levels

    def _level(self, element: etree._Element) -> Level:
        kind = name_of(element)
        properties = next(iter(children(element, "style:list-level-properties")), None)
        alignment = next(iter(children(properties, "style:list-level-label-alignment")), None)
        margin = (points(get(alignment, "fo:margin-left")) or 0.0) + (points(get(alignment, "fo:text-indent")) or 0.0)
        if alignment is None:
            margin = points(get(properties, "text:space-before")) or 0.0
        bullet = ""
        if kind == "text:list-level-style-bullet":
            text = next(iter(children(element, "style:text-properties")), None)
            font = get(text, "style:font-name") or get(text, "fo:font-family")
            bullet = unprivate(get(element, "text:bullet-char") or "•", font)
        elif kind == "text:list-level-style-image":
            bullet = "•"
        return Level(
            format="bullet" if bullet else self._format(get(element, "style:num-format") or ""),
            prefix=get(element, "style:num-prefix") or "",
            suffix=get(element, "style:num-suffix") or "",
            start=whole(get(element, "text:start-value"), 1),
            display=whole(get(element, "text:display-levels"), 1),
            template=get(element, "loext:num-list-format"),
            bullet=bullet,
            followed_by=get(alignment, "text:label-followed-by") or "tab",
            margin=margin,
        )

    def _format(self, sample: str) -> str:
        sample = sample.strip()
        if not sample:
            return ""
        first, _, rest = sample.partition(",")
        if first == "壹" and "贰" in rest:
            return "chineseLegalSimplified"
        found = _FORMATS.get(first.strip()) or _FORMATS.get(first.strip()[:1])
        if found is None:
            self.unknown.add(sample)
        return found or "decimal"
