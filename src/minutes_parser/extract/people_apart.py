"""Two people in one piece of a list: 王大明及李小華, six characters that are two names, people whose commas are lost."""

from __future__ import annotations

import re

from ..values import people_words as words
from ..values.mention import read_mention
from .people_tape import Parted, Piece, Tape

__all__ = ["PLAIN", "people_in"]

PLAIN = 2.9
"""A piece that scores this by itself needs no neighbours."""
_AND = re.compile("[及與和暨]")
_CERTAIN = 2.5
"""What a rare surname and an office score, too."""
_TWO_POSTED = 10
"""Characters of two people with their posts before them, at least."""
_TWO_PEOPLE = 8
"""Characters of two names with an office each, at least."""


def people_in(tape: Tape, piece: Piece) -> list[Piece]:
    """A piece, parted where it is more than one person."""
    return [part for each in _apart(tape, piece) for part in _run_together(tape, each)]


def _apart(tape: Tape, piece: Piece) -> list[Piece]:
    """Two people in one piece: 王大明及李小華, and six characters that are two names."""
    key = tape.key[piece.a : piece.b]
    if piece.heading or not 5 <= len(key) <= 40 or "(" in key:
        return [piece]
    cuts = [(m.start(), m.end()) for m in _AND.finditer(key, 2, len(key) - 1)]
    if len(key) == 6 and not _holds_office(tape.text[piece.a : piece.b]):
        cuts.append((3, 3))
    if len(key) >= _TWO_POSTED and (first := words.offices().pattern.match(key)) is not None:
        cuts.append((first.end() + 3, first.end() + 3))  # 秘書長王大明議事組主任李小華
    for before, after in cuts:
        left, right = tape.text[piece.a : piece.a + before], tape.text[piece.a + after : piece.b]
        if all(_stands_alone(part) for part in (left, right)):
            middle = Parted.COMMA if before < after else Parted.SPACE
            return [
                Piece(piece.a, piece.a + before, piece.parted, False, piece.sign),
                Piece(piece.a + after, piece.b, middle, False, "、"),
            ]
    return [piece]


def _run_together(tape: Tape, piece: Piece) -> list[Piece]:
    """People each with an office, whose commas are lost: 王院長大明李院長小華, 王大明教授李小華教授（請假）."""
    note = tape.key.find("(", piece.a, piece.b)
    end = note if note >= 0 else piece.b
    if piece.heading or not _TWO_PEOPLE <= end - piece.a <= 60:
        return [piece]
    key = tape.key[piece.a : end]
    posts = [m.span() for m in words.offices().pattern.finditer(key)]
    if len(posts) < 2:
        return [piece]
    # behind an office; before a name that has one behind it, or around it
    for cut in (*(b for _, b in posts[:-1]), *(a - back for back in (3, 1) for a, _ in posts[1:])):
        left, right = tape.text[piece.a : piece.a + cut], tape.text[piece.a + cut : end]
        if _has_office(left) and _begins_with_one(right):
            first = Piece(piece.a, piece.a + cut, piece.parted, False, piece.sign)
            rest = Piece(piece.a + cut, piece.b, Parted.COMMA, False, "、")
            return [first, *_run_together(tape, rest)]
    return [piece]


def _has_office(text: str) -> bool:
    """Whether a text is one person with name and office, for certain."""
    mention = read_mention(text)
    if mention is None or mention.name is None or mention.surname_only or mention.score < _CERTAIN:
        return False
    return bool(mention.title or mention.role) or words.is_word("titles", "honorifics", words.fold(text[-2:]))


def _begins_with_one(text: str) -> bool:
    """Whether a person with an office, and no unit before it, is all of a text or what it begins with."""
    for found in words.offices().pattern.finditer(words.fold(text)):
        for end in (found.end(), found.end() + 2):
            mention = read_mention(text[:end])
            if _has_office(text[:end]) and mention is not None and mention.organization is None:
                return True
    return False


def _holds_office(text: str) -> bool:
    """司徒主任家豪 is one person."""
    mention = read_mention(text)
    return mention is not None and mention.name is not None and bool(mention.title or mention.role)


def _stands_alone(text: str) -> bool:
    mention = read_mention(text)
    return mention is not None and mention.name is not None and mention.score >= PLAIN
