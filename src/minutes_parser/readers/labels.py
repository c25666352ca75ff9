"""What stands between an automatic number and its text: as a clerk would type it."""

from __future__ import annotations

__all__ = ["label_of"]

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
