"""Tables: stitched over pages, or, where a table is only a frame around the minutes, laid out as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..diagnostics import Finding
from ..document import Cell, Paragraph, Table
from ..lexicon import load
from ..lexicon.labels import all_labels
from ..values.chars import key_of
from ..values.numbering import read_case, read_marker
from .flow import ROW, Grid, GridCell, Line, Run
from .joining import View, begins_label, line_of
from .people_columns import people_by_turns, people_columns, post_and_name

__all__ = ["as_lines", "frames", "grid_of", "same_table", "sewn", "stitch"]

_OF_PEOPLE = frozenset(load("people")["table"]["names_only"])
_HEAD_GROUPS = {"meta", "people", "section", "subject", "field", "ruling"}
_LONG = 400
"""A cell with more characters than this that holds headings is a page, not a cell."""


@dataclass(frozen=True, slots=True)
class Stitched:
    grid: Grid
    findings: tuple[Finding, ...]


def _cell_lines(view: View, cell: Cell, aside: frozenset[int]) -> tuple[Line, ...]:
    """Lines of a cell: wrapped ones are joined unless the next begins with a number or a check box."""
    groups: list[list[Paragraph]] = []
    for p in cell.paragraphs:
        text = view.text[p.start : p.end].strip()
        if not text or p.start in aside:
            continue
        previous = view.text[groups[-1][-1].start : groups[-1][-1].end].strip() if groups else ""
        goes_on = groups and p.wrapped and groups[-1][-1].wrapped and not _opens(key_of(text), previous)
        if goes_on and not _ends_short(cell, groups[-1][-1], text):
            groups[-1].append(p)
        else:
            groups.append([p])
    return tuple(line_of(view, group) for group in groups)


_SPARE = 2.2
"""Ems that a line leaves free in its cell at most where its text goes on below."""
_LATIN = re.compile(r"[!-~]{1,20}")


def _ends_short(cell: Cell, line: Paragraph, text: str) -> bool:
    """Whether there was room in the cell for what begins the next line: 理事 王大明 over 理事 李小華."""
    size = line.style.size
    if cell.box is None or line.box is None or not size:
        return False
    edge = min(p.box[0] for p in cell.paragraphs if p.box is not None)
    padding = min(max(edge - cell.box[0], 0.0), size)
    word = _LATIN.match(text)
    spare = _SPARE + (len(word[0]) * 0.5 if word else 0.0)
    return cell.box[2] - padding - line.box[2] > spare * size


def _opens(key: str, previous: str) -> bool:
    if key[0] in "☑☐☒■□✓✔":
        return True
    marker = read_marker(key)
    return marker is not None and (previous[-1:] in "。；：.;:" or marker.ordinal == 1)


def grid_of(view: View, table: Table, aside: frozenset[int] = frozenset()) -> Grid:
    """A table as rows of cells, without what is set `aside`; a merged cell is the same object at each place that it covers."""
    empty = GridCell(())
    rows: list[list[GridCell]] = [[empty] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        made = GridCell(_cell_lines(view, cell, aside))
        for r in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for c in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                rows[r][c] = made
    return Grid(tuple(tuple(row) for row in rows), table.page)


def _row_key(row: Sequence[GridCell]) -> tuple[str, ...]:
    return tuple("".join(cell.key.split()) for cell in row)


def _merged(above: Sequence[GridCell], below: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """A row that a page break cut in two."""
    made: dict[tuple[int, int], GridCell] = {}
    row: list[GridCell] = []
    for a, b in zip(above, below, strict=True):
        if not b.lines:
            row.append(a)
            continue
        if (id(a), id(b)) not in made:
            made[id(a), id(b)] = GridCell(sewn(a.lines, b.lines))
        row.append(made[id(a), id(b)])
    return tuple(row)


def sewn(above: tuple[Line, ...], below: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a cell cut by a page break; a sentence cut in the middle becomes one line again."""
    if not above or not below or above[-1].key[-1:] in "。；：;:" or _opens(below[0].key, above[-1].key):
        return (*above, *below)
    last, first = above[-1], below[0]
    at = len(last.text)
    runs = (*last.runs, *(Run(run.at + at, run.source, run.length, run.page) for run in first.runs))
    return (
        *above[:-1],
        Line(last.text + first.text, last.key + first.key, runs, last.style, last.role),
        *below[1:],
    )


def _filled(above: Sequence[GridCell], added: Sequence[tuple[GridCell, ...]]) -> list[tuple[GridCell, ...]]:
    """The rows at a page top with what a merged cell of the page before says: 主辦單位 of five rows, printed once."""
    made = [list(row) for row in added]
    if len(made) < 2 or len(made[0]) != len(above):
        return [tuple(row) for row in made]
    for c, cell in enumerate(made[0]):
        if cell.lines or made[1][c] is not cell or not above[c].lines or cell in made[0][:c]:
            continue
        for row in made:
            if row[c] is not cell:
                break
            row[c] = above[c]
    return [tuple(row) for row in made]


def stitch(grids: Sequence[Grid]) -> Stitched:
    """One grid of the parts of a table on pages that follow each other.

    A header row that is printed again is set aside; a first row with an empty first cell goes on from the row
    before. Where such a row could also be a new one, a finding says so.
    """
    first = grids[0]
    rows = list(first.rows)
    repeated: list[Line] = []
    findings: list[Finding] = []
    for part in grids[1:]:
        added = list(part.rows)
        while added and rows and _row_key(added[0]) == _row_key(first.rows[0]):
            repeated.extend(line for cell in dict.fromkeys(added.pop(0)) for line in cell.lines)
        if (
            added
            and rows
            and len(added[0]) == len(rows[-1])
            and not added[0][0].lines
            and any(c.lines for c in added[0])
        ):
            filled = sum(bool(cell.lines) for cell in added[0])
            if filled >= max(2, len(added[0]) - 1):
                start = next(cell.lines[0].start for cell in added[0] if cell.lines)
                findings.append(
                    Finding("table-stitch-ambiguous", "taken as the rest of the row before", start, page=part.page)
                )
            rows[-1] = _merged(rows[-1], added.pop(0))
        rows.extend(_filled(rows[-1], added) if rows else added)
    return Stitched(Grid(tuple(rows), first.page, tuple(repeated)), tuple(findings))


def same_table(above: Grid, below: Grid) -> bool:
    """Whether a table at a page top is the rest of the one at the foot of the page before."""
    if above.columns != below.columns or above.columns < 2 or above.page is None or below.page is None:
        return False
    return below.page == above.page + 1 or _row_key(above.rows[0]) == _row_key(below.rows[0])


def frames(grid: Grid) -> bool:
    """Whether a table only frames the minutes: one column, label–value pairs, or cells that hold whole sections."""
    if grid.columns == 1 or _in_one_column(grid):
        return True
    if any(_bare(cell) in _OF_PEOPLE for row in grid.rows[:2] for cell in row[1:]):
        return False  # 職稱｜姓名｜備註: a list, though 召集人 and 委員 in its first column are labels of the head
    firsts = [first for row in grid.rows if (first := _first(row)).lines]
    if not firsts:
        return False
    if people_columns(grid.rows, 0):
        return True
    labelled = sum(_is_label(cell) for cell in firsts)
    header_only = (
        grid.rows[0] and sum(_is_label(cell) for cell in dict.fromkeys(grid.rows[0])) >= 3 and len(grid.rows) > 1
    )
    if labelled * 2 > len(firsts) and labelled >= 2 and not (header_only and labelled < 3):
        return True
    return any(_holds_sections(cell) for row in grid.rows for cell in row)


def _first(row: Sequence[GridCell]) -> GridCell:
    """The first cell, or the one behind it where it numbers the case of several rows: 第一案｜案由｜…"""
    for case, after in pairwise(row):
        if after is not case:
            return after if _counts_case(case) else row[0]
    return row[0]


def _counts_case(cell: GridCell) -> bool:
    key = "".join(cell.key.split())
    found = read_case(key + "、") if 2 <= len(key) <= 8 else None
    return found is not None and found.length == len(key) + 1


def _in_one_column(grid: Grid) -> bool:
    """Whether no row has more than one filled cell, as where the labels of the rows were set aside."""
    return all(len({id(cell) for cell in row if cell.lines}) <= 1 for row in grid.rows)


def _is_value(label: GridCell, cell: GridCell) -> bool:
    """Whether a cell is the value of the label before it; 會議室 after 地點 is one, though it may be a label."""
    if not _is_label(cell):
        return True
    own, other = (all_labels(_bare(c)) for c in (label, cell))
    return bool(own) and bool(other) and own[0].group == "meta" and own[0].name == other[0].name


def _heads_section(label: GridCell, value: GridCell) -> bool:
    """Whether a cell is the heading of what another cell holds: 伍、臨時動議 beside 王媽媽：…, 議程 beside 一、主席致詞 and
    more lines, 提案討論 beside 案由：…."""
    marker, labels = read_marker(label.key.strip()), all_labels(_bare(label))
    if not labels or labels[0].group != "section" or labels[0].kind == "close":
        return False
    first = value.lines[0].key
    number = read_marker(first)
    if marker is None:
        counted = number is not None and number.ordinal == 1
        return len(value.lines) > 1 and (counted or _SUBJECT.match(first) is not None)
    return len(value.lines) > 1 or ":" in first[:20] or number is not None


_SUBJECT = re.compile(r"\s{0,4}案\s{0,4}(?:由|名)\s{0,4}:")


def _bare(cell: GridCell) -> str:
    """The cell without spaces and without a number: 陸、散會."""
    key = cell.key.strip()
    marker = read_marker(key)
    return "".join(key[marker.length if marker and marker.style != "bullet" else 0 :].split())


def _is_label(cell: GridCell) -> bool:
    bare = _bare(cell)
    if not 2 <= len(bare) <= 16:
        return False
    return any(label.group in _HEAD_GROUPS for label in all_labels(bare))


def _holds_sections(cell: GridCell) -> bool:
    if sum(len(line.key) for line in cell.lines) < _LONG:
        return False
    return sum(begins_label(line.key) for line in cell.lines) >= 2


def as_lines(grid: Grid) -> list[Line]:
    """A framing table as lines: a label and its value become one line, everything else stands as it is."""
    lines: list[Line] = []
    seen: set[int] = set()
    for r, row in enumerate(grid.rows):
        cells = [cell for cell in dict.fromkeys(row) if id(cell) not in seen and cell.lines]
        for head, below in people_columns(grid.rows, r):
            lines.extend(_pair(head, below))
            seen.update((id(head), id(below)))
        cells = [cell for cell in cells if id(cell) not in seen]
        seen.update(id(cell) for cell in cells)
        if (posts := post_and_name(grid.rows, r)) is not None:
            lines.extend(_pair(row[0], GridCell((posts,))) if row[0] in cells else [posts])
            continue
        i = int(bool(cells) and _over_rows(grid, r, cells))
        lines.extend(cells[0].lines if i else ())
        while i < len(cells):
            if i + 1 < len(cells) and _is_label(cells[i]) and _is_value(cells[i], cells[i + 1]):
                heads = _heads_section(cells[i], cells[i + 1])
                lines.extend(
                    [*cells[i].lines, *cells[i + 1].lines]
                    if heads
                    else _pair(cells[i], people_by_turns(cells[i], cells[i + 1]))
                )
                i += 2
            else:
                lines.extend(cells[i].lines)
                i += 1
    return lines


def _over_rows(grid: Grid, at: int, cells: Sequence[GridCell]) -> bool:
    """Whether the first cell heads several rows of labels and values: 討論事項 over 案由一｜…, 說明｜…, 決議｜…"""
    if len(cells) < 3 or at + 1 >= len(grid.rows) or grid.rows[at + 1][0] is not cells[0] or not _is_label(cells[0]):
        return False
    return any(label.group == "section" for label in all_labels(_bare(cells[0])))


def _pair(label: GridCell, value: GridCell) -> list[Line]:
    head, first = _one(label.lines), value.lines[0]
    if head.key.rstrip().endswith(":"):
        gap, at = ("", ""), len(head.text)
    else:
        gap, at = (" ", ":"), len(head.text) + 1  # read as a colon, but no value may show one that is not there
    runs = (*head.runs, *(Run(run.at + at, run.source, run.length, run.page) for run in first.runs))
    role = first.role if first.role == ROW else head.role
    return [
        Line(head.text + gap[0] + first.text, head.key + gap[1] + first.key, runs, head.style, role, 0),
        *value.lines[1:],
    ]


def _one(lines: Sequence[Line]) -> Line:
    """Lines of a label cell (「建 議 辦」「法」) as one."""
    text = key = ""
    runs: list[Run] = []
    for line in lines:
        runs.extend(Run(run.at + len(text), run.source, run.length, run.page) for run in line.runs)
        text, key = text + line.text, key + line.key
    return Line(text, key, tuple(runs), lines[0].style, lines[0].role)
