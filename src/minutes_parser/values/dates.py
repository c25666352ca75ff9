"""Dates as minutes write them: 民國111年2月21日（星期一）, 111/12/27, 一○三年四月二十四日, 2024-05-16, 9月1日至3日.

Years up to 199 are years of the Republic (year 1 is 1912), years from 1900 on are Western; 民國 and 西元 say
so themselves. A date needs its year: a month and a day alone are one only when they go on from a date before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .chars import key_of
from .numerals import NUMERAL, read_numeral

__all__ = ["DateReading", "Era", "find_dates", "roc_year"]

Era = Literal["roc", "western"]
_Maker = Callable[[re.Match[str]], "DateReading | None"]

_N = NUMERAL
_Y = rf"{_N}(?:[ ]{{1,2}}{_N}){{1,4}}(?!{_N})|{_N}{{1,6}}|元"  # 102, 一○二, 1 0 2, 元
_MD = rf"{_N}[ ]{_N}(?!{_N})|{_N}{{1,3}}|[元正](?=[ ]?月)"  # 12, 十二, 1 2, 元月
_WEEKDAY = (
    r"(?:[ ]{0,3}(?:\([ ]?)?(?:星[ ]?期|[週周]|禮拜)[ ]{0,2}(?P<wd>[一二三四五六日天1-7])[ ]?\)?"  # （星期一） 週2
    r"|[ ]{0,3}\([ ]?(?P<wd_bare>[一二三四五六日])[ ]?\)"  # 21日(一)
    r"|[ ]{0,3}\(?(?P<wd_en>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?\)?)?"
)
_DAY_ENDS = (
    r"(?:[ ]{0,2}[日號]|(?=[ ]{0,3}(?:$|\n|\(|[上下中]午|[早晚]|\d{1,2}:))|(?=[ ]?[、及至~,-][ ]?"
    + _N
    + "{1,3}[ ]?[日號]))"
)

_FULL = re.compile(
    rf"(?P<era>(?:中[ ]?華[ ]?)?民[ ]?國|西元|公元)?[ ]{{0,4}}(?<!{_N})(?P<y>{_Y})[ ]{{0,3}}年[ ]{{0,3}}"
    r"(?:農曆[^()\d]{2,9}[ ]{0,3}[(]?(?:國曆|陽曆|西曆):?[ ]{0,2})?"  # 113年農曆二月十五日(國曆3月24日): temples
    rf"(?:(?P<m>{_MD})[ ]{{0,3}}月[ ]{{0,3}}(?P<d>{_MD}){_DAY_ENDS}"
    rf"|(?P<m2>\d{{1,2}})/(?P<d2>\d{{1,2}})(?!\d)){_WEEKDAY}",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?P<era>(?:中[ ]?華[ ]?)?民[ ]?國|西元|公元)?[ ]{{0,4}}(?<![\d./-])(?P<y>\d{{2,4}})[ ]?(?P<sep>[./-])[ ]?"
    rf"(?P<m>\d{{1,2}})[ ]?(?P=sep)[ ]?(?P<d>\d{{1,2}})(?!\d|[./-]\d){_WEEKDAY}",
    re.IGNORECASE,
)
_COMPACT = re.compile(  # 1111227, 20221227, 民國990318: only where a date may stand
    rf"(?:(?P<era>(?:中華)?民國)[ ]?|(?<![^\s:(_])|(?<=日期)|(?<=時間)|(?<=會議))"
    rf"(?P<y>(?:19|20)\d{{2}}|1\d{{2}}|0?[6-9]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    rf"(?=$|[\s),，。;_(~至日上下]|會議|-(?=[\u4e00-\u9fff])){_WEEKDAY}"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = re.compile(  # Tue, Mar 5, 2024; 5 March 2024: stamps of shared pads, minutes in two languages
    rf"(?:\b(?P<wd_en>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\.?,?[ ])?(?:\b(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?[ ](?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ ](?P<name2>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?),?[ ](?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_IN_LATIN = re.compile(r"[A-Za-z]{3}.{0,14}(?:19|20)\d\d")
_MORE = re.compile(  # what goes on from a date: 至3日, 、10月4日(星期五)
    rf"[ ]{{0,2}}(?P<link>至|到|迄|~|-{{1,2}}|、|及|和|與|,|，)[ ]{{0,2}}(?:(?P<m>{_MD})[ ]{{0,2}}月[ ]{{0,2}})?"
    rf"(?P<d>{_MD})[ ]{{0,2}}[日號]{_WEEKDAY}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?P<link>)(?<!{_N})(?P<m>{_MD})[ ]{{0,2}}月[ ]{{0,2}}(?P<d>{_MD})[ ]{{0,2}}[日號]{_WEEKDAY}", re.IGNORECASE
)
_THROUGH = {"至", "到", "迄", "~", "-", "--"}
_WEEKDAYS = (
    {sign: place for place, sign in enumerate("一二三四五六日")} | {"天": 6} | {str(n): n - 1 for n in range(1, 8)}
)
_ENGLISH = {name: place for place, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_OLDEST_UNMARKED = 38
"""Numbers with signs between them (10.1.2) are dates only if the first may be a year that is still minuted."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date that stands at `start:end` of the text; `date` is None, and `error` says why, if it does not exist.

    `weekday` is the one stated (Monday 0), None if none is. `through` is True for the last day of a range
    (the 3日 of 9月1日至3日): the days since the reading before it are meant too.
    """

    start: int
    end: int
    date: date | None
    era: Era
    weekday: int | None = None
    through: bool = False
    error: str | None = None

    @property
    def weekday_fits(self) -> bool | None:
        """Whether the weekday stated is the date's; None if none is stated or there is no such date."""
        if self.weekday is None or self.date is None:
            return None
        return self.date.weekday() == self.weekday


def roc_year(year: int) -> int:
    """The Western year of a year of the Republic.

    >>> roc_year(111)
    2022
    """
    return year + 1911


def find_dates(text: str, *, running: bool = False) -> tuple[DateReading, ...]:
    """All dates of `text` in order, those that do not exist too; offsets are places in `text`.

    With `running`, a month and day alone (102年4月10日上午9時至4月11日12時) take the year of the date before;
    right after a date (9月1日至3日) they always do.

    >>> [str(d.date) for d in find_dates("111年2月21日（星期一）、112.3.5及3月7日；民國99年9月1日至3日")]
    ['2022-02-21', '2023-03-05', '2023-03-07', '2010-09-01', '2010-09-03']
    >>> find_dates("中華民國一○三年四月三十一日")[0].error
    'there is no 2014-04-31'
    """
    key = key_of(text).replace("\u2009", " ")
    found: list[DateReading] = []
    for match, make in _candidates(key, running):
        if found and match.start() < found[-1].end:
            continue
        first = make(match) if make else _later(match, found[-1] if found else None)
        if first is not None:
            found.append(first)
            found.extend(_continued(key, first))
    return tuple(found)


def _candidates(key: str, running: bool) -> list[tuple[re.Match[str], _Maker | None]]:
    made: list[tuple[re.Match[str], _Maker | None]] = []
    if "年" in key:
        made.extend((m, _full) for m in _FULL.finditer(key))
    made.extend((m, _signed) for m in _SIGNED.finditer(key))
    made.extend((m, _compact) for m in _COMPACT.finditer(key))
    if _IN_LATIN.search(key):
        made.extend((m, _written) for m in _WRITTEN.finditer(key))
    if running:
        made.extend((m, None) for m in _MONTH_DAY.finditer(key))
    return sorted(made, key=lambda pair: pair[0].start())


def _full(match: re.Match[str]) -> DateReading | None:
    year = _year(match["y"], match["era"])
    if year is None:
        return None
    month, day = _number(match["m"] or match["m2"]), _number(match["d"] or match["d2"])
    return None if month is None or day is None else _reading(match, year, month, day)


def _signed(match: re.Match[str]) -> DateReading | None:
    year = _year(match["y"], match["era"])
    if year is None or (not match["era"] and len(match["y"]) < 4 and int(match["y"]) < _OLDEST_UNMARKED):
        return None
    return _reading(match, year, int(match["m"]), int(match["d"]))


def _written(match: re.Match[str]) -> DateReading | None:
    month = _MONTHS.index((match["name"] or match["name2"])[:3].lower()) + 1
    return _reading(match, (int(match["y"]), "western"), month, int(match["d"] or match["d2"]))


def _compact(match: re.Match[str]) -> DateReading | None:
    if len(match["y"].lstrip("0")) == 2 and not match["era"]:
        return None  # six digits alone are as often a telephone or document number
    year = _year(match["y"], match["era"])
    reading = _reading(match, year, int(match["m"]), int(match["d"])) if year else None
    return None if reading is None or reading.date is None else reading


def _year(written: str, era: str | None) -> tuple[int, Era] | None:
    marked = "".join(era.split()) if era else ""
    if written == "元":
        return (1912, "roc") if marked.endswith("民國") else None
    number = read_numeral(written)
    if number is None or number == 0:
        return None
    if marked in ("西元", "公元"):
        return number, "western"
    if number < 200:
        return roc_year(number), "roc"
    return (number, "western") if 1900 <= number < 2200 else None


def _number(written: str) -> int | None:
    return 1 if written in ("元", "正") else read_numeral(written)


def _weekday(match: re.Match[str]) -> int | None:
    if match["wd_en"]:
        return _ENGLISH[match["wd_en"].lower()]
    if match.re is _WRITTEN:
        return None
    stated = match["wd"] or match["wd_bare"]
    return _WEEKDAYS[stated] if stated else None


def _reading(match: re.Match[str], year: tuple[int, Era], month: int, day: int, through: bool = False) -> DateReading:
    start, end = match.start(), match.end()
    start += len(match[0]) - len(match[0].lstrip(" 、,，至到迄~-及和與"))
    try:
        made, error = date(year[0], month, day), None
    except ValueError:
        made, error = None, f"there is no {year[0]:04}-{month:02}-{day:02}"
    return DateReading(start, end, made, year[1], _weekday(match), through, error)


def _continued(key: str, first: DateReading) -> Iterator[DateReading]:
    """Days that go on from `first` without a year of their own."""
    last = first
    while last.date is not None:
        match = _MORE.match(key, last.end)
        if match is None:
            return
        later = _later(match, last)
        if later is None:
            return
        last = later
        yield last


def _later(match: re.Match[str], last: DateReading | None) -> DateReading | None:
    """A month and day, or a day, in the year of the date before; over New Year in the next."""
    if last is None or last.date is None:
        return None
    month = _number(match["m"]) if match["m"] else last.date.month
    day = _number(match["d"])
    if month is None or day is None:
        return None
    year = last.date.year + (1 if month < last.date.month else 0)
    return _reading(match, (year, last.era), month, day, match["link"] in _THROUGH)
