"""A labelled list of people, as `segment` finds it and `attendance` reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..normalize.flow import Grid, Slice

ListKind = Literal["chair", "member", "observer", "recorder", "absent", "contact"]

__all__ = ["ListKind", "PeopleBlock"]


@dataclass(frozen=True, slots=True)
class PeopleBlock:
    """One list of people.

    `label` is the heading as printed, without number and colon (出席委員, 列席單位、人員, 紀錄), None where a
    table stands without one. `content` is what stands after it, line by line in reading order: the rest of
    the label's own line first, then the lines and tables up to the next label.
    """

    kind: ListKind
    label: Slice | None
    content: tuple[Slice | Grid, ...]
