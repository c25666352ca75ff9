"""When a meeting took place: the value of 時間 as days, start and end; the time that a 散會 line gives.

All times are local: UTC+08:00, without summer time (which ended in 1979).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .chars import key_of
from .clock import Clock, find_clocks
from .damaged import read_day, read_digits
from .dates import DateReading, find_dates

__all__ = ["TAIPEI", "Clock", "Oddity", "When", "end_of", "read_time", "read_when"]

TAIPEI = timezone(timedelta(hours=8))
_LONGEST = timedelta(hours=14)
"""An end that stands before the start is the next day's, or the other half's, if the meeting then is not longer."""
_MOST_DAYS = 62

_LINK = re.compile(
    # what stands between the ends of a range: 「至」「 ~ 」「(星期三)至」「開始，至」
    r"[\s,，)(]{0,4}(?:起|開始|開會)?[\s,，)(]{0,4}(?:至|到|迄|~|-|→|﹣|╴|_){1,3}[\s(]{0,4}"
    r"(?:同日|當日|[翌次隔][日晨])?[\s(]{0,4}"
)
_CLOSES = re.compile(r"[\s)]{0,3}(?:止|結束|散會|閉會|會畢|休會)")
_BREAK = re.compile(r"\([^()]{0,80}(?:休息|休會|繼續|續會|中場|延會)[^()]{0,80}\)|(?:中場)?休息[^。;]{0,40}")
_PAUSES = re.compile(r"[\s(,，]{0,3}(?:中場)?(?:休息|暫停)")
_BARE_HOUR = re.compile(r"([上下]午\d{1,2})\s{0,3}$")
_SENTENCE = re.compile(r"[。;；\n]|下次|下一次")


class Oddity(NamedTuple):
    """Something that a person should look at: a code of `diagnostics.CODES`, what, and where in the text."""

    code: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """The days of a meeting, when it began and when it ended; None and () where that is not stated.

    `first` and `last` are the times of day as read, which are known even where the date is not; `dates` are the
    dates as read, for what they rest on.
    """

    days: tuple[date, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    first: Clock | None = None
    last: Clock | None = None
    dates: tuple[DateReading, ...] = ()
    problems: tuple[Oddity, ...] = ()

    def on(self, day: date) -> When:
        """The same times on a day that is known from elsewhere; a date of its own stays.

        >>> read_when("晚上19:00-21:00").on(date(2010, 3, 9)).end.isoformat()
        '2010-03-09T21:00:00+08:00'
        """
        if self.days or self.first is None:
            return self
        start = _at(day, _settled(self.first))
        return replace(self, days=(day,), start=start, end=end_of(self.last, day, start) if self.last else None)


@lru_cache(maxsize=256)
def read_when(text: str) -> When:
    """Read the value of a 時間 or 日期 label, all of it.

    >>> when = read_when("中華民國111年2月21日（星期一）下午2時至4時30分")
    >>> when.days[0].isoformat(), when.start.isoformat(), when.end.isoformat()
    ('2022-02-21', '2022-02-21T14:00:00+08:00', '2022-02-21T16:30:00+08:00')
    >>> read_when("上午 9 時 40 分(中午12時05分休息，下午2時20分續行會議)").last is None
    True
    """
    key = key_of(text)
    dates = find_dates(text, running=True)
    if not dates and (whole := read_digits(key)) is not None:
        day, hours = whole
        instants = [datetime(day.year, day.month, day.day, *hour, tzinfo=TAIPEI) for hour in hours]
        return When((day,), instants[0], instants[1] if len(instants) > 1 else None)
    if not dates and (lost := read_day(key)) is not None:
        hours_of = read_when(_BARE_HOUR.sub(r"\1時", key[lost[1] :]))
        return hours_of.on(lost[0]) if hours_of.first is not None else When((lost[0],))
    known = [reading for reading in dates if reading.date is not None]
    read = _clocks(key, dates)
    clocks = [clock for clock in read if clock.error is None]
    problems = _problems(dates, read)
    first, last, last_day = _ends(key, known, clocks)
    days = _days(known)
    if not days or first is None:
        return When(days, None, None, first, last, dates, problems)
    start = _at(days[0], _settled(first))
    end = end_of(last, last_day or days[0], start) if last else None
    return When(days, start, end, first, last, dates, problems)


def read_time(text: str) -> Clock | None:
    """The time in a 散會 line: 「14時50分」, 「(十二時五分)」, 「下午5點。」; None if there is none.

    Of several the last of the first sentence that names one counts: the end of 上午9時至12時. A break is none.

    >>> read_time("（十二時五分）").minute, read_time("主席宣布散會") is None
    (5, True)
    """
    key = key_of(text)
    for part in _SENTENCE.split(key)[:4]:
        at = key.find(part)
        clocks = [clock for clock in _clocks(part, find_dates(part)) if clock.error is None]
        if clocks:
            return replace(clocks[-1], start=clocks[-1].start + at, end=clocks[-1].end + at)
        if "下次" in key[: at + len(part) + 2]:
            return None
    return None


def end_of(clock: Clock, day: date, start: datetime | None) -> datetime:
    """When a meeting that began at `start` ended, by the time of day at its end.

    A bare hour takes the half of the day that follows the start (5點10分 after 14:00 is 17:10, 十二時五分 after
    09:00 is 12:05); an end before the start is the next day's if the meeting was not longer than 14 hours then.

    >>> begun = datetime(2022, 2, 21, 14, 0, tzinfo=TAIPEI)
    >>> end_of(read_time("5點10分"), begun.date(), begun).isoformat()
    '2022-02-21T17:10:00+08:00'
    """
    end = _at(day, clock if start is not None else _settled(clock))
    if start is None or end > start:
        return end
    for later in (timedelta(hours=12), timedelta(days=1)) if clock.open else (timedelta(days=1),):
        if start < end + later <= start + _LONGEST:
            return end + later
    return end


def _at(day: date, clock: Clock) -> datetime:
    midnight = datetime(day.year, day.month, day.day, tzinfo=TAIPEI)
    return midnight + timedelta(hours=clock.hour, minutes=clock.minute)


def _settled(clock: Clock) -> Clock:
    """A bare hour before seven is the afternoon's: bodies do not meet at two in the morning."""
    return replace(clock, hour=clock.hour + 12) if clock.open and clock.hour < 7 else clock


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _clocks(key: str, dates: tuple[DateReading, ...]) -> tuple[Clock, ...]:
    """Times outside the dates (of 111.12.27 none is one) and outside notes about breaks."""
    rest = _BREAK.sub(_blank, key)
    for reading in dates:
        rest = rest[: reading.start] + "\0" * (reading.end - reading.start) + rest[reading.end :]
    return tuple(clock for clock in find_clocks(rest, digits=True) if not _PAUSES.match(key, clock.end))


def _ends(key: str, dates: list[DateReading], clocks: list[Clock]) -> tuple[Clock | None, Clock | None, date | None]:
    """The first time, the last one that ends a range, and the day of that one (None: the first day)."""
    if not clocks:
        return None, None, None
    first, last, day = clocks[0], None, None
    for before, clock in pairwise(clocks):
        between = key[before.end : clock.start]
        inside = [reading for reading in dates if before.end <= reading.start and reading.end <= clock.start]
        for reading in reversed(inside):
            between = between[: reading.start - before.end] + between[reading.end - before.end :]
        if _LINK.fullmatch(between) or _CLOSES.match(key, clock.end):
            last = clock
            day = next((r.date for r in reversed(dates) if r.end <= clock.start), None)
    return first, last, day


def _days(dates: list[DateReading]) -> tuple[date, ...]:
    days: list[date] = []
    for reading in dates:
        if reading.date is None:
            continue
        if reading.through and days and timedelta(0) < reading.date - days[-1] <= timedelta(days=_MOST_DAYS):
            days.extend(days[-1] + timedelta(days=n) for n in range(1, (reading.date - days[-1]).days))
        if reading.date not in days:
            days.append(reading.date)
    return tuple(days)


def _problems(dates: tuple[DateReading, ...], clocks: tuple[Clock, ...]) -> tuple[Oddity, ...]:
    found = [Oddity("date-invalid", r.error, r.start, r.end) for r in dates if r.error]
    found += [
        Oddity("weekday-mismatch", f"{r.date} is not a {_DAY_NAMES[r.weekday]}", r.start, r.end)
        for r in dates
        if r.weekday_fits is False and r.weekday is not None
    ]
    found += [Oddity("date-invalid", clock.error, clock.start, clock.end) for clock in clocks if clock.error]
    return tuple(sorted(found, key=lambda oddity: oddity.start))


_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
