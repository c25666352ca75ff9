"""How alike a follow-up row and an earlier decision are, with the reasons, and what speaks against it.

Strong evidence is an equal 案號 and an equal date of the deciding meeting. Wording alone needs nearly the same
specific words; boilerplate counts for nothing. A contradiction (another date of the deciding meeting, other
numbers, another district or bureau in the same frame) rules a pair out, however alike it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .events import Statement
from .wording import GAP, Wording, contrasts, fold, name_ends, wording

__all__ = ["MARGIN", "Evidence", "Link", "Pair", "Thread", "Weights", "compare", "is_case_number"]

MARGIN = 0.10
"""By how much the best candidate must beat the second."""

_NUMBER_BONUS, _DATE_BONUS, _ASSIGNEE_BONUS, _ITEM_BONUS, _ADJACENT_BONUS = 0.40, 0.15, 0.05, 0.05, 0.03
_ASSIGNEE_MALUS, _NUMBER_MALUS, _CLOSED_MALUS, _SUBSTITUTION_MALUS = 0.10, 0.10, 0.10, 0.15
_FLOORS = {"number": (0.35, 0.75), "date": (0.50, 0.70), "wording": (0.78, 0.80)}
"""By the strongest evidence: the least similarity, and the least score."""
_MIN_SHARED = 6
"""Specific bigrams that two directives must share to be linked by wording alone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a link, and what it adds to the score."""

    kind: str
    """wording, number, date, assignee, item, adjacent, other-number, other-assignee, other-deadline, closed, substitution,
    contained"""
    detail: str
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """A follow-up row recognised as being about a decision."""

    row: str
    decision: str
    score: float
    """0 to 1."""
    basis: str
    """number, date or wording: what the link rests on besides the likeness; part, where the row holds its wording whole."""
    evidence: tuple[Evidence, ...]
    part: str | None = None
    """The part of the row that is about the decision, where the row takes several together (併案)."""


@dataclass(slots=True)
class Thread:
    """A decision while its series is read: what is known of it so far. Local to one run."""

    id: str
    title: str | None = None
    variants: dict[str, Wording] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    assignees: list[str] = field(default_factory=list)
    specific: bool = False
    """Whether its own words say what it is about (照案通過 does not: only its title does)."""
    closed: bool = False
    last_meeting: int = -1
    last_row: str | None = None

    def learn(self, statement: Statement, meeting: int, part: str | None = None) -> None:
        """Takes in one statement about it, or the part of it; later wordings stand beside the earlier ones."""
        texts = [part or statement.text]
        self.specific = self.specific or len(wording(texts[0]).grams) >= 4
        if statement.title:
            texts += [
                f"{statement.title}\n{statement.context or statement.text}",
                f"{statement.title}\n{statement.text}",
            ]
        if statement.context:
            texts.append(statement.context)
        for text in texts:
            self.variants[fold(text)] = wording(text)
        if statement.number and is_case_number(statement.number):
            self.numbers.add(fold(statement.number))
        if statement.assignee and statement.assignee not in self.assignees:
            self.assignees.append(statement.assignee)
        self.last_meeting = meeting


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and a thread that may be one."""

    row: Statement
    thread: Thread
    similarity: float
    points: float
    basis: str
    exact: bool
    evidence: tuple[Evidence, ...]

    def link(self, part: str | None = None) -> Link:
        return Link(self.row.id, self.thread.id, round(min(self.points, 1.0), 3), self.basis, self.evidence, part)


def is_case_number(number: str) -> bool:
    """Whether a number names a case (112-1-03, A1130201) and not just a row's place in its table (3, 一).

    >>> is_case_number("112-1-03"), is_case_number("3"), is_case_number("編號12")
    (True, False, False)
    """
    groups = re.findall(r"\d+", number)
    return len(groups) >= 2 or any(len(group) >= 4 for group in groups)


class Weights(dict[str, float]):
    """How much a bigram weighs: 1 / √n, where n decisions of the series have it; 1 where none has."""

    def __missing__(self, gram: str) -> float:
        return 1.0

    def of(self, grams: frozenset[str]) -> float:
        return sum(map(self.__getitem__, grams))


def compare(row: Statement, thread: Thread, meeting: int, weights: Weights) -> Pair | str | None:
    """The pair with its score; a reason in words where an equal 案號 is contradicted; None if it is no pair.

    `meeting` is the place of the row's meeting in its series; `weights` make what is common count for less.
    """
    number = fold(row.number) if row.number and is_case_number(row.number) else None
    same_number = number is not None and number in thread.numbers
    if row.stated_date and thread.dates and row.stated_date not in thread.dates:
        return f"the row names the meeting of {row.stated_date}" if same_number else None
    said = wording(row.text)
    similarity, variant = max(
        ((_similarity(said, known, weights, thread.specific), known) for known in thread.variants.values()),
        key=lambda pair: pair[0],
    )
    same_date = bool(row.stated_date and row.stated_date in thread.dates)
    basis = "number" if same_number else "date" if same_date else "wording"
    if similarity < _FLOORS[basis][0]:
        return "the wording is another" if same_number else None
    exact = said.folded in thread.variants
    evidence = [
        Evidence("wording", f"{similarity:.2f} of the specific words", round(similarity, 3)),
        *_circumstances(row, thread, meeting, number, same_date),
    ]
    if basis == "wording" and len(said.grams & variant.grams) < _MIN_SHARED:
        return None
    if sum(each.weight for each in evidence) < _FLOORS[basis][1]:
        return None
    if not exact:
        against = _against(said, variant, basis)
        if against is None:
            return None
        evidence += against
    points = sum(each.weight for each in evidence)
    if points < _FLOORS[basis][1]:
        return None
    return Pair(row, thread, similarity, points, basis, exact, tuple(evidence))


def _against(said: Wording, known: Wording, basis: str) -> list[Evidence] | None:
    """What in two wordings speaks against their being one; None if it rules it out.

    An equal 案號 outweighs any of it; an equal date of the deciding meeting outweighs a moved deadline.
    """
    substitutions = _substitutions(said, known)
    moved = _differ(said.dates, known.dates)
    if basis != "number" and (_differ(said.numbers, known.numbers) or _other_name(said, known, substitutions)):
        return None
    if basis == "wording" and (substitutions or moved):
        return None
    found = [Evidence("substitution", f"{a} / {b}", -_SUBSTITUTION_MALUS) for a, b in substitutions[:3]]
    return [*found, Evidence("other-deadline", "dates in the wording differ", -_SUBSTITUTION_MALUS)] if moved else found


def _circumstances(row: Statement, thread: Thread, meeting: int, number: str | None, same_date: bool) -> list[Evidence]:
    found = []
    if number and number in thread.numbers:
        found.append(Evidence("number", f"案號 {row.number}", _NUMBER_BONUS))
    elif number and thread.numbers:
        found.append(Evidence("other-number", f"案號 {row.number}", -_NUMBER_MALUS))
    if same_date:
        found.append(Evidence("date", f"the row names the meeting of {row.stated_date}", _DATE_BONUS))
    if row.assignee and thread.assignees:
        if any(_same_unit(row.assignee, known) for known in thread.assignees):
            found.append(Evidence("assignee", row.assignee, _ASSIGNEE_BONUS))
        else:
            found.append(Evidence("other-assignee", f"{row.assignee} / {thread.assignees[-1]}", -_ASSIGNEE_MALUS))
    if thread.title and _names_item(row.text, thread.title):
        found.append(Evidence("item", thread.title, _ITEM_BONUS))
    if thread.last_meeting == meeting - 1:
        found.append(Evidence("adjacent", "last mentioned one meeting before", _ADJACENT_BONUS))
    if thread.closed:
        found.append(Evidence("closed", "the decision was closed", -_CLOSED_MALUS))
    return found


def _similarity(one: Wording, other: Wording, weights: Weights, holding: bool) -> float:
    """Weighted Dice of the specific bigrams, or (`holding`) 0.95 of how much of the shorter is in the longer."""
    if one.folded == other.folded:
        return 1.0 if one.folded else 0.0
    if not one.grams or not other.grams:
        return 0.0
    shared = weights.of(one.grams & other.grams)
    a, b = weights.of(one.grams), weights.of(other.grams)
    dice = 2 * shared / (a + b)
    if not holding or min(len(one.grams), len(other.grams)) < 8:
        return dice
    return max(dice, 0.95 * shared / min(a, b))


def _substitutions(one: Wording, other: Wording) -> tuple[tuple[str, str], ...]:
    """Specific words of the one in whose place the other has different ones: 托育 / 長照."""
    a, b = one.specific, other.specific
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        left, right = a[i1:i2].replace(GAP, ""), b[j1:j2].replace(GAP, "")
        if tag == "replace" and 2 <= len(left) <= 10 and 2 <= len(right) <= 10 and not (left + right).isdigit():
            found.append((left, right))
    return tuple(found)


def _differ(mine: dict[str, frozenset[str]], theirs: dict[str, frozenset[str]]) -> bool:
    """Whether, of one unit, each has a number that the other lacks: 第5條、第7條 / 第5條、第9條."""
    return any(not (mine[unit] <= theirs[unit] or theirs[unit] <= mine[unit]) for unit in mine.keys() & theirs.keys())


def _other_name(one: Wording, other: Wording, substitutions: tuple[tuple[str, str], ...]) -> bool:
    """Whether the two agree but for what tells things apart: what stands before one end of a name (松山|區 / 竹林|區),
    two names, or two characters in contrast (國小 / 國中)."""
    a, b = one.specific, other.specific
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "replace" or not (1 <= i2 - i1 <= 8 and 1 <= j2 - j1 <= 8):
            continue
        if any(a.startswith(end, i2) and b.startswith(end, j2) for end in name_ends()):
            return True
        if i2 - i1 == j2 - j1 and any(
            _in_contrast(left, right) for left, right in zip(a[i1:i2], b[j1:j2], strict=True)
        ):
            return True
    return any(_both_names(left, right) for left, right in substitutions)


def _in_contrast(one: str, other: str) -> bool:
    return one != other and any(one in group and other in group for group in contrasts())


def _both_names(a: str, b: str) -> bool:
    return any(a.endswith(end) for end in name_ends()) and any(b.endswith(end) for end in name_ends())


def _same_unit(one: str, other: str) -> bool:
    """Whether two assignees have a unit in common; a cell may run several together (社會處環境保護局)."""
    a, b = fold(one), fold(other)
    if a in b or b in a:
        return True
    shorter, longer = sorted((a, b), key=len)
    return SequenceMatcher(None, shorter, longer, autojunk=False).find_longest_match().size >= 3


def _names_item(text: str, title: str) -> bool:
    grams = wording(title).grams
    return len(grams) >= 4 and len(grams & wording(text).grams) >= 0.9 * len(grams)
