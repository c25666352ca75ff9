"""Minutes as office files have them: forms, merged cells, lists of people and replies in tables."""

from __future__ import annotations

from typing import Any

import pytest
from evaluation.laws import violations

from minutes_parser import Minutes, parse, parse_text
from minutes_parser.extract.statuses import read_status

from ..readers.pdf_builders import FONT, HEIGHT, drawn, grid, text

_HEAD = "<p>霜林鎮公所公園管理會報113年第3次會議紀錄</p><p>時間：113年5月9日</p><p>地點：二樓會議室</p>"


def _page(body: str) -> Minutes:
    found = parse(f'<html><head><meta charset="utf-8"></head><body>{_HEAD}{body}</body></html>'.encode())
    assert not violations(found)
    return found


def _table(*rows: str) -> str:
    """Cells parted by |, each with its attributes before a >."""
    cells = [[cell if ">" in cell else f">{cell}" for cell in row.split("|")] for row in rows]
    return f"<table>{''.join('<tr>' + ''.join(f'<td {c}</td>' for c in row) + '</tr>' for row in cells)}</table>"


def _people(found: Minutes) -> list[tuple[str | None, str | None, str]]:
    return [(a.name, a.organization, a.category) for a in found.attendees]


def test_an_empty_cell_under_the_names_is_nobody() -> None:
    rows = _table("職稱|姓名|職稱|姓名", "組長|曹聽蟬|技士|麥聽濤", "技佐|米望舒||")
    found = _page(f"<p>出席人員：</p>{rows}<p>一、報告事項：無</p>")
    assert [name for name, _, _ in _people(found)] == ["曹聽蟬", "麥聽濤", "米望舒"]


def test_the_closing_hour_in_the_head_before_a_table() -> None:
    head = _table("主席|曹聽蟬|紀錄|米望舒", "散會時間|11時20分|地點|二樓")
    people = _table("單位|職稱|姓名", "工務課|課長|麥聽濤")
    found = _page(f"{head}<p>出席人員：</p>{people}<p>一、討論事項</p><p>（一）步道整修。</p><p>決議：通過。</p>")
    assert {name for name, _, _ in _people(found)} == {"曹聽蟬", "麥聽濤", "米望舒"}
    assert [r.text for r in found.rulings] == ["通過。"]


def test_the_case_is_numbered_in_a_merged_cell() -> None:
    cases = [
        _table(f"rowspan=3>第{n}案|案由|{what}", "說明|如附件。", f"決議|{end}")
        for n, what, end in (("一", "步道整修", "照案通過。"), ("二", "涼亭油漆", "緩議。"))
    ]
    found = _page(f"<p>主席：曹聽蟬</p><p>一、討論事項</p>{'<p></p>'.join(cases)}<p>二、散會</p>")
    assert [(i.number, i.title) for i in found.items] == [(1, "步道整修"), (2, "涼亭油漆")]
    assert [(r.item_id, r.outcome) for r in found.rulings] == [("i1", "approved"), ("i2", "deferred")]


def test_a_section_heads_several_rows_of_a_form() -> None:
    rows = _table(
        "時間|113年5月9日|地點|二樓", "主席|曹聽蟬|紀錄|米望舒", "rowspan=4>討論事項|案由一|colspan=2>步道整修",
        "決議|colspan=2>照案通過。", "案由二|colspan=2>涼亭油漆", "決議|colspan=2>緩議。", "散會|colspan=3>17:40",
    )  # fmt: skip
    found = _page(rows)
    assert [(i.kind, i.number, i.title) for i in found.items] == [
        ("discussion", 1, "步道整修"),
        ("discussion", 2, "涼亭油漆"),
    ]
    assert [r.outcome for r in found.rulings] == ["approved", "deferred"]


def test_present_and_invited_stand_beside_each_other() -> None:
    rows = _table("出席人員|列席人員", ">理事　曹聽蟬<br>理事　麥聽濤|>總幹事　米望舒<br>業務課主任　易曉彤")
    found = _page(f"<p>主席：康德明</p>{rows}<p>一、討論事項：無</p>")
    assert [(name, kind) for name, _, kind in _people(found) if kind != "chair"] == [
        ("曹聽蟬", "member"),
        ("麥聽濤", "member"),
        ("米望舒", "observer"),
        ("易曉彤", "observer"),
    ]


def test_units_beside_their_people_without_a_header() -> None:
    rows = _table("教育處|曹聽蟬科長", "社會處|麥聽濤社工師")
    found = _page(f"<p>主席：康德明</p><p>列席人員：</p>{rows}<p>一、討論事項：無</p>")
    assert ("曹聽蟬", "教育處", "observer") in _people(found)
    assert ("麥聽濤", "社會處", "observer") in _people(found)


def test_the_unit_of_the_row_replies() -> None:
    rows = _table(
        "編號|發言人|建議內容|權責單位|單位回應",
        "1|松濤里曹聽蟬里長|人行道破損，請修繕。|工務局|已列入第三季維護。",
        "2|麥聽濤委員|照明不足。|公園處|下月增設。",
    )
    found = _page(f"<p>主席：康德明</p><p>一、里民建議事項及回應：</p>{rows}<p>二、結論：請各單位依期程辦理。</p>")
    assert [(s.speaker.name or s.speaker.organization, s.text) for s in found.speeches] == [
        ("曹聽蟬", "人行道破損，請修繕。"),
        ("工務局", "已列入第三季維護。"),
        ("麥聽濤", "照明不足。"),
        ("公園處", "下月增設。"),
    ]


def test_opinions_under_a_head_without_list_name_nobody_as_present() -> None:
    rows = _table("項次|委員意見|廠商回覆", "colspan=3>曹委員聽蟬", "1|請補充計算書。|遵照辦理，已補充。")
    found = _page(
        f"<p>主席：康德明</p><p>出席人員：詳簽到單</p><p>一、審查意見及回覆：</p>{rows}<p>二、結論：通過。</p>"
    )
    assert [name for name, _, _ in _people(found)] == ["康德明"]
    assert [s.text for s in found.speeches] == ["請補充計算書。", "遵照辦理，已補充。"]


def test_counts_of_a_vote_in_a_table_are_no_decisions() -> None:
    votes = _table("表決結果|占出席表決權數%", "贊成權數：900權|99.8", "反對權數：2權|0.2")
    body = f"<p>案由：章程修正案。</p><p>決議：本案投票表決結果如下：</p>{votes}<p>本案照原案表決通過。</p>"
    found = _page(f"<p>主席：康德明</p><p>一、討論事項</p><p>第一案</p>{body}<p>二、散會</p>")
    assert [(r.label, r.outcome) for r in found.rulings] == [("決議", "approved")]


def test_a_numbered_table_of_reports() -> None:
    rows = _table("案次|內容", "1|112年度營業報告。", "2|審計委員會查核報告。")
    found = _page(f"<p>主席：康德明</p><p>一、報告事項</p>{rows}<p>二、臨時動議：無</p>")
    assert [(i.kind, i.number, i.title) for i in found.items] == [
        ("report", 1, "112年度營業報告。"),
        ("report", 2, "審計委員會查核報告。"),
    ]


@pytest.mark.parametrize(
    ("cell", "head", "status"),
    [("■是 □否", "結案與否", "closed"), ("□是 ■否", "結案與否", "open"), ("■是□否", "是否繼續列管", "open")],
)
def test_boxes_of_yes_and_no_answer_the_head(cell: str, head: str, status: str) -> None:
    assert read_status(cell, head).status == status


@pytest.mark.parametrize("chair", ["鹿聽蟬議長", "粟望舒科長"])
def test_a_chair_of_a_rare_surname_before_the_office(chair: str) -> None:
    found = parse_text(
        f"晴川市學生議會第2次會議紀錄\n一、時間：113年5月9日\n二、主席：{chair}\n三、報告事項\n（一）會務\n"
    )
    assert [a.name for a in found.attendees if a.category == "chair"] == [chair[:3]]


@pytest.mark.parametrize("chair", ["教務處主任", "資深副院長"])
def test_an_office_alone_is_no_chair(chair: str) -> None:
    found = parse_text(
        f"晴川市學生議會第2次會議紀錄\n一、時間：113年5月9日\n二、主席：{chair}\n三、報告事項\n（一）會務\n"
    )
    assert not [a.name for a in found.attendees if a.name and len(a.name) == 3]


def test_lines_of_a_pdf_cell_that_leave_room_stay_apart() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 72, 60, "霜林鎮農會理事會會議紀錄")
        text(canvas, 72, 80, "時間：113年5月9日")
        text(canvas, 72, 100, "主席：康德明")
        grid(canvas, [72, 280, 500], [110, 130, 180])
        for x, head, lines in (
            (80, "出席人員", ("理事　曹聽蟬", "理事　麥聽濤")),
            (290, "列席人員", ("股長　米望舒", "主任　易曉彤")),
        ):
            text(canvas, x, 125, head)
            text(canvas, x, 148, lines[0])
            text(canvas, x, 168, lines[1])
        text(canvas, 72, 210, "一、討論事項：無")

    found = parse(drawn(draw), ocr=False)
    assert [(a.name, a.category) for a in found.attendees if a.category != "chair"] == [
        ("曹聽蟬", "member"),
        ("麥聽濤", "member"),
        ("米望舒", "observer"),
        ("易曉彤", "observer"),
    ]


def test_a_merged_cell_goes_on_over_a_page() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 72, 60, "霜林鎮公所公園管理會報113年第3次會議紀錄")
        text(canvas, 72, 80, "一、歷次決議辦理情形")
        columns = [72, 120, 260, 330, 470]
        grid(canvas, columns, [700, 730, 760])
        for x, word in zip(columns, ("序號", "決議事項", "主辦單位", "辦理情形"), strict=False):
            text(canvas, x + 4, 720, word)
        for x, word in zip(columns, ("1", "修剪樹木。", "工務課", "已修剪。"), strict=False):
            text(canvas, x + 4, 750, word)
        canvas.showPage()
        canvas.setFont(FONT, 12)
        for left, right in ((72, 260), (330, 470)):
            grid(canvas, [c for c in columns if left <= c <= right], [60, 90, 120])
        canvas.line(260, HEIGHT - 60, 330, HEIGHT - 60)
        canvas.line(260, HEIGHT - 120, 330, HEIGHT - 120)
        for y, words in ((80, ("2", "更新座椅。", "", "已更新。")), (110, ("3", "增設路燈。", "", "發包中。"))):
            for x, word in zip(columns, words, strict=False):
                text(canvas, x + 4, y, word)

    found = parse(drawn(draw), ocr=False)
    assert [(f.number, f.assignee) for f in found.follow_ups] == [("1", "工務課"), ("2", "工務課"), ("3", "工務課")]


def test_a_heading_word_that_hangs_under_a_numbered_line_goes_on() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 72, 60, "霜林市都市設計審議委員會113年第3次會議紀錄")
        text(canvas, 72, 80, "一、審議事項：")
        text(canvas, 72, 100, "第一案：北門段十二地號等五筆土地店舖集合住宅新建工程及附屬設施之都市設計")
        text(canvas, 120, 118, "審議案")
        text(canvas, 72, 136, "決議：通過。")
        text(canvas, 72, 154, "二、散會。")

    found = parse(drawn(draw), ocr=False)
    assert [i.title for i in found.items] == ["北門段十二地號等五筆土地店舖集合住宅新建工程及附屬設施之都市設計審議案"]


def test_a_quoted_project_over_the_last_line_of_the_title() -> None:
    found = parse_text("「霜林滯洪池開發計畫環境影響說明書」\n現場勘察會議紀錄\n時間：113年5月9日\n結論：通過。\n")
    assert found.meeting.title == "「霜林滯洪池開發計畫環境影響說明書」現場勘察會議紀錄"
