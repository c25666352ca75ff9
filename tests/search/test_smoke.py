"""The smoke test for a cluster of one's own: run here against the test server, without its character filters."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest

from minutes_parser.search import Archive, IndexWriter
from tests.conftest import ROOT
from tests.search.test_opensearch_feed import simple

PROGRAM = ROOT / "deploy" / "opensearch" / "smoke.py"


@pytest.fixture(scope="module")
def smoke() -> ModuleType:
    found = importlib.util.spec_from_file_location("smoke", PROGRAM)
    assert found is not None
    assert found.loader is not None
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


def test_the_same_hits_and_nothing_left(osmem: Any, smoke: ModuleType) -> None:
    assert smoke.differences(osmem, smoke.PLAIN, simple(smoke.NAME)) == []
    assert osmem.indices.get(index=f"{smoke.NAME}-*") == {}
    assert not osmem.indices.exists_index_template(name=smoke.NAME)


def test_a_difference_is_told(osmem: Any, smoke: ModuleType) -> None:
    # without the character filters 台北 and 臺北 are two
    lines = smoke.differences(osmem, ["台北", "列管"], simple("smoke-other"), "smoke-other")
    assert [line.partition(":")[0] for line in lines] == ["台北"] or lines == []
    assert smoke.differences(osmem, ["臺北"], simple("smoke-other"), "smoke-other") != []


def test_every_query_finds_something_or_is_meant_not_to(smoke: ModuleType, tmp_path: Any) -> None:
    with IndexWriter(tmp_path / "a.db") as writer:
        for minutes in smoke.records():
            writer.add(minutes)
    with Archive.open(tmp_path / "a.db") as archive:
        empty = {query for query in [*smoke.PLAIN, *smoke.ANALYZED] if not archive.search(query).total}
    assert empty == {"托育補助", "管王", "列管王"}  # 托育，補助 and 列管。王 are parted


def test_no_cluster_is_one_clear_error() -> None:
    done = subprocess.run([sys.executable, str(PROGRAM), "http://127.0.0.1:9"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
