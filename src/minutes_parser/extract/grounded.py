"""Shared by the extractors: what every extracted thing carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from ..model import TextSpan
from .passages import Passage

__all__ = ["Grounds", "grounds"]


class Grounds(TypedDict):
    """Arguments that a `Grounded` model takes."""

    page: int | None
    spans: dict[str, tuple[TextSpan, ...]]
    rule: str


def grounds(rule: str, **fields: Passage | tuple[TextSpan, ...] | None) -> Grounds:
    """Spans of the fields that have a value; the page of the first."""
    spans = {name: value.spans if isinstance(value, Passage) else value for name, value in fields.items() if value}
    spans = {name: value for name, value in spans.items() if value}
    first = min((value[0] for value in spans.values()), key=lambda s: s.start, default=None)
    return {"page": first.page if first else None, "spans": spans, "rule": rule}


def merged(*parts: Mapping[str, tuple[TextSpan, ...]]) -> dict[str, tuple[TextSpan, ...]]:
    """One mapping of several; the first to name a field wins."""
    made: dict[str, tuple[TextSpan, ...]] = {}
    for part in parts:
        for name, value in part.items():
            made.setdefault(name, value)
    return made
