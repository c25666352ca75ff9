"""Pages without text, recognised: with the real engine where it is installed, with a stand-in for the logic."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest

from minutes_parser.document import Document, Table
from minutes_parser.errors import MissingDependency
from minutes_parser.readers import ocr
from minutes_parser.readers.limits import Limits
from minutes_parser.readers.pdf import read

from .pdf_builders import Glyphs, drawn, grey_image, grid, raw_pdf, text

LINES = [
    "清溪鎮公所第三次鎮務會議紀錄",
    "一、時間：113年5月8日上午9時30分",
    "二、地點：本所三樓會議室",
    "三、主席：許鎮長淑芬      紀錄：何俊傑",
    "四、報告事項：各課室工作報告，洽悉。",
    "決議：請工務課於6月底前完成改善，並提下次會議報告。",
]


def pictured(data: bytes) -> bytes:
    """The same pages as images at 200 dpi."""
    pdf = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=200 / 72).to_pil().convert("RGB") for page in pdf]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return out.getvalue()


def distance(a: str, b: str) -> int:
    """Edit distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def bare(content: str) -> str:
    return "".join(content.split())


def letter(canvas: Any) -> None:
    for row, line in enumerate(LINES):
        text(canvas, 72, 90 + 26 * row, line, size=13)


def table(canvas: Any) -> None:
    text(canvas, 72, 80, "列管事項一覽表", size=14)
    grid(canvas, [72, 140, 330, 400], [100, 130, 190, 250])
    for x, top, content in [
        (80, 120, "編號"),
        (150, 120, "決議事項"),
        (340, 120, "狀態"),
        (80, 150, "1"),
        (150, 150, "請民政課盤點里辦公處"),
        (150, 170, "設備後提報。"),
        (340, 150, "繼續列管"),
        (80, 210, "2"),
        (150, 210, "老人會館漏水修繕"),
        (340, 210, "解除列管"),
    ]:
        text(canvas, x, top, content)


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


class StandIn:
    """An engine that finds what it is told."""

    def __init__(self, *answers: list[ocr.Recognised]) -> None:
        self.answers = list(answers)
        self.images: list[Any] = []

    def __call__(self, image: Any, use_cls: bool) -> Any:
        self.images.append(image)
        lines = self.answers.pop(0)

        corners = [[(line.box[0], line.box[1]), (line.box[2], line.box[3])] for line in lines]
        texts = [line.text for line in lines] or None
        return SimpleNamespace(txts=texts, scores=[line.score for line in lines], boxes=corners)


def test_missing_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    ocr.engine.cache_clear()
    with pytest.raises(MissingDependency, match=r"pip install 'minutes-parser\[ocr\]'"):
        read(drawn(letter), ocr=True)


def test_pages_over_the_limit_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    stand_in = StandIn([ocr.Recognised((200, 200, 500, 240), "第一頁", 0.9)])
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "engine", lambda: ocr.Engine(stand_in))
    monkeypatch.setattr(ocr, "rules_of", lambda image: [])
    document = read(pictured(drawn(letter, letter)), limits=Limits(max_ocr_pages=1), ocr=None)
    assert document.text == "第一頁\n"
    assert codes(document) == ["page-without-text", "ocr", "page-without-text", "reader"]
    (line,) = document.paragraphs()
    assert line.low_confidence
    assert line.box == (72.0, 72.0, 180.0, 86.4)


def test_recognised_lines_do_not_repeat_what_the_text_layer_has(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    found = [ocr.Recognised((190, 370, 320, 410), "第3頁", 0.9), ocr.Recognised((190, 500, 600, 540), "照案通過", 0.9)]
    monkeypatch.setattr(ocr, "engine", lambda: ocr.Engine(StandIn(found)))
    monkeypatch.setattr(ocr, "rules_of", lambda image: [])
    glyphs = Glyphs("第三頁")
    content = f"q 595 0 0 842 0 0 cm /Im Do Q BT /F1 12 Tf 72 700 Td {glyphs.show('第三頁')} ET"
    document = read(raw_pdf(content, glyphs=glyphs, more=[grey_image()]), ocr=True)
    assert document.text == "第三頁\n照案通過\n"
    assert [p.low_confidence for p in document.paragraphs()] == [False, True]


def test_column_whose_text_was_missed_is_recognised_again() -> None:
    numpy = pytest.importorskip("numpy")
    image = numpy.full((400, 1200, 3), 255, numpy.uint8)
    image[100:130, 40:90] = image[200:230, 40:90] = 0  # two lines of ink in the first column
    title = ocr.Recognised((30, 20, 700, 50), "第五次會議", 0.9)
    first = ocr.Recognised((38, 98, 92, 132), "甲", 0.9)
    second = ocr.Recognised((18, 128, 72, 162), "乙", 0.9)
    cut_title = ocr.Recognised((10, -40, 80, -10), "第五", 0.9)
    stand_in = StandIn([title, first], [cut_title, ocr.Recognised((18, 28, 72, 62), "甲", 0.9), second])
    columns = [[(20, 70, 120, 160), (20, 162, 120, 390)], [(130, 70, 400, 160), (130, 162, 400, 390)]]
    lines = ocr.Engine(stand_in).page(image, columns)
    assert [line.text for line in lines] == ["第五次會議", "甲", "乙"]
    assert lines[-1].box == (38, 198, 92, 232)
    assert len(stand_in.images) == 2  # the empty column is not tried
    assert stand_in.images[1].shape == (320, ocr.LEAST_WIDTH, 3)


@pytest.mark.slow
def test_letter_is_recognised_from_its_image() -> None:
    pytest.importorskip("rapidocr")
    document = read(pictured(drawn(letter)), ocr=None)
    truth = bare("".join(LINES))
    assert distance(bare(document.text), truth) <= 0.03 * len(truth)
    assert codes(document) == ["page-without-text", "ocr"]
    assert all(p.low_confidence and p.page == 1 and p.box for p in document.paragraphs())


@pytest.mark.slow
def test_ruled_table_is_recognised_cell_by_cell() -> None:
    pytest.importorskip("rapidocr")
    document = read(pictured(drawn(table)), ocr=True)
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    cells = {
        (c.row, c.column): bare("".join(document.text[p.start : p.end] for p in c.paragraphs)) for c in found.cells
    }
    assert (found.rows, found.columns) == (3, 3)
    assert cells[0, 1] == "決議事項"
    assert cells[1, 1] == "請民政課盤點里辦公處設備後提報。"
    assert (cells[1, 2], cells[2, 2]) == ("繼續列管", "解除列管")


@pytest.mark.slow
def test_garbage_is_replaced_by_what_the_page_shows() -> None:
    pytest.importorskip("rapidocr")
    content = "本會第五次會議討論事項一覽如下請各位委員惠示卓見"
    glyphs = Glyphs(content, to_unicode=False)
    document = read(raw_pdf(f"BT /F1 12 Tf 72 700 Td {glyphs.show(content)} ET", glyphs=glyphs), ocr=True)
    assert codes(document)[:2] == ["garbage-text-layer", "ocr"]
