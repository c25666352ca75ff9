"""Tables that stand right behind a list of people and are none of it."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from minutes_parser import Minutes, parse


def _parsed(*tables: list[list[str]], lines: tuple[str, ...] = ()) -> Minutes:
    document = Document()
    document.add_paragraph("青蕪鎮公所職業安全委員會113年第4季會議紀錄")
    for i, rows in enumerate(tables):
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph(lines[i] if i < len(lines) else "")
    file = BytesIO()
    document.save(file)
    return parse(file.getvalue(), name="minutes.docx")


HEAD = [
    ["會議時間", "113年11月20日下午2時", "地點", "三樓會議室"],
    ["主席", "葉鎮長知秋", "紀錄", "尹秋水"],
    ["出席委員", "石若水（勞工代表）、江映雪（人事室主任）", "請假人員", "高以樂"],
]


def test_a_tracking_table_behind_a_form_names_nobody() -> None:
    tracked = [
        ["項次", "上次會議決議事項", "主辦單位", "辦理情形", "列管建議"],
        ["1", "裝設倒車顯影", "清潔隊", "已完成12輛", "■解除列管 □繼續列管"],
    ]
    minutes = _parsed(HEAD, tracked)
    people = [(a.name, a.role, a.attendance) for a in minutes.attendees]
    assert people == [
        ("葉知秋", None, "present"),
        ("尹秋水", None, "present"),
        ("石若水", "勞工代表", "present"),
        ("江映雪", "委員", "present"),
        ("高以樂", None, "absent"),
    ]
    assert [(f.number, f.assignee, f.status) for f in minutes.follow_ups] == [("1", "清潔隊", "closed")]


def test_reviewed_plans_are_items_of_their_table() -> None:
    plans = [
        ["案號", "計畫名稱", "主持人", "審查意見", "決議"],
        ["113-01", "跌倒預防研究", "柳若煙", "同意書用語請簡化。", "修正後通過"],
        ["113-02", "糖尿病追蹤研究", "程立山", "無。", "通過"],
    ]
    minutes = _parsed(HEAD, plans)
    assert [i.title for i in minutes.items] == ["跌倒預防研究", "糖尿病追蹤研究"]
    assert [(r.outcome, r.text) for r in minutes.rulings if r.label == "決議"] == [
        ("approved_with_changes", "修正後通過"),
        ("approved", "通過"),
    ]


def test_petitions_are_items_of_their_table() -> None:
    """處理意見 is what is proposed to the meeting; 決議 is what it decides."""
    petitions = [
        ["編號", "請願人", "請願事項", "處理意見", "決議"],
        ["1", "王○明等12人", "請改善排水溝", "函請公所查復", "照處理意見通過"],
        ["2", "林○華", "請增設公車站", "留供參考", "保留"],
    ]
    minutes = _parsed(HEAD, petitions, lines=("丙、人民請願案",))
    assert [(i.number, i.title) for i in minutes.items] == [(1, "請改善排水溝"), (2, "請增設公車站")]
    assert [(r.label, r.outcome) for r in minutes.rulings] == [("決議", "approved"), ("決議", "deferred")]


def test_a_post_beside_its_unit_is_whole() -> None:
    people = [
        ["單位", "職稱", "姓名", "備註"],
        ["學務處", "生輔組長", "江映雪", "請假"],
        ["總務處", "主任", "卓小雲", ""],
    ]
    minutes = _parsed([["主席", "葉校長知秋"], ["出席人員", "如下表"]], people)
    found = [(a.organization, a.title, a.name, a.attendance) for a in minutes.attendees if a.category == "member"]
    assert found == [("學務處", "生輔組長", "江映雪", "absent"), ("總務處", "主任", "卓小雲", "present")]


def test_an_agenda_in_one_cell_has_its_headings() -> None:
    """議程 beside 一、主席致詞 and all that follows: the label heads the cell, its first line heads its own section."""
    agenda = "一、主席致詞\n感謝大家。\n二、會務報告：見手冊。\n三、提案討論\n第一案　案由：會費調整案。\n決議：通過。"
    minutes = _parsed([["日期", "113年10月26日"], ["主席", "柳理事長若煙"], ["紀錄", "尹秋水"], ["議程", agenda]])
    assert [(i.kind, i.number, i.title) for i in minutes.items] == [
        ("other", 1, "主席致詞"),
        ("report", 2, "會務報告"),
        ("discussion", 1, "會費調整案。"),
    ]
    assert [(s.speaker.title, s.text) for s in minutes.speeches] == [("主席", "感謝大家。")]
