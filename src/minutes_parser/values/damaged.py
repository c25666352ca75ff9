"""A date and times whose signs a conversion lost: 9931812101320 is 99/3/18 12:10–13:20 and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

__all__ = ["read_day", "read_digits"]

_DIGITS = re.compile(r"\D{0,4}(\d{9,17})\D{0,4}")
_DAY = re.compile(r"\D{0,4}(?P<digits>\d{5,7})日?\s?\(?(?:星期|週|周)(?P<weekday>[一二三四五六日天])\)?")
_YEARS = range(60, 131)
"""Years of the Republic that a meeting of digital minutes may have."""
_HOURS = range(7, 23)

_Hour = tuple[int, int]


def read_digits(key: str) -> tuple[date, tuple[_Hour, ...]] | None:
    """The day and one or two times (hour, minute) if `key` is digits that can be read in exactly one way.

    Every part may have lost its leading zero or kept it, minutes have two digits, the end follows the start.

    >>> read_digits("9931812101320")
    (datetime.date(2010, 3, 18), ((12, 10), (13, 20)))
    >>> read_digits("10011112101320") is None
    True
    """
    found = _DIGITS.fullmatch("".join(key.split()))
    if not found:
        return None
    readings = set(_readings(found[1]))
    return readings.pop() if len(readings) == 1 else None


def read_day(key: str) -> tuple[date, int] | None:
    """The day, and where it ends, if `key` begins with digits that are one day only by the weekday behind them.

    >>> read_day("1130513(星期一)下午2")
    (datetime.date(2024, 5, 13), 12)
    >>> read_day("1130513(星期二)下午2") is None
    True
    """
    found = _DAY.match(key)
    if not found:
        return None
    weekday = "一二三四五六日".index(found["weekday"].replace("天", "日"))
    days = {day for day, rest in _dates(found["digits"]) if not rest and day.weekday() == weekday}
    return (days.pop(), found.end()) if len(days) == 1 else None


def _readings(digits: str) -> Iterator[tuple[date, tuple[_Hour, ...]]]:
    for day, rest in _dates(digits):
        for start, more in _hours(rest):
            if not more:
                yield day, (start,)
            for end, left in _hours(more):
                if not left and end > start:
                    yield day, (start, end)


def _dates(digits: str) -> Iterator[tuple[date, str]]:
    for y in (2, 3):
        year = int(digits[:y])
        if year not in _YEARS or digits[0] == "0":
            continue
        for m in (1, 2):
            for d in (1, 2):
                month, day, rest = digits[y : y + m], digits[y + m : y + m + d], digits[y + m + d :]
                try:
                    yield date(year + 1911, int(month), int(day)), rest
                except ValueError:
                    continue


def _hours(digits: str) -> Iterator[tuple[_Hour, str]]:
    for h in (1, 2):
        if len(digits) >= h + 2 and int(digits[:h]) in _HOURS and int(digits[h : h + 2]) < 60:
            yield (int(digits[:h]), int(digits[h : h + 2])), digits[h + 2 :]
