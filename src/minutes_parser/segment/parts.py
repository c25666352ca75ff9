"""Rules of what stands in an item: decisions, fields, plain text."""

from __future__ import annotations

import re

from .matters import DECIDED, decides_each, signs_rider
from .pieces import Piece
from .stack import FIELD, ITEM, POINT, SECTION, Open, Walk, style_of
from .tracking import of_all_entries, open_entry, told_unit, tracked_unit
from .unnumbered import bill_alone, heads_clause, next_matter
from .voices import speaker_of
from .zones import confirms

__all__ = ["decision", "field", "plain"]


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
    if ruling and piece.marker is None and piece.colon and _lists_speakers(piece):
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


def _lists_speakers(piece: Piece) -> bool:
    """發言議員：王大明　李小華 below a decision, in minutes of councils: no words of it."""
    return "".join(piece.head.key.split()) in ("發言議員", "發言委員", "登記發言", "登紀發言", "發言順序")


def _left_empty(ruling: Open, piece: Piece) -> bool:
    """Whether nothing is written after • 決議： when • 提案人： follows, in a form filled in later."""
    if ruling.piece is None or ruling.piece.body or ruling.children:
        return False
    return (ruling.piece.marker is None) == (piece.marker is None) and ruling.style is None and style_of(piece) is None


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
    if bill_alone(walk, i, piece) or (piece.grid is None and within is None and confirms(walk.pieces, i)):
        walk.pop_to(ITEM)
        walk.add("item", piece, None, ITEM)
        return True
    walk.add("text", piece, None, POINT)
    return True
