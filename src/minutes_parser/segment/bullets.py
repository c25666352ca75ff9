"""Bullets that a page sets before all its lines, headings and numbers too: • 時間：…, • 壹、主席致詞, • 首先，….

Such a page is seen where a site prints a transcript as one list. There a bullet tells nothing of what stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..lexicon.labels import MAX_LABEL, all_labels
from ..normalize.flow import Line
from ..values.numbering import BULLETS, read_marker

__all__ = ["layout_bullets"]

_SECTIONS = ("fin", "han", "stem")
"""Styles of the numbers of sections."""


def layout_bullets(lines: Iterable[Line]) -> frozenset[str]:
    """Bullets that stand before a label of the head and before the number of a section."""
    heads: set[str] = set()
    numbers: set[str] = set()
    for line in lines:
        key = line.key.lstrip()
        if not key or key[0] not in BULLETS:
            continue
        rest = key[1:].lstrip()
        if key[0] not in heads and _of_head(rest):
            heads.add(key[0])
        elif key[0] not in numbers and (marker := read_marker(rest)) is not None and marker.style in _SECTIONS:
            named = rest[marker.length :].strip(" :")
            if len(named) <= MAX_LABEL and any(label.group == "section" for label in all_labels(named)):
                numbers.add(key[0])
    return frozenset(heads & numbers)


def _of_head(rest: str) -> bool:
    colon = rest.find(":", 0, MAX_LABEL)
    return colon > 1 and any(label.group in ("meta", "people") for label in all_labels(rest[:colon]))
