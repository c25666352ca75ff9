"""Tables of people without headings: each row is one person, whatever cells unit and post stand in."""

from __future__ import annotations

from minutes_parser import parse
from tests.shorthand import short

_HEAD = "## 海東院農漁委員會第6次會議議事錄\n\n時間：113年4月22日上午9時\n\n列席官員：\n\n"
_FOOT = "\n\n主席：瞿召集委員塘峽\n\n報告事項\n\n一、宣讀上次會議議事錄。\n\n決定：確定。\n"


def _observers(rows: str) -> list[str]:
    record = parse((_HEAD + rows + _FOOT).encode(), name="minutes.md")
    return [line.removeprefix("observer ") for line in short(record) if line.startswith("observer")]


def test_unit_post_and_name_in_three_columns() -> None:
    rows = (
        "| 列席官員： | 農漁部 | 部長 | 江自流\n| --- | --- | --- | ---\n"
        "| | 關務司副 | 司長 | 解鈴鐺\n| | 圳路工程局 | 兼任局長 | 方大石\n| | | 主任秘書 | 鐘聲遠\n"
    )
    assert _observers(rows)[:3] == [
        "農漁部 江自流 部長 present",
        "關務司 解鈴鐺 副司長 present",
        "圳路工程局 方大石 局長 present",
    ]


def test_days_over_the_rows_are_nobody_and_names_of_two_are_one() -> None:
    rows = (
        "| 列席官員： | 113年4月22日（星期一） | \u3000\n| --- | --- | ---\n| | 農漁部部長 | 江自流\n"
        "| | 漁政署<br>副署長 | 方\u3000盒\n| | 113年4月24日（星期三） |\n| | 關務司副司長 | 解鈴鐺\n"
    )
    assert _observers(rows) == [
        "農漁部 江自流 部長 present",
        "漁政署 方盒 副署長 present",
        "關務司 解鈴鐺 副司長 present",
    ]
