"""Rules of what somebody says in an item: contributions, and what looks like one and is none."""

from __future__ import annotations

import re
from itertools import pairwise

from ..values.names import SpeakerReading, read_mention, read_speaker
from .earlier import announces_units, told_after_colon
from .matters import explains
from .opinion_tables import holds_opinions
from .pieces import Piece
from .signed import SIGNED
from .stack import FIELD, ITEM, SECTION, SPEECH, Open, Walk, style_of
from .tracking import announced
from .unit_headings import UNIT
from .unnumbered import over_units, reports_in_turn
from .voices import DEBATE, said_by, speaker_of

__all__ = ["resumed", "voice"]


def voice(walk: Walk, i: int, piece: Piece) -> bool:
    """A speaker's contribution."""
    reading = (
        speaker_of(piece, walk.known, in_ruling=walk.inside("ruling") is not None)
        or _heads_words(walk, piece)
        or _addresses(walk, piece)
    )
    if reading is None:
        return False
    if not piece.body and (_opinions_below(walk, i) or (reading == SpeakerReading() and _named_below(walk, i))):
        walk.pop_above(walk.container)
        walk.add("field", piece, DEBATE, FIELD)
        return True
    if _names_or_units(walk, piece, reading):
        return False
    if reports_in_turn(walk, piece, reading):
        over = over_units(walk)
        assert over is not None
        walk.pop_above(over)
        walk.add("point", piece, UNIT, max(ITEM, over.rank + 1))
        return True
    if _told_or_moved(walk, i, piece, reading) or not _make_room(walk, piece, reading):
        return False
    walk.add("speech", piece, None, max(SPEECH, walk.top.rank + 1))
    walk.top.speaker = reading
    if piece.label is SIGNED:
        walk.stack.pop()  # what stands below is somebody else's
    return True


def _names_or_units(walk: Walk, piece: Piece, reading: SpeakerReading) -> bool:
    """Whether a piece is a list of names, a unit of reports, or a task with who sees to it."""
    if _unit_of_reports(walk, piece, reading) or (piece.label is not SIGNED and _only_names(piece)):
        return True
    if reading.name is None and piece.marker is None and _lists_names(walk):
        return True
    # • 研究備援方案 [name=小明] under 待追蹤項目
    bullet = piece.marker is not None and piece.marker.style == "bullet"
    return bullet and piece.label is SIGNED and announced(walk)


def _told_or_moved(walk: Walk, i: int, piece: Piece, reading: SpeakerReading) -> bool:
    """Whether a numbered piece says how an earlier decision stands (增設哺集乳室：施工中 under 上次會議決議辦理情形), or is a
    motion with a decision of its own (一、王代表大明提案：…)."""
    if piece.marker is None:
        return False
    if reading.name is None and announced(walk) and told_after_colon(piece.whole.key[piece.marker.length :]):
        return True
    return walk.item is None and _in_motions(walk) and walk.heads_item(i)


def _make_room(walk: Walk, piece: Piece, reading: SpeakerReading) -> bool:
    """Close what a contribution does not stand under; False if it goes on from a list of matters or of points, or
    stands inside another contribution."""
    before, sibling = walk.inside("speech"), walk.sibling(piece)
    debate = next((n for n in reversed(walk.stack) if n.kind == "field" and n.label and n.label.name == "debate"), None)
    if sibling is None and _next_voice(debate or walk.container, piece):
        sibling = before
    matter = sibling is not None and _is_matter(walk, sibling)  # 2. 監造：… in a list of matters
    point = sibling is not None and reading.name is None and explains(walk, sibling)  # 2、總務組：… under 說明
    if debate is None and (matter or point):
        return False
    numbered_inside = before is not None and style_of(piece) is not None and sibling is not before
    if numbered_inside and (sibling is None or sibling.rank >= SPEECH):
        return False
    if sibling is not None and sibling is before:
        walk.pop_above(before)
        walk.stack.pop()
    elif debate is not None:
        walk.pop_above(debate)
    elif sibling is not None and sibling.rank >= FIELD:
        walk.pop_above(sibling)
        walk.stack.pop()
    else:
        walk.pop_above((_point_of_item(walk) if piece.marker is None else None) or walk.container)
    return True


def resumed(walk: Walk, i: int, piece: Piece) -> bool:
    """2.… after the reply to 1.…: the next point of who spoke before the reply."""
    reply, style = walk.inside("speech"), style_of(piece)
    if reply is None or style is None or any(c.style == style for c in reply.children):
        return False
    at = walk.stack.index(reply)
    speeches = [c for c in walk.stack[at - 1].children if c.kind == "speech"]
    if len(speeches) < 2 or speeches[-1] is not reply:
        return False
    before = speeches[-2]
    points = [before] if before.resumes is not None else before.children
    last = next((c.ordinal for c in reversed(points) if c.style == style), None)
    if last is None or piece.marker is None or piece.marker.ordinal != last + 1:
        return False
    walk.beside(reply, "speech", piece, None, SPEECH)
    walk.top.speaker, walk.top.resumes = before.speaker, before.resumes or before.piece
    return True


def _lists_names(walk: Walk) -> bool:
    """文學院：第一名… under （三）得獎名單如下：: rows of the list, said by nobody."""
    here = walk.top.piece
    return here is not None and here.grid is None and here.whole.key.rstrip().endswith("名單如下:")


def _in_motions(walk: Walk) -> bool:
    here = walk.inside("section")
    return here is not None and here.label is not None and here.label.kind == "motion"


def _opinions_below(walk: Walk, i: int) -> bool:
    """Whether 所有權人陳述意見： stands over a table of opinions."""
    after = next(iter(walk.pieces[i + 1 : i + 2]), None)
    return after is not None and after.grid is not None and holds_opinions(after.grid)


def _named_below(walk: Walk, i: int) -> bool:
    """Whether 回應： stands over replies that say whose they are: 1. 某某局：…"""
    after = next(iter(walk.pieces[i + 1 : i + 2]), None)
    if after is None or after.grid is not None or after.marker is None:
        return False
    found = speaker_of(after, walk.known)
    return found is not None and found != SpeakerReading()


def _point_of_item(walk: Walk) -> Open | None:
    """The open point right under the open item: a reply stands under the request that it answers."""
    item = walk.item
    if item is None:
        return None
    return next((n for above, n in pairwise(walk.stack) if above is item and n.kind == "point"), None)


def _is_matter(walk: Walk, node: Open) -> bool:
    """Whether an open node is an item of a numbered list whose text says no label: 1. 三樓混凝土7/5澆置。"""
    plain = node.piece is not None and not node.piece.colon
    return plain and node.kind == "point" and node.rank == ITEM and node is walk.item


def _heads_words(walk: Walk, piece: Piece) -> SpeakerReading | None:
    """（一）周委員○如 alone on a numbered line where contributions stand: who speaks in the points below."""
    here = next((n for n in reversed(walk.stack) if n.kind == "field" or n.rank == SECTION), None)
    if here is None or here.piece is None or not any(x.name == "debate" for x in here.piece.labels):
        return None
    if piece.marker is None or piece.colon or piece.body:
        return None
    known = "".join(piece.head.key.split()) in walk.known
    return said_by(piece) or (read_speaker(piece.head.key, known=True) if known else None)


def _addresses(walk: Walk, piece: Piece) -> SpeakerReading | None:
    """主席致詞：… under a heading of the agenda (壹、頒獎): words said there, no matter of their own."""
    label = piece.named("section")
    if label is None or label.kind != "address" or piece.marker is not None or not piece.colon:
        return None
    if walk.inside("section") is None or walk.inside("ruling", "speech") is not None:
        return None
    return read_speaker(re.sub(r"致[詞辭]$", "", piece.head.key.strip()))


def _next_voice(parent: Open, piece: Piece) -> bool:
    """Whether the number goes on from the last numbered speech, though a reply without number stands between."""
    last = next((c for c in reversed(parent.children) if c.kind == "speech" and c.style == style_of(piece)), None)
    return (
        last is not None
        and piece.marker is not None
        and last.ordinal is not None
        and last.ordinal + 1 == piece.marker.ordinal
    )


def _unit_of_reports(walk: Walk, piece: Piece, reading: SpeakerReading) -> bool:
    """A numbered unit under 各單位報告 or 業務報告 is an item, not a speaker."""
    here = walk.item if walk.item is not None and walk.item.label is not None else walk.inside("section")
    if here is None or here.piece is None or here.label is None or here.label.kind != "report" or piece.marker is None:
        return False
    return announces_units(here.piece.head.key) or (reading.name is None and walk.item in (None, walk.sibling(piece)))


def _only_names(piece: Piece) -> bool:
    """A list of people after a label is no contribution: 候補理事：陳○立、林○生."""
    body = piece.body.key.strip().rstrip("。")
    if not body or len(body) > 400 or any(c in body for c in "。?!;"):
        return False
    names = [part.strip() for part in re.split(r"[、,，]|\s{1,4}", body) if part.strip()]
    if len(names) == 1 and piece.body.key.rstrip().endswith("。"):
        return False
    return all(len(name) <= 14 and _is_person(name) for name in names)


def _is_person(name: str) -> bool:
    found = read_mention(name)
    return found is not None and found.is_person
