"""What the rules do not know yet, by frequency: lines that no rule assigned, and labels that no lexicon holds.

A line or label that stands in many documents is worth a rule; one that stands in one document is not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .corpus import ROOT, documents, parse_all
from .records import Record

__all__ = ["Frequencies", "shape", "unassigned_lines", "unknown_labels"]

_LABEL = re.compile(
    r"^[\s　]*(?:[壹貳參一二三四五六七八九十\d（(]{1,4}[、.．)）]\s?)?([^\s：:。，、「」（）()\d]{2,10})[：:]"
)
"""A line's label, after its number: 「三、承辦單位：…」 → 承辦單位."""

_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十百]{1,12}")


def shape(line: str) -> str:
    """A line with its numbers taken out, so that like lines count together.

    >>> shape("第 12 頁，共 30 頁")
    '第#頁，共#頁'
    """
    return _NUMBER.sub("#", "".join(line.split()))[:40]


class Frequencies:
    """Counts things, and in how many documents each stands."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._documents: dict[str, set[str]] = defaultdict(set)

    def add(self, document: str, things: Iterable[str]) -> None:
        for thing in things:
            self._count[thing] += 1
            self._documents[thing].add(document)

    def rows(self, top: int) -> list[tuple[str, int, int]]:
        """(thing, documents, times), the most widespread first."""
        found = [(thing, len(self._documents[thing]), times) for thing, times in self._count.items()]
        return sorted(found, key=lambda row: (-row[1], -row[2], row[0]))[:top]


def unassigned_lines(record: Record) -> Iterator[str]:
    """The lines that no rule assigned, as shapes with the reason."""
    for part in record["unassigned"]:
        for line in record["text"][part["start"] : part["end"]].splitlines():
            if line.strip():
                yield f"{part['reason']}: {shape(line)}"


def unknown_labels(record: Record) -> Iterator[str]:
    """Words before a colon at the beginning of a line that no lexicon knows as a label."""
    from minutes_parser.lexicon.labels import all_labels
    from minutes_parser.values.chars import key_of

    for line in record["text"].splitlines():
        if (found := _LABEL.match(line)) and not all_labels(key_of(found.group(1))):
            yield found.group(1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--top", type=int, default=40, help="rows of each table (40)")
    args = parser.parse_args()
    tables = {"lines that no rule assigned": Frequencies(), "labels that no lexicon knows": Frequencies()}
    for outcome in parse_all(documents(args.shared)):
        if outcome.record is None:
            print(f"{outcome.path.name}: {outcome.error}", file=sys.stderr)
            continue
        record = json.loads(outcome.record)
        lines, labels = tables.values()
        lines.add(outcome.path.name, unassigned_lines(record))
        labels.add(outcome.path.name, unknown_labels(record))
    console = Console(soft_wrap=True)
    for title, counted in tables.items():
        table = Table(title, "documents", "times")
        for thing, in_documents, times in counted.rows(args.top):
            table.add_row(thing, str(in_documents), str(times))
        console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
