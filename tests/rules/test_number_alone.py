"""A number that stands alone on its line, its heading lost, names no matter."""

from __future__ import annotations

from evaluation.laws import violations

from minutes_parser import parse_text

TEXT = """紀錄：單雨晴
壹、
觀光局樂局長口頭報告：
貳、討論事項
一、修正「青棠市河濱公園收費標準」案。
決議：本案通過。
"""


def test_section_of_a_number_alone_is_no_item_without_title() -> None:
    minutes = parse_text(TEXT)
    assert [item.title for item in minutes.items] == ["修正「青棠市河濱公園收費標準」案。"]
    assert violations(minutes) == []
