"""How deep tags are nested, seen before the parser sees them: parsing 200,000 nested divs takes it minutes."""

from __future__ import annotations

import re

from ...errors import LimitExceeded

__all__ = ["check_depth"]

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "o:p",
    ]
)
# Opening one of these closes an open one of the same name, as far as the nearest of its containers.
_SELF_CLOSING = {
    "p": "td th li div body blockquote",
    "li": "ul ol menu",
    "td": "table tr",
    "th": "table tr",
    "tr": "table",
    "dt": "dl",
    "dd": "dl",
    "option": "select",
}
_CONTAINERS = {name: frozenset(holders.split()) for name, holders in _SELF_CLOSING.items()}


def check_depth(text: str, limit: int) -> None:
    """Raise `LimitExceeded` if tags are nested deeper than `limit`; an estimate from tags alone, unclosed ones count."""
    stack: list[str] = []
    counts: dict[str, int] = {}
    for match in _TAG.finditer(text):
        closing, name = match[1], match[2].lower()
        if name in _VOID:
            continue
        if closing:
            if counts.get(name):
                _pop_to(stack, counts, name)
            continue
        holders = _CONTAINERS.get(name)
        if holders is not None and counts.get(name) and _closes(stack, name, holders):
            _pop_to(stack, counts, name)
        stack.append(name)
        counts[name] = counts.get(name, 0) + 1
        if len(stack) > limit:
            raise LimitExceeded(f"tags are nested more than {limit} deep")


def _closes(stack: list[str], name: str, holders: frozenset[str]) -> bool:
    for open_name in reversed(stack):
        if open_name == name:
            return True
        if open_name in holders:
            return False
    return False


def _pop_to(stack: list[str], counts: dict[str, int], name: str) -> None:
    while stack:
        top = stack.pop()
        counts[top] -= 1
        if top == name:
            return
