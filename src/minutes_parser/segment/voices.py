"""Whether a piece is somebody's contribution: 「趙委員靜芬：…」, 「社會局回應：…」, 「1.吳委員○諭：…」."""

from __future__ import annotations

from ..values.names import SpeakerReading, read_speaker
from .pieces import Piece

__all__ = ["speaker_of"]

_LONGEST = 40


def speaker_of(piece: Piece, *, in_ruling: bool = False, in_speech: bool = False) -> SpeakerReading | None:
    """Who speaks, read from the piece's head; None if it is not a speaker.

    Inside a decision a numbered unit is a point of it (一、民政處：…), and only somebody with a name, or a
    unit that replies, ends it.
    """
    if not piece.colon or (piece.label is not None and piece.label.group not in ("people", "field", "section")):
        return None
    head = piece.head.key
    if not 1 <= len(head.strip()) <= _LONGEST or (
        piece.label is not None and piece.label.name == "debate" and not _named(head)
    ):
        return None
    found = read_speaker(head)
    if found is None or not in_ruling:
        return found
    if piece.marker is not None:
        return None
    return found if found.name is not None or head.rstrip().endswith(("回應", "答覆", "回覆", "說明", "發言")) else None


def _named(head: str) -> bool:
    found = read_speaker(head)
    return found is not None and found.name is not None
