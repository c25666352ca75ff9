"""A real cluster: a head and two workers as processes of their own, one of them killed in mid-run."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minutes_parser.archive.driver import Settings, open_executor, run
from minutes_parser.archive.executors.ray import ClusterFailed, RayExecutor
from minutes_parser.archive.record import Record
from minutes_parser.archive.versions import Key
from minutes_parser.errors import MissingDependency
from tests.archive.batch import batch, left, plain, settings, write

ROOT = Path(__file__).parents[2]
KEY = Key("1", "words", "ocr None")


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingDependency, match=r"pip install 'minutes-parser\[ray\]'"):
        open_executor(settings(executor="ray"))


@pytest.fixture
def cluster() -> Iterator[Any]:
    pytest.importorskip("ray", reason="needs ray")
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    made.add_node(num_cpus=1)
    made.add_node(num_cpus=1)
    made.wait_for_nodes()
    yield made
    made.shutdown()  # type: ignore[no-untyped-call]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    poison = {f"p-{kind}.txt": f"poison {kind}" for kind in ("abort", "bug", "unreadable", "loop")}
    slow = {f"slow{number:03}.txt": f"sleep 0.1\n{number}" for number in range(120)}
    copies = {f"copy{number}.txt": text for number, text in enumerate(plain(5).values())}
    return write(tmp_path / "in", {**plain(60), **poison, **slow, **copies})


def raylets(cluster: Any) -> list[int]:
    """Process ids of the worker nodes."""
    return [node.all_processes["raylet"][0].process.pid for node in cluster.worker_nodes]


def converted(chosen: Settings, source: Path, out: Path, victim: int | None) -> list[Record]:
    records = []
    with open_executor(chosen) as executor:
        for record in run([source], chosen, executor, out=out, key=KEY):
            records.append(record)
            if victim is not None and len(records) == 40:
                os.kill(victim, signal.SIGKILL)
    return records


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("killed", [False, True])
def test_a_cluster_leaves_what_the_pool_leaves(cluster: Any, source: Path, tmp_path: Path, killed: bool) -> None:
    chosen = settings(executor="ray", ray_address=cluster.address, timeout=3.0)
    records = converted(chosen, source, tmp_path / "out", raylets(cluster)[0] if killed else None)
    assert len(records) == len(list(source.iterdir()))
    batch(source, tmp_path / "pool", executor="process", timeout=3.0)
    assert left(tmp_path / "out") == left(tmp_path / "pool")


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_cluster_on_this_machine(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs ray")
    source = write(tmp_path / "in", plain(20))
    batch(source, tmp_path / "out", executor="ray")
    batch(source, tmp_path / "pool", executor="process")
    assert left(tmp_path / "out") == left(tmp_path / "pool")


@pytest.mark.slow
def test_no_cluster_there() -> None:
    pytest.importorskip("ray", reason="needs ray")
    with pytest.raises(ClusterFailed, match="there is no Ray cluster"):
        RayExecutor((), jobs=1, address="127.0.0.1:1").__enter__()
