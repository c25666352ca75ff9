"""Sets aside what belongs to the page, not to the minutes: running heads and feet, page numbers, navigation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..document import Block, Document, Paragraph, Table
from ..values.numerals import read_numeral
from .joining import RULED, begins_label
from .webpage import page_frame

__all__ = ["furniture"]

_PAGE_NUMBER = re.compile(
    # -5-  ~ 3 ~  第3頁,共9頁  第 n / m 頁  3/9  Page 3 of 9  P.3  共4頁第3頁  附錄 147
    r"[-~·]?\d{1,4}[-~·]?|第[\d一二三四五六七八九十]{1,4}[頁页](?:[,，/]?共\d{1,4}[頁页])?|第?\d{1,4}[/／]共?\d{1,4}頁?"
    r"|共\d{1,4}頁[,，]?第\d{1,4}頁|[Pp](?:age)?\.?\d{1,4}(?:of\d{1,4}|/\d{1,4})?|頁次?:?\d{1,4}(?:/\d{1,4})?"
)
_DIGITS = re.compile(r"\d+")
_DASHED = re.compile(r"[-~]\d{1,4}[-~]")
_IN_WORDS = re.compile(r"[一二三四五六七八九十]{1,3}")
_EDGE = 3
"""How many lines at the top and bottom of a page may be running heads or feet."""


def _squeezed(key: str, paragraph: Paragraph) -> str:
    return "".join(key[paragraph.start : paragraph.end].split())


def furniture(document: Document, key: str) -> frozenset[int]:
    """Offsets (`Paragraph.start`) of the paragraphs that are furniture; `key` is that of the text.

    Of tables only those of a web page that hold nothing but links and files are, as a whole.
    """
    loose = [block for block in document.blocks if isinstance(block, Paragraph)]
    by_role = {p.start for p in loose if p.role in ("header", "footer", "navigation")}
    rest = [p for p in loose if p.start not in by_role and p.role == "body"]
    paged = any(p.page is not None for p in rest)
    found = _of_pages(key, rest) if paged else frozenset()
    if document.source.reader in ("html", "markdown"):
        tables = [block for block in document.blocks if isinstance(block, Table) and any(block.paragraphs())]
        named = [p.start for p in loose if p.role == "navigation"]
        found |= page_frame(key, rest, tables, named)
    drawn = frozenset(p.start for p in rest if RULED.fullmatch(key[p.start : p.end].strip()))
    return frozenset(by_role) | found | drawn | _counting(key, rest) | (frozenset() if paged else _running(key, rest))


_RUNNING = re.compile(r"(?P<head>\S[^:。,;、]{4,38}?)(?:\s{1,4}(?P<number>\d{1,4}))?")
_HEAD = 46
"""Characters of the head of a page at most."""
_OF_VOLUME = re.compile(r"第[\d一二三四五六七八九十]{1,4}(?:屆|次|期|卷|輯)")


def _running(key: str, rest: Sequence[Paragraph]) -> frozenset[int]:
    """Heads of the pages of a volume in a text without pages: 第3次臨時會　會議紀錄 13, the same words at least twice,
    with a number that grows or none."""
    seen: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for p in rest:
        found = _RUNNING.fullmatch(key[p.start : p.end].strip()) if p.wrapped and p.end - p.start <= _HEAD else None
        if found is not None and _OF_VOLUME.search(found["head"]) is not None:
            number = int(found["number"]) if found["number"] else None
            seen["".join(found["head"].split())].append((p.start, number))
    made: set[int] = set()
    for same in seen.values():
        numbers = [number for _, number in same if number is not None]
        if len(same) >= 2 and numbers and all(a < b for a, b in pairwise(numbers)):
            made.update(start for start, _ in same)
    return frozenset(made)


def _edges(blocks: Sequence[Block]) -> dict[int, list[Paragraph]]:
    """The first and last lines of each page, outside tables."""
    pages: dict[int, list[Paragraph]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, Paragraph) and block.page is not None and block.start < block.end:
            pages[block.page].append(block)
    return {
        page: [*lines[:_EDGE], *lines[max(_EDGE, len(lines) - _EDGE) :]] if len(lines) > 1 else lines
        for page, lines in pages.items()
    }


def _of_pages(key: str, rest: Sequence[Paragraph]) -> frozenset[int]:
    edges = _edges(rest)
    numbers = {p.start for lines in edges.values() for p in lines if _PAGE_NUMBER.fullmatch(_squeezed(key, p))}
    seen: dict[str, list[Paragraph]] = defaultdict(list)
    for lines in edges.values():
        for p in lines:
            form = _DIGITS.sub("#", _squeezed(key, p))
            if not 3 <= len(form) <= 80 or p.start in numbers or form.endswith(":"):
                continue  # 王議員大明： may begin two pages
            if not begins_label(key[p.start : p.end].strip()):
                seen[form].append(p)  # 決議：照案通過。 may end two pages
    running: set[int] = set()
    for same in seen.values():
        pages = {p.page for p in same}
        many = len(pages) * 5 >= len(edges) * 2 or _outermost(same, edges)
        if len(pages) >= 2 and many and _level(same):
            running.update(p.start for p in same)
            if not _printed_again(key, rest, same[0], running):
                running.discard(same[0].start)
    return frozenset(numbers | running) | (_over_title(key, rest) if len(edges) == 1 else frozenset())


def _over_title(key: str, rest: Sequence[Paragraph]) -> frozenset[int]:
    """The running head of a document of one page: its first line, if the second says the same (the title)."""
    top = [p for p in rest if p.page == 1 and p.start < p.end][:2]
    if len(top) < 2 or len(_squeezed(key, top[0])) < 6:
        return frozenset()
    one, other = (_squeezed(key, p) for p in top)
    return frozenset({top[0].start}) if one == other else frozenset()


def _outermost(same: Sequence[Paragraph], edges: Mapping[int, Sequence[Paragraph]]) -> bool:
    """True if the lines are the first or the last of pages that follow each other, at exactly the same height."""
    pages = [p.page or 0 for p in same]
    tops = [p.box[1] for p in same if p.box]
    if len(tops) != len(same) or max(tops) - min(tops) > 3 or max(pages) - min(pages) + 1 != len(set(pages)):
        return False
    return all(p.start in (edges[p.page or 0][0].start, edges[p.page or 0][-1].start) for p in same)


def _level(same: Sequence[Paragraph]) -> bool:
    """True if the lines stand at the same height of their pages, as running heads do."""
    tops = [p.box[1] for p in same if p.box]
    if len(tops) < 2:
        return True
    commonest = Counter(round(top / 6) for top in tops).most_common(1)[0][1]
    return commonest * 2 >= len(tops)


def _printed_again(key: str, rest: Sequence[Paragraph], first: Paragraph, running: set[int]) -> bool:
    """True if the words of a running head stand on the first page a second time (the title itself)."""
    head = _squeezed(key, first)
    body = [p for p in rest if p.page == first.page and p.start != first.start and p.start not in running][:6]
    return head in "".join(_squeezed(key, p) for p in body) or first.page not in (None, 1)


def _counting(key: str, rest: Sequence[Paragraph]) -> frozenset[int]:
    """Bare numbers alone on a line that count up by one through the text: page numbers without pages."""
    found: list[tuple[int, int]] = []
    in_words: list[tuple[int, int]] = []
    for p in rest:
        if p.end - p.start <= 40:
            word = _squeezed(key, p)
            if word.isdigit() and len(word) <= 4:
                found.append((int(word), p.start))
            elif (word.startswith("第") and _PAGE_NUMBER.fullmatch(word)) or _DASHED.fullmatch(word):
                found.append((-1, p.start))
            elif _IN_WORDS.fullmatch(word) and (value := read_numeral(word)) is not None:
                in_words.append((value, p.start))
    stated = {start for number, start in found if number < 0}
    if len(in_words) >= 2 and all(b[0] == a[0] + 1 for a, b in pairwise(in_words)):
        stated.update(start for _, start in in_words)
    numbers = [(number, start) for number, start in found if number >= 0]
    if len(numbers) >= 2 and all(b[0] == a[0] + 1 for a, b in pairwise(numbers)):
        stated.update(start for _, start in numbers)
    return frozenset(stated)
