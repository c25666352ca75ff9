"""Styles of an ODT, resolved over their parents: paragraph, text and section styles, and list styles by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from .names import children, get, name_of

__all__ = ["Styles"]

_CHAIN = 50  # parents a style may have; a loop has no end
_HOLDERS = ("office:styles", "office:automatic-styles", "office:master-styles")
_PROPERTIES = ("style:paragraph-properties", "style:text-properties", "style:section-properties")


@dataclass(slots=True)
class Styles:
    """Styles of one part over those of styles.xml (automatic styles of the two parts may share names)."""

    roots: Iterable[etree._Element]
    lists: dict[str, etree._Element] = field(default_factory=dict)
    outline: etree._Element | None = None
    masters: list[etree._Element] = field(default_factory=list)
    _styles: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    _defaults: dict[str, etree._Element] = field(default_factory=dict)
    _cache: dict[tuple[str, str, str], str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for root in self.roots:
            for holder in children(root, *_HOLDERS):
                for element in holder:
                    self._take(element)

    def _take(self, element: etree._Element) -> None:
        name, kind = get(element, "style:name") or "", name_of(element)
        if kind == "style:style":
            self._styles.setdefault((get(element, "style:family") or "", name), element)
        elif kind == "style:default-style":
            self._defaults.setdefault(get(element, "style:family") or "", element)
        elif kind == "text:list-style":
            self.lists.setdefault(name, element)
        elif kind == "text:outline-style":
            self.outline = self.outline if self.outline is not None else element
        elif kind == "style:master-page":
            self.masters.append(element)

    def value(self, family: str, name: str | None, attribute: str) -> str | None:
        """An attribute of a style, or of its properties, over the chain of parents; None where nobody says it."""
        key = family, name or "", attribute
        if key not in self._cache:
            self._cache[key] = self._find(family, name, attribute)
        return self._cache[key]

    def _find(self, family: str, name: str | None, attribute: str) -> str | None:
        for _ in range(_CHAIN):
            style = self._styles.get((family, name or ""))
            if style is None:
                break
            found = _of(style, attribute)
            if found is not None:
                return found
            name = get(style, "style:parent-style-name")
        default = self._defaults.get(family)
        return _of(default, attribute) if default is not None else None

    def used_masters(self) -> set[str]:
        """Master pages that a style asks for, the default one and those that follow them."""
        names = {get(style, "style:master-page-name") or "" for style in self._styles.values()}
        names.add("Standard")
        if self.masters:
            names.add(get(self.masters[0], "style:name") or "")
        following = {get(m, "style:name"): get(m, "style:next-style-name") for m in self.masters}
        for _ in self.masters:
            names |= {following.get(name) or "" for name in names}
        return names - {""}


def _of(style: etree._Element, attribute: str) -> str | None:
    own = get(style, attribute)
    if own is not None:
        return own
    for properties in children(style, *_PROPERTIES):
        found = get(properties, attribute)
        if found is not None:
            return found
    return None
