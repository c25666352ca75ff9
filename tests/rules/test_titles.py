"""Body and session of titles as clerks write them."""

from __future__ import annotations

import pytest

from minutes_parser import parse_text
from minutes_parser.extract.titles import read_title

TITLES = [
    ("松濤市政府性別平等專案小組113年第1次會議紀錄", "松濤市政府性別平等專案小組", "113年第1次"),
    ("青瀾縣都市計畫委員會第一八八次委員會議會議紀錄", "青瀾縣都市計畫委員會", "第一八八次"),
    ("嵐山市議會第3屆第4次定期大會第7次會議紀錄", "嵐山市議會", "第3屆第4次定期大會第7次"),
    ("嶼光大學第2731次行政會議紀錄", "嶼光大學行政會議", "第2731次"),
    ("海垣股份有限公司一一○年股東常會議事錄", "海垣股份有限公司股東常會", "一一○年"),
    ("潮音國小家長會112學年度第2次會員代表大會會議紀錄", "潮音國小家長會會員代表大會", "112學年度第2次"),
    ("楓洋市政府第412次市政會議", "楓洋市政府市政會議", "第412次"),
    ("松濤醫院倫理委員會第27次會議簽到暨會議紀錄", "松濤醫院倫理委員會", "第27次"),
    ("松濤市公所113年第2次採購審查小組會議紀錄暨簽到表", "松濤市公所採購審查小組", "113年第2次"),
    ("理監事會議紀錄", "理監事會議", None),
    ("2015-08-03 海岸會第四、第五次會議紀錄", "海岸會", "第四、第五次"),
    ("立法院第9屆第2會期海岸委員會第1次聯席會議紀錄", "立法院海岸委員會", "第9屆第2會期第1次"),
    ("寶礁社區第六屆管理委員會第四次會議紀錄", "寶礁社區管理委員會", "第六屆第四次"),
    ("2024-05-29 映海市政府推動小組第六次會議逐字稿", "映海市政府推動小組", "第六次"),
]


@pytest.mark.parametrize(("title", "body", "session"), TITLES, ids=[t for t, _, _ in TITLES])
def test_title(title: str, body: str, session: str | None) -> None:
    reading = read_title(title)
    assert (reading.body, reading.session) == (body, session)


@pytest.mark.parametrize(
    "lines",
    [
        ["松濤市公園委員會第3次會議紀錄"],
        ["松濤市公園委員會", "第3次會議紀錄"],
        ["松濤市公園委員會", "第3次會議", "會議紀錄"],
        ["網站導覽", "Welcome", "松濤市公園委員會第3次會議紀錄"],
    ],
)
def test_title_on_several_lines(lines: list[str]) -> None:
    minutes = parse_text("\n".join([*lines, "時間：113年5月2日下午2時", "主席：游大川"]))
    assert (minutes.meeting.body, minutes.meeting.session) == ("松濤市公園委員會", "第3次")


@pytest.mark.parametrize(
    ("title", "proposer"),
    [
        ("巡迴書車路線調整案，提請討論。（提案單位：推廣組）", "推廣組"),
        ("書庫搬遷案【提案人：廉清風】", "廉清風"),
        ("閱覽室夜間開放案（採編組提案）", None),
        ("閱覽室夜間開放案（報告單位：採編組）", None),
    ],
)
def test_proposer_behind_a_title(title: str, proposer: str | None) -> None:
    """It is a field of the item; the title stays whole, as printed."""
    minutes = parse_text(f"青蕪鎮圖書諮詢會第5次會議紀錄\n壹、討論事項\n第一案：{title}\n決議：照案通過。\n")
    assert [(i.title, i.proposer) for i in minutes.items] == [(title, proposer)]
