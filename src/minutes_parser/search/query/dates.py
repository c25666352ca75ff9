"""The dates of a query: 2018..2020, 107..109, 109/3/5, 2020-03, >=2018, 民國109年."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ...values.dates import roc_year
from ..folding import fold
from .tree import Dates

__all__ = ["read_dates"]

_DAY = re.compile(  # 109, 109-03, 2020/3/5, 109.3.5, 109年3月5日, 民國109年
    r"(?:民國|西元)?(\d{1,4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?"
)
_RANGE = re.compile(r"\.\.|~|至")
_SIDES = {">=": (True, 0), ">": (True, 1), "<=": (False, 0), "<": (False, -1)}


def read_dates(written: str) -> Dates:
    """The days meant. Years under 200 are years of the Republic. Raises ValueError with what is wrong.

    >>> read_dates("107..109")
    Dates(first='2018-01-01', last='2020-12-31')
    >>> read_dates("109年3月")
    Dates(first='2020-03-01', last='2020-03-31')
    >>> read_dates(">=2018")
    Dates(first='2018-01-01', last=None)
    """
    text = fold(written)
    for sign, (after, step) in _SIDES.items():
        if text.startswith(sign):
            first, last = _days(text.removeprefix(sign))
            if after:
                return Dates(_moved(last, 1) if step else first.isoformat(), None)
            return Dates(None, _moved(first, -1) if step else last.isoformat())
    ends = _RANGE.split(text)
    if len(ends) > 2:
        raise ValueError("a range of dates has two ends: 2018..2020")
    if len(ends) == 1:
        first, last = _days(text)
        return Dates(first.isoformat(), last.isoformat())
    if not any(ends):
        raise ValueError("a range of dates needs an end: 2018..2020, 2018.., ..2020")
    begin = _days(ends[0])[0].isoformat() if ends[0] else None
    end = _days(ends[1])[1].isoformat() if ends[1] else None
    if begin and end and begin > end:
        raise ValueError("the range ends before it begins")
    return Dates(begin, end)


def _days(text: str) -> tuple[date, date]:
    """The first and last day of a year, month or day."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError("not a date: write 2020, 2020-03, 2020-03-05, or 109, 109/3/5, or a range 107..109")
    year = int(match[1])
    if not text.startswith("西元") and year < 200:
        year = roc_year(year)
    if not 1 <= year <= 9999:
        raise ValueError("there is no such year")
    month, day = int(match[2] or 0), int(match[3] or 0)
    if match[2] and not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if not match[2]:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    if not match[3]:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        raise ValueError(f"there is no day {day} in month {month} of {year}")
    return date(year, month, day), date(year, month, day)


def _moved(day: date, by: int) -> str:
    number = day.toordinal() + by
    return date.fromordinal(max(1, min(number, date.max.toordinal()))).isoformat()
