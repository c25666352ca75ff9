"""Series: sessions read, meetings in order, gaps, repeats, renamings."""

from __future__ import annotations

import pytest

from minutes_parser.tracking import Ledger, track
from minutes_parser.tracking.series import Session, read_session
from tests.factories import MinutesFactory


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("第三屆第２次", Session(term=3, ordinal=2)),
        ("一○八年第四次", Session(year=108, ordinal=4)),
        ("113年度第2次", Session(year=113, ordinal=2)),
        ("第600次", Session(ordinal=600)),
        ("第３屆第２次定期", Session(term=3, kind="定期", ordinal=2)),
        ("104學年度第1會期第五次定期", Session(year=104, period="1会期".replace("会", "會"), kind="定期", ordinal=5)),
        ("98學年度下學期第1次", Session(year=98, period="下", ordinal=1)),
        ("第1屆第10次臨時會第1次", Session(term=1, kind="10:臨時", ordinal=1)),
        ("期初", Session()),
        (None, Session()),
    ],
)
def test_sessions(text: str | None, session: Session) -> None:
    assert read_session(text) == session


def _track(*meetings: tuple[str, str | None, str | None], renamed: dict[str, str] | None = None) -> Ledger:
    made = []
    for body, session, date in meetings:
        factory = MinutesFactory(body=body, session=session, date=date)
        factory.ruling(factory.item("discussion", 1, f"{session}{date}之案"), "照案通過。", outcome="approved")
        made.append(factory.build(f"{body}{session}.txt"))
    return track(made, renamed=renamed)


COUNCIL = "青嵐縣水利小組"


def test_meetings_stand_in_the_order_of_their_dates() -> None:
    ledger = _track(
        (COUNCIL, "第3次", "2024-06-01"), (COUNCIL, "第1次", "2024-01-05"), (COUNCIL, "第2次", "2024-03-02")
    )
    assert [meeting.session for meeting in ledger.series[0].meetings] == ["第1次", "第2次", "第3次"]
    assert ledger.series[0].gaps == ()


def test_a_missing_number_is_a_gap() -> None:
    ledger = _track((COUNCIL, "第7次", "2024-01-05"), (COUNCIL, "第10次", "2024-06-01"))
    assert [(gap.first, gap.last) for gap in ledger.series[0].gaps] == [(8, 9)]


def test_each_year_counts_from_one() -> None:
    ledger = _track(
        (COUNCIL, "112年第3次", "2023-09-05"),
        (COUNCIL, "112年第4次", "2023-12-05"),
        (COUNCIL, "113年第2次", "2024-06-01"),
    )
    assert [(gap.count, gap.first, gap.last) for gap in ledger.series[0].gaps] == [("113年", 1, 1)]


def test_an_undated_meeting_takes_the_place_of_its_number() -> None:
    ledger = _track((COUNCIL, "第1次", "2024-01-05"), (COUNCIL, "第3次", "2024-06-01"), (COUNCIL, "第2次", None))
    assert [meeting.session for meeting in ledger.series[0].meetings] == ["第1次", "第2次", "第3次"]
    assert not ledger.notes


def test_an_undated_meeting_without_a_number_is_said() -> None:
    ledger = _track((COUNCIL, "第1次", "2024-01-05"), (COUNCIL, None, None))
    assert [note.code for note in ledger.notes] == ["undated-meeting"]


def test_two_records_of_one_meeting_are_one() -> None:
    fuller = MinutesFactory(body=COUNCIL, session="第1次", date="2024-01-05")
    fuller.ruling(None, "請工務處盤點抽水站機組。", assignee="工務處")
    again = MinutesFactory(body="青嵐縣 水利小組", session="第一次", date="2024-01-05")
    ledger = track([again.build("b.txt"), fuller.build("a.txt")])
    assert [note.code for note in ledger.notes] == ["repeated-meeting"]
    assert [meeting.source for meeting in ledger.series[0].meetings] == ["a.txt"]


def test_spellings_of_a_body_are_one_series_and_other_bodies_are_not() -> None:
    ledger = _track(
        ("臺澎市政小組", "第1次", "2024-01-05"),
        ("台澎市政小組", "第2次", "2024-02-05"),
        (COUNCIL, "第2次", "2024-02-06"),
    )
    assert [series.names for series in ledger.series] == [("臺澎市政小組", "台澎市政小組"), (COUNCIL,)]


def test_a_record_without_a_body_stands_alone() -> None:
    ledger = track([MinutesFactory(body=None, session=None, date="2024-01-05").build()])  # type: ignore[arg-type]
    assert [note.code for note in ledger.notes] == ["no-body"]
    assert ledger.series[0].body is None


def test_a_renaming_is_reported_and_joined_only_if_told() -> None:
    meetings = (
        ("霽川大學資訊發展委員會", "第8次", "2023-10-05"),
        ("霽川大學資訊發展委員會", "第9次", "2023-12-05"),
        ("霽川大學數位發展委員會", "第10次", "2024-02-05"),
    )
    ledger = _track(*meetings)
    assert [note.code for note in ledger.notes] == ["renamed-body"]
    assert len(ledger.series) == 2
    joined = _track(*meetings, renamed={"霽川大學數位發展委員會": "霽川大學資訊發展委員會"})
    assert len(joined.series) == 1
    assert not joined.notes
    assert joined.series[0].names == ("霽川大學資訊發展委員會", "霽川大學數位發展委員會")


def test_follow_ups_that_name_the_others_meetings_tell_of_a_renaming() -> None:
    old = MinutesFactory(body="霽川大學資訊發展委員會", session="112年第2次", date="2023-10-05")
    old.ruling(None, "請圖書館延長週末開放時間。", assignee="圖書館")
    new = MinutesFactory(body="霽川大學數位發展委員會", session="113年第1次", date="2024-02-05")
    new.follow_up(None, "請圖書館延長週末開放時間。", meeting_date="2023-10-05")
    records = [old.build(), new.build()]
    assert "renamed-body" in {note.code for note in track(records).notes}
    joined = track(records, renamed={"霽川大學數位發展委員會": "霽川大學資訊發展委員會"})
    assert [len(decision.events) for decision in joined.decisions] == [2]


def test_a_circle_of_renamings_ends() -> None:
    ledger = _track(("甲小組", "第1次", "2024-01-05"), renamed={"甲小組": "乙小組", "乙小組": "甲小組"})
    assert len(ledger.series) == 1
