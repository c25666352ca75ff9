"""Tables of people without headings, whose rows say unit, post and name, a cell each: each row read as one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..normalize.flow import ROW, Grid, GridCell, Line, Run
from ..values.mention import read_mention
from ..values.people_words import HAN

__all__ = ["rows_as_lines"]

_NAME = re.compile(rf"[{HAN}○](?:\s{{0,4}}[{HAN}○]){{1,3}}")
_FEW, _PARTS = 3, (2, 3)
"""So many rows of office and name are no accident; cells of a row that are one person."""


def rows_as_lines(grid: Grid) -> list[Line] | None:
    """財政局｜局長｜王大明 as 財政局局長 王大明, where most rows are of this kind; None for any other table."""
    if grid.columns < 2:
        return None
    rows = [[cell for cell in dict.fromkeys(row) if cell.lines] for row in grid.rows]
    whole = [row for row in rows if row]
    posted = sum(_is_posted(_without_label(row)) for row in whole)
    if posted < _FEW or posted * 4 < sum(len(row) > 1 for row in whole) * 3:
        return None
    return [line for row in whole for line in _laid(row)]


def _laid(row: Sequence[GridCell]) -> Iterator[Line]:
    rest = _without_label(row)
    for cell in row[: len(row) - len(rest)]:
        yield from cell.lines
    if _is_posted(rest):
        yield _joined([*(line for cell in rest[:-1] for line in cell.lines)], rest[-1].lines[0])
    else:
        yield from (line for cell in rest for line in cell.lines)


def _without_label(row: Sequence[GridCell]) -> Sequence[GridCell]:
    """The row without 列席人員： in front of the first one of its list."""
    return row[1:] if row[0].key.rstrip().endswith(":") else row


def _is_posted(row: Sequence[GridCell]) -> bool:
    """Whether the last cell is a name alone, and those before it are a post."""
    if len(row) not in _PARTS or len(row[-1].lines) != 1 or _NAME.fullmatch(row[-1].key.strip()) is None:
        return False
    office = "".join(part for cell in row[:-1] for part in cell.value.split())
    who = read_mention(f"{office} {row[-1].value.strip()}")
    return who is not None and who.is_person and who.office_before


def _joined(offices: Sequence[Line], name: Line) -> Line:
    """Unit and post without a gap, as 財政局局長 is written, and the name after one."""
    text = key = ""
    runs: list[Run] = []
    for line in (*offices, name):
        if line is name:
            text, key = text + " ", key + " "
        runs.extend(Run(run.at + len(text), run.source, run.length, run.page) for run in line.runs)
        text, key = text + line.text, key + line.key
    return Line(text, key, tuple(runs), name.style, ROW)
