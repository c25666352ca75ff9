"""The body of a DOCX: what Word shows, once, in reading order."""

from __future__ import annotations

import io
import zipfile

import pytest

from minutes_parser.document import Table
from minutes_parser.readers import read

from .packages import R, W, docx, lvl, p, shape, texts, zipped

TAB, BREAK = "<w:tab/>", "<w:br/>"


def run(content: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def para(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def body(content: str, **parts: str) -> list[str]:
    return texts(read(docx(content, **parts)))


def test_line_breaks_begin_paragraphs_and_tabs_stay() -> None:
    line = run(t("主席：甲") + TAB + t("紀錄：乙") + BREAK + t("出席：丙") + "<w:cr/>" + t("列席：丁"))
    assert body(para(line)) == ["主席：甲\t紀錄：乙", "出席：丙", "列席：丁"]


def test_only_the_first_line_of_a_numbered_paragraph_has_the_number() -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{lvl(0, "taiwaneseCountingThousand", "%1、")}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    content = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{run(t("甲") + BREAK + t("乙"))}</w:p>'
    document = read(docx(content, numbering=numbering))
    first, second = document.paragraphs()
    assert (document.text[first.start : first.label_end], second.label_end) == ("一、", None)
    assert texts(document) == ["一、甲", "乙"]


def test_tracked_changes_are_read_as_accepted() -> None:
    content = para(
        run(t("決議：")) + f'<w:del w:id="1">{run("<w:delText>緩議</w:delText>")}</w:del>'
        f'<w:ins w:id="2">{run(t("照案通過"))}</w:ins>'
        f'<w:moveFrom w:id="3">{run(t("搬走"))}</w:moveFrom><w:moveTo w:id="4">{run(t("搬來"))}</w:moveTo>'
    )
    document = read(docx(content))
    assert texts(document) == ["決議：照案通過搬來"]
    assert [f.code for f in document.findings] == ["tracked-changes"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert body(p("本案", mark) + p("通過。") + p("下一案")) == ["本案通過。", "下一案"]
    assert body(p("末段", mark)) == ["末段"]


def test_deleted_rows_are_left_out() -> None:
    deleted = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p("刪")}</w:tc></w:tr>'
    document = read(docx(f"<w:tbl><w:tr><w:tc>{p('留')}</w:tc></w:tr>{deleted}</w:tbl>"))
    assert (shape(document), [f.code for f in document.findings]) == ([[(0, 0, 1, 1, "留")]], ["tracked-changes"])


def test_content_controls_links_and_smart_tags_are_read() -> None:
    inner = f"<w:sdt><w:sdtContent>{run(t('王○明'))}</w:sdtContent></w:sdt>"
    inner += f"<w:hyperlink>{run(t('附件'))}</w:hyperlink><w:smartTag>{run(t('113年'))}</w:smartTag>"
    block = f"<w:sdt><w:sdtContent>{p('整段')}</w:sdtContent></w:sdt><w:customXml>{p('標記')}</w:customXml>"
    assert body(para(run(t("主席：")) + inner) + block) == ["主席：王○明附件113年", "整段", "標記"]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('框內一')}{p('框內二')}</w:txbxContent>"
    drawing = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert body(para(run(t("前")) + run(drawing) + run(t("後")))) == ["前後", "框內一", "框內二"]
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    assert body(para(run(t("前") + old))) == ["前", "框內一", "框內二"]


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "☐"),
        ('<w:sym w:font="Wingdings" w:char="F0FD"/>', "☒"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☑"),
        ('<w:sym w:font="Wingdings 2" w:char="F0A3"/>', "☐"),
        ('<w:sym w:font="Wingdings" w:char="F06E"/>', "■"),
        ('<w:sym w:font="Wingdings" w:char="F06F"/>', "□"),
        ('<w:sym w:font="標楷體" w:char="E001"/>', "\ue001"),
        ('<w:sym w:font="Wingdings" w:char="瓜"/>', ""),
    ],
)
def test_symbols(symbol: str, expected: str) -> None:
    assert body(para(run(symbol + t("列管")))) == [expected + "列管"]


def test_private_characters_of_a_symbol_font_in_text() -> None:
    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert body(para(run(t("\uf0fe"), fonts) + run(t("同意")))) == ["☑同意"]


@pytest.mark.parametrize(
    ("state", "glyph", "shown"), [("1", "☒", "☑"), ("1", "■", "■"), ("0", "☐", "☐"), ("0", "□", "□")]
)
def test_check_boxes_of_content_controls(state: str, glyph: str, shown: str) -> None:
    control = (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run(t(glyph))}</w:sdtContent></w:sdt>"
    )
    assert body(para(control + run(t("解列")))) == [shown + "解列"]


def test_form_fields_show_their_state_and_other_fields_their_result() -> None:
    def field(begin: str, instruction: str, result: str) -> str:
        return (
            run(f'<w:fldChar w:fldCharType="begin">{begin}</w:fldChar>')
            + run(f"<w:instrText>{instruction}</w:instrText>")
            + run('<w:fldChar w:fldCharType="separate"/>')
            + run(result)
            + run('<w:fldChar w:fldCharType="end"/>')
        )

    box = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
    content = field(box, " FORMCHECKBOX ", "") + run(t("同意，共")) + field("", " PAGE ", t("3")) + run(t("頁"))
    simple = f'<w:fldSimple w:instr=" DATE ">{run(t("113年3月1日"))}</w:fldSimple>'
    assert body(para(content) + para(simple)) == ["☑同意，共3頁", "113年3月1日"]


def test_hidden_text_is_left_out_and_reported() -> None:
    style = '<w:style w:type="character" w:styleId="密"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>'
    content = run(t("明")) + run(t("暗"), "<w:vanish/>") + run(t("不暗"), '<w:vanish w:val="0"/>')
    content += run(t("也暗"), '<w:rStyle w:val="密"/>')
    document = read(docx(para(content), styles=style))
    assert (texts(document), [f.code for f in document.findings]) == (["明不暗"], ["hidden-text"])


def test_hyphens_ruby_and_formulas() -> None:
    ruby = f"<w:ruby><w:rt>{run(t('ㄅ'))}</w:rt><w:rubyBase>{run(t('布'))}</w:rubyBase></w:ruby>"
    math = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    line = run(t("A") + "<w:noBreakHyphen/>" + t("1") + "<w:softHyphen/>" + t("號") + ruby) + math
    assert body(para(line)) == ["A-1號布x+1"]


def test_notes_follow_the_body_as_footnotes() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("線")}</w:footnote><w:footnote w:id="2">{p("註一")}</w:footnote>'
    )
    document = read(docx(para(run(t("本文") + '<w:footnoteReference w:id="2"/>')) + p("次段"), footnotes=notes))
    assert [(document.text[q.start : q.end], q.role) for q in document.paragraphs()] == [
        ("本文", "body"), ("次段", "body"), ("註一", "footnote"),
    ]  # fmt: skip


def test_headers_and_footers_that_are_printed_are_furniture_once() -> None:
    def section(title_page: str) -> str:
        references = (
            '<w:headerReference w:type="default" r:id="r_header1"/><w:headerReference w:type="first" r:id="r_header2"/>'
        )
        references += (
            '<w:headerReference w:type="even" r:id="r_header3"/><w:footerReference w:type="default" r:id="r_footer1"/>'
        )
        return f"<w:sectPr>{references}{title_page}</w:sectPr>"

    parts = {"header1": p("頁首"), "header2": p("首頁頁首"), "header3": p("偶數頁首"), "footer1": p("第1頁")}
    two_sections = p("甲") + f"<w:p><w:pPr>{section('')}</w:pPr></w:p>" + p("乙") + section("")
    document = read(docx(two_sections, **parts))
    assert [(document.text[q.start : q.end], q.role) for q in document.paragraphs()] == [
        ("頁首", "header"), ("甲", "body"), ("乙", "body"), ("第1頁", "footer"),
    ]  # fmt: skip
    with_title_page = docx(p("甲") + section("<w:titlePg/>"), settings="<w:evenAndOddHeaders/>", **parts)
    assert texts(read(with_title_page), "header") == ["頁首", "首頁頁首", "偶數頁首"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_merged_cells_stand_once() -> None:
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    content = table(
        cell("日期", begin) + cell("事項", '<w:gridSpan w:val="2"/>'),
        cell("", go_on) + cell("甲") + cell("乙"),
        cell("", go_on) + cell("丙", begin) + cell("丁"),
        cell("戊") + cell("", go_on) + cell("己"),
    )
    assert shape(read(docx(content))) == [
        [
            (0, 0, 3, 1, "日期"), (0, 1, 1, 2, "事項"), (1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"),
            (2, 1, 2, 1, "丙"), (2, 2, 1, 1, "丁"), (3, 0, 1, 1, "戊"), (3, 2, 1, 1, "己"),
        ]
    ]  # fmt: skip


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    assert shape(read(docx(table(cell("甲", "<w:vMerge/>") + cell("乙"))))) == [
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]
    ]


def test_rows_that_begin_later_and_old_horizontal_merges() -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("丙")
    old = cell("甲", '<w:hMerge w:val="restart"/>') + cell("", '<w:hMerge w:val="continue"/>')
    document = read(docx(table(old, late)))
    assert shape(document) == [[(0, 0, 1, 2, "甲"), (1, 1, 1, 1, "丙")]]


def test_nested_tables_stand_in_the_cell_row_by_row() -> None:
    inner = table(cell("內1") + cell("內2"), cell("內3") + cell("內4"))
    document = read(docx(table(cell("外") + cell(p("前") + inner + p("後")))))
    assert shape(document) == [[(0, 0, 1, 1, "外"), (0, 1, 1, 1, "前|內1|內2|內3|內4|後")]]


def test_a_frame_around_a_table_is_taken_off() -> None:
    inner = table(cell("甲") + cell("乙"))
    assert shape(read(docx(table(cell(p("題") + inner))))) == ["題", [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]]


def test_layout_hints() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
        '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    )
    content = p("標題", '<w:pStyle w:val="h"/><w:jc w:val="center"/>')
    content += p("內文", '<w:ind w:left="960" w:hanging="480"/>') + p("大綱", '<w:outlineLvl w:val="0"/>')
    content += p("\u3000\u3000字", '<w:ind w:leftChars="200" w:left="480"/>')
    heading, text, outline, typed = (q.style for q in read(docx(content, styles=styles)).paragraphs())
    assert (heading.heading, heading.bold, heading.size, heading.centered) == (2, True, 16.0, True)
    assert (text.heading, text.bold, text.size, text.indent, text.centered) == (None, False, 12.0, 2.0, False)
    assert (outline.heading, typed.indent) == (1, 4.0)


def test_pages_are_given_where_the_breaks_add_up() -> None:
    turned = para(run("<w:lastRenderedPageBreak/>" + t("二")))
    content = p("一") + turned + p("三")
    counted = docx(content, {"docProps/app.xml": "<Properties><Pages>2</Pages></Properties>"})
    assert [q.page for q in read(counted).paragraphs()] == [1, 2, 2]
    wrong = docx(content, {"docProps/app.xml": "<Properties><Pages>3</Pages></Properties>"})
    assert [q.page for q in read(wrong).paragraphs()] == [None, None, None]


def test_a_page_turned_does_not_cut_a_paragraph_or_its_number() -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{lvl(0, "taiwaneseCountingThousand", "%1、")}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    turn = "<w:lastRenderedPageBreak/>"
    content = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{run(turn + t("甲") + turn + t("乙"))}</w:p>'
    pages = {"docProps/app.xml": "<Properties><Pages>3</Pages></Properties>"}
    document = read(docx(content + p("丙"), pages, numbering=numbering))
    assert texts(document) == ["一、甲乙", "丙"]
    assert [q.page for q in document.paragraphs()] == [2, 3]
    broken = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{run("<w:br/>" + t("甲"))}</w:p>'
    assert body(broken, numbering=numbering) == ["一、甲"]


def test_strict_namespaces_are_read() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("甲") + table(cell("乙")), header1=p("頁首")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        name: content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            R.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, content in members.items()
    }
    assert texts(read(zipped(strict))) == ["甲", "乙"]


def test_a_document_without_text_says_so() -> None:
    document = read(docx(""))
    assert (document.blocks, [f.code for f in document.findings]) == ((), ["no-text"])


def test_tables_have_rows_and_columns() -> None:
    (only,) = read(docx(table(cell("甲") + cell("乙", '<w:gridSpan w:val="3"/>'), cell("丙")))).blocks
    assert isinstance(only, Table)
    assert (only.rows, only.columns) == (2, 4)


def test_unknown_containers_are_read_and_embedded_documents_reported() -> None:
    document = read(
        docx(
            f"<w:future>{p('甲')}</w:future>"
            + '<w:altChunk r:id="x"/>'
            + para(run('<w:commentReference w:id="1"/>' + t("乙")))
        )
    )
    assert texts(document) == ["甲", "乙"]
    assert [f.message for f in document.findings] == [
        "a document embedded in this one (altChunk) was left out",
        "comments were left out",
    ]
