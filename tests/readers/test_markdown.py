"""Markdown as transcripts and converted minutes use it."""

from __future__ import annotations

from minutes_parser.document import Table
from minutes_parser.readers import read, read_text

from .packages import shape, texts


def test_headings_paragraphs_and_soft_breaks() -> None:
    document = read_text("# 第3次會議紀錄\n\n### 王○明：\n第一句\n第二句\n\n決議\\\n通過。  \n散會\n")
    assert document.source.reader == "markdown"
    assert [(document.text[q.start : q.end], q.style.heading, q.wrapped) for q in document.paragraphs()] == [
        ("第3次會議紀錄", 1, False), ("王○明：", 3, False), ("第一句", None, True), ("第二句", None, True),
        ("決議", None, False), ("通過。", None, False), ("散會", None, False),
    ]  # fmt: skip


def test_lists_keep_the_numbers_that_are_written() -> None:
    text = "# 會\n\n3. 甲\n4. 乙\n   1. 子\n\n   子續\n9. 丙\n\n- 丁\n  * 戊\n\n1) 己\n"
    document = read_text(text)
    assert texts(document) == ["會", "3. 甲", "4. 乙", "1. 子", "子續", "9. 丙", "- 丁", "* 戊", "1)己"]
    assert [q.label_end is not None for q in document.paragraphs()] == [
        False,
        True,
        True,
        True,
        False,
        True,
        True,
        True,
        True,
    ]


def test_tables() -> None:
    text = "| 單位 | 姓名 |\n| --- | :-: |\n| 教務處 | **王○明**<br>李○華 |\n| 總務處 |\n"
    assert shape(read_text(text)) == [
        [
            (0, 0, 1, 1, "單位"), (0, 1, 1, 1, "姓名"), (1, 0, 1, 1, "教務處"), (1, 1, 1, 1, "王○明|李○華"),
            (2, 0, 1, 1, "總務處"), (2, 1, 1, 1, ""),
        ]
    ]  # fmt: skip


def test_a_line_right_under_a_table_is_no_row() -> None:
    document = read_text("# 會\n\n| 編號 | 決議 |\n|---|---|\n| 1 | 通過 |\n主席裁示：洽悉。\n")
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Table", "Paragraph"]
    assert texts(document)[-1] == "主席裁示：洽悉。"


def test_marks_escapes_links_and_html() -> None:
    text = "**決議**：*照案*通過 1\\. `x` [附件](https://example.org/a) ![圖](b.png) &amp; <u>底線</u>\n\n<div>區塊<br>二</div>\n\n> 引言\n\n```\n原樣 **x**\n```\n"
    assert texts(read_text(text)) == ["決議：照案通過 1. x 附件  & 底線", "區塊", "二", "引言", "原樣 **x**"]


def test_front_matter_is_text() -> None:
    text = '---\ntitle: "第3次會議紀錄"\ndate: 2024-03-01\ntags:\n  - 會議\n---\n\n本文\n'
    assert texts(read_text(text)) == ['title: "第3次會議紀錄"', "date: 2024-03-01", "tags:", "- 會議", "本文"]


def test_bold_paragraphs() -> None:
    assert [q.style.bold for q in read_text("**全粗**\n\n**半**粗\n").paragraphs()] == [True, False]


def test_minutes_with_numbers_and_dashes_are_not_markdown() -> None:
    assert read("會議紀錄\n1. 甲\n- 乙\n* 丙\n(1) 丁\n----------\n".encode()).source.reader == "text"


def test_deep_lists_lose_nothing() -> None:
    text = "# 會\n\n" + "".join("  " * depth + f"- 第{depth}層\n" for depth in range(60))
    assert texts(read_text(text))[1:] == [f"- 第{depth}層" for depth in range(60)]


def test_fences_of_notes_are_marks() -> None:
    text = '# 會\n\n甲\n:::success\n**決議**：通過。\n:::\n乙\n\n:::tip 結論\n丙\n:::\n\n!!! note "決定"\n    丁\n\n```\n:::\n```\n'
    assert texts(read_text(text)) == ["會", "甲", "決議：通過。", "乙", "結論", "丙", "決定", "丁", ":::"]


def test_directives_of_sites_are_navigation() -> None:
    text = "# 會\n\n[TOC]\n\n[[_TOC_]]\n\n###### tags: `會議`\n\n決議：通過。\n{: .no_toc }\n\n{{< notice >}}\n\nimport Tabs from '@theme/Tabs';\n"
    document = read_text(text)
    assert texts(document, "body") == ["會", "決議：通過。"]
    assert texts(document, "navigation") == [
        "[TOC]",
        "[[TOC]]",
        "tags: 會議",
        "{: .no_toc }",
        "{{< notice >}}",
        "import Tabs from '@theme/Tabs';",
    ]


def test_front_matter_for_the_program_of_the_site_is_navigation() -> None:
    text = "---\nid: m-114\ntitle: 第3次會議紀錄\ndate: 2024-03-01\n主席: 王○明\ntags:\n  - 會議\n---\n\n本文\n"
    assert texts(read_text(text), "body") == ["title: 第3次會議紀錄", "date: 2024-03-01", "主席: 王○明", "本文"]


def test_lines_that_are_links() -> None:
    text = "# 會\n\n[首頁](/) / [會議](/m)\n見[附件](/x)\n[回上一頁](javascript:history.back())\n\n- [報告](#報告)\n"
    assert [q.style.link for q in read_text(text).paragraphs()] == [None, "away", None, "away", "here"]


def test_a_table_whose_rows_end_in_an_empty_cell_of_wide_spaces() -> None:
    """Its first row has as many cells as the others, though no bar stands behind the last."""
    wide = "\u3000\u3000"
    text = f"| 列席官員： | 4月22日 | {wide}\n| --- | --- | ---\n| {wide} | 農漁部部長 | 江○流\n"
    (table,) = [block for block in read_text(text).blocks if isinstance(block, Table)]
    assert (table.rows, table.columns) == (2, 3)
