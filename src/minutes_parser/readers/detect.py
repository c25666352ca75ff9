"""The format of a file, by its content and never by its name: agencies publish PDF named .doc and error pages named .odt."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from ..errors import UnreadableDocument, UnsupportedFormat
from .encoding import decode
from .flat import xml_format
from .mhtml import is_mhtml
from .ole import MAGIC, Container
from .zipped import DAMAGE

__all__ = ["Format", "detect", "is_html", "is_markdown"]

Format = Literal["pdf", "docx", "odt", "doc", "rtf", "html", "text"]
"""Bytes that hold text are `text`; whether they are Markdown is seen once they are decoded (`is_markdown`)."""

_HEAD = 4096
_BLANK = b"\0 \t\r\n"
_SAMPLE = 65_536
_TEXT_CONTROLS = b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f"
_STRAY = 0.005  # share of control bytes that damage may leave in a text
_FOREIGN = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
)
_OLE_STREAMS = {
    "Workbook": "an Excel workbook",
    "Book": "an Excel workbook",
    "PowerPoint Document": "a PowerPoint presentation",
}
_WORD_MAGIC = (b"\xec\xa5", b"\xdc\xa5")  # MS-DOC 2.5.2: Word 97 and later; Word 6 and 95
_WORD_ENCRYPTED = 0x01  # fEncrypted, in the second byte of the flags at 10
_ODF = "application/vnd.oasis.opendocument."
# <!doctype html>, <html, <head, <meta ...; a comment or an XML declaration may stand before it
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--(?s:.){0,2000}?-->\s*){0,5}"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|table|div|center|font|h[1-6]|p|span|link|style|script)\b[^<]{0,2000}>)",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^#{1,6}[ \t]+\S"  # ## 報告事項
    r"|^[ ]{0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*){1,50}\|?[ \t]*$"  # | --- | --- |
    r"|^[ ]{0,3}\*[ ]?\*[ ]?\*[ \t]*$"  # * * *
    r"|^```"
    r"|\[[^\]\n]{1,200}\]\((?:https?:|/|#|mailto:)[^)\s]{0,1000}\)"  # [附件](https://…)
    r"|\*\*[^*\s][^*\n]{0,200}\*\*"  # **決議**
    r"|^(?:\d{1,3}\\\.|\\[-#*])"  # 1\. an escaped marker
    r"|^> ",
    re.MULTILINE,
)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:[A-Za-z_一-鿿][\w \-一-鿿]{0,40}:[^\n]{0,1000}\n|[ \t-][^\n]{0,1000}\n){1,100}---[ \t]*\r?\n"
)


def detect(data: bytes) -> Format:
    """The format of these bytes.

    Raises `UnreadableDocument` where they are empty, damaged or encrypted, `UnsupportedFormat` where they are
    of a kind that the library does not read.

    >>> detect(b"%PDF-1.7 ...")
    'pdf'
    >>> detect("會議紀錄".encode())
    'text'
    """
    if not data[:_HEAD].strip(_BLANK) and not data.strip(_BLANK):
        raise UnreadableDocument("the file is empty")
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if data.startswith(MAGIC):
        return _ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data)
    for magic, kind in _FOREIGN:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in head):
            raise UnsupportedFormat(f"the file is {kind}, which is not a format of minutes that is read")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if is_mhtml(head):
        return "html"
    ascii_view = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    if is_html(ascii_view):
        return "html"
    if ascii_view.startswith("<?xml") and (flat := xml_format(decode(head).text.lstrip("\ufeff \t\r\n"))):
        return flat
    return _text(data)


def _text(data: bytes) -> Format:
    """Text, unless control characters say that it is not: only in UTF-16 and UTF-32 they are bytes of text."""
    sample = data[:_SAMPLE]
    controls = sum(sample.count(byte) for byte in range(32) if byte not in _TEXT_CONTROLS)
    if controls > _STRAY * len(sample) and not decode(sample).encoding.startswith(("utf-16", "utf-32")):
        raise UnsupportedFormat("the file is binary data of an unknown format")
    return "text"


def _ole(data: bytes) -> Format:
    container = Container.open(data)
    if container is None:
        raise UnreadableDocument("the OLE2 container (DOC) is damaged")
    if "EncryptedPackage" in container.streams:
        raise UnreadableDocument("the file is encrypted with a password")
    if "WordDocument" in container.streams:
        head = container.head("WordDocument")
        if head[:2] not in _WORD_MAGIC:
            raise UnreadableDocument("the Word document inside the OLE2 container is damaged")
        if head[11:12] and head[11] & _WORD_ENCRYPTED:
            raise UnreadableDocument("the file is encrypted with a password")
        return "doc"
    for stream, kind in _OLE_STREAMS.items():
        if stream in container.streams:
            raise UnsupportedFormat(f"the file is {kind}, which is not a format of minutes that is read")
    raise UnsupportedFormat("the file is an OLE2 container without a Word document")


def _zipped(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = ""
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    mimetype = member.read(200).decode("ascii", "replace").strip()
    except DAMAGE as error:
        raise UnreadableDocument("the ZIP container (DOCX or ODT) is damaged") from error
    if mimetype.startswith(_ODF):
        if mimetype.startswith(_ODF + "text"):
            return "odt"
        raise UnsupportedFormat(f"the file is OpenDocument of another kind: {mimetype.removeprefix(_ODF)}")
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return "docx"
        for folder, kind in (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation")):
            if any(name.startswith(folder) for name in names):
                raise UnsupportedFormat(f"the file is {kind}, which is not a format of minutes that is read")
    if {"content.xml", "META-INF/manifest.xml"} <= names:
        return "odt"
    raise UnsupportedFormat("the file is a ZIP archive, neither DOCX nor ODT")


def is_html(text: str) -> bool:
    """True if a text begins as HTML does.

    >>> is_html("<!DOCTYPE html><html>"), is_html("<決議> 通過")
    (True, False)
    """
    return _HTML_START.match(text) is not None


def is_markdown(text: str) -> bool:
    """True if a decoded text uses Markdown: headings, tables, links, emphasis, quotes, escapes or front matter.

    Numbers and dashes at the start of lines alone do not tell: plain minutes have them too.

    >>> is_markdown("# 會議紀錄\\n\\n1. 甲"), is_markdown("1. 甲\\n- 乙")
    (True, False)
    """
    return _FRONT_MATTER.match(text) is not None or _MARKDOWN.search(text[:200_000]) is not None
