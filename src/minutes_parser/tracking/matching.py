"""Links the follow-up rows of a series to the decisions made before: one row, one decision, or none and a note."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .candidates import Index, row_points
from .events import Meeting, Statement
from .evidence import MARGIN, Link, Pair, Thread, compare
from .notes import Note
from .series import Series

__all__ = ["Followed", "follow"]


@dataclass(frozen=True, slots=True)
class Followed:
    """A series with its statements sorted into decisions.

    `decisions` maps a decision's id (that of the statement that it was first seen in) to the ids of its
    statements, in order. A row that takes several decisions together stands in each of them.
    """

    series: Series
    decisions: dict[str, tuple[str, ...]]
    links: tuple[Link, ...]
    notes: tuple[Note, ...]


def follow(series: Series) -> Followed:
    """Reads the meetings of a series in order and links each row to a decision of an earlier meeting."""
    index = Index()
    threads: dict[str, Thread] = {}
    members: dict[str, list[str]] = {}
    links: list[Link] = []
    notes: list[Note] = []
    held = {day for meeting in series.meetings for day in (meeting.date, *meeting.days) if day}
    for place, meeting in enumerate(series.meetings):
        rows = [statement for statement in meeting.statements if statement.kind == "row"]
        found, doubts = _match(rows, index, place)
        links += found
        notes += doubts
        notes += _unheld(rows, held)
        by_row: dict[str, list[Link]] = defaultdict(list)
        for link in found:
            by_row[link.row].append(link)
        for row in rows:
            targets = [(threads[link.decision], link.part) for link in by_row[row.id]]
            for thread, part in targets or [(_begin(row, meeting, threads, members), None)]:
                thread.learn(row, place, part)
                thread.last_row, thread.closed = row.id, row.status == "closed"
                members[thread.id].append(row.id)
        _take_rulings(meeting, place, threads, members)
        for thread in threads.values():
            if thread.last_meeting == place:
                index.learned(thread)
        index.forget(place)
    return Followed(series, {key: tuple(value) for key, value in members.items()}, tuple(links), tuple(notes))


def _take_rulings(meeting: Meeting, place: int, threads: dict[str, Thread], members: dict[str, list[str]]) -> None:
    """Adds what the meeting itself decided, once its rows are linked: a row is about an earlier meeting."""
    for statement in meeting.statements:
        if statement.kind == "made":
            _begin(statement, meeting, threads, members).learn(statement, place)
            members[statement.id].append(statement.id)
        elif statement.kind == "renewed":
            for thread in [each for each in threads.values() if each.last_row == statement.on_row]:
                thread.learn(statement, place)
                thread.dates.update(_dates(meeting) if thread.dates else ())
                members[thread.id].append(statement.id)


def _begin(first: Statement, meeting: Meeting, threads: dict[str, Thread], members: dict[str, list[str]]) -> Thread:
    dates = set(_dates(meeting)) if first.kind == "made" else {first.stated_date} - {None}
    thread = Thread(first.id, title=first.title, dates={day for day in dates if day})
    threads[thread.id] = thread
    members[thread.id] = []
    return thread


def _dates(meeting: Meeting) -> tuple[str, ...]:
    return tuple(day for day in (meeting.date, *meeting.days) if day)


def _unheld(rows: Sequence[Statement], held: set[str]) -> list[Note]:
    missing: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.stated_date and row.stated_date not in held:
            missing[row.stated_date].append(row.id)
    return [
        Note("unknown-meeting-date", f"no meeting of {day} is in the archive", tuple(ids))
        for day, ids in missing.items()
    ]


def _match(rows: Sequence[Statement], index: Index, place: int) -> tuple[list[Link], list[Note]]:
    chosen: list[Pair] = []
    merged: list[Link] = []
    notes: list[Note] = []
    for row in rows:
        joined = index.joined(row) or _by_points(row, index, place)
        if joined:
            merged += joined
            continue
        pairs: list[Pair] = []
        for thread in index.candidates(row):
            found = compare(row, thread, place, index.weights)
            if isinstance(found, str):
                notes.append(Note("number-conflict", f"案號 {row.number} is equal, but {found}", (row.id, thread.id)))
            elif found is not None:
                pairs.append(found)
        best = _choose(pairs)
        if best:
            chosen.append(best)
        elif pairs:
            about = (row.id, *(pair.thread.id for pair in pairs))
            notes.append(Note("ambiguous-decision", f"the row fits {len(pairs)} decisions: not linked", about))
    links, doubts = _one_to_one(chosen, merged)
    return links, notes + doubts


def _by_points(row: Statement, index: Index, place: int) -> list[Link]:
    """Links of a row whose numbered points are about different decisions; empty unless two of them are."""
    points = row_points(row.text) if not index.knows(row.text) else ()
    found: dict[str, Link] = {}
    for point in points:
        part = replace(row, text=point, number=None)
        pairs = [p for t in index.candidates(part) if isinstance(p := compare(part, t, place, index.weights), Pair)]
        best = _choose(pairs)
        if best:
            if best.thread.id in found:
                return []
            found[best.thread.id] = best.link(part=point)
    return list(found.values()) if len(found) >= 2 else []


def _choose(pairs: list[Pair]) -> Pair | None:
    """The pair that clearly beats the others, or none."""
    ranked = sorted(pairs, key=lambda pair: (-pair.points, pair.thread.id))
    return ranked[0] if ranked and all(_beats(ranked[0], other) for other in ranked[1:]) else None


def _beats(best: Pair, other: Pair) -> bool:
    if best.points - other.points >= MARGIN:
        return True
    if (best.basis == "number") != (other.basis == "number"):
        return best.basis == "number"
    return best.exact and not other.exact


def _one_to_one(chosen: Sequence[Pair], merged: Sequence[Link]) -> tuple[list[Link], list[Note]]:
    """Keeps a decision's best row where it clearly beats the others; else none of them.

    A row that takes several decisions together gives way to one that has a decision alone.
    """
    claims: dict[str, list[Pair]] = defaultdict(list)
    for pair in chosen:
        claims[pair.thread.id].append(pair)
    links: list[Link] = []
    notes: list[Note] = []
    for thread, pairs in claims.items():
        ranked = sorted(pairs, key=lambda pair: (-pair.points, pair.row.id))
        if all(_beats(ranked[0], other) for other in ranked[1:]):
            links.append(ranked[0].link())
        else:
            about = (thread, *(pair.row.id for pair in ranked))
            notes.append(Note("ambiguous-decision", f"{len(ranked)} rows fit one decision: not linked", about))
    times = Counter(link.decision for link in merged)
    links += [link for link in merged if times[link.decision] == 1 and link.decision not in claims]
    return links, notes
