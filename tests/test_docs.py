"""What the pages show is what the library does; what is made from the code is current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs import generate

from tests.pages import blocks, check_console, check_doctests, check_shortened

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "README.zh-TW.md", *sorted(DOCS.glob("*.md"))]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(blocks(page))
    monkeypatch.chdir(tmp_path)
    document: Path | None = None
    for block in found:
        if block.mark and block.mark[0] == "file":
            document = tmp_path / block.mark[1]
            document.write_text(block.text, encoding="utf-8")
    check_doctests(page, found)
    for block in found:
        if block.mark and block.mark[0] == "shortened":
            assert document is not None
            check_shortened(block, document, block.mark[1].split())
        elif block.language == "console":
            check_console(block, tmp_path)


@pytest.mark.parametrize("page", generate.PAGES)
def test_generated_pages_are_current(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == generate.PAGES[page](), "run `make docs`"


def test_every_field_says_what_it_means() -> None:
    silent = [line for line in generate.output_page().splitlines() if re.search(r"\|\s*\|$", line)]
    assert not silent


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)\s]{1,200})\)", text) if "://" not in t]
    missing = [t for t in targets if t and not (page.parent / t).exists()]
    assert not missing


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert not [p.name for p in DOCS.glob("*.md") if p.name != "README.md" and f"({p.name})" not in index]


def test_the_two_readmes_show_the_same_examples() -> None:
    english, chinese = (
        [b.text for b in blocks(page) if b.language in ("json", "text", "python") or b.mark] for page in PAGES[:2]
    )
    assert english == chinese
