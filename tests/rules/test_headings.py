"""Headings that are known by their place or their look, not by a word."""

from __future__ import annotations

import pytest

from minutes_parser import Minutes, parse

_MARKDOWN = """## 湧泉地圖小聚 #7 逐字紀錄

時間：2024-05-18 13:30
地點：河邊書房
主持：小溪

### 開場

**小溪：** 歡迎大家，今天有兩個題目。

**阿泉：** 我先講，等等要先離開。

### 1. 水位站資料

**阿泉：** 三個縣市做完了，剩一個。

**小溪：** 需要幫忙嗎？

### 2. 授權條款

**文石（法律）：** 第六條與資料庫的做法不相容。

**小溪：** 可以去函釐清嗎？

**文石（法律）：** 我擬稿。

散會
"""

_HEAD = "鏡湖市議會第3屆第1次定期會第4次會議紀錄\n時間：113年5月2日上午10時\n地點：議事廳\n主席：游議長大川\n"


def _spoken(minutes: Minutes) -> list[tuple[str | None, str]]:
    titles = {item.id: item.title for item in minutes.items}
    return [(titles.get(s.item_id or ""), s.speaker.name or "") for s in minutes.speeches]


def test_a_heading_over_voices_is_an_item() -> None:
    found = parse(_MARKDOWN.encode(), name="talk.md")
    assert [(i.number, i.title) for i in found.items] == [(None, "開場"), (1, "水位站資料"), (2, "授權條款")]
    assert _spoken(found) == [
        ("開場", "小溪"), ("開場", "阿泉"), ("水位站資料", "阿泉"), ("水位站資料", "小溪"),
        ("授權條款", "文石"), ("授權條款", "小溪"), ("授權條款", "文石"),
    ]  # fmt: skip


@pytest.mark.parametrize("nothing", ["無。", "經詢無其他臨時動議。", "無委員提出臨時動議。", "本次會議無臨時動議"])
def test_no_motion_is_no_item(nothing: str) -> None:
    found = parse(f"{_HEAD}一、臨時動議：{nothing}\n二、散會\n".encode(), name="minutes.txt")
    assert not found.items


@pytest.mark.parametrize("label", ["康副市長裁示", "康局長提示", "主席裁示"])
def test_whoever_decides_may_be_named(label: str) -> None:
    found = parse(f"{_HEAD}一、報告事項\n（一）防汛整備\n{label}：請加強巡查。\n".encode(), name="minutes.txt")
    assert [(r.label, r.text) for r in found.rulings] == [(label, "請加強巡查。")]


def test_what_another_meeting_decided_is_no_ruling() -> None:
    found = parse(f"{_HEAD}一、報告事項\n（一）防汛整備\n依局長指示：請加強巡查。\n".encode(), name="minutes.txt")
    assert not found.rulings


def test_a_line_drawn_across_the_page_is_no_text() -> None:
    text = f"{_HEAD}一、討論事項\n（一）堤岸照明案\n決議：照案通過。\n--------------------\n二、散會\n"
    found = parse(text.encode(), name="minutes.txt")
    assert [r.text for r in found.rulings] == ["照案通過。"]


def test_names_alone_on_a_line_head_words() -> None:
    names = ["康彥亭", "莊惟橋", "廖金沙", "康彥亭", "觀眾A", "莊惟橋"]
    words = [
        "每位先講五分鐘。",
        "騎樓的產權是私人的。",
        "貨一來就要有地方放。",
        "現場有沒有問題？",
        "維護誰付錢？",
        "市府補助一次。",
    ]
    said = "\n".join(f"{name}\n{text}" for name, text in zip(names, words, strict=True))
    text = f"共享騎樓公共論壇座談實錄\n日期：2023年4月15日\n主持人：康彥亭\n\n{said}\n"
    found = parse(text.encode(), name="talk.txt")
    assert [s.speaker.name for s in found.speeches] == ["康彥亭", "莊惟橋", "廖金沙", "康彥亭", "A", "莊惟橋"]
    assert [s.text for s in found.speeches] == words
