"""Builders of DOCX and ODT files from bare XML, for cases that no office program would write."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from collections.abc import Mapping

from lxml import etree

from minutes_parser.document import Block, Document, Paragraph, Table
from minutes_parser.readers.ole import MAGIC

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_W_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_O = "urn:oasis:names:tc:opendocument:xmlns:"
_O_NAMESPACES = (
    f'xmlns:office="{_O}office:1.0" xmlns:style="{_O}style:1.0" xmlns:text="{_O}text:1.0" xmlns:table="{_O}table:1.0" '
    f'xmlns:draw="{_O}drawing:1.0" xmlns:fo="{_O}xsl-fo-compatible:1.0" xmlns:meta="{_O}meta:1.0" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_W_NAMESPACES}>{content}</w:{root}>'


def docx(body: str, extra: Mapping[str, str | bytes] | None = None, /, **parts: str) -> bytes:
    """A DOCX of a body's XML; `parts` are the contents of styles, numbering, settings, footnotes, header1, footer1 …"""
    relations = ""
    members: dict[str, str | bytes] = {}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        members[f"word/{name}.xml"] = word_part(root, content)
        relations += f'<Relationship Id="r_{name}" Type="{R}/{kind}" Target="{name}.xml"/>'
    overrides = "".join(
        f'<Override PartName="/{member}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        f'{member[5:-4].rstrip("0123456789")}+xml"/>'
        for member in members
    )
    document = f"<w:body>{body}</w:body>"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            f"{overrides}</Types>",
            "_rels/.rels": f'<Relationships xmlns="{_REL}"><Relationship Id="rId1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_REL}">{relations}</Relationships>',
            "word/document.xml": word_part("document", document),
            **members,
            **(extra or {}),
        }
    )


def odt(
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    masters: str = "",
    meta: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An ODT of a body's XML, with automatic styles, common styles and master pages."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    members: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'{head}<office:document-content {_O_NAMESPACES} office:version="1.3"><office:automatic-styles>'
        f"{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f'{head}<office:document-styles {_O_NAMESPACES} office:version="1.3"><office:styles>{styles}'
        f"</office:styles><office:master-styles>{masters}</office:master-styles></office:document-styles>",
        "META-INF/manifest.xml": f'{head}<manifest:manifest xmlns:manifest="{_O}manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    }
    if meta:
        members["meta.xml"] = (
            f"{head}<office:document-meta {_O_NAMESPACES}><office:meta>{meta}</office:meta></office:document-meta>"
        )
    return zipped({**members, **(extra or {})})


def p(text: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{inner}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, num: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def lvl(level: int, style: str, text: str, *, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def texts(document: Document, role: str | None = None) -> list[str]:
    """The text of every paragraph, those in tables too."""
    return [document.text[q.start : q.end] for q in document.paragraphs() if role in (None, q.role)]


def shape(document: Document) -> list[object]:
    """Paragraphs as strings, tables as lists of (row, column, rows, columns, text)."""

    def of(block: Block) -> object:
        if isinstance(block, Paragraph):
            return document.text[block.start : block.end]
        assert isinstance(block, Table)
        return [
            (c.row, c.column, c.row_span, c.column_span, "|".join(document.text[q.start : q.end] for q in c.paragraphs))
            for c in block.cells
        ]

    return [of(block) for block in document.blocks]


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE2 container of streams, none in the mini stream, as MS-CFB lays it out: header, table, directory, data."""
    contents = [content.ljust(max(-(-len(content) // 512) * 512, 4096), b"\0") for content in streams.values()]
    table, at = [0xFFFFFFFD, 0xFFFFFFFE], 2
    entries = b""
    for name, content in zip(streams, contents, strict=True):
        count = len(content) // 512
        encoded = name.encode("utf-16-le")
        entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, 2, 1)
        entries += entry.ljust(116, b"\xff") + struct.pack("<III", at, len(content), 0)
        table += [*range(at + 1, at + count), 0xFFFFFFFE]
        at += count
    header = MAGIC + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\0" * 10
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    sectors = struct.pack("<128I", *(table + [0xFFFFFFFF] * 128)[:128]) + entries.ljust(512, b"\0")
    return header + sectors + b"".join(contents)


def flat_opc(package: bytes) -> bytes:
    """A DOCX as the XML file that Word calls 「Word XML 文件」."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                root = etree.tostring(etree.fromstring(data), encoding="unicode")
                parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{root}</pkg:xmlData></pkg:part>')
            else:
                coded = base64.b64encode(data).decode()
                parts.append(f'<pkg:part pkg:name="/{name}"><pkg:binaryData>{coded}</pkg:binaryData></pkg:part>')
    namespace = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f"{_HEAD}<pkg:package {namespace}>{''.join(parts)}</pkg:package>".encode()


def flat_odt(package: bytes) -> bytes:
    """An ODT as one file, as LibreOffice saves .fodt."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        roots = [etree.fromstring(archive.read(name)) for name in ("styles.xml", "content.xml")]
    inside = "".join(etree.tostring(child, encoding="unicode") for root in roots for child in root)
    kind = "application/vnd.oasis.opendocument.text"
    return f'{_HEAD}<office:document xmlns:office="{_O}office:1.0" office:mimetype="{kind}">{inside}</office:document>'.encode()


def chunked(body: str, chunks: Mapping[str, tuple[str, bytes]]) -> bytes:
    """A DOCX with embedded documents: relationship id -> (name of the part, its bytes)."""
    relations = "".join(
        f'<Relationship Id="{key}" Type="{R}/aFChunk" Target="{name}"/>' for key, (name, _) in chunks.items()
    )
    package = docx(body, {f"word/{name}": data for name, data in chunks.values()}, settings="")
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    rels = "word/_rels/document.xml.rels"
    members[rels] = members[rels].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()
