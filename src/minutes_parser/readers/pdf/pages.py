"""What was read from the pages, written as the blocks of a Document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...diagnostics import Finding
from ...document import Box, Cell, DocumentBuilder, Paragraph, Style, Table
from ..limits import Budget
from .layout import PageTable
from .lines import Line

__all__ = ["PageContent", "write_pages"]


SHARED_START = 3
"""Lines of a page that begin at one place from which they are aligned there."""
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page as read: blocks in reading order, width and height in points."""

    number: int
    width: float
    height: float
    blocks: tuple[Line | PageTable, ...]
    findings: tuple[Finding, ...] = ()


def write_pages(pages: Sequence[PageContent], builder: DocumentBuilder, budget: Budget) -> None:
    """Add the pages' lines and tables to the builder, their findings after them."""
    margins = _margins(pages)
    writer = _Writer(builder, budget)
    for page in pages:
        builder.widths[page.number] = page.width
        margin = margins[_format(page)]
        starts = Counter([round(block.box[0] / 3) for block in page.blocks if isinstance(block, Line)])
        for block in page.blocks:
            if isinstance(block, Line):
                # lines that begin where others do are indented, even if they end as far from the other edge
                centered = _is_centered(block, page.width) and starts[round(block.box[0] / 3)] < SHARED_START
                builder.add(writer.paragraph(block, page, margin, centered))
            else:
                builder.add(writer.table(block, page))
    for page in pages:
        builder.findings.extend(page.findings)
    builder.findings.extend(_private_use(pages))


def _format(page: PageContent) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _margins(pages: Sequence[PageContent]) -> dict[tuple[int, int], float]:
    """For each size of page the left edge of its text: the leftmost place where lines begin more than by chance."""
    starts: dict[tuple[int, int], list[float]] = {}
    for page in pages:
        found = starts.setdefault(_format(page), [])
        found.extend(block.box[0] for block in page.blocks if isinstance(block, Line))
    return {size: sorted(found)[len(found) // 20] if found else 0.0 for size, found in starts.items()}


def _private_use(pages: Sequence[PageContent]) -> Iterator[Finding]:
    for page in pages:
        # what can be printed is not private: most lines need no closer look
        text = "".join([line.text for block in page.blocks for line in _lines(block) if not line.text.isprintable()])
        found = Counter(PRIVATE.findall(text))
        if found:
            names = ", ".join(f"U+{ord(character):04X}" for character in sorted(found))
            yield Finding("private-use-characters", f"{found.total()} characters: {names}", page=page.number)


def _lines(block: Line | PageTable) -> Iterator[Line]:
    if isinstance(block, Line):
        yield block
    else:
        for lines in block.lines:
            yield from lines


class _Tenths(dict[float, float]):
    """Numbers rounded to tenths; lines share their edges and heights, and rounding takes longer than to look it up."""

    def __missing__(self, number: float) -> float:
        rounded = self[number] = round(number, 1)
        return rounded


@dataclass(slots=True)
class _Writer:
    builder: DocumentBuilder
    budget: Budget
    styles: dict[tuple[bool | None, float, float, bool | None], Style] = field(default_factory=dict)
    """By weight, size, indent in points, and whether it is centred: most lines share theirs."""
    tenths: _Tenths = field(default_factory=_Tenths)

    def paragraph(self, line: Line, page: PageContent, margin: float, centered: bool | None = None) -> Paragraph:
        self.budget.paragraph(len(line.text))
        key = (line.bold, line.size, line.box[0] - margin, centered)
        style = self.styles.get(key)
        if style is None:
            style = self.styles[key] = _style(*key)
        return self.builder.paragraph(
            line.text,
            page=page.number,
            box=self.rounded(line.box),
            style=style,
            wrapped=True,
            low_confidence=line.low_confidence,
        )

    def rounded(self, box: Box) -> Box:
        tenths = self.tenths
        return (tenths[box[0]], tenths[box[1]], tenths[box[2]], tenths[box[3]])

    def table(self, table: PageTable, page: PageContent) -> Table:
        cells = []
        for place, lines in zip(table.grid.places, table.lines, strict=True):
            self.budget.cell()
            edge = min([line.box[0] for line in lines], default=0.0)
            paragraphs = tuple([self.paragraph(line, page, edge) for line in lines])
            box = self.rounded(place.box) if len(paragraphs) > 1 else None
            cells.append(Cell(place.row, place.column, place.row_span, place.column_span, paragraphs, box))
        return Table(table.grid.rows, table.grid.columns, tuple(cells), page.number, self.rounded(table.box))


def _style(bold: bool | None, size: float, offset: float, centered: bool | None) -> Style:
    return Style(bold=bold, size=round(size, 1), indent=round(max(0.0, offset) / size, 1), centered=centered)


def _is_centered(line: Line, width: float) -> bool:
    """As far from the left edge of the page as from the right, and short of both by a fifth of its width."""
    left, right = line.box[0], width - line.box[2]
    return abs(left - right) < 1.5 * line.size and left > 0.2 * width
