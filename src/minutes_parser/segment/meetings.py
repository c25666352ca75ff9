"""Several meetings in one file, and what stands after the end of one."""

from __future__ import annotations

import re

from ..diagnostics import Finding
from ..values.numerals import read_numeral
from .head import MATTER, another_head, in_head
from .pieces import Piece
from .stack import POINT, SECTION, Walk
from .zones import is_title, title_key

__all__ = ["annexed", "next_meeting"]

_NEXT_MEETING = re.compile(
    r"(?:[(]?[一二三四五六七八九十]{1,2}[)、]\s?)?第\s?[一二三四五六七八九十\d]{1,3}\s?次(?:大?會議?|審查會)(?:紀錄|議事錄)?"
)
"""第二次會議 over a 時間 and 主席 of its own, in the records of a session of several days."""


def _begin_another(walk: Walk, i: int, piece: Piece) -> None:
    walk.pop_to(SECTION)
    walk.zone, walk.section_style = "title", None
    walk.findings.append(Finding("several-meetings", piece.whole.value[:60], piece.whole.line.start))
    in_head(walk, i, piece)


_ORDINALS = re.compile(r"[\d一二三四五六七八九十]{1,4}")


def next_meeting(walk: Walk, i: int, piece: Piece) -> bool:
    """推動小組（第2次）會議紀錄 over a head of its own, in a file that began with （第1次） of the same words; without 散會
    between them. The minutes of an earlier meeting, read out, have a lower number."""
    if not is_title(piece) or not another_head(walk, i):
        return False
    key = title_key(piece)
    form, ordinals = _ORDINALS.sub("#", key), _numbers(key)
    titles = (title_key(n.piece) for n in walk.root.children if n.kind == "title" and n.piece is not None)
    if not any(_ORDINALS.sub("#", other) == form and _numbers(other) < ordinals for other in titles):
        return False
    _begin_another(walk, i, piece)
    return True


def _numbers(key: str) -> list[int]:
    return [read_numeral(found) or 0 for found in _ORDINALS.findall(key)]


def _closes(walk: Walk, piece: Piece) -> bool:
    """Whether 紀錄：王大明 stands right behind 散會：, on its line or the next, and nobody was named in the head."""
    nodes = walk.root.children
    named = any(n.kind == "people" and n.label is not None and n.label.name == "recorder" for n in nodes)
    after = [n for n in nodes[-1].children if n.kind != "people"] if nodes and nodes[-1].kind == "annex" else []
    return not named and len(after) <= 1 and 2 <= len("".join(piece.body.key.split())) <= 14


def annexed(walk: Walk, i: int, piece: Piece) -> None:
    """After the end: everything is annex, until another meeting's title and time."""
    if piece.grid is None and is_title(piece) and another_head(walk, i):
        _begin_another(walk, i, piece)
        return
    if piece.grid is None and _NEXT_MEETING.fullmatch(piece.whole.key.strip()) and another_head(walk, i):
        walk.pop_to(SECTION)
        walk.zone, walk.section_style = "head", None
        walk.add("meta", piece, MATTER, SECTION)
        return
    label = piece.named("people")
    if label is not None and label.name == "recorder" and piece.colon and _closes(walk, piece):
        walk.pop_to(SECTION)
        walk.add("people", piece, label, SECTION)
        walk.pop_to(SECTION)
        return
    if walk.top.kind != "annex":
        walk.open("annex", SECTION)
    walk.add("table" if piece.grid is not None else "text", piece, piece.label, POINT)
