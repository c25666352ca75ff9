"""Links the follow-up rows of a series to the decisions made before: one row, one decision, or none and a note."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .events import Meeting, Statement
from .evidence import MARGIN, Link, Pair, Thread, compare
from .notes import Note
from .series import Series
from .wording import wording

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
    threads: dict[str, Thread] = {}
    members: dict[str, list[str]] = {}
    links: list[Link] = []
    notes: list[Note] = []
    held = {day for meeting in series.meetings for day in (meeting.date, *meeting.days) if day}
    for place, meeting in enumerate(series.meetings):
        rows = [statement for statement in meeting.statements if statement.kind == "row"]
        found, doubts = _match(rows, list(threads.values()), place)
        links += found
        notes += doubts
        notes += _unheld(rows, held)
        by_row: dict[str, list[Link]] = defaultdict(list)
        for link in found:
            by_row[link.row].append(link)
        for row in rows:
            targets = [threads[link.decision] for link in by_row[row.id]] or [_begin(row, meeting, threads, members)]
            for thread in targets:
                thread.learn(row, place)
                thread.last_row, thread.closed = row.id, row.status == "closed"
                members[thread.id].append(row.id)
        _take_rulings(meeting, place, threads, members)
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


def _match(rows: Sequence[Statement], threads: Sequence[Thread], place: int) -> tuple[list[Link], list[Note]]:
    common = Counter(gram for thread in threads for gram in set().union(*(w.grams for w in thread.variants.values())))
    chosen: list[tuple[Pair, ...]] = []
    notes: list[Note] = []
    for row in rows:
        pairs: list[Pair] = []
        for thread in threads:
            found = compare(row, thread, place, common)
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
    links, doubts = _one_to_one(chosen)
    return links, notes + doubts


def _choose(pairs: list[Pair]) -> tuple[Pair, ...]:
    """The pair that clearly beats the others, the pairs that one merged row holds, or nothing."""
    if not pairs:
        return ()
    ranked = sorted(pairs, key=lambda pair: (-pair.points, pair.thread.id))
    best = ranked[0]
    joined = tuple(p for p in ranked if p.thread.last_row and p.thread.last_row == best.thread.last_row)
    rest = [pair for pair in ranked if pair is not best and pair not in joined]
    if not joined or len(joined) == 1:
        merged = _merged(ranked)
        if merged:
            return merged
    if all(_beats(best, other) for other in rest):
        return joined if len(joined) > 1 else (best,)
    return ()


def _beats(best: Pair, other: Pair) -> bool:
    if best.points - other.points >= MARGIN:
        return True
    if (best.basis == "number") != (other.basis == "number"):
        return best.basis == "number"
    return best.exact and not other.exact


def _merged(ranked: Sequence[Pair]) -> tuple[Pair, ...]:
    """The decisions whose wordings stand whole and apart in one row (併案); empty if it is not so."""
    row = ranked[0].row
    places: list[tuple[int, int, Pair]] = []
    for pair in ranked:
        place = _standing_in(pair)
        if place and not any(place[0] < end and start < place[1] for start, end, _ in places):
            places.append((*place, pair))
    # Were one decision the whole row, the others would only be quoted in it.
    whole = any(end - start >= 0.9 * len(pair.variant.folded) and pair.exact for start, end, pair in places)
    if len(places) < 2 or whole or len(places) < len(ranked) or not row.text:
        return ()
    return tuple(pair for _, _, pair in sorted(places, key=lambda each: each[0]))


def _standing_in(pair: Pair) -> tuple[int, int] | None:
    """Where in the row's folded text the decision's shortest wording stands, nearly whole."""
    text = wording(pair.row.text).folded
    for known in sorted(pair.thread.variants, key=len):
        if len(known) < 8 or len(known) >= len(text):
            continue
        blocks = [b for b in SequenceMatcher(None, known, text, autojunk=False).get_matching_blocks() if b.size >= 2]
        if blocks and sum(b.size for b in blocks) >= 0.85 * len(known):
            start, end = blocks[0].b, blocks[-1].b + blocks[-1].size
            if end - start <= 1.3 * len(known):
                return start, end
    return None


def _one_to_one(chosen: Sequence[tuple[Pair, ...]]) -> tuple[list[Link], list[Note]]:
    """Keeps a decision's best row where it clearly beats the others; else none of them."""
    claims: dict[str, list[Pair]] = defaultdict(list)
    for pairs in chosen:
        for pair in pairs:
            claims[pair.thread.id].append(pair)
    lost: set[tuple[str, str]] = set()
    notes: list[Note] = []
    for thread, pairs in claims.items():
        ranked = sorted(pairs, key=lambda pair: (-pair.points, pair.row.id))
        clear = all(_beats(ranked[0], other) for other in ranked[1:])
        lost.update((pair.row.id, thread) for pair in (ranked[1:] if clear else ranked))
        if not clear:
            about = (thread, *(pair.row.id for pair in ranked))
            notes.append(Note("ambiguous-decision", f"{len(ranked)} rows fit one decision: not linked", about))
    links = [
        pair.link(merged=len(pairs) > 1) for pairs in chosen for pair in pairs if (pair.row.id, pair.thread.id) not in lost
    ]
    return links, notes
