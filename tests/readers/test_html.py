"""HTML: what a browser shows, with the frame of the page as navigation."""

from __future__ import annotations

import base64
import quopri

import pytest

from minutes_parser.errors import UnreadableDocument
from minutes_parser.readers import read

from .packages import shape, texts


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def body(content: str, role: str | None = "body") -> list[str]:
    return texts(read(page(content)), role)


def test_blocks_breaks_and_white_space() -> None:
    content = "<div>會議\n紀錄<p>主席： 王○明\n  (代)<br>紀錄：&nbsp;李○華<br/></p>散會</div><hr>完"
    assert body(content) == ["會議紀錄", "主席： 王○明 (代)", "紀錄：\xa0李○華", "散會", "完"]


def test_entities_and_inline_elements() -> None:
    assert body("<p>甲&amp;乙 &lt;案&gt; &#31532;1<b>案</b><span>：</span><a href='/x'>附件</a></p>") == [
        "甲&乙 <案> 第1案：附件"
    ]


def test_whole_minutes_without_blocks_are_one_paragraph() -> None:
    assert body("會議紀錄 一、時間：113年 二、地點：本府") == ["會議紀錄 一、時間：113年 二、地點：本府"]


def test_headings_and_hints() -> None:
    content = (
        '<h2>報告事項</h2><p style="text-align:center"><strong>全粗</strong></p><p align="center">中<b>粗</b></p>'
        '<p style="margin-left:2em;text-indent:-1em;font-size:12pt">縮</p><p>\u3000\u3000空</p>'
    )
    heading, bold, centered, indented, typed = (q.style for q in read(page(content)).paragraphs())
    assert (heading.heading, heading.bold) == (2, True)
    assert (bold.bold, bold.centered, centered.bold, centered.centered) == (True, True, False, True)
    assert (indented.indent, typed.indent) == (1.0, 2.0)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("<ol>", ["1. 甲", "2. 乙"]),
        ('<ol start="3">', ["3. 甲", "4. 乙"]),
        ('<ol type="A">', ["A. 甲", "B. 乙"]),
        ('<ol type="i">', ["i. 甲", "ii. 乙"]),
        ("<ol reversed>", ["2. 甲", "1. 乙"]),
        ('<ol style="list-style-type: cjk-ideographic">', ["一、甲", "二、乙"]),
        ('<ol style="list-style-type:trad-chinese-formal">', ["壹、甲", "貳、乙"]),
        ('<ol style="list-style:none">', ["甲", "乙"]),
        ("<ul>", ["• 甲", "• 乙"]),
        ('<ul type="square">', ["▪ 甲", "▪ 乙"]),
    ],
)
def test_list_numbers(opening: str, expected: list[str]) -> None:
    assert body(f"{opening}<li>甲</li><li>乙</li></{opening[1:3]}>") == expected


def test_list_values_nesting_and_further_lines() -> None:
    content = '<ol><li value="5">甲<br>甲續<ol type="a"><li>子</li></ol></li><li>乙<p>乙續</p></li></ol>'
    assert body(content) == ["5. 甲", "甲續", "a. 子", "6. 乙", "乙續"]


def test_a_bullet_beside_a_typed_number_is_decoration() -> None:
    assert body("<ul><li>一、甲</li><li>（二）乙</li><li>113年</li></ul>") == ["一、甲", "（二）乙", "• 113年"]


def test_tables_with_spans() -> None:
    content = (
        "<table><tr><th rowspan=2>日期</th><th colspan=2>事項</th></tr><tr><td>甲</td><td>乙</td></tr>"
        "<tr><td>丙</td><td colspan=99999>丁</td></tr><tr><td rowspan=0>戊</td><td><p>己</p>庚<br>辛</td></tr></table>"
    )
    assert shape(read(page(content))) == [
        [
            (0, 0, 2, 1, "日期"), (0, 1, 1, 2, "事項"), (1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 0, 1, 1, "丙"),
            (2, 1, 1, 2, "丁"), (3, 0, 1, 1, "戊"), (3, 1, 1, 1, "己|庚|辛"),
        ]
    ]  # fmt: skip


def test_nested_tables_stand_in_the_cell() -> None:
    inner = "<table><tr><td>內1</td><td>內2</td></tr></table>"
    content = f"<table><tr><th>外</th><td>前{inner}後</td></tr></table>"
    assert shape(read(page(content))) == [[(0, 0, 1, 1, "外"), (0, 1, 1, 1, "前|內1|內2|後")]]


@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td><p>標題</p>{}</td></tr></table>",
        '<table role="presentation"><tr><td>標題</td><td>{}</td></tr></table>',
        "<table><tr><td></td><td>標題<br>{}</td></tr></table>",
        "<table><tr><td>標題</td><td>" + "長" * 400 + "{}</td></tr></table>",
    ],
)
def test_tables_that_lay_out_the_page_are_taken_off(layout: str) -> None:
    blocks = shape(read(page(layout.format("<table><tr><td>甲</td><td>乙</td></tr></table>"))))
    assert blocks[0] == "標題"
    assert blocks[-1] == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]


def test_the_frame_of_the_page_is_navigation_and_its_text_is_kept() -> None:
    content = (
        '<a href="#C">跳到主要內容區塊</a><header><h1>某局</h1></header><nav><ul><li>首頁</li></ul></nav>'
        '<div class="breadcrumb">首頁 &gt; 會議</div><div id="cookieBar">本站使用 cookie</div>'
        "<main><header>會議紀錄</header><p>主席：王○明</p><p>:::</p><footer>散會</footer></main>"
        "<aside>相關連結</aside><footer>版權所有</footer>"
    )
    assert body(content) == ["會議紀錄", "主席：王○明", "散會"]
    assert body(content, "navigation") == [
        "跳到主要內容區塊", "某局", "首頁", "首頁 > 會議", "本站使用 cookie", ":::", "相關連結", "版權所有",
    ]  # fmt: skip


def test_a_careless_class_does_not_hide_the_minutes() -> None:
    minutes = "<p>會議紀錄</p><p>主席：王○明</p><p>決議：照案通過。</p>"
    assert len(body(f'<div class="menu">{minutes}</div><p>某局</p>')) == 4


def test_hidden_text_is_left_out_and_reported() -> None:
    hidden = '<p style="display: none">暗</p><span hidden>暗</span><p style="visibility:hidden">暗</p><span style="mso-hide:all">暗</span>'
    document = read(page(f"<p>明</p>{hidden}<script>var x = '暗';</script><style>p{{}}</style><template>暗</template>"))
    assert (texts(document), [f.code for f in document.findings]) == (["明"], ["hidden-text"])


def test_deleted_text_is_left_out_and_reported() -> None:
    document = read(page("<p>決議：<del>緩議</del><ins>照案通過</ins></p>"))
    assert (texts(document), [f.code for f in document.findings]) == (["決議：照案通過"], ["tracked-changes"])


def test_numbers_of_pages_that_word_exported() -> None:
    content = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US>"
        "<span style='mso-list:Ignore'>一、<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span>"
        "<![endif]>報告事項<o:p></o:p></p><!--[if gte mso 9]><xml>暗</xml><![endif]-->"
        "<p class=MsoNormal><span style='font-family:Wingdings'>þ</span>同意<span style='font-family:Wingdings'>¨</span>不同意</p>"
    )
    document = read(page(content))
    first, second = document.paragraphs()
    assert (document.text[first.start : first.label_end], texts(document)) == ("一、", ["一、報告事項", "☑同意☐不同意"])
    assert second.label_end is None


def test_check_boxes_and_fields_of_forms() -> None:
    content = "<p><input type=checkbox checked>出席<input type=checkbox>請假<input type=radio checked>是<input value=王○明></p>"
    assert body(content) == ["☑出席☐請假◉是王○明"]


def test_preserved_lines() -> None:
    assert body("<pre>一、甲\n  二、乙\n\n三、丙</pre><p style='white-space:pre-line'>四\n五</p>") == [
        "一、甲",
        "二、乙",
        "三、丙",
        "四",
        "五",
    ]


@pytest.mark.parametrize(
    ("head", "encoding", "expected"),
    [
        ('<meta charset="big5">', "cp950", "cp950"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "cp950", "cp950"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ("", "cp950", "cp950"),
        ('<meta charset="big5">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "cp950", "cp950"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),
        ("", "utf-16", "utf-16-le"),
    ],
)
def test_encodings_are_seen_not_believed(head: str, encoding: str, expected: str) -> None:
    text = (
        f"<html><head>{head}</head><body><p>主席：王○明，出席委員及紀錄如簽到簿，會議決議照案通過。</p></body></html>"
    )
    document = read(text.encode(encoding))
    assert texts(document) == ["主席：王○明，出席委員及紀錄如簽到簿，會議決議照案通過。"]
    assert document.source.encoding == expected


@pytest.mark.parametrize(
    ("encoding", "transfer"), [("utf-8", "base64"), ("cp950", "quoted-printable"), ("utf-8", "8bit")]
)
def test_web_archives_saved_as_doc(encoding: str, transfer: str) -> None:
    html = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={encoding}'></head><body><p>會議紀錄</p></body></html>"
    content = html.encode(encoding)
    encoded = {
        "base64": base64.encodebytes(content),
        "quoted-printable": quopri.encodestring(content),
        "8bit": content,
    }[transfer]
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="=_x"\n\n'
    part = f'--=_x\nContent-Location: file:///C:/x.htm\nContent-Transfer-Encoding: {transfer}\nContent-Type: text/html; charset="{encoding}"\n\n'
    other = b"\n--=_x\nContent-Type: text/xml\n\n<xml>x</xml>\n--=_x--\n"
    document = read((head + part).encode() + encoded + other)
    assert (texts(document), document.source.reader, document.source.encoding) == (["會議紀錄"], "html", encoding)


def test_a_web_archive_without_a_page_is_unreadable() -> None:
    with pytest.raises(UnreadableDocument, match="no page"):
        read(
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--\n"
        )


def test_an_error_page_saved_as_doc_is_html() -> None:
    assert (
        read(b"<html><head><title>404</title></head><body><h1>Not Found</h1></body></html>", name="x.doc").source.reader
        == "html"
    )


def test_numbers_that_a_style_sheet_gives() -> None:
    sheet = (
        "/* lists */ ol.law{list-style-type:cjk-ideographic} @media print{.sub{color:red;list-style:upper-alpha}} ol{list-style:none}"
        '.lst-x-0>li:before{content:"(" counter(lst-ctn-x-0,cjk-ideographic) ")"}'
    )
    lists = (
        '<ol class="law"><li>甲<ol class="sub"><li>乙</li></ol></li></ol><ol><li>丙</li></ol>'
        '<ol class="c1 lst-x-0" start="2"><li>丁</li></ol><ol class="law" style="list-style:decimal"><li>戊</li></ol>'
    )
    document = read(page(lists, f'<meta charset="utf-8"><style>{sheet}</style>'))
    assert texts(document) == ["一、甲", "A. 乙", "1. 丙", "(二)丁", "1. 戊"]


def test_the_sign_of_a_heading_that_gives_its_address_is_left_out() -> None:
    content = '<h2>報告事項<a class="headerlink" href="#r">¶</a></h2><h3><a href="#x">案由一</a><a href="#x">#</a></h3>'
    assert body(content) == ["報告事項", "案由一"]


def test_lines_that_are_links() -> None:
    content = (
        '<p><a href="/">首頁</a> &gt; <a href="/m">會議</a></p><p><a href="#a">報告</a></p><p>見<a href="/x">附件</a></p>'
        '<p><a name="top">主席</a></p><p><a onclick="go()">列印</a></p>'
    )
    assert [q.style.link for q in read(page(content)).paragraphs()] == ["away", "here", None, None, "away"]


@pytest.mark.parametrize(
    "panel",
    [
        '<div role="tabpanel" hidden>{}</div>',
        '<div class="tab-pane" style="display:none">{}</div>',
        '<div class="accordion-body collapse" style="display: none">{}</div>',
        "<details><summary>甲</summary>{}</details>",
    ],
)
def test_a_panel_that_a_click_opens_is_read(panel: str) -> None:
    assert "決議：通過" in body(panel.format("<p>決議：通過</p>"))


def test_a_panel_that_stands_there_twice_is_read_once() -> None:
    assert body('<div class="tab-pane" style="display:none"><p>決議：通過</p></div><p>決議：通過</p>') == ["決議：通過"]


def test_what_only_a_screen_reader_reads_is_left_out() -> None:
    document = read(page('<p>附件<span class="sr-only">(另開新視窗)</span></p>'))
    assert (texts(document), [f.code for f in document.findings]) == (["附件"], ["hidden-text"])
    assert body('<div class="visually-hidden">會議地點</div><div>會議室</div>') == ["會議地點", "會議室"]


def test_a_document_padded_into_one_paragraph() -> None:
    lines = [
        "第3次會議紀錄",
        "時間：113年9月3日",
        "地點：會議室",
        "主席：王○明",
        "一、報告事項",
        "二、討論事項",
        "決議：照案通過",
        "三、散會",
    ]
    assert body(f"<p>{'&nbsp;&nbsp; '.join(lines)}</p>") == lines
    assert len(body(f"<p>出席：{'　　'.join(['王○明', '李○華', '林○安'] * 5)}</p>")) == 1


def test_a_table_of_a_menu_and_the_text_is_taken_off_and_a_form_is_not() -> None:
    text = "<br>".join(f"第{n}點內容說明" for n in range(9))
    assert body(f"<table><tr><td>選單</td><td>{text}</td></tr><tr><td colspan=2>頁尾</td></tr></table>")[:2] == [
        "選單",
        "第0點內容說明",
    ]
    form = f"<table><tr><td>時間</td><td>9月3日</td></tr><tr><td>地點</td><td>會議室</td></tr><tr><td>決議</td><td>{text}</td></tr></table>"
    assert len(shape(read(page(form)))) == 1


def test_minutes_in_what_is_called_a_menu_are_content() -> None:
    minutes = "<p>時間：9月3日</p><p>地點：會議室</p><p>主席：王○明</p><p>決議：通過</p>"
    assert body(f'<p>{"長" * 200}</p><div class="menu">{minutes}</div>', "body")[1:] == [
        "時間：9月3日",
        "地點：會議室",
        "主席：王○明",
        "決議：通過",
    ]
