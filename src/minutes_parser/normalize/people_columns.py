"""Lists of people under heads beside each other: 出席人員｜列席人員 over a cell of names each."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.labels import all_labels
from .flow import GridCell

__all__ = ["people_columns"]

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


def _people(cell: GridCell) -> str | None:
    """What a head says of the people under it."""
    bare = "".join(cell.key.split()).strip(":")
    if not 2 <= len(bare) <= _LONGEST:
        return None
    return next((label.name for label in all_labels(bare) if label.group == "people"), None)


def _listed(cell: GridCell) -> bool:
    return "、" in cell.key
