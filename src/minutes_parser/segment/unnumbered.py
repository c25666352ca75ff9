"""What begins something new though it has neither number nor known word: the next matter of a committee, the next
motion, a unit's report, a clause debated by itself."""

from __future__ import annotations

import re

from ..values.names import SpeakerReading, read_speaker
from .earlier import announces_units
from .pieces import Piece
from .stack import ITEM, SECTION, Open, Walk
from .unit_headings import UNIT
from .voices import SAID, speaker_of

__all__ = [
    "bill_alone",
    "heads_clause",
    "matter_alone",
    "next_matter",
    "over_units",
    "reports_in_turn",
    "styled_heading",
]

_BUSINESS = ("report", "discussion", "motion", "other")

_CLAUSE_HEAD = re.compile(r"第\s?[一二三四五六七八九十\d]{1,4}\s?[條點款章](?:之[一二三四五\d]{1,2})?:?")
_FOR_QUESTIONS = re.compile(r"邀請?.{4,160}(?:並備(?:質|諮)詢|列席報告[^。]{0,12})[。.]?")


def heads_clause(piece: Piece) -> bool:
    """第七條 alone on a line, in a debate clause by clause: nobody's words."""
    return _CLAUSE_HEAD.fullmatch(piece.whole.key.strip()) is not None


def next_matter(walk: Walk, i: int, piece: Piece) -> bool:
    """邀請…列席報告，並備質詢。 after what was said or decided on the matter before; a motion after the decision on
    another, its 提案人： in the next line. Committees number neither."""
    here = walk.inside("section")
    if here is None or here.label is None or (walk.item is not None and walk.item.ordinal is not None):
        return False
    if here.label.kind == "report":
        return _FOR_QUESTIONS.fullmatch(piece.whole.key.strip()) is not None
    if here.label.kind != "motion" or walk.inside("ruling") is None or i + 1 >= len(walk.pieces):
        return False
    after = walk.pieces[i + 1]
    signed = after.named("field") if after.marker is None and after.colon else None
    return signed is not None and signed.name == "proposer"


_BILL = re.compile(
    r"(?:制定|訂定|修正|廢止|增訂|審議|審查)「[^「」]{4,60}」(?:[^。:「」]{0,12}(?:條文|草案|案|名稱|編制表|規程))?"
)
_TO_DECISION = 8
"""Within how many lines below it a bill has its decision."""


def bill_alone(walk: Walk, i: int, piece: Piece) -> bool:
    """廢止「市場管理規則」 alone on a line, without a number, over the decision on it: a bill in a council's reading."""
    if piece.grid is not None or piece.marker is not None or piece.labels:
        return False
    if walk.item is not None and (walk.item.ordinal is not None or walk.item.has_subject):
        return False
    if _BILL.fullmatch(piece.whole.key.strip()) is None:
        return False
    for later in walk.pieces[i + 1 : i + _TO_DECISION]:
        if later.named("ruling") is not None and later.colon:
            return True
        if later.grid is not None or later.marker is not None or later.named("section", "subject") is not None:
            return False
    return False


_ABOUT = ("subject", "description", "proposal", "proposer")
_DECIDES = re.compile(r"(?:通過|備查|洽悉|同意|保留|緩議|撤回|否決|辦理|確定|確認|無|[。;:,?!])$")
"""How a line ends that goes on with a decision, or is one."""


def matter_alone(walk: Walk, i: int, piece: Piece) -> bool:
    """作息時間調整, with a bullet or none, between the decision on the matter before and its own 說明： or 決議：; the
    first one under its section only with a bullet."""
    here, item = walk.inside("section"), walk.item
    if here is None or here.label is None or here.label.kind not in _BUSINESS or i + 1 >= len(walk.pieces):
        return False
    if piece.labels or piece.colon or piece.grid is not None or (item is not None and item.ordinal is not None):
        return False
    key, after = piece.whole.key.strip(), walk.pieces[i + 1]
    if not 4 <= len(key) <= 40 or _DECIDES.search(key) or not after.colon:
        return False
    about = after.marker is None and after.label is not None and after.label.name in _ABOUT
    if walk.top is here and not here.children:
        heads = piece.marker is not None and (about or after.named("ruling") is not None)
    else:
        heads = _after_decision(walk, i, after, about)
    if heads:
        walk.pop_above(here)
        walk.add("point", piece, UNIT, ITEM)
    return heads


def _after_decision(walk: Walk, i: int, after: Piece, about: bool) -> bool:
    """Whether the decision on the matter before ends with the line before `i`, and another matter or decision follows."""
    ruling = walk.inside("ruling", "speech")
    if ruling is None or ruling.kind != "ruling" or ruling.piece is None:
        return False
    again = after.named("ruling") is not None and after.head.key.split() == ruling.piece.head.key.split()
    return (about or again) and _DECIDES.search(walk.pieces[i - 1].whole.key.rstrip()) is not None


def over_units(walk: Walk) -> Open | None:
    """The heading that units report under: 二、各處室報告 in a section, else the section."""
    item = walk.item
    if item is not None and item.kind == "point" and item.piece is not None and announces_units(item.piece.head.key):
        return item
    return walk.inside("section")


def reports_in_turn(walk: Walk, piece: Piece, reading: SpeakerReading) -> bool:
    """【公關部】：… right under 各部報告, of units without numbers: a report of its own, as long as nobody has asked."""
    here = over_units(walk)
    if here is None or here.piece is None or piece.marker is not None or not piece.body:
        return False
    if reading.organization is None or reading.name is not None or reading.title is not None:
        return False
    if not announces_units(here.piece.head.key) or SAID.search(piece.head.key):
        return False
    return all(c.kind == "point" and c.label is UNIT for c in here.children)


def styled_heading(walk: Walk, i: int, piece: Piece) -> bool:
    """#### 場地 under ### 討論事項, in pads: the next matter, by the level of its heading alone; what was open ends."""
    level, here = piece.whole.line.style.heading, walk.inside("section")
    if level is None or here is None or here.piece is None or here.label is None or here.label.kind not in _BUSINESS:
        return False
    above = here.piece.whole.line.style.heading
    if above is None or piece.marker is not None or piece.labels or len(piece.whole.key) > 60:
        return False
    said = None if walk.told else read_speaker(piece.head.key)
    if walk.told or speaker_of(piece, walk.known) is not None or (said is not None and (said.name or said.title)):
        return False
    if level <= above:
        walk.pop_to(SECTION)
        walk.add("section", piece, None, SECTION)
        return True
    item = walk.item
    if item is not None and (item.piece is None or (item.piece.whole.line.style.heading or 0) < level):
        return False
    walk.pop_above(here)
    walk.add("point", piece, UNIT, ITEM)
    return True
