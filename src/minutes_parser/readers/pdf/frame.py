"""How a page lies before its reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns points of user space (origin at the lower left) into points from the upper left corner as shown.

    >>> Frame(0, 0, 600, 800, 0).place([100], [700])
    ([100], [100])
    >>> Frame(0, 0, 600, 800, 1).place([100], [700])
    ([700], [100])
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    """Quarter turns clockwise in which the page is shown (/Rotate)."""

    @property
    def width(self) -> float:
        return self.right - self.left if self.turns % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

    def turned(self, turns: int) -> Frame:
        """The page turned further clockwise."""
        return replace(self, turns=(self.turns + turns) % 4)

    def place(self, xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
        """Many points at once: their x, and their distance from the top."""
        if self.turns == 0:
            left, top = self.left, self.top
            return [x - left for x in xs], [top - y for y in ys]
        if self.turns == 1:
            return [y - self.bottom for y in ys], [x - self.left for x in xs]
        if self.turns == 2:
            return [self.right - x for x in xs], [y - self.bottom for y in ys]
        return [self.top - y for y in ys], [self.right - x for x in xs]

    def restore(self, x: float, y: float) -> tuple[float, float]:
        """The other way: a point as shown in user space."""
        if self.turns == 0:
            return x + self.left, self.top - y
        if self.turns == 1:
            return y + self.left, x + self.bottom
        if self.turns == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x
