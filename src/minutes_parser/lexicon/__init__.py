"""Words of minutes as data: one TOML file a family, each word with a comment where such a word is seen."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = ["load", "version"]


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


@cache
def load(name: str) -> Mapping[str, Any]:
    """The lexicon file `name`.toml, read once; tables are read-only mappings, arrays are tuples.

    >>> load("labels")["time"]["group"]
    'meta'
    """
    data = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    frozen: Mapping[str, Any] = _frozen(tomllib.loads(data))
    return frozen


@cache
def version() -> str:
    """A hash over all lexicon files: a record made with other words is another record."""
    digest = hashlib.sha256()
    for entry in sorted(files(__package__).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:16]
