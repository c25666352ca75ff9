"""Rows of people whose cells stand on lines of their own: 人力司／專門委員／王大明, as stores of pages print a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..values.people_words import HAN, ends_as_unit, fold, is_word, offices, surname_rank

__all__ = ["cells_as_rows"]

_NAME = re.compile(rf"[{HAN}○](?:\s{{0,4}}[{HAN}○]){{1,3}}")
_FEWEST = 2
"""So many rows of an office over a name, one right after the other, are no accident."""
_HEADS = ("unit", "title", "role", "name", "number")
_MOST_UNITS = 2
"""Units above an office that are of its row: 海洋部／漁業署／副署長."""


def cells_as_rows(text: str) -> str:
    """The same text, the same length, with a space for each line break inside a row of cells, and no heads of columns.

    >>> cells_as_rows("人力司\\n專門委員\\n王大明\\n保險司\\n科長\\n李小華")
    '人力司 專門委員 王大明\\n保險司 科長 李小華'
    >>> cells_as_rows("人力司\\n專門委員\\n王大明\\n李小華")
    '人力司\\n專門委員\\n王大明\\n李小華'
    """
    lines = text.split("\n")
    if len(lines) < 2 * _FEWEST + 1:
        return text
    keys = ["".join(fold(line).split()) for line in lines]
    rows = _rows(lines, keys)
    with_unit = any(first < office for first, office in rows)
    if not with_unit or not any(_follows(rows, i) for i in range(len(rows))):
        return text
    inside = {at for first, office in rows for at in range(first, office + 1)}
    for at in range(rows[0][0] - 1, -1, -1):  # 機關／職稱／姓名 above the first row
        if not any(is_word("table", name, keys[at]) for name in _HEADS):
            break
        lines[at] = " " * len(lines[at])
    return "".join(line + (" " if i in inside else "\n") for i, line in enumerate(lines))[:-1]


def _rows(lines: Sequence[str], keys: Sequence[str]) -> list[tuple[int, int]]:
    """First line and line of the office, of each office over a name, with the units above it."""
    made: list[tuple[int, int]] = []
    for office in range(len(lines) - 1):
        if offices().pattern.fullmatch(keys[office]) is None or not _is_name(lines[office + 1], keys[office + 1]):
            continue
        first = office
        while first > 0 and office - first < _MOST_UNITS and ends_as_unit(keys[first - 1]) == 2:
            first -= 1
        made.append((first, office))
    return made


def _follows(rows: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether enough rows stand one right after the other from row `i`."""
    run = rows[i : i + _FEWEST]
    return len(run) == _FEWEST and all(later[0] == row[1] + 2 for row, later in pairwise(run))


def _is_name(line: str, key: str) -> bool:
    if _NAME.fullmatch(line.strip()) is None or not 2 <= len(key) <= 4:
        return False
    return surname_rank(key[0]) > 0 and not ends_as_unit(key) and offices().pattern.fullmatch(key) is None
