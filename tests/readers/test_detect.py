"""Formats are recognised by content; what cannot be read gives one clear error."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from minutes_parser.errors import LimitExceeded, MinutesParserError, UnreadableDocument, UnsupportedFormat
from minutes_parser.readers import Limits, detect, read
from minutes_parser.readers.detect import is_html, is_markdown
from minutes_parser.readers.ole import MAGIC

from .packages import docx, odt, ole, p, zipped

WORD = b"\xec\xa5" + b"\0" * 700


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", "pdf"),
        (docx(p("x")), "docx"),
        (odt("<text:p>x</text:p>"), "odt"),
        (ole({"WordDocument": WORD}), "doc"),
        (rb"{\rtf1 x}", "rtf"),
        (b"\n <!DOCTYPE HTML PUBLIC><html>", "html"),
        (b"<!-- saved from url=(0014)about:internet -->\n<HTML>", "html"),
        (b'<?xml version="1.0" encoding="big5"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        ("<html>會議".encode("utf-16"), "html"),
        ("<table border=1><tr>會議".encode("cp950"), "html"),
        ("會議紀錄".encode("utf-16-le"), "text"),
        ("會議紀錄 2024".encode("utf-16-be"), "text"),
        ("會議紀錄".encode("cp950"), "text"),
        (b"<1> not a tag", "text"),
    ],
)
def test_formats(data: bytes, expected: str) -> None:
    assert detect(data) == expected


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"", UnreadableDocument, "empty"),
        (b" \r\n\0", UnreadableDocument, "empty"),
        (ole({"EncryptedPackage": b"x"}), UnreadableDocument, "password"),
        (ole({"WordDocument": WORD[:10] + b"\0\x01" + WORD[12:]}), UnreadableDocument, "password"),
        (ole({"WordDocument": b"x" * 99}), UnreadableDocument, "damaged"),
        (MAGIC + b"\0" * 600, UnreadableDocument, "damaged"),
        (ole({"Workbook": b"x"}), UnsupportedFormat, "Excel"),
        (ole({"x": b"x"}), UnsupportedFormat, "OLE2"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), UnsupportedFormat, "Excel"),
        (zipped({"[Content_Types].xml": "", "ppt/x.xml": ""}), UnsupportedFormat, "PowerPoint"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), UnsupportedFormat, "spreadsheet"),
        (zipped({"a.txt": "x"}), UnsupportedFormat, "neither DOCX nor ODT"),
        (b"PK\x03\x04 and then nothing", UnreadableDocument, "damaged"),
        (docx(p("x"))[:200], UnreadableDocument, "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0", UnsupportedFormat, "PNG"),
        (b"\xff\xd8\xff\xe0\0", UnsupportedFormat, "JPEG"),
        (bytes(range(256)) * 40, UnsupportedFormat, "unknown"),
    ],
)
def test_what_cannot_be_read(data: bytes, kind: type[MinutesParserError], message: str) -> None:
    with pytest.raises(kind, match=message) as raised:
        read(data, name="檔案.docx")
    assert str(raised.value).startswith("檔案.docx: ")
    assert "\n" not in str(raised.value)


def test_paths_folders_and_files(tmp_path: Path) -> None:
    path = tmp_path / "名稱.pdf"
    path.write_bytes("會議紀錄".encode())
    assert read(path).source.name == read(str(path)).source.name == "名稱.pdf"
    with path.open("rb") as file:
        assert read(file).text == "會議紀錄"
    assert read(io.BytesIO("會議紀錄".encode()), name="x").source.name == "x"
    assert read(bytearray(b"abc")).source.bytes == 3
    with pytest.raises(UnreadableDocument, match="folder"):
        read(tmp_path)
    with pytest.raises(UnreadableDocument, match="no such file"):
        read(tmp_path / "沒有.docx")
    with pytest.raises(UnreadableDocument):
        read("a\0b")
    with path.open(encoding="utf-8") as text, pytest.raises(UnreadableDocument, match="binary"):
        read(text)  # type: ignore[arg-type]


def test_the_size_is_limited_before_anything_is_read(tmp_path: Path) -> None:
    limits = Limits(max_bytes=10)
    path = tmp_path / "x"
    path.write_bytes(b"a" * 11)
    for source in (path, b"a" * 11, io.BytesIO(b"a" * 11)):
        with pytest.raises(LimitExceeded, match="10 bytes"):
            read(source, limits=limits)


@pytest.mark.parametrize("text", ["<決議> 通過", "<", "a <html>", "<b>粗</b>開頭的一行"])
def test_text_that_is_not_html(text: str) -> None:
    assert not is_html(text)


@pytest.mark.parametrize(
    "text", ["# 一", "a\n| --- | --- |", "[附件](https://example.org)", "**決議**：", "---\ntitle: x\n---\n", "> 引"]
)
def test_markdown(text: str) -> None:
    assert is_markdown(text)


@pytest.mark.parametrize("text", ["#1 甲", "-----", "a * b * c", "（一）[註] (二)", "1. 甲\n2. 乙", "-- 完 --"])
def test_text_that_is_not_markdown(text: str) -> None:
    assert not is_markdown(text)
