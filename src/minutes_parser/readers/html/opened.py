"""What holds inside an open element of HTML, inherited by those in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...document import Role
from .css import length

__all__ = ["Link", "Open", "inside", "link_of"]

Link = Literal["here", "away"]

_PRESERVED = frozenset(["pre", "textarea", "xmp", "listing", "plaintext"])
_BOLD = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_HEAVY = frozenset(["bold", "bolder", "700", "800", "900"])


@dataclass(slots=True)
class Open:
    """The state of one open element; lengths are points."""

    role: Role = "body"
    heading: int | None = None
    bold: bool = False
    centered: bool = False
    preserved: bool = False
    size: float = 12.0
    left: float = 0.0
    first: float = 0.0
    font: str = ""
    content: bool = False
    """True inside main or article."""
    link: Link | None = None


def inside(above: Open, tag: str, attributes: Mapping[str, str | None], css: Mapping[str, str], *, block: bool) -> Open:
    """The state inside an element that is opened inside `above`."""
    size = length(css.get("font-size"), above.size) or above.size
    align = (css.get("text-align") or attributes.get("align") or "").lower()
    weight = css.get("font-weight", "").lower()
    margin = (length(css.get("margin-left"), size) or 0) + (length(css.get("padding-left"), size) or 0)
    return Open(
        role=above.role,
        heading=int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else above.heading,
        bold=(above.bold or tag in _BOLD or weight in _HEAVY) and weight not in ("normal", "400"),
        centered=tag == "center" or align == "center" or (above.centered and align in ("", "center")),
        preserved=tag in _PRESERVED or css.get("white-space", "").startswith("pre") or above.preserved,
        size=size,
        left=above.left + margin,
        first=length(css.get("text-indent"), size) or (0.0 if block else above.first),
        font=css.get("font-family") or attributes.get("face") or above.font,
        content=above.content or tag in ("main", "article"),
        link=link_of(attributes) if tag == "a" else above.link,
    )


def link_of(attributes: Mapping[str, str | None]) -> Link | None:
    """Whether an `a` leads to a place of the same page or elsewhere; None for one that is such a place (`name`, `id`).

    One without an address is worked by a script.
    """
    address = attributes.get("href")
    if address is None:
        return None if "name" in attributes or "id" in attributes else "away"
    return "here" if address.startswith("#") else "away"
