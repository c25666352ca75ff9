"""Deadlines as written, and their last day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.tracking import track
from minutes_parser.tracking.deadlines import Due, find_deadline, read_deadline
from tests.factories import MinutesFactory

MEETING = "2024-05-02"


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("113年6月底前", "2024-06-30", "stated"),
        ("113年2月底", "2024-02-29", "stated"),
        ("一一三年九月三十日前", "2024-09-30", "stated"),
        ("2024年7月", "2024-07-31", "stated"),
        ("113年10月中旬前", "2024-10-20", "stated"),
        ("113年底前", "2024-12-31", "stated"),
        ("６月底前", "2024-06-30", "year inferred"),
        ("8月10日前", "2024-08-10", "year inferred"),
        ("3月底前", "2025-03-31", "year inferred"),
        ("年底前", "2024-12-31", "year inferred"),
        ("明年底前", "2025-12-31", "year inferred"),
        ("月底前", "2024-05-31", "counted from the meeting"),
        ("下個月底前", "2024-06-30", "counted from the meeting"),
        ("二個月內", "2024-07-02", "counted from the meeting"),
        ("會後2週內", "2024-05-16", "counted from the meeting"),
        ("三個工作天內", "2024-05-07", "counted from the meeting"),
        ("半年內", "2024-11-01", "counted from the meeting"),
    ],
)
def test_the_last_day(text: str, day: str, basis: str) -> None:
    due = read_deadline(text, MEETING)
    assert due is not None
    assert (due.day, due.basis) == (day, basis)


@pytest.mark.parametrize(
    "text", ["下次會議", "會後", "", "113年13月", "2月30日前", "九百個月內", "公告後10日內", "文到一週內"]
)
def test_no_day(text: str) -> None:
    assert read_deadline(text, MEETING) is None


def test_without_the_meetings_date_only_what_is_stated() -> None:
    assert read_deadline("6月底前", None) is None
    assert read_deadline("二個月內", None) is None
    assert read_deadline("113年6月底前", "no date") == Due("2024-06-30", "stated")


@given(st.text(alphabet="0123456789年月日底前內個一二十半下本週天", max_size=12))
def test_any_words_are_read_or_not(text: str) -> None:
    due = read_deadline(text, MEETING)
    assert due is None or due.basis == "stated" or due.day >= MEETING
    found = find_deadline(text)
    assert found is None or found in text


def _ledger(deadline: str | None, *, row: str | None = None) -> tuple[str | None, str | None, str | None, int]:
    factory = MinutesFactory(date=MEETING)
    if row:
        factory.follow_up(None, row, meeting_date="2024-03-01", status="open")
    else:
        factory.ruling(None, "請社會處盤點托育設施。", assignee="社會處", deadline=deadline)
    ledger = track([factory.build()], as_of="2024-10-01")
    decision = ledger.decisions[0]
    return decision.deadline, decision.deadline_date, decision.deadline_basis, len(ledger.overdue())


def test_what_is_overdue_by_a_day_that_was_inferred() -> None:
    assert _ledger("6月底前") == ("6月底前", "2024-06-30", "year inferred", 1)
    assert _ledger("年底前") == ("年底前", "2024-12-31", "year inferred", 0)
    assert _ledger("下次會議") == ("下次會議", None, None, 0)
    assert _ledger(None) == (None, None, None, 0)


def test_a_row_whose_ruling_is_unknown_has_the_deadline_of_its_directive() -> None:
    assert _ledger(None, row="請社會處於4月底前盤點托育設施。") == ("4月底前", "2024-04-30", "year inferred", 1)
