"""Makes the labelled lists that `attendees` reads from text that a clerk could write.

A line 「出席委員：…」 begins a list; lines without a label go on in it; lines that begin with ｜ are rows of a
table, cells parted by ｜.
"""

from __future__ import annotations

import re

from minutes_parser.document import Style
from minutes_parser.extract.people_block import ListKind, PeopleBlock
from minutes_parser.normalize.flow import Grid, GridCell, Line, Run, Slice
from minutes_parser.values.chars import key_of

_LABEL = re.compile(
    r"(?P<label>主\s*席|主持人|召集人|紀\s*錄|記\s*錄|速\s*記|(?:應|委託|代理)?出\s*席[^:：（(、，。]{0,8}(?:[（(][^()（）]{0,12}[)）])?"
    r"|列\s*席[^:：，。]{0,8}|旁聽[^:：]{0,4}|請\s*假[^:：、，。]{0,6}|缺席[^:：]{0,6}|秘書長|與會[^:：]{0,6})[:：]"
)
_KINDS: tuple[tuple[str, ListKind], ...] = (
    ("主", "chair"), ("召集", "chair"), ("紀", "recorder"), ("記", "recorder"), ("速", "recorder"),
    ("請", "absent"), ("缺", "absent"), ("列", "observer"), ("旁", "observer"),
)  # fmt: skip


def line_of(text: str, at: int) -> Line:
    return Line(text, key_of(text), (Run(0, at, len(text), None),), Style())


def _kind(label: str) -> ListKind:
    return next((kind for start, kind in _KINDS if label.startswith(start)), "member")


def blocks_of(text: str) -> list[PeopleBlock]:
    """The lists of `text`; spans lead to places in `text` itself."""
    made: list[tuple[ListKind, Slice, list[Slice | Grid]]] = []
    rows: list[list[GridCell]] = []
    at = 0
    for raw in [*text.splitlines(keepends=True), ""]:
        if raw.startswith("｜"):
            rows.append(_row(raw, at))
        elif rows:
            made[-1][2].append(Grid(tuple(map(tuple, rows))))
            rows = []
        body = raw.rstrip("\n")
        if body.strip() and not raw.startswith("｜"):
            line = line_of(body, at).whole()
            label = _LABEL.match(body)
            if label:
                made.append((_kind(label["label"]), line.cut(0, label.end("label")), []))
                line = line.cut(label.end())
            if line:
                made[-1][2].append(line)
        at += len(raw)
    return [PeopleBlock(kind, label, tuple(content)) for kind, label, content in made]


def _row(raw: str, at: int) -> list[GridCell]:
    cells = []
    place = at + 1
    for cell in raw.rstrip("\n").removeprefix("｜").removesuffix("｜").split("｜"):
        cells.append(GridCell((line_of(cell, place),) if cell.strip() else ()))
        place += len(cell) + 1
    return cells
