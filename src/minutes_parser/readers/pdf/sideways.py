"""Text set from the top down (出席人員簽名 in a narrow cell), or turned on its side, as lines of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from .fonts import Face, dress
from .frame import Frame
from .glyphs import Run, read_text_layer, runs_of

__all__ = ["set_upright"]

STACK_PITCH = 1.8
"""Ems from one character down to the next above which they are lines, not a stack."""
STACK_LEAST = 3


def set_upright(dressed: Sequence[tuple[Run, Face]], text_page: Any, frame: Frame) -> list[Run]:
    """All runs of the page, those that are turned or stacked as one run a line with its text in reading order."""
    if all(face.turns == frame.turns for _, face in dressed):
        return list(_unstacked([run for run, _ in dressed]))
    runs: list[Run] = []
    for turns, group in groupby(dressed, key=lambda pair: pair[1].turns):
        part = [run for run, _ in group]
        if turns == frame.turns:
            runs.extend(_unstacked(part))
        else:
            runs.extend(_turned(part, turns, text_page, frame))
    return runs


def _turned(part: Sequence[Run], turns: int, text_page: Any, frame: Frame) -> Iterator[Run]:
    upright = replace(frame, turns=turns)
    layer = read_text_layer(text_page, upright)
    for run, _ in dress(runs_of(layer, part[0].glyphs[0][4], part[-1].last + 1), text_page):
        corners = [upright.restore(run.x0, run.top), upright.restore(run.x1, run.bottom)]
        xs, ys = frame.place([x for x, _ in corners], [y for _, y in corners])
        clockwise = (turns - frame.turns) % 4 == 3
        yield _as_one(run.text, (min(xs), min(ys), max(xs), max(ys)), run, stacked=clockwise)


def _as_one(text: str, box: tuple[float, float, float, float], run: Run, *, stacked: bool) -> Run:
    x0, top, x1, bottom = box
    base = (top + bottom) / 2 + 0.36 * run.size
    return Run(base, run.size, top, bottom, [(x0, x1, text, 0, run.glyphs[0][4])], run.bold, stacked)


def _unstacked(part: Sequence[Run]) -> Iterator[Run]:
    if sum(len(run.glyphs) == 1 and len(run.glyphs[0][2]) == 1 for run in part) < STACK_LEAST:
        yield from part
        return
    stack: list[Run] = []
    for run in part:
        if stack and not _goes_on(stack[-1], run):
            yield from _close(stack)
            stack = []
        stack.append(run)
    yield from _close(stack)


def _goes_on(above: Run, below: Run) -> bool:
    return (
        len(above.glyphs) == len(below.glyphs) == len(above.text) == len(below.text) == 1
        and above.text >= "\u2e80"
        and below.text >= "\u2e80"
        and abs(above.x0 - below.x0) < 0.25 * above.size
        and 0.7 * above.size < below.base - above.base < STACK_PITCH * above.size
    )


def _close(stack: Sequence[Run]) -> Iterator[Run]:
    if len(stack) < STACK_LEAST:
        yield from stack
        return
    box = (
        min(r.x0 for r in stack),
        min(r.top for r in stack),
        max(r.x1 for r in stack),
        max(r.bottom for r in stack),
    )
    yield _as_one("".join(r.text for r in stack), box, stack[0], stacked=True)
