"""Dates in every spelling read back; what is no date is none; what does not exist says so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.values.dates import find_dates

from .test_numerals import SMALL, counted, positional

WEEKDAYS = "一二三四五六日"
days = st.dates(date(1950, 1, 1), date(2099, 12, 31))


def spellings(day: date) -> list[str]:
    roc = day.year - 1911
    month, number = (
        counted(day.month, *SMALL).removeprefix("一") if day.month >= 10 else counted(day.month, *SMALL),
        (counted(day.day, *SMALL)),
    )
    return [
        f"{roc}年{day.month}月{day.day}日",
        f"民國{roc}年{day.month:02}月{day.day:02}日",
        f"中華民國 {roc} 年 {day.month} 月 {day.day} 日",
        f"{roc}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）",
        f"{roc} 年 {day.month} 月 {day.day} 日 (週{WEEKDAYS[day.weekday()]})",
        f"{positional(roc, '○一二三四五六七八九')}年{month}月{number}日",
        f"{counted(roc, *SMALL)}年{month}月{number}日",
        f"{roc}/{day.month}/{day.day}",
        f"{roc}.{day.month:02}.{day.day:02}",
        f"{roc}-{day.month:02}-{day.day:02}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{positional(day.year, '〇一二三四五六七八九')}年{month}月{number}日",
        f"西元{day.year}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}({WEEKDAYS[day.weekday()]})",
        " ".join(f"{roc}年{day.month:02}月{day.day:02}日"),
        f"民國{roc}年{day.month}月{day.day}日".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        *([f"開會日期：{roc}{day.month:02}{day.day:02}"] if roc >= 100 else []),
    ]


@given(days)
def test_every_spelling_reads_back(day: date) -> None:
    for text in spellings(day):
        found = find_dates("於" + text + " ") if "：" not in text else find_dates(text)
        assert [reading.date for reading in found] == [day], text
        assert found[0].weekday_fits in (True, None)


@given(days, st.integers(1, 20))
def test_a_range_of_days(day: date, length: int) -> None:
    last = date.fromordinal(day.toordinal() + length)
    text = f"{day.year - 1911}年{day.month}月{day.day}日至{last.month}月{last.day}日"
    first, second = find_dates(text)
    assert (first.date, second.date, second.through) == (day, last, True)


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("民國元年元月一日", ["1912-01-01"]),
        ("民國九十九年九月一日至三日", ["2010-09-01", "2010-09-03"]),
        ("111年11月5、6日", ["2022-11-05", "2022-11-06"]),
        ("113年5月16日、17日及20日", ["2024-05-16", "2024-05-17", "2024-05-20"]),
        ("第1次會議1110221", ["2022-02-21"]),
        ("111年12月27 14:00", ["2022-12-27"]),
        ("111年12/27", ["2022-12-27"]),
        ("第3 111年2月3日", ["2022-02-03"]),
        ("自111年2月3日起至112年3月4日止", ["2022-02-03", "2023-03-04"]),
    ],
)
def test_other_spellings(text: str, isos: list[str]) -> None:
    assert [str(reading.date) for reading in find_dates(text)] == isos


@pytest.mark.parametrize(
    "text",
    ["", "民國年3月20日", "9月1日至3日", "111年第2次", "111學年度第1次", "111年12月", "10.1.2", "02-2720-8889", "192.168.100.1",
     "第1110221號", "電話1110221", "1110221元", "8.3.1", "1110221001", "元年3月1日"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_a_month_and_day_take_the_year_of_the_date_before_on_request() -> None:
    text = "102年12月30日上午9時至1月2日12時"
    assert [str(r.date) for r in find_dates(text)] == ["2013-12-30"]
    assert [str(r.date) for r in find_dates(text, running=True)] == ["2013-12-30", "2014-01-02"]


def test_a_date_that_does_not_exist_is_read_with_an_error() -> None:
    (reading,) = find_dates("111年2月30日")
    assert (reading.date, reading.error, reading.start, reading.end) == (None, "there is no 2022-02-30", 0, 9)


def test_a_wrong_weekday_is_seen() -> None:
    assert [r.weekday_fits for r in find_dates("111年2月21日（星期二）、111年2月21日(一)、111年2月21日")] == [
        False,
        True,
        None,
    ]


@given(st.text("民國年月日0123456789一二三十○./-（）星期 ", max_size=40))
def test_readings_stand_in_order_inside_the_text(text: str) -> None:
    at = 0
    for reading in find_dates(text, running=True):
        assert at <= reading.start < reading.end <= len(text)
        assert (reading.date is None) == (reading.error is not None)
        at = reading.end
