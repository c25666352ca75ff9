"""Tables as clerks make them in office files: cases and reports a row each, units beside who signed, marks in columns."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from evaluation.laws import violations

from minutes_parser import Minutes, parse

from ..readers.pdf_builders import drawn, grid, text

_HEAD = ("雲杉鎮公所公園管理會報113年第3次會議紀錄", "時間：113年5月9日", "主席：曹鎮長聽蟬", "紀錄：米望舒")


def _parsed(*blocks: str | list[list[str]]) -> Minutes:
    """Paragraphs and tables; a cell that says < is one with the cell before it, ^ one with the cell above it."""
    document = Document()
    for block in (*_HEAD, *blocks):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for r, row in enumerate(block):
            for c, said in enumerate(row):
                if said in "<^":
                    other = table.cell(r, c - 1) if said == "<" else table.cell(r - 1, c)
                    other.merge(table.cell(r, c))
                else:
                    table.cell(r, c).text = said
        document.add_paragraph("")
    file = BytesIO()
    document.save(file)
    found = parse(file.getvalue(), name="minutes.docx")
    assert not violations(found)
    return found


def test_reports_are_decided_in_their_table() -> None:
    rows = [["案號", "報告內容", "決定"], ["1", "步道整修進度。", "洽悉。"], ["2", "涼亭油漆完工。", "准予備查。"]]
    found = _parsed("一、報告事項", rows, "二、散會")
    assert [(i.kind, i.number, i.title) for i in found.items] == [
        ("report", 1, "步道整修進度。"),
        ("report", 2, "涼亭油漆完工。"),
    ]
    assert [(r.item_id, r.outcome) for r in found.rulings] == [("i1", "noted"), ("i2", "noted")]


def test_a_case_a_table_with_its_number_beside_the_plan() -> None:
    cases = [
        [[f"案件{n}", "計畫編號", f"A-{n}"], ["計畫名稱", what, "<"], ["決議", end, "<"]]
        for n, what, end in (("一", "老樹健檢", "通過。"), ("二", "夜間照明", "不通過。"))
    ]
    found = _parsed("一、審查案件", *cases, "二、散會")
    assert [(i.number, i.title) for i in found.items] == [(1, "老樹健檢"), (2, "夜間照明")]
    assert [(r.item_id, r.text) for r in found.rulings] == [("i1", "通過。"), ("i2", "不通過。")]


def test_petitions_decided_by_a_working_group() -> None:
    rows = [
        ["編號", "陳情人及位置", "陳情理由", "鎮公所研析意見", "專案小組結論"],
        ["人1", "王○明", "建請變更為住宅區。", "建議未便採納。", "不予採納。"],
        ["人2", "張○花", "公園面積過大。", "建議酌予採納。", "同意採納。"],
    ]
    found = _parsed("一、討論事項", "第一案：公民或團體陳情意見", rows, "二、散會")
    assert [(r.label, r.outcome) for r in found.rulings] == [("專案小組結論", "rejected"), ("專案小組結論", "approved")]


def test_a_unit_holds_for_all_who_signed_beside_it() -> None:
    rows = [
        ["列席單位", "簽到", "<"],
        ["城鄉發展課", "課長 尹秋水", "技士 石若水"],
        ["地政事務所", "（未出席）", "<"],
        ["望舒工程顧問公司", "經理 江映雪", "<"],
    ]
    found = _parsed("列席單位及人員：", rows, "一、討論事項：無")
    people = [(a.name, a.organization, a.title, a.attendance) for a in found.attendees if a.category == "observer"]
    assert people == [
        ("尹秋水", "城鄉發展課", "課長", "present"),
        ("石若水", "城鄉發展課", "技士", "present"),
        (None, "地政事務所", None, "absent"),
        ("江映雪", "望舒工程顧問公司", "經理", "present"),
    ]


def test_marks_in_brackets_and_who_only_listens() -> None:
    rows = [
        ["職稱", "姓名", "簽名", "職稱", "姓名", "簽名"],
        ["委員", "尹秋水", "", "委員", "石若水", "（請假）"],
        ["委員", "江映雪", "", "監事", "高以樂", "列席"],
    ]
    found = _parsed("出席人員：", rows, "一、討論事項：無")
    people = {a.name: (a.category, a.attendance) for a in found.attendees}
    assert people["石若水"] == ("member", "absent")
    assert people["高以樂"] == ("observer", "present")


def test_a_unit_that_sent_nobody_over_two_columns() -> None:
    rows = [["單位", "職稱", "姓名"], ["工務課", "課長", "石若水"], ["農田水利管理處", "（未派員）", "<"]]
    found = _parsed("出席單位：", rows, "一、討論事項：無")
    assert [(a.name, a.organization, a.attendance) for a in found.attendees if a.category == "member"] == [
        ("石若水", "工務課", "present"),
        (None, "農田水利管理處", "absent"),
    ]


def test_columns_of_people_under_their_roles() -> None:
    rows = [["勞方代表", "資方代表"], ["尹秋水\n石若水（請假）", "江映雪 廠長\n高以樂 人資經理"]]
    found = _parsed(rows, "一、討論事項：無")
    people = [(a.name, a.title, a.role, a.attendance) for a in found.attendees if a.category == "member"]
    assert people == [
        ("尹秋水", None, "勞方代表", "present"),
        ("石若水", None, "勞方代表", "absent"),
        ("江映雪", "廠長", "資方代表", "present"),
        ("高以樂", "人資經理", "資方代表", "present"),
    ]


def test_posts_and_names_beside_a_merged_label() -> None:
    rows = [
        ["時間", "113年5月9日", "<"],
        ["地點", "二樓會議室", "<"],
        ["出席", "理事長", "尹秋水"],
        ["^", "常務理事", "石若水"],
        ["列席", "常務監事", "江映雪"],
        ["^", "總幹事", "高以樂"],
        ["^", "會務股長", "葉知秋"],
    ]
    found = _parsed(rows, "一、討論事項：無")
    people = [(a.name, a.category) for a in found.attendees if a.category in ("member", "observer")]
    assert people == [
        ("尹秋水", "member"),
        ("石若水", "member"),
        ("江映雪", "observer"),
        ("高以樂", "observer"),
        ("葉知秋", "observer"),
    ]


def test_a_subject_beside_its_section() -> None:
    rows = [
        ["時間", "113年5月9日"],
        ["主席", "曹聽蟬"],
        ["提案討論", "案由：購書經費分配，提請討論。\n說明：如附件。\n決議：照案通過。"],
        ["散會", "11時30分"],
    ]
    found = _parsed(rows)
    assert [(i.kind, i.title) for i in found.items] == [("discussion", "購書經費分配，提請討論。")]
    assert [r.item_id for r in found.rulings] == ["i1"]


def test_a_review_of_plans_is_no_session() -> None:
    found = parse("變更霜林都市計畫（第三次通盤檢討）專案小組第2次會議紀錄\n時間：113年10月4日".encode())
    assert found.meeting.session == "第2次"


def test_a_date_broken_in_a_narrow_cell() -> None:
    def draw(canvas: Any) -> None:
        text(canvas, 72, 60, "霜林鎮公所公園管理會報113年第3次會議紀錄")
        text(canvas, 72, 80, "一、歷次決議辦理情形")
        columns = [72, 124, 260, 330, 470]
        grid(canvas, columns, [100, 130, 170])
        for x, word in zip(columns, ("會議日期", "決議事項", "主辦單位", "辦理情形"), strict=False):
            text(canvas, x + 2, 120, word)
        for x, word in zip(columns, ("113.10.1", "修剪樹木。", "工務課", "已修剪。"), strict=False):
            text(canvas, x + 2, 145, word)
        text(canvas, 74, 160, "7")

    found = parse(drawn(draw), ocr=False)
    assert [f.meeting_date for f in found.follow_ups] == ["2024-10-17"]


def test_a_table_of_people_inside_a_cell() -> None:
    inner = "委員\n尹副總經理秋水\n委員\n石處長若水（請假，由副處長葉知秋代理）\n勞工代表\n江映雪\n勞工代表\n高以樂"
    found = _parsed([["出席人員", inner], ["列席人員", "管理師 易曉彤"]], "一、討論事項：無")
    people = [(a.name, a.role, a.attendance) for a in found.attendees if a.category == "member"]
    assert people == [
        ("尹秋水", "委員", "present"),
        ("石若水", "委員", "proxy"),
        ("江映雪", "勞工代表", "present"),
        ("高以樂", "勞工代表", "present"),
    ]
