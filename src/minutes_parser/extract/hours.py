"""Day and hours of a meeting: from 時間, a date in the title or above the head, the opening, further sittings, 散會."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from ..normalize.flow import Slice
from ..segment.outline import Node
from ..segment.pieces import Piece
from ..values.dates import find_dates
from ..values.times import When, end_of, read_time, read_when
from .passages import Passage

__all__ = ["Hours", "hours_of", "metas", "title_pieces", "value_of"]

_DAY_AND_HOURS = re.compile(
    r"[\d年月日/.()星期一二三四五六週日 -]{6,24}(?:[上下]午|[早晚]上|晚間|中午)?\s?"
    r"(?:\d{1,2}:\d\d(?:\s?[~-]\s?\d{1,2}:\d\d)?|[\d一二三四五六七八九十]{1,3}[時點](?:半|[\d一二三四五六七八九十]{1,3}分)?)(?=\s|$|@)"
)
_HELD = re.compile(
    r"(?:本次|本場|旨案|旨揭|本)(?:委員)?(?:會議?|公聽會|說明會|座談會|協調會|會報)[業已經]{0,2}於(?P<when>[^。:]{6,40}?)(?:召開|舉行|舉辦)"
)
_NEAR = 8
"""So many lines from the beginning a page says when the meeting was held."""
_OPENING = re.compile(r"宣[布佈告](?:會議)?開(?:會|始)")
_NEAR_TOP = 40
_MORE_HOURS = re.compile(r"[\s年月日/.()星期一二三四五六七八九十日中華民國第天上下午晚間正至到~:時點分半、,;\d-]{6,60}")


@dataclass(frozen=True, slots=True)
class Hours:
    when: When
    source: Slice | None
    end: datetime | None = None
    end_source: Slice | None = None


def metas(root: Node, name: str) -> Iterator[Node]:
    return (n for n in root.children if n.kind == "meta" and n.label and n.label.name == name and n.piece)


def title_pieces(root: Node) -> list[Piece]:
    made: list[Piece] = []
    for node in root.children:
        if node.kind == "title" and node.piece is not None:
            made.append(node.piece)
        elif made and not (node.kind == "meta" and node.label and node.label.name == "title"):
            break
    return made


def value_of(node: Node) -> Slice | None:
    """What stands after a label, or on the next line where the label stands alone."""
    assert node.piece is not None
    if node.piece.body:
        return node.piece.body
    below = next((c.piece for c in node.children if c.kind == "text" and c.piece), None)
    return below.whole if below else None


def hours_of(root: Node, title: Passage | None) -> Hours:
    """Day and hours from 時間, else from a date in the title or above the head."""
    chosen: Hours | None = None
    for node in metas(root, "time"):
        source = value_of(node)
        if source is None:
            continue
        stamp = re.search(r"\s00:00:00", source.key)  # a database's midnight, not an hour of the meeting
        when = read_when(source.key[: stamp.start()] if stamp else source.key)
        if chosen is None:
            chosen = Hours(when, source)
        elif not chosen.when.days and when.days:
            chosen = Hours(when if when.first or not chosen.when.first else chosen.when.on(when.days[0]), source)
        elif chosen.when.days and chosen.when.start is None and when.first is not None and not when.days:
            chosen = Hours(when.on(chosen.when.days[0]), source)
        chosen = _through(node, chosen) if chosen.source is source else chosen
    labelled = chosen is not None and bool(chosen.when.days)
    if not labelled:
        dated = _dated(root, title) or _held(root)
        if dated is not None:
            day, source = dated
            keep = chosen.when.on(day) if chosen and chosen.when.first else _beside(day, source)
            chosen = Hours(keep, source)
    return _with_end(root, _opened(root, chosen or Hours(When(), None), labelled))


def _through(node: Node, hours: Hours) -> Hours:
    """To the end of the last sitting that a line of its own names: 下午2時30分至4時55分 below 上午9時至12時."""
    assert hours.source is not None
    whole, last = hours.source.key, None
    for child in node.children:
        line = child.piece.whole if child.piece is not None and child.piece.grid is None else None
        if line is None or line.key == hours.source.key:
            continue
        if _MORE_HOURS.fullmatch(line.key) is None or read_when(line.key).last is None:
            break
        whole, last = f"{whole};{line.key}", line
    when = read_when(whole) if last is not None and hours.when.start is not None else None
    if when is None or when.end is None or when.start != hours.when.start:
        return hours
    return Hours(when, hours.source, when.end, last)


def _opened(root: Node, hours: Hours, labelled: bool) -> Hours:
    """The hour at which the meeting was opened, by a line of its own near the top: 下午2時10分宣布開會. Where no label
    says the day (it may be that of a posting), the line's own day goes before."""
    days = hours.when.days
    if hours.when.start is not None:
        return hours
    for node in islice(root.walk(), _NEAR_TOP):
        key = node.piece.whole.key if node.piece is not None and node.piece.grid is None else ""
        if not 8 <= len(key) <= 40 or _OPENING.search(key) is None:
            continue
        when = read_when(key)
        told = when.days == days or not labelled if when.days else bool(days)
        if when.first is not None and told and node.piece is not None:
            return Hours(when.on(days[0]) if days else when, node.piece.whole)
    return hours


def _dated(root: Node, title: Passage | None) -> tuple[date, Slice] | None:
    """The first date of title and head; where it comes again with hours beside it, that place."""
    sources = list(title.slices) if title else []
    sources += [p.whole for p in title_pieces(root)]
    sources += [s for node in root.children if node.kind in ("text", "meta") and node.piece for s in [node.piece.whole]]
    first: tuple[date, Slice] | None = None
    for source in sources:
        if first is not None and not _DAY_AND_HOURS.match(source.key):
            continue
        for reading in find_dates(source.key):
            if reading.date is None:
                continue
            hours = _DAY_AND_HOURS.match(source.key) if reading.start < 6 else None
            here = reading.date, source.cut(reading.start, hours.end() if hours else reading.end)
            alone = hours is not None and hours.end() == len(source.key.rstrip())
            if hours and (first is None or alone or reading.date == first[0]):
                return here  # not the day on which a page was posted
            first = first or here
    return first


def _held(root: Node) -> tuple[date, Slice] | None:
    """The day in 「本次會議業於113年3月5日召開」, where no head says it."""
    lines = [c.piece.whole for n in root.children for c in (n, *n.children) if c.kind == "text" and c.piece]
    for line in lines[:_NEAR]:
        found = _HELD.search(line.key)
        read = find_dates(found["when"]) if found else []
        if found and read and read[0].date is not None:
            return read[0].date, line.cut(*found.span("when"))
    return None


def _beside(day: date, source: Slice) -> When:
    """The day, with the hours beside it: 2024-05-21 14:00~15:30 @二樓."""
    when = read_when(source.key)
    return when if when.days == (day,) else When(days=(day,))


def _with_end(root: Node, hours: Hours) -> Hours:
    """The end from 散會, where it states one."""
    for node in root.children:
        if (
            node.kind in ("section", "meta")
            and node.section_kind == "close"
            and node.piece
            and "下次" not in node.piece.head.key
        ):
            for source in [node.piece.body or node.piece.head, *(c.piece.whole for c in node.children if c.piece)]:
                clock = read_time(source.key)
                if clock is not None and clock.error is None and hours.when.days:
                    return Hours(hours.when, hours.source, end_of(clock, hours.when.days[-1], hours.when.start), source)
    return Hours(hours.when, hours.source, hours.when.end, hours.end_source or hours.source)
