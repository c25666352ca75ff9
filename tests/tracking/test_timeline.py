"""The timeline page: self-contained, escaped; and in a real browser filtered, switched and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes_parser.model import Minutes
from minutes_parser.tracking import Ledger, track
from minutes_parser.tracking.timeline import to_html
from tests.export.browser import Browser, started
from tests.factories import MinutesFactory
from tests.tracking.generated import Style, make_series

ATTACK = "</script><script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">\"' &"


def hostile() -> Minutes:
    factory = MinutesFactory(body=f"某會{ATTACK}", session="第1次", date="2024-01-10")
    item = factory.item("discussion", 1, ATTACK)
    factory.ruling(item, f"請辦理{ATTACK}", assignee=ATTACK)
    factory.follow_up(item, ATTACK, progress=ATTACK, assignee=ATTACK, number=ATTACK, status_text=ATTACK)
    return factory.build(f"{ATTACK}.txt")


def series() -> Ledger:
    return track(make_series(3, "蒼嶼市政府主管會報", Style(case_numbers=True, dates=True), meetings=10).minutes)


def test_nothing_of_a_document_is_markup() -> None:
    page = to_html(track([hostile()]))
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "&lt;/script&gt;" in page


def test_the_page_needs_nothing_else() -> None:
    page = to_html(series())
    assert not re.findall(r"(?:src|href)\s*=|url\(|@import|https?://", page)
    assert "default-src 'none'" in page


def test_an_empty_ledger_is_a_page() -> None:
    assert "<h1>" in to_html(track([]))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from started(tmp_path_factory.mktemp("profile"))


def _opened(browser: Browser, tmp_path: Path, ledger: Ledger) -> None:
    page = tmp_path / "ledger.html"
    page.write_text(to_html(ledger), encoding="utf-8")
    browser.open(page)
    assert browser.run("return document.documentElement.dataset.ready") == "yes"


def _shown(browser: Browser) -> int:
    return browser.count(".decision:not([hidden])")


def test_filters(browser: Browser, tmp_path: Path) -> None:
    ledger = series()
    _opened(browser, tmp_path, ledger)
    assert _shown(browser) == len(ledger.decisions)
    set_value = (
        "const e = document.querySelector(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('change'))"
    )
    browser.run(set_value, "#by-state", "closed")
    assert _shown(browser) == sum(not each.is_open for each in ledger.decisions)
    browser.run(set_value, "#by-state", "not-closed")
    assert _shown(browser) == len(ledger.open())
    unit = ledger.open()[0].assignee
    browser.run(set_value, "#by-assignee", unit)
    assert _shown(browser) == sum(each.assignee == unit for each in ledger.open())
    browser.run(set_value, "#by-assignee", "")
    browser.click("#by-overdue")
    assert _shown(browser) == len(ledger.overdue()) > 0
    assert browser.texts("#shown") == [str(len(ledger.overdue()))]


def test_the_language_switches(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, series())
    visible = "return document.querySelector('h1').innerText"
    assert browser.run(visible) == "決議追蹤"
    browser.click("#language")
    assert browser.run(visible) == "Decisions followed"
    assert browser.run("return document.documentElement.lang") == "en"
    assert "closed" in browser.texts("#by-state option")


def test_a_hostile_document_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, track([hostile()]))
    assert browser.run("return document.title") == "決議追蹤 Decisions followed"
    assert browser.count("img, main script") == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, language: str) -> None:
    _opened(browser, tmp_path, series())
    if language == "en":
        browser.click("#language")
    browser.run("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    assert browser.violations() == []
