"""What of a web page is not the minutes that it publishes, where no tag or class says so: seen from its lines.

Links before the title, a table of contents, 發布日期 and 點閱數 beside the title, 上一則, files and telephone numbers at the
foot. A line that might be one of the minutes is set aside only outside them: before the first line of their head
(時間, 主席) or after the last line that has a number or a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..document import Paragraph, Table
from ..lexicon import load
from ..lexicon.labels import find_label
from ..values.chars import key_of
from ..values.numbering import read_marker
from .joining import begins_label

__all__ = ["page_frame"]

_LONGEST = 120
"""Characters of a line that can be furniture: a longer one says something."""
_SIGNS = "|/>›»«‹·•◦▪▲△▼►←→↑↓⬆⬇-_*+【】()<>:.~"
_SPLIT = re.compile(r"[|/>›»«·、:\s]{1,20}")
_LABEL = re.compile(r"(?:^|[\s|/;,(])([^\s:|/();,\d]{2,14})\s{0,3}:")
_TITLE = re.compile(r"(?:紀錄|議事錄|紀要|實錄)(?:\(.{1,12}\))?$")
_EXTENSION = re.compile(r"\.[a-z0-9]{2,4}$")


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
    way: re.Pattern[str]


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
        re.compile(f"(?:{_any_of(way['leading'])}):|(?:{_any_of(way['home'])})[>/»›:]"),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page: what of the frame it may be, and what of the minutes.

    `kind`: "page" is furniture wherever it stands, "foot" begins what hangs below the text, "maybe" is furniture
    where the minutes are not.
    """

    start: int
    word: str
    kind: str
    link: str | None
    is_head: bool
    is_minutes: bool

    @classmethod
    def of(cls, key: str, p: Paragraph) -> _Line:
        text = key[p.start if p.label_end is None else p.label_end : p.end].strip()
        word = "".join(text.split()).lower()
        link = p.style.link if p.style.heading is None else None
        whole = key[p.start : p.end]
        kind = _kind(text, word, link) if len(word) <= _LONGEST and not (link and _is_field(whole)) else ""
        if kind:
            return cls(p.start, word, kind, link, False, False)
        labelled = begins_label(whole)
        number = read_marker(whole)
        minutes = labelled or (number is not None and number.ordinal is not None)
        return cls(p.start, word, "", link, labelled and _of_head(whole), minutes or word.endswith(":"))


def page_frame(key: str, rest: Sequence[Paragraph], tables: Sequence[Table]) -> frozenset[int]:
    """Offsets of the paragraphs of a page that belong to its frame; `rest` are those outside `tables`.

    `key` is the key of the page's text. Tables of links or files are set aside as a whole.
    """
    lines = [_Line.of(key, p) for p in rest if p.start < p.end]
    grids = [[_Line.of(key, p) for p in table.paragraphs() if p.start < p.end] for table in tables]
    if not any(line.kind for line in lines):
        return frozenset()
    kept = [grid[0].start for grid in grids if not all(line.kind for line in grid)]
    first, last = _minutes(lines, kept)
    found = {n for n, line in enumerate(lines) if line.kind == "page"}
    found.update(_before(lines[:first]), _contents(lines))
    if last >= 0:
        found.update(range(_foot(lines, last), len(lines)))
    after = max(lines[last].start if last >= 0 else -1, kept[-1] if kept else -1)
    before = lines[first].start if first < len(lines) else -1
    starts = {lines[n].start for n in found}
    for grid in grids:
        if all(line.kind for line in grid) and (grid[0].start > after or grid[0].start < before):
            starts.update(line.start for line in grid)
    return frozenset(starts)


def _minutes(lines: Sequence[_Line], tables: Sequence[int]) -> tuple[int, int]:
    """The first line of the head of the minutes (or behind the last line), and the last that is one of them for sure.

    `tables` are the places of the tables that hold more than links.
    """
    sure = [n for n, line in enumerate(lines) if line.is_minutes]
    first = next((n for n, line in enumerate(lines) if line.is_head), sure[0] if sure else len(lines))
    last = sure[-1] if sure else -1
    if tables:
        first = min(first, sum(1 for line in lines if line.start < tables[0]))
        last = max(last, sum(1 for line in lines if line.start < tables[-1]) - 1)
    return first, last


def _before(lines: Sequence[_Line]) -> Iterator[int]:
    """What stands above the head of the minutes and is none of them; the title stays, even if it is a link."""
    named = [n for n, line in enumerate(lines) if _TITLE.search(_EXTENSION.sub("", line.word))]
    title = next((n for n in reversed(named) if not lines[n].kind), named[-1] if named else None)
    return (n for n, line in enumerate(lines) if line.kind and n != title)


def _contents(lines: Sequence[_Line]) -> Iterator[int]:
    """Entries of a table of contents: links to places of the page whose words stand there too."""
    words = {line.word for line in lines if line.link is None}
    return (n for n, line in enumerate(lines) if line.link == "here" and line.word in words)


def _foot(lines: Sequence[_Line], last: int) -> int:
    """Where the foot of the page begins; `last` is the last line that is one of the minutes for sure."""
    opened = next((n for n in range(last + 1, len(lines)) if lines[n].kind in ("page", "foot")), len(lines))
    while opened - 1 > last and lines[opened - 1].kind:
        opened -= 1
    return opened


def _of_head(line: str) -> bool:
    number = read_marker(line)
    head = line[number.length if number else 0 :].split(":")[0]
    label = find_label(head)
    return label is None or label.group in ("meta", "people")


def _kind(text: str, word: str, link: str | None) -> str:
    words = _words()
    bare = word.strip(_SIGNS)
    if not bare or words.leading.match(word) or words.way.match(word) or _is_button(text, bare, link):
        return "page"
    if words.counter.search(word) and _is_note(text, words):
        return "page"
    if bare in words.heads:
        return "foot"
    if link or _is_note(text, words) or words.foot.fullmatch(word) or bare in words.buttons:
        return "maybe"
    return "maybe" if words.contact.search(word) or (len(word) < 80 and words.file.search(word)) else ""


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


def _is_field(line: str) -> bool:
    """True for 「地點:…」 of which the place is a link to a map."""
    return ":" in line[1:30] and begins_label(line)
