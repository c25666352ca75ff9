"""Whole minutes in `cases/`: the text, a line of =, and the record in short lines, each read by a person.

A file without the second part fails and prints what was found: read it, then write it down.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_parser import parse_text

from .shorthand import short

CASES = sorted(Path(__file__).with_name("cases").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition("\n====\n")
    found = list(short(parse_text(text)))
    assert found == expected.strip("\n").split("\n"), "\n" + "\n".join(found)


def test_there_are_cases() -> None:
    assert len(CASES) >= 10
