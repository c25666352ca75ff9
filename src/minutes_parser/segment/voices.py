"""Whether a piece is somebody's contribution: 「趙委員靜芬：…」, 「社會局回應：…」, 「1.吳委員○諭：…」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..lexicon.labels import Label, all_labels
from ..values.names import SpeakerReading, read_speaker
from ..values.people_words import ends_as_unit
from .opinion_tables import holds_opinions
from .pieces import Piece
from .regulars import bare_head, is_numbered, speaker_by_form, without_note
from .signed import SIGNED

__all__ = [
    "DEBATE",
    "SAID",
    "heads_voices",
    "opinion_headings",
    "said_by",
    "speaker_of",
]

_LONGEST = 40
_OPINIONS = ("審查意見", "審查委員意見", "委員審查意見", "初審意見")
DEBATE = Label("debate", "field", "", "debate")
"""The label of a heading of contributions that no word shows to be one."""
SAID = re.compile(r"(?:回應|答覆|回覆|答復|回復|說明|發言|補充|意見|建議|詢問|提問)\s*$")
"""How the head of a contribution ends that is more than a heading: 教務處回應."""
_SUMMED_UP = re.compile(r"發言(?:摘要|要點|重點|紀要)\s*$")
"""What one of them said is summed up below: 主席補充發言摘要, 交通局發言摘要; of 委員發言摘要 nobody is the speaker."""
_REPLIES = ("回應", "答覆", "回覆", "說明", "發言", "補充")

_REPLY_ALONE = ("回覆", "回應", "答覆", "答復", "回復")
"""A reply under somebody's opinion that does not say whose it is: a contribution of nobody named."""


def said_by(piece: Piece) -> SpeakerReading | None:
    """Who a short heading names, whose words stand below: a person, an office or a unit (（三）養護科)."""
    key = piece.head.key.strip()
    if not 2 <= len(key) <= 30 or any(c in key for c in "。,;:"):
        return None
    unit = SpeakerReading(organization="".join(key.split()), organization_at=((0, len(piece.head.key)),))
    return read_speaker(piece.head.key) or (unit if ends_as_unit(key) and len(key) > 2 else None)


def heads_voices(pieces: Sequence[Piece], i: int, known: frozenset[str]) -> bool:
    """Whether a piece is a heading by its style, no speaker itself, and the next piece is somebody's contribution."""
    piece = pieces[i]
    styled, numbered = piece.whole.line.style.heading is not None, is_numbered(piece)
    cased = piece.marker is not None and piece.marker.style == "case"
    if not (styled or numbered) or cased or piece.labels or piece.body or i + 1 >= len(pieces):
        return False
    key = piece.whole.key[piece.marker.length if piece.marker else 0 :].strip()
    if not 2 <= len(key) <= (40 if styled else 14) or key.startswith("(") or (numbered and key[-1] in "。;,:?!"):
        return False
    if speaker_of(piece, known) is not None or (not styled and said_by(piece) is not None):
        return False
    return pieces[i + 1].grid is None and speaker_of(pieces[i + 1], known) is not None


def _all_the_agenda(piece: Piece, later: Piece, before: Sequence[Piece]) -> bool:
    """四、內容： behind the head, over a numbered list, where nothing of the agenda has been said yet."""
    if (
        piece.label is None
        or piece.body
        or bare_head(piece) != "內容"
        or later.marker is None
        or later.marker.ordinal != 1
    ):
        return False
    return not any(p.named("section", "ruling") is not None for p in before)


def opinion_headings(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with 審查意見： over those who give them ((一)王委員大明 …, a table) a heading of contributions: with
    words of its own it is a decision."""
    made = list(pieces)
    for i, (piece, later) in enumerate(pairwise(pieces)):
        if _all_the_agenda(piece, later, pieces[:i]):
            made[i] = piece._replace(labels=all_labels("會議內容"))
        heads = piece.named("ruling") and not piece.body and "".join(piece.head.key.split()) in _OPINIONS
        if not heads:
            continue
        begins = later.marker is not None or later.colon
        if holds_opinions(later.grid) if later.grid is not None else begins and said_by(later) is not None:
            made[i] = piece._replace(labels=(DEBATE,))
    return tuple(made)


def speaker_of(piece: Piece, known: frozenset[str] = frozenset(), *, in_ruling: bool = False) -> SpeakerReading | None:
    """Who speaks, read from the piece's head; None if it is not a speaker.

    `known` holds the regular speakers of the document. Inside a decision a numbered unit is a point of it
    (一、民政處：…), and only somebody with a name, or a unit that replies, ends it.
    """
    label = piece.label
    if label is SIGNED:
        return None if in_ruling else SpeakerReading(piece.head.value)
    if not piece.colon or (label is not None and label.group not in ("people", "field", "section")):
        return None
    head = piece.head.key
    if label is not None and label.kind in ("discussion", "motion", "election") and not piece.body:
        return None  # （一）鎮公所提案： over its cases
    if label is not None and label.kind == "address":
        head = re.sub(r"致[詞辭]$", "", head.strip())
        named = read_speaker(head)
        bullet = piece.marker is not None and piece.marker.style == "bullet"
        return named if named is not None and (bullet or (named.name is not None and piece.body)) else None
    if not 1 <= len(head.strip()) <= _LONGEST:
        return None
    if label is not None and label.name == "debate" and not (_named(head) or _SUMMED_UP.search(head)):
        return None
    if label is not None and label.name in ("member", "observer", "absent", "recorder"):
        return None
    found = read_speaker(head)
    if found is None and bare_head(piece) in _REPLY_ALONE:
        return SpeakerReading()
    if found is None and not known.isdisjoint((bare_head(piece), without_note(bare_head(piece)))):
        found = read_speaker(head, known=True) or speaker_by_form(without_note(bare_head(piece)), piece)
    if found is None or not in_ruling:
        return found
    if piece.marker is not None:
        return None
    known_voice = not known.isdisjoint((bare_head(piece), without_note(bare_head(piece)))) or bare_head(piece) == "主席"
    return found if found.name is not None or known_voice or head.rstrip().endswith(_REPLIES) else None


def _named(head: str) -> bool:
    found = read_speaker(head)
    return found is not None and found.name is not None
