"""Documents that kill, hang or burst their worker, among good ones."""

from __future__ import annotations

import time

import pytest

from minutes_parser.archive.record import Record
from tests.archive.batch import batch, plain, write

POISON = {
    "abort": ("quarantined", "crash", "SIGABRT"),
    "kill": ("quarantined", "crash", "SIGKILL"),
    "segfault": ("quarantined", "crash", "SIGSEGV"),
    "exit": ("quarantined", "crash", "exit code 0"),
    "loop": ("limit", "timeout", "more than 3 seconds"),
    "c-sleep": ("limit", "timeout", "more than 3 seconds"),
    "bomb": ("limit", "memory", "more memory than allowed"),
    "recursion": ("crashed", "RecursionError", "recursion"),
    "bug": ("crashed", "KeyError", "a mistake in the parser"),
    "system-exit": ("crashed", "RuntimeError", "SystemExit"),
    "unreadable": ("unreadable", "unreadable", "damaged"),
    "limit": ("limit", "limit-exceeded", "too many pages"),
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    poison = {f"{number * 2:03}-{kind}.txt": f"poison {kind}\n{kind}" for number, kind in enumerate(POISON)}
    folder = tmp_path_factory.mktemp("poison")
    source = write(folder / "in", {**poison, **plain(40)})
    start = time.monotonic()
    found = batch(source, folder / "out", executor="process", timeout=3.0, memory=768)
    assert time.monotonic() - start < 110
    return {record.source.name.partition("-")[2].removesuffix(".txt") or record.source.name: record for record in found}


@pytest.mark.parametrize("kind", list(POISON))
def test_poison_is_set_apart(records: dict[str, Record], kind: str) -> None:
    status, code, message = POISON[kind]
    record = records[kind]
    assert (record.status, record.error_code) == (status, code)
    assert message in (record.error_message or "")
    assert record.attempts == (3 if status == "quarantined" else 1)


def test_the_rest_goes_on(records: dict[str, Record]) -> None:
    good = [record for name, record in records.items() if name not in POISON]
    assert len(good) == 40
    assert {(record.status, record.attempts) for record in good} == {("ok", 1)}


def test_time_and_memory_are_told(records: dict[str, Record]) -> None:
    assert records["loop"].seconds >= 3
    assert records["bomb"].peak_memory > 200 << 20
    assert 0 < records["會議紀錄001.txt"].peak_memory < 200 << 20
