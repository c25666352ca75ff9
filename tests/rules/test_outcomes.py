"""What decisions say of their items: the table of the output contract, each value in several wordings."""

from __future__ import annotations

import pytest

from minutes_parser import parse_text
from minutes_parser.extract.outcomes import read_outcome

WORDINGS = {
    "untracked": ["同意解除列管。", "本案結案。", "經徵詢委員意見，同意本案解除列管。"],
    "tracked": ["繼續列管。", "第1案解除列管，第2案繼續列管。", "請續辦並列管。"],
    "approved_with_changes": [
        "修正後通過。",
        "除第3點刪除外，其餘照案通過。",
        "依委員意見修正後通過，並請補正圖說。",
        "歲入部分照案通過；歲出部分刪減50萬元，其餘照案通過。",
        "第3筆剔除，其餘11筆同意標售。",
        "展覽日改為六月，餘照草案通過。",
    ],
    "approved": [
        "照案通過。",
        "無異議通過。",
        "通過，並請業務單位於六月底前辦理。",
        "同意辦理。",
        "紀錄確認。",
        "除依法迴避之董事外，其餘董事無異議通過。",
        "7位委員同意，0位不同意，決議受理。",
    ],
    "noted": ["洽悉。", "准予備查。", "洽悉，請各單位配合辦理。"],
    "deferred": [
        "本案保留。",
        "緩議。",
        "請補充資料後再提會討論。",
        "下次會議再議。",
        "補正後再審。",
        "請開發單位補充、修正後，再送本委員會審查。",
        "先做問卷，下次社大再討論。",
        "請財務組試算後，於下次理事會議再行討論。",
    ],
    "referred": [
        "送請專案小組審查。",
        "移請交通局研議。",
        "交付委員會審查。",
        "送請鄉公所辦理。",
        "交理事會研議。",
        "送請公所研辦。",
        "送大會公決。",
    ],
    "rejected": [
        "本案不予採納。",
        "否決。",
        "贊成2票，反對7票，不通過。",
        "不予列入。",
        "維持現行規定。",
        "區位鄰近斷層帶，未便同意。",
    ],
    "withdrawn": ["同意撤案。", "本案退回。"],
    "directed": [
        "請地政處協助劃入保留地。",
        "請社會局於下次會議提報辦理情形。",
        "請秘書室研擬計畫。",
        "承商於一週內提出變更圖說。",
    ],
    "other": ["同前案決議。", "訂於5月2日。", "併上案辦理。"],
}


@pytest.mark.parametrize(
    ("outcome", "text"), [(outcome, text) for outcome, texts in WORDINGS.items() for text in texts]
)
def test_outcome(outcome: str, text: str) -> None:
    assert read_outcome(text.replace("，", ",")).outcome == outcome


@pytest.mark.parametrize(
    ("decision", "phrase"), [("照案通过。", "照案通过"), ("请建设科办理。", "请"), ("請建設科辦理。", "請")]
)
def test_the_phrase_is_as_the_document_has_it(decision: str, phrase: str) -> None:
    head = "松濤市水利小組第3次會議紀錄\n時間：113年5月2日\n報告事項\n第一案：閘門檢修\n"
    assert [ruling.outcome_basis for ruling in parse_text(f"{head}決議：{decision}\n").rulings] == [phrase]
