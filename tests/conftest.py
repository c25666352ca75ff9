"""What all tests share: slow tests on request, and in CI a failure where a test was skipped for want of a program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # `evaluation`, `fixtures` and `benchmarks` are folders of the checkout, not installed

ALLOWED_SKIPS = ("../shared",)
"""Reasons for which a test may be skipped even in CI: the real documents stand beside a checkout, not in it."""

SKIPPED: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("RUN_SLOW"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow: set RUN_SLOW=1"))


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped:
        SKIPPED.append(f"{report.nodeid}: {_reason(report)}")


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        SKIPPED.append(f"{report.nodeid}: {_reason(report)}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    unwanted = [line for line in SKIPPED if not any(reason in line for reason in ALLOWED_SKIPS)]
    is_worker = hasattr(session.config, "workerinput")
    if os.environ.get("REQUIRE_SYSTEM_PACKAGES") and unwanted and not is_worker:
        print("\nSkipped although every program should be here:", *unwanted, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
