"""DOCX (ECMA-376): lxml trees walked, automatic numbers resolved as Word prints them."""

from __future__ import annotations

from lxml import etree

from ...document import Block, Document
from ..flat import package_of
from ..limits import DEFAULT_LIMITS, Limits
from ..lines import Writer
from ..sources import source_of
from .body import Flow
from .chunks import MOST_CHUNKS, write_chunk
from .names import R_ID, attribute, child, every, flag, integer, local
from .numbering import Numbering
from .package import Package
from .styles import Styles

__all__ = ["read"]

_NOTE_PARTS = (("footnote", "footnotes"), ("endnote", "endnotes"))


def read(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of a DOCX's bytes.

    Headers come first and footers last, each once, as furniture; notes follow the body in the order of their
    references. Raises `UnreadableDocument` where the package is damaged, `LimitExceeded` above the limits.
    """
    if not data.startswith(b"PK"):
        data, given = package_of(data, limits), data
    else:
        given = data
    package = Package.open(data, limits)
    writer = Writer(limits)
    body = child(package.document, "body")
    pages = _rendered_pages(package)
    flow = _flow(package, writer)
    flow.paged = pages is not None
    flow.chunk = _Chunks(package, writer)
    headers, footers = _furniture(package)
    for part in headers:
        writer.place(flow.blocks(part, "header"))
    if body is not None:
        writer.place(flow.blocks(body))
    flow.paged = False
    _notes(package, flow)
    for part in footers:
        writer.place(flow.blocks(part, "footer"))
    if any(True for _ in every(package.document, "commentReference")):
        writer.finding("reader", "comments were left out")
    for style in sorted(flow.numbering.unknown):
        writer.finding("reader", f"numbers of format {style} are shown as digits")
    return writer.build(source_of(given, "docx", name=name, pages=pages))


def _flow(package: Package, writer: Writer) -> Flow:
    styles = Styles(package.part("styles"))
    return Flow(writer, styles, Numbering(package.part("numbering"), styles))


class _Chunks:
    """Writes the documents that are embedded in a package, the first `MOST_CHUNKS`."""

    def __init__(self, package: Package, writer: Writer) -> None:
        self._package = package
        self._writer = writer
        self._written = 0

    def __call__(self, identifier: str) -> list[Block] | None:
        self._written += 1
        data = self._package.content(identifier) if self._written <= MOST_CHUNKS else None
        if data is None:
            return None
        self._writer.budget.look()
        return write_chunk(data, self._writer, self._docx)

    def _docx(self, data: bytes) -> list[Block]:
        package = Package.open(data, self._writer.limits)
        body = child(package.document, "body")
        return [] if body is None else _flow(package, self._writer).blocks(body)


def _furniture(package: Package) -> tuple[list[etree._Element], list[etree._Element]]:
    """Header and footer parts that are printed, each once: first-page and even ones only where they are switched on."""
    even = flag(package.part("settings"), "evenAndOddHeaders") if package.part("settings") is not None else None
    found: dict[str, list[etree._Element]] = {"headerReference": [], "footerReference": []}
    seen: set[str] = set()
    for section in every(package.document, "sectPr"):
        for reference in section:
            kind = local(reference)
            used = {"even": even, "first": flag(section, "titlePg")}.get(attribute(reference, "type") or "", True)
            identifier = str(reference.get(R_ID) or "")
            if kind not in found or not used or identifier in seen:
                continue
            seen.add(identifier)
            part = package.related(identifier)
            if part is not None:
                found[kind].append(part)
    return found["headerReference"], found["footerReference"]


def _notes(package: Package, flow: Flow) -> None:
    for kind, part in _NOTE_PARTS:
        wanted = [identifier for found, identifier in flow.notes if found == kind]
        root = package.part(part) if wanted else None
        notes = {attribute(e, "id"): e for e in root if local(e) == kind} if root is not None else {}
        for identifier in wanted:
            if identifier in notes:
                flow.writer.place(flow.blocks(notes[identifier], "footnote"))


def _rendered_pages(package: Package) -> int | None:
    """Number of pages, if the breaks that Word noted add up to the count it stored; else they are not to be trusted."""
    breaks = sum(1 for _ in every(package.document, "lastRenderedPageBreak"))
    root = package.xml("docProps/app.xml") if breaks else None
    stated = next((integer(e.text) for e in root if local(e) == "Pages"), None) if root is not None else None
    return stated if stated == breaks + 1 else None
