"""What stands between an automatic number and its text: as a clerk would type it."""

from __future__ import annotations

import re

__all__ = ["has_marker", "is_marker", "label_of"]

# 一、 (一) 1. ① 甲、 壹、 • typed at the start of a line
_MARKER = re.compile(
    r"\s{0,20}(?:[（(〔]?(?:[一二三四五六七八九十壹貳參肆伍陸柒捌玖拾甲乙丙丁戊己庚辛壬癸]{1,4}|\d{1,3})"
    r"[)）〕、.．:：]|第[一二三四五六七八九十\d]{1,4}[案條項]|[①-⒛㈠-㈩•●■□◆▪○☐☑-])"
)
_CLOSED = "、，：；）)］]】》〉」』﹞〕︰:"


def label_of(number: str, suffix: str = "tab") -> str:
    """A number ready to stand before text: nothing after 、 or a bracket, one space after anything else.

    The tab that word processors put there is layout; "1." needs its space, or 1. and 5公里 make 1.5公里.

    >>> label_of("壹、"), label_of("(一)"), label_of("1."), label_of("•"), label_of("")
    ('壹、', '(一)', '1. ', '• ', '')
    """
    number = number.strip()
    if not number or number[-1] in _CLOSED or suffix == "nothing":
        return number
    return number + " "


def has_marker(text: str) -> bool:
    """True if a text begins with a marker that its author typed.

    >>> has_marker("一、報告事項"), has_marker("113年度預算")
    (True, False)
    """
    return _MARKER.match(text) is not None


def is_marker(text: str) -> bool:
    """True if a text is a marker and nothing else.

    >>> is_marker("（一）"), is_marker("1"), is_marker("一、報告")
    (True, False, False)
    """
    return _MARKER.fullmatch(text.strip()) is not None
