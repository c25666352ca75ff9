"""Tables of opinions: who said what, and who answered what (審查意見及回覆情形)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..normalize.flow import Grid, GridCell, Slice
from ..segment.opinion_tables import OpinionLayout, Speaker, opinion_layout
from ..values.names import SpeakerReading, read_mention, read_speaker
from ..values.people_words import ends_as_unit
from .passages import Passage, passage

__all__ = ["Opinion", "opinions"]

_NAME = re.compile(r"[\u4e00-\u9fff○]{3}")
_INLINE = re.compile(r"\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]\s?)?(?P<who>[^:。,]{2,24}):(?=\s?\S)")


@dataclass(frozen=True, slots=True)
class Opinion:
    """A contribution: `head` is where the speaker stands, `reading` what was read there."""

    head: Slice
    reading: SpeakerReading
    text: Passage


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says, and whether it `names` somebody: then `who`, None where that cannot be read."""

    names: bool
    who: Speaker | None
    said: list[Slice]


def opinions(grid: Grid) -> list[Opinion]:
    """The contributions in a table in the order of its rows; empty if it is no table of opinions.

    A speaker stands in a column of speakers, in a row across the whole table, or before a colon in the cell. What
    nobody is named for is left out, and so is the reply to it, unless the head of its column says who replies; the
    reply to somebody's words is one of nobody named then. Rows that follow each other with one speaker and no
    column of replies are one contribution.
    """
    layout = opinion_layout(grid)
    if layout is None:
        return []
    turns: list[tuple[Speaker, list[Slice]]] = []
    speaker: Speaker | None = None
    for cells in grid.rows[layout.head + 1 :]:
        row = _row(cells, layout)
        speaker = row.who if row.names else speaker
        if speaker is not None and row.said:
            goes_on = layout.reply is None and turns and turns[-1][0][0] == speaker[0]
            if goes_on:
                turns[-1][1].extend(row.said)
            else:
                turns.append((speaker, row.said))
        if layout.reply is not None and layout.replier is not None and cells[layout.reply] is not cells[layout.opinion]:
            answer = [line.whole() for line in cells[layout.reply].lines]
            if answer and (speaker is not None or layout.replier[1].organization):
                turns.append((_answering(cells, layout) or layout.replier, answer))
    return [Opinion(*who, text) for who, said in turns if (text := passage(said))]


def _answering(cells: tuple[GridCell, ...], layout: OpinionLayout) -> Speaker | None:
    """The one unit that a row names as having to answer."""
    if layout.unit is None or len(cells[layout.unit].lines) != 1:
        return None
    who = _read(cells[layout.unit].lines[0].whole())
    return who if who is not None and who[1].organization and "、" not in who[0].key else None


def _row(cells: tuple[GridCell, ...], layout: OpinionLayout) -> _Row:
    filled = {id(cell): cell for cell in cells if cell.lines}
    opinion = cells[layout.opinion]
    if len(filled) == 1 and len(cells) > 1:
        only = next(iter(filled.values()))
        across = sum(cell is only for cell in cells) > 1
        who = _read(only.lines[0].whole()) if across or only is not opinion else None
        if who is not None or across:
            return _Row(True, who, [line.whole() for line in only.lines[1:]] if who else [])
    said = [line.whole() for line in opinion.lines]
    if layout.speaker is not None and cells[layout.speaker].lines:
        return _Row(True, _read(cells[layout.speaker].lines[0].whole(), listed=True), said)
    inline = _INLINE.match(said[0].key) if said else None
    if inline is not None and (who := _read(said[0].cut(*inline.span("who")))) is not None:
        return _Row(True, who, [said[0].cut(inline.end()), *said[1:]])
    return _Row(False, None, said)


def _read(head: Slice, *, listed: bool = False) -> Speaker | None:
    """Who is named; in a column of speakers (`listed`) three characters that are no unit are a name of any surname."""
    head = head.strip()
    head = head.cut(0, len(head.key.rstrip(":：")))
    reading = (read_speaker(head.key, known=True) or _called(head, listed)) if head else None
    return (head, reading) if reading is not None else None


def _called(head: Slice, listed: bool) -> SpeakerReading | None:
    """A name or a unit that no title shows to be one: 廉○秋, 丹頂溪水利小組."""
    key = head.key.strip()
    mention = read_mention(key)
    if mention is not None and mention.name is not None and mention.score > 0:
        title = (mention.role, mention.role_at) if mention.role else (mention.title, mention.title_at)
        return SpeakerReading(
            mention.name, mention.organization, title[0], mention.name_at, mention.organization_at, title[1]
        )
    whole = ((0, len(head.key)),)
    if listed and _NAME.fullmatch(key) and not ends_as_unit(key):
        return SpeakerReading(name=key, name_at=whole)
    return SpeakerReading(organization=key, organization_at=whole) if ends_as_unit(key) else None
