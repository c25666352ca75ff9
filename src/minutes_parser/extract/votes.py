"""Votes: counts as they are stated in decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Ruling, TextSpan, Vote
from ..values.chars import key_of
from ..values.numerals import read_numeral

__all__ = ["votes"]

_N = r"(?P<n>[\d○零一二三四五六七八九十百]{1,5})\s?(?:票|人|位|席|名)"
_COUNTS = {
    "in_favour": re.compile(rf"(?:贊成|同意|支持|可)(?:者|票|委員|董事|人數)?:?\s?(?:計|共)?\s?{_N}"),
    "against": re.compile(rf"(?:反對|不同意|不贊成|否)(?:者|票|委員|董事|人數)?:?\s?(?:計|共)?\s?{_N}"),
    "abstained": re.compile(rf"(?:棄權|無意見|廢票|空白)(?:者|票|委員|人數)?:?\s?(?:計|共)?\s?{_N}"),
    "present": re.compile(
        rf"(?:出席|在場|投票|表決時)(?:委員|董事|議員|理事|監事|人數|會員|代表|者|股東)?:?\s?(?:計|共)?\s?{_N}"
    ),
}
_UNANIMOUS = re.compile(r"無異議|一致(?:同意|通過|決議|贊成)|全(?:體|數|票)(?:.{0,8})(?:同意|通過|贊成)|鼓掌通過")


def votes(rulings: Sequence[Ruling]) -> tuple[Vote, ...]:
    """The votes that rulings state, by count or as unanimous."""
    made: list[Vote] = []
    for ruling in rulings:
        key = key_of(ruling.text)
        counts = {name: _count(pattern, key) for name, pattern in _COUNTS.items()}
        unanimous = _UNANIMOUS.search(key) is not None
        if counts["in_favour"] is None and counts["against"] is None and not unanimous:
            continue
        spans: dict[str, tuple[TextSpan, ...]] = {"text": ruling.spans.get("text", ())}
        made.append(
            Vote(id=f"v{len(made) + 1}", item_id=ruling.item_id, ruling_id=ruling.id, unanimous=unanimous or None,
                 text=ruling.text, page=ruling.page, spans=spans, rule="vote-counts", **counts)
        )  # fmt: skip
    return tuple(made)


def _count(pattern: re.Pattern[str], key: str) -> int | None:
    """The count; 不同意 N 票 is not 同意 N 票."""
    for found in pattern.finditer(key):
        if key[max(0, found.start() - 1) : found.start()] in ("不", "未", "無"):
            continue
        return read_numeral(found["n"])
    return None
