"""Where every character of a document went: content, furniture, or unassigned with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .model import Coverage, TextSpan, Unassigned

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
    left: Iterable[tuple[TextSpan, str]],
    content: Iterable[TextSpan],
) -> Partition:
    """Divide `text`. Content beats what was left over, furniture beats both; what nobody claims is unassigned.

    `left` holds places that a stage could not use, with the reason.
    """
    where = bytearray(len(text))
    reasons: list[str] = ["not-read"]
    for span, reason in left:
        if reason not in reasons:
            reasons.append(reason)
        where[span.start : span.end] = bytes([reasons.index(reason)]) * (span.end - span.start)
    for value, spans in ((254, content), (255, furniture)):
        for span in spans:
            where[span.start : span.end] = bytes([value]) * (span.end - span.start)
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


def _stretches(where: bytearray) -> Iterator[tuple[int, int, int]]:
    """Runs of equal bytes."""
    at, size = 0, len(where)
    while at < size:
        value = where[at]
        end = at + 1
        rest = where[at:].lstrip(bytes([value]))
        end = size - len(rest)
        yield at, end, value
        at = end
