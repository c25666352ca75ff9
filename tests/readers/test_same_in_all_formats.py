"""One text in every format gives the same paragraphs, and no format loses or doubles a character."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from html import escape

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odfdo import Cell, Paragraph, Row
from odfdo import Document as Odf
from odfdo import Table as OdfTable

from minutes_parser.readers import read
from minutes_parser.readers.labels import label_of
from minutes_parser.readers.numerals import numeral

from .packages import docx, lvl, numbered, odt, p, texts

Line = tuple[int | None, str]
"""Level of the list (None: no list) and text."""

MINUTES: list[Line] = [
    (None, "測試市○○委員會第3次會議紀錄"),
    (None, "時間：113年3月1日（星期五）上午10時"),
    (0, "主席致詞"),
    (None, "請各單位依限辦理。"),
    (0, "討論事項"),
    (1, "案由：修正「測試要點」第5點案。"),
    (2, "本案經第2次會議討論。"),
    (2, "檢附修正草案 <附件1> & 對照表。"),
    (1, "案由：訂定測試計畫案。"),
    (2, "本計畫期程2年。"),
    (0, "臨時動議：無"),
    (0, "散會"),
]
STYLES = ("ideographLegalTraditional", "taiwaneseCountingThousand", "decimal")
SHAPES = ("{}、", "（{}）", "{}.")


def typed(lines: list[Line]) -> list[str]:
    """The lines with their numbers typed, as a clerk would."""
    counters = [0, 0, 0]
    result = []
    for level, text in lines:
        if level is None:
            result.append(text)
            continue
        counters[level] += 1
        counters[level + 1 :] = [0] * (2 - level)
        result.append(label_of(SHAPES[level].format(numeral(counters[level], STYLES[level]))) + text)
    return result


def as_txt(lines: list[Line]) -> bytes:
    return "\n".join(typed(lines)).encode()


def as_html(lines: list[Line]) -> bytes:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in typed(lines))
    return f"<html><meta charset=utf-8><body>{paragraphs}</body></html>".encode()


def as_typed_docx(lines: list[Line]) -> bytes:
    document = python_docx.Document()
    for line in typed(lines):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_numbered_docx(lines: list[Line]) -> bytes:
    levels = "".join(lvl(n, STYLES[n], SHAPES[n].format(f"%{n + 1}")) for n in range(3))
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = "".join(p(escape(text)) if level is None else numbered(escape(text), 1, level) for level, text in lines)
    return docx(body, numbering=numbering)


def as_typed_odt(lines: list[Line]) -> bytes:
    document = Odf("text")
    document.body.clear()
    for line in typed(lines):
        document.body.append(Paragraph(line))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_numbered_odt(lines: list[Line]) -> bytes:
    samples = ("壹, 貳, 參, ...", "一, 二, 三, ...", "1")
    levels = "".join(
        f'<text:list-level-style-number text:level="{n + 1}" style:num-format="{samples[n]}" '
        f'style:num-prefix="{SHAPES[n].partition("{}")[0]}" style:num-suffix="{SHAPES[n].partition("{}")[2]}"/>'
        for n in range(3)
    )
    body = ""
    for level, text in lines:
        content = f"<text:p>{escape(text)}</text:p>"
        if level is not None:
            opening, closing = "<text:list><text:list-item>", "</text:list-item></text:list>"
            outer = '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>'
            content = outer + opening * level + content + closing * (level + 1)
        body += content
    return odt(body, automatic=f'<text:list-style style:name="L">{levels}</text:list-style>')


def as_rtf(lines: list[Line]) -> bytes:
    def escaped(text: str) -> str:
        return "".join(
            "\\" + c if c in "\\{}" else c if c.isascii() else f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?"
            for c in text
        )

    return (r"{\rtf1\ansi " + "".join(rf"\pard {escaped(line)}\par " for line in typed(lines)) + "}").encode()


WRITERS: dict[str, Callable[[list[Line]], bytes]] = {
    "txt": as_txt,
    "html": as_html,
    "docx, typed": as_typed_docx,
    "docx, numbered": as_numbered_docx,
    "odt, typed": as_typed_odt,
    "odt, numbered": as_numbered_odt,
    "rtf": as_rtf,
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_paragraphs(name: str) -> None:
    assert texts(read(WRITERS[name](MINUTES))) == typed(MINUTES)


@pytest.mark.parametrize("name", ["docx, numbered", "odt, numbered"])
def test_resolved_numbers_are_labels(name: str) -> None:
    document = read(WRITERS[name](MINUTES))
    assert [q.label_end is not None for q in document.paragraphs()] == [level is not None for level, _ in MINUTES]


# Characters of minutes, and those that formats have to escape; a line begins and ends with a character that is not
# space, because space around a line is layout, and does not begin as Markdown, HTML or a number would.
_INNER = st.text(st.sampled_from("會議紀錄一二（）：、。 abc123<>&\"'\\{}|%;○●☑\u3000"), max_size=30)
_LINES = st.lists(_INNER.map(lambda text: f"第{text}案"), min_size=1, max_size=12)


def bag(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=_LINES)
def test_no_character_is_lost_or_doubled(name: str, lines: list[str]) -> None:
    document = read(WRITERS[name]([(None, line) for line in lines]))
    assert bag("".join(texts(document, "body"))) == bag("".join(lines))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(_INNER, min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_tables_lose_nothing_in_docx_odt_and_html(rows: list[list[str]]) -> None:
    word = python_docx.Document()
    table = word.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    word.save(buffer)
    open_document = Odf("text")
    open_document.body.clear()
    open_table = OdfTable("t")
    for cells in rows:
        row = Row()
        for text in cells:
            cell = Cell()
            cell.append(Paragraph(text))
            row.append_cell(cell)
        open_table.append_row(row)
    open_document.body.append(open_table)
    odf = io.BytesIO()
    open_document.save(odf)
    page = (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in cells) + "</tr>" for cells in rows)
        + "</table>"
    )
    expected = bag("".join("".join(cells) for cells in rows))
    for data in (buffer.getvalue(), odf.getvalue(), f"<html><meta charset=utf-8>{page}".encode()):
        assert bag("".join(texts(read(data)))) == expected
