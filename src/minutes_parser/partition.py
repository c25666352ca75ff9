"""Where every character of a document went: content, furniture, or unassigned with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .model import Coverage, TextSpan, Unassigned
from .normalize.flow import Place

__all__ = ["Partition", "partition"]


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
    where = bytearray(len(text))
    reasons: list[str] = ["not-read"]
    for (start, end, _), reason in left:
        if reason not in reasons:
            reasons.append(reason)
        where[start:end] = bytes([reasons.index(reason)]) * (end - start)
    for start, end, _ in content:
        where[start:end] = b"\xfe" * (end - start)
    for span in furniture:
        where[span.start : span.end] = b"\xff" * (span.end - span.start)
    counts = {254: 0, 255: 0, 0: 0}
    lost: list[Unassigned] = []
    for start, end, value in _stretches(where):
        ink = _ink(text[start:end])
        if value < 254 and ink and not any(c.isalnum() for c in text[start:end]) and _touches(where, start, end):
            counts[254] += ink  # signs that part values, 、 and ：, belong to what they part
            continue
        counts[value if value >= 254 else 0] += ink
        if value < 254 and ink:
            while text[start].isspace():
                start += 1
            while text[end - 1].isspace():
                end -= 1
            lost.append(Unassigned(start=start, end=end, reason=reasons[value]))
    coverage = Coverage(characters=_ink(text), content=counts[254], furniture=counts[255], unassigned=counts[0])
    return Partition(coverage, tuple(furniture), tuple(lost))


def _touches(where: bytearray, start: int, end: int) -> bool:
    """Whether content stands right before or after a stretch."""
    return (start > 0 and where[start - 1] == 254) or (end < len(where) and where[end] == 254)


_RUNS = re.compile(rb"(.)\1*", re.DOTALL)


def _stretches(where: bytearray) -> Iterator[tuple[int, int, int]]:
    """Runs of equal bytes."""
    for found in _RUNS.finditer(where):
        yield found.start(), found.end(), where[found.start()]
