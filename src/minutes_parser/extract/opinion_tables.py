"""Tables of contributions: 陳述人｜意見內容｜回應及處理情形, one contribution a row, and the reply to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..lexicon import load
from ..model import Person, TextSpan
from ..normalize.flow import Grid, GridCell, Slice
from ..values.chars import key_of
from ..values.names import read_mention, read_speaker
from ..values.people_words import ends_as_unit
from .passages import Passage, passage

__all__ = ["Told", "told_in"]


@dataclass(frozen=True, slots=True)
class Told:
    """One contribution of a table: who, where that is written, and the words."""

    speaker: Person
    label: tuple[TextSpan, ...]
    text: Passage


@cache
def _columns() -> dict[str, str]:
    """Column heads by what they hold: who, said, reply."""
    words = load("people")["opinions"]
    return {key_of(word): name for name in ("who", "said", "reply") for word in words[name]}


def told_in(grid: Grid) -> Iterator[Told]:
    """The contributions of a table, row by row; none if its head does not say who and what."""
    if len(grid.rows) < 2:
        return
    found: dict[str, int] = {}
    for c, cell in enumerate(grid.rows[0]):
        name = _columns().get("".join(cell.key.split()).strip(":"))
        if name is not None:
            found.setdefault(name, c)
    if "who" not in found or "said" not in found:
        return
    for row in grid.rows[1:]:
        yield from _row(grid.rows[0], row, found)


def _row(header: tuple[GridCell, ...], row: tuple[GridCell, ...], found: dict[str, int]) -> Iterator[Told]:
    who, said = row[found["who"]], _text(row[found["said"]])
    if not who.lines or not said or who is row[found["said"]]:
        return
    yield Told(_person("".join(line.text for line in who.lines)), who.spans(), said)
    if "reply" in found and (reply := _text(row[found["reply"]])):
        head = header[found["reply"]]
        yield Told(_replying("".join(line.text for line in head.lines)), head.spans(), reply)


def _text(cell: GridCell) -> Passage:
    return passage(Slice(line, 0, len(line.text)) for line in cell.lines)


def _person(written: str) -> Person:
    """Whoever a cell names: 王委員大明, 水利署, 廉○頗（書面）."""
    found = read_speaker(written, known=True)
    if found is not None:
        return Person(name=found.name, organization=found.organization, title=found.title)
    mention = read_mention(written)
    bare = "".join(written.split()).split("（")[0].split("(")[0]
    if mention is not None and mention.name is not None and mention.score > 0:
        return Person(name=mention.name, organization=mention.organization, title=mention.role or mention.title)
    return Person(organization=bare) if ends_as_unit(key_of(bare)) or len(bare) > 4 else Person(name=bare)


def _replying(head: str) -> Person:
    """Who replies in a column headed 開發單位回應; nobody named under 回應及處理情形."""
    found = read_speaker(head)
    return Person(organization=found.organization) if found is not None and found.name is None else Person()
