"""The measures measure: a breach of a law is seen, a floor does not sink, a loss is shown as a loss."""

from __future__ import annotations

import json
from typing import Any

import pytest
from benchmarks.extract import longer
from evaluation.frequencies import Frequencies, shape
from evaluation.gains_losses import compare
from evaluation.laws import violations
from evaluation.run import raised, shortfalls

from minutes_parser.model import Coverage, Minutes, TextSpan
from tests.factories import MinutesFactory


def made(text: str = "照案通過。") -> Minutes:
    factory = MinutesFactory()
    factory.ruling(factory.item("discussion", 1, "托育設施案"), text, outcome="approved")
    return factory.build()


def about_rulings(minutes: Minutes) -> list[str]:
    return [line for line in violations(minutes) if "rulings r1: text" in line]


def test_a_text_that_its_spans_do_not_say_is_seen() -> None:
    minutes = made()
    assert not about_rulings(minutes)
    ruling = minutes.rulings[0].model_copy(update={"text": "照案不通過。"})
    assert about_rulings(minutes.model_copy(update={"rulings": (ruling,)}))


def test_a_value_without_span_is_seen() -> None:
    minutes = made()
    ruling = minutes.rulings[0].model_copy(update={"spans": {}})
    assert "has no span" in about_rulings(minutes.model_copy(update={"rulings": (ruling,)}))[0]


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"coverage": Coverage(characters=9, content=9, furniture=0, unassigned=0)}, "characters stated"),
        ({"coverage": Coverage(characters=46, content=45, furniture=0, unassigned=0)}, "do not add up"),
        ({"furniture": (TextSpan(start=0, end=5),)}, "furniture 0 stated"),
        ({"furniture": (TextSpan(start=0, end=5),)}, "holds furniture"),
    ],
)
def test_a_partition_that_does_not_add_up_is_seen(change: dict[str, Any], seen: str) -> None:
    assert any(seen in line for line in violations(made().model_copy(update=change)))


def test_a_reference_to_nothing_is_seen() -> None:
    minutes = made()
    ruling = minutes.rulings[0].model_copy(update={"item_id": "i9"})
    assert any("i9 is nothing" in line for line in violations(minutes.model_copy(update={"rulings": (ruling,)})))


def test_floors_only_rise() -> None:
    floors = {"items": 0.8, "rulings": 0.6}
    found = {"items": 0.9, "rulings": 0.5, "speeches": 0.4}
    assert raised(found, floors) == {"items": 0.9, "rulings": 0.6, "speeches": 0.4}
    assert len(shortfalls(found, floors)) == 1
    assert not shortfalls(found, raised(found, found))


def test_gains_and_losses_are_told_apart() -> None:
    one, other = (json.loads(made(text).to_json()) for text in ("照案通過。", "本案通過。"))
    differences = [d for d in compare({"a.txt": one}, {"a.txt": other}) if d.kind == "rulings"]
    assert [(d.gained, "本案" in d.fact) for d in differences] == [(False, False), (True, True)]
    assert not compare({"a.txt": one}, {"a.txt": one})
    assert all(not d.gained for d in compare({"a.txt": one}, {}))


def test_what_stands_in_many_documents_comes_first() -> None:
    counted = Frequencies()
    counted.add("a.txt", ["印表日期"] * 9)
    for document in ("a.txt", "b.txt"):
        counted.add(document, [shape("第 3 頁")])
    assert counted.rows(2) == [("第#頁", 2, 2), ("印表日期", 1, 9)]


def test_the_benchmarks_text_grows_in_step() -> None:
    assert 1.9 < len(longer(200)) / len(longer(100)) < 2.1
