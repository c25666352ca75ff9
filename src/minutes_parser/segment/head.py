"""Rules of the head: the title, 時間, 地點, 主席, 紀錄, and the lists of people."""

from __future__ import annotations

import re

from ..lexicon.labels import Label
from ..values.people_words import ends_as_unit
from .outline import Kind
from .pieces import Piece
from .sections import agenda
from .stack import FIELD, LADDER, POINT, SECTION, Open, Walk, style_of
from .voices import heads_voices
from .zones import is_title, says_something, starts_body

__all__ = ["MATTER", "another_head", "in_head", "late_people"]


def in_head(walk: Walk, i: int, piece: Piece) -> bool:
    """Place a piece of the head; False if the body begins here."""
    label = piece.named("meta", "people") or _presiding(walk, i, piece)
    if _of_title(walk, i, piece):
        walk.add("title", piece, None, POINT)
        return True
    if label and label.name in ("chair", "secretary") and says_something(piece):
        return False
    if agenda(walk, i, piece):
        return True
    if label and _of_list(walk, i, piece, label):
        walk.add("text", piece, None, POINT)
        return True
    if label and not (piece.label and piece.label.group == "section" and not piece.colon):
        _labelled(walk, piece, label)
        return True
    if _names_matter(walk, i, piece):
        walk.pop_to(SECTION)
        walk.zone, walk.section_style = "head", style_of(piece) or walk.section_style
        walk.add("meta", piece, MATTER, SECTION)
        return True
    if walk.zone == "head" and not walk.fits_section(piece) and heads_voices(walk.pieces, i, walk.known):
        return False
    if _ends_above(walk, i, piece):
        return True
    if starts_body(walk.pieces, i, walk.zone) and not _between_fields(walk, i, piece):
        return False
    if walk.zone == "title":
        walk.add("title", piece, None, POINT)
        return True
    if _between_fields(walk, i, piece):
        walk.pop_to(SECTION)
        walk.add("meta", piece, MATTER, SECTION)
        return True
    if piece.marker and (walk.inside("people") is None or _is_business(walk, piece)):
        return False
    walk.add("text", piece, None, POINT)
    return True


def _of_title(walk: Walk, i: int, piece: Piece) -> bool:
    """The title of the head proper, below what looked like one; a line of a covering letter before it."""
    if walk.zone == "head" and is_title(piece) and another_head(walk, i):
        _restart(walk)
        return True
    return _in_letter(walk, i)


def _of_list(walk: Walk, i: int, piece: Piece, label: Label) -> bool:
    """Whether what looks like a label is an office on a line of a list of people."""
    return (label.name == "chair" and _row_of_list(walk, piece)) or _office_in_list(walk, i, piece, label)


def _row_of_list(walk: Walk, piece: Piece) -> bool:
    """主　席　王大明 under 三、出席代表：, whose lines name office and person: not the label of a numbered head; 召集人　王大明
    right under 出席者：, where 主持人： has named the chair."""
    people = walk.inside("people")
    if people is None or people.piece is None or people.label is None or piece.colon or piece.marker is not None:
        return False
    if people.label.name != "member" or people.piece.body:
        return False
    named = any(node.label is not None and node.label.name == "chair" for node in walk.root.children)
    return people.piece.marker is not None or (named and not people.children)


def _office_in_list(walk: Walk, i: int, piece: Piece, label: Label) -> bool:
    """｜總幹事：王大明 behind another office on a line of 出席人員：, whose lines name office and person; or such a line below another."""
    people = walk.inside("people")
    if label.name != "secretary" or people is None or people.label is None or people.piece is None:
        return False
    if people.label.name not in ("member", "observer"):
        return False
    if piece.whole.a:
        return bool(people.children)
    if not people.children and not people.piece.body:  # the first line below 出席人員：
        below = walk.pieces[i + 1 : i + 2]
        lines = [piece.whole.key.strip(), *(p.whole.key.strip() for p in below if p.grid is None)]
        return not piece.colon and len(lines) == 2 and all(_POST_AND_NAME.match(key) for key in lines)
    above = people.children[-1].piece if people.children else people.piece
    if above is None or above.grid is not None or piece.marker is not None:
        return False
    line = above.whole.key if people.children else people.piece.body.key
    if not piece.colon and not piece.body and ends_as_unit("".join(line.split())):
        return True  # 人力司 / 專門委員 / 王大明, a cell a line
    return all(_POST_AND_NAME.fullmatch(key) for key in (line.strip(), piece.whole.key.strip()))


_POST_AND_NAME = re.compile(r"[\u4e00-\u9fff](?:[ \t]?[\u4e00-\u9fff]){1,9}[ \t]{1,16}[\u4e00-\u9fff]{2,4}")
"""常務監事　王大明 over 總幹事　李小華: lines of a list, an office and a person each."""


_CHAIR = Label("chair", "people")
_PRESIDING = ("主任委員", "主委", "理事長", "董事長", "會長", "總召集人", "指揮官")


def _presiding(walk: Walk, i: int, piece: Piece) -> Label | None:
    """The label that 主任委員：王大明 is over the list of people, in a head without 主席."""
    if walk.zone != "head" or not piece.colon or not piece.body or walk.inside("people") is not None:
        return None
    if "".join(piece.head.key.split()) not in _PRESIDING or says_something(piece):
        return None
    near = walk.pieces[max(0, i - 8) : i + 16]
    return None if any(p.label is not None and p.label.name == "chair" for p in near) else _CHAIR


_LETTER = ("受文者", "發文日期", "發文字號")
_NEXT = 5
_AGENDA = 40


def _between_fields(walk: Walk, i: int, piece: Piece) -> bool:
    """三、法令依據： of no known word, where 四、出席人員： goes on with the numbers of the head; - 線上：Jitsi over - 主持：."""
    if _bulleted_field(walk, i, piece):
        return True
    if piece.label is not None or not piece.colon or not piece.body or not walk.fits_section(piece):
        return False
    if walk.zone != "head" or piece.marker is None:
        return False
    number = piece.marker.ordinal or 0
    for later in walk.pieces[i + 1 : i + _NEXT]:
        if later.marker is not None and walk.fits_section(later):
            number += 1
            if later.marker.ordinal != number or not later.colon:
                return False
            if later.label is not None or not later.body:  # another of no known word may stand between
                return later.named("meta", "people") is not None
    return False


def _bulleted_field(walk: Walk, i: int, piece: Piece) -> bool:
    if walk.zone != "head" or piece.label is not None or not piece.colon or not piece.body:
        return False
    own = piece.marker
    return (
        own is not None
        and own.style == "bullet"
        and any(
            later.marker is not None
            and later.marker.surface == own.surface
            and later.colon
            and later.named("meta", "people")
            for later in walk.pieces[i + 1 : i + 3]
        )
    )


MATTER = Label("head_other", "meta")


def _ends_above(walk: Walk, i: int, piece: Piece) -> bool:
    """結束時間：21:30 in the head, with the agenda still to come: the hour is the meeting's, the minutes go on."""
    if piece.label is None or piece.label.kind != "close" or not piece.colon or walk.zone != "head":
        return False
    if "時間" not in piece.head.key or not piece.body or walk.root.children[-1].kind not in ("meta", "people"):
        return False
    later = walk.pieces[i + 1 : i + 1 + _AGENDA]
    if not any((p.label and p.label.group in ("section", "subject")) or _as_heading(p) for p in later):
        return False
    walk.pop_to(SECTION)
    walk.add("meta", piece, piece.label, SECTION)
    return True


def _as_heading(piece: Piece) -> bool:
    return piece.grid is None and piece.whole.line.style.heading is not None


def _names_matter(walk: Walk, i: int, piece: Piece) -> bool:
    """案由： over 時間： and 地點：: what the whole meeting is about; the agenda begins later."""
    if piece.named("subject") is None or not piece.colon or (piece.marker and piece.marker.style == "case"):
        return False
    near = [p.label.name for p in walk.pieces[i + 1 : i + 5] if p.label]
    return "time" in near and bool({"place", "chair", "member"} & set(near))


def _in_letter(walk: Walk, i: int) -> bool:
    """Inside a covering letter (函), if a title with a head of its own still follows."""
    if walk.zone != "title" or not _is_letter(walk, i):
        return False
    return any(is_title(p) and another_head(walk, j) for j, p in enumerate(walk.pieces[i:], i) if p.grid is None)


def _is_letter(walk: Walk, i: int) -> bool:
    """Whether 受文者 or 發文字號 stands among the first pieces, up to here or soon after."""
    return any("".join(p.head.key.split()) in _LETTER for p in walk.pieces[: min(i + 12, 30)] if p.colon)


def another_head(walk: Walk, i: int) -> bool:
    """Whether 時間 and 地點, 主席 or 出席 follow."""
    near = [p.label.name for p in walk.pieces[i + 1 : i + 12] if p.label]
    return "time" in near and bool({"chair", "member", "place"} & set(near))


def _restart(walk: Walk) -> None:
    """What looked like a head was a covering letter or a page's summary: the title comes only now."""
    flat: list[Open] = []
    _flatten(walk.root, flat)
    walk.root.children = [Open("title", node.piece, None, POINT) for node in flat]
    walk.pop_to(SECTION)
    walk.zone, walk.section_style = "title", None


def _flatten(node: Open, into: list[Open]) -> None:
    for child in node.children:
        into.append(child)
        _flatten(child, into)


def _is_business(walk: Walk, piece: Piece) -> bool:
    """Whether a numbered line under a list of people is a matter of the agenda, not a person."""
    key = piece.whole.key.strip()
    style = style_of(piece)
    if style == "fin" or (style is not None and style == walk.section_style):
        return True
    return "。" in key[:-1] or (key.endswith("。") and len(key) > 16)


def _labelled(walk: Walk, piece: Piece, label: Label) -> None:
    """A label of the head; a numbered list of people inside another one (肆、出席人員: 一、出席委員), or their
    number there (1、應出席人數), stands under it."""
    if label.name == "title" and walk.zone == "title":  # over the head proper: title: "…" of a page
        walk.pop_to(SECTION)
        walk.add("meta", piece, label, SECTION)
        walk.stack.pop()
        return
    walk.zone = "head"
    style = style_of(piece)
    nested = (
        style is not None
        and walk.section_style is not None
        and style != walk.section_style
        and LADDER.get(style, 9) >= LADDER.get(walk.section_style, 0)
        and (label.group == "people" or label.name == "head_other")
        and walk.inside("people") is not None
    )
    walk.pop_to(FIELD if nested else SECTION)
    if style and not nested:
        walk.section_style = style
    kind: Kind = "people" if label.group == "people" else "meta"
    walk.add(kind, piece, label, FIELD if nested else SECTION)


def late_people(walk: Walk, i: int, piece: Piece) -> bool:
    """紀錄 and lists of people that stand after the agenda has begun, before any item."""
    dated = piece.named("meta")
    if (
        dated is not None
        and dated.name == "time"
        and piece.colon
        and re.search(r"第.{1,4}次.{0,8}(?:時間|日期)", piece.head.key)
    ):
        walk.pop_to(SECTION)
        walk.add("meta", piece, dated, SECTION)
        return True
    label = piece.named("people")
    if not label or piece.label is not label or not piece.colon or says_something(piece):
        return False
    if label.name == "chair" and not _chair_after_opening(walk, piece):
        return False
    heading = piece.whole.line.style.heading is not None and not piece.marker
    if not heading:
        section = walk.inside("section")
        if walk.inside("item", "ruling", "speech", "field", "point") or len(walk.root.children) > 40:
            return False
        if section is not None and section.children and label.name != "recorder":
            return False
    walk.pop_to(SECTION)
    walk.add("people", piece, label, SECTION)
    return True


def _chair_after_opening(walk: Walk, piece: Piece) -> bool:
    """四、主席：湯會長谷雨 after 三、介紹與會人員: in the sequence of the head, of which nothing has been told yet."""
    if piece.marker is None or not walk.fits_section(piece) or not walk.expected(piece):
        return False
    if not 2 <= len(piece.body.key) <= 14 or "。" in piece.body.key[:-1]:
        return False
    sections = [node for node in walk.root.children if node.kind == "section"]
    named = any(node.label is not None and node.label.name == "chair" for node in walk.root.children)
    return not named and all(n.label is not None and n.label.kind == "formality" and not n.children for n in sections)
