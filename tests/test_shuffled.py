"""Minutes as no clerk writes them: lines out of order, lines missing, one document running into another.

Whatever comes in, no exception comes out, and the laws hold.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from evaluation.laws import violations

from minutes_parser import parse_text

TEXTS = sorted((Path(__file__).resolve().parents[1] / "fixtures" / "documents" / "txt").glob("*.txt"))


def disordered(seed: int) -> str:
    """Lines of one or two documents, shuffled, cut short or thinned out; the same for the same seed."""
    chance = random.Random(seed)
    one, other = (chance.choice(TEXTS).read_text(encoding="utf-8").split("\n") for _ in range(2))
    way = seed % 3
    if way == 0:
        chance.shuffle(one)
    elif way == 1:
        one = one[: chance.randrange(1, len(one))] + other[chance.randrange(len(other)) :]
    else:
        one = [line for line in one if chance.random() < 0.7]
    return "\n".join(one)


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_laws_hold_in_disorder(first: int) -> None:
    for seed in range(first, first + 20):
        text = disordered(seed)
        if text.strip():
            assert violations(parse_text(text)) == [], f"seed {seed}"


CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("first", range(0, 200, 40))
def test_laws_hold_where_cases_run_together_and_signs_are_lost(first: int) -> None:
    for seed in range(first, first + 40):
        chance = random.Random(seed)
        one, other = (
            chance.choice(CASES).read_text(encoding="utf-8").split("\n====\n")[0].split("\n") for _ in range(2)
        )
        if seed % 2:
            lines = ["".join(sign for sign in line if chance.random() < 0.93) for line in one]
        else:
            lines = [line for both in zip(one, other, strict=False) for line in both]
        assert violations(parse_text("\n".join(lines))) == [], f"seed {seed}"
