"""Series: the meetings of one body in their order, and the numbers that are missing between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..values.chars import key_of
from ..values.numerals import read_numeral
from .events import Meeting
from .notes import Note
from .wording import fold

__all__ = ["Gap", "Series", "Session", "group_series", "read_session", "series_key"]

_NUMERAL = r"[0-9一二三四五六七八九十百零○廿卅壹貳參肆伍陸柒捌玖拾]{1,5}"
_TERM = re.compile(rf"第?({_NUMERAL})屆")  # 第3屆
_YEAR = re.compile(rf"(?<![第\d])({_NUMERAL})(學年度?|年度?)")  # 113年, 104學年度
_PERIOD = re.compile(rf"第({_NUMERAL})(學期|會期)|([上下])(?:學期|半年)")
_ORDINAL = re.compile(rf"第({_NUMERAL})次")
_KIND = re.compile(r"定期|臨時|臨會|延會|預備|談話|常會|續會|[甲乙丙]次")


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """A session's numbers: 第3屆第2次臨時會 → term 3, ordinal 2, kind 臨時. What is not stated is None or ""."""

    term: int | None = None
    year: int | None = None
    period: str = ""
    kind: str = ""
    ordinal: int | None = None

    @property
    def count(self) -> tuple[int, int, str, str]:
        """What the ordinal counts within: the term, year, period and kind (-1: not stated)."""
        return (-1 if self.term is None else self.term, -1 if self.year is None else self.year, self.period, self.kind)


def read_session(text: str | None) -> Session:
    """Reads a session as written.

    >>> read_session("第三屆第２次")
    Session(term=3, year=None, period='', kind='', ordinal=2)
    >>> read_session("104學年度第1會期第五次定期").ordinal, read_session(None).ordinal
    (5, None)
    """
    key = key_of(text or "").replace(" ", "")
    ordinals = [read_numeral(value) for value in _ORDINAL.findall(key)]
    term, year, period = _TERM.search(key), _YEAR.search(key), _PERIOD.search(key)
    outer = ordinals[0] if len(ordinals) > 1 else None  # 第10次臨時會第1次會議
    kinds = "".join(_KIND.findall(key))
    return Session(
        term=read_numeral(term[1]) if term else None,
        year=_digits(year[1]) if year else None,
        period=(f"{read_numeral(period[1])}{period[2]}" if period[1] else period[3]) if period else "",
        kind=f"{outer}:{kinds}" if outer is not None else kinds,
        ordinal=ordinals[-1] if ordinals else None,
    )


def _digits(text: str) -> int | None:
    """一○八 and 108 alike: a year is read digit by digit where it holds no 十 or 百."""
    return read_numeral(text)


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a series that no record of the archive has."""

    count: str
    """What they count within: 113年, 第3屆; "" where the number runs through."""
    first: int
    last: int
    """The first and the last number that is missing."""
    after: str | None
    before: str
    """Ids of the meetings around the gap."""


@dataclass(frozen=True, slots=True)
class Series:
    """The meetings of one body, first to last."""

    key: str
    body: str | None
    names: tuple[str, ...]
    """Every spelling of the body's name, first seen first."""
    meetings: tuple[Meeting, ...]
    gaps: tuple[Gap, ...]


def series_key(body: str | None) -> str | None:
    """One key for the spellings of a body's name; None where the record names no body."""
    return fold(body) or None if body else None


def group_series(
    meetings: Iterable[Meeting], renamed: dict[str, str] | None = None
) -> tuple[tuple[Series, ...], tuple[Note, ...]]:
    """Sorts meetings into series, each in order, without repeats of one meeting.

    `renamed` maps a body's later name to an earlier one that it goes on from; names are joined only so.
    Records without a body's name are each a series of their own.
    """
    same = {series_key(new): series_key(old) for new, old in (renamed or {}).items()}
    groups: dict[str, list[Meeting]] = defaultdict(list)
    notes: list[Note] = []
    for meeting in meetings:
        key = series_key(meeting.body)
        seen: set[str | None] = set()
        while key in same and key not in seen:  # a chain of renamings; a circle ends where it began
            seen.add(key)
            key = same[key]
        if key is None:
            notes.append(Note("no-body", "the record names no body: it stands alone", (meeting.id,)))
            key = f"?{meeting.id}"
        groups[key].append(meeting)
    made = []
    for key in sorted(groups):
        ordered, found = _ordered(groups[key])
        notes += found
        made.append(_series(key, ordered))
    return tuple(made), (*notes, *_renamings(made))


def _series(key: str, meetings: Sequence[Meeting]) -> Series:
    names = tuple(dict.fromkeys(meeting.body for meeting in meetings if meeting.body))
    return Series(key, names[-1] if names else None, names, tuple(meetings), tuple(_gaps(meetings)))


def _ordered(meetings: Sequence[Meeting]) -> tuple[list[Meeting], list[Note]]:
    notes: list[Note] = []
    kept: dict[object, Meeting] = {}
    for meeting in sorted(meetings, key=lambda each: (-len(each.statements), each.source, each.id)):
        session = read_session(meeting.session)
        identity = (meeting.date, session) if meeting.date and session != Session() else meeting.id
        if identity in kept:
            notes.append(Note("repeated-meeting", "the same meeting again: left out", (meeting.id, kept[identity].id)))
        else:
            kept[identity] = meeting
    dated = sorted((m for m in kept.values() if m.date), key=_order)
    for meeting in sorted((m for m in kept.values() if not m.date), key=_order):
        place = _place(meeting, dated)
        if place is None:
            notes.append(
                Note("undated-meeting", "no date, and no number that gives its place: put last", (meeting.id,))
            )
        dated.insert(len(dated) if place is None else place, meeting)
    return dated, notes


def _order(meeting: Meeting) -> tuple[str, int, str]:
    return meeting.date or "", read_session(meeting.session).ordinal or 0, meeting.id


def _place(meeting: Meeting, ordered: Sequence[Meeting]) -> int | None:
    """Where an undated meeting stands: after the last one that its number follows."""
    mine = read_session(meeting.session)
    places = [
        index + 1
        for index, other in enumerate(ordered)
        if (theirs := read_session(other.session)).count == mine.count
        and mine.ordinal is not None
        and theirs.ordinal is not None
        and theirs.ordinal < mine.ordinal
    ]
    return max(places, default=None)


def _gaps(meetings: Sequence[Meeting]) -> Iterable[Gap]:
    last: dict[object, tuple[int, str]] = {}
    before: str | None = None
    for meeting in meetings:
        session = read_session(meeting.session)
        if session.ordinal is not None:
            known = last.get(session.count)
            # A count that begins while an earlier one is known began at 1; the archive's first may begin anywhere.
            start = known[0] if known else (0 if last and session.count[:2] != (-1, -1) else session.ordinal - 1)
            if start + 1 < session.ordinal:
                yield Gap(_count_name(session), start + 1, session.ordinal - 1, before, meeting.id)
            last[session.count] = (max(session.ordinal, start), meeting.id)
        before = meeting.id


def _count_name(session: Session) -> str:
    term = f"第{session.term}屆" if session.term is not None else ""
    outer, mark, kind = session.kind.rpartition(":")
    inside = f"第{outer}次{kind}" if mark else kind
    return f"{term}{f'{session.year}年' if session.year is not None else ''}{session.period}{inside}"


def _renamings(series: Sequence[Series]) -> Iterable[Note]:
    """Bodies that may be one under two names: a like name, and the second begins where the first ends."""
    for old in series:
        for new in series:
            if old is new or not old.body or not new.body or not (old.meetings and new.meetings):
                continue
            ends, begins = old.meetings[-1], new.meetings[0]
            if not (ends.date and begins.date and ends.date < begins.date) or _likeness(old.key, new.key) < 0.5:
                continue
            runs_on = (last := read_session(ends.session).ordinal) is not None and read_session(
                begins.session
            ).ordinal == last + 1
            named = {row.stated_date for m in new.meetings for row in m.statements if row.stated_date}
            reported = named & {m.date for m in old.meetings}
            if runs_on or reported:
                reason = "its number runs on" if runs_on else "its follow-ups name dates of the other's meetings"
                yield Note(
                    "renamed-body",
                    f"{new.body} may be {old.body} under a new name ({reason}); tracked apart unless told otherwise",
                    (ends.id, begins.id),
                )


def _likeness(one: str, other: str) -> float:
    a = {one[i : i + 2] for i in range(len(one) - 1)}
    b = {other[i : i + 2] for i in range(len(other) - 1)}
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
