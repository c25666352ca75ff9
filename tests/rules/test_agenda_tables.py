"""A table of the agenda gives the same items and decisions as lines do."""

from __future__ import annotations

from evaluation.laws import violations

from minutes_parser import Minutes, parse

_PAGE = """<html><head><meta charset="utf-8"></head><body>
<h3>霜林國小113學年度第1次校務會議紀錄</h3>
<p>時間：113年8月29日</p><p>主席：曹校長聽蟬</p>
<p>二、提案討論</p>
<table>{rows}</table>
<p>三、臨時動議：無</p></body></html>"""


def _parsed(*rows: str) -> Minutes:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return parse(_PAGE.format(rows="".join(f"<tr>{row}</tr>" for row in cells)).encode(), name="minutes.html")


def test_a_row_is_an_item_with_its_decision() -> None:
    found = _parsed(
        "案次|提案單位|案由|說明|決議",
        "1|教務處|修訂成績評量辦法|依來文辦理。|照案通過。",
        "2|學務處|校外教學實施計畫|地點另議。|修正後通過。",
    )
    assert [(i.number, i.title, i.proposer) for i in found.items] == [
        (1, "修訂成績評量辦法", "教務處"),
        (2, "校外教學實施計畫", "學務處"),
    ]
    assert not violations(found)
    assert [(r.item_id, r.label, r.text) for r in found.rulings] == [
        ("i1", "決議", "照案通過。"),
        ("i2", "決議", "修正後通過。"),
    ]


def test_the_number_may_stand_in_the_matter() -> None:
    found = _parsed("案由|決議", "一、修訂要點|通過。", "二、新設小組|緩議。")
    assert [(i.number, i.title) for i in found.items] == [(1, "修訂要點"), (2, "新設小組")]


def test_a_tracking_table_stays_one() -> None:
    found = _parsed("案由|決議|執行情形|列管建議", "更新標示|請更新。|已更新|結案", "檢測水質|請檢測。|進行中|持續列管")
    assert [f.status for f in found.follow_ups] == ["closed", "open"]
    assert not found.rulings
