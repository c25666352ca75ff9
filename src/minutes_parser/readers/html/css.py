"""Inline CSS and the old attributes: the little of layout that tells something about a paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["declarations", "hidden", "is_panel", "length"]

_LENGTH = re.compile(r"(-?\d{0,5}\.?\d{1,5})\s{0,2}(pt|px|cm|mm|in|em|rem|pc)?")
_PANEL = re.compile(r"\b(?:tab(?:s|panel|content|pane)?|pane|panel|collaps\w{0,6}|accordion\w{0,10})\b")
# what frameworks call a text that only a screen reader reads, and wikis the button beside a heading
_UNSEEN = frozenset(
    ["sr-only", "visually-hidden", "screen-reader-text", "element-invisible", "show-for-sr", "mw-editsection"]
)
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, None: 0.75}


def declarations(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """The declarations of a style attribute, names in lower case.

    >>> declarations({"style": "TEXT-ALIGN: center; margin-left:2em"})
    {'text-align': 'center', 'margin-left': '2em'}
    """
    style = attributes.get("style")
    if not style:
        return {}
    found: dict[str, str] = {}
    for declaration in style[:4000].split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip()
    return found


def is_panel(attributes: Mapping[str, str | None]) -> bool:
    """True for what a click opens: the panel of a tab, a part of an accordion. It is hidden for the moment only."""
    if (attributes.get("role") or "").lower() == "tabpanel":
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300].lower()
    return _PANEL.search(names) is not None


def hidden(attributes: Mapping[str, str | None], css: Mapping[str, str], *, inline: bool) -> bool:
    """True if the element is not shown, as far as it says so itself.

    A block for screen readers only is kept: it may be the label of what is shown below it.
    """
    return (
        "hidden" in attributes
        or (inline and "class" in attributes and not _UNSEEN.isdisjoint((attributes["class"] or "").split()))
        or css.get("display", "").lower().startswith("none")
        or css.get("visibility", "").lower().startswith("hidden")
        or css.get("mso-hide", "").lower() == "all"
    )


def length(value: str | None, em: float) -> float | None:
    """A CSS length in points; `em` is the font size in points. None where there is none or it is a percentage."""
    match = _LENGTH.fullmatch(value.strip()) if value else None
    if match is None:
        return None
    return float(match[1]) * (em if match[2] in ("em", "rem") else _POINTS[match[2]])
