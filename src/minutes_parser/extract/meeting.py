"""The meeting: title, body, session, day and hours, place; chair and recorder from the list of attendees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..diagnostics import Finding
from ..model import Attendee, Meeting, Person, TextSpan
from ..normalize.flow import Slice, clean
from ..segment.outline import Node
from .hours import Hours, hours_of, metas, title_pieces, value_of
from .passages import Passage
from .titles import find_title, read_title

__all__ = ["body_of", "meeting"]


_HELD_THERE = re.compile(r"(?<=[室樓廳館堂處所心部])\s?(?:召開|舉行|舉辦)$")  # 本館第一會議室召開。
_ADDRESS = re.compile(r"[路街道段巷弄號樓室]")


def _title(root: Node) -> Passage | None:
    found, named = find_title(title_pieces(root)), _named(root)
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
    bodies = (_unquoted(node.piece.body) for node in metas(root, "title") if node.piece)
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


def _place(root: Node) -> Passage | None:
    for node in metas(root, "place"):
        value = value_of(node)
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
    hours = hours_of(root, title)
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


def _oddities(hours: Hours, title: Passage | None) -> tuple[Finding, ...]:
    found: list[Finding] = []
    at = hours.source.spans() if hours.source else ()
    for problem in hours.when.problems:
        found.append(Finding(problem.code, problem.message, at[0].start if at else None, at[-1].end if at else None))
    if title is None:
        found.append(Finding("no-title"))
    if not hours.when.days:
        found.append(Finding("no-date"))
    return tuple(found)
