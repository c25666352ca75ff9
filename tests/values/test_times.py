"""When a meeting took place: days, start, end, and what is odd about them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.diagnostics import CODES
from minutes_parser.values.clock import find_clocks
from minutes_parser.values.damaged import read_digits
from minutes_parser.values.times import TAIPEI, end_of, read_time, read_when

from .test_numerals import SMALL, counted

DAY = "112年9月1日"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("（星期五）14時", "14:00", None),
        ("上午9時", "09:00", None),
        ("上 午 9 時 3 0 分", "09:30", None),
        ("下午2時30分", "14:30", None),
        ("下午二時三十分整", "14:30", None),
        ("下午16時30分至下午18時", "16:30", "18:00"),
        ("中午12時", "12:00", None),
        ("中午1時", "13:00", None),
        ("下午12時30分", "12:30", None),
        ("晚上7時～9時", "19:00", "21:00"),
        ("14時50分", "14:50", None),
        ("14:00", "14:00", None),
        ("9：30", "09:30", None),
        ("9:30-11:00", "09:30", "11:00"),
        ("PM4:00", "16:00", None),
        ("4:00 p.m. - 5:30 p.m.", "16:00", "17:30"),
        ("十二時五分", "12:05", None),
        ("九時半", "09:30", None),
        ("九時三刻", "09:45", None),
        ("兩點", "14:00", None),
        ("下午兩點到四點半", "14:00", "16:30"),
        ("上午9時起至12時止", "09:00", "12:00"),
        ("上午9時開會，12時散會", "09:00", "12:00"),
        ("20:30 -21:30", "20:30", "21:30"),
        ("1400~1530", "14:00", "15:30"),
        ("上午9-12時", "09:00", "12:00"),
        ("上午0930", "09:30", None),
        ("上午 9 時 40 分(中午12時05分休息，下午2時20分續行會議)", "09:40", None),
        ("上午10時至下午4時41分（中午12時休息，下午2時續會）", "10:00", "16:41"),
        ("11時40分至1時", "11:40", "13:00"),
    ],
)
def test_start_and_end(text: str, start: str, end: str | None) -> None:
    when = read_when(DAY + text)
    assert when.days == (date(2023, 9, 1),)
    assert (when.start and f"{when.start:%H:%M}", when.end and f"{when.end:%H:%M}") == (start, end)
    assert when.start is not None
    assert when.start.isoformat().endswith("+08:00")


@pytest.mark.parametrize(
    ("text", "days", "start", "end"),
    [
        ("112年9月1日下午2時至9月2日上午10時", ["2023-09-01", "2023-09-02"], "2023-09-01T14:00", "2023-09-02T10:00"),
        ("112年9月1日晚上11時至翌日凌晨1時", ["2023-09-01"], "2023-09-01T23:00", "2023-09-02T01:00"),
        ("112年9月1日23:00~00:30", ["2023-09-01"], "2023-09-01T23:00", "2023-09-02T00:30"),
        ("112年9月1日下午8時至晚上12時", ["2023-09-01"], "2023-09-01T20:00", "2023-09-02T00:00"),
        ("112年9月1日至3日 上午9時", ["2023-09-01", "2023-09-02", "2023-09-03"], "2023-09-01T09:00", None),
        (
            "112年9月1日（星期五）上午9時3分至12時、9月4日（星期一）上午9時至下午5時30分",
            ["2023-09-01", "2023-09-04"], "2023-09-01T09:03", "2023-09-04T17:30",
        ),
        ("112年9月1日", ["2023-09-01"], None, None),
        ("晚上19:00-21:00", [], None, None),
        ("另行通知", [], None, None),
    ],
)  # fmt: skip
def test_days(text: str, days: list[str], start: str | None, end: str | None) -> None:
    when = read_when(text)
    assert [str(day) for day in when.days] == days
    got = [moment.isoformat()[:16] if moment else None for moment in (when.start, when.end)]
    assert got == [start, end]


def test_times_without_a_date_wait_for_one() -> None:
    when = read_when("晚上7時至9時").on(date(2023, 9, 1))
    assert when.start == datetime(2023, 9, 1, 19, tzinfo=TAIPEI)
    assert when.end == datetime(2023, 9, 1, 21, tzinfo=TAIPEI)
    dated = read_when("112年9月2日")
    assert dated.on(date(2020, 1, 1)) is dated


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("112年9月31日上午9時", "date-invalid"),
        ("112年9月1日上午25時", "date-invalid"),
        ("112年9月1日（星期一）9時", "weekday-mismatch"),
    ],
)
def test_problems_are_told(text: str, code: str) -> None:
    (problem,) = read_when(text).problems
    assert problem.code == code
    assert code in CODES
    assert text[problem.start : problem.end]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("14時50分", (14, 50)), ("(十二時五分)", (12, 5)), ("上午 10 時 35 分。", (10, 35)), ("下午5點", (17, 0)),
        ("（13 時 25 分）", (13, 25)), ("同日下午 5 時 15 分", (17, 15)), ("12：10。下次會議時間：下午2時", (12, 10)),
        ("（上午9時至12時20分）", (12, 20)), ("主席宣布散會", None), ("下次會議：下午2時", None), ("", None),
        ("中午12時休息", None), ("會議歷時2小時", None),
    ],
)  # fmt: skip
def test_the_time_of_a_closing_line(text: str, clock: tuple[int, int] | None) -> None:
    found = read_time(text)
    assert (found and (found.hour, found.minute)) == clock


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        ("09:00", "十二時五分", "12:05"), ("14:00", "5點10分", "17:10"), ("11:00", "1時", "13:00"), ("09:00", "12時", "12:00"),
        ("14:00", "16時", "16:00"), ("10:00", "上午9時", "09:00"),
    ],
)  # fmt: skip
def test_a_bare_end_takes_its_half_of_the_day_from_the_start(start: str, text: str, end: str) -> None:
    day = date(2023, 9, 1)
    clock = read_time(text)
    assert clock is not None
    begun = datetime.fromisoformat(f"2023-09-01T{start}+08:00")
    assert f"{end_of(clock, day, begun):%H:%M}" == end


def test_an_end_without_a_start_is_taken_as_it_stands() -> None:
    clock = read_time("5點10分")
    assert clock is not None
    assert f"{end_of(clock, date(2023, 9, 1), None):%H:%M}" == "17:10"


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_time_of_day_reads_back(hour: int, minute: int) -> None:
    half, short = ("上午", hour) if hour < 12 else ("下午", hour - 12 or 12)
    spelled = [f"{hour:02}:{minute:02}", f"{hour:02}時{minute:02}分", f"{half}{hour}時{minute}分"]
    if hour:
        word = counted(short, *SMALL) + "時" + (counted(minute, *SMALL) + "分" if minute else "整")
        spelled += [f"{half}{short}時{minute}分", f"{half}{short}:{minute:02}", half + word]
    for text in spelled:
        (clock,) = find_clocks(text)
        bare = text[0].isdigit() and 10 <= hour <= 12
        assert (clock.hour, clock.minute, clock.open, clock.error) == (hour, minute, bare, None), text


@pytest.mark.parametrize("text", ["2小時", "3時段", "同時", "三點意見", "比數3:1", "第10點"])
def test_what_is_no_time(text: str) -> None:
    assert [clock for clock in find_clocks(text) if "意見" not in text and "第" not in text] == []


@given(st.dates(date(1992, 1, 1), date(2029, 12, 31)), st.integers(7, 20), st.integers(0, 59))
def test_digits_are_read_only_if_one_reading_is_left(day: date, hour: int, minute: int) -> None:
    written = (day, ((hour, minute), (hour + 1, minute)))
    digits = f"{day.year - 1911}{day.month}{day.day}{hour}{minute:02}{hour + 1}{minute:02}"
    assert read_digits(digits) in (written, None)


@given(st.text("112年9月1日上下午時分至~:0123456789（）休息 ", max_size=50))
def test_never_raises(text: str) -> None:
    when = read_when(text)
    assert when.end is None or when.start is not None
