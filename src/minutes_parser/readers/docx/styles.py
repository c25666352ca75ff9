"""Paragraph and run properties of a DOCX, resolved over the style chain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from operator import attrgetter

from lxml import etree

from .names import attribute, child, flag, integer, local, value

__all__ = ["Properties", "RunProperties", "Styles"]

_HEADING = re.compile(r"(?:heading|標題)\s{0,2}([1-9])$", re.IGNORECASE)
_CHAIN = 50  # styles a chain may have; Word allows far fewer, a loop has no end


@dataclass(frozen=True, slots=True)
class RunProperties:
    """What a run says of itself; None is not said."""

    bold: bool | None = None
    half_points: int | None = None
    hidden: bool | None = None

    def over(self, base: RunProperties) -> RunProperties:
        """These properties where they are said, else those of the base."""
        if self is _NO_RUN:
            return base
        return RunProperties(
            base.bold if self.bold is None else self.bold,
            base.half_points if self.half_points is None else self.half_points,
            base.hidden if self.hidden is None else self.hidden,
        )


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph says of itself; None is not said. Lengths are twips, `*_chars` hundredths of a character."""

    run: RunProperties = field(default_factory=RunProperties)
    numbered_by: str | None = None
    """The style that brought `num_id`, or was based on one that did; None if the paragraph itself did."""
    num_id: int | None = None
    level: int | None = None
    left: int | None = None
    left_chars: int | None = None
    first: int | None = None
    """First line against `left`; hanging is negative."""
    first_chars: int | None = None
    outline: int | None = None
    alignment: str | None = None
    heading_name: int | None = None

    def over(self, base: Properties) -> Properties:
        """These properties where they are said, else those of the base."""
        if self is _NOTHING:
            return base
        by = self.numbered_by if self.num_id is not None else base.numbered_by
        said = (there if here is None else here for here, there in zip(_VALUES(self), _VALUES(base), strict=True))
        return Properties(self.run.over(base.run), by, *said)


_VALUES = attrgetter(
    "num_id", "level", "left", "left_chars", "first", "first_chars", "outline", "alignment", "heading_name"
)
_NOTHING = Properties()
_NO_RUN = _NOTHING.run


@dataclass(slots=True)
class Styles:
    """The styles part; `of` resolves one style with all that it is based on."""

    root: etree._Element | None
    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _resolved: dict[str, Properties] = field(default_factory=dict)
    _base: Properties | None = None
    default: str | None = None

    def __post_init__(self) -> None:
        for element in self.root if self.root is not None else ():
            if local(element) != "style":
                continue
            identifier = attribute(element, "styleId") or ""
            self._elements.setdefault(identifier, element)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                self.default = self.default or identifier

    def of(self, identifier: str | None) -> Properties:
        """Properties of a paragraph style; of the default style where none or an unknown one is named."""
        if identifier is None or identifier not in self._elements:
            identifier = self.default
        if identifier is None:
            return self._defaults()
        if identifier not in self._resolved:
            properties = self._defaults()
            for name in reversed(self.chain(identifier)):
                properties = self._own(name).over(properties)
            if properties.num_id is not None:
                properties = replace(properties, numbered_by=identifier)
            self._resolved[identifier] = properties
        return self._resolved[identifier]

    def chain(self, identifier: str) -> list[str]:
        """The style and those it is based on, nearest first; a loop is cut."""
        names: list[str] = []
        current: str | None = identifier
        while current is not None and current in self._elements and current not in names and len(names) < _CHAIN:
            names.append(current)
            current = value(self._elements[current], "basedOn")
        return names

    def run(self, identifier: str | None) -> RunProperties:
        """Properties of a character style."""
        properties = _NO_RUN
        for name in reversed(self.chain(identifier)) if identifier else ():
            properties = run_properties(child(self._elements[name], "rPr")).over(properties)
        return properties

    def numbering(self, identifier: str) -> int | None:
        """The num that a numbering style (w:numStyleLink) stands for."""
        element = self._elements.get(identifier)
        return integer(value(element, "pPr", "numPr", "numId"))

    def _own(self, name: str) -> Properties:
        element = self._elements[name]
        properties = paragraph_properties(child(element, "pPr"))
        heading = _HEADING.match(value(element, "name") or "")
        return replace(
            properties,
            heading_name=int(heading[1]) if heading else None,
            run=run_properties(child(element, "rPr")),
        )

    def _defaults(self) -> Properties:
        if self._base is None:
            defaults = child(self.root, "docDefaults")
            paragraph = paragraph_properties(child(defaults, "pPrDefault", "pPr"))
            self._base = replace(paragraph, run=run_properties(child(defaults, "rPrDefault", "rPr")))
        return self._base


def paragraph_properties(element: etree._Element | None) -> Properties:
    """What a w:pPr says (without the properties of its runs)."""
    if element is None:
        return _NOTHING
    indent = child(element, "ind")
    hanging = integer(attribute(indent, "hanging"))
    hanging_chars = integer(attribute(indent, "hangingChars"))
    return Properties(
        num_id=integer(value(element, "numPr", "numId")),
        level=integer(value(element, "numPr", "ilvl")),
        left=integer(attribute(indent, "left", "start")),
        left_chars=integer(attribute(indent, "leftChars", "startChars")),
        first=-hanging if hanging is not None else integer(attribute(indent, "firstLine")),
        first_chars=-hanging_chars if hanging_chars else integer(attribute(indent, "firstLineChars")),
        outline=integer(value(element, "outlineLvl")),
        alignment=value(element, "jc"),
    )


def run_properties(element: etree._Element | None) -> RunProperties:
    """What a w:rPr says."""
    if element is None:
        return _NO_RUN
    return RunProperties(flag(element, "b"), integer(value(element, "sz")), flag(element, "vanish"))
