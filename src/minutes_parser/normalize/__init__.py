"""From a document as read to the flow that rules work on: furniture set aside, lines joined, tables stitched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..diagnostics import Finding
from ..document import Document, Paragraph, Table
from ..lexicon import load
from ..model import TextSpan
from .agenda_tables import agenda_lines
from .flow import Flow, Grid, Line
from .forms import divided, holds_list, is_form
from .furniture import furniture
from .joining import View, join, margins
from .matter_tables import matter_tables
from .tables import as_lines, frames, grid_of, same_table, stitch
from .text_tables import text_tables

__all__ = ["normalize"]


def normalize(document: Document) -> tuple[Flow, tuple[Finding, ...]]:
    """The flow of a document, and what was noticed on the way.

    Nothing of the text is changed: lines and grids lead back to it by their runs.
    """
    view = View.of(document)
    aside = furniture(document, view.key)
    loose = [p for p in document.blocks if isinstance(p, Paragraph) and p.start not in aside]
    edges = margins(document, loose)
    blocks: list[Line | Grid] = []
    findings: list[Finding] = []
    spans = [TextSpan(start=p.start, end=p.end, page=p.page) for p in document.paragraphs() if p.start in aside]
    for part in _parts(document, aside):
        if isinstance(part[0], Paragraph):
            for piece in text_tables(view, [p for p in part if isinstance(p, Paragraph)]):
                if isinstance(piece, Grid):
                    blocks.extend(_matters(piece))
                    spans.extend(s for line in piece.repeated_header for s in line.spans(0, len(line.text)))
                else:
                    blocks.extend(join(view, piece, edges))
            continue
        for group in _tables([grid_of(view, t, aside) for t in part if isinstance(t, Table)]):
            if len(group) == 1 and (matters := matter_tables(group[0])):
                blocks.extend(matters)
                continue
            if is_form(group[0]) or frames(group[0]) or _frame_cut(group):
                blocks.extend(block for grid in group for block in _laid_out(grid))
                continue
            stitched = stitch(group)
            findings.extend(stitched.findings)
            blocks.extend(_matters(stitched.grid))
            spans.extend(s for line in stitched.grid.repeated_header for s in line.spans(0, len(line.text)))
    if _is_simplified(document.text):
        findings.append(Finding("simplified-chinese"))
    return Flow(tuple(blocks), tuple(sorted(spans, key=lambda s: s.start))), tuple(findings)


def _frame_cut(group: Sequence[Grid]) -> bool:
    """Whether a page break left only the first row or two of a form at the foot of a page."""
    if len(group) < 2 or len(group[0].rows) > 2:
        return False
    above = group[0].rows[-1][0]  # 第一案 of a case that goes on
    rows = [row if row[0].lines else (above, *row[1:]) for grid in group for row in grid.rows]
    return frames(Grid(tuple(rows)))


def _laid_out(grid: Grid) -> Iterator[Line | Grid]:
    """A table that frames the minutes as lines; lists inside a form stay tables."""
    for part in divided(grid) if is_form(grid) else [grid]:
        yield from _matters(part) if holds_list(part) else as_lines(part)


def _matters(grid: Grid) -> Sequence[Line | Grid]:
    """An agenda as lines, any other table as it is."""
    return agenda_lines(grid) or [grid]


def _parts(document: Document, aside: frozenset[int]) -> list[list[Paragraph | Table]]:
    """Runs of paragraphs, and runs of tables with only furniture between them."""
    parts: list[list[Paragraph | Table]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.start in aside or not document.text[block.start : block.end].strip():
                continue
        elif aside and all(p.start in aside or p.start == p.end for p in block.paragraphs()):
            continue
        if parts and isinstance(parts[-1][0], type(block)):
            parts[-1].append(block)
        else:
            parts.append([block])
    return parts


def _tables(grids: list[Grid]) -> list[list[Grid]]:
    groups: list[list[Grid]] = []
    for grid in grids:
        if groups and same_table(groups[-1][-1], grid):
            groups[-1].append(grid)
        else:
            groups.append([grid])
    return groups


@cache
def _simplified() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(load('simplified')['simplified'])}]")


def _is_simplified(text: str) -> bool:
    """Whether more than one character in twenty is one that only Simplified text has."""
    return sum(1 for _ in _simplified().finditer(text)) * 20 > len(text)
