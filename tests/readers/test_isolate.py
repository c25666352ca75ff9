"""Functions run in a child process with limits of memory and time."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from minutes_parser.document import Document
from minutes_parser.errors import LimitExceeded, UnreadableDocument, UnsupportedFormat
from minutes_parser.readers import read
from minutes_parser.readers.isolate import run_isolated


def test_a_result_comes_back() -> None:
    document = run_isolated(read, "會議紀錄".encode(), name="x.txt")
    assert isinstance(document, Document)
    assert document == read("會議紀錄".encode(), name="x.txt")


def test_a_result_larger_than_a_pipe() -> None:
    assert len(run_isolated(lambda: "會" * 5_000_000)) == 5_000_000


def test_our_errors_come_back_as_they_are() -> None:
    with pytest.raises(UnsupportedFormat, match=r"^x: the file is a PNG image") as raised:
        run_isolated(read, b"\x89PNG\r\n\x1a\n\0", name="x")
    assert raised.value.source == "x"


def test_other_errors_are_one_line() -> None:
    def fail() -> None:
        raise RuntimeError("first\nsecond")

    with pytest.raises(UnreadableDocument, match=r"RuntimeError: first$"):
        run_isolated(fail)


def test_time_is_limited() -> None:
    began = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"0\.3 seconds"):
        run_isolated(time.sleep, 60, seconds=0.3)
    assert time.monotonic() - began < 5


def test_memory_is_limited() -> None:
    with pytest.raises(LimitExceeded, match="memory"):
        run_isolated(lambda: len(bytearray(600 << 20)), memory=256 << 20)
    assert run_isolated(lambda: len(bytearray(100 << 20)), memory=256 << 20) == 100 << 20


def test_a_child_that_dies_is_named_by_its_signal() -> None:
    with pytest.raises(UnreadableDocument, match="SIGKILL"):
        run_isolated(lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(UnreadableDocument, match="exit code 7"):
        run_isolated(lambda: os._exit(7))


def test_temporary_files_of_a_child_that_is_ended_are_removed() -> None:
    def start() -> None:
        Path(tempfile.mkdtemp(), "left behind 77").touch()
        time.sleep(60)

    with pytest.raises(LimitExceeded):
        run_isolated(start, seconds=0.5)
    assert not list(Path(tempfile.gettempdir()).glob("minutes-parser-*/*/left behind 77"))


@pytest.mark.parametrize("own_session", [False, True])
def test_what_the_child_started_ends_with_it(own_session: bool) -> None:
    def start() -> None:
        subprocess.Popen(["sh", "-c", "sleep 77 & wait"], start_new_session=own_session).wait()

    with pytest.raises(LimitExceeded):
        run_isolated(start, seconds=1)
    time.sleep(0.2)
    found = subprocess.run(["pgrep", "-f", "^sleep 77$"], capture_output=True, check=False)
    assert found.stdout == b""
