"""Follow-ups: rows of tracking tables and lists: what was decided, what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..model import FollowUp, FollowUpStatus, TextSpan
from ..normalize.flow import Grid, GridCell, Slice
from ..segment.earlier import told_on_a_line
from ..segment.outline import Node
from ..segment.unit_headings import UNIT
from ..values.dates import find_dates
from ..values.numbering import read_case
from .follow_up_bullets import bulleted
from .grounded import grounds
from .headings import decided_before, follows_up, is_placeholder, printed_label, tells_progress
from .passages import Passage, passage
from .statuses import read_status, said_status, ticked
from .tracking_tables import Layout

__all__ = ["follow_ups"]


def follow_ups(
    root: Node, item_of: Mapping[int, str], tables: Mapping[int, tuple[Grid, Layout, Node]]
) -> tuple[FollowUp, ...]:
    """All follow-ups, tables and lists, in the order of the document."""
    made: list[FollowUp] = []
    for node, item_id, chain in _places(root, item_of, None, ()):
        if node.kind == "table" and node.piece and node.piece.grid is not None and id(node.piece.grid) in tables:
            grid, layout, _ = tables[id(node.piece.grid)]
            made.extend(_of_table(grid, layout, item_id, _stated_date(chain)))
        elif any(c.label and c.label.name in ("follow_directive", "ruling") and _lists(c) for c in node.children) or (
            node.label is not None and _lists(node)
        ):
            found = _of_list(node, item_id, _stated_date(chain))
            if found is not None:
                made.append(found)
        elif (
            node.kind in ("point", "item")
            and _has_progress(node)  # with a decision of this meeting behind it, too
            and any(follows_up(above) for above in chain)
        ):
            found = _of_point(node, item_id, _stated_date(chain))
            if found is not None:
                made.append(found)
        elif follows_up(node) and not any(n.kind == "table" for n in node.walk()):
            stated = _stated_date((*chain, node), lines=False)
            made.extend([*_told(node, item_id, stated)] or bulleted(node, item_id, stated))
        elif node.label is UNIT and any(follows_up(above) for above in chain):  # ### 上次會議 under ## 待追蹤項目
            made.extend(bulleted(node, item_id, _stated_date((*chain, node), lines=False)))
    return tuple(f.model_copy(update={"id": f"f{i}"}) for i, f in enumerate(made, 1))


def _lists(node: Node) -> bool:
    """A list entry: 決議事項： followed by 辦理情形： at the same place."""
    labels = [*([node.label] if node.label else []), *(node.piece.labels if node.piece else ())]
    return node.kind in ("field", "point") and any(x.name == "follow_directive" for x in labels)


def _places(
    node: Node, item_of: Mapping[int, str], item_id: str | None, chain: tuple[Node, ...]
) -> Iterator[tuple[Node, str | None, tuple[Node, ...]]]:
    if node.kind == "annex":
        return
    item_id = item_of.get(id(node), item_id)
    yield node, item_id, chain
    for child in node.children:
        yield from _places(child, item_of, item_id, (*chain, node))


def _stated_date(chain: tuple[Node, ...], *, lines: bool = True) -> tuple[date, tuple[TextSpan, ...]] | None:
    """The day of the meeting that decided, if a heading above or a line before states one."""
    for node in reversed(chain):
        stated = [node.piece.whole] if node.piece and node.piece.grid is None else []
        stated += [c.piece.whole for c in node.children if c.kind == "text" and c.piece] if lines else []
        for line in stated[:4]:
            for reading in find_dates(line.key):
                if reading.date is not None and "會" in line.key and node.kind != "document":
                    return reading.date, line.cut(reading.start, reading.end).spans()
    return None


def _cell(row: tuple[GridCell, ...], layout: Layout, name: str) -> GridCell | None:
    column = layout.columns.get(name)
    return row[column] if column is not None and row[column].lines else None


def _text(cell: GridCell | None) -> Passage | None:
    return passage(line.whole() for line in cell.lines) if cell else None


def _of_table(
    grid: Grid, layout: Layout, item_id: str | None, stated: tuple[date, tuple[TextSpan, ...]] | None
) -> Iterator[FollowUp]:
    group = stated
    for row in grid.rows[layout.head :]:
        if len({id(c) for c in row if c.lines}) == 1 and len(row) > 2:
            heading = next(c for c in row if c.lines)
            dates = [r for r in find_dates(heading.key) if r.date]
            if dates and dates[0].date:
                group = (dates[0].date, heading.spans())
            continue
        directive = _text(_cell(row, layout, "directive"))
        if not directive:
            continue
        yield _row(row, layout, directive, item_id, group)


def _row(
    row: tuple[GridCell, ...], layout: Layout, directive: Passage, item_id: str | None,
    group: tuple[date, tuple[TextSpan, ...]] | None,
) -> FollowUp:  # fmt: skip
    progress, assignee = _text(_cell(row, layout, "progress")), _text(_cell(row, layout, "assignee"))
    number, status = _cell(row, layout, "number"), _cell(row, layout, "status")
    day = _cell(row, layout, "date")
    dated = next((r.date for r in find_dates(day.key) if r.date), None) if day else None
    when, when_spans = (dated, day.spans()) if dated and day else group or (None, ())
    ticks = {name: row[c] for name, c in layout.columns.items() if name.startswith("tick_")}
    reading = ticked(ticks, status) if ticks else read_status(status.key if status else "", layout.status_head)
    shown = reading.status if ticks or status or progress is None else said_status(progress.key)
    return FollowUp(
        id="", item_id=item_id,
        number=number.value or None if number else None,
        meeting_date=when.isoformat() if when else None,
        directive=directive.text, progress=progress.text if progress else None,
        assignee=assignee.text.replace("\n", "") if assignee else None,
        status=shown, status_text=status.value if status else reading.text,
        **grounds("tracking-table", directive=directive, progress=progress, assignee=assignee,
                  number=number.spans() if number else None, meeting_date=when_spans or None,
                  status_text=(status.spans() if status else reading.spans) or None),
    )  # fmt: skip


def _of_list(node: Node, item_id: str | None, stated: tuple[date, tuple[TextSpan, ...]] | None) -> FollowUp | None:
    """An entry of a list: 決議事項：… 辦理情形：… 管考建議：…"""
    parts: dict[str, list[Slice]] = {}
    for child in [node, *node.children] if _lists(node) else node.children:
        field = next((x.field for x in (child.piece.labels if child.piece else ()) if x.group == "follow"), None)
        field = field or ("directive" if child.label and child.label.name == "follow_directive" else None)
        if child.piece is not None and field:
            parts.setdefault(field, []).extend([child.piece.body] if child is node else child.content())
    values = {
        name: value for name, slices in parts.items() if (value := _value(slices))
    }  # 辦理情形： may be left empty
    if "directive" not in values or not ({"progress", "status"} & set(parts)):
        return None
    number = printed_label(node) or (None if _lists(node) else _own_number(node))
    shown = _shown(values)
    return FollowUp(
        id="", item_id=item_id, meeting_date=stated[0].isoformat() if stated else None,
        number=number.value if number else None,
        directive=values["directive"].text,
        progress=values["progress"].text if "progress" in values else None,
        assignee=values["assignee"].text if "assignee" in values else None,
        status=shown, status_text=values["status"].text if "status" in values else None,
        **grounds("tracking-list", meeting_date=stated[1] if stated else None,
                  number=number.spans() if number else None, **_by_field(values)),
    )  # fmt: skip


def _value(slices: Sequence[Slice]) -> Passage:
    """What stands after a label, without the semicolon before the next label on the same line."""
    made = passage(slices)
    if not made.slices or not made.slices[-1].key.endswith(";"):
        return made
    return passage([*made.slices[:-1], made.slices[-1].cut(0, len(made.slices[-1].key) - 1)])


def _shown(parts: Mapping[str, Passage]) -> FollowUpStatus:
    """The status that an entry of a list prints, else that with which its progress ends."""
    if "status" in parts:
        return read_status(parts["status"].key).status
    return said_status(parts["progress"].key) if "progress" in parts else "unknown"


def _by_field(parts: Mapping[str, Passage]) -> dict[str, Passage]:
    """Parts by the field that holds their words: the status as printed is `status_text`."""
    return {"status_text" if name == "status" else name: value for name, value in parts.items()}


def _own_number(node: Node) -> Slice | None:
    """8-2-1 of 列管案號：8-2-1, which opens the unit."""
    numbered = node.piece is not None and node.piece.named("field") is not None and node.piece.marker is None
    return node.piece.body if numbered and node.piece is not None and len(node.piece.body.key) <= 20 else None


def _number(node: Node) -> Slice | None:
    """The number as printed: 一 of 一、, 1 of 項次 1： and 編號1（113.05.02）：, 8-2-1 of 列管案號：8-2-1; 第一案 names a case."""
    marker, printed = node.piece.marker if node.piece else None, printed_label(node)
    if marker is None or marker.style != "case" or printed is None:
        return _own_number(node) if marker is None or marker.style == "case" else printed
    if marker.word not in ("項次", "編號"):
        return _own_number(node)
    note = printed.key.find("(")
    return printed.cut(len(marker.word), note if note > 0 else len(printed.key)).strip()


def _dated(node: Node) -> tuple[date, tuple[TextSpan, ...]] | None:
    """The day in the brackets behind a printed number: 編號1（113.05.02第6屆第1次）：."""
    printed = printed_label(node)
    if printed is None or "(" not in printed.key:
        return None
    found = next((x for x in find_dates(printed.key) if x.date is not None), None)
    return (found.date, printed.cut(found.start, found.end).spans()) if found is not None and found.date else None


def _has_progress(node: Node) -> bool:
    return any(c.piece is not None and any(x.name == "follow_progress" for x in c.piece.labels) for c in node.children)


def _matter(node: Node) -> Passage:
    """What an earlier decision was about, where its words are not given: the 案由, or the line that has its number."""
    assert node.piece is not None
    subject = next((n for n in (node, *node.children) if n.piece is not None and n.piece.named("subject")), None)
    if subject is not None and subject.piece is not None and subject.piece.body:
        return _value(subject.content())
    marker = node.piece.marker
    return passage([node.piece.whole.cut(marker.length if marker else 0)])


def _of_point(node: Node, item_id: str | None, stated: tuple[date, tuple[TextSpan, ...]] | None) -> FollowUp | None:
    """A numbered decision, or a case with its 決議, with 辦理情形： and perhaps 列管建議： under it."""
    assert node.piece is not None
    earlier = decided_before(node)
    directive = _matter(node)
    parts: dict[str, Passage] = {}
    for child in node.children:
        if child.kind == "ruling":
            directive = _value(child.content()) if child in earlier else directive
            continue
        field = next((x.field for x in (child.piece.labels if child.piece else ()) if x.group == "follow"), None)
        if field is not None and (value := _value(child.content())):
            parts[field] = value
    directive = parts.get("directive", directive)
    if not directive:
        return None
    number, stated = _number(node), _dated(node) or stated
    shown = _shown(parts)
    return FollowUp(
        id="", item_id=item_id, meeting_date=stated[0].isoformat() if stated else None,
        number=number.value if number else None, directive=directive.text,
        progress=parts["progress"].text if "progress" in parts else None,
        assignee=parts["assignee"].text if "assignee" in parts else None,
        status=shown, status_text=parts["status"].text if "status" in parts else None,
        **grounds("tracking-points", meeting_date=stated[1] if stated else None,
                  number=number.spans() if number else None, **_by_field({**parts, "directive": directive})),
    )  # fmt: skip


_TOLD = re.compile(
    # 「…修正草案，業經會議決議通過，並於…發布。」「提案一：尋找…，執行情形 …」
    r"(?P<what>[^。]{4,300}?),\s?(?P<mark>(?:執行|辦理|處理)(?:情形|狀況|結果)\s?:?\s?)?(?P<done>(?(mark)|(?=業經|業已|業於|已於|已經|已依|刻正|現正|將於))[^。].{2,400})"
)


def _told(node: Node, item_id: str | None, stated: tuple[date, tuple[TextSpan, ...]] | None) -> Iterator[FollowUp]:
    """Decisions told one a line under 上次會議決議執行情形, with what was done after a comma."""
    units = [c for c in node.children if c.kind == "point"]
    plain = bool(units) and all(tells_progress(unit) for unit in units)
    for child in node.children:
        if child.piece is None or child.piece.grid is not None or child.kind not in ("text", "point"):
            continue
        piece = child.piece
        line = piece.whole.cut(piece.marker.length if piece.marker else 0)
        case = read_case(line.key)
        line = line.cut(case.length).strip() if case else line.strip()
        after = told_on_a_line(line.key) if plain and child.kind == "point" else None
        found = after or _TOLD.match(line.key)
        if found is None or is_placeholder(line.key) or any(c.kind in ("ruling", "field") for c in child.children):
            continue
        directive, progress = passage([line.cut(*found.span("what"))]), passage([line.cut(*found.span("done"))])
        number = printed_label(child) if after else None
        yield FollowUp(
            id="", item_id=item_id, meeting_date=stated[0].isoformat() if stated else None,
            directive=directive.text, progress=progress.text, status=said_status(progress.key) if after else "unknown",
            number=number.value if number else None,
            **grounds("tracking-told", directive=directive, progress=progress, meeting_date=stated[1] if stated else None,
                      number=number.spans() if number else None),
        )  # fmt: skip
