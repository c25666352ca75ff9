"""Chromium, driven headless: the tests of the review page open it as a reader would, from disk."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1500,950",
)


class Browser:
    """A driver with what the tests ask of it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path) -> None:
        """Open a file and wait until its script is done."""
        self.driver.get(page.as_uri())
        self.driver.get_log("browser")

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def click(self, selector: str, number: int = 0) -> None:
        """Click the element of that number among those that match, with the mouse, as it stands on the screen."""
        found = self.driver.find_elements("css selector", selector)[number]
        self.run("arguments[0].scrollIntoView({block: 'center'})", found)
        found.click()

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements that match, hidden or not."""
        made: list[str] = self.run(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector
        )
        return made

    def count(self, selector: str) -> int:
        return int(self.run("return document.querySelectorAll(arguments[0]).length", selector))

    def until(self, script: str) -> bool:
        """Whether the script returns true within three seconds."""
        for _ in range(60):
            if self.run(script):
                return True
            time.sleep(0.05)
        return False

    def seen(self, selector: str) -> bool:
        """Whether the element comes to stand on the screen, inside the pane that scrolls it."""
        return self.until(
            f"const e = document.querySelector('{selector}'), r = e.getBoundingClientRect(), "
            "p = e.closest('#text, #record').getBoundingClientRect(); return r.top >= p.top && r.bottom <= p.bottom"
        )

    def press(self, keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(keys)

    def violations(self) -> list[str]:
        """What axe finds wrong with the page as it stands: rule, and the first element that breaks it."""
        source = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
        self.run(source)
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations), e => done([{id: String(e), nodes: []}]))"
        )
        return [f"{made['id']}: {[node['html'][:200] for node in made['nodes'][:2]]}" for made in found]


def started(folder: Path) -> Iterator[Browser]:
    """One browser with a profile of its own in `folder`."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("Chromium is missing: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(executable_path=chromedriver))
    driver.set_page_load_timeout(60)
    try:
        yield Browser(driver)
    finally:
        driver.quit()
