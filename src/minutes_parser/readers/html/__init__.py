"""HTML: decoded by ourselves, parsed by selectolax, walked once; the frame of the page is given as navigation."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from ...document import Document
from ...errors import LimitExceeded, UnreadableDocument
from ..encoding import Decoded, decode
from ..limits import DEFAULT_LIMITS, Limits
from ..lines import Writer
from ..mhtml import is_mhtml, page_of
from ..sources import source_of
from .depth import check_depth
from .sheet import Sheet
from .walk import Walk

__all__ = ["decoded_page", "read", "write_html"]

_DEPTH = 10  # times max_depth: unclosed tags of sloppy pages nest, and the walk is not recursive
# <meta charset="big5">, <meta http-equiv=… content="text/html; charset=big5">, <?xml encoding="…"?>
_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096


def read(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of an HTML page's bytes, or of the page in a web archive. Text that is not shown is left out, with a finding.

    Raises `LimitExceeded` for pages that are too large or nested too deep.
    """
    decoded = decoded_page(data, limits)
    writer = Writer(limits)
    writer.builder.findings.extend(decoded.findings)
    write_html(decoded.text, writer)
    return writer.build(source_of(data, "html", name=name, encoding=decoded.encoding))


def decoded_page(data: bytes, limits: Limits) -> Decoded:
    """The text of a page, or of the page in a web archive. Raises as `read`."""
    if len(data) > limits.max_markup_bytes:
        raise LimitExceeded(f"the HTML file is larger than {limits.max_markup_bytes} bytes")
    page, declared = data, None
    if is_mhtml(data):
        found = page_of(data)
        if found is None:
            raise UnreadableDocument("the web archive holds no page")
        page, declared = found
    match = _CHARSET.search(page[:_HEAD])
    return decode(page, declared=match[1].decode("ascii") if match else declared)


def write_html(text: str, writer: Writer) -> None:
    """Write the blocks of a page or a fragment."""
    check_depth(text, writer.limits.max_depth * _DEPTH)
    parser = LexborHTMLParser(text)
    sheet = Sheet.of("\n".join(node.text() or "" for node in parser.css("style"))) if "<style" in text else Sheet()
    parser.strip_tags(["script", "style", "template"])
    root = parser.root
    if root is None:
        raise UnreadableDocument("the HTML file has no content")
    body = next((node for node in root.iter() if node.tag == "body"), root)
    page = "".join((body.text(deep=True) or "").split())
    Walk(writer, page, sheet).run(body)
