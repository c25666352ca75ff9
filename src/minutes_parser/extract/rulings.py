"""Rulings: labelled decisions with their outcome and what they tell whom to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..lexicon.labels import all_labels
from ..model import Ruling
from ..normalize.flow import Grid, GridCell, Slice, clean
from ..segment.opinion_tables import holds_opinions
from ..segment.outline import Node
from .grounded import grounds
from .headings import decided_before, follows_up, is_nothing, tells_progress
from .instructions import instructions
from .outcomes import OutcomeReading, counted, read_outcome
from .passages import Passage, passage

__all__ = ["rulings"]

_SAID = re.compile(r"^(?:另)?通過(附帶決議)|[作做].{0,4}(決議|決定|裁示)(?:如下)?$|^以上.{1,8}(決議|決定|裁示)$")
_LABEL_NOTE = re.compile(r"^[【〔《\[〖<]|[】〕》\]〗>]$")


def rulings(root: Node, item_of: Mapping[int, str], tracking: frozenset[int]) -> tuple[Ruling, ...]:
    """The rulings of the outline, in order; `tracking` holds `id(grid)` of tables that are tracking tables."""
    made: list[Ruling] = []
    for label, text, item_id in _decisions(root, item_of, tracking, None):
        key = text.key
        if not text or is_nothing(key):
            continue
        reading, called = counted(key) or read_outcome(key), _label(label)
        if reading.outcome == "other" and _INSTRUCTS.search(label.key):
            reading = OutcomeReading("directed", None)
        made.append(
            Ruling(
                id=f"r{len(made) + 1}",
                item_id=item_id,
                label=called,
                outcome=reading.outcome,
                outcome_basis=text.said(reading.basis),
                text=text.text,
                instructions=instructions(text),
                **grounds(
                    "ruling-label",
                    label=passage([label]).find(called),
                    text=text,
                    outcome_basis=text.find(reading.basis or ""),
                ),
            )
        )
    return tuple(made)


def _label(s: Slice) -> str:
    """The label as written, without brackets; of 「本案作如下決議」 and 「通過附帶決議2項」 the word."""
    written = _LABEL_NOTE.sub("", clean(s.text).strip(":： "))
    said = _SAID.search(written)
    return next(filter(None, said.groups())) if said else written


def _decisions(
    node: Node,
    item_of: Mapping[int, str],
    tracking: frozenset[int],
    item_id: str | None,
    over_all: tuple[Node, ...] = (),
) -> Iterator[tuple[Slice, Passage, str | None]]:
    item_id = item_of.get(id(node), item_id)
    if node.kind == "annex":
        return
    if node.kind == "ruling" and node.piece is not None:
        text = passage(_own(node))
        joint = node in over_all or _OVER_ALL.match(node.piece.head.key) or _TOGETHER.match(node.piece.body.key)
        yield node.piece.head, text, None if joint else item_id
    if node.kind == "section":
        over_all = _over_all(node)
    if (
        node.kind == "table"
        and node.piece is not None
        and node.piece.grid is not None
        and id(node.piece.grid) not in tracking
    ):
        for label, text in _in_table(node.piece.grid):
            yield label, text, item_id
    before = decided_before(node) if node.kind in ("item", "point") else ()
    announced = bool(node.children) and follows_up(node)
    over_all += _joint(node)
    for child in node.children:
        if (
            child in before
            or _reviewed(child, node)
            or (announced and child.kind in ("item", "point") and tells_progress(child))
        ):
            continue  # what an earlier meeting decided
        yield from _decisions(child, item_of, tracking, item_id, over_all)


def _reviewed(child: Node, node: Node) -> bool:
    """審查意見 of a case on which the plenary decides after it, 處理意見 of a petition: what is proposed to it."""
    own = "".join(child.head.key.split()) if child.kind == "ruling" and child.head is not None else ""
    if own not in _REVIEWS:
        return False
    after = node.children[node.children.index(child) + 1 :]
    return any(c.kind == "ruling" and c.head is not None and own not in "".join(c.head.key.split()) for c in after)


_REVIEWS = ("審查意見", "處理意見")
_COUNT = re.compile(r"(?:贊成|同意|反對|不同意|棄權|無效|未投票)")
_STAGE = re.compile(r"[(](?:休息|散會|會議結束|暫停)[^()]{0,20}[)]")  # （休息十分鐘）
_INSTRUCTS = re.compile(r"(?:指示|提示)(?:事項)?\s*:?$")  # 局長指示事項：（一）嚴守風紀。
_OVER_ALL = re.compile(r"\s*以上")
_ALL_LISTED = re.compile(r"議程所列(?:[\d一二三四五六七八九十]{1,2}|各)案")  # 本日議程所列4案另定期詢答
_TOGETHER = re.compile(  # （以上兩案合併審查）, 第一案至第三案併案審查, 第二、三案併案討論，…
    r"\s*[(]?(?:以上|上[述開列]|前[述開列]|第[一二三四五六七八九十\d]{1,3}案?[至、及與])[^。,]{0,14}案.{0,6}(?:合併|併案|併同|一併)"
)
_ALL_REPORTS = re.compile(r"^\s*(?:各(?:單位|處室|組|科室|部門|項)|以上|上述|前述|上開)")


def _over_all(section: Node) -> tuple[Node, ...]:
    """The one decision at the end of several items without any of their own, where it speaks of them all."""
    units = [c for c in section.children if c.kind in ("item", "point") and c.ordinal is not None]
    found = [r for unit in units for r in unit.children if r.kind == "ruling"]
    if len(units) < 2 or len(found) != 1 or found[0] is not next(reversed(units[-1].children), None):
        return ()
    text = "".join(s.key for s in found[0].content())
    return (found[0],) if _ALL_REPORTS.match(text) or _ALL_LISTED.search(text) else ()


def _joint(node: Node) -> tuple[Node, ...]:
    """Decisions of a case on it and those before it, which were dealt with together."""
    if node.kind not in ("item", "point"):
        return ()
    children = node.children
    at = next((i for i, c in enumerate(children) if c.kind == "text" and c.piece and _together(c)), len(children))
    return tuple(c for c in children[at:] if c.kind == "ruling")


def _together(node: Node) -> bool:
    return node.piece is not None and _TOGETHER.match(node.piece.whole.key) is not None


def _own(node: Node) -> tuple[Slice, ...]:
    own: list[Slice] = [node.piece.body] if node.piece and node.piece.body else []
    for at, child in enumerate(node.children):
        if child.kind in ("ruling", "speech") or _is_annex(node.children[at:]):
            break
        own.extend(child.slices())
    while own and _STAGE.fullmatch(own[-1].key.strip()):
        own.pop()
    return tuple(own)


def _is_annex(rest: Sequence[Node]) -> bool:
    """Whether （附件一） alone on a line is what comes next, and no point of the decision after it."""
    piece = rest[0].piece
    if piece is None or piece.label is None or piece.label.kind != "annex" or piece.body or piece.marker is not None:
        return False
    return all(c.kind in ("text", "table") for c in rest)


def _in_table(grid: Grid) -> Iterator[tuple[Slice, Passage]]:
    """A column headed 決議 or 委員會決議: one ruling a row."""
    if len(grid.rows) < 2 or holds_opinions(grid):
        return
    for column, cell in enumerate(grid.rows[0]):
        labels = all_labels("".join(cell.key.split()))
        if not labels or labels[0].group != "ruling" or not cell.lines:
            continue
        if _counts_votes(cell, grid, column):
            return
        seen: set[int] = set()
        for row in grid.rows[1:]:
            text = passage(line.whole() for line in row[column].lines)
            if id(row[column]) not in seen and text:
                seen.add(id(row[column]))
                yield cell.lines[0].whole(), text
        return


def _counts_votes(head: GridCell, grid: Grid, column: int) -> bool:
    """表決結果 over 贊成權數：…, 反對權數：…: the counts of one vote, which the decision around them tells."""
    if not "".join(head.key.split()).startswith("表決"):
        return False
    cells = [row[column] for row in grid.rows[1:] if row[column].lines]
    return len(cells) > 1 and all(_COUNT.match("".join(cell.key.split())) for cell in cells)
