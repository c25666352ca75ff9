"""Times of day as minutes write them: 上午9時, 下午2時30分, 下午16時, 中午12時, 十二時五分, 九時半, 14:00, PM4:00.

Half of the day and hour may contradict each other or repeat each other (下午16時): the hour then stands as it
is. An hour up to 12 with no half (5點10分) is `open`: what stands around it decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from .chars import key_of
from .numerals import NUMERAL, read_numeral

__all__ = ["Clock", "find_clocks"]

_N = NUMERAL
_NUM = rf"{_N}[ ]{_N}(?!{_N})|{_N}{{1,3}}"  # 14, 十二, 1 4
_MINUTE = rf"{_N}(?:[ ]{_N}){{1,2}}(?!{_N})|{_N}{{1,4}}"
_HALVES = {
    "am": ("上午", "早上", "早晨", "清晨", "午前", "AM", "A.M."),
    "pm": ("下午", "午後", "傍晚", "PM", "P.M."),
    "night": ("晚上", "晚間", "夜間", "晚", "午夜"),
    "noon": ("中午", "正午"),
    "dawn": ("凌晨",),
}
_HALF_OF = {word: half for half, words in _HALVES.items() for word in words}
_HALF = "|".join(
    "[ ]?".join(re.escape(sign) for sign in word) for word in sorted(_HALF_OF, key=len, reverse=True)
)  # 上 午 too

_CLOCK = re.compile(
    rf"(?P<half>{_HALF})?[ ]{{0,3}}(?<!{_N})(?:"
    rf"(?P<h>{_NUM})[ ]{{0,2}}[時點](?![段數程效期間候代])"  # 14時50分, 九時半, 兩點整
    rf"(?:[ ]{{0,2}}(?:(?P<quarter>[一三1-3])[ ]?刻|(?P<m>{_MINUTE})(?:[ ]{{0,2}}分|(?![ ]?{_N}|[、個項人名案票]))|(?P<part>半|整|正)))?"
    rf"|(?P<h2>\d{{1,2}}|\d[ ]\d)[ ]?:[ ]?(?P<m2>\d[ ]?\d)(?::\d\d)?(?!\d)"  # 14:00, 1 4 : 0 0
    rf"|(?P<h3>\d{{1,2}})(?=[ ]?(?:[~-]|至|到)[ ]?(?:{_HALF})?[ ]?\d{{1,2}}[ ]?[時點])"  # the 9 of 9-12時
    rf")(?:[ ]?(?P<after>[AP]\.?M\b\.?))?",
    re.IGNORECASE,
)
_HALF_AND_DIGITS = re.compile(  # 上午0930, 下午2.30
    rf"(?P<half>{_HALF})[ ]{{0,3}}(?P<h>\d{{1,2}})[. ]?(?P<m>\d{{2}})(?!\d|[ ]?[時點:年月日])", re.IGNORECASE
)
_BARE = re.compile(r"(?<![\d/.:-])(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?P<after>)(?P<half>)(?![\d/.年月日號元])")  # 1400


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at `start:end` of the text.

    `hour` is 0–24 with the half of the day applied. `open` is True if no half is stated and the hour is 12 or
    less and not written with a leading zero: it may mean the afternoon as well. `error` says why there is no
    such time; hour and minute are then 0.
    """

    start: int
    end: int
    hour: int
    minute: int
    open: bool = False
    error: str | None = None

    @property
    def time(self) -> time:
        """The time of day; 24:00 is the next day's 00:00, which `times` makes of it."""
        return time(self.hour % 24, self.minute)


def find_clocks(text: str, *, digits: bool = False) -> tuple[Clock, ...]:
    """All times of day of `text`, in order; with `digits`, four digits alone (1400) are one too.

    >>> [(c.hour, c.minute, c.open) for c in find_clocks("下午2時30分至五點，PM4:00，十二時五分")]
    [(14, 30, False), (5, 0, True), (16, 0, False), (12, 5, True)]
    """
    key = key_of(text)
    matches = [*_CLOCK.finditer(key), *_HALF_AND_DIGITS.finditer(key)]
    if digits and not matches:
        matches = list(_BARE.finditer(key))
    found: list[Clock] = []
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if found and match.start() < found[-1].end:
            continue
        clock = _clock(match)
        if clock is not None:
            found.append(clock)
    return tuple(found)


def _clock(match: re.Match[str]) -> Clock | None:
    groups = match.groupdict()
    written = groups.get("h") or groups.get("h2") or groups.get("h3") or ""
    hour, minute = read_numeral(written), _minute(groups)
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    half = _half(groups.get("half") or groups.get("after"))
    if hour is None or minute is None:
        return None
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Clock(start, match.end(), 0, 0, error=f"there is no {hour}:{minute:02}")
    return Clock(
        start, match.end(), _on_24(hour, half), minute, half is None and hour <= 12 and written[0] not in "0零○"
    )


def _minute(groups: dict[str, str | None]) -> int | None:
    if groups.get("part"):
        return 30 if groups["part"] == "半" else 0
    if groups.get("quarter"):
        quarters = read_numeral(groups["quarter"] or "")
        return None if quarters is None else 15 * quarters
    return read_numeral(groups.get("m") or groups.get("m2") or "0")


def _half(written: str | None) -> str | None:
    if not written:
        return None
    word = "".join(written.split()).upper()
    return _HALF_OF.get(word) or ("am" if word[0] == "A" else "pm")


def _on_24(hour: int, half: str | None) -> int:
    if half in ("pm", "night") and hour < 12:
        return hour + 12
    if half == "night" and hour == 12:
        return 24
    if half == "noon" and hour < 6:
        return hour + 12
    return 0 if half == "dawn" and hour == 12 else hour
