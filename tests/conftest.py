"""What all tests share: slow tests on request, and in CI a failure where a test was skipped for want of a program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # `evaluation`, `fixtures` and `benchmarks` are folders of the checkout, not installed

ALLOWED_SKIPS = ("../shared", "needs root")
"""Reasons for which a test may be skipped even in CI: the real documents stand beside a checkout, not in it, and not
every CI lets its jobs mount file systems."""

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
    if report.skipped and not hasattr(report, "wasxfail"):  # a known shortfall has run
        SKIPPED.append(f"{report.nodeid}: {_reason(report)}")


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        SKIPPED.append(f"{report.nodeid}: {_reason(report)}")


def _unwanted(config: pytest.Config) -> list[str]:
    if not os.environ.get("REQUIRE_SYSTEM_PACKAGES") or hasattr(config, "workerinput"):
        return []
    return [line for line in SKIPPED if not any(reason in line for reason in ALLOWED_SKIPS)]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _unwanted(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if unwanted := _unwanted(config):
        terminalreporter.section("skipped although every program should be here", red=True)
        for line in unwanted:
            terminalreporter.line(line)
