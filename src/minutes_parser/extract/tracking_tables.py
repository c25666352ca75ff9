"""Tracking tables: which tables tell what became of earlier decisions, and which of their columns holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..lexicon import load
from ..lexicon.columns import tells, tracking_column
from ..normalize.flow import Grid, GridCell
from ..segment.opinion_tables import holds_opinions
from ..segment.outline import Node
from .statuses import read_status

__all__ = ["Layout", "tracking_tables"]

_TICKS = {"tick_closed", "tick_open", "tick_self"}
_TRACKS = re.compile("追蹤|列管|管考|管制")
_LONGEST_STATUS = 12
"""Characters of a cell that says no more than how a matter stands, at most."""
_LONGEST_SECOND_HEAD = 12


@cache
def _heading() -> re.Pattern[str]:
    return re.compile("|".join(load("tracking")["heading"]["patterns"]))


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what; `head` is the number of header rows, `status_head` what the column of the status asks."""

    columns: Mapping[str, int]
    head: int = 1
    status_head: str = ""


def tracking_tables(root: Node) -> dict[int, tuple[Grid, Layout, Node]]:
    """Tracking tables by `id(grid)`, with the section or item that holds each."""
    made: dict[int, tuple[Grid, Layout, Node]] = {}
    for grid, chain in _grids(root, ()):
        tracked = any(_heading().search("".join((n.head.key if n.head else "").split())) for n in chain)
        layout = _layout(grid, tracked) if len(grid.rows) > 1 else None
        if layout is not None:
            made[id(grid)] = (grid, layout, chain[-1] if chain else root)
    return made


def _grids(node: Node, chain: tuple[Node, ...]) -> Iterator[tuple[Grid, tuple[Node, ...]]]:
    if node.kind == "annex":
        return
    here = (*chain, node) if node.piece is not None and node.kind != "table" else chain
    for child in node.children:
        if child.kind == "table" and child.piece is not None and child.piece.grid is not None:
            yield child.piece.grid, here
        else:
            yield from _grids(child, here)


def _bare(cell: GridCell) -> str:
    return "".join(cell.key.split()).strip(":.")


def _layout(grid: Grid, tracked: bool) -> Layout | None:
    """The columns of a tracking table; None if the table is not one.

    It needs what was decided and what was done or its status; outside a section on earlier decisions it needs
    all of them.
    """
    for top in range(min(3, len(grid.rows) - 1)):
        found = _named(grid.rows[top])
        head = top + 1 + _second_head(grid, top, found)
        if not _is_tracking(grid, head, found, tracked):
            continue
        if (
            not _TICKS & set(found)
            and "status" not in found
            and (shown := _shows_status(grid, head, found)) is not None
        ):
            found["status"] = shown
        return Layout(found, head, _bare(grid.rows[head - 1][found["status"]]) if "status" in found else "")
    return None


def _named(row: tuple[GridCell, ...]) -> dict[str, int]:
    """What the heads of a row name, by the first column of each."""
    found: dict[str, int] = {}
    for c, cell in enumerate(row):
        name = tracking_column(_bare(cell))
        if name == "directive" and {"directive", "progress"} <= set(found) and cell is not row[found["directive"]]:
            name = "status"  # 列管事項, 辦理情形, 裁示: what the meeting made of it
        if name == "progress" and name in found and cell is not row[found["progress"]] and _TRACKS.search(cell.key):
            name = "status"  # 辦理情形, 追蹤情形
        if name is not None and cell.lines:
            found.setdefault(name, c)
    if "directive" not in found and "subject" in found:
        found["directive"] = found["subject"]
    return found


def _is_tracking(grid: Grid, head: int, found: Mapping[str, int], tracked: bool) -> bool:
    ticks, heads = _TICKS & set(found), [_bare(cell) for cell in grid.rows[head - 1]]
    if not tracked and not ticks and "status" not in found and holds_opinions(grid):
        return False  # 單位, 委員意見, 回覆說明: opinions of this meeting
    if (
        not tracked
        and not ticks
        and not any(name in found and tells(heads[found[name]]) for name in ("progress", "status"))
    ):
        return False  # 項目, 負責單位, 說明, 備註: any list
    told = "progress" in found or len(ticks) > 1 or (tracked and ("status" in found or bool(ticks)))
    known = tracked or bool(ticks) or bool({"status", "assignee", "date"} & set(found))
    return "directive" in found and known and (told or _tells_statuses(grid, head, found))


def _tells_statuses(grid: Grid, head: int, found: Mapping[str, int]) -> bool:
    """Whether a list of who does what (事項, 負責人, 期限, 狀態) says of most of its rows how they stand."""
    if "status" not in found or not {"assignee", "deadline"} & set(found):
        return False
    cells = [row[found["status"]] for row in grid.rows[head:] if row[found["status"]].lines]
    return sum(map(_is_status, cells)) * 2 > len(cells)


def _is_status(cell: GridCell) -> bool:
    return len(cell.key) <= _LONGEST_STATUS and read_status(cell.key).status != "unknown"


def _shows_status(grid: Grid, head: int, found: Mapping[str, int]) -> int | None:
    """A column of another name, or of a second 執行狀況, that says of each row how it stands: 已結案, 未結案."""
    taken = set(found.values())
    for c in range(grid.columns - 1, 0, -1):
        cells = [row[c] for row in grid.rows[head:] if row[c].lines and len(set(map(id, row))) > 1]
        if c not in taken and cells and all(map(_is_status, cells)):
            return c
    return None


def _second_head(grid: Grid, top: int, found: dict[str, int]) -> int:
    """A header of two rows: 列管情形 over 解除列管 and 繼續列管; 辦理情形 over 主辦機關 and 進度. Its columns are added to
    those found."""
    if top + 1 >= len(grid.rows):
        return 0
    above, below = grid.rows[top], grid.rows[top + 1]
    own = [c for c, cell in enumerate(below) if cell is not above[c] and cell.lines]
    names = {c: tracking_column(_bare(below[c])) for c in own}
    if any(name is None for name in names.values()) or any(len(_bare(cell)) > _LONGEST_SECOND_HEAD for cell in below):
        return 0  # 結案 in a first row of values
    ticks = {name: c for c, name in names.items() if name in _TICKS}
    if ticks:
        found.update({str(name): c for name, c in ticks.items()})
        return 1
    if not own or not all(sum(cell is above[c] for cell in above) > 1 for c in own):
        return 0
    for over in [name for name, c in found.items() if c in own]:
        del found[over]
    for c, name in names.items():
        found.setdefault(str(name), c)
    return 1
