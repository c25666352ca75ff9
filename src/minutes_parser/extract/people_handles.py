"""What people of a community call each other: mira, noa_k, 石蓴, in lists of pads that many write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ..values import people_words as words
from ..values.mention import Mention
from .people_chunks import Entry
from .people_signs import SURE, names_nobody, signs_in
from .people_tape import Parted, Tape

__all__ = ["called", "nicknames", "parted_by_spaces"]

_HANDLE = re.compile(r"[A-Za-z][\w.-]{1,20}")
_SIGNS = re.compile(rf"[{words.HAN}]{{2,4}}")
_SHORTENED = re.compile(r"[A-Z]{3,}")
"""IBM, NTU: sooner a unit than somebody."""
_WORD = rf"(?:[A-Za-z][A-Za-z\d_.-]{{1,20}}|[{words.HAN}]{{2,4}})"
_SPACED = re.compile(rf"\s*(?P<names>{_WORD}(?: +{_WORD}){{3,40}})\s*(?=$|\n|\()")
_FEWEST, _FEWEST_SMALL = 2, 3


def parted_by_spaces(tape: Tape) -> Tape:
    """The tape with commas between nicknames that only spaces part: mira noa_k pq7 rin, most of them in small letters."""
    found = _SPACED.match(tape.key)
    if found is None or sum(word[0].islower() for word in found["names"].split()) < _FEWEST_SMALL:
        return tape
    a, b = found.span("names")
    key = tape.key[:a] + tape.key[a:b].replace(" ", ",") + tape.key[b:]
    text = tape.text[:a] + tape.text[a:b].replace(" ", ",") + tape.text[b:]
    return replace(tape, text=text, key=key)


def nicknames(
    tape: Tape, entries: Sequence[Entry], stop: int, *, alone: bool, away: bool
) -> tuple[frozenset[int], int]:
    """Where entries begin that are nicknames, and where their list ends, which by its other signs ends at `stop`.

    A list of them has several in Latin letters and nothing else but short words and people, each behind a comma or on
    a line of its own. With `alone`, one word in small letters is a list: 線上出席：noa_k; with `away` one in any: 請假：Leo.
    """
    run = list(takewhile(lambda e: e.heading or _may_be_called(tape, e), entries))
    latin = [e for e in run if _is_handle(tape, e) and not _SHORTENED.fullmatch(tape.key, e.a, _end(tape, e))]
    following = entries[len(run)] if len(run) < len(entries) else None
    single = alone and len(entries) == len(latin) == 1 and (away or tape.key[latin[0].a].islower())
    if (len(latin) < _FEWEST and not single) or (following is not None and following.parted < Parted.LINE):
        return frozenset(), stop
    stop = max(stop, run[-1].a + 1)
    if following is not None and not following.heading and tape.line(run[-1].a) == tape.line(run[0].a):
        stop = following.a  # the next line is no more of them
    return frozenset(e.a for e in run if not e.heading and (_is_handle(tape, e) or not _is_sure(e))), stop


def _end(tape: Tape, entry: Entry) -> int:
    """Where an entry ends, without a note in brackets: mira (晚到)."""
    note = tape.key.find("(", entry.a + 1, entry.b)
    return len(tape.key[:note].rstrip()) if note > 0 else entry.b


def _is_handle(tape: Tape, entry: Entry) -> bool:
    return _HANDLE.fullmatch(tape.key, entry.a, _end(tape, entry)) is not None


def _is_sure(entry: Entry) -> bool:
    return entry.mention is not None and entry.mention.name is not None and entry.mention.score >= SURE


def _may_be_called(tape: Tape, entry: Entry) -> bool:
    if entry.parted < Parted.LINE:
        return False
    key = tape.key[entry.a : _end(tape, entry)]
    if _HANDLE.fullmatch(key):
        return not words.is_word("notes", "no_handles", key.lower())
    if _is_sure(entry):
        return True
    office = words.offices().pattern.search(key) is not None
    return _SIGNS.fullmatch(key) is not None and not (office or names_nobody(key) or signs_in(key))


def called(tape: Tape, entry: Entry) -> Entry:
    """A nickname: pq7 in a list of such is no unit."""
    end = _end(tape, entry)
    return replace(entry, mention=Mention(tape.text[entry.a : end], name_at=((0, end - entry.a),), score=1.0))
