"""Recognises labels and headings (`labels.toml`): 時間, 出席委員, 報告事項, 案由, 說明, 主席裁示."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..values.chars import key_of
from . import load

__all__ = ["MAX_LABEL", "Label", "all_labels", "find_label"]

MAX_LABEL = 60
"""Longest label in characters: headings that name an earlier meeting are long."""

_BRACKETS = {"【": "】", "《": "》", "<": ">", "〈": "〉", "(": ")", "「": "」", "『": "』", "◎": "", "※": "", "★": ""}


_GLOSS = re.compile(
    r"[A-Za-z][A-Za-z'&./]{3,30}(?P<after>[\u4e00-\u9fff]{2,10})|(?P<before>[\u4e00-\u9fff]{2,10})[A-Za-z][A-Za-z'&./]{3,30}"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. `name` is its class in `labels.toml`; `kind` and `field` as there, else empty."""

    name: str
    group: str
    kind: str = ""
    field: str = ""


@cache
def _words() -> dict[str, tuple[Label, ...]]:
    words: dict[str, tuple[Label, ...]] = {}
    for name, entry in load("labels").items():
        label = Label(name, entry["group"], entry.get("kind", ""), entry.get("field", ""))
        for word in entry.get("words", ()):
            key = key_of(word)
            words[key] = (*words.get(key, ()), label)
    return words


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Label], ...]:
    return tuple(
        (re.compile("|".join(f"(?:{pattern})" for pattern in entry["patterns"])), label)
        for name, entry in load("labels").items()
        if entry.get("patterns")
        for label in [Label(name, entry["group"], entry.get("kind", ""), entry.get("field", ""))]
    )


@cache
def _any_pattern() -> re.Pattern[str]:
    """All patterns as one: most words are none of them, and one look tells."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _patterns()))


def _bare(head: str) -> str:
    """`head` without spaces, brackets around it and signs at its ends."""
    bare = "".join(head.split())
    while len(bare) > 2 and bare[0] in _BRACKETS and bare.endswith(_BRACKETS[bare[0]]):
        bare = bare[1 : len(bare) - len(_BRACKETS[bare[0]])]
    if bare.count("(") > bare.count(")"):
        bare = bare.removeprefix("(")
    return bare.strip("：:、.，,。;*_-=~")


@lru_cache(maxsize=8192)
def _find(bare: str) -> tuple[Label, ...]:
    found = _words().get(bare, ())
    if found or not 2 <= len(bare) <= MAX_LABEL or "，" in bare or "," in bare or "。" in bare:
        return found
    if not _any_pattern().fullmatch(bare):
        return ()
    return tuple(label for pattern, label in _patterns() if pattern.fullmatch(bare))


def all_labels(head: str) -> tuple[Label, ...]:
    """Every class that `head` (a key, without number, up to its colon) may be a label of, the likeliest first."""
    if len(head) > 2 * MAX_LABEL:
        return ()
    bare = _bare(head)
    found = _find(bare)
    if not found and (gloss := _GLOSS.fullmatch(bare)):  # Date 日期, 決議 Resolution
        return _words().get(gloss["before"] or gloss["after"], ())
    return found


def find_label(head: str) -> Label | None:
    """The likeliest class, or None.

    >>> find_label("主 席 裁 示").name, find_label("【案由】").name, find_label("今天天氣") is None
    ('ruling', 'subject', True)
    """
    found = all_labels(head)
    return found[0] if found else None
