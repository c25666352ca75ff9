"""Lists of people in forms: 出席人員｜列席人員 over a cell of names each; 列席 beside rows of posts and names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon.labels import all_labels
from ..values.mention import read_mention
from ..values.people_words import offices
from .flow import ROW, GridCell, Line, Run

__all__ = ["people_by_turns", "people_columns", "post_and_name"]

_LONGEST = 8
_BRACKETS = re.compile(r"\([^()]{0,80}\)")


def people_columns(rows: Sequence[Sequence[GridCell]], at: int) -> list[tuple[GridCell, GridCell]]:
    """The heads of row `at`, each with the cell of people below it; empty if the row is not made of such heads.

    Two heads or more that say different things of the people (出席, 列席), and as many filled cells under them: a row of
    one head and its value is no such row, nor is that of a list with a person a row.
    """
    if at + 1 >= len(rows):
        return []
    heads, below = list(dict.fromkeys(rows[at])), list(dict.fromkeys(rows[at + 1]))
    if len(heads) < 2 or len(heads) != len(below) or not all(cell.lines for cell in (*heads, *below)):
        return []
    names = {name for cell in heads if (name := _people(cell)) is not None}
    if len(names) < len(heads) or not any(len(cell.lines) > 1 or _listed(cell) for cell in below):
        return []
    first = {id(cell): c for c, cell in reversed(list(enumerate(rows[at])))}
    pairs = [(head, rows[at + 1][first[id(head)]]) for head in heads]
    return pairs if not any(_people(cell) for _, cell in pairs) else []


def post_and_name(rows: Sequence[Sequence[GridCell]], at: int) -> Line | None:
    """總幹事｜王大明 of row `at` as one line, where 列席 or the like stands before it and other rows; None elsewhere.

    總幹事 and 主席 are labels of a head, too: in such a row they are the post of whom the next cell names.
    """
    row = rows[at]
    beside = [rows[r] for r in (at - 1, at + 1) if 0 <= r < len(rows)]
    if not any(other[0] is row[0] for other in beside) or _people(row[0]) is None:
        return None
    cells = [cell for cell in dict.fromkeys(row[1:]) if cell.lines and cell is not row[0]]
    if len(cells) not in (2, 3) or any(len(cell.lines) != 1 for cell in cells) or _listed(cells[-1]):
        return None
    if any(len(cell.key) > _LONGEST * 2 or ":" in cell.key for cell in cells):
        return None
    return _in_one([cell.lines[0] for cell in cells])


def people_by_turns(label: GridCell, value: GridCell) -> GridCell:
    """The people beside 出席人員, where they stand in a table of their own inside the cell: 委員／王處長大明／勞工代表／
    李小華 as a line for each."""
    lines = value.lines
    if len(lines) < 4 or len(lines) % 2 or _people(label) is None:
        return value
    if not all(offices().pattern.fullmatch("".join(line.key.split())) for line in lines[::2]):
        return value
    named = [read_mention(_BRACKETS.sub("", line.key)) for line in lines[1::2]]
    if any(who is None or not who.is_person for who in named):
        return value
    return GridCell(tuple(_in_one(pair) for pair in zip(lines[::2], lines[1::2], strict=True)))


def _in_one(lines: Sequence[Line]) -> Line:
    text = key = ""
    runs: list[Run] = []
    for line in lines:
        gap = " " if text else ""
        runs.extend(Run(run.at + len(text + gap), run.source, run.length, run.page) for run in line.runs)
        text, key = text + gap + line.text, key + gap + line.key
    return Line(text, key, tuple(runs), lines[0].style, ROW)


def _people(cell: GridCell) -> str | None:
    """What a head says of the people under it."""
    bare = "".join(cell.key.split()).strip(":")
    if not 2 <= len(bare) <= _LONGEST:
        return None
    return next((label.name for label in all_labels(bare) if label.group == "people"), None)


def _listed(cell: GridCell) -> bool:
    return "、" in cell.key
