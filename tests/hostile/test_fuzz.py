"""Damaged files of every format: flipped bytes, cut ends, swapped pieces, ZIP members out of order.

No error outside MinutesParserError, no hang, no growth of memory. 2,000 files with RUN_SLOW=1, else 100.
"""

from __future__ import annotations

import gc
import io
import os
import random
import resource
import time
import zipfile
from collections.abc import Callable

import pytest

from minutes_parser.errors import MinutesParserError
from minutes_parser.readers import read

from ..readers.packages import zipped
from ..readers.test_same_in_all_formats import MINUTES, WRITERS

COUNT = 2_000 if os.environ.get("RUN_SLOW") else 100
SEEDS = {name: write(MINUTES) for name, write in WRITERS.items()} | {
    "markdown": "# 會議紀錄\n\n| 單位 | 姓名 |\n| --- | --- |\n| 甲 | 乙 |\n\n1. 案由\n   - 說明\n".encode(),
    "big5": "會議紀錄\n主席：王○明\n".encode("cp950") * 20,
    "utf-16": ("會議紀錄\n主席：王○明\n" * 20).encode("utf-16"),
}


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def swap(data: bytes, chance: random.Random) -> bytes:
    first, second = sorted(chance.sample(range(len(data)), 2))
    return data[second:] + data[first:second] + data[:first]


def repeat(data: bytes, chance: random.Random) -> bytes:
    first, second = sorted(chance.sample(range(len(data)), 2))
    return data[:second] + data[first:second] * chance.randint(1, 20) + data[second:]


def members(data: bytes, chance: random.Random) -> bytes:
    """Members in another order, one of them damaged inside: valid for ZIP, so that the XML parsers see it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return flip(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents: list[tuple[str, str | bytes]] = [(name, archive.read(name)) for name in archive.namelist()]
    chance.shuffle(contents)
    victim = chance.randrange(len(contents))
    name, content = contents[victim]
    damage = chance.choice((flip, cut, swap, repeat))
    contents[victim] = (
        name,
        damage(bytes(content) if isinstance(content, bytes) else content.encode() or b"x", chance) if content else b"x",
    )
    return zipped(dict(contents))


def rename(data: bytes, chance: random.Random) -> bytes:
    """Element and attribute names and numbers exchanged: well-formed, but nonsense."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return repeat(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    words = [
        b"w:p",
        b"w:tc",
        b"w:tr",
        b"w:r",
        b"w:numId",
        b"w:ilvl",
        b"w:lvl",
        b"text:p",
        b"text:list-item",
        b"text:list",
        b"text:level",
    ]
    for name, content in contents.items():
        assert isinstance(content, bytes)
        old, new = chance.sample(words, 2)
        number = str(chance.choice((-1, 0, 99, 2**31, 10**30))).encode()
        contents[name] = (
            content.replace(old + b" ", new + b" ")
            .replace(old + b">", new + b">")
            .replace(b'"1"', b'"' + number + b'"')
        )
    return zipped(contents)


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flip, cut, swap, repeat, members, rename)


def tried(data: bytes) -> str:
    began, message = time.process_time(), ""
    try:
        document = read(data)
        for q in document.paragraphs():
            assert 0 <= q.start <= q.end <= len(document.text)
            assert "\n" not in document.text[q.start : q.end]
        result = "read"
    except MinutesParserError as error:
        result, message = "refused", str(error)
    assert "\n" not in message
    assert "the document is damaged (" not in message, "damage that no reader foresaw"
    assert time.process_time() - began < 10
    return result


def test_damaged_files_are_read_or_refused() -> None:
    chance = random.Random(20241124)
    results = []
    names = sorted(SEEDS)
    before = 0
    for number in range(COUNT):
        seed = SEEDS[names[number % len(names)]]
        damage = chance.choice(DAMAGES)
        results.append(tried(damage(seed, chance)))
        if number == COUNT // 4:
            gc.collect()
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gc.collect()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert {"read", "refused"} == set(results)
    assert grown < 64_000, f"memory grew by {grown} kB"


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_every_cut_near_the_end_is_survived(name: str) -> None:
    data = SEEDS[name]
    for length in range(max(len(data) - 30, 1), len(data)):
        tried(data[:length])
