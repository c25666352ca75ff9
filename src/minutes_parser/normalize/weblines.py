"""Lines of web pages that are no text: buttons, links, notes of who put the page up, counters, files, telephones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import load
from ..values.chars import key_of

__all__ = ["is_note_label", "is_text_label", "kind_of"]

_LONGEST = 120
"""Characters of a line that can be furniture: a longer one says something."""
_SIGNS = "|/>›»«‹·•◦▪▲△▼►←→↑↓⬆⬇-_*+【】()<>:.~"
_SPLIT = re.compile(r"[|/>›»«·、:\s]{1,20}")
_LABEL = re.compile(r"(?:^|[\s|/;,(])([^\s:|/();,\d]{2,14})\s{0,3}:")
_ENDS = frozenset("。;")
_SITE = frozenset("本此為您你")
"""How sentences begin that a site says of itself: 本網站使用cookie."""
_SAID = re.compile("[。,;!?]")


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon of pages, ready to be matched with keys without spaces in lower case."""

    published: re.Pattern[str]
    buttons: frozenset[str]
    heads: frozenset[str]
    counter: re.Pattern[str]
    leading: re.Pattern[str]
    foot: re.Pattern[str]
    contact: re.Pattern[str]
    file: re.Pattern[str]
    files: frozenset[str]
    way: re.Pattern[str]
    notes: frozenset[str]
    texts: frozenset[str]


def _keys(words: Sequence[str]) -> frozenset[str]:
    return frozenset("".join(key_of(word).lower().split()) for word in words)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, _keys(words)), key=len, reverse=True))


def _spaced(words: Sequence[str]) -> str:
    return "|".join(sorted((re.escape(key_of(word).lower()) for word in words), key=len, reverse=True))


@cache
def _words() -> _Words:
    lexicon = load("web")
    foot, way = lexicon["foot"], lexicon["way"]
    return _Words(
        re.compile(f"(?:{_spaced(lexicon['published']['labels'])})\\s{{0,2}}(?::|$|(?=\\d))"),
        _keys(lexicon["buttons"]["words"]),
        _keys(foot["words"]),
        re.compile("|".join(lexicon["published"]["counters"])),
        re.compile(f"(?:{_any_of(lexicon['buttons']['leading'])})[:«»‹›←→]"),
        re.compile("|".join(key_of(pattern) for pattern in foot["patterns"])),
        re.compile(foot["contact"]),
        re.compile(foot["file"]),
        _keys(foot["files"]),
        re.compile(f"(?:{_any_of(way['leading'])}):|(?:{_any_of(way['home'])})[>/»›:]"),
        _keys(lexicon["entry"]["notes"]),
        _keys(lexicon["entry"]["texts"]),
    )


def kind_of(text: str, word: str, link: str | None) -> str:
    """What of a page a line is: "page" is furniture wherever it stands, "foot" begins what hangs below the text.

    "maybe" is furniture where the minutes are not; "" is none. `text` is a key, `word` the same without spaces in lower case.
    """
    if len(word) > _LONGEST or (link is None and (word[-1:] in _ENDS or "、" in word[1:3]) and word[:1] not in _SITE):
        return ""
    words = _words()
    link = None if word.startswith("http") else link  # no menu shows an address
    bare = word.strip(_SIGNS)
    if not bare:  # a line drawn with signs parts the minutes too
        return "maybe"
    if words.leading.match(word) or words.way.match(word) or _is_button(text, bare, link):
        return "page"
    if words.counter.search(word) and _is_note(text, words):
        return "page"
    if bare in words.heads:
        return "foot"
    if link or _is_note(text, words) or words.foot.fullmatch(word) or bare in words.buttons | words.files:
        return "maybe"
    if words.contact.search(word) or (len(word) < 80 and words.file.search(word)):
        return "maybe"
    return (
        "maybe" if words.counter.search(word) and not _SAID.search(word) else ""
    )  # 公告 王小明 | 113-05-02 | 點閱數: 77


def _is_button(text: str, bare: str, link: str | None) -> bool:
    """True for 回上一頁, 「上一則 | 下一則」; a word of two characters (分享) may be a heading if it is no link."""
    buttons = _words().buttons
    if bare in buttons:
        return link is not None or len(bare) > 2
    parts = [part for piece in _SPLIT.split(text.lower()) if (part := piece.strip(_SIGNS))]
    return len(parts) > 1 and all(part in buttons for part in parts)


def _is_note(text: str, words: _Words) -> bool:
    """True for 「發布日期:… 發布單位:… 點閱數:…」 and nothing else, or a counter alone."""
    if words.counter.fullmatch("".join(text.split()).lower()):
        return True
    plain = " ".join(text.lower().split())
    if not words.published.match(plain):
        return False
    labels = {match[1] for match in _LABEL.finditer(plain)}
    return all(words.published.match(label + ":") or words.counter.match(label + ":1") for label in labels)


def is_note_label(word: str) -> bool:
    """True for the label of a note (發布日期, 點閱數, 附件) in a table that shows an entry of a data base."""
    words = _words()
    return bool(words.published.fullmatch(word) or words.counter.match(word + ":1")) or word in words.notes


def is_text_label(word: str) -> bool:
    """True for the label of the text itself in such a table (內容)."""
    return word in _words().texts
