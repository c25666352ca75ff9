"""What stands in the columns that people sign: 簽到, 簽名, 出席情形; and tables where they write their own names there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..normalize.flow import Grid
from ..values import people_words as words
from .people_drafts import Draft, Value
from .people_list import read_list
from .people_state import Context, ListReading

__all__ = ["inside", "only_listens", "read_signed", "signed_beside"]

_BRACKETED = re.compile(r"\s{0,4}[(（]([^()（）]{1,60})[)）]\s{0,4}")
_LISTENING = frozenset({"列席", "旁聽"})


def inside(text: str) -> str:
    """A remark without the brackets around all of it: （請假） where others sign."""
    found = _BRACKETED.fullmatch(text)
    return found[1] if found else text


def only_listens(marks: Iterable[str]) -> bool:
    """Whether 出席情形 says of somebody 列席 or 旁聽."""
    return any("".join(inside(mark).split()) in _LISTENING for mark in marks)


def signed_beside(kinds: Sequence[str | None]) -> bool:
    """Whether a table without a column of names is headed 列席單位｜簽到｜簽到: units, and beside them who signed."""
    return len(kinds) > 1 and kinds[0] == "unit" and all(kind == "mark" for kind in kinds[1:])


def read_signed(grid: Grid, context: Context) -> ListReading:
    """工務局｜科長 王大明｜技士 李小華: the unit holds for the people beside it; 地政處｜（未出席） sent nobody."""
    made = ListReading()
    made.used.extend(span for cell in dict.fromkeys(grid.rows[0]) for span in cell.spans())
    for row in grid.rows[1:]:
        cells = [cell for cell in dict.fromkeys(row) if cell.lines]
        if not cells:
            continue
        unit = Value(row[0].value, row[0].spans()) if row[0].lines else context.unit
        people = [cell for cell in cells if cell is not row[0]]
        if unit is None or not people:
            _add(made, read_list([line.whole() for cell in cells for line in cell.lines], context))
            continue
        made.used.extend(unit.spans)
        for cell in people:
            said = words.fold(inside("".join(cell.value.split())))
            if words.is_word("notes", "absent", said):
                made.drafts.append(Draft(context.category, "absent", organization=unit, rule="delegation"))
                made.used.extend(cell.spans())
                continue
            _add(made, read_list([line.whole() for line in cell.lines], context._replace(unit=unit)))
    return made


def _add(made: ListReading, more: ListReading) -> None:
    made.drafts.extend(more.drafts)
    made.findings.extend(more.findings)
    made.used.extend(more.used)
