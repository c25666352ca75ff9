"""`convert` and `status` as a person runs them."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archive.batch import plain, write

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.archive.command"]


def command(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    words = [os.fspath(argument) if isinstance(argument, Path) else str(argument) for argument in arguments]
    return subprocess.run([*COMMAND, *words], cwd=ROOT, capture_output=True, check=False, input=stdin)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "in", plain(5))


def test_all_well(source: Path, tmp_path: Path) -> None:
    done = command("convert", source, "-o", tmp_path / "out", "--format", "ndjson", "--jobs", 2)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().startswith("5 converted (0 pages), 0 unchanged, 0 duplicates, 0 failed in ")
    again = command("convert", source, "-o", tmp_path / "out", "--format", "ndjson")
    assert again.returncode == 0
    assert again.stderr.decode().startswith("0 converted (0 pages), 5 unchanged, 0 duplicates, 0 failed in ")


def test_some_failed(source: Path, tmp_path: Path) -> None:
    write(source, {"bad\n1.txt": "poison unreadable", "scan.txt": "scan", "copy.txt": plain(1)["會議紀錄000.txt"]})
    done = command("convert", source, "-o", tmp_path / "out", "--jobs", 1)
    assert done.returncode == 3
    failure, summary, title, diagnostic = done.stderr.decode().splitlines()
    assert failure == f"unreadable: {source}/bad%0A1.txt: damaged [unreadable]"
    assert summary.startswith("6 converted (0 pages), 0 unchanged, 1 duplicates, 1 failed (1 unreadable) in ")
    assert title == "commonest diagnostics:"
    assert diagnostic.split(maxsplit=2) == ["1", "page-without-text:", "a page has no text layer (an image)"]
    status = command("status", tmp_path / "out", "--format", "json")
    report = json.loads(status.stdout)
    assert status.returncode == 3
    assert report["documents"] == {"ok": 6, "skipped": 1, "unreadable": 1}
    assert report["errors"] == {"unreadable": 1}
    assert report["diagnostics"] == {"page-without-text": 1}
    assert report["found"]["items"] == 10
    assert report["finished"] >= report["started"]
    table = command("status", tmp_path / "out").stdout.decode()
    assert f"unreadable: {source}/bad%0A1.txt: damaged [unreadable]" in table
    assert "page-without-text" in table


def test_failed_documents_are_tried_again_on_request(source: Path, tmp_path: Path) -> None:
    write(source, {"bad.txt": "poison unreadable"})
    arguments = ("convert", source, "-o", tmp_path / "out", "--executor", "serial")
    assert [command(*arguments).returncode, command(*arguments).returncode] == [3, 0]
    assert command(*arguments, "--retry", "failed").returncode == 3


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["convert", "none", "-o", "{tmp}/out"], 1, "error: none: there is no such file or folder"),
        (["convert", "{tmp}", "-o", "/proc/out"], 1, "error: /proc/out: cannot write: "),
        (["status", "{tmp}"], 1, "error: {tmp}: there is no manifest.sqlite: nothing was converted there"),
        (["convert", "{tmp}"], 2, "Missing option '--out'"),
        (["convert", "{tmp}", "-o", "{tmp}/out", "--format", "xml"], 2, "'xml' is not one of"),
    ],
)
def test_mistakes_get_one_clear_line(tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    done = command(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert done.returncode == code
    assert message.format(tmp=tmp_path) in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_list_on_stdin(source: Path, tmp_path: Path) -> None:
    listed = b"\0".join(os.fsencode(path) for path in sorted(source.iterdir())[:3])
    done = command("convert", "-", "-o", tmp_path / "out", stdin=listed)
    assert done.returncode == 0
    assert done.stderr.startswith(b"3 converted")


def test_include_and_exclude(source: Path, tmp_path: Path) -> None:
    write(source, {"note.log": "x"})
    done = command("convert", source, "-o", tmp_path / "first")
    assert done.stderr.splitlines()[-1] == b"1 files of other types were left out (--include takes them)"
    done = command("convert", source, "-o", tmp_path / "out", "--include", "*.log", "--include", "*1.txt")
    assert done.stderr.startswith(b"2 converted")
    done = command("convert", source, "-o", tmp_path / "out", "--exclude", "*1.txt")
    assert done.stderr.startswith(b"4 converted")


def test_ctrl_c_keeps_what_was_done(source: Path, tmp_path: Path) -> None:
    write(source, {"a.txt": "sleep 60"})
    out = tmp_path / "out"
    arguments = [*COMMAND, "convert", str(source), "-o", str(out), "-j", "2"]
    run = subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.PIPE)
    wait_until(lambda: len(list(out.glob("records/*/*.json"))) == 5)
    time.sleep(0.3)
    run.send_signal(signal.SIGINT)
    _, messages = run.communicate(timeout=20)
    assert (run.returncode, messages) == (130, b"stopped; the same command goes on from here\n")
    report = json.loads(command("status", out, "--format", "json").stdout)
    assert report["finished"] is None
    assert report["documents"] == {"ok": 5, "pending": 1}


def test_watching_a_folder(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = [*COMMAND, "convert", str(source), "-o", str(out), "-j", "1", "--watch", "--format", "ndjson"]
    run = subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.PIPE)
    try:
        wait_until(lambda: len(list(out.glob("records/*/*.json"))) == 5)
        write(source, {"new.txt": "新", "會議紀錄001.txt": "改"})
        wait_until(lambda: len(list(out.glob("records/*/*.json"))) == 6)
        wait_until(lambda: (out / "ndjson/parts.json").exists())
    finally:
        run.send_signal(signal.SIGTERM)
    _, messages = run.communicate(timeout=20)
    assert run.returncode == 0
    assert messages.splitlines()[-1] == b"stopped; the same command goes on from here"


def test_a_bar_on_a_terminal(source: Path, tmp_path: Path) -> None:
    write(source, {"bad.txt": "poison unreadable", "slow.txt": "sleep 7"})
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "140", "TERM": "xterm"}
    arguments = [*COMMAND, "convert", str(source), "-o", str(tmp_path / "out"), "-j", "1"]
    run = subprocess.Popen(arguments, cwd=ROOT, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            block = os.read(ours, 1 << 16)
        except OSError:  # the other end is closed
            break
        shown += block
    os.close(ours)
    assert run.wait() == 3
    text = shown.decode()
    for part in ("converting", "7/7", "1 failed", "documents/s", "slow: slow.txt (5 s)", "bad.txt: damaged"):
        assert part in text


def wait_until(condition: object, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)
