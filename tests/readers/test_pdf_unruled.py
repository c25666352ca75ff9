"""Tables without rules: read cell by cell where a cell goes on beside another's text, else line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from minutes_parser.document import Document, Table
from minutes_parser.readers.pdf import read

from .pdf_builders import drawn, text

Written = Sequence[tuple[float, Sequence[tuple[float, str]]]]
"""Lines: the distance from the top, and what begins at which x."""


def document(lines: Written) -> Document:
    def draw(canvas: Any) -> None:
        for top, pieces in lines:
            for x, content in pieces:
                text(canvas, x, top, content)

    return read(drawn(draw), ocr=False)


def rows(found: Document) -> list[list[str]]:
    """The cells of the tables, row by row."""
    out: dict[tuple[int, int], list[str]] = {}
    for number, block in enumerate(b for b in found.blocks if isinstance(b, Table)):
        for cell in block.cells:
            content = "".join(found.text[p.start : p.end] for p in cell.paragraphs)
            out.setdefault((number, cell.row), []).append(content)
    return list(out.values())


def lines(found: Document) -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks if not isinstance(b, Table)]


def test_bracket_that_a_cell_leaves_open() -> None:
    found = document(
        [
            (80, [(72, "出席：")]),
            (100, [(72, "岳局長○明"), (232, "焦副局長○文")]),
            (120, [(72, "童處長○遠（由卓副處長"), (232, "井主任○新")]),
            (140, [(72, "○雲代理）")]),
            (170, [(72, "列席：幕僚單位")]),
        ]
    )
    assert rows(found) == [["岳局長○明", "焦副局長○文"], ["童處長○遠（由卓副處長○雲代理）", "井主任○新"]]
    assert lines(found) == ["出席：", "列席：幕僚單位"]


def test_lines_of_a_cell_closer_than_rows() -> None:
    found = document(
        [
            (100, [(72, "委員姓名"), (172, "服務單位及職稱"), (320, "備註")]),
            (124, [(72, "岳明山"), (172, "松濤大學運輸與物流管"), (320, "請假")]),
            (140, [(172, "理學系教授")]),
            (164, [(72, "焦文安"), (172, "朝雲顧問公司"), (320, "視訊")]),
        ]
    )
    assert rows(found) == [
        ["委員姓名", "服務單位及職稱", "備註"],
        ["岳明山", "松濤大學運輸與物流管理學系教授", "請假"],
        ["焦文安", "朝雲顧問公司", "視訊"],
    ]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(
            [
                (100, [(72, "岳明山委員"), (144, "焦文安委員"), (216, "童遠委員")]),
                (120, [(72, "卓雲萍委員"), (144, "井新委員")]),
            ],
            id="names in columns, a short last line",
        ),
        pytest.param(
            [
                (100, [(72, "主席：岳主任委員明山"), (300, "紀錄：焦文安")]),
                (124, [(72, "地點：第一會議室")]),
                (148, [(72, "出席：如簽到簿")]),
            ],
            id="labels beside each other",
        ),
        pytest.param(
            [
                (100, [(72, "一、"), (108, "本案基地位於潮音站西側，面積約三公頃，前經")]),
                (116, [(108, "第四次會議審議通過在案，茲辦理變更事宜，提")]),
                (132, [(108, "請討論。")]),
                (158, [(72, "二、"), (108, "請業務單位補充說明交通衝擊及因應的措施。")]),
            ],
            id="numbers before paragraphs",
        ),
        pytest.param(
            [
                (100, [(72, "出席者"), (132, "岳明山、焦文安、童遠、卓雲萍、井新、（以上")]),
                (120, [(132, "為委員）")]),
                (140, [(72, "列席者"), (132, "幕僚單位")]),
            ],
            id="a label and a list that wraps in the last column",
        ),
    ],
)
def test_no_table_where_lines_can_be_read_across(written: Written) -> None:
    found = document(written)
    assert rows(found) == []
    assert len(lines(found)) == len(written)
