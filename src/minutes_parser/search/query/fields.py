"""The names of the fields and of their values, in English and Chinese, from fields.toml and body_kinds.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ..folding import fold

__all__ = ["Field", "fields"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its own name, how it is compared, and for each word the value it means."""

    name: str
    compare: str
    values: Mapping[str, str]

    def known(self) -> list[str]:
        """The values, by their own names."""
        return list(dict.fromkeys(self.values.values()))


@cache
def fields() -> Mapping[str, Field]:
    """Folded name → field.

    >>> fields()["發言人"].name
    'speaker'
    >>> fields()["status"].values["結案"]
    'closed'
    """
    made: dict[str, Field] = {}
    here = files(__package__)
    table = tomllib.loads(here.joinpath("fields.toml").read_text(encoding="utf-8"))
    kinds = tomllib.loads(files("minutes_parser.search").joinpath("body_kinds.toml").read_text(encoding="utf-8"))
    table["type"]["values"] = {name: [name, *entry["names"]] for name, entry in kinds.items()}
    for name, entry in table.items():
        values = {fold(word): value for value, words in entry.get("values", {}).items() for word in words}
        field = Field(name, entry["compare"], MappingProxyType(values))
        made.update({fold(written): field for written in entry["names"]})
    return MappingProxyType(made)
