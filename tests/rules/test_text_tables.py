"""Tables typed as text give the follow-ups that ruled tables give; every value stands where it says."""

from __future__ import annotations

import pytest
from evaluation.laws import violations

from minutes_parser import Minutes, parse_text

_MINUTES = """霜林市政府公園管理會報113年第3次會議紀錄
時間：113年5月9日上午10時
地點：第一會議室
主席：曹召集人聽蟬　　紀錄：米望舒
壹、前次會議裁示事項辦理情形
{table}
主席裁示：洽悉。
貳、散會"""
_WANTED = [
    ("1", "修剪行道樹", "公園科", "已修剪", "closed"),
    ("2", "更新遊具", "工程科", "招標中", "open"),
]


def _parsed(table: str) -> Minutes:
    found = parse_text(_MINUTES.format(table=table))
    assert not violations(found)
    assert [r.text for r in found.rulings] == ["洽悉。"]
    return found


def _told(found: Minutes) -> list[tuple[str | None, str, str | None, str | None, str]]:
    return [(f.number, f.directive, f.assignee, f.progress, f.status) for f in found.follow_ups]


@pytest.mark.parametrize(
    "rows",
    [
        "項次　裁示事項　　主辦單位　辦理情形　列管建議\n1　　 修剪行道樹　公園科　　已修剪　　解除列管\n2　　 更新遊具　　工程科　　招標中　　繼續列管",
        "項次  裁示事項    主辦單位  辦理情形  列管建議\n1     修剪行道樹  公園科    已修剪    解除列管\n2     更新遊具    工程科    招標中    繼續列管",
        "項次 裁示事項 主辦單位 辦理情形 列管建議\n1 修剪行道樹 公園科 已修剪 解除列管\n2 更新遊具 工程科 招標中 繼續列管",
        "項次｜裁示事項｜主辦單位｜辦理情形｜列管建議\n1｜修剪行道樹｜公園科｜已修剪｜解除列管\n2｜更新遊具｜工程科｜招標中｜繼續列管",
        "| 項次 | 裁示事項 | 主辦單位 | 辦理情形 | 列管建議 |\n|---|---|---|---|---|\n| 1 | 修剪行道樹 | 公園科 | 已修剪 | 解除列管 |\n| 2 | 更新遊具 | 工程科 | 招標中 | 繼續列管 |",
    ],
    ids=["wide-spaces", "spaces", "single-spaces", "bars", "ruled-bars"],
)  # fmt: skip
def test_columns_however_they_are_parted(rows: str) -> None:
    assert _told(_parsed(rows)) == _WANTED


def test_a_cell_that_wraps_and_cells_that_are_empty() -> None:
    found = _parsed(
        "項次  裁示事項    主辦單位  辦理情形        列管建議\n"
        "1     修剪行道樹  公園科    已完成三條路，  解除列管\n"
        "                            其餘下月修剪\n"
        "2     更新遊具              招標中"
    )
    assert _told(found) == [
        ("1", "修剪行道樹", "公園科", "已完成三條路，其餘下月修剪", "closed"),
        ("2", "更新遊具", None, "招標中", "unknown"),
    ]


def test_heads_printed_again_are_no_row() -> None:
    head = "項次｜裁示事項｜辦理情形"
    found = _parsed(f"{head}\n1｜修剪行道樹｜已修剪\n{head}\n2｜更新遊具｜招標中")
    assert [f.number for f in found.follow_ups] == ["1", "2"]
    assert len(found.furniture) == 3


@pytest.mark.parametrize(
    "rows",
    [
        "工作項目　　負責單位　　完成期限　　備註\n布置會場　　公園科　　　5月1日　　　含音響",
        "項目    金額    說明\n水電費    12,000    4月份",
        "姓名　　職稱　　單位\n祁書　　科長　　公園科",
        "本案決議 請各單位 說明辦理情形 及備註\n甲 乙 丙 丁",
    ],
)
def test_other_lists_stay_lines(rows: str) -> None:
    assert not parse_text(_MINUTES.format(table=rows)).follow_ups
