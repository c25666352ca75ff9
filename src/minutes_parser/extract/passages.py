"""Passages: text of a value put together from slices, with the places that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import TextSpan
from ..normalize.flow import Slice

__all__ = ["Passage", "passage"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Slices in reading order; their text has one line a paragraph."""

    slices: tuple[Slice, ...]

    @property
    def text(self) -> str:
        return "\n".join(value for s in self.slices if (value := s.value))

    @property
    def key(self) -> str:
        return "\n".join(s.key.strip() for s in self.slices if s)

    @property
    def page(self) -> int | None:
        spans = self.spans
        return spans[0].page if spans else None

    @property
    def spans(self) -> tuple[TextSpan, ...]:
        return tuple(span for s in self.slices for span in s.spans())

    def __bool__(self) -> bool:
        return any(self.slices)


def passage(slices: Iterable[Slice]) -> Passage:
    """A passage of the slices that hold text."""
    return Passage(tuple(s.strip() for s in slices if s))
