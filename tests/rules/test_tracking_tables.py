"""Tables of earlier decisions: one for each matter, header rows of two, the status in any column."""

from __future__ import annotations

import pytest
from evaluation.laws import violations

from minutes_parser import Minutes, parse, parse_text

_PAGE = """<html><head><meta charset="utf-8"></head><body>
<h3>霜林市政府公園管理會報113年第3次會議紀錄</h3>
<p>時間：113年5月9日</p><p>主席：曹召集人聽蟬</p>
<p>壹、{heading}</p>{tables}<p>貳、散會</p></body></html>"""


def _table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _parsed(*tables: str, heading: str = "歷次會議列管事項辦理情形") -> Minutes:
    found = parse(_PAGE.format(heading=heading, tables="<p></p>".join(tables)).encode(), name="minutes.html")
    assert not violations(found)
    return found


def _told(found: Minutes) -> list[tuple[str | None, str, str | None, str]]:
    return [(f.number, f.directive, f.progress, f.status) for f in found.follow_ups]


def test_a_table_for_each_matter() -> None:
    found = _parsed(
        _table("案號|1-1", "案由|老樹", "決議|請公園科立牌。", "辦理情形|已立牌。", "追蹤情形|結案"),
        _table("案號|1-2", "案由|水池", "決議|請工程科補漏。", "辦理情形|施工中。", "追蹤情形|續辦"),
    )
    assert _told(found) == [
        ("1-1", "請公園科立牌。", "已立牌。", "closed"),
        ("1-2", "請工程科補漏。", "施工中。", "open"),
    ]


def test_matters_under_each_other_in_one_table() -> None:
    found = _parsed(
        _table(
            "案號|1-1|主辦單位|公園科",
            "決議|立牌。|列管建議|解除列管",
            "辦理情形|已立牌。|完成期限|5月",
            "案號|1-2|主辦單位|工程科",
            "決議|補漏。|列管建議|繼續列管",
            "辦理情形|施工中。|完成期限|6月",
        )
    )
    assert _told(found) == [("1-1", "立牌。", "已立牌。", "closed"), ("1-2", "補漏。", "施工中。", "open")]


def test_the_form_of_a_case_of_this_meeting_is_none() -> None:
    found = _parsed(_table("案由|設置座椅", "說明|依陳情辦理。", "決議|照案通過。"), heading="討論事項")
    assert not found.follow_ups
    assert [r.text for r in found.rulings] == ["照案通過。"]


@pytest.mark.parametrize(
    ("head", "values", "statuses"),
    [
        ("後續處理", ("解管", "續管"), ["closed", "open"]),
        ("是否繼續列管", ("否", "是"), ["closed", "open"]),
        ("未解列", ("", "V"), ["unknown", "open"]),
        ("管制結果", ("解除管制", "尚未完成"), ["closed", "open"]),
        ("管考", ("(V)解除列管 ( )繼續列管", "解除列管□ 繼續列管■"), ["closed", "open"]),
        ("狀態", ("✅", "□結案"), ["closed", "unknown"]),
    ],
)
def test_how_a_status_is_printed(head: str, values: tuple[str, str], statuses: list[str]) -> None:
    rows = [f"{n}|請公園科處理。|處理如附表。|{value}" for n, value in enumerate(values, 1)]
    assert [f.status for f in _parsed(_table(f"項次|裁示事項|辦理情形|{head}", *rows)).follow_ups] == statuses


def test_the_status_at_the_end_of_the_progress() -> None:
    found = _parsed(
        _table("決議|執行情形", "立牌。|已立牌，建議解除列管。", "補漏。|解除列管之申請審查中，預計6月完成。")
    )
    assert [(f.status, f.status_text) for f in found.follow_ups] == [("closed", None), ("unknown", None)]


def test_a_header_of_two_rows() -> None:
    found = _parsed(
        "<table><tr><td rowspan=2>項次</td><td rowspan=2>上次決定</td><td colspan=2>辦理情形</td></tr>"
        "<tr><td>主辦機關</td><td>目前進度</td></tr>"
        "<tr><td>1</td><td>立牌。</td><td>公園科</td><td>已立牌。</td></tr></table>"
    )
    assert [(f.directive, f.assignee, f.progress) for f in found.follow_ups] == [("立牌。", "公園科", "已立牌。")]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (("事項|負責人|期限|狀態", "立牌|祁君|5月|已結案", "補漏|米君|6月|進行中"), 2),
        (("事項|負責人|期限|備註", "立牌|祁君|5月|含運費", "補漏|米君|6月|請報價"), 0),
        (("工作項目|負責人|說明", "立牌|祁君|三面", "補漏|米君|水池"), 0),
    ],
)
def test_lists_of_things_to_do(rows: tuple[str, ...], count: int) -> None:
    assert len(_parsed(_table(*rows), heading="工作事項").follow_ups) == count


def test_what_is_left_empty_in_a_list_is_nothing() -> None:
    minutes = parse_text(
        "松濤市公園小組第3次會議紀錄\n時間：113年5月2日\n報告事項\n一、上次會議決議執行情形\n決議事項：立牌。\n辦理情形：\n管考建議：\n"
    )
    assert [(f.directive, f.progress, f.status_text) for f in minutes.follow_ups] == [("立牌。", None, None)]


def test_the_day_behind_a_printed_number() -> None:
    """編號1（113.05.02第6屆第1次）： the number is 1, and the meeting of that day decided."""
    minutes = parse_text(
        "青瀾縣性別平等委員會第6屆第2次會議紀錄\n壹、歷次會議決議辦理情形：\n"
        "編號1（113.05.02第6屆第1次）：請盤點校園廁所。\n辦理情形：已完成。\n主席裁示：解除列管。\n"
        "編號2：請提供案件統計。\n辦理情形：彙整中。\n主席裁示：繼續列管。\n"
    )
    assert [(f.number, f.meeting_date) for f in minutes.follow_ups] == [("1", "2024-05-02"), ("2", None)]
