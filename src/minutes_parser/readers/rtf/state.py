"""What holds inside an open group of RTF."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["State"]


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside an open group."""

    part: str = "body"
    """body, header, footer, footnote, box, label, fonts or skip."""
    uc: int = 1
    font: int | None = None
    hidden: bool = False
    deleted: bool = False
    bold: bool = False
    half_points: int = 24
    in_table: bool = False
    centered: bool = False
    left: int = 0
    first: int = 0
    outline: int | None = None
