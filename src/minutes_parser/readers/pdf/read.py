"""From the bytes of a PDF to a Document, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...diagnostics import Finding
from ...document import Document, DocumentBuilder
from ..limits import Budget, Limits
from ..sources import source_of
from .classify import SOME_GARBAGE, PageKind, kind_of, readable
from .fonts import dress, quarter_turns
from .frame import Frame
from .glyphs import Run, read_text_layer, runs_of
from .lattice import grids_of
from .layout import arrange
from .opening import opened_pages, opened_pdf
from .pages import PageContent, write_pages
from .rules import Drawing, read_drawing
from .sideways import set_upright
from .symbols import read_symbols

__all__ = ["read_pdf"]

Recogniser = Callable[[Any, Frame, Drawing], PageContent]


def read_pdf(data: bytes, *, name: str | None, limits: Limits, ocr: bool | None) -> Document:
    """See `minutes_parser.readers.pdf.read`."""
    budget = Budget(limits)
    with opened_pdf(data, limits) as pdf:
        pages = [_read_page(number, page, limits) for number, page in opened_pages(pdf, budget)]
    builder = DocumentBuilder()
    write_pages(pages, builder, budget)
    return builder.build(source_of(data, "pdf", name=name, pages=len(pages)))


def _read_page(number: int, page: Any | None, limits: Limits) -> PageContent:
    if page is None:
        return PageContent(number, 0.0, 0.0, (), (Finding("page-without-text", "the page is damaged", page=number),))
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation() // 90)
    drawing = read_drawing(page, frame, limits.max_table_edges)
    text_page = page.get_textpage()
    try:
        turns = quarter_turns(text_page)
        if turns != frame.turns:  # a page set sideways without /Rotate
            frame = frame.turned(turns - frame.turns)
            drawing = read_drawing(page, frame, limits.max_table_edges)
        runs, kind, share = _runs(text_page, frame, drawing)
    finally:
        text_page.close()
    findings = []
    if drawing.capped:
        message = f"more than {limits.max_table_edges} ruling lines: no tables were looked for"
        findings.append(Finding("reader", message, page=number))
    kept: list[Run] = []
    if kind == "image":
        findings.append(Finding("page-without-text", page=number))
        kept = runs
    elif kind == "garbage":
        message = f"{sum(len(run.glyphs) for run in runs)} characters were left out"
        findings.append(Finding("garbage-text-layer", message, page=number))
    else:
        kept = readable(runs) if share > SOME_GARBAGE else runs
        lost = sum(len(run.glyphs) for run in runs) - sum(len(run.glyphs) for run in kept)
        if lost:
            findings.append(Finding("garbage-text-layer", f"{lost} characters were left out", page=number))
        if kind == "ocr-layer":
            findings.append(Finding("ocr-layer", page=number))
            for run in kept:
                run.low_confidence = True
    grids = grids_of(drawing.edges) if kept else []
    blocks = tuple(arrange(kept, grids, frame.width))
    return PageContent(number, frame.width, frame.height, blocks, tuple(findings))


def _runs(text_page: Any, frame: Frame, drawing: Drawing) -> tuple[list[Run], PageKind, float]:
    dressed = dress(runs_of(read_text_layer(text_page, frame)), text_page)
    kind, share = kind_of(dressed, drawing, text_page)
    runs = set_upright(dressed, text_page, frame)
    read_symbols(runs, text_page)
    return runs, kind, share
