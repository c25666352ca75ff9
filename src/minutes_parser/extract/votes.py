"""Votes: counts as they are stated in decisions, or by themselves under 表決."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from ..model import Ruling, Vote
from ..segment.outline import Node
from ..values.chars import key_of
from ..values.numerals import read_numeral
from .passages import passage

__all__ = ["votes"]

_N = r"(?P<n>[\d○零一二三四五六七八九十百]{1,5})\s?(?:票|人|位|席|名|戶)"
_COUNTS = {
    "in_favour": re.compile(rf"(?:贊成|同意|支持|可)(?:者|票|委員|董事|人數|登錄|指定|通過)?:?\s?(?:計|共)?\s?{_N}"),
    "against": re.compile(rf"(?:反對|不同意|不贊成|否)(?:者|票|委員|董事|人數|登錄|指定|通過)?:?\s?(?:計|共)?\s?{_N}"),
    "abstained": re.compile(rf"(?:棄權|無意見|廢票|空白)(?:者|票|委員|人數)?:?\s?(?:計|共)?\s?{_N}"),
    "present": re.compile(
        rf"(?:出席|在場|投票|表決時)(?:委員|董事|議員|理事|監事|人數|會員|代表|者|股東)?:?\s?(?:計|共)?\s?{_N}"
    ),
}
_UNANIMOUS = re.compile(r"無異議|一致(?:同意|通過|決議|贊成)|全(?:體|數|票)(?:.{0,8})(?:同意|通過|贊成)|鼓掌通過")


class _Counts(TypedDict, total=False):
    present: int
    in_favour: int
    against: int
    abstained: int
    unanimous: bool


def votes(root: Node, rulings: Sequence[Ruling], item_of: Mapping[int, str]) -> tuple[Vote, ...]:
    """The votes that rulings state, by count or as unanimous, and those of lines labelled 表決; in reading order."""
    found = [
        (r.spans.get("text", ()), _read(r.text), {"item_id": r.item_id, "ruling_id": r.id, "text": r.text})
        for r in rulings
    ]
    for node, item_id in _counted(root, item_of, None):
        own = passage(node.content())
        found.append((own.spans, _read(own.key), {"item_id": item_id, "text": own.text}))
    found = [(spans, counts, fields) for spans, counts, fields in found if counts and spans]
    found.sort(key=lambda vote: vote[0][0].start)
    return tuple(
        Vote(id=f"v{number}", page=spans[0].page, spans={"text": spans}, rule="vote-counts", **fields, **counts)
        for number, (spans, counts, fields) in enumerate(found, start=1)
    )


def _counted(node: Node, item_of: Mapping[int, str], item_id: str | None) -> Iterator[tuple[Node, str | None]]:
    """Lines labelled 表決, with the item that they stand in."""
    if node.kind == "annex":
        return
    item_id = item_of.get(id(node), item_id)
    if node.kind == "field" and node.label is not None and node.label.field == "vote":
        yield node, item_id
    for child in node.children:
        yield from _counted(child, item_of, item_id)


def _read(text: str) -> _Counts:
    """The counts of a text, or that it was unanimous; empty if it states neither."""
    key = key_of(text)
    counts: _Counts = {}
    if _UNANIMOUS.search(key):
        counts["unanimous"] = True
    if (ayes := _count("in_favour", key)) is not None:
        counts["in_favour"] = ayes
    if (noes := _count("against", key)) is not None:
        counts["against"] = noes
    if not counts:
        return counts
    if (others := _count("abstained", key)) is not None:
        counts["abstained"] = others
    if (voters := _count("present", key)) is not None:
        counts["present"] = voters
    return counts


def _count(name: str, key: str) -> int | None:
    """The count; 不同意 N 票 is not 同意 N 票."""
    for found in _COUNTS[name].finditer(key):
        if key[max(0, found.start() - 1) : found.start()] in ("不", "未", "無"):
            continue
        return read_numeral(found["n"])
    return None
