"""Indexes the same meetings again and again, each time with other passages, until it is killed: a program for tests."""

from __future__ import annotations

import itertools
import sys

from minutes_parser.search import IndexWriter
from tests.search.conftest import meeting


def main(path: str, start: int) -> None:
    print("started", flush=True)
    for turn in itertools.count(start):
        with IndexWriter(path) as writer:
            for number in range(40):
                # a document has the same bytes each time, and passages by the turn
                first = meeting(number, f"20{10 + number % 15}-03-{1 + number % 28:02}")
                other = meeting(number, f"20{10 + number % 15}-04-01", extra=f"第{turn}輪" * (1 + turn % 3))
                writer.add(other.model_copy(update={"source": first.source}))
                if number % 7 == 0:
                    writer.commit()
        print(turn, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
