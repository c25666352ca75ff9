"""Office documents that are one XML file: flat ODT, Word's "XML document" (flat OPC) and Word 2003 XML.

Word saves the last two under the name of a .doc when a system asks it to; all three begin as any XML does, and read
as text their tags would be taken for minutes.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from typing import Literal

from lxml import etree

from ..errors import LimitExceeded, UnreadableDocument, UnsupportedFormat
from .limits import Limits
from .zipped import parse_xml

__all__ = ["package_of", "root_of", "xml_format"]

_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_KINDS: dict[tuple[str, str], Literal["docx", "odt", "doc"]] = {
    ("document", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"): "odt",
    ("package", _PACKAGE): "docx",
    ("wordDocument", "http://schemas.microsoft.com/office/word/2003/wordml"): "doc",
}
_TEXT = "application/vnd.oasis.opendocument.text"
# <?xml version="1.0"?><?mso-application progid="Word.Document"?><!-- … --><w:wordDocument xmlns:w=…
_ROOT = re.compile(
    r"<\?xml\s[^>]{0,200}\?>\s*(?:<\?[^>]{0,300}\?>\s*|<!--(?s:.){0,2000}?-->\s*){0,5}"
    r"<(?P<doctype>!DOCTYPE\s{1,5})?(?:[\w.-]{1,40}:)?(?P<name>[\w.-]{1,80})[\s/>]"
)


def xml_format(head: str) -> Literal["docx", "odt", "doc"] | None:
    """The format of a file that begins as XML does, None if it is none. `head` is its beginning, decoded.

    Raises UnsupportedFormat for XML of another kind.

    >>> xml_format('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">')
    'odt'
    >>> xml_format("會議紀錄") is None
    True
    """
    root = _ROOT.match(head)
    if root is None:
        return None
    for (name, namespace), kind in _KINDS.items():
        if name == root["name"] and namespace in head and not root["doctype"]:  # no office program writes a DOCTYPE
            return kind
    raise UnsupportedFormat(f"the file is XML of another kind (<{root['name']}>), not a document")


def root_of(data: bytes, limits: Limits) -> etree._Element:
    """The root of a flat ODT. Raises UnsupportedFormat for a spreadsheet or a presentation, LimitExceeded."""
    root = _parsed(data, limits)
    kind = next((str(value) for name, value in root.attrib.items() if str(name).endswith("}mimetype")), _TEXT)
    if not kind.startswith(_TEXT):
        raise UnsupportedFormat(f"the file is OpenDocument of another kind: {kind.rpartition('.')[2]}")
    return root


def package_of(data: bytes, limits: Limits) -> bytes:
    """The ZIP container that a flat OPC file stands for: its parts, XML as it is and other ones decoded."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in _parsed(data, limits):
            name, content = part.get(f"{{{_PACKAGE}}}name") or "", _content(part)
            if name and content is not None:
                archive.writestr(name.lstrip("/"), content)
    return buffer.getvalue()


def _parsed(data: bytes, limits: Limits) -> etree._Element:
    if len(data) > limits.max_xml_bytes:
        raise LimitExceeded(f"the XML file is larger than {limits.max_xml_bytes} bytes")
    return parse_xml(data, "the file")


def _content(part: etree._Element) -> bytes | None:
    for holder in part:
        if holder.tag == f"{{{_PACKAGE}}}xmlData" and len(holder):
            return etree.tostring(holder[0])
        if holder.tag == f"{{{_PACKAGE}}}binaryData":
            try:
                return base64.b64decode("".join(map(str, holder.itertext())))
            except (binascii.Error, ValueError) as error:
                raise UnreadableDocument("a part of the XML document is damaged") from error
    return None
