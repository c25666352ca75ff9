"""Who was there: every labelled list of people as attendees, one entry a person (`contract`: attendees)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ..diagnostics import Finding
from ..model import Attendance, Attendee, Category, TextSpan
from ..normalize.flow import Grid, Slice
from ..segment.opinion_tables import holds_opinions
from ..segment.zones import TURN
from ..values import people_words as words
from .people_block import PeopleBlock
from .people_drafts import Draft, Value, called_by_role, finished, placed
from .people_grid import read_grid
from .people_headings import read_heading
from .people_list import read_list
from .people_state import Context, ListReading

__all__ = ["attendees"]

_OF_ONE = ("chair", "recorder")
_STAFF = tuple(words.word_set("titles", "staff"))
_MEMBERS_OF_ASSOCIATIONS = tuple(words.word_set("roles", "members_of_associations"))
_NO_COLON = re.compile(r"(\s*(?:出|列|缺|請|紀|主)\s*(?:席|假|錄)(?:人員|委員|單位|者)?)\s{2,}(\S.*)")


def attendees(
    blocks: Sequence[PeopleBlock], *, body: str | None = None
) -> tuple[tuple[Attendee, ...], tuple[Finding, ...], tuple[TextSpan, ...]]:
    """The people of the lists, in order; what should be noticed; and places read that hold no value of theirs.

    `body`, where known, is the body that met: its own officers' posts (會長, 秘書長) are roles if it is an
    association. A list that refers to a sign-in sheet names nobody, which a finding says.
    """
    drafts: list[Draft] = []
    findings: list[Finding] = []
    used: list[TextSpan] = []
    called: list[bool] = []
    blocks = _mended(blocks)
    met = words.fold(body or "")
    last: Category = "member"
    group: Value | None = None
    for block in blocks:
        context = _context(block, last)
        if context.title is not None:
            context = context._replace(unit=group)
        reading = _read(block, context)
        group = reading.group
        reading.drafts[:] = _of_block(block, reading.drafts, drafts, met)
        if block.kind != "absent" and context.category in ("member", "observer") and reading.drafts:
            last = context.category
        drafts.extend(reading.drafts)
        called.extend([called_by_role(reading.drafts)] * len(reading.drafts))
        findings.extend(reading.findings)
        used.extend(reading.used)
    association = _is_association(body, drafts)
    settled = [
        placed(draft, association=association or by_role, body=met)
        for draft, by_role in zip(drafts, called, strict=True)
    ]
    settled.sort(key=_place)
    people = tuple(finished(draft, number) for number, draft in enumerate(settled, 1))
    return people, tuple(findings), tuple(used)


def _of_block(block: PeopleBlock, read: Sequence[Draft], before: Sequence[Draft], met: str) -> Sequence[Draft]:
    """What a list gives of those read in it: behind the chair staff, not the body itself, not who was named before."""
    if len(read) == 1 and _is_body(read[0], met):
        return ()
    if block.kind == "chair":
        return [*read[:1], *(_staff(draft) for draft in read[1:])]
    return _absentees(block, read, before) if block.kind == "absent" else read


def _is_body(draft: Draft, met: str) -> bool:
    """參加人員：綠能推動小組, of which the minutes are: all of its members, nobody by name."""
    unit = words.fold(draft.organization.text) if draft.organization is not None else ""
    core = _CALLED.sub("", unit)
    return (
        draft.name is None
        and len(core) > 3
        and unit.endswith(("小組", "委員會"))
        and _CALLED.sub("", met).endswith(core)
    )


_CALLED = re.compile(r"推動|工作|專案|執行")
"""What the name of a group may leave out: 綠能推動小組, 綠能小組."""


def _staff(draft: Draft) -> Draft:
    """專門委員　王大明 on a line under 主席: the body's own staff, who does not preside."""
    if draft.title is None or draft.name is None or not words.fold(draft.title.text).endswith(_STAFF):
        return draft
    before = draft.title.spans and draft.name.spans and draft.title.spans[0].start < draft.name.spans[0].start
    return replace(draft, category="observer") if before and draft.role is None else draft


def _place(draft: Draft) -> int:
    value = draft.name or draft.organization
    return value.spans[0].start if value is not None and value.spans else 0


def _context(block: PeopleBlock, last: Category) -> Context:
    """What the label says of all people under it."""
    category: Category = "member"
    attendance: Attendance = "present"
    if block.kind in ("chair", "recorder", "observer", "member"):
        category = block.kind
    if block.kind == "absent":
        category, attendance = last, "absent"
    if block.label is None:
        return Context(category, attendance)
    heading = read_heading(block.label.text)
    if heading.attendance is not None:
        attendance = heading.attendance
    if block.kind == "absent" and heading.category is not None:
        category = heading.category
    unit = _part(block.label, heading.unit) if heading.is_state else None
    title = _part(block.label, heading.title)
    if title is not None and block.kind == "member":  # 秘書長：王大明 in the head: staff of the body
        return Context("observer", attendance, None, title)
    role = _part(block.label, heading.role)
    if role is not None and block.kind in _OF_ONE and words.fold(role.text) in ("主席", "司儀"):
        role = None
    return Context(category, attendance, role, None, unit)


def _part(label: Slice, span: tuple[int, int] | None) -> Value | None:
    if span is None:
        return None
    part = label.cut(*span)
    return Value("".join(part.text.split()), part.spans())


def _unglued(block: PeopleBlock) -> PeopleBlock:
    """A label whose colon is missing holds the list too: 列　席    人力處　王副理大明."""
    if block.content or block.label is None:
        return block
    found = _NO_COLON.match(block.label.key)
    if not found:
        return block
    return replace(block, label=block.label.cut(0, found.end(1)), content=(block.label.cut(found.start(2)),))


def _mended(blocks: Sequence[PeopleBlock]) -> list[PeopleBlock]:
    """A list with nothing in it, over a chair or recorder with many lines, is theirs: two columns were read as one."""
    made = [_unglued(block) for block in blocks]
    for i, block in enumerate(made):
        if block.kind not in _OF_ONE or len(block.content) < 2:
            continue
        for j in range(i - 1, max(-1, i - 3), -1):
            if made[j].kind in ("member", "observer", "absent") and not made[j].content:
                made[j] = replace(made[j], content=block.content[1:])
                made[i] = replace(block, content=block.content[:1])
                break
    made = [part for block in made for part in _parted(block)]
    if made and not any(block.kind in ("member", "observer") for block in made):
        last = made[-1]  # no list has kept its label: what follows the head's last line
        made[-1:] = [replace(last, content=last.content[:1]), PeopleBlock("member", None, last.content[1:])]
    return made


_OWN_LABEL = re.compile(r"\s*(\S[^:,。()]{1,11}):\s*\S")


def _parted(block: PeopleBlock) -> list[PeopleBlock]:
    """A chair or recorder over a line with a heading and several people, 審查委員：王大明、李小華: a list without label."""
    if block.kind not in _OF_ONE:
        return [block]
    for i, line in enumerate(block.content[1:], 1):
        found = _OWN_LABEL.match(line.key) if isinstance(line, Slice) else None
        if found is None or not isinstance(line, Slice):
            continue
        heading = read_heading(line.text[found.start(1) : found.end(1)])
        if heading.role is not None and not heading.is_state and "、" in line.key[found.end() :]:
            rest = PeopleBlock("member", None, block.content[i:])
            return [replace(block, content=block.content[:i]), rest]
    return [block]


def _read(block: PeopleBlock, context: Context) -> ListReading:
    """Lines and tables of a block, in order."""
    made = ListReading()
    lines: list[Slice] = []
    for part in [*block.content, None]:
        if isinstance(part, Slice):
            lines.append(part)
            continue
        if lines:
            _extend(made, read_list(_few(block, lines), context))
            lines = []
        if isinstance(part, Grid) and not holds_opinions(part):
            _extend(made, read_grid(part, context))
    return made


def _few(block: PeopleBlock, lines: list[Slice]) -> list[Slice]:
    """A chair or recorder is one line; lines after it only if they are short (副議長 王大明)."""
    if block.kind not in _OF_ONE:
        return lines
    kept = 1
    while kept < len(lines) and len(_unturned(lines[kept].key)) <= 24 and _holds_office(lines[kept]):
        kept += 1
    return lines[:kept]


def _unturned(key: str) -> str:
    """Without the hours for which one of several chairs presided: 王副議長大明(自上午10時起至11時止)."""
    return TURN.sub("", "".join(key.split()))


def _holds_office(line: Slice) -> bool:
    return words.offices().pattern.search("".join(words.fold(line.text).split())) is not None


def _extend(made: ListReading, more: ListReading) -> None:
    made.drafts.extend(more.drafts)
    made.findings.extend(more.findings)
    made.used.extend(more.used)
    made.group = more.group


def _absentees(block: PeopleBlock, absent: Sequence[Draft], before: Sequence[Draft]) -> Sequence[Draft]:
    """Officials listed under 請假 after 列席 are observers still; members if the list calls them so."""
    observers = [draft for draft in before if draft.category == "observer"]
    members = [draft for draft in before if draft.category == "member"]
    away = [draft for draft in absent if draft.attendance != "present"]
    if not away or not observers or not members or away[0].category != "observer":
        return absent
    posts = sum(draft.title is not None or draft.organization is not None for draft in away) * 2 >= len(away)
    if posts and not any(draft.role is not None for draft in away) and not _called_as(away, members, observers):
        return absent
    return [draft if draft.attendance == "present" else replace(draft, category="member") for draft in absent]


def _called_as(away: list[Draft], members: list[Draft], observers: list[Draft]) -> bool:
    """Whether those away have the titles of members, which none of the observers has: 教授 among 院長 and 教授, where
    組長 and 幹事 attended."""
    titles = [words.fold(draft.title.text) for draft in away if draft.title is not None]
    theirs, others = ({words.fold(d.title.text) for d in some if d.title is not None} for some in (members, observers))
    return sum(title in theirs for title in titles) * 2 > len(away) and others.isdisjoint(titles)


def _without_meeting(body: str) -> list[str]:
    """A body, and without what its meeting is called: 學生自治會部長會議 → 學生自治會部長, … 學生自治會."""
    bare = body.removesuffix("會議")
    return [body] if bare == body else [body, *(bare[: len(bare) - cut] for cut in range(5))]


@cache
def _hosted() -> re.Pattern[str]:
    """A part of an association: 某某學會出版委員會, 家長會常務委員會; not what an agency has set up, and no foundation's
    board, whose 執行長 is employed."""
    hosts = "|".join(sorted(words.word_set("roles", "unions") | words.word_set("roles", "student")))
    return re.compile(rf"^[^與及和局署處]{{2,30}}(?<!政府)(?:{hosts})[^與及和局署處]{{2,16}}(?:會|會議|小組|組)$")


def _is_association(body: str | None, drafts: Sequence[Draft]) -> bool:
    bodies = tuple(words.word_set("roles", "associations"))
    if body is not None and any(cut.endswith(bodies) for cut in _without_meeting(words.fold(body))):
        return True
    if body is not None and _hosted().search(words.fold(body)):
        return True
    own = [
        draft
        for draft in drafts
        if draft.organization is None or words.is_word("units", "self", draft.organization.text)
    ]
    if any(draft.role is not None and words.fold(draft.role.text).endswith(_MEMBERS_OF_ASSOCIATIONS) for draft in own):
        return True
    unions = tuple(words.word_set("roles", "student"))
    students = any(d.organization is not None and words.fold(d.organization.text).endswith(unions) for d in drafts)
    posts = [words.fold(value.text) for draft in own for value in (draft.role, draft.title) if value is not None]
    return students and any(words.is_word("roles", "student_heads", post) for post in posts)
