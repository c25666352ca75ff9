"""Plain text: every character kept, every line a paragraph that may be wrapped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.readers import read, read_text
from minutes_parser.readers.spaces import indent_of

from .packages import shape, texts


def test_lines_keep_their_offsets_and_blank_lines_their_place() -> None:
    text = "會議紀錄\r\n\r\n\u3000\u3000一、報告\u3000\r\n  （略）\n"
    document = read_text(text)
    assert document.text == text
    assert texts(document) == ["會議紀錄", "一、報告", "（略）"]
    assert [(q.start, q.style.indent, q.wrapped, q.page) for q in document.paragraphs()] == [
        (0, 0.0, True, None), (10, 2.0, True, None), (19, 1.0, True, None),
    ]  # fmt: skip


def test_form_feeds_turn_pages() -> None:
    document = read("甲\n- 1 -\f乙\n\f丙".encode())
    assert [(document.text[q.start : q.end], q.page) for q in document.paragraphs()] == [
        ("甲", 1), ("- 1 -", 1), ("乙", 2), ("丙", 3),
    ]  # fmt: skip


def test_tabbed_lines_are_a_table() -> None:
    text = "出席：\n單位\t姓名\n教務處\t王○明\n總務處\t\n紀錄：李○華\n單\t獨"
    assert shape(read_text(text)) == [
        "出席：",
        [(0, 0, 1, 1, "單位"), (0, 1, 1, 1, "姓名"), (1, 0, 1, 1, "教務處"), (1, 1, 1, 1, "王○明"), (2, 0, 1, 1, "總務處"), (2, 1, 1, 1, "")],
        "紀錄：李○華",
        "單\t獨",
    ]  # fmt: skip


def test_tabbed_lines_with_a_blank_line_between_each() -> None:
    assert shape(read_text("時間\t上午\n\n地點\t本府\n\n\n甲\t乙")) == [
        [(0, 0, 1, 1, "時間"), (0, 1, 1, 1, "上午"), (1, 0, 1, 1, "地點"), (1, 1, 1, 1, "本府")],
        "甲\t乙",
    ]


def test_a_tab_after_a_number_or_before_a_line_is_no_column() -> None:
    assert shape(read_text("一、\t報告事項\n二、\t討論事項")) == ["一、\t報告事項", "二、\t討論事項"]
    assert shape(read_text("\t甲\n\t乙")) == ["甲", "乙"]


def test_indents() -> None:
    assert [indent_of(line, len(line)) for line in ("", " ", "  ", "\u3000", "\t", " \u3000 ")] == [0, 0.5, 1, 1, 2, 2]


def test_text_without_any_text_says_so() -> None:
    assert [f.code for f in read_text(" \n ").findings] == ["no-text"]


@given(st.text(st.sampled_from("會議紀錄一、 \u3000\t\n\r\fabc.|#*-<>")))
def test_no_character_is_lost_or_doubled(text: str) -> None:
    document = read_text(text)
    if document.source.reader != "text":
        return
    assert document.text == text
    assert sorted("".join("".join(texts(document)).split())) == sorted("".join(text.split()))
    ends = 0
    for q in document.paragraphs():
        assert ends <= q.start < q.end <= len(text)
        ends = q.end
