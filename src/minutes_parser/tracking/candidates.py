"""Which decisions a row may be about at all, and rows that hold several decisions whole (併案)."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from math import sqrt

from ..values.chars import key_of
from ..values.numbering import read_marker
from .events import Statement
from .evidence import Evidence, Link, Thread, Weights
from .wording import Wording, fold, wording

__all__ = ["Index", "row_points"]

_WHOLE = 0.88
"""How much of a decision's wording must stand in a row, in order and close together."""
_MIN_GRAMS = 7
_MEMORY = 24
"""Meetings after which a decision that nobody mentions is found by its 案號, its date or its exact words only."""
_MIN_COVER = 0.6
"""How much of a merged row its decisions must make up: what is only quoted in a longer row is not taken in."""


class Index:
    """The decisions known before a meeting, by the bigrams of their wordings, their 案號 and their exact words.

    It grows with its series: `learned` is told of every decision that is new or has a new wording.
    """

    def __init__(self) -> None:
        self.weights = Weights()
        self._threads: list[Thread] = []
        self._places: dict[str, int] = {}
        self._grams: dict[str, set[int]] = defaultdict(set)
        self._known: list[set[str]] = []
        self._smallest: list[int] = []
        self._keys: dict[str, set[int]] = defaultdict(set)
        self._dates: dict[str, set[int]] = defaultdict(set)
        self._mentioned: dict[int, set[int]] = defaultdict(set)
        """Threads by the meeting that they were last mentioned in."""

    def learned(self, thread: Thread) -> None:
        """Takes in what a thread has come to know."""
        if thread.id not in self._places:
            self._places[thread.id] = len(self._threads)
            self._threads.append(thread)
            self._known.append(set())
            self._smallest.append(0)
        place = self._places[thread.id]
        known = self._known[place]
        for gram in frozenset[str]().union(*(each.grams for each in thread.variants.values())) - known:
            known.add(gram)
            self._grams[gram].add(place)
            self.weights[gram] = 1 / sqrt(len(self._grams[gram]))
        self._mentioned[thread.last_meeting].add(place)
        for day in thread.dates:
            self._dates[day].add(place)
        self._smallest[place] = min(len(each.grams) for each in thread.variants.values())
        for key in (*thread.variants, *thread.numbers):
            self._keys[key].add(place)

    def forget(self, meeting: int) -> None:
        """Lets go of the wordings that were last used `_MEMORY` meetings before: a long series stays fast."""
        for place in self._mentioned.pop(meeting - _MEMORY, ()):
            if self._threads[place].last_meeting <= meeting - _MEMORY:
                for gram in self._known[place]:
                    self._grams[gram].discard(place)
                    self.weights[gram] = 1 / sqrt(max(1, len(self._grams[gram])))
                self._known[place] = set()

    def knows(self, text: str) -> bool:
        """Whether a decision has just these words."""
        return bool(self._keys.get(wording(text).folded))

    def candidates(self, row: Statement) -> list[Thread]:
        """Threads that share half of the row's specific bigrams or of their own, its 案號, its exact words, or the
        date of the deciding meeting that it names."""
        said = wording(row.text)
        places = self._keys.get(said.folded, set()) | self._keys.get(fold(row.number or ""), set())
        places = places | self._dates.get(row.stated_date or "", set())
        for place, count in self._shared(said).items():
            if 2 * count >= min(len(said.grams), max(self._smallest[place], 3)):
                places.add(place)
        return [self._threads[place] for place in sorted(places)]

    def _shared(self, said: Wording) -> Counter[int]:
        shared: Counter[int] = Counter()
        for gram in said.grams:
            shared.update(self._grams.get(gram, ()))
        return shared

    def joined(self, row: Statement) -> list[Link]:
        """Links to the decisions whose wordings stand whole, and apart from each other, in one row.

        Empty where the row is known as one decision, or where two decisions claim one part of it.
        """
        said = wording(row.text)
        if self.knows(row.text):
            return []
        found: list[tuple[int, int, Thread]] = []
        for place, count in sorted(self._shared(said).items()):
            near = count >= _WHOLE * max(self._smallest[place], _MIN_GRAMS)
            where = _standing_in(said, self._threads[place]) if near else None
            if where:
                found.append((*where, self._threads[place]))
        apart = [
            (start, end, thread)
            for start, end, thread in found
            if not any(thread is not other and start < e and s < end for s, e, other in found)
        ]
        covered = sum(end - start for start, end, _ in apart)
        if len(apart) < 2 or covered < _MIN_COVER * len(said.folded):
            return []
        return [_part(row, said.folded[start:end], thread) for start, end, thread in apart]


def row_points(text: str) -> tuple[str, ...]:
    """The numbered points of a cell, without their numbers; empty if there are not at least two.

    >>> row_points("一、請社會處提報計畫。\\n二、請工務處整平人行道，\\n並公告。")
    ('請社會處提報計畫。', '請工務處整平人行道，\\n並公告。')
    """
    points: list[str] = []
    for line in text.splitlines():
        marker = read_marker(key_of(line))
        if marker and marker.ordinal == len(points) + 1:
            points.append(line[marker.length :])
        elif points:
            points[-1] += "\n" + line
        elif line.strip():
            return ()
    return tuple(points) if len(points) >= 2 else ()


def _part(row: Statement, text: str, thread: Thread) -> Link:
    evidence: tuple[Evidence, ...] = (Evidence("contained", text, 0.95),)
    if row.assignee and row.assignee in thread.assignees:
        evidence += (Evidence("assignee", row.assignee, 0.05),)
    return Link(row.id, thread.id, round(sum(each.weight for each in evidence), 3), "part", evidence, text)


def _standing_in(said: Wording, thread: Thread) -> tuple[int, int] | None:
    """Where in the row one of the decision's wordings stands nearly whole; the longest one that does."""
    for folded, known in sorted(thread.variants.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if len(known.grams) < _MIN_GRAMS or len(folded) >= len(said.folded):
            continue
        if len(known.grams & said.grams) < _WHOLE * len(known.grams) or _foreign_numbers(known, said):
            continue
        start = said.folded.find(folded)
        if start >= 0:
            return start, start + len(folded)
        matcher = SequenceMatcher(None, folded, said.folded, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size >= 2]
        first, last = blocks[0], blocks[-1]
        width = last.b + last.size - first.b
        if sum(block.size for block in blocks) >= _WHOLE * len(folded) and width <= len(folded) / _WHOLE:
            return first.b, first.b + width
    return None


def _foreign_numbers(known: Wording, said: Wording) -> bool:
    """Whether the decision has a number that the row lacks."""
    return any(
        not values <= (said.numbers | said.dates).get(unit, frozenset())
        for unit, values in (known.numbers | known.dates).items()
    )
