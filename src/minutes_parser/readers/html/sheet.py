"""The style sheets of a page, as far as they number lists: `list-style-type`, and numbers put before an item.

Google Docs writes `.lst-x-0>li:before{content:"(" counter(lst-ctn-x-0,cjk-ideographic) ")"}` and hides the
browser's own numbers; static sites give their `ol` a class with `list-style-type`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["Sheet"]

_MOST = 200_000
"""Characters of style sheets that are read."""
_TYPE = re.compile(r"list-style(?:-type)?\s{0,5}:\s{0,5}([^;!]{1,80})", re.IGNORECASE)
_COUNTER = re.compile(
    r"content\s{0,5}:\s{0,5}(?:[\"'](?P<before>[^\"']{0,8})[\"']\s{0,5})?"
    r"counter\(\s{0,5}[\w-]{1,60}\s{0,5}(?:,\s{0,5}(?P<style>[\w-]{1,40})\s{0,5})?\)\s{0,5}(?:[\"'](?P<after>[^\"']{0,8})[\"'])?"
)
_SELECTOR = re.compile(r"(?:ol|ul)?(?:[.#][\w-]{1,80})?(?:\.start)?")
_ITEM = re.compile(r"([.#][\w-]{1,80}|ol)\s{0,3}>?\s{0,3}li::?before")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the style sheets say of lists, by selector (`ol`, `ol.legal`, `.legal`, `#agenda`).

    That lists have no numbers is not believed: it is how frameworks begin, to number them by rules not read here.
    """

    types: Mapping[str, str] = field(default_factory=dict)
    """The `list-style-type`."""
    numbers: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    """What stands before the number of an item, its style, what stands after it."""

    @classmethod
    def of(cls, text: str) -> Sheet:
        """
        >>> Sheet.of("ol.law { list-style-type: cjk-ideographic }").types
        {'ol.law': 'cjk-ideographic'}
        >>> Sheet.of('.a>li:before{content:"(" counter(n,decimal) ") "}').numbers
        {'.a': ('(', 'decimal', ')')}
        """
        types: dict[str, str] = {}
        numbers: dict[str, tuple[str, str, str]] = {}
        for rule in text[:_MOST].split("}"):
            head, _, body = rule.rpartition("{")
            if "list-style" not in body and "counter(" not in body:
                continue
            selectors = _selectors(head)
            if (kind := _TYPE.search(body)) and "none" not in kind[1]:
                types.update((s, kind[1].strip()) for s in selectors if _SELECTOR.fullmatch(s))
            if number := _COUNTER.search(body):
                parts = (number["before"] or "").strip(), number["style"] or "decimal", (number["after"] or "").strip()
                numbers.update((item[1], parts) for s in selectors if (item := _ITEM.fullmatch(s)))
        return cls(types, numbers)

    def type_of(self, tag: str, attributes: Mapping[str, str | None]) -> str | None:
        """The `list-style-type` of a list; what names its class or id counts before what names its tag."""
        if not self.types:
            return None
        return next((self.types[name] for name in _names(tag, attributes) if name in self.types), None)

    def number_of(self, tag: str, attributes: Mapping[str, str | None]) -> tuple[str, str, str] | None:
        """What is put around the numbers of a list's items, and their style."""
        if not self.numbers:
            return None
        return next((self.numbers[name] for name in _names(tag, attributes) if name in self.numbers), None)


def _selectors(head: str) -> list[str]:
    """The selectors before a rule, without the comment or the @media before them."""
    last = re.split(r"\*/|[{};]", head[-2000:])[-1]
    return [selector.strip() for selector in last.split(",")]


def _names(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    if name := attributes.get("id"):
        yield f"#{name}"
    for word in (attributes.get("class") or "").split()[:20]:
        yield from (f"{tag}.{word}", f".{word}")
    yield tag
