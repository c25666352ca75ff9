"""Rules of sections: 報告事項, 討論事項, 臨時動議, 散會; an agenda printed before the minutes; embedded minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..diagnostics import Finding
from ..lexicon.labels import Label
from .pieces import Piece
from .stack import ITEM, LADDER, POINT, SECTION, Open, Walk, style_of
from .tracking import announced
from .unit_headings import UNIT, unit_alone
from .voices import heads_voices, speaker_of
from .zones import is_title, says_something

__all__ = ["agenda", "close", "embedded", "leading_number", "over_voices", "section", "sitting"]

_LEFT_OUT = re.compile(r"\s*[(]?(?:略|從略|無)[)]?[。.]?\s*")  # 簡報：（略）, after which nothing of it comes
_AGENDAS = ("會議內容", "會議紀要", "會議過程", "會議事項")
_STRONG = {"discussion", "motion", "election"}
"""Kinds whose headings are sections even without number."""


def close(walk: Walk, i: int, piece: Piece) -> bool:
    """散會: the end; what follows is annex."""
    label = piece.named("section")
    if not label or label.kind != "close" or (not piece.colon and len(piece.whole.key) > 40):
        return False
    if walk.inside("ruling", "speech") and piece.marker and not walk.fits_section(piece):
        return False
    walk.pop_to(SECTION)
    walk.add("section", piece, label, SECTION)
    if "下次" not in piece.head.key:
        walk.pop_to(SECTION)
        walk.zone = "annex"
    return True


def agenda(walk: Walk, i: int, piece: Piece) -> bool:
    """議程 before the minutes proper, whose headings come again: set aside as one node of the head."""
    label = piece.named("section")
    if label is None or label.kind != "agenda":
        return False
    listed = _listed(walk.pieces, i)
    rest = ["".join(p.whole.key.split()) for p in walk.pieces[i + 1 + len(listed) :]]
    again = sum(any(entry in line for line in rest) for entry in listed)
    people = any(p.label and p.label.group in ("meta", "people") for p in walk.pieces[i + 1 + len(listed) :][:2])
    if not listed or (again * 3 < len(listed) and not people) or _told(walk.pieces[i + len(listed) :][:2]):
        return False
    walk.pop_to(SECTION)
    walk.add("meta", piece, label, SECTION)
    walk.skipping = len(listed)
    return True


def _listed(pieces: Sequence[Piece], i: int) -> set[str]:
    """Heads of the short lines after an agenda's heading, up to the first that comes again."""
    listed: set[str] = set()
    for later in pieces[i + 1 : i + 30]:
        key = "".join(later.head.key.split())
        labelled = later.label is not None and later.label.group in ("meta", "people")
        if later.grid is not None or len(later.whole.key) > 40 or labelled or key in listed:
            break
        if later.marker is None and (later.label is None or later.colon):
            break
        if later.marker is not None and later.whole.key.endswith("。"):
            break
        listed.add(key)
    return listed


def _told(last: Sequence[Piece]) -> bool:
    """Whether what ends the list is told under its last entry: 1. 上次會議…。 under (一)主席報告."""
    if len(last) < 2 or last[0].marker is None or last[1].marker is None:
        return False
    return last[1].marker.ordinal == 1 and style_of(last[1]) != style_of(last[0]) and last[1].whole.key.endswith("。")


def embedded(walk: Walk, i: int, piece: Piece) -> bool:
    """An earlier meeting's minutes read out: from their title and 時間 to the chair's next words."""
    if not is_title(piece) or walk.inside("section", "item", "point") is None:
        return False
    near = [p.label.name for p in walk.pieces[i + 1 : i + 5] if p.label]
    if "time" not in near:
        return False
    end = len(walk.pieces)
    for j in range(i + 1, len(walk.pieces)):
        later = walk.pieces[j]
        if later.label and later.label.name == "chair" and says_something(later):
            end = j
            break
    walk.findings.append(Finding("embedded-minutes", piece.whole.value[:60], piece.whole.line.start))
    walk.add("annex", piece, None, POINT)
    walk.skipping = end - i - 1
    return True


def sitting(walk: Walk, i: int, piece: Piece) -> bool:
    """第二日（12月6日）, 下午場: a further sitting of the same meeting."""
    label = piece.named("meta")
    if label is None or label.name != "sitting" or len(piece.whole.key) > 30:
        return False
    walk.pop_to(SECTION)
    walk.add("meta", piece, label, SECTION)
    walk.pop_to(SECTION)
    return True


def section(walk: Walk, i: int, piece: Piece) -> bool:
    """A section by its words, and by its number where sections have one."""
    label = piece.named("section")
    if not label or (piece.marker and piece.marker.style == "case"):
        return False
    numbered = walk.section_style is not None and walk.fits_section(piece) and walk.expected(piece)
    if label.kind == "address" and not numbered and speaker_of(piece) is not None:
        return False
    if piece.colon and piece.body and piece.named("follow") is not None and announced(walk):
        return False  # 列管事項：請… in a list of earlier decisions
    if _goes_on_in_decision(walk, piece):
        return False
    style = style_of(piece)
    if style is not None:
        _take_style(walk, i, piece, style)
    other = piece.named("field", "subject", "ruling")
    here = walk.inside("section")
    before = walk.sibling(piece)
    goes_on = before is not None and before in walk.root.children  # 2. 討論 after 1. 上週進度
    if other and (walk.item or here) and not (goes_on or walk.fits_section(piece) or _heads_beside(here, piece)):
        return False
    inner = before is not None and not goes_on and walk.section_style is None
    if inner and (label.kind == "election" or _inside_ruling(walk, before)):
        return False  # 3. 常務委員選舉 after 2. … under a heading without number
    if style is None:
        return _unnumbered(walk, piece, label)
    if walk.section_style is None:
        walk.section_style = style
    elif not walk.fits_section(piece):
        return False
    elif not walk.expected(piece):
        if _of_inner_list(walk, piece, here):
            return False
        if walk.inside("ruling", "speech", "field") and (label.kind not in (*_STRONG, "report") or piece.body):
            return False
        walk.findings.append(Finding("number-repeated", piece.whole.value[:40], piece.whole.line.start))
    return _placed(walk, piece, label)


def _take_style(walk: Walk, i: int, piece: Piece, style: str) -> None:
    """Which numbers sections have from this heading on."""
    if _begins_sections(walk, piece):
        walk.section_style = style
    elif _under_agenda(walk, i, piece):
        walk.outer_style, walk.section_style = walk.section_style, style
    elif style == walk.outer_style:
        walk.outer_style, walk.section_style = None, style


def _heads_beside(here: Open | None, piece: Piece) -> bool:
    """## 討論 after ## 上次會議待辦事項: a heading of the same rank as that of the open section; 討論： after 簡報：（略）."""
    if here is None or here.piece is None:
        return False
    if here.style is None and _LEFT_OUT.fullmatch(here.piece.body.key):
        return True
    if piece.marker is not None or piece.body:
        return False
    above, level = here.piece.whole.line.style.heading, piece.whole.line.style.heading
    return above is not None and level is not None and level <= above


def _goes_on_in_decision(walk: Walk, piece: Piece) -> bool:
    """7. 臨時動議：…追認… after 6. of what 會議結論： lists, where sections have no numbers: a point of the decision."""
    ruling = walk.inside("ruling")
    if ruling is None or not piece.body or walk.section_style is not None:
        return False
    before = walk.sibling(piece)
    return before is not None and before in ruling.children


def _inside_ruling(walk: Walk, before: Open | None) -> bool:
    """（二）討論提案： after （一）…： of a decision, where no section has a number yet."""
    ruling = walk.inside("ruling")
    return ruling is not None and before is not None and before.rank > ruling.rank


def _of_inner_list(walk: Walk, piece: Piece, here: Open | None) -> bool:
    """1. 秘書室報告： right under 6、業務單位報告：, with nothing between, opens a list in it; 2. 都發局報告： goes on."""
    if piece.marker is None or piece.marker.ordinal is None:
        return False
    ordinal, style = piece.marker.ordinal, style_of(piece)
    if any(n.style == style and n.rank != SECTION and n.ordinal == ordinal - 1 for n in walk.stack[1:]):
        return True
    bare = here is not None and here.piece is not None and not here.children and not here.piece.body
    return bare and ordinal == 1 and here is not None and (here.ordinal or 0) > 1


def over_voices(walk: Walk, i: int, piece: Piece) -> bool:
    """### 1. 站牌資料, （二）方案說明 in a transcript: a heading by its style or number, of no known word, right over
    somebody's words; the next one must be like it."""
    if not heads_voices(walk.pieces, i, walk.known) or walk.inside("item", "point") is not None:
        return False
    styled = piece.whole.line.style.heading is not None
    if not styled and walk.inside("speech") is None and walk.top.kind != "document":
        return False
    here = walk.inside("section")
    if here is None:
        return _placed(walk, piece, None)
    if here.label is not None or here.piece is None:
        return False
    alike = here.piece.whole.line.style.heading is not None if styled else here.style == style_of(piece)
    return alike and _placed(walk, piece, None)


def leading_number(walk: Walk, i: int, piece: Piece) -> bool:
    """壹、 without a known heading: it opens the sections where none has a number yet, or goes on from the last."""
    marker, style = piece.marker, style_of(piece)
    if marker is None or style not in ("fin", "stem") or walk.fits_section(piece):
        return False
    numbered = [n for n in walk.root.children if n.kind == "section" and n.style]
    if marker.ordinal != 1 or numbered or walk.inside("item", "ruling", "speech", "field"):
        return False
    if style == "stem" and walk.item is not None and walk.item.style is not None:
        return False  # 甲、 and 乙、 that were voted on, under 一、…案
    walk.section_style = style
    return _placed(walk, piece, piece.named("section"))


def _placed(walk: Walk, piece: Piece, label: Label | None) -> bool:
    walk.pop_to(SECTION)
    walk.add("section", piece, label, SECTION)
    return True


def _begins_sections(walk: Walk, piece: Piece) -> bool:
    """The first section of the agenda with a number of its own style: 壹、 after a head numbered 一、 to 五、."""
    if piece.marker is None or piece.marker.ordinal != 1 or walk.fits_section(piece):
        return False
    numbered = [n for n in walk.root.children if n.kind == "section" and n.style]
    if not numbered:
        here = walk.inside("section")
        return here is None or (here in walk.root.children and here.label is None)
    here, label = walk.inside("section"), piece.named("section")
    if here is not None and not here.children and here.style == walk.section_style and (here.ordinal or 0) > 1:
        return False  # 壹、審議市府提案 right under 丙、二讀會
    above = here.label if here is not None and not here.children else None
    if piece.marker.style == "stem" and above is not None and label is not None and above.kind == label.kind:
        return False  # 甲、鄉長提案 right under 十、討論提案
    return walk.item is None and LADDER.get(piece.marker.style, 9) < LADDER.get(numbered[0].style or "", 0)


def _under_agenda(walk: Walk, i: int, piece: Piece) -> bool:
    """一、報告事項 right under 肆、議程： or 參、會議內容：, with 二、討論事項 to come: the sections are numbered in it."""
    here = walk.top
    if here.kind != "section" or here.style is None or here.label is None or here.piece is None or here.children:
        return False
    if here.piece.body or (here.label.kind != "agenda" and "".join(here.piece.head.key.split()) not in _AGENDAS):
        return False
    if piece.marker is None or piece.marker.ordinal != 1 or style_of(piece) == here.style:
        return False
    alike = (p for p in walk.pieces[i + 1 : i + 80] if style_of(p) == style_of(piece) and p.marker)
    following = next((p for p in alike if p.marker and p.marker.ordinal == 2), None)
    return following is not None and following.named("section") is not None


def _unnumbered(walk: Walk, piece: Piece, label: Label) -> bool:
    """A heading without number: a section, or a heading inside the numbered section that is open."""
    here = walk.inside("section")
    if _point_of_conclusion(walk, piece):
        return False
    alone = not piece.body or piece.colon
    if here is None or here.style is None:
        inside_text = walk.inside("ruling", "speech") is not None
        if inside_text and label.kind in ("other", "address", "formality") and piece.colon:
            return False
        if piece.colon and walk.item and here is not None and label.kind not in _STRONG:
            return False
        return _placed(walk, piece, label)
    top = walk.top
    if label.kind == "discussion" and here.label == label and top.kind == "point" and not top.children:
        return False  # 審議市政府提案 under 一、二讀會, under 乙、討論事項
    if label.kind in _STRONG and alone:
        return _placed(walk, piece, label)
    return _heading_under(walk, piece, label, here)


def _point_of_conclusion(walk: Walk, piece: Piece) -> bool:
    """市府提案：… under a point of 七、會議結論：, which is a section by its number."""
    ruling = walk.inside("ruling")
    return bool(piece.body) and ruling is not None and ruling.style is not None and walk.top.kind == "point"


def _heading_under(walk: Walk, piece: Piece, label: Label, here: Open) -> bool:
    """A heading without number under a section with one: 業務單位報告 under 報告事項."""
    if here.label is None or (piece.colon and piece.body and label.kind != "report"):
        return False
    if label.kind not in ("address", "other", "report", "formality"):
        return False
    if any(c.ordinal for c in here.children) or any(c.kind == "text" for c in here.children):
        return False
    of_unit = unit_alone(here, piece)
    if piece.marker is not None and not of_unit and walk.item is not None and walk.item.label is UNIT:
        return False  # ◎本學期工作報告 under what 教務主任王小明報告： announces
    walk.pop_above(here)
    walk.add("point", piece, UNIT if of_unit else label, ITEM)
    return True
