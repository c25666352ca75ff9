"""Labels of a narrow column of a form, one character a line: 案／由, 審／查／意／見, as text taken from a PDF has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..document import Paragraph
from ..lexicon.labels import find_label
from ..values.numerals import read_numeral

__all__ = ["Stacked", "stacked"]

_LONGEST = 6
_GROUPS = ("subject", "field", "ruling")


class Stacked(NamedTuple):
    """The characters of a label, how many lines they take, and the rest of the last of these lines."""

    signs: tuple[Paragraph, ...]
    length: int
    rest: Paragraph | None


def stacked(key: str, given: Sequence[Paragraph], at: int) -> Stacked | None:
    """The label that begins at a line of one character; the longest where several do. `key` is that of the text.

    Behind the last character the value may begin: 類／別 教字第12號.
    """
    signs: list[Paragraph] = []
    best: Stacked | None = None
    for p in given[at : at + _LONGEST]:
        start, end = _inked(key, p)
        first = p._replace(start=start, end=start + 1)
        if not "\u4e00" <= key[start : start + 1] <= "\u9fff" or read_numeral(key[start:end]) is not None:
            break
        signs.append(first)
        alone = end - start == 1
        if not alone and not key[start + 1 : start + 2].isspace():
            break
        if len(signs) > 1 and _is_label("".join(key[s.start] for s in signs)):
            best = Stacked(tuple(signs), len(signs), None if alone else p._replace(start=start + 1, end=end))
        if not alone:
            break
    return best


def _inked(key: str, p: Paragraph) -> tuple[int, int]:
    piece = key[p.start : p.end]
    start = p.start + len(piece) - len(piece.lstrip())
    return start, max(start, p.start + len(piece.rstrip()))


def _is_label(word: str) -> bool:
    label = find_label(word)
    return label is not None and label.group in _GROUPS
