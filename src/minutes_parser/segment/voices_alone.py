"""Speakers who stand alone on a line over their words, without a colon: names in transcripts, offices under bullets,
members and units in reviews of plans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..values.names import read_speaker
from ..values.speaker import word_list
from .pieces import Piece

__all__ = ["boxed_units", "members_alone", "names_alone"]

_ALONE = re.compile(r"[\u4e00-\u9fff○]{2,4}[A-Z]?")
_LONGEST = 14
_FEWEST = 2
"""Named members of a debate who stand so, at least."""
_STOPS = ("。", "?", "!", "…")


def _bare(piece: Piece) -> str:
    return "".join(piece.head.key.split())


def _is_party(piece: Piece) -> bool:
    return _bare(piece) in word_list("parties")


def _as_head(piece: Piece) -> Piece:
    """The line as if it had a colon, with its words below."""
    return piece._replace(labels=(), body=piece.head.cut(len(piece.head.key)), colon=True)


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
            made[i] = _as_head(piece)
    return tuple(made)


def _bulleted_offices(pieces: Sequence[Piece]) -> list[Piece]:
    """• 主席 alone on lines over words without bullet, twice at least: pages that a record of speeches was turned into."""
    made = list(pieces)
    found = [i for i, (piece, later) in enumerate(pairwise(pieces)) if _office_bulleted(piece, later)]
    for i in found if len(found) >= 2 else ():
        made[i] = _as_head(made[i])
    return made


def _office_bulleted(piece: Piece, later: Piece) -> bool:
    if piece.marker is None or piece.marker.style != "bullet" or piece.colon or piece.grid is not None:
        return False
    if later.marker is not None or later.grid is not None or not 2 <= len(_bare(piece)) <= 12:
        return False
    if not later.whole.key.rstrip().endswith(_STOPS):
        return False
    reading = read_speaker(piece.head.key)
    return reading is not None and reading.title is not None


def _stands_over(piece: Piece, later: Piece) -> bool:
    """Whether a short line may be a name over words that end a sentence."""
    key = piece.whole.key.strip()
    if len(key) > 6 or piece.marker is not None or piece.labels or piece.colon or later.grid is not None:
        return False
    said = later.whole.key.rstrip()
    return _ALONE.fullmatch(key) is not None and len(said) >= 4 and said.endswith(_STOPS) and not later.labels


_BOX = re.compile(r"\s*[【〔]\s*(?P<who>[^【】〔〕:]{2,16}?)\s*[】〕]\s*")


def boxed_units(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with 【農業處】 and 【開發單位答覆】 below 【王委員大明】 as heads like it, up to the next decision or matter."""
    made = list(pieces)
    among = False
    for i, piece in enumerate(pieces):
        if piece.grid is not None:
            continue
        case = piece.marker is not None and piece.marker.style == "case"
        if case or piece.named("ruling", "section", "subject") is not None:
            among = False
            continue
        box = _BOX.fullmatch(piece.whole.key)
        if box is None:
            continue
        reading = read_speaker(box["who"])
        if piece.colon and reading is not None and reading.name is not None:
            among = True
        elif among and not piece.labels and (reading is not None or box["who"] in word_list("parties")):
            whole = piece.whole
            made[i] = Piece(whole, None, (), whole.cut(*box.span("who")), whole.cut(len(whole.key)), True)
    return tuple(made)


def members_alone(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], frozenset[str]]:
    """The pieces, with 王委員大明 alone on a line under 綜合討論： as the head of the words below; units too (交通局,
    開發單位) where members of the same debate stand so. And which heads are parties, known as speakers by that."""
    parties: set[str] = set()
    made: list[Piece] | None = None
    for i, piece in enumerate(pieces):
        if piece.body or not any(label.name == "debate" for label in piece.labels):
            continue
        heads = _heads_below(pieces, i)
        if sum(named for _, named in heads) < _FEWEST:
            continue
        made = made if made is not None else list(pieces)
        for at, _ in heads:
            if _is_party(made[at]):
                parties.add(_bare(made[at]))
            made[at] = _as_head(made[at])
    return (tuple(pieces) if made is None else tuple(made)), frozenset(parties)


def _heads_below(pieces: Sequence[Piece], i: int) -> list[tuple[int, bool]]:
    """Where somebody stands alone over words, up to the decision or the next matter, and whether by name."""
    found: list[tuple[int, bool]] = []
    for j, (piece, later) in enumerate(pairwise(pieces[i + 1 :]), i + 1):
        if piece.grid is not None or piece.named("ruling", "section", "subject") is not None:
            break
        if piece.marker is not None and piece.marker.style == "case":
            break
        if piece.marker is not None or piece.colon or not 2 <= len(piece.head.key) <= _LONGEST or not _says(later):
            continue
        if _is_party(piece):
            found.append((j, False))
            continue
        reading = read_speaker(piece.head.key) if not piece.labels else None
        if reading is not None and (reading.name is None or reading.title is not None):
            found.append((j, reading.name is not None))
    return found


def _says(piece: Piece) -> bool:
    """Whether a piece is words of somebody: a numbered point, or a line that ends as a sentence does."""
    if piece.grid is not None or piece.labels or piece.colon:
        return False
    return piece.marker is not None or piece.whole.key.rstrip().endswith(_STOPS)
