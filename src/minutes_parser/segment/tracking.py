"""Lists of earlier decisions (決議事項：… 辦理情形：… 列管建議：…): their entries, and decisions on all of them."""

from __future__ import annotations

from ..lexicon.columns import tracking_column
from ..lexicon.labels import Label
from ..normalize.flow import Grid
from .earlier import announces_follow_up
from .matters import numbered
from .pieces import Piece
from .stack import POINT, Open, Walk

__all__ = [
    "announced",
    "is_tracking_table",
    "of_all_entries",
    "open_entry",
    "told_unit",
    "tracked_unit",
    "tracking_entry",
]

_DIRECTIVE = Label("follow_directive", "follow", "", "directive")


def tracking_entry(walk: Walk, i: int, piece: Piece) -> bool:
    """決議事項：… with 辦理情形：… after it is what an earlier meeting decided."""
    label = next((x for x in piece.labels if x.name == "follow_directive"), None)
    if label is None and piece.named("ruling") is not None and _right_under_heading(walk):
        label = _DIRECTIVE  # 決議一：… with 辦理情形：… after it
    if label is None or not piece.colon or not _tracked_next(walk, i):
        return False
    if piece.marker is not None:
        numbered(walk, i, piece)
        walk.top.label = label
    elif (unit := _numbered_unit(walk)) is not None:
        walk.pop_above(unit)
        walk.add("field", piece, label, POINT + 1)
    else:
        entry = open_entry(walk)
        walk.pop_above(entry if entry is not None else walk.container)
        if entry is not None:
            walk.stack.pop()
        walk.add("point", piece, label, POINT)
    return True


def is_tracking_table(grid: Grid) -> bool:
    """Whether the head of a table names a column of decisions and one of progress: no list of people goes on in it."""
    for row in grid.rows[:2]:
        named = {tracking_column("".join(cell.key.split()).strip(":")) for cell in row}
        if {"directive", "progress"} <= named:
            return True
    return False


def _right_under_heading(walk: Walk) -> bool:
    """Whether what is open announces earlier decisions, or is an entry of their list: no case has been opened."""
    here = next(
        (n for n in reversed(walk.stack) if n.kind in ("section", "item", "point") and n is not open_entry(walk)), None
    )
    return here is not None and here.piece is not None and announces_follow_up(here.piece.head.key)


def _numbered_unit(walk: Walk) -> Open | None:
    """The unit that 列管編號：113-1-1 alone has opened, before 列管事項：…"""
    unit = walk.item
    if unit is None or unit.kind != "item" or unit.children or unit.piece is None or unit.piece.marker is not None:
        return None
    return unit if unit.piece.named("field") is not None else None


def _tracked_next(walk: Walk, i: int) -> bool:
    for later in walk.pieces[i + 1 : i + 8]:
        if {x.name for x in later.labels} & {"follow_progress", "follow_status"} and later.colon:
            return True
        if later.label and later.label.group in ("section", "ruling", "subject"):
            return False
    return False


def open_entry(walk: Walk) -> Open | None:
    named = (n for n in reversed(walk.stack) if n.label and n.label.name == "follow_directive" and n.kind != "field")
    return next(named, None)


def of_all_entries(walk: Walk) -> bool:
    """Whether a decision after the last of several tracking entries, none with a decision of its own, is on them all."""
    entry = open_entry(walk)
    if entry is None or entry is not walk.top or len(walk.stack) < 2:
        return False
    entries = [c for c in walk.stack[-2].children if c.label is not None and c.label.name == "follow_directive"]
    return len(entries) > 1 and not any(c.decided for c in entries)


def told_unit(walk: Walk) -> Open | None:
    """The last of several earlier decisions with their 辦理情形：, none of which this meeting has decided on: what is
    decided after it is on them all."""
    at = next(
        (n for n in range(1, len(walk.stack)) if walk.stack[n].kind in ("item", "point") and _reported(walk.stack[n])),
        None,
    )
    if at is None or not announced(walk, at):
        return None
    units = [c for c in walk.stack[at - 1].children if c.kind == walk.stack[at].kind]
    return walk.stack[at] if len(units) > 1 and all(_reported(unit) for unit in units) else None


def _reported(unit: Open) -> bool:
    """Whether what stands last in a unit is what was done or its status."""
    last = unit.children[-1] if unit.children else None
    if last is None or last.piece is None or last.kind != "field":
        return False
    return any(x.group == "follow" for x in last.piece.labels)


def tracked_unit(walk: Walk) -> Open | None:
    """The earlier decision that is open: a numbered line, or a case whose 辦理情形： has not come yet, under
    歷次會議決議事項辦理情形."""
    ruling, point = walk.inside("ruling"), walk.inside("point")
    unit = point if ruling is None and point is not None else walk.item
    if unit is None or (unit is not point and any(_is_progress(c) for c in unit.children)):
        return None
    return unit if announced(walk, walk.stack.index(unit)) else None


def _is_progress(node: Open) -> bool:
    return node.piece is not None and any(x.name == "follow_progress" for x in node.piece.labels)


def announced(walk: Walk, depth: int | None = None) -> bool:
    """Whether an open node, of those above `depth`, announces what became of earlier decisions."""
    return any(n.piece is not None and announces_follow_up(_unnumbered(n.piece)) for n in walk.stack[:depth])


def _unnumbered(piece: Piece) -> str:
    """The key of a heading without its number: 歷次會議列管案件 of 甲、歷次會議列管案件."""
    return piece.whole.key[piece.marker.length if piece.marker else 0 :]
