"""Automatic numbers of a DOCX: what Word prints before a paragraph (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from ..labels import label_of
from ..numerals import is_known, numeral
from ..symbols import unprivate
from .names import attribute, child, flag, integer, local, value
from .styles import Properties, Styles, paragraph_properties

__all__ = ["Level", "Numbering"]

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LINKS = 5  # numStyleLinks followed


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    """isLgl: numbers of the upper levels are shown as digits."""
    restart: int | None = None
    """lvlRestart: the level (1 is the uppermost) that restarts this one; 0 never; None any upper one."""
    paragraph_style: str | None = None
    font: str | None = None
    indent: Properties = field(default_factory=Properties)


@dataclass(slots=True)
class _Counters:
    """Counters of one abstract list, shared by all lists made from it."""

    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    overridden: set[tuple[int, int]] = field(default_factory=set)


@dataclass(slots=True)
class Numbering:
    """The numbering part; `label` counts and must be called once a paragraph, in document order."""

    root: etree._Element | None
    styles: Styles
    unknown: set[str] = field(default_factory=set)
    """Number formats met that have no form here and were shown as digits."""
    _abstract: dict[int, etree._Element] = field(default_factory=dict)
    _nums: dict[int, etree._Element] = field(default_factory=dict)
    _levels: dict[int, tuple[int, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    _counters: dict[int, _Counters] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in self.root if self.root is not None else ():
            if local(element) == "abstractNum":
                self._abstract.setdefault(integer(attribute(element, "abstractNumId")) or 0, element)
            elif local(element) == "num":
                self._nums.setdefault(integer(attribute(element, "numId")) or 0, element)

    def level(self, properties: Properties) -> tuple[int, int, Level] | None:
        """The num, the level's number (0 the uppermost) and the level of a paragraph; None if it has no number."""
        if not properties.num_id or properties.num_id not in self._nums:
            return None
        _, levels, _ = self._list(properties.num_id)
        number = properties.level or 0
        if properties.numbered_by is not None:
            number = self._linked(levels, properties.numbered_by, number)
        level = levels.get(number)
        return (properties.num_id, number, level) if level is not None else None

    def _linked(self, levels: dict[int, Level], style: str, number: int) -> int:
        """The level that names this style or the nearest it is based on (w:pStyle), else the number given."""
        by_style = {level.paragraph_style: n for n, level in levels.items() if level.paragraph_style}
        return next((by_style[name] for name in self.styles.chain(style) if name in by_style), number)

    def label(self, properties: Properties) -> str:
        """The number of the next paragraph with these properties, with what stands between it and the text."""
        found = self.level(properties)
        if found is None:
            return ""
        num_id, number, level = found
        self._count(num_id, number)
        if level.style == "bullet":
            return label_of(unprivate(level.text, level.font), level.suffix)
        if not is_known(level.style):
            self.unknown.add(level.style)
        return label_of(_PLACE.sub(lambda m: self._shown(num_id, int(m[1]) - 1, level), level.text), level.suffix)

    def _shown(self, num_id: int, number: int, shown_in: Level) -> str:
        abstract, levels, starts = self._list(num_id)
        level = levels.get(number)
        if level is None:
            return ""
        counted = self._counters[abstract].values[number]
        if counted is None:
            counted = starts.get(number, level.start)
        legal = shown_in.legal and level.style not in ("none", "bullet")
        return numeral(counted, "decimal" if legal else level.style)

    def _count(self, num_id: int, number: int) -> None:
        abstract, levels, starts = self._list(num_id)
        counters = self._counters.setdefault(abstract, _Counters())
        key = (num_id, number)
        if number in starts and key not in counters.overridden:
            counters.values[number] = None
            counters.overridden.add(key)
        counted = counters.values[number]
        start = starts.get(number, levels[number].start)
        counters.values[number] = start if counted is None else counted + 1
        for above in range(number):  # an upper level that was skipped counts as begun
            if counters.values[above] is None and above in levels:
                counters.values[above] = starts.get(above, levels[above].start)
                counters.overridden.add((num_id, above))
        for deeper in range(number + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or number < restart:
                counters.values[deeper] = None

    def _list(self, num_id: int) -> tuple[int, dict[int, Level], dict[int, int]]:
        """The abstract list of a num, its levels with the num's overrides, and its start overrides."""
        if num_id not in self._levels:
            num = self._nums.get(num_id)
            abstract = integer(value(num, "abstractNumId")) or 0
            for _ in range(_LINKS):
                link = value(self._abstract.get(abstract), "numStyleLink")
                target = self._nums.get(self.styles.numbering(link) or 0) if link else None
                if target is None:
                    break
                abstract = integer(value(target, "abstractNumId")) or 0
            levels = _levels_of(self._abstract.get(abstract))
            starts: dict[int, int] = {}
            for override in num if num is not None else ():
                if local(override) != "lvlOverride":
                    continue
                number = integer(attribute(override, "ilvl")) or 0
                start = integer(value(override, "startOverride"))
                if start is not None:
                    starts[number] = start
                levels |= _levels_of(override)
            self._levels[num_id] = abstract, levels, starts
        return self._levels[num_id]


def _levels_of(element: etree._Element | None) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for lvl in element if element is not None else ():
        if local(lvl) != "lvl":
            continue
        number = integer(attribute(lvl, "ilvl")) or 0
        if not 0 <= number < _LEVELS:
            continue
        start = integer(value(lvl, "start"))
        levels[number] = Level(
            start=0 if start is None else start,
            style=_style(lvl),
            text=value(lvl, "lvlText") or "",
            suffix=value(lvl, "suff") or "tab",
            legal=bool(flag(lvl, "isLgl")),
            restart=integer(value(lvl, "lvlRestart")),
            paragraph_style=value(lvl, "pStyle"),
            font=attribute(child(lvl, "rPr", "rFonts"), "ascii", "hAnsi"),
            indent=_indent(lvl),
        )
    return levels


def _style(lvl: etree._Element) -> str:
    """numFmt; inside mc:AlternateContent Word hides formats of later editions (custom ones as 001, 002)."""
    found = value(lvl, "numFmt")
    if found is None:
        found = next((attribute(e, "val") for e in lvl.iter() if local(e) == "numFmt"), None)
    return found or "decimal"


def _indent(lvl: etree._Element) -> Properties:
    properties = paragraph_properties(child(lvl, "pPr"))
    return replace(properties, num_id=None, level=None, outline=None, alignment=None)
