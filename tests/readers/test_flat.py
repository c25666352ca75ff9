"""Office documents that are one XML file, and documents embedded whole in a DOCX."""

from __future__ import annotations

import shutil

import pytest

from minutes_parser.document import Table
from minutes_parser.errors import LimitExceeded, UnreadableDocument, UnsupportedFormat
from minutes_parser.readers import Limits, read
from minutes_parser.readers.docx.chunks import MOST_CHUNKS

from .packages import chunked, docx, flat_odt, flat_opc, lvl, numbered, odt, p, texts

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{lvl(0, "taiwaneseCountingThousand", "%1、")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def test_a_flat_docx_is_the_docx() -> None:
    package = docx(p("松濤市會議紀錄") + numbered("報告事項", 1) + numbered("討論事項", 1), numbering=NUMBERING)
    flat = read(flat_opc(package))
    assert flat.source.reader == "docx"
    assert texts(flat) == texts(read(package)) == ["松濤市會議紀錄", "一、報告事項", "二、討論事項"]


def test_a_flat_odt_is_the_odt() -> None:
    package = odt(
        "<text:p>松濤市會議紀錄</text:p><text:p>決議：照案通過。</text:p>",
        masters='<style:master-page style:name="Standard"><style:header><text:p>密等</text:p></style:header>'
        "</style:master-page>",
    )
    flat = read(flat_odt(package))
    assert flat.source.reader == "odt"
    assert texts(flat) == texts(read(package)) == ["密等", "松濤市會議紀錄", "決議：照案通過。"]
    assert [paragraph.role for paragraph in flat.paragraphs()] == ["header", "body", "body"]


@needs_office
def test_word_2003_xml_is_converted() -> None:
    text = (
        f'{HEAD}<?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
        "<w:p><w:r><w:t>松濤市會議紀錄</w:t></w:r></w:p><w:p><w:r><w:t>決議：照案通過。</w:t></w:r></w:p>"
        "</w:body></w:wordDocument>"
    )
    document = read(text.encode())
    assert (document.source.reader, texts(document)) == ("doc", ["松濤市會議紀錄", "決議：照案通過。"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{HEAD}<rss version='2.0'><channel/></rss>", "rss"),
        (f"{HEAD}<!DOCTYPE 函 SYSTEM 'di.dtd' [<!ENTITY 表 SYSTEM 'a.xls'>]>\n<函><主旨>檢送紀錄</主旨></函>", "函"),
        (
            f"{HEAD}<!DOCTYPE w:wordDocument [<!ENTITY a 'b'>]><w:wordDocument xmlns:w='http://schemas.microsoft.com/"
            "office/word/2003/wordml'>&a;</w:wordDocument>",
            "wordDocument",
        ),
        (f"{HEAD}<!-- 匯出 --><data:export xmlns:data='urn:x'>甲</data:export>", "export"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_of_another_kind_is_refused_and_named(text: str, name: str, encoding: str) -> None:
    with pytest.raises(UnsupportedFormat, match=f"<{name}>"):
        read(text.encode(encoding))


def test_a_spreadsheet_in_a_flat_file_is_refused() -> None:
    with pytest.raises(UnsupportedFormat, match="spreadsheet"):
        read(flat_odt(odt("")).replace(b"opendocument.text", b"opendocument.spreadsheet"))


def test_damage_and_size_of_flat_files() -> None:
    whole = flat_opc(docx(p("甲")))
    with pytest.raises(UnreadableDocument):
        read(whole[: len(whole) // 2])
    with pytest.raises(LimitExceeded):
        read(whole, limits=Limits(max_xml_bytes=100))


CHUNK = '<w:altChunk r:id="c1"/>'
PAGE = "<html><body><p>出席：王○明</p><table><tr><td>甲</td><td>乙</td></tr></table></body></html>"
ARCHIVED = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n"
    f"Content-Transfer-Encoding: 8bit\n\n{PAGE}\n--x--\n"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", PAGE.encode()), ("a.mht", ARCHIVED.encode())],
)
def test_an_embedded_page_stands_where_it_is_embedded(name: str, data: bytes) -> None:
    document = read(chunked(p("前") + CHUNK + p("後"), {"c1": (name, data)}))
    assert texts(document) == ["前", "出席：王○明", "甲", "乙", "後"]
    assert [isinstance(block, Table) for block in document.blocks] == [False, False, True, False]
    assert [f.code for f in document.findings] == []


def test_embedded_text_and_docx() -> None:
    inner = docx(numbered("報告事項", 1) + CHUNK, numbering=NUMBERING)
    document = read(
        chunked(CHUNK + '<w:altChunk r:id="c2"/>', {"c1": ("a.txt", "甲\n乙".encode()), "c2": ("b.docx", inner)})
    )
    assert texts(document) == ["甲", "乙", "一、報告事項"]
    assert [f.message for f in document.findings] == ["a document embedded in this one (altChunk) was left out"]


def test_what_is_embedded_and_not_read_is_reported() -> None:
    document = read(chunked(p("前") + CHUNK, {"c1": ("a.bin", b"\x89PNG\r\n\x1a\n\0\0")}))
    assert texts(document) == ["前"]
    assert [f.message for f in document.findings] == ["a document embedded in this one (altChunk) was left out"]


def test_only_so_many_embedded_documents_are_read() -> None:
    document = read(chunked(CHUNK * (MOST_CHUNKS + 50), {"c1": ("a.txt", "甲".encode())}))
    assert len(document.blocks) == MOST_CHUNKS
