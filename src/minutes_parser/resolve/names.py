"""Whether two spellings can be one person: masked and written out, surname and full name."""

from __future__ import annotations

from functools import lru_cache

from ..values.chars import key_of

__all__ = ["folded", "may_be_one", "same_office", "surname_of"]

_MASKS = frozenset("○OoXx*＊〇◯")


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name without its spaces, every sign for what is left out as ○.

    >>> folded("王　明"), folded("王Ｏ明"), folded("王*")
    ('王明', '王○明', '王○')
    """
    return "".join("○" if c in _MASKS and not name.isascii() else c for c in key_of(name) if not c.isspace())


def may_be_one(a: str, b: str) -> bool:
    """Whether names contradict each other nowhere: equal, or equal but for masked characters, at the same length.

    >>> may_be_one("洪○婷", "洪芳婷"), may_be_one("洪○婷", "林芳婷"), may_be_one("陳○○", "陳大文")
    (True, False, True)
    """
    first, second = folded(a), folded(b)
    if first == second:
        return True
    if len(first) != len(second) or "○" not in first + second:
        return False
    return all(x == y or "○" in (x, y) for x, y in zip(first, second, strict=True))


def surname_of(name: str, written: str) -> bool:
    """Whether `written` (嚴, 歐陽) is the surname of `name`."""
    whole, head = folded(name), folded(written)
    return 0 < len(head) <= 2 and whole.startswith(head) and len(whole) > len(head)


def same_office(a: str | None, *of: str | None) -> bool:
    """Whether an office is among others, or contained in one of them (委員 in 外聘委員); None is never the same."""
    return a is not None and any(o is not None and (o == a or o.endswith(a) or a.endswith(o)) for o in of)
