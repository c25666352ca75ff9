"""The lines of a list of people end to end, as they are printed; where somebody lives is left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model import TextSpan
from ..normalize.flow import ROW, Slice
from ..values.mention import read_mention
from ..values.name_shapes import plain_name
from ..values.people_words import HAN, ends_as_unit, fold, surname_rank
from .people_cells import cells_as_rows

__all__ = ["Tape"]

_UNIT_COLON = re.compile(r"([^\s、,;:。()]{3,20}|本\s{1,6}[^\s、,;:。()]):")  # 本 會：
_COMMA = re.compile(r"[、,;]")
_SHEET = re.compile(  # 如簽到簿（王大明、李小華）: who signed
    r"\s*(?:詳|如|詳如|請詳)(?:附件)?簽到[簿表單冊]\s*\((?=[^()、]{2,12}、)(?P<who>[^:。]{2,400})\)\s*"
)
_FLOOR = re.compile(r"\d\s?[樓FfＦ]|棟\s?\d")
_DWELLING = re.compile(
    r"(?<![\d第])(?:[A-Za-z甲乙丙丁戊東西南北前後]\d?[棟區]\s?|\d{1,4}號)?[A-Z]?-?\d{1,2}\s?[樓FＦ](?:[之-]\d{1,2})?(?:[A-Z]戶?)?(?=\s|[\u4e00-\u9fff])"
)
_BUILDING = re.compile(rf"(?<=[委員人長])\s{{1,4}}(?:[A-Za-z甲乙丙丁戊]\d?|\d{{1,2}})棟\s?(?=[{HAN}]{{2}})")
"""副主委 C棟王大明: the building of an officer of its owners."""
_REST_OF_NAME = re.compile(r"[A-Z][a-z'’]")  # 溫柔華 Saida over Tahova: the rest of a name, on the next line
_DOTS = re.compile("[‧·．•・]")
_BETWEEN_NAMES = re.compile(
    rf"(?:(?<=[、,，:：─—\s-])|^)(?P<one>[{HAN}]{{3}})[‧·．•・](?P<two>[{HAN}]{{3}})(?=[、,，\s]|$)", re.MULTILINE
)
"""王大明‧李小華: two people, not one of a name in two parts."""
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)?")


@dataclass(frozen=True, slots=True)
class Tape:
    """Lines end to end with line breaks between; `spans` leads back to the document."""

    text: str
    key: str
    slices: tuple[Slice, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, given: Sequence[Slice]) -> Tape:
        """The tape of lines; where a line was joined of several of the page, it is parted there again: whether
        「吳委員大清」「洪委員大川」 are two or 「郭委」「員大立」 one, the names tell."""
        slices = [part for line in given for part in _as_printed(line)]
        starts, at = [], 0
        for part in slices:
            starts.append(at)
            at += len(part.text) + 1
        text = cells_as_rows("\n".join(part.text for part in slices))
        if _DOTS.search(text):
            text = _BETWEEN_NAMES.sub(_comma, text)
        if _FLOOR.search(text):  # A棟12樓之3 王先生: where somebody lives, said of everybody in an owners' meeting
            text = _DWELLING.sub(lambda found: " " * len(found[0]), text)
        if "棟" in text:
            text = _BUILDING.sub(lambda found: " " * len(found[0]), text)
        key = fold(text)
        if "簽到" in key and (sheet := _SHEET.fullmatch(key)) is not None:
            a, b = sheet.span("who")
            text = " " * a + text[a:b] + " " * (len(text) - b)
            key = fold(text)
        return cls(text, key, tuple(slices), tuple(starts))

    def line(self, at: int) -> int:
        """Where the line of a place begins; a row of cells is one line."""
        i = bisect_right(self.starts, at) - 1
        while i and self.text[self.starts[i] - 1] == " ":
            i -= 1
        return self.starts[i]

    def indent(self, at: int) -> float | None:
        """How far the line of a place is indented, in full-width characters; None if no reader said, or if a label
        or another part of the line stands before it."""
        part = self.slices[bisect_right(self.starts, at) - 1]
        return part.line.style.indent if part.a == 0 else None

    def spans(self, a: int, b: int) -> tuple[TextSpan, ...]:
        """The places in the document of `text[a:b]`."""
        first = bisect_right(self.starts, a) - 1
        part, start = self.slices[first], self.starts[first]
        if b <= start + len(part.text):
            return part.line.spans(part.a + a - start, part.a + b - start)
        made: list[TextSpan] = []
        for part, start in zip(self.slices[first:], self.starts[first:], strict=True):
            if start >= b:
                break
            lo, hi = max(a, start), min(b, start + len(part.text))
            if lo < hi:
                made.extend(part.line.spans(part.a + lo - start, part.a + hi - start))
        return tuple(made)


def _comma(found: re.Match[str]) -> str:
    names = [fold(found[name]) for name in ("one", "two")]
    sure = any(plain_name(name) is not None for name in names) and all(surname_rank(name[0]) for name in names)
    return f"{found['one']}、{found['two']}" if sure else found[0]


def _heads(key: str, at: int, end: int) -> bool:
    """Whether a line as printed begins with a unit and a colon, over people of its own."""
    found = _UNIT_COLON.match(key, at, end)
    return found is not None and ends_as_unit("".join(found[1].split())) > 0


_PARTS = re.compile(r"[、,;:]")
_WHO = 40
"""Characters of one person in a list at most."""


def _between_people(key: str, a: int, cut: int, b: int) -> bool:
    """Whether a line ends with somebody and the next begins with somebody, both with a post before the name:
    議事組主任王大明 over 法制室主任李小華, the comma left out."""
    return _with_post(_PARTS.split(key[max(a, cut - _WHO) : cut])[-1]) and _with_post(
        _PARTS.split(key[cut : min(b, cut + _WHO)])[0]
    )


def _with_post(text: str) -> bool:
    mention = read_mention(text.strip())
    return mention is not None and mention.is_person and mention.office_before and len(mention.name or "") >= 3


def _as_printed(line: Slice) -> list[Slice]:
    """The parts of a joined line; where commas part the names, a line's end is none between them."""
    if line.line.role == ROW:
        return [line]
    key = line.line.key
    cuts = [run.at for run in line.line.runs if line.a < run.at < line.b]
    cuts = [cut for cut in cuts if key.count("(", line.a, cut) <= key.count(")", line.a, cut)]
    # 諮詢顧問： at a line's end stands over nobody but who comes next
    cuts = [cut for cut in cuts if not _REST_OF_NAME.match(key, cut) and not key[:cut].endswith(":")]
    if not cuts:
        return [line]
    edges = [line.a, *cuts, line.b]
    listed = [_COMMA.search(_IN_BRACKETS.sub("", key[a:b])) is not None for a, b in pairwise(edges)]
    kept = [
        cut
        for cut, left, right in zip(cuts, listed, listed[1:], strict=False)
        if not (left or right) or _heads(key, cut, line.b) or _between_people(key, line.a, cut, line.b)
    ]
    return [Slice(line.line, a, b) for a, b in pairwise([line.a, *kept, line.b])]
