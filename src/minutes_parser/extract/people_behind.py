"""Lists of guests that name the unit behind each person: 王大明教授　某某大學法律學系, as hearings print them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ..values.mention import read_mention
from ..values.people_words import ends_as_unit
from .people_lines import Tape

__all__ = ["Behind", "units_behind", "without"]

Behind = dict[int, tuple[int, int]]
"""Where the unit behind a person stands, by the beginning of the line."""
_LINE = re.compile(r"\s*(?P<who>[^\s、,;:()]{3,10})\s+(?P<unit>[^\s、,;:()]{4,30})\s*")
_FEWEST = 3


def units_behind(tape: Tape) -> Behind:
    """The units at the ends of lines, where all but a few lines are one person with an office and a unit."""
    if len(tape.starts) < _FEWEST:
        return {}
    found: Behind = {}
    for start, end in pairwise([*tape.starts, len(tape.text) + 1]):
        line = _LINE.fullmatch(tape.key, start, end - 1)
        if line is not None and ends_as_unit(line["unit"]) == 2 and _is_guest(tape.text[slice(*line.span("who"))]):
            found[start] = line.span("unit")
    return found if len(found) >= max(_FEWEST, len(tape.starts) * 3 // 4) else {}


def _is_guest(text: str) -> bool:
    mention = read_mention(text)
    if mention is None or mention.name is None or mention.organization is not None or mention.office_before:
        return False
    return bool(mention.title or mention.role) and mention.score > 0


def without(tape: Tape, behind: Behind) -> Tape:
    """The tape with these units blanked, so that they are not taken for those of the next person."""
    text, key = tape.text, tape.key
    for a, b in behind.values():
        text, key = text[:a] + " " * (b - a) + text[b:], key[:a] + " " * (b - a) + key[b:]
    return replace(tape, text=text, key=key)
