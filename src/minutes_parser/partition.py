"""Where every character of a document went: content, furniture, or unassigned with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .model import Coverage, TextSpan, Unassigned
from .normalize.flow import Place

__all__ = ["Partition", "partition"]

_SPACED, _CONTENT, _FURNITURE = 0xFD, 0xFE, 0xFF
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Partition:
    coverage: Coverage
    furniture: tuple[TextSpan, ...]
    unassigned: tuple[Unassigned, ...]


def _ink(text: str) -> int:
    """Number of characters that are not space."""
    return len("".join(text.split()))


def partition(
    text: str,
    furniture: Sequence[TextSpan],
    left: Iterable[tuple[Place, str]],
    content: Iterable[Place],
) -> Partition:
    """Divide `text`. Content beats what was left over, furniture beats both; what nobody claims is unassigned.

    `left` holds places that a stage could not use, with the reason.
    """
    where, reasons = _claimed(len(text), furniture, left, content)
    inked = bytearray(where)
    for space in _SPACE.finditer(text):
        inked[space.start() : space.end()] = bytes([_SPACED]) * (space.end() - space.start())
    signs = unread = 0
    lost: list[Unassigned] = []
    for start, end in _left(where):
        part = text[start:end]
        if part.isspace():
            continue
        if not any(c.isalnum() for c in part) and _touches(where, start, end):
            signs += _ink(part)  # signs that part values, 、 and ：, belong to what they part
            continue
        unread += _ink(part)
        begin = start + len(part) - len(part.lstrip())
        lost.append(Unassigned(start=begin, end=begin + len(part.strip()), reason=reasons[where[start]]))
    coverage = Coverage(
        characters=len(text) - inked.count(_SPACED),
        content=inked.count(_CONTENT) + signs,
        furniture=inked.count(_FURNITURE),
        unassigned=unread,
    )
    return Partition(coverage, tuple(furniture), tuple(lost))


def _claimed(
    length: int, furniture: Sequence[TextSpan], left: Iterable[tuple[Place, str]], content: Iterable[Place]
) -> tuple[bytearray, list[str]]:
    """What each character is: content, furniture, or the place of a reason in the list."""
    where = bytearray(length)
    reasons: list[str] = ["not-read"]
    for (start, end, _), reason in left:
        if reason not in reasons:
            reasons.append(reason)
        where[start:end] = bytes([reasons.index(reason)]) * (end - start)
    for start, end, _ in content:
        where[start:end] = bytes([_CONTENT]) * (end - start)
    for span in furniture:
        where[span.start : span.end] = bytes([_FURNITURE]) * (span.end - span.start)
    return where, reasons


def _touches(where: bytearray, start: int, end: int) -> bool:
    """Whether content stands right before or after a stretch."""
    return (start > 0 and where[start - 1] == _CONTENT) or (end < len(where) and where[end] == _CONTENT)


_LEFT = re.compile(rb"([\x00-\xfc])\1*", re.DOTALL)


def _left(where: bytearray) -> Iterator[tuple[int, int]]:
    """Stretches that are neither content nor furniture, one for each reason."""
    for found in _LEFT.finditer(where):
        yield found.start(), found.end()
