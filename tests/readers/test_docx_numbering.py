"""Automatic numbers of DOCX: expectations are what Word prints (LibreOffice too, but for isLgl and lvlRestart)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.readers import read
from minutes_parser.readers.numerals import numeral

from .packages import docx, lvl, numbered, p, texts

LEVELS = (
    lvl(0, "ideographLegalTraditional", "%1、")
    + lvl(1, "taiwaneseCountingThousand", "%2、")
    + lvl(2, "taiwaneseCountingThousand", "（%3）")
    + lvl(3, "decimal", "%4.")
    + lvl(4, "decimal", "%1.%2.%5", more="<w:isLgl/>")
)


def abstract(identifier: int, levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{more}{levels}</w:abstractNum>'


def num(identifier: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def start(level: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def labels(sequence: list[tuple[int, int]], numbering: str, styles: str = "") -> list[str]:
    """What stands before the text of paragraphs given as (num, level)."""
    body = "".join(numbered("案", of, level) for of, level in sequence)
    document = read(docx(body, numbering=numbering, styles=styles))
    return [document.text[q.start : q.label_end or q.start] for q in document.paragraphs()]


def test_levels_count_and_restart_below_each_other() -> None:
    sequence = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 4), (1, 4), (1, 1)]
    assert labels(sequence, abstract(0, LEVELS) + num(1, 0)) == [
        "壹、", "一、", "二、", "貳、", "一、", "（一）", "（二）", "1. ", "2.1.1 ", "2.1.2 ", "二、",
    ]  # fmt: skip


def test_lists_of_one_abstract_list_count_together() -> None:
    numbering = abstract(0, LEVELS) + num(1, 0) + num(2, 0)
    assert labels([(1, 0), (2, 0), (1, 0), (2, 1), (1, 1)], numbering) == ["壹、", "貳、", "參、", "一、", "二、"]


def test_start_override_restarts_once() -> None:
    numbering = abstract(0, LEVELS) + num(1, 0) + num(2, 0, start(0, 1)) + num(3, 0, start(0, 5))
    sequence = [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (3, 0), (2, 0)]
    assert labels(sequence, numbering) == ["壹、", "貳、", "壹、", "貳、", "參、", "伍、", "陸、"]


def test_start_override_of_a_lower_level() -> None:
    numbering = abstract(0, LEVELS) + num(1, 0) + num(2, 0, start(0, 1) + start(1, 1))
    sequence = [(1, 0), (1, 1), (1, 1), (2, 1), (2, 1), (1, 0), (2, 1), (1, 1)]
    assert labels(sequence, numbering) == ["壹、", "一、", "二、", "一、", "二、", "貳、", "一、", "二、"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        (None, ["1. ", "(1)", "a)", "b)", "(2)", "a)", "2. ", "a)"]),
        (1, ["1. ", "(1)", "a)", "b)", "(2)", "c)", "2. ", "a)"]),
        (0, ["1. ", "(1)", "a)", "b)", "(2)", "c)", "2. ", "d)"]),
    ],
)
def test_lvl_restart(restart: int | None, expected: list[str]) -> None:
    more = "" if restart is None else f'<w:lvlRestart w:val="{restart}"/>'
    levels = lvl(0, "decimal", "%1.") + lvl(1, "decimal", "(%2)") + lvl(2, "lowerLetter", "%3)", more=more)
    sequence = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)]
    assert labels(sequence, abstract(0, levels) + num(1, 0)) == expected


def test_is_lgl_shows_upper_levels_as_digits() -> None:
    levels = lvl(0, "upperRoman", "%1.") + lvl(1, "decimal", "%1.%2", more="<w:isLgl/>") + lvl(2, "decimal", "%1.%2.%3")
    assert labels([(1, 0), (1, 1), (1, 0), (1, 1), (1, 2)], abstract(0, levels) + num(1, 0)) == [
        "I. ", "1.1 ", "II. ", "2.1 ", "II.1.1 ",
    ]  # fmt: skip


def test_levels_that_were_skipped_count_as_begun() -> None:
    levels = lvl(0, "decimal", "%1.") + lvl(1, "decimal", "%1.%2") + lvl(2, "decimal", "%1.%2.%3")
    assert labels([(1, 1), (1, 1), (1, 0), (1, 2)], abstract(0, levels) + num(1, 0)) == [
        "1.1 ",
        "1.2 ",
        "2. ",
        "2.1.1 ",
    ]


def test_level_override_replaces_the_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "ideographTraditional", "%1、")}</w:lvlOverride>'
    numbering = abstract(0, LEVELS) + num(1, 0) + num(2, 0, override)
    assert labels([(1, 0), (2, 0), (2, 0), (1, 0)], numbering) == ["壹、", "乙、", "丙、", "肆、"]


def test_num_style_link() -> None:
    style = (
        '<w:style w:type="numbering" w:styleId="清單"><w:name w:val="清單"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        abstract(0, LEVELS, '<w:styleLink w:val="清單"/>')
        + abstract(1, "", '<w:numStyleLink w:val="清單"/>')
        + num(1, 0)
        + num(2, 1)
    )
    assert labels([(2, 0), (2, 1), (1, 0)], numbering, styles=style) == ["壹、", "一、", "貳、"]


def test_numbers_that_come_from_styles() -> None:
    def style(identifier: str, base: str, properties: str) -> str:
        based = f'<w:basedOn w:val="{base}"/>' if base else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{identifier}"/>{based}'
            f"<w:pPr><w:numPr>{properties}</w:numPr></w:pPr></w:style>"
        )

    styles = (
        style("S1", "", '<w:numId w:val="1"/>')
        + style("S2", "S1", '<w:ilvl w:val="1"/>')
        + style("S3", "S1", "")
        + style("S4", "S1", '<w:numId w:val="0"/>')
    )
    levels = lvl(0, "ideographLegalTraditional", "%1、", more='<w:pStyle w:val="S1"/>') + lvl(
        1, "taiwaneseCountingThousand", "%2、", more='<w:pStyle w:val="S2"/>'
    )
    off = '<w:pStyle w:val="S1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    styled = [("甲", "S1"), ("乙", "S2"), ("丙", "S3"), ("丁", "S4"), ("戊", "S2")]
    body = "".join(p(text, f'<w:pStyle w:val="{name}"/>') for text, name in styled) + p("己", off)
    document = read(docx(body, styles=styles, numbering=abstract(0, levels) + num(1, 0)))
    assert texts(document) == ["壹、甲", "一、乙", "貳、丙", "丁", "一、戊", "己"]


def test_numbers_go_on_through_tables_and_empty_paragraphs() -> None:
    cell = f"<w:tc>{numbered('乙', 1)}</w:tc><w:tc>{numbered('丙', 1)}</w:tc>"
    body = numbered("甲", 1) + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + numbered("", 1) + numbered("丁", 1)
    document = read(docx(body, numbering=abstract(0, LEVELS) + num(1, 0)))
    assert texts(document) == ["壹、甲", "貳、乙", "參、丙", "肆、", "伍、丁"]


def test_a_start_that_is_not_stated_is_zero() -> None:
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert labels([(1, 0), (1, 0)], abstract(0, levels) + num(1, 0)) == ["0. ", "1. "]


def test_bullets_of_symbol_fonts() -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    levels = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06E;"/>{font}</w:lvl>'
    assert labels([(1, 0)], abstract(0, levels) + num(1, 0)) == ["■ "]


def test_a_format_without_a_form_here_is_reported() -> None:
    body = numbered("案", 1)
    document = read(docx(body, numbering=abstract(0, lvl(0, "hebrew1", "%1、")) + num(1, 0)))
    assert texts(document) == ["1、案"]
    assert [f.code for f in document.findings] == ["reader"]


@pytest.mark.parametrize("numbering", ["", abstract(0, LEVELS), num(1, 7)])
def test_lists_that_are_not_defined_give_no_number(numbering: str) -> None:
    assert labels([(1, 0), (9, 3)], numbering) == ["", ""]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("ideographLegalTraditional", "壹 玖 拾 拾壹 貳拾 壹佰零壹"),
        ("trad-chinese-formal", "壹 玖 壹拾 壹拾壹 貳拾 壹佰零壹"),
        ("taiwaneseCountingThousand", "一 九 十 十一 二十 一百零一"),
        ("ideographTraditional", "甲 壬 癸 11 20 101"),
        ("ideographZodiac", "子 申 酉 戌 20 101"),
        ("taiwaneseDigital", "一 九 一○ 一一 二○ 一○一"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ １０１"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ 101"),
        ("decimalEnclosedParen", "⑴ ⑼ ⑽ ⑾ ⒇ 101"),
        ("ideographEnclosedCircle", "㊀ ㊈ ㊉ 11 20 101"),
        ("ideographZodiacTraditional", "甲子 壬申 癸酉 甲戌 癸未 101"),
        ("upperRoman", "I IX X XI XX CI"),
        ("lowerLetter", "a i j k t wwww"),
        ("decimalZero", "01 09 10 11 20 101"),
        ("ordinal", "1st 9th 10th 11th 20th 101st"),
        ("chineseLegalSimplified", "壹 玖 拾 拾壹 贰拾 壹佰零壹"),
    ],
)
def test_numerals(style: str, expected: str) -> None:
    assert [numeral(number, style) for number in (1, 9, 10, 11, 20, 101)] == expected.split()


@given(st.integers(1, 99_999_999))
def test_counting_numerals_read_back(number: int) -> None:
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")}
    units = {"十": 10, "百": 100, "千": 1000}
    total = section = digit = 0
    for character in numeral(number, "taiwaneseCountingThousand"):
        if character in digits:
            digit = digits[character]
        elif character == "萬":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * units[character]
            digit = 0
    assert total + section + digit == number
