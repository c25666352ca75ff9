"""Recognises the heads of columns of tracking tables (`tracking.toml`): 項次, 裁示事項, 主辦單位, 辦理情形, 管考建議."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ..values.chars import key_of
from . import load

__all__ = ["tells", "tracking_column"]

_BRACKETED = re.compile(r"[(][^()]{0,20}[)]")


@cache
def _words() -> Mapping[str, str]:
    return {key_of(word): name for name, words in load("tracking")["columns"].items() for word in words}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in load("tracking")["column_patterns"].items())


@lru_cache(maxsize=4096)
def tracking_column(head: str) -> str | None:
    """What a column with this head (a key without spaces) holds: by its words, else without its brackets, else by pattern.

    >>> tracking_column("裁示事項"), tracking_column("辦理情形(含期程)"), tracking_column("姓名")
    ('directive', 'progress', None)
    """
    found = _words().get(head) or _words().get(_BRACKETED.sub("", head))
    if found is None and head.startswith("未") and _words().get(head[1:]) == "tick_closed":
        return "tick_open"  # 未結案, 未解列 beside 結案, 解列
    if found is not None or not 2 <= len(head) <= 24:
        return found
    return next((name for name, pattern in _patterns() if pattern.fullmatch(head)), None)


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(map(key_of, load("tracking")["anywhere"]["words"]))


def tells(head: str) -> bool:
    """Whether the head of a column says more than that of any list does.

    >>> tells("辦理情形"), tells("備註")
    (True, False)
    """
    return head not in _anywhere()
