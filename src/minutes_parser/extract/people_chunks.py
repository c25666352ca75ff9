"""Which pieces of a list are one person: 「王」「明」 is, 「郭委」「員大立」 too, 「王大明」「李小華」 are two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ..values import people_words as words
from ..values.mention import Mention, read_mention
from ..values.notes import Notes, read_note, shifted
from .people_apart import PLAIN, people_in
from .people_tape import Parted, Piece, Tape

__all__ = ["Entry", "entries_of", "read_entry"]

_MOST_PIECES, _MOST_LATIN = 4, 6
_EACH = -0.3
"""Every mention costs a little: what can be one is one."""
_TWO_OFFICES = -0.5
"""主委 王大明 副主委 李小華: an office after a name that has one before it is sooner the next one's."""
_OVER_LINE = -0.5
"""What stands on one line belongs together sooner than what a line break parts."""
_TORN = 0.1
"""A single character at the end of a line belongs to the next line's first word."""
_REJOINED = 1.0
"""地政處 at the end of a line, 處長王大明 below it: each reads well alone, both together say more."""
_SPACED = 1.6
"""Two single characters are a name of two by the way they are set."""
_NONSENSE = -3.0
_NOTE = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)?")
_NO_NOTES = Notes()
_AND_OTHERS = re.compile(  # 王大明等 58 人（如簽到簿）, 李小華暨相關人員, 王大明計七名
    r"(?<=\S)(?:等\s*(?:共|計)?\s*[\d一二三四五六七八九十百]{0,5}\s*[人位名員]?(?=\s|\(|$)"
    r"|(?<=\S\S)\s*(?:[合總]計|共計?|計)\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[人位名席員]$"
    r"|\s*(?:暨|及|與|和|率同?|偕同?|帶領|等)(?:相關|有關|所屬|業務|工作|各局處|各單位|各處室|各課室|各級|一級){0,2}(?:人員|同仁|主管|首長|幕僚|單位人員)).*$"
)
_PRESIDES = re.compile(r"(?:(?:共同|聯合)?主持(?:會議)?|擔任主席|任主席)\s*$")
_DECORATED = re.compile(r"^[○◎●■□◆※＊*☆★ˇ✓✔V]\s*(?=\S{2})|(?<=\S{3})[*＊※#]+$")
"""Marks beside a name that are no part of it: ◎王大明, 王大明*."""
_TAKEN_OVER = re.compile(  # 王大明(請假)李小華(代)
    r"(?P<who>[^()]{2,14})\((?P<why>[^()]{2,6})\)\s?,?(?P<by>[^()]{2,14}?)(?:\(?(?:代理?主?席?|代為?主持|代理主持)\)?)"
)
_STOOD_FOR = re.compile(rf"\s*(?P<by>[{words.HAN}]{{3}})代理(?P<who>[{words.HAN}]{{3}})\s*")  # 李小華代理王大明
_TRAILING_STAND_IN = re.compile(r"(?<=[^\s交世時年取現古])\s*(?:代理出席|代為出席|代理|代表出席|兼代|代)\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mention in a list: `tape.text[a:b]`, what it says, and what its notes say; heading if a colon follows.

    Mention and notes have their places counted from `a`.
    """

    a: int
    b: int
    parted: Parted
    heading: bool
    mention: Mention | None
    notes: Notes
    sign: str = ""
    """The comma before it: 、 or , or ;."""


def entries_of(tape: Tape, pieces: Sequence[Piece]) -> Iterator[Entry]:
    """The mentions of a list in order."""
    chunk: list[Piece] = []
    for piece in pieces:
        if chunk and (piece.parted >= Parted.COMMA or chunk[-1].heading):
            yield from _chunk(tape, chunk)
            chunk = []
        chunk.append(piece)
    if chunk:
        yield from _chunk(tape, chunk)


def read_entry(tape: Tape, first: Piece, last: Piece) -> Entry:
    """Read the stretch of the tape from one piece to another as one mention with its notes."""
    mention, notes = _read(tape.text[first.a : last.b])
    return Entry(first.a, last.b, first.parted, last.heading, mention, notes, first.sign)


@lru_cache(maxsize=16384)
def _read(text: str) -> tuple[Mention | None, Notes]:
    key = words.fold(text)
    if len(text) == 3 and "(" not in key:
        return read_mention(text), _NO_NOTES
    if (taken := _TAKEN_OVER.fullmatch(key)) is not None and (both := _over_to(text, taken)) is not None:
        return both
    if "代理" in key and (stood := _STOOD_FOR.fullmatch(key)) is not None and (both := _for_another(text, stood)):
        return both
    notes = _NO_NOTES
    for match in _NOTE.finditer(key):
        inside = read_note(text[match.start(1) : match.end(1)].replace("\n", " "))
        notes = notes.joined(_notes_shifted(inside, match.start(1)))
    if (others := _AND_OTHERS.search(key)) is not None and others.start():
        text, key = text[: others.start()], key[: others.start()]
    if (presides := _PRESIDES.search(key)) is not None and presides.start():
        text, key = text[: presides.start()], key[: presides.start()]
    mention = read_mention(text)
    if (mention is None or mention.score < PLAIN) and (mark := _DECORATED.search(key)) is not None:
        bare = read_mention(text[: mark.start()] if mark.start() else " " * mark.end() + text[mark.end() :])
        mention = bare if bare is not None and bare.name and not bare.organization and bare.score >= PLAIN else mention
    if "(" not in key and (tail := _TRAILING_STAND_IN.search(key)) and tail.start():
        without = read_mention(text[: tail.start()])
        apart = tail.group()[:1].isspace() and without is not None and without.score > 0
        if (
            without is not None
            and without.name is not None
            and (mention is None or without.score > mention.score or apart)
        ):
            return without, notes.joined(Notes(stands_in=True))
    return mention, notes


def _over_to(text: str, found: re.Match[str]) -> tuple[Mention, Notes] | None:
    """Who is away and, right behind it, who stood in."""
    away, there = read_mention(text[: found.end("who")]), read_mention(text[found.start("by") : found.end("by")])
    if away is None or there is None or not (away.is_person and there.is_person):
        return None
    if not read_note(found["why"]).absent:
        return None
    return away, Notes(proxy=shifted(there, found.start("by")))


def _for_another(text: str, found: re.Match[str]) -> tuple[Mention, Notes] | None:
    """Who is away, behind the one who stood in."""
    there, away = (read_mention(text[slice(*found.span(name))]) for name in ("by", "who"))
    if away is None or there is None or not (away.is_person and there.is_person) or away.title or there.title:
        return None
    return shifted(away, found.start("who")), Notes(proxy=shifted(there, found.start("by")))


def _notes_shifted(notes: Notes, by: int) -> Notes:
    return Notes(
        notes.absent,
        shifted(notes.proxy, by) if notes.proxy else None,
        notes.stands_in,
        shifted(notes.principal, by) if notes.principal else None,
        notes.takes_turns,
        tuple(shifted(mention, by) for mention in notes.about),
        tuple(shifted(mention, by) for mention in notes.who),
        notes.understood,
    )


def _chunk(tape: Tape, given: list[Piece]) -> Iterator[Entry]:
    chunk = [part for piece in given for part in people_in(tape, piece)]
    singles = [read_entry(tape, piece, piece) for piece in chunk]
    torn = any(right.parted is Parted.LINE and _unit_torn(tape, (left, right)) for left, right in pairwise(chunk))
    if len(chunk) == 1 or (not torn and all(_value(tape, entry) >= PLAIN for entry in singles)):
        yield from singles
        return
    signs = all(piece.b - piece.a == 1 for piece in chunk)  # 王 校 長 大 明
    most = _MOST_LATIN if signs or any(tape.key[piece.a].isascii() for piece in chunk) else _MOST_PIECES
    best: list[tuple[float, int]] = [(0.0, 0)]
    for j in range(1, len(chunk) + 1):
        options = [(best[j - 1][0] + _EACH + _value(tape, singles[j - 1]), j - 1)]
        for i in range(max(0, j - most), j - 1):
            if chunk[j - 1].heading or not _may_join(tape, chunk[i:j]):
                continue
            joined = read_entry(tape, chunk[i], chunk[j - 1])
            options.append((best[i][0] + _EACH + _value(tape, joined) + _cost(tape, chunk, i, j), i))
        best.append(max(options))
    cuts, j = [], len(chunk)
    while j:
        cuts.append((best[j][1], j))
        j = best[j][1]
    for i, j in reversed(cuts):
        yield singles[i] if j == i + 1 else read_entry(tape, chunk[i], chunk[j - 1])


def _cost(tape: Tape, chunk: Sequence[Piece], i: int, j: int) -> float:
    """What it costs, or gains, to take the pieces from `i` to `j` (not included) for one mention."""
    pieces = chunk[i:j]
    over = [left for left, right in pairwise(pieces) if right.parted == Parted.LINE]
    torn = sum(left.b - left.a == 1 for left in over)  # 農 at the margin, 業處處長王大明 below
    if _unit_torn(tape, pieces):
        return _REJOINED
    both = j - i > 2 and _office_last(tape, pieces) and _office_first(tape, pieces)
    cost = (len(over) - torn) * _OVER_LINE + torn * _TORN
    held = (
        j - i == 3 and pieces[1].parted in (Parted.LINE, Parted.SPACE) and _waits(tape, pieces[0].a, pieces[0].b)
    )  # 處長 over 丘　遲
    spread = j - i == 4 and pieces[0].b - pieces[0].a == 1 and _office_first(tape, pieces)  # 縣　長　丘　遲
    padded = _padded(tape, chunk, i + (2 if spread else 1 if held else 0), j)
    return cost + (_TWO_OFFICES if both else 0.0) + (_SPACED if padded else 0.0)


def _unit_torn(tape: Tape, pieces: Sequence[Piece]) -> bool:
    """地政處 at the end of a line that others stand on, 處長王大明 below."""
    if len(pieces) != 2 or pieces[1].parted is not Parted.LINE or pieces[0].parted >= Parted.LINE:
        return False
    sign = tape.key[pieces[0].b - 1]
    return pieces[0].b - pieces[0].a > 1 and tape.key.startswith(f"{sign}長", pieces[1].a)


def _padded(tape: Tape, chunk: Sequence[Piece], i: int, j: int) -> bool:
    """丘　遲: two single characters, as a name of two is set among names of three; not 市　長, nor two of 王 大 明 校長."""
    pieces = chunk[i:j]
    if j - i != 2 or any(piece.b - piece.a != 1 for piece in pieces) or pieces[1].parted >= Parted.LINE:
        return False
    if _in_odd_row(chunk, i):
        return False
    return words.surname_rank(tape.key[pieces[0].a]) > 0 and not _is_office(tape, pieces[0].a, pieces[1].b)


def _in_odd_row(chunk: Sequence[Piece], i: int) -> bool:
    """Whether a sign stands in a row of three, five … single signs with the same gap between them."""
    gap, first, last = chunk[i + 1].parted, i, i + 1
    while first > 0 and chunk[first].parted is gap and chunk[first - 1].b - chunk[first - 1].a == 1:
        first -= 1
    while last + 1 < len(chunk) and chunk[last + 1].parted is gap and chunk[last + 1].b - chunk[last + 1].a == 1:
        last += 1
    return (last - first) % 2 == 0


def _may_join(tape: Tape, pieces: Sequence[Piece]) -> bool:
    """Over a wide gap only single characters (王　　明), or an office and a name, belong together."""
    if tape.key[pieces[0].a] == "(":  # a note alone: 某會：（請假）
        return False
    if any(words.is_word("notes", "absent", tape.key[piece.a : piece.b]) for piece in pieces):
        return False
    return all(
        right.parted < Parted.GAP
        or right.parted == Parted.LINE
        or (right.b - right.a == 1 and left.b - left.a == 1)
        or _waits(tape, pieces[0].a, left.b)  # 專員　　王大明, 教育局長　　王大明
        or (_is_office(tape, right.a, pieces[-1].b) and left is pieces[0])  # 王大明　　專員
        for left, right in pairwise(pieces)
    )


def _is_office(tape: Tape, a: int, b: int) -> bool:
    return words.offices().pattern.fullmatch("".join(tape.key[a:b].split())) is not None


def _office_last(tape: Tape, pieces: Sequence[Piece]) -> bool:
    """Whether the last of some pieces is an office, letter-spaced perhaps: 研究員 王大明 科　長."""
    left, last = pieces[-2], pieces[-1]
    if _is_office(tape, last.a, last.b):
        return True
    return left.b - left.a == 1 and last.b - last.a == 1 and len(pieces) > 3 and _is_office(tape, left.a, last.b)


def _office_first(tape: Tape, pieces: Sequence[Piece]) -> bool:
    """Whether the first of some pieces is an office, letter-spaced perhaps: 專員, 科　長."""
    first, second = pieces[0], pieces[1]
    if _waits(tape, first.a, first.b):
        return True
    return first.b - first.a == 1 and second.b - second.a == 1 and _is_office(tape, first.a, second.b)


def _waits(tape: Tape, a: int, b: int) -> bool:
    """Whether this is an office, with its unit perhaps, whose holder is named after a gap."""
    if _is_office(tape, a, b):
        return True
    mention = read_mention(tape.text[a:b])
    return (
        mention is not None
        and mention.name is None
        and mention.organization is not None
        and bool(mention.title or mention.role)
    )


def _value(tape: Tape, entry: Entry) -> float:
    mention = entry.mention
    if mention is None:
        return _NONSENSE
    if mention.name is None and entry.b - entry.a == 1:
        return 0.3 if words.surname_rank(tape.key[entry.a]) else _NONSENSE
    if mention.name is None and (mention.title or mention.role):  # an office waits for its name
        return min(mention.score, 0.1 if mention.organization is None else 1.0)
    if mention.is_unit and words.ends_as_unit(words.fold(mention.organization or "")) < 2:
        return min(mention.score, 0.2)
    return mention.score
