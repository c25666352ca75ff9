"""Minutes inside the pages that publish them: the record is that of the text alone, and the frame is furniture."""

from __future__ import annotations

import pytest

from minutes_parser import Minutes, parse, parse_text

from ..shorthand import short

MINUTES = [
    "社團法人晴嵐縣登山協會第12屆第5次理監事聯席會議紀錄",
    "一、時間：中華民國113年8月24日（星期六）下午2時",
    "二、地點：協會會館",
    "三、出席理事：卞松岩、溫石徑、冷嵐",
    "四、主席：卞理事長松岩",
    "五、記錄：甄小徑",
    "六、討論提案",
    "提案一：年度登山嚮導訓練計畫案",
    "說明：預計招收二十名學員，經費由會費支應。",
    "決議：通過。",
    "提案二：會館屋頂漏水修繕案",
    "溫石徑理事：建議先請三家廠商估價。",
    "決議：同意，請秘書處於五萬元內辦理。",
]
P = "".join(f"<p>{line}</p>" for line in MINUTES)
BR = "<br>".join(MINUTES)
FIRST, REST = MINUTES[0], "".join(f"<p>{line}</p>" for line in MINUTES[1:])

FRAMES = {
    "agency": (
        '<a href="#center">按 Enter 到主內容區</a><div class="path"><a href="/">首頁</a> &gt; 會議紀錄</div>'
        '<ul><li><a href="/a">公告事項</a></li><li><a href="/b">活動訊息</a></li></ul>'
        "<ul><li>張貼日期：<time>2024-09-02</time></li><li>發布單位：秘書處</li><li>點閱：<span>1482</span></li></ul>"
        f'<section class="cp">{P}</section><div><h3>相關網址</h3><ol><li><a href="/t">步道查詢系統</a></li></ol></div>'
        '<div><h3>檔案下載</h3><ul><li><a href="x.pdf">會議紀錄.pdf<span>(312 KB)</span></a> 下載次數：57</li></ul></div>'
        '<p>地址：晴嵐縣石階路8號　電話：(05)600-1234</p><a href="javascript:;">回頁首</a>',
        ["按Enter到主內容區", "公告事項", "張貼日期：2024-09-02", "發布單位：秘書處", "點閱：1482", "相關網址", "1.步道查詢系統", "回頁首"],
    ),
    "essay of lines": (
        '<div>現在位置：</div><ul><li><a href="/">首頁</a></li></ul><ul><li>上版日期：113-09-02</li></ul>'
        f'<div class="essay">{BR}</div><h3>相關檔案</h3><ul><li><a href="f">掃描檔</a></li><li>423.10 KB</li></ul>'
        "<ul><li>資料更新：113-09-02 10:15</li><li>資料維護：秘書處</li></ul><div>瀏覽人次：362</div>",
        ["現在位置：", "首頁", "上版日期：113-09-02", "相關檔案", "掃描檔", "423.10KB", "資料維護：秘書處", "瀏覽人次：362"],
    ),
    "table of menu and text": (
        '<table><tr><td colspan=2><a href="/">回首頁</a> | <a href="/s">網站地圖</a></td></tr>'
        '<tr><td><table><tr><td><a href="1">協會簡介</a></td></tr><tr><td><a href="2">最新消息</a></td></tr></table>'
        f"您是第 <b>0045821</b> 位訪客</td><td>{BR}<br>張貼者：秘書處　點閱次數：88</td></tr>"
        '<tr><td colspan=2>服務時間：週一至週五 上午8:00至下午5:00</td></tr></table>',
        ["回首頁|網站地圖", "協會簡介", "您是第0045821位訪客", "張貼者：秘書處點閱次數：88", "服務時間：週一至週五上午8:00至下午5:00"],
    ),
    "entry of a data base": (
        '<div>您現在的位置：首頁 &gt; 會議紀錄</div><table border=1><tr><th>發布日期</th><td>113/09/02</td></tr>'
        f"<tr><th>發布單位</th><td>秘書處</td></tr><tr><th>內容</th><td>{BR}</td></tr>"
        '<tr><th>附件</th><td><a href="x">會議紀錄.pdf</a></td></tr><tr><th>點閱數</th><td>362</td></tr></table>',
        ["您現在的位置：首頁>會議紀錄", "113/09/02", "秘書處", "內容", "362"],
    ),
    "weblog": (
        f'<h1>{FIRST}</h1><div>發佈於 <time>2024-09-02</time> 作者： <a href="/u">管理員</a></div>{REST}'
        '<h3>分享此文：</h3><ul><li><a href="/f">Facebook</a></li></ul><h3>喜歡這個：</h3><span>正在載入...</span>'
        '<p>分類： <a href="/c">會議</a></p><p>上一篇：<a href="/p">第4次會議</a></p><h3>發佈留言</h3><p>必填欄位標示為 *</p>',
        ["發佈於2024-09-02作者：管理員", "分享此文：", "喜歡這個：", "正在載入...", "分類：會議", "上一篇：第4次會議", "必填欄位標示為*"],
    ),
    "contents before the text": (
        f'<ul><li><a href="#a">{FIRST}</a></li><li><a href="#b">討論提案</a></li></ul><h1 id="a">{FIRST}<a href="#a">¶</a></h1>{REST}'
        '<a href="#top">Back to top</a><div>Last changed by 小徑</div>',
        ["討論提案", "Backtotop", "Lastchangedby小徑"],
    ),
    "next and previous": (
        f'<p><a href="/">首頁</a> / <a href="/m">會議紀錄</a></p>{P}<p>上一則：<a href="/1">第4次會議紀錄</a></p>'
        "<p>下一則：淨山活動</p><p>更新日期：115年1月2日　今日瀏覽：120　累計瀏覽：1,234,567</p>",
        ["首頁/會議紀錄", "上一則：第4次會議紀錄", "下一則：淨山活動", "更新日期：115年1月2日今日瀏覽：120累計瀏覽：1,234,567"],
    ),
    "files in a table": (
        f'<a href="/">回首頁</a>{P}<div>附加檔案:</div><table><tr><th>附加檔案</th><th>大小</th></tr>'
        '<tr><td><a href="f">簽到簿掃描.pdf</a></td><td>1.02 MB</td></tr></table><ul><li>65 次瀏覽</li></ul>',
        ["回首頁", "附加檔案:", "簽到簿掃描.pdf", "1.02MB", "65次瀏覽"],
    ),
    "a block around the text": (
        f'<div><h2>{FIRST}</h2></div><div><section>{REST}</section><div>協會與你同行</div></div><div>誰在線上</div><p>沒有註冊會員</p>',
        ["協會與你同行", "誰在線上", "沒有註冊會員"],
    ),
    "twice, for two widths": (
        f'<div class="visible-xs">{P}</div><div class="hidden-xs">{P}</div><a href="/">回首頁</a>',
        ["回首頁"],
    ),
    "panels": (
        f'<ul><li><a href="#1">通知</a></li><li><a href="#2">議程</a></li></ul><div id="2" role="tabpanel" style="display:none">{P}</div>',
        ["通知"],
    ),
    "one paragraph": (f'<p>{"&nbsp;&nbsp;&nbsp;".join(MINUTES)}</p><p>公告日期：2024-09-02 瀏覽次數：55</p>', ["公告日期：2024-09-02瀏覽次數：55"]),
    "preserved lines": (f"<pre>\n   {chr(10).join(MINUTES)}\n</pre><p>您是本站第 10234 位訪客</p>", ["您是本站第10234位訪客"]),
    "a dialog": (f'<p>{"協會簡介。" * 90}</p><div role="dialog">{P}<button>關閉</button></div>', ["關閉"]),
}  # fmt: skip


def page(body: str) -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def aside(minutes: Minutes) -> list[str]:
    return ["".join(minutes.text[span.start : span.end].split()).lstrip("•*") for span in minutes.furniture]


def record(minutes: Minutes) -> list[str]:
    return list(short(minutes))


@pytest.mark.parametrize("name", FRAMES)
def test_the_record_is_that_of_the_text_and_the_frame_is_furniture(name: str) -> None:
    body, frame = FRAMES[name]
    minutes = parse(page(body))
    assert record(minutes) == record(parse_text("\n".join(MINUTES)))
    assert [line for line in frame if line not in aside(minutes)] == []


MARKDOWN = f"""[跳到主要內容區塊](#C)

[:::](#U "上方功能區塊")

* [回首頁](/)
* [網站導覽](/sitemap)

1. [首頁](/)
2. [會務公開](/open)

## {FIRST}

* 發布日期：113-09-02
* 點閱次數：362

{(chr(10) * 2).join(MINUTES[1:])}

### 相關附件

* [會議紀錄掃描檔](/f/1.pdf) (423 KB)

[上一則](/p/1) [下一則](/p/3) [回上一頁](javascript:back())

地址：晴嵐縣石階路8號2樓　電話：05-600-1234
"""


def test_a_page_saved_as_markdown() -> None:
    minutes = parse(MARKDOWN.encode())
    assert record(minutes) == record(parse_text("\n".join(MINUTES)))
    assert aside(minutes) == [
        "跳到主要內容區塊", ":::", "回首頁", "網站導覽", "1.首頁", "2.會務公開", "發布日期：113-09-02", "點閱次數：362", "相關附件",
        "會議紀錄掃描檔(423KB)", "上一則下一則回上一頁", "地址：晴嵐縣石階路8號2樓電話：05-600-1234",
    ]  # fmt: skip


def test_text_below_the_last_label_stays_where_no_block_of_the_page_parts_it() -> None:
    minutes = parse(page(f"<div>{P}<div><p>並請廠商於九月底前完工。</p></div></div><div>協會與你同行</div>"))
    assert minutes.rulings[-1].text == "同意，請秘書處於五萬元內辦理。\n並請廠商於九月底前完工。"
    assert aside(minutes) == ["協會與你同行"]


def test_links_inside_the_minutes_stay() -> None:
    minutes = parse(
        page(
            '<p><a href="/">回首頁</a></p><h2><a href="/m/3">雲麓鄉民代表會第22屆第3次臨時會會議紀錄</a></h2><p>時間：113年7月2日上午10時</p>'
            '<p>地點：<a href="/map">本會議事廳</a></p><p>主席：<a href="/p/1">鄔大有</a></p><p>出席代表：</p>'
            '<ul><li><a href="/p/1">鄔大有</a></li><li><a href="/p/2">束小滿</a></li></ul><p>討論事項</p>'
            '<p><a href="/b/1">第一案：道路修繕墊付案</a></p><p>決議：照案通過。</p><p><a href="/photo">完工模擬圖</a></p>'
        )
    )
    assert record(minutes)[3:] == [
        "chair 鄔大有 present",
        "member 鄔大有 代表 present",
        "member 束小滿 代表 present",
        "item discussion 1 道路修繕墊付案",
        "  ruling 決議 approved: 照案通過。/完工模擬圖",
    ]
    assert aside(minutes) == ["回首頁"]


def test_speakers_and_addresses_that_are_links_stay() -> None:
    said = '<div><a href="/s/1">段部長</a><p>大家好，我們開始。</p></div><div><a href="/s/2">樂青禾</a><p>請看：</p><a href="https://x.example">https://x.example</a></div>'
    assert aside(parse(page(f"<h1>與青年團體座談紀錄</h1>{said}<footer>CC0</footer>"))) == ["CC0"]


def test_words_of_buttons_are_content_inside_the_minutes() -> None:
    lines = ["時間：113年9月3日", "主席：明校長遠", "壹、報告事項", "一、教務處報告", "二、本月網站瀏覽人次：12,345"]
    more = [
        "分享",
        "請各處室持續更新網頁。",
        "貳、提案討論",
        "案由一：修訂作息時間",
        "說明：",
        "更新日期：113年8月1日",
        "決議：通過。",
    ]
    body = "".join(f"<p>{line}</p>" for line in [*lines, *more])
    assert aside(parse(page(f"<h1>青嵐國小校務會議紀錄</h1>{body}"))) == []


def test_points_with_numbers_are_content_whatever_they_count() -> None:
    points = "<p>壹、報告事項</p><ol><li>網站瀏覽人次：12,345</li><li>下載次數：57</li></ol><p>貳、散會</p>"
    minutes = parse(
        page(f"<h1>青嵐國小校務會議紀錄</h1><p>時間：113年9月3日</p><p>主席：明遠</p>{points}<p>點閱數：9</p>")
    )
    assert [item.title for item in minutes.items] == ["網站瀏覽人次：12,345", "下載次數：57"]
    assert aside(minutes) == ["點閱數：9"]


def test_meetings_with_the_same_people_are_not_one_printed_twice() -> None:
    people = ["出席人員：", *(f"{name}小明" for name in "甲乙丙丁戊己庚辛")]
    one = [
        "青嵐國小第2次會議紀錄",
        "時間：113年9月3日上午9時",
        "主席：明遠",
        *people,
        "案由一：修訂作息時間表",
        "決議：通過。",
    ]
    two = [
        "青嵐國小第3次會議紀錄",
        "時間：113年10月3日上午9時",
        "主席：明遠",
        *people,
        "案由一：籌備校慶活動",
        "決議：通過。",
    ]
    assert aside(parse(page("".join(f"<p>{line}</p>" for line in [*one, *two])))) == []
