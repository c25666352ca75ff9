"""The review page in a real browser: seen, clicked, attacked, timed, and checked for accessibility."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from selenium.webdriver.common.keys import Keys
from typer.testing import CliRunner

from minutes_parser import parse
from minutes_parser.cli import app
from minutes_parser.export.review import Entry, Note, page_images, render_page, write_pages
from minutes_parser.export.review.markup import Html
from minutes_parser.export.review.page import page_around
from minutes_parser.model import Minutes

from .browser import Browser, started
from .records import bare, hostile, rich
from .review_records import nested, sixty_pages

NOTES = (Note("masked-name", "a name masked elsewhere", 3, 8),)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from started(tmp_path_factory.mktemp("profile"))


def _opened(browser: Browser, tmp_path: Path, minutes: Minutes, **options: object) -> None:
    page = tmp_path / "review.html"
    page.write_text(render_page(minutes, **options), encoding="utf-8")  # type: ignore[arg-type]
    browser.open(page)
    assert browser.run("return document.documentElement.dataset.ready") == "yes"


def test_the_text_stands_whole_and_every_thing_is_marked(browser: Browser, tmp_path: Path) -> None:
    minutes = rich()
    _opened(browser, tmp_path, minutes)
    shown = browser.run(
        "const t = document.querySelector('#text').cloneNode(true);"
        "t.querySelectorAll('.mark, h2, h3').forEach(e => e.remove()); return t.textContent"
    )
    assert shown == minutes.text
    assert browser.count(".mark.k-speech") == len(minutes.speeches)
    assert browser.count(".card.k-ruling") == len(minutes.rulings)
    assert browser.texts(".s.k-furniture") == ["第1頁，共1頁"]
    assert "".join(browser.texts(".s.k-unassigned")) == "某些沒有歸類的字"
    assert browser.texts(".card.k-diagnostic .name") == ["count-mismatch", "unassigned-text"]


def test_click_the_text_and_see_the_record_and_back(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, rich())
    browser.click("#text .s.k-ruling", 1)
    assert browser.texts(".card.on .id") == ["r2"]
    assert browser.seen(".card.on")
    browser.click(".card.k-speech .go", 1)
    assert browser.texts(".s.on") == ["會後補充 A<B 的資料。"]
    assert browser.texts("#said") == ["已選取 發言 s2"]
    browser.click(".card.k-followup dd[data-p]", 1)
    assert browser.texts(".s.here") == ["已完成盤點。\n並送各局處。"]
    browser.press(Keys.ESCAPE)
    assert browser.count(".on, .here") == 0


def test_nested_and_overlapping_places(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, nested())
    assert browser.run("return [...document.querySelectorAll('.s')].map(e => e.className + '|' + e.textContent)") == [
        "s k-item|案由：",
        "s k-speech|甲說",
        "s k-ruling|同意",
        "s k-item|。完",
    ]
    browser.click(".s", 2)
    assert browser.texts(".card.on .id") == ["r1"]
    assert browser.texts(".s.on") == ["同意"]
    browser.click(".s", 2)
    assert browser.texts(".card.on .id") == ["s1"]
    assert browser.texts(".s.on") == ["甲說", "同意"]
    browser.click(".s", 2)
    assert browser.texts(".card.on .id") == ["i1"]
    assert browser.texts(".s.on") == ["案由：", "甲說", "同意", "。完"]


def test_filters_by_kind(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, nested())
    browser.click("input[value=ruling]")
    assert browser.run("return document.querySelectorAll('.s')[2].className") == "s k-speech"
    assert browser.run("return document.querySelector('.card.k-ruling').getClientRects().length") == 0
    browser.click(".s", 2)
    assert browser.texts(".card.on .id") == ["s1"]
    browser.click("input[value=ruling]")
    assert browser.run("return document.querySelectorAll('.s')[2].className") == "s k-ruling on"


def test_keys_move_from_thing_to_thing_and_can_be_switched_off(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, rich())
    browser.press("j")
    assert browser.texts(".card.on .kind") == ["會議"]
    browser.press("j")
    assert browser.texts(".card.on .id") == ["a1"]
    browser.press("k")
    assert browser.texts(".card.on .id") == ["m"]
    browser.press("d")
    assert browser.texts(".card.on .id") == ["c1"]
    assert browser.run("return document.activeElement.classList.contains('mark')")
    browser.press("l")
    assert browser.run("return document.documentElement.lang") == "en"
    assert browser.texts("h2") == ["Text of the document", "Record"]
    browser.click(".keys summary")
    browser.click("#keys")
    browser.press("l")
    assert browser.run("return document.documentElement.lang") == "en"
    browser.click("#language")
    assert browser.texts("h2") == ["文件文字", "解析結果"]


def test_all_can_be_done_without_a_mouse(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, rich())
    browser.run("document.querySelector('.card.k-followup .go').focus()")
    browser.press(Keys.ENTER)
    assert browser.texts(".card.on .id") == ["f1"]
    assert browser.texts(".s.on") == ["請社會局盤點托育需求。", "已完成盤點。\n並送各局處。"]
    browser.press(Keys.ENTER)
    assert browser.texts(".s.here") == ["請社會局盤點托育需求。"]
    browser.press(Keys.ENTER)
    assert browser.texts(".s.here") == ["已完成盤點。\n並送各局處。"]


def test_a_hostile_document_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    names = ("</title><script>window.hacked=7</script>.pdf", '"><img src=x onerror=window.hacked=8>.txt')
    entries = [
        Entry(names[0], hostile(), notes=[Note("<b onclick=1>", "</script><script>window.hacked=9</script>", 0, 4)]),
        Entry(names[1], rich()),
        Entry("<svg onload=window.hacked=10>", None, problem="<script>window.hacked=11</script>"),
    ]
    listed = write_pages(entries, tmp_path / "list.html")[0]
    browser.open(listed)
    assert browser.run("return window.hacked") is None
    assert browser.texts("tbody th") == ["<svg onload=window.hacked=10>", *names]
    browser.click("tbody a")
    assert browser.run("return document.documentElement.dataset.ready") == "yes"
    for selector in (".mark", ".s", ".card .go", "input[name=kind]"):
        for number in range(min(browser.count(selector), 12)):
            browser.run("document.querySelectorAll(arguments[0])[arguments[1]].click()", selector, number)
    browser.click("#language")
    assert browser.run("return window.hacked") is None
    assert browser.count("script") == 2
    assert browser.count("img, svg, iframe, object, embed, b, [onclick], [onerror], [onmouseover], [onfocus]") == 0
    assert browser.driver.get_log("browser") == []
    browser.click("header a.button")
    assert browser.run("return location.pathname").endswith("/list.html")


def test_the_content_policy_is_a_second_wall(browser: Browser, tmp_path: Path) -> None:
    attack = Html(
        "<script>window.hacked=1</script><img src=x onerror=window.hacked=2><p style='position:fixed'>x</p>"
        "<img src='https://example.invalid/x.png'><iframe src='https://example.invalid/'></iframe>"
    )
    page = tmp_path / "attack.html"
    page.write_text(page_around("attack", attack, "zh"), encoding="utf-8")
    browser.driver.get(page.as_uri())
    assert browser.run("return window.hacked") is None
    assert browser.run("return getComputedStyle(document.querySelector('p')).position") == "static"
    refused = "\n".join(entry["message"] for entry in browser.driver.get_log("browser"))
    assert "Content Security Policy" in refused
    assert "https://example.invalid/x.png" in refused


@pytest.mark.parametrize(
    ("made", "language"), [(rich, "zh"), (rich, "en"), (bare, "zh"), (hostile, "en"), (nested, "zh")]
)
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, made: object, language: str) -> None:
    _opened(browser, tmp_path, made(), notes=NOTES, language=language, back="list.html")  # type: ignore[operator]
    assert browser.violations() == []
    browser.press("j")
    browser.click(".keys summary")
    assert browser.violations() == []


def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, bare())
    browser.run("document.querySelector('input').parentElement.replaceWith(document.querySelector('input'))")
    browser.run("document.documentElement.removeAttribute('lang')")
    assert [found.split(":")[0] for found in browser.violations()] == ["html-has-lang", "label"]


def test_axe_finds_nothing_in_the_list_nor_beside_images(browser: Browser, tmp_path: Path) -> None:
    entries = [Entry("a.txt", rich()), Entry("b.txt", bare()), Entry("c.pdf", None, problem="damaged")]
    browser.open(write_pages(entries, tmp_path / "list.html")[0])
    assert browser.violations() == []
    browser.click("#language")
    assert browser.violations() == []
    _opened(browser, tmp_path, sixty_pages(3), images=page_images(_pdf(3)))
    assert browser.violations() == []


def _pdf(pages: int) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for page in range(1, pages + 1):
        for line in range(38):
            canvas.drawString(
                72, 780 - line * 18, f"page {page} line {line}: the invented minutes of a meeting, in full"
            )
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def test_sixty_pages_with_images_open_in_two_seconds(browser: Browser, tmp_path: Path) -> None:
    minutes = sixty_pages(60)
    page = tmp_path / "sixty.html"
    page.write_text(render_page(minutes, images=page_images(_pdf(60))), encoding="utf-8")
    taken = []
    for _ in range(3):
        browser.open(page)
        assert browser.run("return document.documentElement.dataset.ready") == "yes"
        taken.append(
            float(
                browser.run(
                    "const n = performance.getEntriesByType('navigation')[0]; return n.loadEventEnd - n.startTime"
                )
            )
        )
    print(f"\n60 pages, {page.stat().st_size / 1e6:.1f} MB, {browser.count('.s')} pieces: ms to load {taken}")
    assert min(taken) < 2000
    assert browser.count(".picture") == 60
    assert browser.texts(".page h3")[59].split() == ["第", "60", "頁"]
    assert (
        browser.run("return performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:')).length")
        == 0
    )
    browser.click(".card.k-ruling .go", 59)
    assert browser.seen(".mark.on")
    assert browser.until("const i = document.querySelector('#page-60 img'); return i.complete && i.naturalWidth > 500")
    browser.click("#images")
    assert browser.run("return document.querySelector('#page-60 img').getClientRects().length") == 0


def test_a_finding_on_the_page_alone_is_framed_in_its_picture(browser: Browser, tmp_path: Path) -> None:
    boxed = Note("text-under-box", "", page=2, severity="error", box=(72, 90, 300, 110))
    _opened(browser, tmp_path, sixty_pages(3), images=page_images(_pdf(3)), notes=[boxed])
    browser.click(".card.k-privacy .go")
    assert browser.seen("#page-2 rect.on")
    frame, picture = (
        browser.run(
            f"const r = document.querySelector('#page-2 {name}').getBoundingClientRect(); return [r.x, r.y, r.width]"
        )
        for name in ("rect", "img")
    )
    assert frame[0] - picture[0] == pytest.approx(72 / A4[0] * picture[2], abs=3)
    assert frame[1] - picture[1] == pytest.approx(90 / A4[0] * picture[2], abs=3)
    assert frame[2] == pytest.approx(228 / A4[0] * picture[2], abs=6)
    assert browser.violations() == []
    browser.press(Keys.ESCAPE)
    browser.click("#page-2 rect")
    assert browser.texts(".card.on .id") == ["p1"]
    browser.click("input[value=privacy]")
    assert browser.run("return document.querySelector('rect').getClientRects().length") == 0


def test_a_parsed_pdf_end_to_end(browser: Browser, tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "fixtures" / "documents" / "pdf" / "gender-songtao.pdf"
    out = tmp_path / "review.html"
    result = CliRunner().invoke(app, ["review", str(source), "-o", str(out)])
    assert result.exit_code == 0, result.output
    browser.open(out)
    minutes = parse(source)
    assert "".join(browser.texts(".text .s.k-ruling")).count("主席裁示") == len(minutes.rulings) >= 3
    assert browser.texts(".page h3") == [f"第 {page} 頁" for page in range(1, (minutes.source.pages or 0) + 1)]
    assert browser.count(".picture img") == minutes.source.pages
    for number in range(browser.count(".card.k-speech .go")):
        browser.click(".card.k-speech .go", number)
        assert browser.seen(".mark.on")
        assert "".join(browser.texts(".card.on .id")) == minutes.speeches[number].id
    assert browser.violations() == []


def test_print_has_text_and_record_and_no_buttons(browser: Browser, tmp_path: Path) -> None:
    _opened(browser, tmp_path, rich(), notes=NOTES)
    made = browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
    document = pypdfium2.PdfDocument(base64.b64decode(made["data"]))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "研商托育設施案" in text
    assert "解析結果" in text
    assert text.count("請社會局於113年9月底前提報計畫。") == 3
    assert "English" not in text
    assert "masked-name" not in text
    assert "個資" not in text
