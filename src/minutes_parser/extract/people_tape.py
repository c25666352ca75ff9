"""The text of a list of people in one piece, cut into pieces by what stands between names.

A list is written with 、 or spaces, in rows or columns, wrapped anywhere: 「郭委」「員大立」. So its lines are
laid end to end, and every piece knows what parts it from the one before; what belongs together is for the
reading of names to say (`people_chunks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ..values.name_shapes import plain_name
from ..values.numbering import read_marker
from ..values.numerals import read_numeral
from ..values.people_words import SECTIONS, ends_as_unit, is_word, offices
from .people_lines import Tape

__all__ = ["Parted", "Piece", "Tape", "pieces_of"]


class Parted(IntEnum):
    """What stands before a piece, weakest first."""

    SPACE = 1
    GAP = 2
    """Two spaces or more, or a tab: columns."""
    LINE = 3
    COMMA = 4
    START = 5
    """The beginning of the list, or of a numbered point of it."""
    COLON = 6
    """The piece stands after a heading and its colon."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`tape.text[a:b]`, with its notes in brackets; `heading` if a colon follows it."""

    a: int
    b: int
    parted: Parted
    heading: bool = False
    sign: str = ""
    """The comma before it: 、 or , or ;."""


_BOTH_SCRIPTS = re.compile(
    r"[\u4e00-\u9fff]{2,5}(?:[‧·．.][\u4e00-\u9fff]{1,6})?[A-Z][A-Za-z'’-]{1,20}"
)  # 王天明Sra Kacaw
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,5}")
_DOTTED_LATIN = re.compile(r"[A-Z][a-z'’]{1,20}(?:[.‧·．][A-Z][a-z'’]{1,20}){1,3}")  # Sawin.Tali behind 潘大棟
_BREAKS = re.compile(
    r"https?://\S{1,200}|(?<![\w-])(?:[A-Z]?-?\d{1,3}|[A-Z])(?:-\d{1,3})?\s?[棟戶號樓座](?:之?\d{1,3}[樓號F]?)?\s?(?=[\u4e00-\u9fff])"
    r"|(?<![\w-])[A-Z]\d{1,3}-\d{1,3}\s?(?=[\u4e00-\u9fff])|[、,;；。/|，\n:()-]|[ \t]+|(?<![ \t][A-Z])\.(?=\s|$)"
    r"|(?<![\d.])\d{1,3}[.](?=[^\s\d.])"
)
_AFTER_SLASH = re.compile(r"[^、,;:/\n(]{2,20}")
_POST = re.compile(r"[\u4e00-\u9fff]{2,6}")
_GROUPS = ("委員", "代表", "理事", "監事", "董事", "單位", "人員")
_OPENING_NOTE = re.compile(r"\s*\(([^()\n]{2,12})\)")
_LONGEST_AWAY = 8
_TAKES_OVER = re.compile(r"[^()、,;\n]{2,14}[(代]{1,2}(?:[理為行)]|主持)")  # 王大明(請假)李小華(代)
_STAND_IN = re.compile(r"\([^\s():、,;]{2,4}代理?\)")
_HEADED = re.compile(r"[ \t]*[^\s、,;。:()]")


def _is_office(key: str) -> bool:
    return offices().pattern.fullmatch("".join(key.split())) is not None


_COMMAS = "、,;；。/|，."


def pieces_of(tape: Tape) -> list[Piece]:
    """The pieces in order. Brackets stay with what they follow, over spaces and line breaks too."""
    return _Cutter(tape).run()


class _Cutter:
    """Walks over the breaks of the text once; holds the piece that is open."""

    def __init__(self, tape: Tape) -> None:
        self.key = tape.key
        self.made: list[Piece] = []
        self.parted = Parted.START
        self.sign = ""
        first = _OPENING_NOTE.match(tape.key)
        self.bracketed = first is not None and _is_office(first[1])
        """Whether the list's headings stand in brackets: (理事長) 王大明 (常務理事) 李小華、…"""
        self.start: int | None = None
        self.end = 0

    def run(self) -> list[Piece]:
        at = self._skip_marker(0)
        while at < len(self.key):
            match = _BREAKS.search(self.key, at)
            stop = match.start() if match else len(self.key)
            if stop > at:
                self._take(at, stop)
            if match is None:
                break
            at = self._break(match)
        self._close()
        return self.made

    def _take(self, a: int, b: int) -> None:
        if self.start is None:
            self.start = a
        self.end = b

    def _close(self, heading: bool = False) -> None:
        if self.start is not None:
            self.made.append(Piece(self.start, self.end, self.parted, heading, self.sign))
            self.parted, self.sign = Parted.SPACE, ""
            self.start = None

    def _break(self, match: re.Match[str]) -> int:
        sign = match[0][0]
        if sign.isalnum():  # 1.王大明2.李小華; B棟 王先生; the address of a meeting room in the net
            self._close()
            self.parted = max(self.parted, Parted.COMMA)
            return match.end()
        if sign == "(":
            return self._bracket(match.start())
        if sign == ")":
            return match.end()
        if sign == "-":
            return self._dash(match)
        if match[0] == " " and self._goes_on_in_latin(match):
            return match.end()
        if sign == ":":
            self._close(heading=True)
            if self.made:
                self._heading()
            self.parted = Parted.COLON
            return match.end()
        if sign == "/" and self._over_person(match):
            self._close(heading=True)
            self.parted = Parted.COLON
            return match.end()
        self._close()
        if sign == "\n":
            self.parted = max(self.parted, Parted.LINE)
            return self._skip_marker(match.end())
        if sign in _COMMAS:
            self.parted, self.sign = max(self.parted, Parted.COMMA), sign
        elif len(match[0]) > 1 or "\t" in match[0]:
            self.parted = max(self.parted, Parted.GAP)
        return match.end()

    def _goes_on_in_latin(self, match: re.Match[str]) -> bool:
        """Whether a space parts two words of one indigenous name."""
        if self.start is None:
            return False
        if _HAN_NAME.fullmatch(self.key, self.start, match.start()):
            return _DOTTED_LATIN.match(self.key, match.end()) is not None
        nearby = self.key[match.end() : match.end() + 1]
        begins = nearby.isascii() and nearby.isupper()
        return begins and _BOTH_SCRIPTS.fullmatch(self.key, self.start, match.start()) is not None

    def _dash(self, match: re.Match[str]) -> int:
        """市政府－農業局局長: a dash after a unit is as good as a colon, others belong to a word."""
        if self.start is None:
            return match.end()
        before = "".join(self.key[self.start : match.start()].split())
        if len(before) == 1 and self.made and self.parted < Parted.COMMA:  # 本　會－
            before = "".join(self.key[self.made[-1].a : match.start()].split())
        if not ends_as_unit(before) and not before.endswith(_GROUPS):
            self._take(match.start(), match.end())
            return match.end()
        self._close(heading=True)
        self._heading()
        self.parted = Parted.COLON
        return match.end()

    def _over_person(self, match: re.Match[str]) -> bool:
        """財政處／王科長大明: a slash after a unit that begins its line, and before what is none."""
        if self.start is None or self.parted < Parted.LINE or match[0] != "/":
            return False
        after = _AFTER_SLASH.match(self.key, match.end())
        before = "".join(self.key[self.start : match.start()].split())
        group = ends_as_unit(before) == 2 or before[-1:] in SECTIONS or is_word("headings", "neutral", before)
        if after is None or not group:
            return False
        return not ends_as_unit("".join(after[0].split()))

    def _heading(self) -> None:
        """A piece before a colon is a heading; so are the single characters that letter-spacing made of it."""
        last = self.made.pop()
        if last.sign == "/" and self.made and self._one_unit(self.made[-1], last):  # 資訊／分發組：
            before = self.made.pop()
            last = Piece(before.a, last.b, before.parted, sign=before.sign)
        while self.made and last.parted < Parted.LINE and self._spaced(self.made[-1], last):
            before = self.made.pop()
            last = Piece(before.a, last.b, before.parted, sign=before.sign)
        self.made.append(Piece(last.a, last.b, last.parted, True, last.sign))

    def _one_unit(self, left: Piece, right: Piece) -> bool:
        """資訊／分發組: a short word and a unit with nothing else between."""
        if left.heading or right.a - left.b != 1 or not 2 <= left.b - left.a <= 4 or right.b - right.a > 6:
            return False
        word = self.key[left.a : left.b]
        alone = ends_as_unit(word) == 2 and not is_word("units", "halves", word)
        return ends_as_unit(self.key[right.a : right.b]) == 2 and not alone and plain_name(word) is None

    @staticmethod
    def _spaced(left: Piece, right: Piece) -> bool:
        """本 會, 議 事組; over a wide gap only single characters."""
        singles = (left.b - left.a == 1) + (right.b - right.a == 1)
        return singles == 2 or (singles == 1 and right.parted == Parted.SPACE)

    def _bracket(self, at: int) -> int:
        """A note belongs to the piece before it; one that is never closed ends with its line."""
        close = self._closing(at)
        if read_numeral(self.key[at + 1 : close - 1]) is not None:  # (1)王大明 (2)李小華
            self._close()
            self.parted = max(self.parted, Parted.COMMA)
            return close
        if self.bracketed and _HEADED.match(self.key, close) and self._heads(at, close):
            self._close()
            self.made.append(Piece(at, close, max(self.parted, Parted.COMMA), True))
            self.parted = Parted.COLON
            return close
        if self.start is None and self.made and self.parted < Parted.COMMA:
            last = self.made.pop()
            self.start, self.parted, self.sign = last.a, last.parted, last.sign
            if last.heading:
                self.made.append(last)
                self.start, self.parted = at, Parted.COLON
        self._take(at, close)
        if _HEADED.match(self.key, close) and self._ends_one(at, close):
            self._close()  # 王大明(李小華代)丁文心(請假)周小涵
        return close

    def _ends_one(self, at: int, close: int) -> bool:
        """Whether a note says who stood in or that somebody was away: what follows it is the next person."""
        if _STAND_IN.fullmatch(self.key, at, close):
            return True
        away = close - at <= _LONGEST_AWAY and is_word("notes", "absent", self.key[at + 1 : close - 1])
        return away and _TAKES_OVER.match(self.key, close) is None

    def _heads(self, at: int, close: int) -> bool:
        """Whether brackets hold a heading, in a list that begins so: an office, or a word after a space."""
        inside = self.key[at + 1 : close - 1]
        if _is_office(inside):
            return True
        apart = self.key[at - 1].isspace() and not self.key[close : close + 1].isspace()
        return apart and _POST.fullmatch(inside) is not None and not is_word("notes", "absent", inside)

    def _closing(self, at: int) -> int:
        depth = 0
        for i in range(at, min(len(self.key), at + 120)):
            if self.key[i] == "(":
                depth += 1
            elif self.key[i] == ")":
                depth -= 1
                if depth == 0:
                    return i + 1
        line = self.key.find("\n", at)
        return line if line != -1 else len(self.key)

    def _skip_marker(self, at: int) -> int:
        """Where the text of a line begins: after 1. or （一）; a numbered line begins anew."""
        line_end = self.key.find("\n", at)
        line = self.key[at : line_end if line_end != -1 else len(self.key)]
        marker = read_marker(line)
        if marker is None or marker.length >= len(line):
            return at
        if marker.surface in ("○", "*") and not line[: marker.length].endswith((" ", "\t")):
            return at  # a masked name or a mark beside it
        if not self.made or self.parted is not Parted.COMMA:
            self.parted = Parted.START
        return at + marker.length
