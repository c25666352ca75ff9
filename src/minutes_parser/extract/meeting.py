"""The meeting: title, body, session, day and hours, place; chair and recorder from the list of attendees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from ..diagnostics import Finding
from ..model import Attendee, Meeting, Person, TextSpan
from ..normalize.flow import Slice, clean
from ..segment.outline import Node
from ..segment.pieces import Piece
from ..values.dates import find_dates
from ..values.times import When, end_of, read_time, read_when
from .passages import Passage
from .titles import find_title, read_title

__all__ = ["body_of", "meeting"]


_DAY_AND_HOURS = re.compile(
    r"[\d年月日/.()星期一二三四五六週日 -]{6,24}(?:[上下]午|[早晚]上|晚間|中午)?\s?"
    r"(?:\d{1,2}:\d\d(?:\s?[~-]\s?\d{1,2}:\d\d)?|[\d一二三四五六七八九十]{1,3}[時點](?:半|[\d一二三四五六七八九十]{1,3}分)?)(?=\s|$|@)"
)
_HELD = re.compile(
    r"(?:本次|本場|旨案|旨揭|本)(?:委員)?(?:會議?|公聽會|說明會|座談會|協調會|會報)[業已經]{0,2}於(?P<when>[^。:]{6,40}?)(?:召開|舉行|舉辦)"
)
_NEAR = 8
"""So many lines from the beginning a page says when the meeting was held."""
_HELD_THERE = re.compile(r"(?<=[室樓廳館堂處所心部])\s?(?:召開|舉行|舉辦)$")  # 本館第一會議室召開。
_ADDRESS = re.compile(r"[路街道段巷弄號樓室]")


@dataclass(frozen=True, slots=True)
class _Hours:
    when: When
    source: Slice | None
    end: datetime | None = None
    end_source: Slice | None = None


def _metas(root: Node, name: str) -> Iterator[Node]:
    return (n for n in root.children if n.kind == "meta" and n.label and n.label.name == name and n.piece)


def _title_pieces(root: Node) -> list[Piece]:
    made: list[Piece] = []
    for node in root.children:
        if node.kind == "title" and node.piece is not None:
            made.append(node.piece)
        elif made and not (node.kind == "meta" and node.label and node.label.name == "title"):
            break
    return made


def _title(root: Node) -> Passage | None:
    found, named = find_title(_title_pieces(root)), _named(root)
    if found is not None and (named is None or read_title(found.text).body not in (None, "會議")):
        return named if named is not None and _says_more(named, found) else found
    if named is not None:
        return named
    later = [
        n.piece
        for n in root.children
        if n.kind in ("text", "title", "section")
        and n.piece
        and not (n.kind == "section" and n.section_kind == "close")
    ]
    return find_title(later[:12])


def _says_more(named: Passage, found: Passage) -> bool:
    """title: 鯨落讀書社 第三次幹部會議紀錄, over the heading 第三次幹部會議紀錄."""
    whole, part = "".join(named.text.split()), "".join(found.text.split())
    return len(whole) > len(part) and whole.endswith(part)


def _named(root: Node) -> Passage | None:
    """What 會議名稱： says."""
    bodies = (_unquoted(node.piece.body) for node in _metas(root, "title") if node.piece)
    return next((Passage((body,)) for body in bodies if len(body.key) >= 4), None)


def _unquoted(body: Slice) -> Slice:
    """What stands in quotation marks as front matter has them (title: "…"), else all of it."""
    key = body.key
    return body.cut(1, len(key) - 1) if len(key) > 2 and key[0] == key[-1] and key[0] in "\"'" else body


def _session_of(root: Node) -> tuple[str | None, tuple[TextSpan, ...]]:
    """The session that stands after 會議名稱： alone, the title having none."""
    named = _named(root)
    session = read_title(named.text).session if named else None
    return session, named.find(session) if named and session else ()


def _value(node: Node) -> Slice | None:
    """What stands after a label, or on the next line where the label stands alone."""
    assert node.piece is not None
    if node.piece.body:
        return node.piece.body
    below = next((c.piece for c in node.children if c.kind == "text" and c.piece), None)
    return below.whole if below else None


_OPENING = re.compile(r"宣[布佈告](?:會議)?開(?:會|始)")
_NEAR_TOP = 40


def _hours(root: Node, title: Passage | None) -> _Hours:
    """Day and hours from 時間, else from a date in the title or above the head."""
    chosen: _Hours | None = None
    for node in _metas(root, "time"):
        source = _value(node)
        if source is None:
            continue
        stamp = re.search(r"\s00:00:00", source.key)  # a database's midnight, not an hour of the meeting
        when = read_when(source.key[: stamp.start()] if stamp else source.key)
        if chosen is None:
            chosen = _Hours(when, source)
        elif not chosen.when.days and when.days:
            chosen = _Hours(when if when.first or not chosen.when.first else chosen.when.on(when.days[0]), source)
        elif chosen.when.days and chosen.when.start is None and when.first is not None and not when.days:
            chosen = _Hours(when.on(chosen.when.days[0]), source)
        chosen = _through(node, chosen) if chosen.source is source else chosen
    labelled = chosen is not None and bool(chosen.when.days)
    if not labelled:
        dated = _dated(root, title) or _held(root)
        if dated is not None:
            day, source = dated
            keep = chosen.when.on(day) if chosen and chosen.when.first else _beside(day, source)
            chosen = _Hours(keep, source)
    return _with_end(root, _opened(root, chosen or _Hours(When(), None), labelled))


_MORE_HOURS = re.compile(r"[\s年月日/.()星期一二三四五六七八九十日中華民國第天上下午晚間正至到~:時點分半、,;\d-]{6,60}")


def _through(node: Node, hours: _Hours) -> _Hours:
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
    return _Hours(when, hours.source, when.end, last)


def _opened(root: Node, hours: _Hours, labelled: bool) -> _Hours:
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
            return _Hours(when.on(days[0]) if days else when, node.piece.whole)
    return hours


def _dated(root: Node, title: Passage | None) -> tuple[date, Slice] | None:
    """The first date of title and head; where it comes again with hours beside it, that place."""
    sources = list(title.slices) if title else []
    sources += [p.whole for p in _title_pieces(root)]
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


def _with_end(root: Node, hours: _Hours) -> _Hours:
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
                    return _Hours(
                        hours.when, hours.source, end_of(clock, hours.when.days[-1], hours.when.start), source
                    )
    return _Hours(hours.when, hours.source, hours.when.end, hours.end_source or hours.source)


def _place(root: Node) -> Passage | None:
    for node in _metas(root, "place"):
        value = _value(node)
        if value:
            lines = [value.cut(0, len(_HELD_THERE.sub("", value.key.rstrip(" 。.;；"))))]
            more = [c.piece for c in node.children if c.kind == "text" and c.piece and c.piece.whole != value]
            if len(more) == 1 and _ADDRESS.search(more[0].whole.key) and len(more[0].whole.key) < 40:
                lines.append(more[0].whole)
            return Passage(tuple(lines))
    return None


def _people(attendees: Sequence[Attendee], category: str) -> tuple[Person, ...]:
    made: dict[tuple[str, str | None, str | None], Person] = {}
    for a in attendees:
        if a.category == category and a.name is not None:  # listed twice, as 召集人 and as 主席: one person
            made.setdefault(
                (a.name, a.organization, a.title),
                Person(
                    name=a.name,
                    organization=a.organization,
                    title=a.title,
                    role=a.role,
                    attendee_id=a.id,
                    proxy=a.proxy,
                ),
            )
    return tuple(made.values())


def _noted(attendees: Sequence[Attendee]) -> tuple[Person, ...]:
    """The chair where no line names one: the one member with 主席 at the name, 林大明（主席）."""
    noted = [a for a in attendees if a.role == "主席" and a.category == "member" and a.organization is None]
    return _people([noted[0].model_copy(update={"category": "chair"})], "chair") if len(noted) == 1 else ()


def body_of(root: Node) -> str | None:
    """The body that met, as the title says it."""
    title = _title(root)
    return read_title(title.text).body if title else None


def meeting(root: Node, attendees: Sequence[Attendee]) -> tuple[Meeting, tuple[Finding, ...]]:
    """The meeting's own fields, and what was odd about them."""
    title = _title(root)
    reading = read_title(title.text) if title else None
    hours = _hours(root, title)
    place = _place(root)
    chairs, recorders = _people(attendees, "chair") or _noted(attendees), _people(attendees, "recorder")
    when = hours.when
    spans: dict[str, tuple[TextSpan, ...]] = {}
    if title:
        spans["title"] = title.spans
        spans |= {name: title.spans for name in ("body", "session") if reading and getattr(reading, name)}
    session = reading.session if reading else None
    if session is None:
        session, places = _session_of(root)
        spans |= {"session": places} if places else {}
    if hours.source is not None and when.days:
        spans["date"] = hours.source.spans()
        if when.start:
            spans["start"] = hours.source.spans()
    if hours.end is not None and hours.end_source is not None:
        spans["end"] = hours.end_source.spans()
    if place:
        spans["location"] = place.spans
    made = Meeting(
        title=clean(title.text.replace("\n", "")) if title else None,
        body=reading.body if reading else None,
        session=session,
        date=when.days[0].isoformat() if when.days else None,
        days=tuple(d.isoformat() for d in when.days) if len(when.days) > 1 else (),
        start=when.start.isoformat() if when.start else None,
        end=hours.end.isoformat() if hours.end else None,
        location=place.text.replace("\n", "") if place else None,
        chair=None if not chairs else chairs[0] if len(chairs) == 1 else chairs,
        recorder=recorders,
        page=spans["title"][0].page if spans.get("title") else None,
        spans=spans,
        rule="title-and-labels",
    )
    return made, _oddities(hours, title)


def _oddities(hours: _Hours, title: Passage | None) -> tuple[Finding, ...]:
    found: list[Finding] = []
    at = hours.source.spans() if hours.source else ()
    for problem in hours.when.problems:
        found.append(Finding(problem.code, problem.message, at[0].start if at else None, at[-1].end if at else None))
    if title is None:
        found.append(Finding("no-title"))
    if not hours.when.days:
        found.append(Finding("no-date"))
    return tuple(found)
