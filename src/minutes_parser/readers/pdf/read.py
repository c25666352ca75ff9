"""From the bytes of a PDF to a Document, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...document import Cell, Document, DocumentBuilder, Paragraph, Style, Table
from ..limits import Budget, Limits
from ..sources import source_of
from .glyphs import Frame, read_text_layer, runs_of
from .lattice import grids_of
from .layout import PageTable, arrange
from .lines import Line
from .opening import opened_pages, opened_pdf
from .rules import read_drawing

__all__ = ["read_pdf"]


@dataclass(frozen=True, slots=True)
class PageContent:
    """What was read from one page."""

    number: int
    width: float
    blocks: tuple[Line | PageTable, ...]


def read_pdf(data: bytes, *, name: str | None, limits: Limits, ocr: bool | None) -> Document:
    """See `minutes_parser.readers.pdf.read`."""
    budget = Budget(limits)
    builder = DocumentBuilder()
    with opened_pdf(data, limits) as pdf:
        pages = [_read_page(number, page, limits) for number, page in opened_pages(pdf, budget)]
    _Writer(builder, budget, _margin(pages)).write(pages)
    return builder.build(source_of(data, "pdf", name=name, pages=len(pages)))


def _read_page(number: int, page: object, limits: Limits) -> PageContent:
    left, bottom, right, top = page.get_bbox()  # type: ignore[attr-defined]
    frame = Frame(left, bottom, right, top, page.get_rotation() // 90)  # type: ignore[attr-defined]
    text_page = page.get_textpage()  # type: ignore[attr-defined]
    try:
        runs = runs_of(read_text_layer(text_page, frame))
    finally:
        text_page.close()
    drawing = read_drawing(page, frame, limits.max_table_edges)
    grids = grids_of(drawing.edges) if runs else []
    return PageContent(number, frame.width, tuple(arrange(runs, grids)))


def _margin(pages: Sequence[PageContent]) -> float:
    """Left edge of the document's text: the leftmost place where lines begin more than by chance."""
    starts = sorted(b.box[0] for p in pages for b in p.blocks if isinstance(b, Line))
    return starts[len(starts) // 20] if starts else 0.0


@dataclass(slots=True)
class _Writer:
    builder: DocumentBuilder
    budget: Budget
    margin: float

    def write(self, pages: Sequence[PageContent]) -> None:
        for page in pages:
            for block in page.blocks:
                if isinstance(block, Line):
                    self.builder.add(self._paragraph(block, page, self.margin))
                else:
                    self.builder.add(self._table(block, page))

    def _paragraph(self, line: Line, page: PageContent, margin: float) -> Paragraph:
        self.budget.paragraph(len(line.text))
        style = Style(
            size=round(line.size, 1),
            indent=round(max(0.0, line.box[0] - margin) / line.size, 1),
            centered=_centered(line, page.width),
        )
        box = tuple(round(v, 1) for v in line.box)
        return self.builder.paragraph(line.text, page=page.number, box=box, style=style, wrapped=True)  # type: ignore[arg-type]

    def _table(self, table: PageTable, page: PageContent) -> Table:
        cells = []
        for place, lines in zip(table.grid.places, table.lines, strict=True):
            self.budget.cell()
            edge = min((line.box[0] for line in lines), default=0.0)
            paragraphs = tuple(self._paragraph(line, page, edge) for line in lines)
            cells.append(Cell(place.row, place.column, place.row_span, place.column_span, paragraphs))
        return Table(table.grid.rows, table.grid.columns, tuple(cells), page.number, table.box)


def _centered(line: Line, width: float) -> bool:
    left, right = line.box[0], width - line.box[2]
    return abs(left - right) < 1.5 * line.size and left > 0.2 * width
