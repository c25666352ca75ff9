"""A query cut into its tokens; every token knows where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..folding import fold
from .tree import QueryError

__all__ = ["MAX_LENGTH", "Token", "scan"]

MAX_LENGTH = 4000
"""Longest query, in characters."""

_QUOTES = {'"': '"', "＂": "＂", "“": "”", "「": "」", "『": "』"}
_SIGNS: dict[str, Literal["(", ")", "|"]] = {"(": "(", "（": "(", ")": ")", "）": ")", "|": "|", "｜": "|"}
_MINUS = "-－−"  # ASCII, full width, and the mathematical sign that some keyboards give
_STARS = "*＊"
_COLONS = ":："
_KEYWORDS: dict[str, Literal["|", "&", "-"]] = {"OR": "|", "||": "|", "AND": "&", "&&": "&", "&": "&", "NOT": "-"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. `word` and `phrase` may end in a star; `field` is the name before a colon."""

    kind: Literal["word", "phrase", "field", "(", ")", "|", "&", "-", "end"]
    text: str
    start: int
    star: bool = False


def scan(query: str) -> list[Token]:
    """The tokens of a query, the last one of kind `end`. Raises QueryError."""
    if len(query) > MAX_LENGTH:
        raise QueryError(
            f"the query is too long: {len(query)} characters, {MAX_LENGTH} at most", query=query, position=MAX_LENGTH
        )
    return [*_tokens(query), Token("end", "", len(query))]


def _tokens(query: str) -> Iterator[Token]:
    place = 0
    while place < len(query):
        sign = query[place]
        if sign.isspace() or not (sign.isprintable() or "\ue000" <= sign <= "\uf8ff"):
            place += 1  # control characters separate as blanks do; signs of private fonts (造字) are text
        elif sign in _SIGNS:
            yield Token(_SIGNS[sign], sign, place)
            place += 1
        elif sign in _QUOTES:
            token, place = _phrase(query, place)
            yield token
        elif sign in _MINUS:
            yield Token("-", sign, place)
            place += 1
        else:
            token, place = _word(query, place)
            yield token


def _phrase(query: str, start: int) -> tuple[Token, int]:
    end = query.find(_QUOTES[query[start]], start + 1)
    if end < 0:
        raise QueryError("this quote is not closed", query=query, position=start)
    star = query[end + 1 : end + 2] in tuple(_STARS)
    return Token("phrase", query[start + 1 : end], start, star), end + 1 + star


def _word(query: str, start: int) -> tuple[Token, int]:
    place = start
    while place < len(query) and not (query[place].isspace() or query[place] in _SIGNS or query[place] in _QUOTES):
        if query[place] in _COLONS and _names_field(query, start, place):
            return Token("field", query[start:place], start), place + 1
        if query[place] in _STARS:
            break
        place += 1
    star = query[place : place + 1] in tuple(_STARS)
    text, after = query[start:place], place + star
    if star and after < len(query) and not (query[after].isspace() or query[after] in _SIGNS):
        raise QueryError("* stands only at the end of a word", query=query, position=place)
    keyword = None if star else _KEYWORDS.get(text)
    return Token(keyword or "word", text, start, star), after


def _names_field(query: str, start: int, colon: int) -> bool:
    """Whether what stands before a colon is a field's name: letters or ideographs (10:30 and https:// are text)."""
    name = fold(query[start:colon])
    return name.replace("_", "").replace("-", "").isalpha() and not query.startswith("//", colon + 1)
