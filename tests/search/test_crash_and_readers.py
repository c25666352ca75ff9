"""Killed while indexing, read while written: whatever happens, the archive holds whole documents and finds them."""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from minutes_parser.search import Archive, ArchiveError, IndexWriter
from minutes_parser.search.folding import fold
from tests.conftest import ROOT
from tests.search.conftest import meeting
from tests.search.test_index_is_a_scan import consistent


def start(path: Path, turn: int) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "tests.search.crash_writer", str(path), str(turn)]
    process = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


def documents_in(path: Path) -> int:
    """How many documents there are; none in a file that is only being made."""
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM file").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return 0


def whole(path: Path) -> int:
    """Check the archive, and every document in it; gives how many there are."""
    consistent(path)
    connection = sqlite3.connect(path)
    try:
        spans = connection.execute("SELECT first, last FROM file").fetchall()
        rows = connection.execute("SELECT count(*) FROM passage").fetchone()[0]
        texts = [text for (text,) in connection.execute("SELECT text FROM passage_text")]
        assert rows == len(texts) == sum(last - first + 1 for first, last in spans)
        turns: dict[int, set[str]] = {}
        for document, text in connection.execute("SELECT document, text FROM passage_text JOIN passage USING (id)"):
            turns.setdefault(document, set()).update(re.findall(r"第(\d{1,6})輪", text))
        assert all(len(found) <= 1 for found in turns.values())  # no document is half old, half new
    finally:
        connection.close()
    with Archive.open(path) as archive:
        for word in ("托育", "列管", "輪", "王", "哺集乳室"):
            scanned = sum(fold(word) in fold(text) for text in texts)
            assert archive.search(f"text:{word}").total == scanned
    return len(spans)


def test_ten_kills_while_indexing(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    draw = random.Random(11)
    documents = []
    for kill in range(10):
        process = start(path, kill * 1000)
        until = time.monotonic() + 60
        while kill >= 2 and not documents_in(path):  # the first two may be killed while the file is made
            assert time.monotonic() < until
            time.sleep(0.02)
        time.sleep(draw.uniform(0.02, 0.6))
        assert process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        if documents_in(path):
            documents.append(whole(path))
    assert len(documents) >= 8
    with IndexWriter(path) as writer:  # and it goes on from there
        writer.add(meeting(99, "2024-05-01"))
    assert whole(path) >= documents[-1]


def test_two_readers_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with IndexWriter(path) as writer:
        for number in range(40):
            writer.add(meeting(number, "2024-03-14"))
    process = start(path, 0)
    try:
        with Archive.open(path) as one, Archive.open(path) as other:
            begin = time.monotonic()
            seen: set[str] = set()
            while time.monotonic() < begin + 3 or (len(seen) < 3 and time.monotonic() < begin + 60):
                for archive in (one, other):
                    found = archive.search("托育", limit=500, facets=True)
                    assert found.facets is not None
                    # one state in one search: as many hits as counted
                    assert found.total == len(found.hits) == sum(count for _, count in found.facets["kind"])
                    seen.update(hit.passage.text for hit in found.hits if "輪" in hit.passage.text)
        assert process.poll() is None
        assert len(seen) > 2  # what was written meanwhile was seen
    finally:
        process.kill()
        process.wait()
    whole(path)


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "archive.db"
    with IndexWriter(path) as first:
        first.add(meeting(1, "2024-03-14"))
        second = IndexWriter(path)
        second._connection.execute("PRAGMA busy_timeout = 100")
        with pytest.raises(ArchiveError, match="locked"):
            second.add(meeting(2, "2024-03-14"))
        first.commit()
        assert second.add(meeting(2, "2024-03-14")) == "added"
        second.__exit__(None, None, None)


def test_what_failed_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "archive.db"
    with IndexWriter(path) as writer:
        writer.add(meeting(1, "2024-03-14"))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with IndexWriter(path) as writer, monkeypatch.context() as patched:
        patched.setattr("minutes_parser.search.index.insert_passages", interrupted)
        with pytest.raises(KeyboardInterrupt):
            writer.add(meeting(1, "2024-03-14"), "changed")
        assert whole(path) == 1
