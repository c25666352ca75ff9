"""ODT (OpenDocument text, the format that Taiwan's government mandates): lxml trees walked, list numbers resolved."""

from __future__ import annotations

from lxml import etree

from ...document import Block, Document
from ...errors import UnreadableDocument
from ..flat import root_of
from ..limits import DEFAULT_LIMITS, Limits
from ..lines import Writer
from ..sources import source_of
from ..zipped import Archive
from .body import Flow
from .lists import Lists
from .names import children, every, get, whole
from .styles import Styles

__all__ = ["read"]

_HEADERS = ("style:header-first", "style:header", "style:header-left")
_FOOTERS = ("style:footer-first", "style:footer", "style:footer-left")


def read(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of an ODT's bytes; headers first, footers last, each once, notes after the body.

    Raises `UnreadableDocument` where the package is damaged or encrypted, `LimitExceeded` above the limits.
    """
    content, other, meta = _parts(data, limits)
    text = next(every(content, "office:text"), None) if content is not None else None
    if content is None or text is None:
        raise UnreadableDocument("the ODT has no text content")
    writer = Writer(limits)
    styles = Styles([root for root in (content, other) if root is not None])
    pages = _pages(meta, content)
    flow = Flow(writer, styles, Lists(styles), paged=pages is not None)
    furniture = Flow(writer, Styles([other]), Lists(styles)) if other is not None else None
    if furniture is not None:
        _furniture(furniture, styles, _HEADERS)
    writer.place(flow.blocks(text))
    flow.paged = False
    for note in flow.notes:
        writer.place(flow.blocks(note, "footnote"))
    if furniture is not None:
        _furniture(furniture, styles, _FOOTERS)
    if any(True for _ in every(text, "office:annotation")):
        writer.finding("reader", "comments were left out")
    for sample in sorted(flow.lists.unknown):
        writer.finding("reader", f"numbers of format {sample} are shown as digits")
    return writer.build(source_of(data, "odt", name=name, pages=pages))


Part = etree._Element | None


def _parts(data: bytes, limits: Limits) -> tuple[Part, Part, Part]:
    """Content, styles and statistics; in a flat file all stand under one root."""
    if not data.startswith(b"PK"):
        root = root_of(data, limits)
        return root, root, root
    archive = Archive(data, limits)
    if b":encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise UnreadableDocument("the file is encrypted with a password")
    content = archive.xml("content.xml")
    paged = content is not None and next(every(content, "text:soft-page-break"), None) is not None
    return content, archive.xml("styles.xml"), archive.xml("meta.xml") if paged else None


def _furniture(flow: Flow, styles: Styles, kinds: tuple[str, ...]) -> None:
    """Headers or footers of the master pages in use, each text once."""
    used = styles.used_masters()
    seen: set[str] = set()
    for master in styles.masters:
        if get(master, "style:name") not in used:
            continue
        for part in children(master, *kinds):
            text = "".join("".join(map(str, part.itertext())).split())
            if get(part, "style:display") == "false" or text in seen:
                continue
            seen.add(text)
            blocks: list[Block] = flow.blocks(part, "header" if kinds is _HEADERS else "footer")
            flow.writer.place(blocks)


def _pages(meta: Part, content: etree._Element) -> int | None:
    """Number of pages, if the soft page breaks add up to the count stored; else they are not to be trusted."""
    breaks = sum(1 for _ in every(content, "text:soft-page-break"))
    statistic = next(every(meta, "meta:document-statistic"), None) if meta is not None else None
    stated = whole(get(statistic, "meta:page-count"), 0)
    return stated if stated == breaks + 1 else None
