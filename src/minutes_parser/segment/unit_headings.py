"""Headings without a number inside a section: units that report in turn, and boxed ones."""

from __future__ import annotations

import re

from ..lexicon.labels import Label
from ..values.names import read_speaker
from ..values.people_words import ends_as_unit
from .earlier import announces_units
from .pieces import Piece
from .stack import ITEM, Open, Walk

__all__ = ["UNIT", "boxed_heading", "unit_alone"]

UNIT = Label("unit", "heading")
"""The label of a unit's name over what it reports."""
_BOXED = Label("boxed", "heading")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]{2,20}")


def boxed_heading(walk: Walk, i: int, piece: Piece) -> bool:
    """【教務處】 alone on a line under a section, 教務處 alone under 各處室報告: a heading of its own."""
    key = piece.whole.key.strip()
    if (piece.marker is not None and piece.marker.style != "bullet") or not 2 <= len(key) <= 26:
        return False
    here, item = walk.inside("section"), walk.item
    if item is not None and item.kind == "point" and item.label is not UNIT and unit_alone(item, piece):
        here = item  # 教務處： under 二、各處室報告, under 貳、報告事項
    told = any(x.name == "debate" for n in walk.stack if n.piece is not None for x in n.piece.labels)
    if here is None or walk.inside("ruling", "speech") or told:
        return False
    boxed = re.fullmatch(r"[【〖][^】〗]{2,24}[】〗]:?", key)
    if not boxed and not unit_alone(here, piece) and not _over_its_list(walk, i, here, piece):
        return False
    walk.pop_above(here)
    walk.add("point", piece, _BOXED if boxed else UNIT, max(ITEM, here.rank + 1))
    return True


def unit_alone(here: Open, piece: Piece) -> bool:
    """教務處, ※教務處： or 訓育組長王小明報告： on a line of its own under 各處室報告."""
    if here.piece is None or not announces_units(here.piece.head.key):
        return False
    key = "".join(piece.head.key.split()).rstrip(":")
    if piece.body or not _HAN_ONLY.fullmatch(key) or (piece.marker is not None and not piece.colon):
        return False
    if piece.colon and key.endswith("報告"):
        named = read_speaker(key.removesuffix("報告"))
        return named is not None and named.name is not None and named.title is not None
    return _names_unit(key)


def _names_unit(key: str) -> bool:
    return len(key) <= 12 and ends_as_unit(key) == 2


def _over_its_list(walk: Walk, i: int, here: Open, piece: Piece) -> bool:
    """總務處 or ● 總務處： alone on a line under 報告事項, over a list of its own: what a school's units report in turn."""
    key = "".join(piece.head.key.split())
    if piece.body or not _HAN_ONLY.fullmatch(key) or not _names_unit(key) or (piece.marker and not piece.colon):
        return False
    item = walk.item
    if here.label is None or here.label.kind != "report" or (item is not None and item.label is not UNIT):
        return False
    after = walk.pieces[i + 1] if i + 1 < len(walk.pieces) else None
    return after is not None and after.grid is None and after.marker is not None and after.marker.ordinal in (1, None)
