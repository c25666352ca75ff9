"""The flow of an ODT: paragraphs, lists and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...document import Block, Cell, Paragraph, Role, Style, Table
from ..lines import Writer
from .inline import InlineReader
from .lists import Level, Lists, Running
from .names import children, get, name_of, points, whole
from .styles import Styles

__all__ = ["Flow"]

# What stands among blocks and is no text of the page; index sources and declarations are known by their endings.
_SKIPPED = frozenset(
    ["", "office:annotation", "office:annotation-end", "office:forms", "text:change", "text:tracked-changes"]
)
_ROW_GROUPS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
_CELLS = ("table:table-cell", "table:covered-table-cell")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a list a paragraph stands."""

    running: Running
    style: str | None
    depth: int
    start: int | None = None
    numbered: bool = False
    """True for the first paragraph of an item, which takes the number."""


@dataclass(slots=True)
class Flow:
    """Walks block content and writes it; one instance a document, because numbers are counted over all of it."""

    writer: Writer
    styles: Styles
    lists: Lists
    paged: bool = False
    page: int = 1
    notes: list[etree._Element] = field(default_factory=list)
    """text:note-body elements in the order of their references."""

    def blocks(self, container: etree._Element, role: Role = "body", depth: int = 0) -> list[Block]:
        """The blocks of a body, cell, section, header, note or text box; their text is written in this order."""
        self.writer.budget.depth(depth)
        found: list[Block] = []
        for element in container:
            found.extend(self._block(element, role, depth, None))
        return found

    def _block(self, element: etree._Element, role: Role, depth: int, place: _Place | None) -> list[Block]:
        name = name_of(element)
        if name in ("text:p", "text:h"):
            return self._paragraph(element, role, depth, place)
        if name == "text:list":
            return self._list(element, role, depth, place)
        if name == "table:table":
            return self._table(element, role, depth)
        if name == "text:numbered-paragraph":
            return self._numbered(element, role, depth)
        if name == "text:tracked-changes":
            self._tracked(element)
        elif name == "text:section" and self._hidden_section(element):
            self.writer.finding("hidden-text")
        elif name.startswith("draw:") and name not in ("draw:a", "draw:g"):
            return self._shape(element, role, depth)
        elif name not in _SKIPPED and not name.endswith(("-source", "-decls")):
            self.page += name == "text:soft-page-break"
            return self.blocks(element, role, depth + 1)
        return []

    def _shape(self, element: etree._Element, role: Role, depth: int) -> list[Block]:
        """Text of a frame or a shape: a text box, or paragraphs of its own."""
        found: list[Block] = []
        for part in element:
            kind = name_of(part)
            if kind == "draw:text-box":
                found.extend(self.blocks(part, role, depth + 1))
            elif kind in ("text:p", "text:h", "text:list", "table:table"):
                found.extend(self._block(part, role, depth + 1, None))
            elif kind in ("draw:frame", "draw:g", "draw:custom-shape", "draw:rect"):
                found.extend(self._shape(part, role, self.writer.budget.depth(depth + 1)))
        return found

    def _tracked(self, element: etree._Element) -> None:
        if any(name_of(e) == "text:deletion" for e in element.iter()):
            self.writer.finding("tracked-changes")

    def _hidden_section(self, element: etree._Element) -> bool:
        return get(element, "text:display") == "none"

    def _paragraph(self, element: etree._Element, role: Role, depth: int, place: _Place | None) -> list[Block]:
        style = get(element, "text:style-name")
        inline = InlineReader(self.styles, self.writer, style).read(element)
        if self.styles.value("paragraph", style, "text:display") == "none":
            if inline.text.strip():
                self.writer.finding("hidden-text")
            return []
        self.notes.extend(inline.notes)
        if self.styles.value("paragraph", style, "fo:break-before") == "page" and self.writer.builder.blocks:
            self.page += 1
        label, level = self._label(element, style, place)
        hints = self._style(element, style, inline.bold_share, level, labelled=bool(label))
        lines, self.page = self.writer.paged(
            inline.text, self.page, shown=self.paged, label=label, role=role, style=hints
        )
        found: list[Block] = list(lines)
        for shape in inline.shapes:
            found.extend(self._shape(shape, role, depth + 1))
        return found

    def _label(self, element: etree._Element, style: str | None, place: _Place | None) -> tuple[str, Level | None]:
        """The number of a paragraph and its list level; an empty list style name in the paragraph's style turns it off."""
        own = self.styles.value("paragraph", style, "style:list-style-name")
        if place is not None:
            list_style = place.style if place.style is not None else own
            level = self.lists.level(list_style, place.depth)
            if not place.numbered or (name_of(element) == "text:h" and get(element, "text:is-list-header") == "true"):
                return "", level
            return self.lists.label(place.running, list_style, place.depth, start=place.start), level
        if name_of(element) != "text:h" or own == "" or get(element, "text:is-list-header") == "true":
            return "", None
        depth = whole(get(element, "text:outline-level"), 1) - 1
        start = whole(get(element, "text:start-value"), 1) if get(element, "text:restart-numbering") == "true" else None
        if depth < 0 or self.lists.outline_level(depth) is None:
            return "", None
        return self.lists.label(self.lists.outline, None, depth, start=start, outline=True), self.lists.outline_level(
            depth
        )

    def _list(self, element: etree._Element, role: Role, depth: int, outer: _Place | None) -> list[Block]:
        style = get(element, "text:style-name") or (outer.style if outer else None)
        if outer is None:
            place = _Place(self.lists.open(element, style), style, 0)
        else:
            place = _Place(outer.running, style, outer.depth + 1)
        found: list[Block] = []
        self.writer.budget.depth(depth)
        for item in children(element, "text:list-item", "text:list-header"):
            start = get(item, "text:start-value")
            numbered = name_of(item) == "text:list-item"
            for position, part in enumerate(_parts(item)):
                if position and name_of(part) == "text:list" and get(part, "text:continue-numbering") != "true":
                    place.running.restart_below(place.depth)
                taken = name_of(part) in ("text:p", "text:h")
                here = _Place(place.running, style, place.depth, whole(start, 1) if start else None, numbered)
                found.extend(self._block(part, role, depth + 1, here))
                numbered = numbered and not taken
        return found

    def _numbered(self, element: etree._Element, role: Role, depth: int) -> list[Block]:
        style = get(element, "text:style-name")
        running = self.lists.named(get(element, "text:list-id") or f"style {style}")
        start = get(element, "text:start-value")
        level = max(whole(get(element, "text:level"), 1) - 1, 0)
        place = _Place(running, style, level, whole(start, 1) if start else None, True)
        return [b for part in children(element, "text:p", "text:h") for b in self._block(part, role, depth + 1, place)]

    def _style(
        self, element: etree._Element, style: str | None, bold_share: float, level: Level | None, *, labelled: bool
    ) -> Style:
        def value(attribute: str) -> str | None:
            return self.styles.value("paragraph", style, attribute)

        size = points(value("style:font-size-asian")) or points(value("fo:font-size")) or 12.0
        left = points(value("fo:margin-left"))
        first = points(value("fo:text-indent"))
        edge = (left or 0.0) + (first or 0.0)
        if labelled and level is not None and not left:
            edge = level.margin
        outline = whole(get(element, "text:outline-level"), 0)
        return Style(
            heading=outline if name_of(element) == "text:h" and outline > 0 else None,
            bold=bold_share >= 1,
            size=size,
            indent=round(edge / size, 2),
            centered=value("fo:text-align") == "center",
        )

    def _table(self, element: etree._Element, role: Role, depth: int) -> list[Block]:
        self.writer.budget.depth(depth)
        rows = list(self._rows(element))
        if len(rows) == 1 and len(cells := children(rows[0], *_CELLS)) == 1 and children(cells[0], "table:table"):
            return self.blocks(cells[0], role, depth + 1)  # a frame around tables
        found: list[Cell] = []
        columns = 0
        for number, row in enumerate(rows):
            column = 0
            for cell in children(row, *_CELLS):
                column = self._cell(cell, number, column, found, role, depth)
            columns = max(columns, column)
        if not found:
            return []
        cells_in_table = tuple(
            Cell(c.row, c.column, min(c.row_span, len(rows) - c.row), c.column_span, c.paragraphs) for c in found
        )
        page = next((p.page for c in cells_in_table for p in c.paragraphs), None)
        return [Table(len(rows), max(columns, *(c.column + c.column_span for c in found)), cells_in_table, page)]

    def _cell(self, cell: etree._Element, row: int, column: int, found: list[Cell], role: Role, depth: int) -> int:
        """Read one cell with its repeats; returns the column after it."""
        budget = self.writer.budget
        repeat = max(whole(get(cell, "table:number-columns-repeated"), 1), 1)
        if name_of(cell) == "table:covered-table-cell":
            if any((e.text or "").strip() for e in cell.iter() if name_of(e) in ("text:p", "text:h", "text:span")):
                self.writer.finding("hidden-text", "text in merged cells")
            return column + min(repeat, budget.limits.max_spans)
        rows = budget.span(whole(get(cell, "table:number-rows-spanned"), 1))
        width = budget.span(whole(get(cell, "table:number-columns-spanned"), 1))
        empty = not "".join(map(str, cell.itertext())).strip()
        for _ in range(1 if empty and repeat > budget.limits.max_spans else budget.span(repeat)):
            budget.cell()
            paragraphs = tuple(_flat(self.blocks(cell, role, depth + 1)))
            found.append(Cell(row, column, rows, width, paragraphs))
            column += 1
        return column

    def _rows(self, element: etree._Element) -> Iterator[etree._Element]:
        """The rows of a table, repeated ones as often as they say; empty ones once."""
        for part in element:
            name = name_of(part)
            if name in _ROW_GROUPS:
                yield from self._rows(part)
            elif name == "table:table-row":
                repeat = max(whole(get(part, "table:number-rows-repeated"), 1), 1)
                empty = not "".join(map(str, part.itertext())).strip()
                for _ in range(1 if empty else self.writer.budget.span(repeat)):
                    yield part
            elif name == "text:soft-page-break":
                self.page += 1


def _parts(item: etree._Element) -> Iterator[etree._Element]:
    """What an item holds; an item straight inside an item (odfdo writes that) is no level of its own."""
    for part in item:
        if name_of(part) == "text:list-item":
            yield from _parts(part)
        else:
            yield part


def _flat(blocks: list[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table):
            yield from block.paragraphs()
        else:
            yield block
