"""Ruled tables of a page, and what looks like one."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_parser.document import Document, Table
from minutes_parser.readers.limits import Limits
from minutes_parser.readers.pdf import read

from .pdf_builders import HEIGHT, drawn, grid, text


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def cells(document: Document, table: Table) -> dict[tuple[int, int], str]:
    return {
        (cell.row, cell.column): "".join(document.text[p.start : p.end] for p in cell.paragraphs)
        for cell in table.cells
    }


def test_table_between_paragraphs() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 72, 80, "列管事項如下：")
        grid(canvas, [72, 150, 300], [100, 130, 180])
        text(canvas, 80, 120, "編號")
        text(canvas, 160, 120, "決議事項")
        text(canvas, 80, 150, "1")
        text(canvas, 160, 150, "請業務單位研議")
        text(canvas, 160, 168, "後提報。")
        text(canvas, 72, 210, "以上請備查。")

    document = read(drawn(draw), ocr=False)
    before, table, after = document.blocks
    assert isinstance(table, Table)
    assert not isinstance(before, Table)
    assert not isinstance(after, Table)
    assert document.text[before.start : before.end] == "列管事項如下："
    assert document.text[after.start : after.end] == "以上請備查。"
    assert (table.rows, table.columns, table.page) == (2, 2, 1)
    assert cells(document, table) == {(0, 0): "編號", (0, 1): "決議事項", (1, 0): "1", (1, 1): "請業務單位研議後提報。"}
    lines = table.cells[3].paragraphs
    assert len(lines) == 2
    assert all(p.wrapped and p.page == 1 for p in lines)
    assert document.text.count("決議事項") == 1


def test_merged_and_empty_cells() -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(72, HEIGHT - 190, 228, 90)
        canvas.line(72, HEIGHT - 130, 300, HEIGHT - 130)  # under the title row, which is one cell
        canvas.line(150, HEIGHT - 160, 300, HEIGHT - 160)  # the left cell goes over two rows
        canvas.line(150, HEIGHT - 130, 150, HEIGHT - 190)
        canvas.line(225, HEIGHT - 130, 225, HEIGHT - 190)
        text(canvas, 80, 120, "第五次會議")
        text(canvas, 80, 150, "113年")
        text(canvas, 160, 150, "甲案")
        text(canvas, 230, 180, "列管")

    document = read(drawn(draw), ocr=False)
    (table,) = tables(document)
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
        (0, 0, 1, 3),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]
    assert cells(document, table)[1, 2] == ""


def test_rules_drawn_as_thin_rectangles_with_shaded_header() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(72, HEIGHT - 130, 228, 30, stroke=0, fill=1)
        canvas.setFillGray(0)
        for x in (72, 150, 300):
            canvas.rect(x, HEIGHT - 160, 0.5, 60, stroke=0, fill=1)
        for top in (100, 130, 160):
            canvas.rect(72, HEIGHT - top, 228.5, 0.5, stroke=0, fill=1)
        text(canvas, 80, 120, "單位")
        text(canvas, 160, 120, "意見")
        text(canvas, 80, 150, "工務課")
        text(canvas, 160, 150, "無意見")

    document = read(drawn(draw), ocr=False)
    (table,) = tables(document)
    assert cells(document, table) == {(0, 0): "單位", (0, 1): "意見", (1, 0): "工務課", (1, 1): "無意見"}


def test_double_outline_is_one_rule() -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(68, HEIGHT - 164, 236, 68)
        grid(canvas, [72, 150, 300], [100, 130, 160])
        for x, top, content in ((80, 120, "甲"), (160, 120, "乙"), (80, 150, "丙"), (160, 150, "丁")):
            text(canvas, x, top, content)

    document = read(drawn(draw), ocr=False)
    (table,) = tables(document)
    assert (table.rows, table.columns) == (2, 2)
    assert cells(document, table) == {(0, 0): "甲", (0, 1): "乙", (1, 0): "丙", (1, 1): "丁"}


def test_table_that_is_open_at_its_sides() -> None:
    def draw(canvas: Any) -> None:
        canvas.line(150, HEIGHT - 100, 150, HEIGHT - 160)
        for top in (100, 130, 160):
            canvas.line(72, HEIGHT - top, 300, HEIGHT - top)
        for x, top, content in ((80, 120, "單位"), (160, 120, "意見"), (80, 150, "工務課"), (160, 150, "無意見")):
            text(canvas, x, top, content)

    document = read(drawn(draw), ocr=False)
    (table,) = tables(document)
    assert cells(document, table) == {(0, 0): "單位", (0, 1): "意見", (1, 0): "工務課", (1, 1): "無意見"}


def test_table_with_round_corners() -> None:
    def draw(canvas: Any) -> None:
        canvas.roundRect(72, HEIGHT - 160, 228, 60, 8)
        canvas.line(72, HEIGHT - 130, 300, HEIGHT - 130)
        canvas.line(150, HEIGHT - 100, 150, HEIGHT - 160)
        for x, top, content in ((80, 120, "單位"), (160, 120, "意見"), (80, 150, "工務課"), (160, 150, "無意見")):
            text(canvas, x, top, content)

    document = read(drawn(draw), ocr=False)
    found = [cells(document, table) for table in tables(document)]
    assert found == [{(0, 0): "單位", (0, 1): "意見", (1, 0): "工務課", (1, 1): "無意見"}]


def test_lines_to_write_on_are_no_table() -> None:
    def draw(canvas: Any) -> None:
        canvas.line(320, HEIGHT - 80, 320, HEIGHT - 300)  # the page's middle, beside them
        for top in (100, 130, 160, 190):
            canvas.line(72, HEIGHT - top, 300, HEIGHT - top)
            text(canvas, 80, top - 4, "簽名")

    assert tables(read(drawn(draw), ocr=False)) == []


def test_frames_and_underlines_are_not_tables() -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(72, HEIGHT - 130, 228, 30)
        text(canvas, 80, 120, "附帶決議")
        canvas.line(72, HEIGHT - 152, 200, HEIGHT - 152)
        text(canvas, 72, 150, "請參閱附件")
        grid(canvas, [72, 300], [200, 230, 260])
        text(canvas, 80, 220, "一、報告事項")
        text(canvas, 80, 250, "二、討論事項")

    document = read(drawn(draw), ocr=False)
    assert tables(document) == []
    assert document.text.split() == ["附帶決議", "請參閱附件", "一、報告事項", "二、討論事項"]


def test_full_width_rows_under_a_head_are_paragraphs() -> None:
    def draw(canvas: Any) -> None:
        grid(canvas, [72, 150, 300], [100, 130])
        grid(canvas, [72, 300], [130, 160, 190, 220, 250])
        text(canvas, 80, 120, "時間")
        text(canvas, 160, 120, "上午十時")
        for row, content in enumerate(["一、報告事項", "洽悉。", "二、討論事項", "照案通過。"]):
            text(canvas, 80, 150 + 30 * row, content)

    document = read(drawn(draw), ocr=False)
    # a head of one row and two cells stays a table
    assert [type(block).__name__ for block in document.blocks] == ["Table", *["Paragraph"] * 4]


def test_text_over_a_rule_is_cut_at_the_rule() -> None:
    def draw(canvas: Any) -> None:
        grid(canvas, [72, 132, 300], [100, 130, 160])
        text(canvas, 74, 120, "甲乙丙丁")
        canvas.setFont("MSung-Light", 12)
        text(canvas, 122, 120, "戊己庚辛")
        text(canvas, 80, 150, "子")

    document = read(drawn(draw), ocr=False)
    (table,) = tables(document)
    assert Counter("".join(cells(document, table).values())) == Counter("甲乙丙丁戊己庚辛子")


def test_rules_in_a_form_are_found() -> None:
    def draw(canvas: Any) -> None:
        canvas.beginForm("table")
        grid(canvas, [0, 78, 228], [HEIGHT - 60, HEIGHT - 30, HEIGHT])
        canvas.endForm()
        canvas.saveState()
        canvas.translate(72, HEIGHT - 160)
        canvas.doForm("table")
        canvas.restoreState()
        for x, top, content in ((80, 120, "甲"), (160, 120, "乙"), (80, 150, "丙"), (160, 150, "丁")):
            text(canvas, x, top, content)

    document = read(drawn(draw), ocr=False)
    (table,) = tables(document)
    assert cells(document, table) == {(0, 0): "甲", (0, 1): "乙", (1, 0): "丙", (1, 1): "丁"}


def test_page_full_of_rules_is_read_without_tables() -> None:
    def draw(canvas: Any) -> None:
        grid(canvas, list(range(40, 560, 4)), list(range(40, 800, 4)))
        text(canvas, 100, 400, "簽到處")

    document = read(drawn(draw), limits=Limits(max_table_edges=200), ocr=False)
    assert tables(document) == []
    assert "簽到處" in document.text
    assert [f.code for f in document.findings] == ["reader"]


def test_page_of_squared_paper_is_soon_done() -> None:
    def draw(canvas: Any) -> None:
        grid(canvas, range(40, 560, 4), range(40, 800, 4))
        text(canvas, 100, 400, "簽到處")

    began = time.monotonic()
    document = read(drawn(draw), ocr=False)
    assert time.monotonic() - began < 10
    assert Counter(document.text) >= Counter("簽到處")


words = st.text(alphabet="會議紀錄主席報告事項決定辦理情形甲乙丙丁", min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_cell_of_any_grid_holds_its_text(data: st.DataObject) -> None:
    columns = data.draw(st.integers(2, 5))
    rows = data.draw(st.integers(2, 6))
    xs = [60 + 90 * column for column in range(columns + 1)]
    tops = [80 + 24 * row for row in range(rows + 1)]
    content = {(r, c): data.draw(words | st.just("")) for r in range(rows) for c in range(columns)}
    if not any(content.values()):
        content[0, 0] = "主席"

    def draw(canvas: Any) -> None:
        grid(canvas, xs, tops)
        for (row, column), word in content.items():
            text(canvas, xs[column] + 4, tops[row] + 16, word)

    document = read(drawn(draw), ocr=False)
    (table,) = tables(document)
    assert cells(document, table) == content


placed = st.tuples(st.integers(20, 480), st.integers(40, 800), words, st.sampled_from([8, 12, 16]))


@settings(max_examples=60, deadline=None)
@given(st.lists(placed, min_size=1, max_size=30), st.booleans())
def test_no_character_is_lost_wherever_it_stands(items: list[tuple[int, int, str, int]], ruled: bool) -> None:
    def draw(canvas: Any) -> None:
        if ruled:
            grid(canvas, [50, 200, 380, 560], [60, 200, 420, 780])
        for x, top, word, size in items:
            text(canvas, x, top, word, size)

    data = drawn(draw)
    document = read(data, ocr=False)
    assert Counter(document.text.replace("\n", "").replace(" ", "").replace("\u3000", "")) == layer(data)


def layer(data: bytes) -> Counter[str]:
    """The characters of the text layer by pdfium's own text: it leaves out what is printed twice on one place."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    text_of_page = pdf[0].get_textpage().get_text_range()
    return Counter(c for c in text_of_page if not c.isspace())
