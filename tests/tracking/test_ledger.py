"""What becomes of decisions, and what the ledger answers."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from minutes_parser.model import Minutes
from minutes_parser.tracking import Decision, Ledger, track
from minutes_parser.tracking.formats import COLUMNS, to_csv, to_json
from tests.factories import MinutesFactory

BODY = "松濤市政府性別平等小組"
TEXT = "請社會處就全市托育設施名額提出擴充方案，於113年4月底前函報。"


def meeting(number: int, date: str, *rows: dict[str, Any], text: str | None = None, **ruling: Any) -> Minutes:
    """A meeting with follow-up rows, and a ruling if `text` is given."""
    factory = MinutesFactory(body=BODY, session=f"第{number}次", date=date)
    item = factory.item("report", 1, "歷次決議執行情形") if rows else None
    for row in rows:
        factory.follow_up(item, **row)
    if text:
        factory.ruling(factory.item("discussion", 2, "托育設施名額擴充案"), text, **{"assignee": "社會處", **ruling})
    return factory.build(f"{number}.txt")


def first(**ruling: Any) -> Minutes:
    return meeting(1, "2024-01-10", text=TEXT, **ruling)


def row(status: str = "open", directive: str = TEXT, **fields: Any) -> dict[str, Any]:
    return {"directive": directive, "status": status, **fields}


def only(ledger: Ledger) -> Decision:
    assert len(ledger.decisions) == 1
    return ledger.decisions[0]


def test_made_and_never_reported() -> None:
    decision = only(track([first()]))
    assert (decision.state, decision.made, decision.assignee, decision.origin) == (
        "unreported",
        "2024-01-10",
        "社會處",
        True,
    )


def test_reported_closed_reopened_closed() -> None:
    decision = only(
        track(
            [
                first(),
                meeting(2, "2024-03-10", row(progress="盤點中。")),
                meeting(3, "2024-05-10", row("closed", progress="已函報。")),
                meeting(4, "2024-07-10", row()),
                meeting(5, "2024-09-10", row("closed", progress="方案核定。")),
            ]
        )
    )
    assert [event.kind for event in decision.events] == ["made", "reported", "closed", "reopened", "closed"]
    assert (decision.state, decision.closed, decision.progress) == ("closed", "2024-09-10", "方案核定。")
    assert decision.age("2030-01-01") == 244
    assert all(event.link for event in decision.events[1:])
    assert decision.events[0].link is None


def test_a_ruling_overrides_the_printed_status() -> None:
    ledger = track([first(), meeting(2, "2024-03-10", row("closed", ruled_status="open"))])
    assert only(ledger).state == "open"


def test_no_longer_mentioned() -> None:
    other = row(directive="請工務處整平楓橋路人行道鋪面，並邀里長會勘。")
    ledger = track([first(), meeting(2, "2024-03-10", row()), meeting(3, "2024-05-10", other)])
    states = {decision.text: decision.state for decision in ledger.decisions}
    assert states == {TEXT: "silent", other["directive"]: "open"}


def test_a_later_meeting_without_a_table_makes_nothing_silent() -> None:
    ledger = track(
        [
            first(),
            meeting(2, "2024-03-10", row()),
            meeting(3, "2024-05-10", text="照案通過。", outcome="approved", assignee=None),
        ]
    )
    assert only(ledger).state == "open"


@pytest.mark.parametrize("status", ["self_tracked", "unknown"])
def test_states_as_last_stated(status: str) -> None:
    assert only(track([first(), meeting(2, "2024-03-10", row(status))])).state == status


def test_a_settled_ruling_counts_only_once_it_is_reported_on() -> None:
    settled = meeting(1, "2024-01-10", text="照案通過。", outcome="approved", assignee=None)
    assert track([settled]).decisions == ()
    told = row("closed", "案由：托育設施名額擴充案\n決議：照案通過。", meeting_date="2024-01-10", progress="已公告。")
    decision = only(track([settled, meeting(2, "2024-03-10", told)]))
    assert (decision.state, decision.origin) == ("closed", True)


def test_a_row_of_unknown_origin_is_a_decision() -> None:
    decision = only(track([meeting(2, "2024-03-10", row(meeting_date="2023-11-02"))]))
    assert (decision.made, decision.origin) == ("2023-11-02", False)


def test_what_a_ruling_adds_to_one_row_renews_its_decision() -> None:
    factory = MinutesFactory(body=BODY, session="第2次", date="2024-03-10")
    item = factory.item("report", 1, "歷次決議執行情形")
    factory.follow_up(item, TEXT, status="open", ruling_id="r1")
    factory.ruling(item, "請社會處併同盤點婦幼館空間需求。", outcome="tracked", assignee="社會處")
    later = meeting(3, "2024-05-10", row(directive="請社會處併同盤點婦幼館空間需求。"))
    decision = only(track([first(), factory.build("2.txt"), later]))
    assert [event.kind for event in decision.events] == ["made", "reported", "renewed", "reported"]


def test_a_ruling_that_only_judges_what_is_tracked_is_no_decision() -> None:
    judging = meeting(1, "2024-01-10", text="編號1、3解除列管，其餘繼續列管。", outcome="tracked", assignee=None)
    assert track([judging]).decisions == ()
    asking = meeting(1, "2024-01-10", text="托育設施名額擴充方案續提報告並列管。", outcome="tracked", assignee=None)
    assert only(track([asking])).state == "unreported"


def test_two_candidates_are_no_match_and_a_note() -> None:
    twice = [meeting(1, "2024-01-10", text=TEXT), meeting(2, "2024-02-10", text=TEXT)]
    ledger = track([*twice, meeting(3, "2024-03-10", row())])
    assert len(ledger.decisions) == 3
    assert [note.code for note in ledger.notes] == ["ambiguous-decision"]
    assert len(ledger.notes[0].about) == 3


def test_two_rows_for_one_decision_are_no_match_and_a_note() -> None:
    ledger = track([first(), meeting(2, "2024-03-10", row(), row())])
    assert len(ledger.decisions) == 3
    assert [note.code for note in ledger.notes] == ["ambiguous-decision"]


def test_the_date_of_the_deciding_meeting_tells_two_apart() -> None:
    twice = [meeting(1, "2024-01-10", text=TEXT), meeting(2, "2024-02-10", text=TEXT)]
    ledger = track([*twice, meeting(3, "2024-03-10", row(meeting_date="2024-02-10"))])
    assert {d.made: len(d.events) for d in ledger.decisions} == {"2024-01-10": 1, "2024-02-10": 2}
    assert not ledger.notes


def test_merged_rows_go_to_each_decision() -> None:
    other = "請工務處整平楓橋路人行道鋪面，並邀里長會勘。"
    made = [first(), meeting(2, "2024-02-10", text=other, assignee="工務處")]
    merged = meeting(3, "2024-03-10", row(directive=f"一、{TEXT}\n二、{other}"))
    apart = meeting(4, "2024-04-10", row(), row("closed", other))
    ledger = track([*made, merged, apart])
    assert {d.text: [e.kind for e in d.events] for d in ledger.decisions} == {
        TEXT: ["made", "reported", "reported"],
        other: ["made", "reported", "closed"],
    }


def test_a_date_of_no_meeting_of_the_archive_is_noted() -> None:
    ledger = track([meeting(2, "2024-03-10", row(meeting_date="2023-11-02"))])
    assert [note.code for note in ledger.notes] == ["unknown-meeting-date"]


def full() -> Ledger:
    other = "請工務處整平楓橋路人行道鋪面，並邀里長會勘。"
    return track(
        [
            meeting(1, "2024-01-10", text=TEXT, deadline="113年4月底前", deadline_date="2024-04-30"),
            meeting(2, "2024-02-10", row(), text=other, assignee="工務處"),
            meeting(3, "2024-05-10", row(), row("closed", other, assignee="工務處")),
        ]
    )


def test_answers() -> None:
    ledger = full()
    assert ledger.as_of == "2024-05-10"
    assert {name: len(found) for name, found in ledger.open_by_assignee().items()} == {"社會處": 1}
    assert [decision.age(ledger.as_of) for decision in ledger.open(assignee="社會")] == [121]
    assert ledger.open(body="水利") == ()
    assert [decision.text for decision in ledger.overdue()] == [TEXT]
    closing = next(iter(ledger.closing_times().values()))
    assert (closing.count, closing.shortest, closing.median, closing.longest) == (1, 90, 90, 90)
    assert [decision.assignee for decision in ledger.closed_without_result()] == ["工務處"]


def test_nothing_is_overdue_before_its_deadline() -> None:
    ledger = track([meeting(1, "2024-01-10", text=TEXT, deadline_date="2024-04-30")], as_of="2024-04-30")
    assert ledger.overdue() == ()


def test_the_order_of_the_records_does_not_matter() -> None:
    records = [first(), meeting(2, "2024-03-10", row()), meeting(3, "2024-05-10", row("closed"))]
    assert to_json(track(records)) == to_json(track(reversed(records)))


def test_json() -> None:
    made = json.loads(to_json(full()))
    assert made["series"][0]["body"] == BODY
    decision = made["decisions"][0]
    assert (decision["overdue"], decision["age_days"], decision["state"]) == (True, 121, "open")
    link = decision["events"][1]["link"]
    assert link["score"] <= 1
    assert {"kind", "detail", "weight"} == link["evidence"][0].keys()
    assert made["answers"]["overdue"] == [decision["id"]]


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(full()))))
    assert tuple(rows[0]) == COLUMNS
    assert [(each["state"], each["overdue"], each["mentions"]) for each in rows] == [
        ("open", "true", "3"),
        ("closed", "false", "2"),
    ]


def test_a_spreadsheet_runs_no_formula() -> None:
    ledger = track([meeting(1, "2024-01-10", text="=HYPERLINK(1)請社會處辦理", assignee="@社會處")])
    plain, safe = to_csv(ledger), to_csv(ledger, spreadsheet=True)
    assert safe.startswith("\ufeff")
    assert next(csv.DictReader(io.StringIO(safe[1:])))["text"].startswith("'=")
    assert next(csv.DictReader(io.StringIO(plain)))["text"].startswith("=")
