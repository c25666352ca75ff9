"""Lists of people in forms: 出席人員｜列席人員 over a cell of names each; 列席 beside rows of posts and names."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.labels import all_labels
from .flow import GridCell, Line, Run

__all__ = ["people_columns", "post_and_name"]

_LONGEST = 8


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
    text = key = ""
    runs: list[Run] = []
    for line in (cell.lines[0] for cell in cells):
        gap = " " if text else ""
        runs.extend(Run(run.at + len(text + gap), run.source, run.length, run.page) for run in line.runs)
        text, key = text + gap + line.text, key + gap + line.key
    first = cells[0].lines[0]
    return Line(text, key, tuple(runs), first.style, first.role)


def _people(cell: GridCell) -> str | None:
    """What a head says of the people under it."""
    bare = "".join(cell.key.split()).strip(":")
    if not 2 <= len(bare) <= _LONGEST:
        return None
    return next((label.name for label in all_labels(bare) if label.group == "people"), None)


def _listed(cell: GridCell) -> bool:
    return "、" in cell.key
