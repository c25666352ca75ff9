"""Links on generated series whose truth is known: the promised floors, by several seeds."""

from __future__ import annotations

from functools import cache
from itertools import chain

import pytest
from benchmarks.tracking import BODIES, STYLES, five_bodies, one_body

from minutes_parser.tracking import track
from tests.tracking.generated import Score, make_series, score

SEEDS = range(3)


@cache
def _one(name: str) -> tuple[Score, tuple[str, ...]]:
    found, wrong, _ = one_body(STYLES[name], SEEDS)
    return found, tuple(wrong)


def test_links_of_one_body_are_right_and_found() -> None:
    """Precision at least 0.98 and recall at least 0.90 over the ways of keeping a table."""
    total = sum((_one(name)[0] for name in STYLES), Score())
    assert total.due > 1000
    assert total.precision >= 0.98
    assert total.recall >= 0.90


@pytest.mark.parametrize("name", STYLES)
def test_no_way_of_keeping_a_table_gives_false_links(name: str) -> None:
    found, wrong = _one(name)
    assert found.precision >= 0.98, wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_five_bodies_at_once_are_not_mixed(seed: int) -> None:
    found, crossing = five_bodies(seed)
    assert crossing == 0
    assert found.precision >= 0.98
    assert found.recall >= 0.90


def test_the_series_are_as_hard_as_they_say() -> None:
    traits: set[str] = set()
    for body, style in BODIES:
        made = make_series(1, body, style)
        assert len(made.minutes) == 19  # of 20 meetings one is missing
        traits |= set(chain.from_iterable(made.truth.traits.values()))
    assert traits >= {
        "merged",
        "reworded",
        "renamed",
        "reopened",
        "postponed",
        "titled",
        "typography",
        "extended",
        "shortened",
    }


def test_the_score_sees_wrong_and_missing_links() -> None:
    made = make_series(1, *BODIES[0])
    ledger = track(made.minutes)
    right, _, _ = score(ledger, made.minutes, made.truth)
    confused = {key: ("something else",) if "/f" in key else about for key, about in made.truth.about.items()}
    made.truth.about.update(confused)
    wrong, _, _ = score(ledger, made.minutes, made.truth)
    assert right.precision > 0.98 > wrong.precision
    assert right.recall > 0.9 > wrong.recall


def test_the_missing_meeting_is_a_gap() -> None:
    made = make_series(2, *BODIES[0])
    gaps = track(made.minutes).series[0].gaps
    held = {int(record.meeting.session[1:-1]) for record in made.minutes if record.meeting.session}
    assert [(gap.first, gap.last) for gap in gaps] == [(number, number) for number in set(range(1, 21)) - held]
