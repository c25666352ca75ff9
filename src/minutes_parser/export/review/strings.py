"""The words of the page in Traditional Chinese and English, kept in `strings.json`."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Literal

from .markup import Html, element

__all__ = ["Language", "asset", "label", "strings", "word"]

Language = Literal["zh", "en"]


@cache
def asset(name: str) -> str:
    """The text of a file that stands beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def strings() -> dict[str, tuple[str, str]]:
    """Key -> the word in Chinese and in English."""
    return {key: (words[0], words[1]) for key, words in json.loads(asset("strings.json")).items()}


def word(key: str, language: Language) -> str:
    """The word of that key; KeyError where there is none."""
    return strings()[key][0 if language == "zh" else 1]


def label(key: str, language: Language, tag: str = "span", **attributes: str | int | bool | None) -> Html:
    """An element with the word, which the script of the page can switch to the other language."""
    return element(tag, word(key, language), data_i=key, **attributes)
