"""kill -9 at random moments, of the run and of its workers: what is left in the end is what an undisturbed run leaves."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archive.batch import batch, left, plain, write

ROOT = Path(__file__).parents[2]
FORMAT = "ndjson"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents = plain(30)
    documents |= {f"slow{number}.txt": f"sleep 0.02\n{number}" for number in range(10)}
    documents |= {"copy.txt": documents["會議紀錄007.txt"], "bad.txt": "poison unreadable", "bug.txt": "poison bug"}
    documents |= {f"old{number}.doc": f"舊{number}" for number in range(5)}
    return write(tmp_path_factory.mktemp("kill") / "in", documents)


@pytest.fixture(scope="module")
def undisturbed(source: Path) -> dict[str, object]:
    out = source.with_name("undisturbed")
    batch(source, out, format=FORMAT)
    return left(out)


def start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.archive.batch", str(source), str(out), FORMAT]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def wait_for(run: subprocess.Popen[bytes], records: int, chance: random.Random) -> None:
    """Until so many records were told, and a moment longer."""
    assert run.stdout is not None
    for _ in range(records):
        if not run.stdout.readline():
            break
    time.sleep(chance.random() * 0.03)


def workers(run: subprocess.Popen[bytes]) -> list[int]:
    children: list[int] = []
    with contextlib.suppress(FileNotFoundError):
        for thread in Path(f"/proc/{run.pid}/task").iterdir():
            children += [int(pid) for pid in (thread / "children").read_text().split()]
    return [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def rest(run: subprocess.Popen[bytes]) -> int:
    assert run.stdout is not None
    run.stdout.read()
    code = run.wait()
    run.stdout.close()
    return code


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_killed_and_resumed(source: Path, undisturbed: dict[str, object], tmp_path: Path, seed: int) -> None:
    """Even seeds: the run is killed, once to three times, then resumed. Odd: workers are, and the run goes on."""
    chance = random.Random(seed)
    out = tmp_path / "out"
    if seed % 2:
        run = start(source, out)
        wait_for(run, chance.randrange(0, 25), chance)
        for pid in workers(run)[: chance.randrange(1, 3)]:
            kill(pid)
        assert rest(run) == 0
    else:
        for _ in range(chance.randrange(1, 4)):
            run = start(source, out)
            wait_for(run, chance.randrange(0, 52), chance)
            left_alone = workers(run)
            kill(run.pid)
            rest(run)
            assert_gone(left_alone)
    batch(source, out, format=FORMAT)
    assert left(out) == undisturbed


def assert_gone(pids: list[int]) -> None:
    """Workers end when their run is killed."""
    end = time.monotonic() + 10
    for pid in pids:
        while Path(f"/proc/{pid}").exists() and b"Z" not in Path(f"/proc/{pid}/stat").read_bytes().split()[2:3]:
            assert time.monotonic() < end, f"worker {pid} is still alive"
            time.sleep(0.02)
