"""Who stands alone on a line over an opinion, without a colon: members and units in reviews of plans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..values.names import read_speaker
from ..values.speaker import word_list
from .pieces import Piece

__all__ = ["members_alone"]

_LONGEST = 14
_FEWEST = 2
_ENDS = tuple("。;?!")


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
            head = made[at].head
            if "".join(head.key.split()) in word_list("parties"):
                parties.add("".join(head.key.split()))
            made[at] = made[at]._replace(labels=(), body=head.cut(len(head.key)), colon=True)
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
        if "".join(piece.head.key.split()) in word_list("parties"):
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
    return piece.marker is not None or piece.whole.key.rstrip().endswith(_ENDS)
