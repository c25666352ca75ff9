"""From the bytes of a PDF to a Document, page by page."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ...diagnostics import Finding
from ...document import Document, DocumentBuilder
from .. import ocr as recognition
from ..limits import Budget, Limits
from ..sources import source_of
from .classify import Verdict, judge, readable
from .fonts import dress, quarter_turns
from .frame import Frame
from .glyphs import GlyphPlaces, Run, read_text_layer, runs_of
from .lattice import grids_of
from .layout import arrange
from .opening import opened_pages, opened_pdf
from .pages import PageContent, write_pages
from .rules import Drawing, read_drawing
from .scan import recognise
from .sideways import set_upright
from .symbols import read_symbols

__all__ = ["read_pdf"]


def read_pdf(data: bytes, *, name: str | None, limits: Limits, ocr: bool | None) -> Document:
    """See `minutes_parser.readers.pdf.read`."""
    budget = Budget(limits)
    if ocr:
        recognition.engine()  # raises what is missing before the work is done
    reader = _Reader(budget, limits, recognition.available() if ocr is None else ocr)
    with opened_pdf(data, limits) as pdf:
        pages = [reader.page(number, page) for number, page in opened_pages(pdf, budget)]
    builder = DocumentBuilder()
    write_pages(pages, builder, budget)
    return builder.build(source_of(data, "pdf", name=name, pages=len(pages)))


@dataclass(frozen=True, slots=True)
class _Layer:
    """The text layer of a page and what it is worth."""

    frame: Frame
    drawing: Drawing
    runs: Sequence[Run]
    verdict: Verdict


@dataclass(slots=True)
class _Reader:
    budget: Budget
    limits: Limits
    ocr: bool
    recognised: int = field(default=0)
    places: GlyphPlaces = field(default_factory=GlyphPlaces)

    def page(self, number: int, page: Any | None) -> PageContent:
        if page is None:
            finding = Finding("page-without-text", "the page is damaged", page=number)
            return PageContent(number, 0.0, 0.0, (), (finding,))
        layer = _read_layer(page, self.limits, self.places)
        kept, findings = _usable(layer, number)
        if layer.drawing.capped:
            message = f"more than {self.limits.max_table_edges} ruling lines: no tables were looked for"
            findings.append(Finding("reader", message, page=number))
        if layer.verdict.kind in ("image", "garbage") and self._may_recognise(number, findings):
            return self._recognised_page(number, page, layer, kept, findings)
        grids = grids_of(layer.drawing.edges) if kept else []
        blocks = tuple(arrange(kept, grids, layer.frame.width))
        return PageContent(number, layer.frame.width, layer.frame.height, blocks, tuple(findings))

    def _may_recognise(self, number: int, findings: list[Finding]) -> bool:
        if not self.ocr:
            return False
        if self.recognised >= self.limits.max_ocr_pages:
            message = f"not recognised: {self.limits.max_ocr_pages} pages are the limit"
            findings.append(Finding("reader", message, page=number))
            return False
        self.recognised += 1
        return True

    def _recognised_page(
        self, number: int, page: Any, layer: _Layer, kept: Sequence[Run], findings: list[Finding]
    ) -> PageContent:
        """The page from its image, and what its text layer has besides (a stamp, a page number)."""
        began = time.monotonic()
        frame = _frame_of(page)
        scan = recognise(page, frame, layer.drawing.edges, self.limits.max_table_edges)
        self.budget.allow(time.monotonic() - began)
        runs = [run for run in scan.runs if not any(_covers(run, own) for own in kept)]
        message = f"{len(runs)} lines, mean score {scan.score:.2f}"
        findings.append(Finding("ocr", message, page=number))
        blocks = tuple(arrange([*kept, *runs], scan.grids, frame.width))
        return PageContent(number, frame.width, frame.height, blocks, tuple(findings))


def _covers(run: Run, own: Run) -> bool:
    """Whether a recognised line lies where the text layer has one."""
    middle = (own.x0 + own.x1) / 2
    return run.x0 <= middle <= run.x1 and run.top <= own.middle <= run.bottom


def _frame_of(page: Any) -> Frame:
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation() // 90)


def _read_layer(page: Any, limits: Limits, places: GlyphPlaces) -> _Layer:
    frame = _frame_of(page)
    text_page = page.get_textpage()
    try:
        turns = quarter_turns(text_page)
        if turns != frame.turns:  # a page set sideways without /Rotate
            frame = frame.turned(turns - frame.turns)
        drawing = read_drawing(page, frame, limits.max_table_edges)
        dressed = dress(runs_of(read_text_layer(text_page, frame, places)), text_page)
        verdict = judge(dressed, drawing, text_page)
        runs = set_upright(dressed, text_page, frame)
        read_symbols(runs, text_page)
    finally:
        text_page.close()
    return _Layer(frame, drawing, runs, verdict)


def _usable(layer: _Layer, number: int) -> tuple[list[Run], list[Finding]]:
    """The runs that are text, and what is wrong with the others."""
    if layer.verdict.kind == "image":
        return list(layer.runs), [Finding("page-without-text", page=number)]
    kept: list[Run] = []
    if layer.verdict.kind != "garbage":
        kept = readable(layer.runs, layer.verdict.meaningless)
    findings = []
    lost = 0
    if len(kept) < len(layer.runs):
        lost = sum(len(run.text) for run in layer.runs) - sum(len(run.text) for run in kept)
    if lost:
        findings.append(Finding("garbage-text-layer", f"{lost} characters were left out", page=number))
    if layer.verdict.kind == "ocr-layer":
        findings.append(Finding("ocr-layer", page=number))
        for run in kept:
            run.low_confidence = True
    return kept, findings
