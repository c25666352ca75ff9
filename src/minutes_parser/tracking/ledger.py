"""The ledger: every decision with what became of it, and the questions that it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from ..model import Minutes
from .deadlines import Due, find_deadline, read_deadline
from .events import Meeting, Statement, read_meeting
from .evidence import Link
from .matching import Followed, follow
from .notes import Note
from .series import Series, group_series

__all__ = ["Closing", "Decision", "Event", "Ledger", "State", "track", "track_meetings"]

State = Literal["open", "self_tracked", "unknown", "unreported", "silent", "closed"]
"""What a decision is, as far as the archive tells.

open, self_tracked: the last row says so. unknown: reported, but no status is stated. unreported: made, and no
later minutes speak of it. silent: last seen open, and a later meeting's table does not mention it. closed: so
stated, and not reopened since.
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a decision at one meeting."""

    kind: Literal["made", "renewed", "reported", "closed", "reopened"]
    meeting: str
    date: str | None
    statement: Statement
    link: Link | None = None
    """Why a row is held to be about the decision; None for the statement that it was first seen in."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision followed through its series."""

    id: str
    series: str
    body: str | None
    text: str
    """The directive as first written."""
    title: str | None
    made: str | None
    """ISO date of the meeting that made it: its record's, or as a row states it; None where neither is known."""
    origin: bool
    """True if the archive holds the ruling itself; False if it is known from follow-up rows only."""
    assignee: str | None
    """As last stated."""
    deadline: str | None
    deadline_date: str | None
    deadline_basis: str | None
    """What `deadline_date` rests on: stated, year inferred, counted from the meeting."""
    number: str | None
    state: State
    last_seen: str | None
    closed: str | None
    """ISO date of the meeting that closed it; None where it is open."""
    progress: str | None
    """The last progress that was reported."""
    events: tuple[Event, ...]

    @property
    def is_open(self) -> bool:
        return self.state != "closed"

    def age(self, as_of: str) -> int | None:
        """Days from the meeting that made it to `as_of`, or to its closing; None where the first is unknown."""
        return _days(self.made, self.closed or as_of)

    def overdue(self, as_of: str) -> bool:
        """Whether its deadline has passed at `as_of` and it is not closed."""
        return self.is_open and bool(self.deadline_date and self.deadline_date < as_of)

    @property
    def closed_without_result(self) -> bool:
        """Closed, and the row that closed it tells no result."""
        if self.state != "closed":
            return False
        closing = [event for event in self.events if event.kind == "closed"][-1]
        return not (closing.statement.progress or "").strip()


@dataclass(frozen=True, slots=True)
class Closing:
    """How long closing takes, in days: over the decisions that are closed and whose beginning is known."""

    count: int
    shortest: int
    median: float
    longest: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All decisions of an archive; `as_of` is the ISO date that ages are counted to."""

    as_of: str
    series: tuple[Series, ...]
    decisions: tuple[Decision, ...]
    notes: tuple[Note, ...]

    def open(self, assignee: str | None = None, body: str | None = None) -> tuple[Decision, ...]:
        """Decisions that are not closed, oldest first; only those whose assignee or body holds the given words."""
        found = [
            each
            for each in self.decisions
            if each.is_open and (assignee or "") in (each.assignee or "") and (body or "") in (each.body or "")
        ]
        return tuple(sorted(found, key=lambda each: (each.made or "9999", each.id)))

    def open_by_assignee(self) -> dict[str, tuple[Decision, ...]]:
        """Open decisions under each assignee as written ("" where none is stated), the fullest list first."""
        groups: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.open():
            groups[decision.assignee or ""].append(decision)
        return {name: tuple(groups[name]) for name in sorted(groups, key=lambda name: (-len(groups[name]), name))}

    def overdue(self) -> tuple[Decision, ...]:
        """Open decisions whose deadline has passed, the longest overdue first."""
        found = [each for each in self.decisions if each.overdue(self.as_of)]
        return tuple(sorted(found, key=lambda each: (each.deadline_date or "", each.id)))

    def closed_without_result(self) -> tuple[Decision, ...]:
        return tuple(each for each in self.decisions if each.closed_without_result)

    def closing_times(self) -> dict[str, Closing]:
        """Per series key: how long closing takes. Series where nothing was closed are left out."""
        days: dict[str, list[int]] = defaultdict(list)
        for decision in self.decisions:
            if (age := _days(decision.made, decision.closed)) is not None:
                days[decision.series].append(age)
        return {key: Closing(len(d), min(d), median(d), max(d)) for key, d in sorted(days.items())}


def track(minutes: Iterable[Minutes], *, as_of: str | None = None, renamed: dict[str, str] | None = None) -> Ledger:
    """Follows decisions through the records of an archive, in any order, of any number of bodies.

    `as_of` (ISO date) is what ages are counted to, by default the date of the latest meeting. `renamed` maps
    a body's later name to its earlier one, to follow decisions through the renaming.

    >>> track([]).decisions
    ()
    """
    return track_meetings((read_meeting(record) for record in minutes), as_of=as_of, renamed=renamed)


def track_meetings(
    meetings: Iterable[Meeting], *, as_of: str | None = None, renamed: dict[str, str] | None = None
) -> Ledger:
    """As `track`, from records already cut down by `read_meeting`. Equal sources count once."""
    unique = {meeting.id: meeting for meeting in meetings}
    series, notes = group_series(unique.values(), renamed)
    followed = [follow(each) for each in series]
    latest = max((meeting.date for meeting in unique.values() if meeting.date), default="")
    decisions = [decision for each in followed for decision in _decisions(each)]
    return Ledger(as_of or latest, series, tuple(decisions), (*notes, *(n for each in followed for n in each.notes)))


def _decisions(followed: Followed) -> Iterable[Decision]:
    meetings = followed.series.meetings
    place = {statement.id: index for index, meeting in enumerate(meetings) for statement in meeting.statements}
    said = {statement.id: statement for meeting in meetings for statement in meeting.statements}
    links = {(link.row, link.decision): link for link in followed.links}
    last_table = max((index for index, meeting in enumerate(meetings) if meeting.has_rows), default=-1)
    for key, members in followed.decisions.items():
        statements = [said[name] for name in members]
        if len(statements) == 1 and not statements[0].pending:
            continue  # 照案通過, and nothing came of it: settled where it was made
        events = _events(statements, [meetings[place[each.id]] for each in statements], links, key)
        seen_again = last_table <= place[statements[-1].id]
        yield _decision(key, followed.series, events, silent=not seen_again)


def _events(
    statements: Sequence[Statement], meetings: Sequence[Meeting], links: dict[tuple[str, str], Link], key: str
) -> tuple[Event, ...]:
    events: list[Event] = []
    closed = False
    for statement, meeting in zip(statements, meetings, strict=True):
        if statement.kind != "row":
            kind: Literal["made", "renewed", "reported", "closed", "reopened"] = statement.kind
        elif statement.status == "closed":
            kind, closed = "closed", True
        elif closed and statement.status in ("open", "self_tracked"):
            kind, closed = "reopened", False
        else:
            kind = "reported"
        events.append(Event(kind, meeting.id, meeting.date, statement, links.get((statement.id, key))))
    return tuple(events)


def _decision(key: str, series: Series, events: tuple[Event, ...], *, silent: bool) -> Decision:
    first, rows = events[0], [event.statement for event in events if event.statement.kind == "row"]
    said = [event.statement for event in events]
    state = _state(events, silent)
    deadline, due = _deadline(events, rows)
    return Decision(
        id=key,
        series=series.key,
        body=series.body,
        text=first.statement.text,
        title=first.statement.title,
        made=first.date if first.kind == "made" else next((r.stated_date for r in rows if r.stated_date), None),
        origin=first.kind == "made",
        assignee=next((each.assignee for each in reversed(said) if each.assignee), None),
        deadline=deadline,
        deadline_date=due.day if due else None,
        deadline_basis=due.basis if due else None,
        number=next((row.number for row in reversed(rows) if row.number), None),
        state=state,
        last_seen=events[-1].date,
        closed=[event for event in events if event.kind == "closed"][-1].date if state == "closed" else None,
        progress=next((row.progress for row in reversed(rows) if row.progress), None),
        events=events,
    )


def _deadline(events: tuple[Event, ...], rows: list[Statement]) -> tuple[str | None, Due | None]:
    """The deadline last stated by a ruling, else the last one in a row's directive; and its day."""
    for event in reversed(events):
        said = event.statement
        if said.deadline_date:
            return said.deadline, Due(said.deadline_date, "stated")
        if said.deadline:
            return said.deadline, read_deadline(said.deadline, event.date)
    for row in reversed(rows):
        written = find_deadline(row.text)
        if written:
            return written, read_deadline(written, row.stated_date)
    return None, None


def _state(events: tuple[Event, ...], silent: bool) -> State:
    rows = [event for event in events if event.statement.kind == "row"]
    if not rows:
        return "unreported"
    closings = [index for index, event in enumerate(events) if event.kind in ("closed", "reopened")]
    if closings and events[closings[-1]].kind == "closed":
        return "closed"
    if silent:
        return "silent"
    status = rows[-1].statement.status
    return "self_tracked" if status == "self_tracked" else "open" if status == "open" else "unknown"


def _days(first: str | None, last: str | None) -> int | None:
    if not first or not last:
        return None
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return None
