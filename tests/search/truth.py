"""What a query should find, by looking at every passage: slow, plain, and written without the library's own code."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from minutes_parser.search.passages import Passage

__all__ = ["Predicate", "all_of", "any_of", "contains", "dated", "has_value", "holds", "none_of", "runs"]

Predicate = Callable[[Passage], bool]

_SAME = {"台": "臺", "祕": "秘", "佈": "布", "週": "周", "○": "〇", "記": "紀"}


def _plain(character: str) -> str:
    one = unicodedata.normalize("NFKC", character)
    one = one if len(one) == 1 else character
    return _SAME.get(one, one.lower())


def _kind(character: str) -> str:
    if "\u4e00" <= character <= "\u9fff" or character == "〇" or "\ue000" <= character <= "\uf8ff":
        return "sign"
    return "letter" if character.isascii() and character.isalnum() else "between"


def runs(text: str) -> list[tuple[str, str]]:
    """Kind and characters of each stretch of ideographs, or of letters and digits."""
    made: list[tuple[str, str]] = []
    before = "between"
    for character in map(_plain, text):
        kind = _kind(character)
        if kind != "between":
            if kind == before:
                made[-1] = (kind, made[-1][1] + character)
            else:
                made.append((kind, character))
        before = kind
    return made


def holds(text: str | None, term: str, *, star: bool = False, first: bool = False) -> bool:
    """Whether a text holds a term: whole words of letters, any stretch of ideographs; punctuation only parts."""
    wanted, there = runs(term), runs(text or "")
    starts = range(1) if first else range(len(there) - len(wanted) + 1)
    return any(_fits(wanted, there[at : at + len(wanted)], star, first) for at in starts)


def _fits(wanted: list[tuple[str, str]], there: list[tuple[str, str]], star: bool, first: bool) -> bool:
    if len(there) < len(wanted):
        return False
    for place, ((kind, run), (other, whole)) in enumerate(zip(wanted, there, strict=True)):
        begins, ends = place == 0, place == len(wanted) - 1
        if kind != other:
            return False
        if kind == "letter":
            fits = whole.startswith(run) if ends and star else whole == run
        elif begins and ends:
            fits = whole.startswith(run) if first else run in whole
        elif begins:
            fits = whole == run if first else whole.endswith(run)
        else:
            fits = whole.startswith(run) if ends else whole == run
        if not fits:
            return False
    return True


def contains(names: Iterable[str], term: str, *, star: bool = False, first: bool = False) -> Predicate:
    """One of the fields holds the term; `speaker` is all that is known of who spoke, part by part as one text."""
    fields = tuple(names)
    return lambda passage: any(holds(_value(passage, name), term, star=star, first=first) for name in fields)


def _value(passage: Passage, name: str) -> str | None:
    if name == "speaker":
        known = (
            passage.speaker,
            passage.person_name,
            passage.person_organization,
            passage.person_title,
            passage.person_role,
        )
        return "\n".join(part for part in known if part)
    if name == "heading":
        return "\n".join(passage.heading_path)
    value: str | None = getattr(passage, {"item": "item_title"}.get(name, name))
    return value


def has_value(name: str, values: Iterable[str]) -> Predicate:
    wanted = set(values)
    return lambda passage: getattr(passage, name) in wanted


def dated(first: str, last: str) -> Predicate:
    return lambda passage: passage.date is not None and first <= passage.date <= last


def all_of(parts: Iterable[Predicate]) -> Predicate:
    held = tuple(parts)
    return lambda passage: all(part(passage) for part in held)


def any_of(parts: Iterable[Predicate]) -> Predicate:
    held = tuple(parts)
    return lambda passage: any(part(passage) for part in held)


def none_of(part: Predicate) -> Predicate:
    return lambda passage: not part(passage)
