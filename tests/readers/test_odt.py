"""ODT: list numbers as LibreOffice prints them, and everything else that the page shows."""

from __future__ import annotations

import pytest

from minutes_parser.document import Table
from minutes_parser.errors import UnreadableDocument
from minutes_parser.readers import read

from .packages import odt, shape, texts


def number(level: int, sample: str, prefix: str = "", suffix: str = "、", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{sample}" style:num-prefix="{prefix}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


L1 = list_style(
    "L1",
    number(1, "壹, 貳, 參, ..."),
    number(2, "一, 二, 三, ..."),
    number(3, "一, 二, 三, ...", "（", "）"),
    number(4, "1", "", "."),
    number(5, "1", "", "", 'text:display-levels="3"'),
)
L2 = list_style("L2", number(1, "甲, 乙, 丙, ..."))


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>' if style else f"<text:p>{text}</text:p>"


def item(*content: str, start: int | None = None) -> str:
    value = f' text:start-value="{start}"' if start is not None else ""
    return f"<text:list-item{value}>{''.join(content)}</text:list-item>"


def lst(*items: str, attributes: str = 'text:style-name="L1"') -> str:
    return f"<text:list {attributes}>{''.join(items)}</text:list>"


def sub(*items: str) -> str:
    return lst(*items, attributes="")


def body(content: str, automatic: str = L1 + L2) -> list[str]:
    return texts(read(odt(content, automatic=automatic)))


def test_levels_count_and_restart_below_each_other() -> None:
    content = lst(
        item(p("a")),
        item(p("b"), sub(item(p("b1")), item(p("b2"), sub(item(p("x")))))),
        item(p("c"), sub(item(p("c1")))),
    )
    assert body(content) == ["壹、a", "貳、b", "一、b1", "二、b2", "（一）x", "參、c", "一、c1"]


def test_a_new_list_restarts_and_a_continued_one_goes_on() -> None:
    same = 'text:style-name="L1" text:continue-numbering="true"'
    assert body(lst(item(p("a"))) + p("t") + lst(item(p("b")))) == ["壹、a", "t", "壹、b"]
    assert body(lst(item(p("a"))) + p("t") + lst(item(p("b")), attributes=same)) == ["壹、a", "t", "貳、b"]
    between = lst(item(p("x")), attributes='text:style-name="L2"')
    assert body(lst(item(p("a"))) + between + lst(item(p("b")), attributes=same)) == ["壹、a", "甲、x", "貳、b"]


def test_lists_continue_by_name() -> None:
    def named(text: str, name: str, continued: str = "") -> str:
        more = f' text:continue-list="l{continued}"' if continued else ""
        return lst(item(p(text)), attributes=f'text:style-name="L1" xml:id="l{name}"{more}')

    content = named("a", "1") + named("x", "2") + named("b", "3", "1") + named("y", "4", "2") + named("c", "5", "3")
    assert body(content) == ["壹、a", "壹、x", "貳、b", "貳、y", "參、c"]


def test_inner_lists_continue_with_their_outer_list() -> None:
    def outer(content: str, name: str, continued: str) -> str:
        return lst(item(content), attributes=f'text:style-name="L1" xml:id="l{name}" text:continue-list="l{continued}"')

    content = lst(item(p("a")), attributes='text:style-name="L1" xml:id="l1"') + outer(sub(item(p("a1"))), "2", "1")
    content += p("t") + outer(sub(item(p("a2"))), "3", "2") + outer(p("b"), "4", "3")
    assert body(content) == ["壹、a", "一、a1", "t", "二、a2", "貳、b"]


def test_two_inner_lists_of_one_item_are_two_lists() -> None:
    assert body(lst(item(p("a"), sub(item(p("a1"))), p("m"), sub(item(p("a2")))))) == ["壹、a", "一、a1", "m", "一、a2"]


def test_start_values_list_headers_and_further_paragraphs() -> None:
    content = lst(f"<text:list-header>{p('h')}</text:list-header>", item(p("a"), p("a-"), start=5), item(p("b")))
    assert body(content) == ["h", "伍、a", "a-", "陸、b"]


def test_display_levels_and_templates() -> None:
    deep = sub(item(p("b"), sub(item(p("c"), sub(item(p("d"), sub(item(p("e")), item(p("f")))))))))
    assert body(lst(item(p("a"), deep)))[-2:] == ["一.1.1 e", "一.1.2 f"]
    template = list_style(
        "L1", number(1, "壹, 貳, 參, ...", "", "", 'loext:num-list-format="第%1%案："'),
        number(2, "1", "", "", 'text:display-levels="2" loext:num-list-format="%1%.%2%"'),
    )  # fmt: skip
    assert body(lst(item(p("a"), sub(item(p("b"))))), template) == ["第壹案：a", "壹.1 b"]


@pytest.mark.parametrize(
    ("sample", "tenth"),
    [
        ("一, 二, 三, ...", "十"), ("壹, 貳, 參, ...", "壹拾"), ("甲, 乙, 丙, ...", "癸"), ("①, ②, ③, ...", "⑩"),
        ("子, 丑, 寅, ...", "酉"), ("１, ２, ３, ...", "１０"), ("1", "10"), ("i", "x"), ("A", "J"), ("壹, 贰, 叁, ...", "拾"),
        ("一, 十, 一百(繁), ...", "十"),
    ],
)  # fmt: skip
def test_samples_of_number_formats(sample: str, tenth: str) -> None:
    assert body(lst(item(p("x"), start=10)), list_style("L1", number(1, sample))) == [f"{tenth}、x"]


def test_a_sample_that_is_not_known_is_reported() -> None:
    document = read(odt(lst(item(p("x"))), automatic=list_style("L1", number(1, "イ, ロ, ハ, ..."))))
    assert (texts(document), [f.code for f in document.findings]) == (["1、x"], ["reader"])


def test_bullets_and_unnumbered_levels() -> None:
    bullet = (
        '<text:list-level-style-bullet text:level="1" text:bullet-char="&#xF06E;">'
        '<style:text-properties style:font-name="Wingdings"/></text:list-level-style-bullet>'
    )
    assert body(lst(item(p("x"))), list_style("L1", bullet)) == ["■ x"]
    assert body(lst(item(p("x"))), list_style("L1", number(1, "", "（", "）"))) == ["x"]


def test_headings_are_numbered_by_the_outline_style() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
        'style:num-format="壹, 貳, 參, ..." style:num-suffix="、"/><text:outline-level-style text:level="2" '
        'style:num-format="1" style:num-suffix="."/></text:outline-style>'
    )
    content = "".join(
        f'<text:h text:outline-level="{level}">{text}</text:h>'
        for level, text in ((1, "a"), (2, "b"), (2, "c"), (1, "d"))
    )
    document = read(odt(content, styles=outline))
    assert texts(document) == ["壹、a", "1. b", "2. c", "貳、d"]
    assert [q.style.heading for q in document.paragraphs()] == [1, 2, 2, 1]


def test_numbered_paragraphs_and_lists_of_paragraph_styles() -> None:
    def one(text: str) -> str:
        return f'<text:numbered-paragraph text:list-id="k" text:style-name="L1" text:level="1">{p(text)}</text:numbered-paragraph>'

    assert body(one("a") + one("b")) == ["壹、a", "貳、b"]
    styled = L1 + '<style:style style:name="P1" style:family="paragraph" style:list-style-name="L1"/>'
    assert body(sub(item(p("a", "P1")), item(p("b", "P1"))) + p("c", "P1"), styled) == ["壹、a", "貳、b", "c"]


def test_spaces_tabs_and_breaks() -> None:
    content = '主席：<text:s text:c="3"/>甲<text:tab/>紀錄：\n  乙<text:line-break/>出席：<text:span>丙 </text:span> 丁'
    assert body(p(content)) == ["主席：   甲\t紀錄： 乙", "出席：丙 丁"]


def test_tracked_changes_are_read_as_accepted() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion>'
        f"{p('緩議')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    content = changes + p('決議：<text:change text:change-id="c"/>照<text:change-start text:change-id="d"/>案通過')
    document = read(odt(content))
    assert (texts(document), [f.code for f in document.findings]) == (["決議：照案通過"], ["tracked-changes"])


def test_notes_annotations_and_frames() -> None:
    note = (
        f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('註')}</text:note-body></text:note>"
    )
    frame = f"<draw:frame><draw:text-box>{p('框一')}{p('框二')}</draw:text-box></draw:frame>"
    comment = f"<office:annotation>{p('批註')}</office:annotation>"
    document = read(odt(p(f"前{note}{comment}{frame}後") + p("次")))
    assert [(document.text[q.start : q.end], q.role) for q in document.paragraphs()] == [
        ("前後", "body"), ("框一", "body"), ("框二", "body"), ("次", "body"), ("註", "footnote"),
    ]  # fmt: skip


def test_hidden_text_is_left_out_and_reported() -> None:
    hidden = (
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="P9" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    )
    content = p('明<text:span text:style-name="T1">暗</text:span>') + p("全暗", "P9")
    content += f'<text:section text:display="none" text:name="s">{p("節")}</text:section>'
    document = read(odt(content, automatic=hidden))
    assert (texts(document), [f.code for f in document.findings]) == (["明"], ["hidden-text"])


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{p(text)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def table(*rows: str, more: str = "") -> str:
    return (
        "<table:table>" + "".join(f"<table:table-row {more}>{row}</table:table-row>" for row in rows) + "</table:table>"
    )


def test_merged_cells_stand_once() -> None:
    content = table(
        cell("日期", 'table:number-rows-spanned="2"') + cell("事項", 'table:number-columns-spanned="2"') + COVERED,
        COVERED + cell("甲") + cell("乙"),
        cell("丙", 'table:number-columns-repeated="2"') + cell("丁"),
    )
    (found,) = read(odt(content)).blocks
    assert isinstance(found, Table)
    assert (found.rows, found.columns) == (3, 3)
    assert shape(read(odt(content))) == [
        [
            (0, 0, 2, 1, "日期"), (0, 1, 1, 2, "事項"), (1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"),
            (2, 0, 1, 1, "丙"), (2, 1, 1, 1, "丙"), (2, 2, 1, 1, "丁"),
        ]
    ]  # fmt: skip


def test_header_rows_repeated_rows_and_nested_tables() -> None:
    head = f"<table:table-header-rows><table:table-row>{cell('頭')}</table:table-row></table:table-header-rows>"
    rows = f'<table:table-row table:number-rows-repeated="2">{cell("列")}</table:table-row>'
    document = read(odt(f"<table:table>{head}{rows}</table:table>"))
    assert shape(document) == [[(0, 0, 1, 1, "頭"), (1, 0, 1, 1, "列"), (2, 0, 1, 1, "列")]]
    inner = f"<table:table-cell>{p('前')}{table(cell('內1') + cell('內2'))}</table:table-cell>"
    assert shape(read(odt(table(cell("外") + inner)))) == [[(0, 0, 1, 1, "外"), (0, 1, 1, 1, "前|內1|內2")]]


def test_headers_and_footers_of_the_pages_in_use() -> None:
    def master(name: str, header: str, footer: str) -> str:
        return (
            f'<style:master-page style:name="{name}"><style:header>{p(header)}</style:header>'
            f"<style:footer>{p(footer)}</style:footer></style:master-page>"
        )

    masters = master("Standard", "頁首", "頁尾") + master("Other", "不用", "不用")
    document = read(odt(p("文"), masters=masters))
    assert [(document.text[q.start : q.end], q.role) for q in document.paragraphs()] == [
        ("頁首", "header"), ("文", "body"), ("頁尾", "footer"),
    ]  # fmt: skip


def test_layout_hints() -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:margin-left="1cm" '
        'fo:text-indent="-0.5cm" fo:text-align="center"/><style:text-properties style:font-size-asian="14pt" '
        'style:font-weight-asian="bold"/></style:style>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P1"/>'
    )
    (found,) = read(odt(p("文", "P2"), automatic=styles)).paragraphs()
    assert (found.style.bold, found.style.size, found.style.centered) == (True, 14.0, True)
    assert found.style.indent == pytest.approx(1.01, abs=0.01)


def test_pages_are_given_where_the_breaks_add_up() -> None:
    content = p("一") + p("二<text:soft-page-break/>續") + p("三")
    pages = '<meta:document-statistic meta:page-count="{}"/>'
    assert [q.page for q in read(odt(content, meta=pages.format(2))).paragraphs()] == [1, 1, 2]
    assert body(content) == ["一", "二續", "三"]
    assert [q.page for q in read(odt(content, meta=pages.format(5))).paragraphs()] == [None] * 3


def test_encrypted_files_say_so() -> None:
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read(odt(p("x"), extra={"META-INF/manifest.xml": manifest}))


def test_indexes_and_unknown_containers_are_read_but_their_sources_are_not() -> None:
    index = (
        f"<text:table-of-content><text:table-of-content-source><text:index-title-template>{'x'}</text:index-title-template>"
        f"</text:table-of-content-source><text:index-body><text:index-title>{p('目次')}</text:index-title>{p('一、甲')}"
        f"</text:index-body></text:table-of-content><text:sequence-decls><text:sequence-decl/></text:sequence-decls>"
    )
    nested = f"<text:list><text:list-item><text:list-item>{p('乙')}</text:list-item></text:list-item></text:list>"
    assert body(index + f"<text:unknown>{p('丙')}</text:unknown>" + nested) == ["目次", "一、甲", "丙", "乙"]
