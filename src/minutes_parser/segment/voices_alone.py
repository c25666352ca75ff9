"""Speakers who stand alone on a line over their words, without a colon: names in transcripts, offices under bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..values.names import read_speaker
from .pieces import Piece

__all__ = ["names_alone"]

_ALONE = re.compile(r"[\u4e00-\u9fff○]{2,4}[A-Z]?")


def _bare(piece: Piece) -> str:
    return "".join(piece.head.key.split())


def names_alone(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a transcript whose speakers stand alone on a line, without a colon, over their words: as heads."""
    heads = [i for i, piece in enumerate(pieces[:-1]) if _stands_over(piece, pieces[i + 1])]
    seen = Counter(_bare(pieces[i]) for i in heads)
    regular = {bare for bare, times in seen.items() if times >= 2}
    made = _bulleted_offices(pieces)
    if len(regular) < 2:
        return tuple(made)
    for i in heads:
        piece = made[i]
        if _bare(piece) in regular or read_speaker(piece.head.key) is not None:
            made[i] = piece._replace(body=piece.head.cut(len(piece.head.key)), colon=True)
    return tuple(made)


def _bulleted_offices(pieces: Sequence[Piece]) -> list[Piece]:
    """• 主席 alone on lines over words without bullet, twice at least: pages that a record of speeches was turned into."""
    made = list(pieces)
    found = [i for i, (piece, later) in enumerate(pairwise(pieces)) if _office_bulleted(piece, later)]
    for i in found if len(found) >= 2 else ():
        head = made[i].head
        made[i] = made[i]._replace(labels=(), body=head.cut(len(head.key)), colon=True)
    return made


def _office_bulleted(piece: Piece, later: Piece) -> bool:
    if piece.marker is None or piece.marker.style != "bullet" or piece.colon or piece.grid is not None:
        return False
    if later.marker is not None or later.grid is not None or not 2 <= len(_bare(piece)) <= 12:
        return False
    if later.whole.key.rstrip()[-1:] not in tuple("。?!…"):
        return False
    reading = read_speaker(piece.head.key)
    return reading is not None and reading.title is not None


def _stands_over(piece: Piece, later: Piece) -> bool:
    """Whether a short line may be a name over words that end a sentence."""
    key = piece.whole.key.strip()
    if len(key) > 6 or piece.marker is not None or piece.labels or piece.colon or later.grid is not None:
        return False
    said = later.whole.key.rstrip()
    return _ALONE.fullmatch(key) is not None and len(said) >= 4 and said[-1] in "。?!…" and not later.labels
