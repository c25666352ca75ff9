"""What readers give: the text of a document, once, and the blocks that it is made of.

`Document.text` is the source text and never changes. A `Paragraph` is a slice of it, a `Table` holds
paragraphs in cells; in the order of the blocks their slices follow each other, separated by line breaks.
Automatic numbers (壹、) are resolved by the reader and stand in the text as a reader of the page sees them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .diagnostics import Finding

__all__ = ["Block", "Box", "Cell", "Document", "Paragraph", "Role", "Source", "Style", "Table"]

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left corner of the page."""

Role = Literal["body", "header", "footer", "footnote", "navigation"]
"""What the format itself says a paragraph is; everything but body and footnote is furniture."""


class Style(NamedTuple):
    """Hints of the layout. Unknown is None."""

    heading: int | None = None
    """Heading level, 1 the highest, where the format states one (h1, Markdown #, Heading 1, outline level)."""
    bold: bool | None = None
    size: float | None = None
    """Font size in points."""
    indent: float | None = None
    """Left edge of the first line, in characters (ems) from the text's left margin."""
    centered: bool | None = None
    link: Literal["here", "away"] | None = None
    """Where the whole line is a link: to a place of the same page, or elsewhere."""
    shared: int | None = None
    """How many blocks of a web page hold both this paragraph and the one before it."""


class Paragraph(NamedTuple):
    """One paragraph, or one line where the format knows only lines (`wrapped`)."""

    start: int
    end: int
    """Offsets of the paragraph in `Document.text`, without the line break that ends it."""
    page: int | None = None
    """Page number, 1 the first; None where the format has no pages."""
    box: Box | None = None
    role: Role = "body"
    label_end: int | None = None
    """Where a resolved automatic number ends (offset in `Document.text`); None if there is none."""
    style: Style = Style()
    wrapped: bool = False
    """True if this is a line of a page or of a hard-wrapped text: the paragraph may go on in the next one.
    Lines of one paragraph are joined by `normalize`, not by readers."""
    low_confidence: bool = False
    """True if the text was recognised from an image."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a merged cell stands once, at its upper left place."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: tuple[Paragraph, ...]
    """In reading order. A nested table's paragraphs stand here too, row by row."""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in one place (PDF: on one page; `normalize` stitches over pages)."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    """Ordered by row, then column."""
    page: int | None = None
    box: Box | None = None

    def paragraphs(self) -> Iterator[Paragraph]:
        for cell in self.cells:
            yield from cell.paragraphs


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from."""

    name: str | None
    media_type: str
    sha256: str
    bytes: int
    reader: str
    """Name of the reader module: text, markdown, html, pdf, docx, odt, doc, rtf."""
    pages: int | None = None
    encoding: str | None = None
    part: int | None = None
    """Which meeting of a file that was parted into its meetings, counted from 1."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text, its blocks in reading order, and what the reader noticed."""

    text: str
    blocks: tuple[Block, ...]
    source: Source
    findings: tuple[Finding, ...] = ()
    widths: Mapping[int, float] = field(default_factory=dict)
    """Width of each page in points, by page number; empty where the format has no pages."""

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, those in tables too, in the order of the text."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from block.paragraphs()
            else:
                yield block


@dataclass(slots=True)
class DocumentBuilder:
    """Readers add text here and get paragraphs with the right offsets; `build` makes the Document."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)

    def paragraph(
        self,
        text: str,
        *,
        label: str = "",
        page: int | None = None,
        box: Box | None = None,
        role: Role = "body",
        style: Style | None = None,
        wrapped: bool = False,
        low_confidence: bool = False,
    ) -> Paragraph:
        """Append `label + text` and a line break to the text; the paragraph is returned, not yet placed."""
        whole = label + text
        start = self._length
        self._parts.append(whole + "\n")
        self._length += len(whole) + 1
        return Paragraph(
            start,
            start + len(whole),
            page,
            box,
            role,
            start + len(label) if label else None,
            style or Style(),
            wrapped,
            low_confidence,
        )

    def add(self, block: Block) -> None:
        self.blocks.append(block)

    def build(self, source: Source) -> Document:
        return Document("".join(self._parts), tuple(self.blocks), source, tuple(self.findings), self.widths)
