"""Opinions of reviewers: in tables with replies, in lists, and a list that goes on after each reply."""

from __future__ import annotations

from minutes_parser import Minutes, parse, parse_text

HEAD = """潮音橋改建工程基本設計審查會議紀錄
一、時間：113年5月8日（星期三）下午2時
二、地點：第二會議室
三、主持人：康副局長德明　　紀錄：易曉彤
四、出席單位及人員：如簽到表
"""


def said(minutes: Minutes) -> list[tuple[str | None, str]]:
    """Who said what: the name, else the unit."""
    return [(s.speaker.name or s.speaker.organization, s.text) for s in minutes.speeches]


def table(*rows: str) -> Minutes:
    """Minutes with a table: cells parted by |, a row of one cell goes over the whole table."""
    width = max(row.count("|") for row in rows) + 1
    cells = [row.split("|") for row in rows]
    body = "".join(
        "<tr>" + "".join(f"<td colspan={width if len(row) == 1 else 1}>{cell}</td>" for cell in row) + "</tr>"
        for row in cells
    )
    head = "".join(f"<p>{line}</p>" for line in [*HEAD.splitlines(), "五、審查意見："])
    page = f"<meta charset=utf-8>{head}<table>{body}</table><p>六、結論：請依委員意見修正。</p><p>七、散會。</p>"
    return parse(page.encode())


def test_table_with_the_reviewers_in_rows_of_their_own() -> None:
    minutes = table(
        "項次|審查意見|回覆說明",
        "池委員明哲",
        "1|請補充水理計算。|遵照辦理。",
        "2|請說明交通維持方案。|將於細部設計補充。",
        "焦委員俊安",
        "1|基礎承載力請再檢核。|已修正。",
    )
    assert said(minutes) == [
        ("池明哲", "請補充水理計算。"),
        (None, "遵照辦理。"),
        ("池明哲", "請說明交通維持方案。"),
        (None, "將於細部設計補充。"),
        ("焦俊安", "基礎承載力請再檢核。"),
        (None, "已修正。"),
    ]
    assert [r.label for r in minutes.rulings] == ["結論"]
    assert not minutes.follow_ups


def test_table_with_a_column_of_reviewers_and_a_party_that_replies() -> None:
    minutes = table(
        "委員|審查意見|開發單位答覆說明",
        "池明哲委員|減量措施不足。|增設太陽能板。",
        "海垣市政府環境保護局|請補充監測井位置。|已補充於第六章。",
    )
    assert said(minutes) == [
        ("池明哲", "減量措施不足。"),
        ("開發單位", "增設太陽能板。"),
        ("海垣市政府環境保護局", "請補充監測井位置。"),
        ("開發單位", "已補充於第六章。"),
    ]


def test_rows_of_one_reviewer_without_replies_are_one_contribution() -> None:
    minutes = table("發言人|發言摘要", "池委員明哲|請補充計算。", "池委員明哲|圖說請加註。", "主席|請設計單位補正。")
    assert said(minutes)[-1] == (None, "請設計單位補正。")
    assert [name for name, _ in said(minutes)][:2] == ["池明哲", "池明哲"]


def test_heading_over_reviewers_is_no_decision() -> None:
    listed = "五、審查意見：\n（一）池委員明哲\n1.請補充計算。\n（二）本局養護科\n1.植栽請選用原生樹種。\n"
    minutes = parse_text(HEAD + listed + "六、結論：請修正後送核。\n七、散會。\n")
    assert said(minutes) == [("池明哲", "1.請補充計算。"), ("本局養護科", "1.植栽請選用原生樹種。")]
    assert [(r.label, r.item_id) for r in minutes.rulings] == [("結論", None)]


def test_decision_of_a_review_stays_one() -> None:
    minutes = parse_text(HEAD + "五、討論事項：\n第一案：追加預算案。\n審查意見：照案通過。\n六、散會。\n")
    assert [(r.label, r.outcome) for r in minutes.rulings] == [("審查意見", "approved")]
    assert not minutes.speeches


def test_list_goes_on_with_its_speaker_after_a_reply() -> None:
    listed = (
        "五、委員意見及開發單位答覆：\n（一）池委員明哲：\n1.抵換來源請說明。\n答覆：將購置抵換量。\n"
        "2.減量措施不足。\n答覆：增設太陽能板。\n3.請補充監測。\n（二）焦委員俊安：同意。\n"
    )
    minutes = parse_text(HEAD + listed + "六、結論：補正後再審。\n七、散會。\n")
    assert said(minutes) == [
        ("池明哲", "1.抵換來源請說明。"),
        (None, "將購置抵換量。"),
        ("池明哲", "2.減量措施不足。"),
        (None, "增設太陽能板。"),
        ("池明哲", "3.請補充監測。"),
        ("焦俊安", "同意。"),
    ]


def test_reply_of_nobody_named_and_an_empty_one() -> None:
    minutes = table(
        "編號|陳述人|意見內容|回應及處理情形", "1|廉○秋|請以市價計算。|按當期市價補償。", "2|王委員聽濤|請保留農路。|"
    )
    assert said(minutes) == [("廉○秋", "請以市價計算。"), (None, "按當期市價補償。"), ("王聽濤", "請保留農路。")]


def test_places_are_those_of_the_cells() -> None:
    minutes = table("委員|意見", "趙委員問渠|請說明經費。")
    (speech,) = minutes.speeches
    assert [minutes.text[s.start : s.end] for s in speech.spans["text"]] == ["請說明經費。"]
    assert [minutes.text[s.start : s.end] for s in speech.spans["speaker"]] == ["趙委員問渠"]


def test_words_of_somebody_who_cannot_be_read_are_not_the_last_speakers() -> None:
    minutes = table("發言人|發言摘要", "池委員明哲|請補充計算。", "（書面意見）|圖說請加註。")
    assert said(minutes) == [("池明哲", "請補充計算。")]
    minutes = table(
        "項次|審查意見|回覆說明", "池委員明哲", "1|請補充計算。|遵照辦理。", "綜合事項", "1|請加註圖說。|已加註。"
    )
    assert said(minutes) == [("池明哲", "請補充計算。"), (None, "遵照辦理。")]


def test_reply_to_nobody_is_left_out() -> None:
    minutes = table("項次|審查意見|回覆說明", "1|請補充計算。|遵照辦理。")
    assert not minutes.speeches
    assert [r.label for r in minutes.rulings] == ["結論"]
