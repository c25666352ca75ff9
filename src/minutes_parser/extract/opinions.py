"""Tables of opinions: who said what, and who answered what (審查意見及回覆情形)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..normalize.flow import Grid, GridCell, Slice
from ..segment.opinion_tables import OpinionLayout, opinion_layout
from ..values.names import SpeakerReading, read_mention, read_speaker
from ..values.people_words import ends_as_unit
from .passages import Passage, passage

__all__ = ["Opinion", "opinions"]

_NAME = re.compile(r"[\u4e00-\u9fff○]{2,4}")
_INLINE = re.compile(r"\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]\s?)?(?P<who>[^:。,]{2,24}):(?=\s?\S)")


@dataclass(frozen=True, slots=True)
class Opinion:
    """A contribution: `head` is where the speaker stands, `reading` what was read there."""

    head: Slice
    reading: SpeakerReading
    text: Passage


def opinions(grid: Grid) -> Iterator[Opinion]:
    """The contributions in a table, row by row; rows of nobody who is named are left out.

    A speaker stands in a column of speakers, in a row across the whole table, or before a colon in the cell.
    Rows that follow each other with one speaker and no column of replies are one contribution.
    """
    layout = opinion_layout(grid)
    if layout is None:
        return
    said: list[Slice] = []
    speaker: tuple[Slice, SpeakerReading] | None = None
    for row in grid.rows[layout.head + 1 :]:
        named, own = _named(row, layout)
        if named is not None and (speaker is None or named[0] != speaker[0] or layout.reply is not None):
            if speaker is not None and said:
                yield Opinion(*speaker, passage(said))
            speaker, said = named, []
        said += own
        if layout.reply is not None:
            if speaker is not None and said:
                yield Opinion(*speaker, passage(said))
            said = []
            answer = passage(line.whole() for line in row[layout.reply].lines)
            if layout.replier is not None and answer and row[layout.reply] is not row[layout.opinion]:
                yield Opinion(*layout.replier, answer)
    if speaker is not None and said:
        yield Opinion(*speaker, passage(said))


def _named(row: tuple[GridCell, ...], layout: OpinionLayout) -> tuple[tuple[Slice, SpeakerReading] | None, list[Slice]]:
    """Who speaks in a row, None if it does not say so, and what is said."""
    filled = {id(cell): cell for cell in row if cell.lines}
    if len(filled) == 1 and len(row) > 1:
        only = next(iter(filled.values()))
        across = sum(cell is only for cell in row) > 1
        if (across or only is not row[layout.opinion]) and (read := _read(only.lines[0].whole())) is not None:
            return read, [line.whole() for line in only.lines[1:]]
        if across:
            return None, []
    cell = row[layout.opinion]
    lines = [line.whole() for line in cell.lines]
    if layout.speaker is not None and row[layout.speaker].lines:
        return _read(row[layout.speaker].lines[0].whole()), lines
    inline = _INLINE.match(lines[0].key) if lines else None
    if inline is not None and (read := _read(lines[0].cut(*inline.span("who")))) is not None:
        return read, [lines[0].cut(inline.end()), *lines[1:]]
    return None, lines


def _read(head: Slice) -> tuple[Slice, SpeakerReading] | None:
    head = head.strip()
    head = head.cut(0, len(head.key.rstrip(":：")))
    reading = (read_speaker(head.key, known=True) or _called(head)) if head else None
    return (head, reading) if reading is not None else None


def _called(head: Slice) -> SpeakerReading | None:
    """A name or a unit that no title shows to be one: 廉○秋, 丹頂溪水利小組."""
    key = head.key.strip()
    mention = read_mention(key)
    if mention is not None and mention.name is not None and mention.score > 0:
        title = (mention.role, mention.role_at) if mention.role else (mention.title, mention.title_at)
        return SpeakerReading(
            mention.name, mention.organization, title[0], mention.name_at, mention.organization_at, title[1]
        )
    whole = ((0, len(head.key)),)
    if _NAME.fullmatch(key) and not ends_as_unit(key):
        return SpeakerReading(name=key, name_at=whole)
    return SpeakerReading(organization=key, organization_at=whole) if ends_as_unit(key) else None
