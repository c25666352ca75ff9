"""Precision and recall of the links between follow-up rows and decisions, on generated series of known truth.

    python -m benchmarks.tracking [SEEDS]        # from the root of the project; 10 seeds by default

Prints JSON: for each way of keeping a table (with 案號, with dates, with neither) and for five bodies at once.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import chain
from typing import Any

from tests.tracking.generated import Generated, Score, Style, Truth, make_series, score

from minutes_parser.tracking import track

STYLES = {
    "number and date": Style(case_numbers=True, dates=True),
    "number": Style(case_numbers=True, dates=False),
    "date": Style(case_numbers=False, dates=True),
    "neither": Style(case_numbers=False, dates=False),
}
BODIES = [
    ("蒼嶼市政府主管會報", STYLES["number and date"]),
    ("蒼嶼市政府性別平等專案小組", STYLES["date"]),
    ("蒼嶼市政府資訊推動小組", STYLES["neither"]),
    ("霽川縣政府主管會報", STYLES["number"]),
    ("霽川大學行政會議", STYLES["date"]),
]


def one_body(style: Style, seeds: range) -> tuple[Score, list[str], list[str]]:
    total = Score()
    wrong: list[str] = []
    missed: list[str] = []
    for seed in seeds:
        made = make_series(seed, "蒼嶼市政府主管會報", style)
        part, bad, lost = score(track(made.minutes), made.minutes, made.truth)
        total, wrong, missed = total + part, wrong + bad, missed + lost
    return total, wrong, missed


def five_bodies(seed: int) -> tuple[Score, int]:
    """The score over all five, and how many links join two bodies."""
    made: list[Generated] = [make_series(seed, body, style) for body, style in BODIES]
    minutes = list(chain.from_iterable(each.minutes for each in made))
    truth = Truth()
    owner: dict[str, str] = {}
    for (body, _), each in zip(BODIES, made, strict=True):
        truth.about |= {key: tuple(f"{body}:{m}" for m in about) for key, about in each.truth.about.items()}
        truth.traits |= each.truth.traits
        owner |= {m.source.key: body for m in each.minutes}
    ledger = track(minutes)
    crossing = sum(len({owner[event.meeting] for event in decision.events}) > 1 for decision in ledger.decisions)
    return score(ledger, minutes, truth)[0], crossing


def main(count: int) -> dict[str, Any]:
    report: dict[str, Any] = {"seeds": count, "meetings": 20}
    overall = Score()
    for name, style in STYLES.items():
        began = time.perf_counter()
        total, wrong, missed = one_body(style, range(count))
        overall += total
        report[name] = _figures(total) | {"seconds": round(time.perf_counter() - began, 2)}
        if "-v" in sys.argv:
            report[name] |= {"wrong links": wrong, "missed links": missed[:40]}
    report["all styles"] = _figures(overall)
    five = [five_bodies(seed) for seed in range(count)]
    report["five bodies"] = _figures(sum((s for s, _ in five), Score())) | {
        "links between bodies": sum(crossing for _, crossing in five)
    }
    return report


def _figures(total: Score) -> dict[str, Any]:
    return {
        "links": total.found, "right": total.right, "due": total.due,
        "precision": round(total.precision, 4), "recall": round(total.recall, 4),
        "back to the first": round(total.whole / total.due, 4) if total.due else None,
    }  # fmt: skip


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    print(json.dumps(main(numbers[0] if numbers else 10), ensure_ascii=False, indent=2))
