from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from minutes_parser.archive.executors import Decided, Executor, Outcome
from minutes_parser.archive.executors.process import ProcessExecutor, WorkersDoNotStart
from minutes_parser.archive.executors.serial import SerialExecutor


def double(number: int) -> int:
    return 2 * number


def work(job: str) -> str:
    word, _, rest = job.partition(" ")
    if word == "abort":
        os.abort()
    if word == "sleep":
        time.sleep(float(rest))
    if word == "raise":
        raise ValueError(rest)
    if word == "unpicklable":
        return threading.Lock()  # type: ignore[return-value]
    if word == "print":
        print(rest)
    return f"{job} {os.getpid()}"


@pytest.fixture(params=["serial", "process"])
def executor(request: pytest.FixtureRequest) -> Executor:
    return SerialExecutor() if request.param == "serial" else ProcessExecutor(2)


def test_all_items_come_back(executor: Executor) -> None:
    items: list[int | Decided[int]] = list(range(50))
    with executor:
        outcomes: Iterator[Outcome[int, int]] = executor.map(double, items)
        assert sorted(outcome.value or 0 for outcome in outcomes) == list(range(0, 100, 2))
        again: Iterator[Outcome[int, int]] = executor.map(double, items[4:5])  # by the same workers
        assert [outcome.value for outcome in again] == [8]


def test_an_exception_is_an_outcome(executor: Executor) -> None:
    with executor:
        (outcome,) = executor.map(work, ["raise oh"])
    assert isinstance(outcome.error, ValueError)
    assert (outcome.item, str(outcome.error), outcome.failure) == ("raise oh", "oh", None)


def test_what_is_decided_is_handed_through(executor: Executor) -> None:
    items: list[int | Decided[int]] = [Decided(7), 1, Decided(9)]
    with executor:
        mapped: Iterator[Outcome[int, int]] = executor.map(double, items)
        outcomes = list(mapped)
    assert sorted(outcome.value or 0 for outcome in outcomes) == [2, 7, 9]
    assert sum(outcome.item is None for outcome in outcomes) == 2


def test_items_are_taken_only_as_they_are_needed(executor: Executor) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    with executor:
        outcomes = executor.map(double, items())
        for _ in range(10):
            next(outcomes)
    assert taken <= 10 + 2 * 2 + 2


def test_an_item_that_kills_its_worker_is_tried_three_times_and_the_others_go_on() -> None:
    with ProcessExecutor(2) as executor:
        outcomes = {outcome.item: outcome for outcome in executor.map(work, ["a", "abort", *"bcdef"])}
    assert outcomes["abort"].failure == "crash"
    assert outcomes["abort"].detail == "its worker was killed by SIGABRT"
    assert outcomes["abort"].attempts == 3
    assert all(outcomes[name].attempts == 1 and outcomes[name].value for name in "abcdef")


def test_an_item_over_its_time_is_killed_alone() -> None:
    start = time.monotonic()
    with ProcessExecutor(2, timeout=1.0) as executor:
        outcomes = {outcome.item: outcome for outcome in executor.map(work, ["a", "sleep 600", "b"])}
    assert outcomes["sleep 600"].failure == "timeout"
    assert outcomes["a"].value
    assert outcomes["b"].value
    assert time.monotonic() - start < 100


def test_an_item_may_take_its_weight_in_time() -> None:
    with ProcessExecutor(1, timeout=0.5, weight=lambda job: 20) as executor:
        (outcome,) = executor.map(work, ["sleep 1"])
    assert outcome.value


def test_a_worker_killed_from_outside_loses_nothing() -> None:
    with ProcessExecutor(2) as executor:
        outcomes = executor.map(work, ["sleep 0.2"] * 12)
        pids: set[int] = set()
        got = []
        for outcome in outcomes:
            got.append(outcome)
            pid = int((outcome.value or "").split()[-1])
            if len(pids) < 3 and pid not in pids:
                pids.add(pid)
                os.kill(pid, signal.SIGKILL)
    assert len(got) == 12
    assert all(outcome.value for outcome in got)
    assert len(pids) == 3


def test_workers_are_replaced_after_so_many_items() -> None:
    with ProcessExecutor(1, recycle=3) as executor:
        pids = [int((outcome.value or "").split()[-1]) for outcome in executor.map(work, "abcdefg")]
    assert len(set(pids)) == 3


def test_what_cannot_be_pickled_is_an_error_of_its_item() -> None:
    with ProcessExecutor(1) as executor:
        first, second = executor.map(work, ["unpicklable", "a"])
    assert isinstance(first.error, TypeError)
    assert second.value


def test_workers_print_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with ProcessExecutor(1) as executor:
        list(executor.map(work, ["print loudly"]))
    assert capfd.readouterr().out == ""


def test_what_runs_now_is_told() -> None:
    with ProcessExecutor(1) as executor:
        list(executor.map(work, ["a"]))  # the worker is up
        seen: list[tuple[object, float]] = []
        timer = threading.Timer(1.5, lambda: seen.extend(executor.running()))
        timer.start()
        list(executor.map(work, ["sleep 3"]))
    ((item, seconds),) = seen
    assert item == "sleep 3"
    assert 0 < seconds < 3
    assert executor.running() == []


def test_workers_that_cannot_start_are_an_error() -> None:
    with ProcessExecutor(1, memory=1 << 20) as executor, pytest.raises(WorkersDoNotStart, match="memory limit too low"):
        list(executor.map(double, [1]))


def test_no_process_is_left() -> None:
    with ProcessExecutor(2) as executor:
        pids = {int((outcome.value or "").split()[-1]) for outcome in executor.map(work, ["sleep 0.3", "sleep 0.3"])}
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
