"""Snippets: a stretch of the original around the first place found, and where in it the places are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .folding import fold
from .tokens import Words

__all__ = ["Snippet", "snippet_of"]

_BREAKS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of the original. `highlights` are places in `text`; it begins at `start` of the passage or title."""

    text: str
    start: int
    highlights: tuple[tuple[int, int], ...]
    cut: tuple[bool, bool]
    """Whether something stands before and after it."""

    def marked(self, before: str = "【", after: str = "】") -> str:
        """The stretch with marks around each place, and … where it is cut.

        >>> Snippet("請解除列管", 3, ((3, 5),), (True, False)).marked()
        '…請解除【列管】'
        """
        parts, place = ["…" if self.cut[0] else ""], 0
        for start, end in self.highlights:
            parts += [self.text[place:start], before, self.text[start:end], after]
            place = end
        return "".join([*parts, self.text[place:], "…" if self.cut[1] else ""])


def snippet_of(text: str, words: Sequence[Words], *, length: int = 80) -> Snippet:
    """The stretch of about `length` characters of `text` around the first place found, or its beginning.

    >>> from minutes_parser.search.tokens import words_of
    >>> snippet_of("主席：台北市長照。", [words_of("臺北市")]).marked()
    '主席：【台北市】長照。'
    """
    folded = fold(text)
    places = _merged([match.span() for word in words for match in word.pattern().finditer(folded)])
    start, end = _stretch(text, places[0][0] if places else 0, length)
    shown = tuple((max(a, start) - start, min(b, end) - start) for a, b in places if a < end and b > start)
    return Snippet(text[start:end], start, shown, (start > 0, end < len(text)))


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that touch or overlap as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _stretch(text: str, place: int, length: int) -> tuple[int, int]:
    """A third of it before the place, from the beginning of a sentence where one begins there."""
    start = max(0, min(place - length // 3, len(text) - length))
    sentence = max(text.rfind(sign, start, place) for sign in _BREAKS) + 1
    start = max(start, sentence)
    return start, min(len(text), start + length)
