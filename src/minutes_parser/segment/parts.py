"""Rules of what stands in an item: decisions, fields, speeches, plain text."""

from __future__ import annotations

import re
from itertools import pairwise

from ..values.names import SpeakerReading, read_mention, read_speaker
from .earlier import announces_units, told_after_colon
from .matters import DECIDED, UNIT, decides_each, explains, signs_rider
from .opinion_tables import holds_opinions
from .pieces import Piece
from .signed import SIGNED
from .stack import FIELD, ITEM, POINT, SECTION, SPEECH, Open, Walk, style_of
from .tracking import announced, of_all_entries, open_entry, told_unit, tracked_unit
from .unnumbered import heads_clause, next_matter, over_units, reports_in_turn
from .voices import DEBATE, said_by, speaker_of
from .zones import confirms

__all__ = ["decision", "field", "plain", "resumed", "voice"]


def decision(walk: Walk, i: int, piece: Piece) -> bool:
    """決議, 主席裁示 and the like."""
    label = piece.named("ruling")
    if label is None:
        return False
    if walk.fits_section(piece) and not piece.body and decides_each(walk.pieces, i):
        walk.pop_to(SECTION)
        walk.add("section", piece, DECIDED, SECTION)
        return True
    if piece.marker is not None and piece.marker.style != "case":
        waiting = walk.sibling(piece)
        if walk.fits_section(piece) and walk.expected(piece) and _is_section(walk, waiting):
            walk.pop_to(SECTION)
            walk.add("ruling", piece, label, SECTION)
            return True
        sibling = walk.sibling(piece)
        if sibling is not None and (sibling.rank >= FIELD or sibling in walk.root.children):
            walk.beside(sibling, "ruling", piece, label, FIELD)
            return True
    if _boxed(piece) and (here := walk.inside("section")) is not None and here.piece and _boxed(here.piece):
        walk.pop_to(SECTION)  # 【主席結論】 after 【臨時動議】
        walk.add("ruling", piece, label, SECTION)
        return True
    if (told := told_unit(walk)) is not None:
        walk.pop_above(told)
        walk.stack.pop()
    else:
        walk.pop_above(walk.container)
        if of_all_entries(walk):
            walk.stack.pop()
    walk.add("ruling", piece, label, FIELD)
    return True


def _boxed(piece: Piece) -> bool:
    return piece.marker is None and piece.whole.key.startswith(("【", "〖"))


def _is_section(walk: Walk, node: Open | None) -> bool:
    """Whether a node is a section, or has the number of one: 柒、開發單位答覆 before 捌、結論."""
    return node is None or node.rank == SECTION or (node.style is not None and node.style == walk.section_style)


def field(walk: Walk, i: int, piece: Piece) -> bool:
    """說明, 辦法, 提案單位, 委員發言摘要 …; 辦理情形 of a tracking entry."""
    label = piece.named("field", "follow", "told")
    if label is None or not (piece.colon or (not piece.body.key and len(piece.head.key) <= 14)):
        return False
    if label.name == "debate" and speaker_of(piece, walk.known) is not None:
        return False
    if label.name == "description" and walk.inside("speech") is not None and speaker_of(piece, walk.known) is not None:
        return False  # 業務單位說明：… after what members asked
    if label.name in ("proposer", "seconder") and signs_rider(walk):
        plain(walk, i, piece)
        return True
    entry = open_entry(walk)
    if entry is not None and any(x.group == "follow" for x in piece.labels):
        walk.pop_above(entry)
        walk.add("field", piece, piece.named("follow") or label, POINT + 1)
        return True
    told = piece.named("follow", "told")
    if told is not None and piece.marker is None and (unit := tracked_unit(walk)) is not None:
        walk.pop_above(unit)
        walk.add("field", piece, told, POINT + 1)
        return True
    if label.group == "told":
        return False
    if not _is_field(walk, piece, label.name, label.group):
        return False
    if walk.top.kind == "point" and not piece.marker and (label.name == "seconder" or _under_heading(walk)):
        plain(walk, i, piece)
        return True
    sibling = walk.sibling(piece)
    if sibling is not None and sibling.rank >= FIELD:
        walk.beside(sibling, "field", piece, label, FIELD)
    else:
        walk.pop_above(walk.container)
        walk.add("field", piece, label, FIELD)
    return True


def _under_heading(walk: Walk) -> bool:
    """Inside a point that is a short heading under another point: its 時間, 內容 … are lines of it."""
    here, above = walk.stack[-1], walk.stack[-2]
    if above.kind != "point" or here.piece is None:
        return False
    key = here.piece.whole.key.rstrip()
    return len(key) <= 26 and not key.endswith(("。", ";", ":"))


def _is_field(walk: Walk, piece: Piece, name: str, group: str) -> bool:
    """Inside a decision or a speech most labels are words of it."""
    ruling = walk.inside("ruling")
    if name in ("proposer", "seconder") and ruling is not None and _left_empty(ruling, piece):
        return True
    if ruling and name not in ("description", "debate", "proposer") and group != "follow":
        return False
    if piece.marker is None:
        return True
    if piece.marker.style == "bullet" and walk.inside("ruling", "speech"):
        return False
    sibling = walk.sibling(piece)
    if name == "debate" and sibling is not None and sibling.rank == SECTION:
        return False  # 六、各單位意見 after 五、主辦單位說明 and its points
    if name == "debate" and walk.top.kind == "document" and walk.fits_section(piece):
        return False  # 五、審查意見 after 四、出席人員
    if walk.item is None and walk.inside("ruling", "speech", "section"):
        return False
    if sibling is not None and sibling is walk.item and sibling.piece and sibling.piece.named("field") is not None:
        return False  # 二、提案人：… after 一、提案人：…
    return not (ruling and walk.sibling(piece) is None)


def _left_empty(ruling: Open, piece: Piece) -> bool:
    """Whether nothing is written after • 決議： when • 提案人： follows, in a form filled in later."""
    if ruling.piece is None or ruling.piece.body or ruling.children:
        return False
    return (ruling.piece.marker is None) == (piece.marker is None) and ruling.style is None and style_of(piece) is None


def _lists_names(walk: Walk) -> bool:
    """文學院：第一名… under （三）得獎名單如下：: rows of the list, said by nobody."""
    here = walk.top.piece
    return here is not None and here.grid is None and here.whole.key.rstrip().endswith("名單如下:")


def voice(walk: Walk, i: int, piece: Piece) -> bool:
    """A speaker's contribution."""
    reading = (
        speaker_of(piece, walk.known, in_ruling=walk.inside("ruling") is not None)
        or _heads_words(walk, piece)
        or _addresses(walk, piece)
    )
    if (
        reading is not None
        and not piece.body
        and (_opinions_below(walk, i) or (reading == SpeakerReading() and _named_below(walk, i)))
    ):
        walk.pop_above(walk.container)
        walk.add("field", piece, DEBATE, FIELD)
        return True
    if reading is None or _unit_of_reports(walk, piece, reading) or (piece.label is not SIGNED and _only_names(piece)):
        return False
    if reading.name is None and piece.marker is None and _lists_names(walk):
        return False
    if piece.marker is not None and piece.marker.style == "bullet" and piece.label is SIGNED and announced(walk):
        return False  # • 研究備援方案 [name=小明] under 待追蹤項目: who sees to it
    if reports_in_turn(walk, piece, reading):
        over = over_units(walk)
        assert over is not None
        walk.pop_above(over)
        walk.add("point", piece, UNIT, max(ITEM, over.rank + 1))
        return True
    if (
        reading.name is None
        and piece.marker
        and announced(walk)
        and told_after_colon(piece.whole.key[piece.marker.length :])
    ):
        return False  # 增設哺集乳室：施工中 under 上次會議決議辦理情形
    before, sibling = walk.inside("speech"), walk.sibling(piece)
    if walk.item is None and piece.marker is not None and _in_motions(walk) and walk.heads_item(i):
        return False  # 一、王代表大明提案：… with a 決議 of its own
    debate = next((n for n in reversed(walk.stack) if n.kind == "field" and n.label and n.label.name == "debate"), None)
    if sibling is None and _next_voice(debate or walk.container, piece):
        sibling = before
    if debate is None and sibling is not None and _is_matter(walk, sibling):
        return False  # 2. 監造：… in a list of matters
    if debate is None and reading.name is None and sibling is not None and explains(walk, sibling):
        return False  # 2、總務組：… after 1、諮詢顧問：… under 說明
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
    walk.add("speech", piece, None, max(SPEECH, walk.top.rank + 1))
    walk.top.speaker = reading
    if piece.label is SIGNED:
        walk.stack.pop()  # what stands below is somebody else's
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


_CODE_ALONE = re.compile(r"[\u4e00-\u9fff]{0,6}字第\d{1,6}號案?")
"""總字第102號案 alone on a line after a decision: the next case's form begins."""


def plain(walk: Walk, i: int, piece: Piece) -> bool:
    """Whatever is left: text of what is open; after a decision the next matter without a number of a committee."""
    if walk.inside("speech") is not None and heads_clause(piece):
        walk.pop_above(walk.container)
    if piece.grid is None and walk.inside("ruling", "speech") is not None and next_matter(walk, i, piece):
        walk.pop_to(ITEM)
        walk.add("item", piece, None, ITEM)
        return True
    if (
        piece.grid is None
        and walk.inside("ruling") is not None
        and _CODE_ALONE.fullmatch("".join(piece.whole.key.split()))
    ):
        walk.pop_to(ITEM)
    within = walk.inside("item", "point", "ruling", "speech", "field")
    if piece.grid is None and within is None and confirms(walk.pieces, i):
        walk.pop_to(ITEM)
        walk.add("item", piece, None, ITEM)
        return True
    walk.add("text", piece, None, POINT)
    return True
