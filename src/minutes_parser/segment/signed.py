"""Who speaks, where no colon says it: a signature behind the words ([name=小明], pads that many write), a box of its own
above them ([主席], transcripts on boards)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..lexicon.labels import Label
from ..values.names import read_speaker
from .pieces import Piece

__all__ = ["SIGNED", "boxed_names", "signatures"]

SIGNED = Label("signed", "signed")
"""The label of a line that ends with who wrote it; `head` is the name."""
_SIGNATURE = re.compile(
    r"(?P<said>\S.{0,2000}?)\s{0,4}[(]name=(?P<name>[^(),、?]{1,30})[)](?:\s{0,4}[(](?:time|color)=[^()]{1,60}[)]){0,2}\s{0,4}"
)
_NAME_FIRST = re.compile(r"[(]name=(?P<name>[^(),、?]{1,30})[)]\s{0,4}:?\s{0,4}(?P<said>[^\s(][^\n]{1,2000}?)\s{0,4}")
_TASKS = re.compile(r"to-?do|action items?|待辦|分工|任務|追蹤(?:事項|項目|清單)", re.IGNORECASE)
"""Headings over what somebody is to do."""
_BOX = re.compile(r"\s{0,20}[(【]\s{0,2}(?P<who>[^()【】:]{2,16}?)\s{0,2}[)】]\s{0,20}")
_OPENS = ("[", "【", "〔", "［")
_FEWEST = 4
"""Boxes of speakers at least: fewer may be headings."""


def signatures(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with lines that somebody signed as that person's; not tasks, whose name says who sees to them."""
    made: list[Piece] = []
    tasks: int | None = None
    for piece in pieces:
        level = piece.whole.line.style.heading if piece.grid is None else None
        if level is not None and (tasks is None or level <= tasks):
            tasks = level if _TASKS.search(piece.whole.key) is not None else None
        made.append(piece if tasks is not None else _signed(piece))
    return tuple(made)


def _signed(piece: Piece) -> Piece:
    if piece.grid is not None or "(name=" not in piece.whole.key:
        return piece
    at = piece.marker.length if piece.marker else 0
    found = _SIGNATURE.fullmatch(piece.whole.key, at) or _NAME_FIRST.fullmatch(piece.whole.key, at)
    if found is None or piece.named("meta", "people", "ruling") is not None:
        return piece
    head, body = piece.whole.cut(*found.span("name")).strip(), piece.whole.cut(*found.span("said")).strip()
    return piece._replace(labels=(SIGNED,), head=head, body=body, colon=True)


def boxed_names(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], frozenset[str]]:
    """The pieces of a transcript whose speakers stand in a box over their words, as heads of speeches; and who they are."""
    boxes = {i: found for i, p in enumerate(pieces[:-1]) if (found := _box(p)) and _box(pieces[i + 1]) is None}
    seen = Counter(found["who"] for found in boxes.values())
    voices = sum(read_speaker(found["who"], known=True) is not None for found in boxes.values())
    if len(boxes) < _FEWEST or max(seen.values()) < 2 or voices * 3 < len(boxes) * 2:
        return tuple(pieces), frozenset()
    made = list(pieces)
    for i, found in boxes.items():
        whole = made[i].whole
        made[i] = Piece(whole, None, (), whole.cut(*found.span("who")), whole.cut(len(whole.key)), True)
    return tuple(made), frozenset("".join(who.split()) for who in seen)


def _box(piece: Piece) -> re.Match[str] | None:
    if piece.grid is not None or piece.whole.value.lstrip()[:1] not in _OPENS:
        return None
    return _BOX.fullmatch(piece.whole.key)
