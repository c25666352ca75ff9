"""Columns of people under their roles: 勞方代表｜資方代表 over names below each other, in one cell or in many."""

from __future__ import annotations

from ..normalize.flow import Grid, GridCell
from ..values import people_words as words
from .people_drafts import Value
from .people_list import read_list
from .people_state import Context, ListReading

__all__ = ["by_roles", "read_columns"]

Column = tuple[GridCell, list[GridCell]]


def by_roles(grid: Grid) -> list[Column] | None:
    """Each head with the cells under it, where all the heads are different roles; None for any other table."""
    if len(grid.rows) < 2:
        return None
    heads = list(dict.fromkeys(grid.rows[0]))
    said = [words.fold("".join(head.value.split())).strip(":") for head in heads]
    if len(heads) < 2 or len({*said}) < len(said) or not all(words.is_word("roles", "heads", word) for word in said):
        return None
    columns = [(head, _under(grid, head)) for head in heads]
    return columns if all(cells for _, cells in columns) else None


def _under(grid: Grid, head: GridCell) -> list[GridCell]:
    """The filled cells below a head, a cell of several rows or columns once."""
    places = [c for c, cell in enumerate(grid.rows[0]) if cell is head]
    return [cell for cell in dict.fromkeys(row[c] for row in grid.rows[1:] for c in places) if cell.lines]


def read_columns(columns: list[Column], context: Context) -> ListReading:
    """The people of each column have the role of its head."""
    made = ListReading()
    for head, cells in columns:
        role = Value(head.value.strip(" :："), head.spans())
        made.used.extend(head.spans())
        lines = [line.whole() for cell in cells for line in cell.lines]
        more = read_list(lines, context._replace(role=role))
        made.drafts.extend(more.drafts)
        made.findings.extend(more.findings)
        made.used.extend(more.used)
    return made
