"""The ledger as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from .ledger import Decision, Event, Ledger
from .people import People

__all__ = [
    "COLUMNS",
    "PEOPLE_COLUMNS",
    "as_dict",
    "decision_dict",
    "people_to_csv",
    "people_to_json",
    "to_csv",
    "to_json",
]

COLUMNS = (
    "id", "body", "made", "number", "title", "text", "assignee", "deadline", "deadline_date", "deadline_basis", "state", "last_seen",
    "closed", "age_days", "overdue", "closed_without_result", "mentions", "progress", "lowest_score", "evidence",
)  # fmt: skip
"""Columns of the CSV: one row a decision. Days count to `as_of`, or to the closing; unknown is an empty cell."""

PEOPLE_COLUMNS = (
    "name", "spellings", "organizations", "titles", "roles", "body", "year", "meetings", "present", "proxy", "absent",
    "unknown", "chaired", "stood_in", "speeches", "joined",
)  # fmt: skip
"""Columns of the CSV of people: one row a person, body and year (AD); several values stand with 、 between."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def to_json(ledger: Ledger) -> str:
    """The whole ledger as indented JSON: series with gaps, decisions with events and evidence, answers, notes."""
    return json.dumps(as_dict(ledger), ensure_ascii=False, indent=1)


def as_dict(ledger: Ledger) -> dict[str, Any]:
    """The ledger in plain types, as `to_json` writes it."""
    return {
        "as_of": ledger.as_of or None,
        "series": [
            {
                "key": series.key,
                "body": series.body,
                "names": list(series.names),
                "meetings": [
                    {"id": m.id, "date": m.date, "session": m.session, "source": m.source} for m in series.meetings
                ],
                "gaps": [asdict(gap) for gap in series.gaps],
            }
            for series in ledger.series
        ],
        "decisions": [decision_dict(each, ledger.as_of) for each in ledger.decisions],
        "answers": _answers(ledger),
        "notes": [
            {"code": note.code, "severity": note.severity, "message": note.message, "about": list(note.about)}
            for note in ledger.notes
        ],
    }


def _answers(ledger: Ledger) -> dict[str, Any]:
    return {
        "open_by_assignee": {
            name: [{"id": each.id, "age_days": each.age(ledger.as_of)} for each in decisions]
            for name, decisions in ledger.open_by_assignee().items()
        },
        "overdue": [each.id for each in ledger.overdue()],
        "days_to_close": {key: asdict(closing) for key, closing in ledger.closing_times().items()},
        "closed_without_result": [each.id for each in ledger.closed_without_result()],
    }


def decision_dict(decision: Decision, as_of: str) -> dict[str, Any]:
    """One decision in plain types."""
    return {
        "id": decision.id,
        "series": decision.series,
        "body": decision.body,
        "text": decision.text,
        "title": decision.title,
        "made": decision.made,
        "origin": decision.origin,
        "assignee": decision.assignee,
        "deadline": decision.deadline,
        "deadline_date": decision.deadline_date,
        "deadline_basis": decision.deadline_basis,
        "number": decision.number,
        "state": decision.state,
        "last_seen": decision.last_seen,
        "closed": decision.closed,
        "age_days": decision.age(as_of),
        "overdue": decision.overdue(as_of),
        "closed_without_result": decision.closed_without_result,
        "progress": decision.progress,
        "events": [_event_dict(event) for event in decision.events],
    }


def _event_dict(event: Event) -> dict[str, Any]:
    said = event.statement
    return {
        "kind": event.kind,
        "meeting": event.meeting,
        "date": event.date,
        "statement": said.id,
        "text": said.text,
        "assignee": said.assignee,
        "progress": said.progress,
        "status": said.status,
        "status_text": said.status_text,
        "page": said.page,
        "start": said.start,
        "end": said.end,
        "link": None
        if event.link is None
        else {
            "score": event.link.score,
            "basis": event.link.basis,
            "part": event.link.part,
            "evidence": [asdict(each) for each in event.link.evidence],
        },
    }


def to_csv(ledger: Ledger, *, spreadsheet: bool = False) -> str:
    """One row a decision, with a line of column names.

    With `spreadsheet` the text begins with a byte order mark, so that Excel reads UTF-8, and a cell that would run
    as a formula gets an apostrophe in front.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for decision in ledger.decisions:
        row = _row(decision, ledger.as_of)
        writer.writerow([_cell(row[column], spreadsheet) for column in COLUMNS])
    return ("\ufeff" if spreadsheet else "") + out.getvalue()


def _row(decision: Decision, as_of: str) -> dict[str, Any]:
    links = [event.link for event in decision.events if event.link]
    row = decision_dict(decision, as_of)
    row["mentions"] = len(decision.events)
    row["lowest_score"] = min((link.score for link in links), default=None)
    row["evidence"] = " | ".join(
        f"{link.score:.2f} {link.basis}: {'; '.join(each.detail for each in link.evidence)}" for link in links
    )
    return row


def people_to_json(people: People) -> str:
    """Everybody with their counts as indented JSON, and what could not be told."""
    made = {
        "people": [asdict(person) for person in people.people],
        "notes": [
            {"code": note.code, "severity": note.severity, "message": note.message, "about": list(note.about)}
            for note in people.notes
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1)


def people_to_csv(people: People, *, spreadsheet: bool = False) -> str:
    """One row a person, body and year; `spreadsheet` as in `to_csv`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(PEOPLE_COLUMNS)
    for person in people.people:
        lists = ("spellings", "organizations", "titles", "roles")
        whole = {"name": person.name, "joined": "; ".join(person.joined)}
        whole |= {name: "、".join(getattr(person, name)) for name in lists}
        for count in person.counts:
            row = whole | asdict(count)
            writer.writerow([_cell(row[column], spreadsheet) for column in PEOPLE_COLUMNS])
    return ("\ufeff" if spreadsheet else "") + out.getvalue()


def _cell(value: object, spreadsheet: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return "'" + text if spreadsheet and text.startswith(_FORMULA) else text
