"""Damaged and malicious files: one clear error, or a document, within 10 seconds and 1 GB."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest

from minutes_parser.document import Document
from minutes_parser.errors import LimitExceeded, MinutesParserError, UnreadableDocument
from minutes_parser.readers import Limits, read
from minutes_parser.readers.isolate import run_isolated

from ..readers.packages import chunked, docx, flat_odt, flat_opc, lvl, numbered, odt, p, texts, word_part, zipped

MEMORY = 1 << 30
KILLED = 20.0  # seconds after which the child is ended: a reader must have given up by itself before


def guarded(data: bytes) -> Document:
    """Read with the limits that every user has."""
    return run_isolated(read, data, seconds=KILLED, memory=MEMORY)


def cells(properties: str) -> bytes:
    return docx(f"<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{p('x')}</w:tc></w:tr></w:tbl>")


def with_document(content: bytes | str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx(p("x")))) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, "word/document.xml": content})


def lying_size() -> bytes:
    """A DOCX whose directory says that a part of 70 MB has ten bytes."""
    body = word_part("document", "<w:body>" + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 2_000_000 + "</w:body>").encode()
    data = with_document(body)
    real, false = len(body).to_bytes(4, "little"), (10).to_bytes(4, "little")
    return data.replace(real, false)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [{ENTITIES}]>'
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
W_BODY = word_part("document", "<w:body><w:p><w:r><w:t>&{};</w:t></w:r></w:p></w:body>").partition("?>")[2]

CHUNK = '<w:altChunk r:id="c"/>'

REFUSED: dict[str, Callable[[], bytes]] = {
    "docx billion laughs": lambda: with_document(BILLION + W_BODY.format("e9")),
    "docx external entity": lambda: with_document(EXTERNAL + W_BODY.format("f")),
    "docx DOCTYPE in UTF-16": lambda: with_document((EXTERNAL + W_BODY.format("f")).encode("utf-16")),
    "docx DOCTYPE behind a long comment": lambda: with_document(
        f'<?xml version="1.0"?><!--{"x" * 100_000}-->' + EXTERNAL.partition("?>")[2] + W_BODY.format("f")
    ),
    "odt billion laughs": lambda: odt("<text:p/>", extra={"content.xml": BILLION + "<x>&e9;</x>"}),
    "docx zip bomb of paragraphs": lambda: with_document(
        word_part("document", "<w:body>" + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 3_000_000 + "</w:body>")
    ),
    "docx of a million small paragraphs": lambda: with_document(
        word_part("document", "<w:body>" + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 1_000_000 + "</w:body>")
    ),
    "docx one text of 60 MB": lambda: with_document(
        word_part("document", "<w:body><w:p><w:r><w:t>" + "x" * 60_000_000 + "</w:t></w:r></w:p></w:body>")
    ),
    "docx that lies about its size": lying_size,
    "docx styles bomb": lambda: docx(p("x"), styles="<w:style/>" * 5_000_000),
    "docx deep content controls": lambda: docx("<w:sdt><w:sdtContent>" * 3000 + p("x") + "</w:sdtContent></w:sdt>" * 3000),
    "docx deep tables": lambda: docx("<w:tbl><w:tr><w:tc>" * 500 + p("x") + "</w:tc></w:tr></w:tbl>" * 500),
    "docx deep text boxes": lambda: docx(
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>" * 150 + p("x") + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * 150
    ),
    "docx gridSpan 30000000": lambda: cells('<w:gridSpan w:val="30000000"/>'),
    "docx gridSpan 1e15": lambda: cells('<w:gridSpan w:val="1000000000000000"/>'),
    "docx gridBefore 30000000": lambda: docx(
        f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="30000000"/></w:trPr><w:tc>{p("x")}</w:tc></w:tr></w:tbl>'
    ),
    "docx half a million cells": lambda: docx("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 60 + "</w:tr>") * 9000 + "</w:tbl>"),
    "docx without a document": lambda: zipped({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"}),
    "docx not well formed": lambda: with_document("<w:document><w:body>"),
    "docx empty part": lambda: with_document(""),
    "docx part that is not XML": lambda: with_document(bytes(range(256)) * 100),
    "docx of many members": lambda: zipped({"[Content_Types].xml": "", "word/document.xml": "", **{f"word/{n}": "" for n in range(30_000)}}),
    "odt text of many columns": lambda: odt(
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2000000000"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    ),
    "odt text of many rows": lambda: odt(
        '<table:table><table:table-row table:number-rows-repeated="2000000000"><table:table-cell><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    ),
    "odt rows by columns": lambda: odt(
        '<table:table><table:table-row table:number-rows-repeated="1000"><table:table-cell '
        'table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    ),
    "odt spanned columns": lambda: odt(
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2000000000"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    ),
    "odt deep lists": lambda: odt("<text:list><text:list-item>" * 2000 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 2000),
    "odt deep sections": lambda: odt("<text:section>" * 220 + "<text:p>x</text:p>" + "</text:section>" * 220),
    "odt deep spans": lambda: odt("<text:p>" + "<text:span>" * 230 + "x" + "</text:span>" * 230 + "</text:p>"),
    "odt deep frames": lambda: odt("<draw:g>" * 230 + "<text:p>x</text:p>" + "</draw:g>" * 230),
    "odt without content": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "odt with a spreadsheet inside": lambda: odt("", extra={"content.xml": "<x/>"}),
    "html 200000 nested divs": lambda: b"<html><body>" + b"<div>" * 200_000 + b"x",
    "html 200000 nested spans in tables": lambda: b"<html><body>" + b"<table><tr><td><span>" * 50_000 + b"x",
    "html of 50 MB": lambda: b"<html><body>" + b"<p>x</p>" * 7_000_000,
    "html a million paragraphs": lambda: b"<html><body>" + b"<p>x" * 1_200_000,
    "html half a million cells": lambda: b"<html><body><table>" + (b"<tr>" + b"<td>x" * 60) * 9000,
    "rtf deep groups": lambda: rb"{\rtf1 " + b"{" * 1_000_000 + b"x",
    "rtf of field openings": lambda: rb"{\rtf1 " + rb"{\field{\*\fldinst{HYPERLINK " * 100_000,
    "rtf a million cells": lambda: rb"{\rtf1 " + rb"\trowd\cellx1 x\cell\row " * 500_000,
    "flat odt of 60 MB": lambda: flat_odt(odt(("<text:p>" + "x" * 9_000_000 + "</text:p>") * 7)),
    "flat odt billion laughs": lambda: BILLION.encode() + flat_odt(odt("<text:p>&e9;</text:p>".replace("&", "&amp;"))),
    "flat docx cut in the middle": lambda: flat_opc(docx(p("x") * 100))[:5000],
    "flat docx of 60 MB": lambda: flat_opc(docx(p("x" * 9_000_000) * 7)),
    "embedded page of 200000 nested divs": lambda: chunked(CHUNK, {"c": ("a.html", b"<html><body>" + b"<div>" * 200_000)}),
    "the same large page embedded a hundred times": lambda: chunked(
        CHUNK * 100, {"c": ("a.html", b"<html><body>" + b"<p>x" * 30_000)}
    ),
    "embedded docx of three million paragraphs": lambda: chunked(
        CHUNK, {"c": ("a.docx", docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 3_000_000))}
    ),
    "ole with nothing": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
    "zip of the directory alone": lambda: b"PK\x05\x06" + b"\0" * 18,
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    with pytest.raises(UnreadableDocument) as raised:
        guarded(REFUSED[name]())
    message = str(raised.value)
    assert "\n" not in message
    assert "the reader failed" not in message, "the reader gave up by accident, not by its limits"
    assert f"{KILLED:g} seconds" not in message


SURVIVED: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "odt two billion spaces": (lambda: odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>'), ["a" + " " * 1000 + "b"]),
    "odt negative spaces": (lambda: odt('<text:p>a<text:s text:c="-5"/>b</text:p>'), ["a b"]),
    "odt empty cells without end": (
        lambda: odt(
            "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell "
            'table:number-columns-repeated="2000000000"/></table:table-row><table:table-row '
            'table:number-rows-repeated="2000000000"><table:table-cell/></table:table-row></table:table>'
        ),
        ["x"],
    ),
    "odt covered cells without end": (
        lambda: odt(
            '<table:table><table:table-row><table:covered-table-cell table:number-columns-repeated="2000000000"/>'
            "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        ),
        ["x"],
    ),
    "odt list level of 2e9": (
        lambda: odt('<text:numbered-paragraph text:list-id="k" text:level="2000000000"><text:p>x</text:p></text:numbered-paragraph>'),
        ["x"],
    ),
    "odt outline level of 2e9": (lambda: odt('<text:h text:outline-level="2000000000">x</text:h>'), ["x"]),
    "docx style that is its own base": (
        lambda: docx(
            p("x", '<w:pStyle w:val="a"/>'),
            styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        ),
        ["x"],
    ),
    "docx numbering style that is its own link": (
        lambda: docx(
            numbered("x", 1),
            styles='<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
            numbering='<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        ),
        ["x"],
    ),
    "docx start of 1e18": (
        lambda: docx(
            numbered("x", 1),
            numbering=f'<w:abstractNum w:abstractNumId="0">{lvl(0, "taiwaneseCountingThousand", "%1、", start=10**18)}'
            '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        ),
        ["1000000000000000000、x"],
    ),
    "docx level 99": (
        lambda: docx(
            numbered("x", 1, 99),
            numbering=f'<w:abstractNum w:abstractNumId="0">{lvl(99, "decimal", "%1")}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        ),
        ["x"],
    ),
    "docx relationship to nothing": (
        lambda: docx(
            p("x") + '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/></w:sectPr>',
            {"word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
             '<Relationship Id="rId9" Type="x/header" Target="NULL"/><Relationship Id="rId8" Type="x/image" Target="../NULL"/></Relationships>'},
        ),
        ["x"],
    ),
    "docx relationships that are missing": (
        lambda: zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": word_part("document", f"<w:body>{p('x')}</w:body>")}),
        ["x"],
    ),
    "docx with a nested bomb beside the text": (
        lambda: docx(p("x"), {"word/media/image1.png": b"\0" * 120_000_000}),
        ["x"],
    ),
    "html colspan and rowspan of 1e9": (
        lambda: b"<html><table><tr><td colspan=999999999 rowspan=999999999>x<tr><td>y</table>",
        ["x", "y"],
    ),
    "html attributes without end": (lambda: b"<html><body><p " + b"a=b " * 500_000 + b">x</p>", ["x"]),
    "html unclosed tags of a careless page": (lambda: b"<html><body>" + b"<p><font>x" * 500, ["x"] * 500),
    "rtf bin without end": (lambda: rb"{\rtf1 a\bin999999999 b}", ["a"]),
    "text of one line of 5 MB": (lambda: b"x" * 5_000_000, ["x" * 5_000_000]),
    "text of nulls and a word": (lambda: b"\0" * 10 + "會議紀錄".encode() * 2000, ["會議紀錄" * 2000]),
}  # fmt: skip


@pytest.mark.parametrize("name", SURVIVED)
def test_survived(name: str) -> None:
    make, expected = SURVIVED[name]
    assert texts(guarded(make())) == expected


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(max_paragraphs=3), "3 paragraphs"),
        (Limits(max_characters=5), "5 characters"),
        (Limits(max_cells=1), "1 table cells"),
        (Limits(max_unzipped_bytes=300), "300 bytes"),
        (Limits(max_xml_bytes=200), "200 bytes"),
        (Limits(max_entries=2), "2 members"),
        (Limits(max_bytes=100), "100 bytes"),
        (Limits(max_depth=0), "0 deep"),
    ],
)
def test_each_limit_is_named(limits: Limits, message: str) -> None:
    cell = f"<w:tc>{p('會議')}</w:tc>"
    data = docx(p("會議") * 3 + f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>")
    with pytest.raises(LimitExceeded, match=message):
        read(data, limits=limits)


def test_reading_ends_after_ten_seconds() -> None:
    assert Limits().seconds == 10.0


def test_time_is_limited_without_a_child_process() -> None:
    with pytest.raises(LimitExceeded, match="seconds"):
        read(docx(p("x") * 5000), limits=Limits(seconds=0.0))


def test_no_external_file_is_read() -> None:
    with pytest.raises(MinutesParserError, match="DOCTYPE"):
        read(with_document(EXTERNAL + W_BODY.format("f")))


def test_a_part_with_damaged_compression() -> None:
    data = bytearray(docx(p("會議紀錄" * 1000)))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 60] = zlib.compress(b"x" * 500)[:60].ljust(60, b"\xff")
    with pytest.raises(UnreadableDocument):
        read(bytes(data))
