"""Names of WordprocessingML: ECMA-376 in the transitional and the strict namespaces, made one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

__all__ = ["R_ID", "attribute", "child", "every", "flag", "integer", "is_word", "local", "transitional", "value"]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PREFIX = f"{{{WORD}}}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R_ID[1:-3].encode()),
)


def transitional(data: bytes) -> bytes:
    """A part in the strict namespaces, in the transitional ones: the elements that are read are the same."""
    if b"//purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def local(element: etree._Element) -> str:
    """Local name of an element; "" for a comment or an entity."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def every(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """All descendants of a name in the Word namespace."""
    return element.iter(_PREFIX + name)


def is_word(element: etree._Element) -> bool:
    tag = element.tag
    return isinstance(tag, str) and tag.startswith(_PREFIX)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant by a path of local names in the Word namespaces."""
    for name in path:
        if element is None:
            return None
        element = element.find(_PREFIX + name)
    return element


def attribute(element: etree._Element | None, *names: str) -> str | None:
    """The first attribute of these local names, in any namespace."""
    if element is None:
        return None
    for name in names:
        for key, found in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(found)
    return None


def value(element: etree._Element | None, *path: str) -> str | None:
    """`w:val` of a descendant."""
    return attribute(child(element, *path), "val")


def integer(text: str | None) -> int | None:
    """A whole number as XML writes it, None if it is none (a decimal is cut, as Word does)."""
    if text is None:
        return None
    try:
        return int(float(text)) if len(text) < 20 else None
    except (ValueError, OverflowError):
        return None


def flag(element: etree._Element | None, name: str) -> bool | None:
    """An on/off property: None where the element is not there."""
    found = child(element, name)
    if found is None:
        return None
    return (attribute(found, "val") or "true").lower() not in ("0", "false", "off")
