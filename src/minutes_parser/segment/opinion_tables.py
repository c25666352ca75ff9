"""Which tables hold opinions: their columns (審查委員, 審查意見, 回覆說明) and who answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..lexicon import load
from ..lexicon.columns import tracking_column
from ..normalize.flow import Grid, GridCell, Slice
from ..values.chars import key_of
from ..values.names import SpeakerReading, read_speaker

__all__ = ["OpinionLayout", "Speaker", "holds_opinions", "opinion_layout"]

Speaker = tuple[Slice, SpeakerReading]
"""Where somebody is named, and what was read there."""


@dataclass(frozen=True, slots=True)
class OpinionLayout:
    """Numbers of the columns, None for those that are missing; `head` is that of the row which names them. `replier`
    is who answers (開發單位答覆), nobody named where the head of the column does not say it, None without replies."""

    head: int
    opinion: int
    speaker: int | None
    reply: int | None
    replier: Speaker | None
    unit: int | None = None
    """The column of who has to answer, row by row: 權責單位."""


@cache
def _columns() -> Mapping[str, str]:
    return {key_of(word): name for name, words in load("opinions")["columns"].items() for word in words}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in load("opinions")["column_patterns"].items())


def _bare(cell: GridCell) -> str:
    return "".join(cell.key.split()).strip(":.")


def _column(head: str) -> str | None:
    found = _columns().get(head)
    if found is not None or not 2 <= len(head) <= 24:
        return found
    return next((name for name, pattern in _patterns() if pattern.fullmatch(head)), None)


def opinion_layout(grid: Grid) -> OpinionLayout | None:
    """The columns of a table of opinions; None if it has no opinions, or nobody who gives or answers them."""
    for top, row in enumerate(grid.rows[: min(2, len(grid.rows) - 1)]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            name = _column(_bare(cell))
            if name is not None:
                found.setdefault(name, column)
        if "opinion" in found and ("speaker" in found or "reply" in found):
            reply = found.get("reply")
            replier = _replier(row[reply]) if reply is not None else None
            unit = _answering(row, found) if replier is not None and not replier[1].organization else None
            return OpinionLayout(top, found["opinion"], found.get("speaker"), reply, replier, unit)
    return None


def _answering(row: tuple[GridCell, ...], found: Mapping[str, int]) -> int | None:
    """The column of units that answer, beside one of speakers."""
    if "speaker" not in found:
        return None
    return next(
        (c for c, cell in enumerate(row) if c not in found.values() and tracking_column(_bare(cell)) == "assignee"),
        None,
    )


def _replier(cell: GridCell) -> Speaker:
    """Who answers: a unit or a party where the head of the column names one (開發單位答覆說明), else nobody named."""
    whole = cell.lines[0].whole().strip()
    found = dict(_patterns())["reply"].fullmatch(whole.key)
    if found is not None and found["who"]:
        head = whole.cut(*found.span("who"))
        reading = read_speaker(f"{head.key}回應")  # 開發單位 alone is as often a label
        if reading is not None and reading.name is None:
            return head, reading
    return whole, SpeakerReading()


def holds_opinions(grid: Grid) -> bool:
    """Whether a table is one of opinions."""
    return opinion_layout(grid) is not None
