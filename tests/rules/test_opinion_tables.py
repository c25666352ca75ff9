"""Tables of contributions: who said what, and the reply."""

from __future__ import annotations

from minutes_parser import Minutes, parse

_PAGE = """<html><head><meta charset="utf-8"></head><body>
<h3>霽月溪治理工程第2次公聽會會議紀錄</h3>
<p>日期：113年6月5日</p><p>主持人：水利署 鄒副分署長觀瀾</p>
<p>壹、與會人員意見及回應</p>
<table>{rows}</table>
<p>貳、結論：詳如前表。</p></body></html>"""


def _parsed(*rows: str) -> Minutes:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return parse(_PAGE.format(rows="".join(f"<tr>{row}</tr>" for row in cells)).encode(), name="minutes.html")


def _said(found: Minutes) -> list[tuple[str | None, str | None, str | None, str]]:
    return [(s.speaker.name, s.speaker.organization, s.speaker.title, s.text) for s in found.speeches]


def test_who_said_what_and_the_reply() -> None:
    found = _parsed(
        "編號|陳述人|意見內容|回應及處理情形",
        "1|廉○秋|請以市價計算。|按當期市價補償。",
        "2|王委員聽濤|請保留農路。|",
    )
    assert _said(found) == [
        ("廉○秋", None, None, "請以市價計算。"),
        (None, None, None, "按當期市價補償。"),
        ("王聽濤", None, "委員", "請保留農路。"),
    ]


def test_a_column_may_say_who_replies() -> None:
    found = _parsed("發言單位|發言內容|開發單位回應", "水利處|請補充水質資料。|已補充。")
    assert _said(found) == [
        (None, "水利處", None, "請補充水質資料。"),
        (None, "開發單位", None, "已補充。"),
    ]


def test_the_places_are_those_of_the_cells() -> None:
    found = _parsed("委員|意見", "趙委員問渠|請說明經費。")
    (speech,) = found.speeches
    assert [found.text[s.start : s.end] for s in speech.spans["text"]] == ["請說明經費。"]
    assert [found.text[s.start : s.end] for s in speech.spans["speaker"]] == ["趙委員問渠"]
