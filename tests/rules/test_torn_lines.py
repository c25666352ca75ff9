"""Text taken from a PDF: lines torn apart, indents lost, labels set one character a line."""

from __future__ import annotations

from minutes_parser.document import Document, DocumentBuilder, Paragraph, Source
from minutes_parser.normalize import normalize
from minutes_parser.normalize.flow import Line
from minutes_parser.normalize.margins import outer_margin
from minutes_parser.normalize.stacked import stacked


def document(*lines: str) -> Document:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(builder.paragraph(line, wrapped=True))
    return builder.build(Source("invented", "text/plain", "0" * 64, 0, "text"))


def read(*lines: str) -> list[tuple[str, str]]:
    flow, _ = normalize(document(*lines))
    return [(block.text, block.key) for block in flow.blocks if isinstance(block, Line)]


def test_a_sign_that_begins_no_line_was_torn_off() -> None:
    assert [text for text, _ in read("請修正", "「渡輪管理要點」", "，並副知公所。", "散會")] == [
        "請修正「渡輪管理要點」，並副知公所。",
        "散會",
    ]


def test_a_heading_whose_number_is_lost_is_not_torn_off() -> None:
    assert len(read("卓大川", "、主席致詞", "、報告事項")) == 3
    assert len(read("補助款三百萬元", "、", "配合款二百萬元")) == 2


def test_a_bracket_alone_tears_nothing() -> None:
    assert len(read("修正案一覽", "「渡輪管理要點」", "「夜市管理要點」")) == 3


def test_a_label_of_single_characters_is_one_label() -> None:
    assert read("案", "由", "建請增設渡輪碼頭案。", "決", "議", "照案通過") == [
        ("案由 建請增設渡輪碼頭案。", "案由:建請增設渡輪碼頭案。"),
        ("決議 照案通過", "決議:照案通過"),
    ]


def test_numbers_alone_on_lines_are_no_label() -> None:
    given = [block for block in document("一", "二", "案", "外").blocks if isinstance(block, Paragraph)]
    key = "一\n二\n案\n外"
    assert stacked(key, given, 0) is None
    assert stacked(key, given, 2) is None


def test_the_outer_margin_is_where_the_widest_lines_stop_in_mid_sentence() -> None:
    hanging = [(25.0, True)] * 20
    assert outer_margin([*hanging, (33.0, True), (33.0, True), (32.5, True), (33.0, False)]) == 33.0
    assert outer_margin([*hanging, (33.0, True), (33.0, False)]) is None
    assert outer_margin([(80.0, True)] * 5) is None
    assert outer_margin([]) is None
