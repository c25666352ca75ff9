"""Minutes that are one table, and tables inside minutes: forms, agendas, people under 姓名."""

from __future__ import annotations

from minutes_parser import Minutes, parse


def page(*rows: str, after: str = "") -> Minutes:
    """A web page with one table: cells parted by |, a row of fewer cells fills the width with its last one."""
    cells = [row.split("|") for row in rows]
    width = max(map(len, cells))
    body = "".join(
        "<tr>"
        + "".join(f"<td>{cell}</td>" for cell in row[:-1])
        + f"<td colspan={width - len(row) + 1}>{row[-1]}</td></tr>"
        for row in cells
    )
    return parse(f"<meta charset=utf-8><table>{body}</table>{after}".encode())


HEAD = (
    "鶴頂園區資訊系統建置專案第7次工作會議紀錄",
    "會議時間|2024/05/16 14:00~15:30",
    "會議地點|園區大樓801會議室",
    "主持人|曲組長志明",
    "出席人員|曲志明、伏家瑜",
)


def test_form_with_a_table_of_matters_inside() -> None:
    minutes = page(
        *HEAD,
        "項次|討論議題|討論內容|決議事項|負責人|預計完成日",
        "1|單一登入介接|測試環境已備妥。|5月底前完成測試。|伏家瑜|2024/05/31",
        "2|資料轉檔|缺漏欄位約3%。|同意補轉。|曲志明|2024/06/07",
        "下次會議：2024/05/30 14:00",
    )
    assert minutes.meeting.title == "鶴頂園區資訊系統建置專案第7次工作會議紀錄"
    assert (minutes.meeting.date, minutes.meeting.location) == ("2024-05-16", "園區大樓801會議室")
    assert [(i.number, i.title) for i in minutes.items] == [(1, "單一登入介接"), (2, "資料轉檔")]
    assert [(r.item_id, r.text) for r in minutes.rulings] == [("i1", "5月底前完成測試。"), ("i2", "同意補轉。")]
    assert [a.name for a in minutes.attendees if a.category == "member"] == ["曲志明", "伏家瑜"]


def test_form_with_a_tracking_table_inside() -> None:
    minutes = page(
        "北岸區公所區務會議紀錄表",
        "會議名稱|113年第5次區務會議",
        "日期|113年5月6日",
        "主席|諶區長國樑",
        "一、上次會議列管事項：",
        "編號|列管事項|辦理情形|裁示",
        "1|公園遊具汰換|已完成招標。|解除列管",
        "2|活動中心漏水|預計6月完工。|繼續列管",
        "二、主席裁示：請經建課加強側溝清疏。",
    )
    assert minutes.meeting.session == "113年第5次"
    assert [(f.number, f.directive, f.status) for f in minutes.follow_ups] == [
        ("1", "公園遊具汰換", "closed"),
        ("2", "活動中心漏水", "open"),
    ]
    assert [r.text for r in minutes.rulings] == ["請經建課加強側溝清疏。"]


def test_names_of_any_surname_under_the_heading_name() -> None:
    head = "<p>養心國小課程發展委員會第1次會議紀錄</p><p>時間：113年9月3日</p><p>出席人員：</p>"
    rows = "".join(
        f"<tr><td>{title}</td><td>{name}</td><td></td></tr>"
        for title, name in [("職稱", "姓名"), ("學務主任", "國政龍"), ("教師代表", "養志成"), ("家長代表", "從缺")]
    )
    minutes = parse(f"<meta charset=utf-8>{head}<table>{rows}</table><p>討論事項</p><p>決議：通過。</p>".encode())
    assert [a.name for a in minutes.attendees] == ["國政龍", "養志成"]


def test_guest_who_speaks_under_a_heading_of_addresses() -> None:
    text = "<p>導遊協會會員大會會議紀錄</p><p>時間：113年3月10日</p><p>一、主席致詞：感謝踴躍出席。</p>"
    minutes = parse(f"<meta charset=utf-8>{text}<p>二、來賓致詞：昝科長明輝：祝大會成功。</p>".encode())
    assert [(s.speaker.name, s.speaker.title, s.text) for s in minutes.speeches] == [
        (None, "主席", "感謝踴躍出席。"),
        ("昝明輝", "科長", "祝大會成功。"),
    ]


def test_boxed_heading_of_the_chair_is_on_the_whole_meeting() -> None:
    text = "<p>防災會報第2次會議紀錄</p><p>時間：113年6月28日</p><p>【臨時動議】無</p><p>【主席結論】請加強整備。</p>"
    minutes = parse(f"<meta charset=utf-8>{text}".encode())
    assert not minutes.items
    assert [(r.label, r.item_id) for r in minutes.rulings] == [("主席結論", None)]
