"""Documents embedded whole (altChunk): systems that make a DOCX from a web page leave the page in it as it is.

Word puts the text in place when it first saves such a file; until then it stands in the chunk alone.
"""

from __future__ import annotations

from collections.abc import Callable

from ...document import Block
from ...errors import MinutesParserError
from .. import html
from ..detect import detect, is_html
from ..encoding import decode
from ..lines import Writer

__all__ = ["MOST_CHUNKS", "write_chunk"]

MOST_CHUNKS = 100
"""Chunks of one document that are read: a file of thousands is an attack."""

WriteBody = Callable[[bytes], list[Block]]


def write_chunk(data: bytes, writer: Writer, write_docx: WriteBody) -> list[Block] | None:
    """Write an embedded web page, web archive, text or DOCX; its blocks, not yet placed. None if it is another format.

    `write_docx` writes the body of a DOCX. What is damaged gives None too: the document around it can be read.
    """
    try:
        kind = detect(data)
    except MinutesParserError:
        return None
    if kind == "docx":
        return write_docx(data)
    if kind == "html":
        return _html(data, writer)
    if kind == "text":
        decoded = decode(data)
        if is_html(decoded.text):
            return _html(data, writer)
        writer.builder.findings.extend(decoded.findings)
        return list(writer.lines(decoded.text))
    return None


def _html(data: bytes, writer: Writer) -> list[Block]:
    decoded = html.decoded_page(data, writer.limits)
    writer.builder.findings.extend(decoded.findings)
    with writer.apart() as blocks:
        html.write_html(decoded.text, writer)
    return blocks
