"""Earlier decisions as bullets under 待追蹤項目, in pads: who sees to it in brackets, what became of it in bullets below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..model import FollowUp, TextSpan
from ..normalize.flow import Slice
from ..segment.outline import Node
from ..segment.pieces import Piece
from .grounded import grounds
from .passages import passage
from .statuses import said_status

__all__ = ["bulleted"]

_ASSIGNED = re.compile(r"\s*[(【](?P<who>[^()【】:]{1,30})[)】]\s*(?=\S)")
_BOX = re.compile(r"\s*[(](?P<sign>[xXvV✓ ])[)]\s*(?=\S)")
_FEWEST = 2


@dataclass(slots=True)
class _Entry:
    what: Slice
    who: Slice | None
    box: str | None = None
    """What stands in the box before it: x where it is done."""
    done: list[Slice] = field(default_factory=list)


def bulleted(node: Node, item_id: str | None, stated: tuple[date, tuple[TextSpan, ...]] | None) -> Iterator[FollowUp]:
    """The entries of a list of bullets right under a heading; none if few of them say who sees to it or what was done."""
    entries = _entries(node)
    told = sum(entry.who is not None or entry.box is not None or bool(entry.done) for entry in entries)
    if len(entries) < _FEWEST or told * 2 < len(entries):
        return
    for entry in entries:
        progress = passage(entry.done) if entry.done else None
        yield FollowUp(
            id="", item_id=item_id, meeting_date=stated[0].isoformat() if stated else None,
            directive=passage([entry.what]).text, progress=progress.text if progress else None,
            assignee=entry.who.value if entry.who else None,
            status="closed" if entry.box and entry.box.strip() else said_status(progress.key) if progress else "unknown",
            **grounds("tracking-bullets", directive=passage([entry.what]), progress=progress,
                      assignee=passage([entry.who]) if entry.who else None,
                      meeting_date=stated[1] if stated else None),
        )  # fmt: skip


def _entries(node: Node) -> list[_Entry]:
    """Bullets as far out as the first one, with what stands farther in below them, up to the first other line."""
    made: list[_Entry] = []
    margin = 0.0
    for piece in _lines(node):
        if piece.grid is not None:
            break
        indent = piece.whole.line.style.indent or 0.0
        bullet = piece.marker is not None and piece.marker.style == "bullet"
        margin = margin if made else indent
        line = piece.whole.cut(piece.marker.length if piece.marker and bullet else 0).strip()
        if made and indent > margin:
            made[-1].done.append(line)
        elif bullet:
            made.append(_entry(line))
        else:
            break
    return made


def _lines(node: Node) -> Iterator[Piece]:
    """The lines below a heading up to the first list with numbers: words before a colon may have made speeches of some."""
    for child in node.children:
        if child.piece is None or child.kind not in ("text", "speech", "table"):
            return
        yield child.piece
        if child.kind == "speech":
            yield from _lines(child)


def _entry(line: Slice) -> _Entry:
    box = _BOX.match(line.key)
    line = line.cut(box.end()) if box else line
    found = _ASSIGNED.match(line.key)
    what = line.cut(found.end()) if found else line
    what = what.cut(0, len(what.key.rstrip(": ")))
    return _Entry(what, line.cut(*found.span("who")).strip() if found else None, box["sign"] if box else None)
