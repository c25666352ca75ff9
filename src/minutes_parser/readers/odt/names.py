"""Names of OpenDocument by their usual prefixes; old OpenOffice.org namespaces are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

__all__ = ["children", "every", "get", "name_of", "points", "whole"]

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:form:1.0": "form",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_URIS = {prefix: uri for uri, prefix in _PREFIXES.items()}
_LENGTH = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


def name_of(element: etree._Element) -> str:
    """`text:p` and the like; "" for comments, entities and unknown namespaces."""
    tag = element.tag
    return _prefixed(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _prefixed(tag: str) -> str:
    uri, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else ""


@lru_cache(maxsize=4096)
def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_URIS[prefix]}}}{local}"


def every(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """All descendants of a prefixed name."""
    return element.iter(_full(name))


def get(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its prefixed name."""
    if element is None:
        return None
    found = element.get(_full(name))
    return None if found is None else str(found)


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    return [e for e in element if name_of(e) in names] if element is not None else []


def whole(text: str | None, default: int) -> int:
    """A whole number as written, else the default."""
    try:
        return int(text) if text is not None and len(text) < 20 else default
    except ValueError:
        return default


def points(length: str | None) -> float | None:
    """A length in points: `0.85cm`, `24pt`; None for percentages and anything else.

    >>> points("1in"), points("120%")
    (72.0, None)
    """
    match = _LENGTH.fullmatch(length.strip()) if length else None
    return float(match[1]) * _POINTS[match[2]] if match else None
