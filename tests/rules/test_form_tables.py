"""A table that frames minutes: numbered headings and their text in cells beside each other."""

from __future__ import annotations

from minutes_parser import Minutes, parse

_ROWS = (
    ("時間", "113年9月11日 13:10", "地點", "會議室"),
    ("主席", "麥校長聽濤", "記錄", "米望舒"),
    ("壹、主席報告", "感謝各位委員出席。"),
    ("貳、提案討論", "案由一：滿意度調查方式<br>決議：照案通過。<br>案由二：補助審查<br>決議：緩議。"),
    ("參、臨時動議", "林媽媽：水果種類可再多元。<br>營養師回覆：下月調整。"),
    ("肆、散會", "14:00"),
)


def _parsed() -> Minutes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS)
    page = f'<html><head><meta charset="utf-8"></head><body><p>午餐供應委員會會議紀錄</p><table>{rows}</table></body></html>'
    return parse(page.encode(), name="minutes.html")


def test_values_stand_beside_their_labels() -> None:
    meeting = _parsed().meeting
    assert meeting.location == "會議室"
    assert (meeting.start, meeting.end) == ("2024-09-11T13:10:00+08:00", "2024-09-11T14:00:00+08:00")


def test_a_numbered_cell_heads_the_cell_beside_it() -> None:
    found = _parsed()
    assert [(i.kind, i.number, i.title) for i in found.items] == [
        ("report", 1, "主席報告"),
        ("discussion", 1, "滿意度調查方式"),
        ("discussion", 2, "補助審查"),
        ("motion", 3, "臨時動議"),
    ]
    assert [s.text for s in found.speeches] == ["水果種類可再多元。", "下月調整。"]
