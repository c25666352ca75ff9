"""The last day of a deadline as it is written: 113年6月底前, 8月10日前, 二個月內, 年底前.

What the words leave open is taken from the day of the meeting, and said so: without a year, the first such day from the
meeting on; a number of days, weeks or months counts from the meeting. 下次會議 has no day and stays unknown.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..values.chars import key_of
from ..values.numerals import read_numeral

__all__ = ["Due", "find_deadline", "read_deadline"]

Basis = Literal["stated", "year inferred", "counted from the meeting"]

_N = r"[0-9一二三四五六七八九十百○零廿卅]{1,5}"
_MONTH = re.compile(
    rf"(?:(?P<year>{_N})\s?年(?:度)?)?\s?(?P<month>{_N})\s?月(?:份)?\s?(?:(?P<day>{_N})\s?日|(?P<part>上旬|中旬|下旬|初|中|底|末))?"
)  # 113年6月底, 8月10日, 114年1月
_YEAR_END = re.compile(rf"(?:(?P<year>{_N})\s?年|(?P<word>今年|本年|明年)?(?:年)?)\s?(?:度)?(?:年)?底")  # 113年底, 年底
_MONTH_END = re.compile(r"(?P<next>本|下(?:個)?)?月底")
_WITHIN = re.compile(rf"(?P<count>{_N}|半)\s?(?P<unit>個月|月|週|周|星期|個?工作天|個?工作日|日|天|年)(?:之)?內")
_OTHER_START = re.compile(r"文到|(?<!會)(?<!會議)後\s?$")
"""公告後10日內, 文到一週內: it does not count from the meeting, and from when is not known."""
_PART = {"上旬": 10, "初": 10, "中旬": 20, "中": 15}
_UNTIL = re.compile(
    rf"(?:{_N}\s?年(?:度)?\s?)?{_N}\s?月\s?(?:{_N}\s?日|上旬|中旬|下旬|底|初|中|末)?\s?(?:以前|之前|前)|{_N}\s?年底(?:以前|之前|前)"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline's last day (ISO date), and what it rests on."""

    day: str
    basis: Basis


def find_deadline(text: str) -> str | None:
    """The first deadline with a month in a directive, as written; None if there is none.

    >>> find_deadline("請社會處於113年6月底前提報計畫")
    '113年6月底前'
    """
    found = _UNTIL.search(key_of(text))
    return text[found.start() : found.end()] if found else None


def read_deadline(text: str, made: str | None) -> Due | None:
    """The last day of a deadline of a decision made on `made` (ISO date); None where it gives none.

    >>> read_deadline("113年6月底前", None)
    Due(day='2024-06-30', basis='stated')
    >>> read_deadline("8月10日前", "2024-09-02"), read_deadline("二個月內", "2024-12-31"), read_deadline("下次會議", None)
    (Due(day='2025-08-10', basis='year inferred'), Due(day='2025-02-28', basis='counted from the meeting'), None)
    """
    key = key_of(text)
    meeting = _iso(made)
    return _within(key, meeting) or _in_month(key, meeting) or _at_end(key, meeting)


def _in_month(key: str, meeting: date | None) -> Due | None:
    found = _MONTH.search(key)
    if not found:
        return None
    month, day = read_numeral(found["month"]), read_numeral(found["day"]) if found["day"] else None
    if month is None or not 1 <= month <= 12:
        return None
    year = _western(found["year"])
    if year is not None:
        made = _last(year, month, day, found["part"])
        return Due(made.isoformat(), "stated") if made else None
    if meeting is None:
        return None
    for guess in (meeting.year, meeting.year + 1):
        made = _last(guess, month, day, found["part"])
        if made and made >= meeting:
            return Due(made.isoformat(), "year inferred")
    return None


def _last(year: int, month: int, day: int | None, part: str | None) -> date | None:
    if not 1 <= year <= 9998:
        return None
    end = calendar.monthrange(year, month)[1]
    wanted = day if day is not None else _PART.get(part or "", end)
    return date(year, month, wanted) if 1 <= wanted <= end else None


def _at_end(key: str, meeting: date | None) -> Due | None:
    month = _MONTH_END.search(key)
    if month and meeting:
        ahead = _months_later(meeting, 1) if (month["next"] or "").startswith("下") else meeting
        end = _last(ahead.year, ahead.month, None, None)
        return Due(end.isoformat(), "counted from the meeting") if end else None
    year = _YEAR_END.search(key)
    if not year:
        return None
    stated = _western(year["year"])
    if stated is not None:
        end = _last(stated, 12, 31, None)
        return Due(end.isoformat(), "stated") if end else None
    if meeting is None or "年底" not in key:
        return None
    return Due(date(meeting.year + (year["word"] == "明年"), 12, 31).isoformat(), "year inferred")


def _within(key: str, meeting: date | None) -> Due | None:
    found = _WITHIN.search(key)
    if not found or meeting is None or _OTHER_START.search(key[: found.start()]):
        return None
    unit, half = found["unit"], found["count"] == "半"
    count = None if half else read_numeral(found["count"])
    if half:
        days = {"年": 183, "個月": 15, "月": 15}.get(unit)
        return None if days is None else Due((meeting + timedelta(days=days)).isoformat(), "counted from the meeting")
    if count is None or not 1 <= count <= 400:
        return None
    if unit in ("個月", "月", "年"):
        day = _months_later(meeting, count * (12 if unit == "年" else 1))
    elif "工作" in unit:
        day = _working_days_later(meeting, count)
    else:
        day = meeting + timedelta(days=count * (1 if unit in ("日", "天") else 7))
    return Due(day.isoformat(), "counted from the meeting")


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_later(day: date, count: int) -> date:
    """Monday to Friday; the calendar of holidays is not known here."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _western(text: str | None) -> int | None:
    """The year in the common era: up to 999 it is of the ROC."""
    year = read_numeral(text) if text else None
    return None if year is None else year + 1911 if year < 1000 else year


def _iso(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None
