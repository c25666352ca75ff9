"""A full disk, a file system that is read-only, outputs that cannot be: the run stops with a clear error, and nothing
that was written is wrong."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes_parser.archive.record import OutputFailed
from tests.archive.batch import batch, left, plain, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "in", plain(150))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 400 kB."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(mounted)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a file system needs root")
    yield mounted
    subprocess.run(["umount", "-l", str(mounted)], check=True)


@pytest.mark.parametrize("executor", ["serial", "process"])
def test_a_full_disk_stops_the_run_and_freeing_it_lets_it_go_on(source: Path, small_disk: Path, executor: str) -> None:
    out = small_disk / "out"
    with pytest.raises(OutputFailed, match=r"cannot (be written|write): .*(No space|full)"):
        batch(source, out, executor=executor)
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    records = batch(source, out, executor=executor)
    assert {record.status for record in records} <= {"ok", "skipped"}
    batch(source, source.parent / "fresh")
    assert left(out) == left(source.parent / "fresh")


def test_a_read_only_file_system_is_a_clear_error(source: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(OutputFailed, match=r"disk.*: cannot write: Read-only file system"):
        batch(source, small_disk / "out")


def test_an_output_that_becomes_read_only_is_a_clear_error(source: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    batch(source, small_disk / "out")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(OutputFailed, match="Read-only file system"):
        batch(source, small_disk / "out")


def test_a_file_where_the_folder_should_be(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputFailed, match="cannot write"):
            batch(source, out)


def test_something_else_named_manifest(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.sqlite").write_text("no database, but long enough to be looked at " * 50)
    with pytest.raises(OutputFailed, match="manifest cannot be opened"):
        batch(source, out)


def test_a_limit_on_the_size_of_files_stops_the_run(source: Path, tmp_path: Path) -> None:
    """As a full disk, where nobody is root: no file of the run may grow over 100 kB, and the record of one does."""
    write(source, {"big.txt": "大\n" + "很長的案由\n" * 2000})
    out = tmp_path / "out"
    command = [sys.executable, "-m", "tests.archive.batch", str(source), str(out), "json"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert done.returncode == 1
    assert b"OutputFailed" in done.stderr
    assert batch(source, out)
    batch(source, tmp_path / "fresh")
    assert left(out) == left(tmp_path / "fresh")
