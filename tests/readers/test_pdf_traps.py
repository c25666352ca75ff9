"""What PDFs do to the text of minutes, one made-up page for each trap."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4

from minutes_parser.document import Document, Paragraph, Table
from minutes_parser.readers.pdf import read

from .pdf_builders import HEIGHT, Glyphs, drawn, grey_image, raw_pdf, text


def lines(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs()]


def codes(document: Document) -> set[str]:
    return {finding.code for finding in document.findings}


def page_of(content: str, glyphs: Glyphs, **kwargs: Any) -> Document:
    return read(raw_pdf(content, glyphs=glyphs, **kwargs), ocr=False)


def shown(glyphs: Glyphs, *placed: tuple[float, float, str]) -> str:
    return "".join(f"BT /F1 12 Tf {x} {y} Td {glyphs.show(content)} ET\n" for x, y, content in placed)


def test_page_of_thousands_of_characters_is_read_to_the_end() -> None:
    signs = "主席報告本年度工作計畫執行情形請各單位依規定辦理並於下次會議提出"
    rows = [(signs[row % len(signs) :] + signs[: row % len(signs)]) * 3 for row in range(70)]
    glyphs = Glyphs(signs)
    content = "".join(f"BT /F1 5 Tf 40 {800 - 10 * row} Td {glyphs.show(said)} ET\n" for row, said in enumerate(rows))
    document = page_of(content, glyphs)
    assert sum(map(len, rows)) > 3 * 2048
    assert lines(document) == rows
    places = [paragraph.box for paragraph in document.paragraphs()]
    assert {(box[0], box[2]) for box in places if box} == {(40.0, 40.0 + 5 * len(rows[0]))}
    tops = [box[1] for box in places if box]
    assert {round(below - above) for above, below in pairwise(tops)} == {10}


def test_adobe_cns1_font_that_is_not_embedded_and_names_the_wrong_cmap() -> None:
    document = read(drawn(lambda c: text(c, 72, 100, "主席：許淑芬，記錄：何俊傑")), ocr=False)
    assert lines(document) == ["主席：許淑芬，記錄：何俊傑"]


def test_eten_font_in_big5() -> None:
    big5 = "出席委員".encode("big5").hex()
    font = (
        "/F3<</Type/Font/Subtype/Type0/BaseFont/Ming/Encoding/ETen-B5-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/Ming/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(CNS1)/Supplement 0>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/Ming/Flags 4/ItalicAngle 0/Ascent 880/Descent -120"
        "/CapHeight 700/StemV 80/FontBBox[0 -120 1000 880]>>>>]>>"
    )
    document = read(raw_pdf(f"BT /F3 12 Tf 72 700 Td <{big5}> Tj ET", fonts=font), ocr=False)
    assert lines(document) == ["出席委員"]


def test_text_layer_without_a_character_map_is_not_text() -> None:
    content = "本會第五次會議討論事項一覽如下請各位委員惠示卓見並於期限內回復"
    glyphs = Glyphs(content, to_unicode=False)
    document = page_of(shown(glyphs, (72, 700, content)), glyphs)
    assert lines(document) == []
    assert codes(document) == {"garbage-text-layer"}


def test_text_layer_of_rare_characters_is_not_text() -> None:
    rare = "䨻龘靐齉麤鱻馫飝雥轟蟲譶贔鑫灥淼毳森晶掱惢孨垚壵嚞劦厽众舙"
    rare += "灪爩癵籱糷纞虋讟豓躨軉钀饢鸞麷黷齾龗"
    glyphs = Glyphs(rare)
    document = page_of(shown(glyphs, (20, 700, rare)), glyphs)
    assert lines(document) == []
    assert "garbage-text-layer" in codes(document)


def test_one_line_without_meaning_does_not_take_the_page_with_it() -> None:
    glyphs = Glyphs("主席報告本年度工作計畫執行情形洽悉", said={"洽": "\ufffd", "悉": "\ufffd"})
    document = page_of(shown(glyphs, (72, 700, "主席報告本年度工作計畫執行情形"), (72, 660, "洽悉")), glyphs)
    assert lines(document) == ["主席報告本年度工作計畫執行情形"]
    assert [f.message for f in document.findings if f.code == "garbage-text-layer"] == ["2 characters were left out"]


def test_one_foreign_language_is_a_language() -> None:
    thai = "ประชุมคณะกรรมการครั้งที่หนึ่ง"
    glyphs = Glyphs(thai)
    document = page_of(shown(glyphs, (72, 700, thai)), glyphs)
    assert lines(document) == [thai]


@pytest.mark.parametrize(("printed", "said"), [("月", "\u2f49"), ("年", "\uf98e"), ("長", "\u2ed1")])
def test_radicals_and_compatibility_ideographs_stay_as_the_file_has_them(printed: str, said: str) -> None:
    glyphs = Glyphs(f"本{printed}份會議", said={printed: said})
    document = page_of(shown(glyphs, (72, 700, f"本{printed}份會議")), glyphs)
    assert lines(document) == [f"本{said}份會議"]


def test_private_use_characters_are_kept_and_named() -> None:
    glyphs = Glyphs("委員黃某煌出席本次會議", said={"某": "\ue001"})
    document = page_of(shown(glyphs, (72, 700, "委員黃某煌出席本次會議")), glyphs)
    assert lines(document) == ["委員黃\ue001煌出席本次會議"]
    assert [f.message for f in document.findings] == ["1 characters: U+E001"]


def test_characters_beyond_the_basic_plane() -> None:
    glyphs = Glyphs("吉田委員", said={"吉": "\U00020bb7"})
    document = page_of(shown(glyphs, (72, 700, "吉田委員")), glyphs)
    assert lines(document) == ["\U00020bb7田委員"]


def test_hyphen_at_a_line_break() -> None:
    content = "BT /F2 12 Tf 72 700 Td (The committee will co-) Tj 0 -16 Td (operate with all bodies) Tj ET"
    assert lines(read(raw_pdf(content), ocr=False)) == ["The committee will co-", "operate with all bodies"]


def test_letter_spaced_text_is_closed_and_a_padded_name_is_not() -> None:
    def draw(canvas: Any) -> None:
        for x, character in zip((72, 92, 112), "計畫書", strict=True):
            text(canvas, x, 100, character)
        for x, character in zip((72, 96), "王明", strict=True):
            text(canvas, x, 130, character)
        for index, character in enumerate("中華民國某某年"):
            text(canvas, 72 + 60 * index, 160, character)

    assert lines(read(drawn(draw), ocr=False)) == ["計畫書", "王\u3000明", "中華民國某某年"]


def test_names_with_a_space_between_them_stay_apart() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 72, 100, "周美鈴")
        text(canvas, 114, 100, "柯文山")
        text(canvas, 156, 100, "溫玉清")

    assert lines(read(drawn(draw), ocr=False)) == ["周美鈴 柯文山 溫玉清"]


def test_signs_of_another_font_drawn_after_the_words_around_them_stand_between_them() -> None:
    glyphs = Glyphs("主席溫說明堃犇")
    around = f"BT /F1 12 Tf 72 700 Td [{glyphs.show('主席溫')[:-3]} -1000 {glyphs.show('說明')[:-3]}] TJ ET\n"
    document = page_of(around + f"BT /F1 12 Tf 50 Tz 108 700 Td {glyphs.show('堃犇')} ET\n", glyphs)
    assert lines(document) == ["主席溫堃犇說明"]


def test_two_things_on_a_line_keep_their_distance() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 300, 100, "紀錄：何俊傑")
        text(canvas, 72, 100, "主席：許淑芬")

    (line,) = lines(read(drawn(draw), ocr=False))
    assert line.split("  ")[0] == "主席：許淑芬"
    assert line.split("  ")[-1].strip() == "紀錄：何俊傑"


def test_quarter_em_between_chinese_and_digits_is_no_space() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 72, 100, "第")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(87, HEIGHT - 100, "12")
        text(canvas, 103.4, 100, "屆")

    assert lines(read(drawn(draw), ocr=False)) == ["第12屆"]


def test_double_struck_text_is_read_once() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 72, 100, "壹、報告事項")
        text(canvas, 72.4, 100, "壹、報告事項")

    assert lines(read(drawn(draw), ocr=False)) == ["壹、報告事項"]


def test_bold_by_outline() -> None:
    glyphs = Glyphs("壹、報告事項洽悉。")
    content = "2 Tr " + shown(glyphs, (72, 700, "壹、報告事項")) + "0 Tr " + shown(glyphs, (72, 680, "洽悉。"))
    document = page_of(content, glyphs)
    assert [p.style.bold for p in document.paragraphs()] == [True, False]


def test_labels_turned_on_their_side_are_read_in_order() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 240, 140, "本案照案通過，請業務單位辦理")
        for angle, x, content in ((-90, 100, "出席人員"), (90, 180, "簽名")):
            canvas.saveState()
            canvas.translate(x, HEIGHT - 140)
            canvas.rotate(angle)
            canvas.setFont("MSung-Light", 12)
            canvas.drawString(-12 * len(content) / 2, 0, content)
            canvas.restoreState()

    (line,) = lines(read(drawn(draw), ocr=False))
    assert line.split() == ["出席人員", "簽名", "本案照案通過，請業務單位辦理"]


def test_stacked_characters_are_columns_from_right_to_left() -> None:
    def draw(canvas: Any) -> None:
        for x, content in ((130, "會議結論"), (110, "追蹤列管")):
            for row, character in enumerate(content):
                text(canvas, x, 100 + 13 * row, character)

    assert lines(read(drawn(draw), ocr=False)) == ["會議結論追蹤列管"]


def turned_page(canvas: Any, angle: int, width: float, height: float) -> float:
    """Turn the canvas of a sheet counterclockwise; returns the height of the page as it is then read."""
    canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[angle])
    canvas.rotate(angle)
    return height if angle % 180 == 0 else width


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotated_page(rotate: int) -> None:
    def draw(canvas: Any) -> None:
        top = turned_page(canvas, rotate, *(A4 if rotate % 180 == 0 else A4[::-1]))
        canvas.setFont("MSung-Light", 12)
        canvas.drawString(72, top - 100, "一、時間：上午十時")
        canvas.drawString(72, top - 120, "二、地點：第一會議室")

    document = read(drawn(draw, rotate=rotate), ocr=False)
    assert lines(document) == ["一、時間：上午十時", "二、地點：第一會議室"]
    box = next(document.paragraphs()).box
    assert box is not None
    assert math.isclose(box[0], 72, abs_tol=1)
    assert math.isclose(box[3], 102, abs_tol=4)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_page_set_sideways_without_rotate(angle: int) -> None:
    def draw(canvas: Any) -> None:
        top = turned_page(canvas, angle, *A4)
        canvas.setFont("MSung-Light", 12)
        canvas.drawString(72, top - 100, "收支決算表")
        canvas.drawString(72, top - 130, "會費收入  捐款收入")

    assert lines(read(drawn(draw), ocr=False)) == ["收支決算表", "會費收入 捐款收入"]


def test_check_box_of_a_symbol_font() -> None:
    glyphs = Glyphs("解除列管繼續")
    fonts = "/F2<</Type/Font/Subtype/TrueType/BaseFont/Wingdings-Regular/Encoding/WinAnsiEncoding>>"
    box = "BT /F2 12 Tf 72 700 Td <FE> Tj ET\n"
    other = "BT /F2 12 Tf 172 700 Td <A8> Tj ET\n"
    content = box + shown(glyphs, (86, 700, "解除列管")) + other + shown(glyphs, (186, 700, "繼續列管"))
    (line,) = lines(page_of(content, glyphs, fonts=fonts))
    assert line.replace(" ", "") == "☑解除列管□繼續列管"


SCAN = "q 595 0 0 842 0 0 cm /Im Do Q\n"


def test_scanned_page_has_no_text() -> None:
    document = read(raw_pdf(SCAN, more=[grey_image()]), ocr=False)
    assert document.text == ""
    assert [(f.code, f.page) for f in document.findings] == [("page-without-text", 1)]


def test_blank_page_is_nothing_to_report() -> None:
    assert read(raw_pdf(""), ocr=False).findings == ()


def test_invisible_text_over_an_image_is_an_ocr_layer() -> None:
    glyphs = Glyphs("本案照案通過，請業務單位依規定辦理後續事宜，並於下次會議報告。")
    hidden = "3 Tr " + shown(glyphs, (72, 700, "本案照案通過，請業務單位依規定辦理後續事宜，並於下次會議報告。"))
    document = page_of(SCAN + hidden, glyphs, more=[grey_image()])
    assert codes(document) == {"ocr-layer"}
    assert all(p.low_confidence for p in document.paragraphs())
    assert len(lines(document)) == 1


def test_lines_carry_their_place_and_layout() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 225, 80, "第三次會議紀錄", size=20)
        for row in range(8):
            text(canvas, 72, 120 + 20 * row, "一二三四五六七八九十" * 3)
        text(canvas, 96, 300, "說明：依規定辦理")

    document = read(drawn(draw, draw), ocr=False)
    first, last = document.blocks[0], document.blocks[-1]
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.page, last.page) == (1, 2)
    assert first.wrapped
    assert first.style.centered
    assert first.style.size == 20
    assert last.style.indent == 2.0
    assert not last.style.centered
    assert last.box is not None
    assert last.box[0] == 96
    assert not any(isinstance(block, Table) for block in document.blocks)


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [f"左欄第{n}行" + "文字" * 7 for n in "一二三四五六七八"]
    right = [f"右欄第{n}行" + "文字" * 7 for n in "一二三四五六七八"]

    def draw(canvas: Any) -> None:
        text(canvas, 72, 80, "會議報告全文")
        for row, (a, b) in enumerate(zip(left, right, strict=True)):
            text(canvas, 72, 110 + 18 * row, a)
            text(canvas, 330, 110 + 18 * row, b)
        text(canvas, 72, 300, "散會")

    assert lines(read(drawn(draw), ocr=False)) == ["會議報告全文", *left, *right, "散會"]


def test_list_of_units_and_names_is_read_row_by_row() -> None:
    units = ["民政課", "財政課", "工務課", "社會課", "文化課", "農業課", "人事室", "主計室"]

    def draw(canvas: Any) -> None:
        for row, unit in enumerate(units):
            text(canvas, 72, 110 + 18 * row, f"清溪鎮公所{unit}")
            text(canvas, 300, 110 + 18 * row, "課長" + "甲乙丙丁戊己庚辛"[row])

    for row, line in enumerate(lines(read(drawn(draw), ocr=False))):
        assert line.startswith(f"清溪鎮公所{units[row]}  ")
        assert line.endswith("課長" + "甲乙丙丁戊己庚辛"[row])


def test_height_of_the_page_is_that_of_the_builder() -> None:
    assert round(HEIGHT) == 842
