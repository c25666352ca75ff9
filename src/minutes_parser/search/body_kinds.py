"""The coarse kind of a body from the words of its name (body_kinds.toml); no name of one body stands there."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from .folding import fold

__all__ = ["body_kind"]


@cache
def _kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = tomllib.loads(files(__package__).joinpath("body_kinds.toml").read_text(encoding="utf-8"))
    return tuple((name, tuple(fold(word) for word in entry["words"])) for name, entry in table.items())


def body_kind(body: str | None) -> str | None:
    """The kind of the body named, None where no word tells.

    >>> body_kind("松濤市政府性別平等委員會"), body_kind("松濤市議會"), body_kind("讀書小組")
    ('gender', 'council', None)
    """
    name = fold(body or "")
    return next((kind for kind, words in _kinds() if any(word in name for word in words)), None)
