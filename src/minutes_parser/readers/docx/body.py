"""The flow of a DOCX: paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...document import Block, Cell, Paragraph, Role, Style, Table
from ..lines import Writer
from .inline import Inline, InlineReader
from .names import R_ID, attribute, child, flag, integer, is_word, local, value
from .numbering import Numbering
from .styles import Properties, RunProperties, Styles, paragraph_properties, run_properties

__all__ = ["Flow"]

_DEFAULT_HALF_POINTS = 20  # Word's own default where styles say nothing


@dataclass(slots=True)
class Flow:
    """Walks block content and writes it; one instance a document, because numbers are counted over all of it."""

    writer: Writer
    styles: Styles
    numbering: Numbering
    paged: bool = False
    """True if the page breaks that Word noted while rendering can be trusted."""
    chunk: Callable[[str], list[Block] | None] | None = None
    """Writes the document that is embedded under a relationship; None in a document that is embedded itself."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    page: int = 1
    _carried: str = ""  # text of paragraphs whose end was deleted: it runs into the next paragraph

    def blocks(self, container: etree._Element, role: Role = "body", depth: int = 0) -> list[Block]:
        """The blocks of a body, cell, header, note or text box; their text is written in this order."""
        self.writer.budget.depth(depth)
        found: list[Block] = []
        for element in _content(container):
            if local(element) == "tbl":
                found.extend(self._table(element, role, depth))
            elif local(element) == "altChunk":
                found.extend(self._embedded(element))
            else:
                found.extend(self._paragraph(element, role, depth))
        if self._carried:
            text, self._carried = self._carried, ""
            found.extend(self.writer.lines(text, role=role))
        return found

    def _embedded(self, element: etree._Element) -> list[Block]:
        blocks = self.chunk(str(element.get(R_ID) or "")) if self.chunk else None
        if blocks is None:
            self.writer.finding("reader", "a document embedded in this one (altChunk) was left out")
        return blocks or []

    def _paragraph(self, element: etree._Element, role: Role, depth: int) -> list[Block]:
        own = child(element, "pPr")
        properties = self._properties(own)
        inline = InlineReader(self.styles, self.writer.budget, properties).read(element)
        self._note(inline)
        mark = child(own, "rPr", "del")
        if mark is None:
            mark = child(own, "rPr", "moveFrom")
        text, self._carried = self._carried + inline.text, ""
        if mark is not None:
            self._carried = text
            return []
        found = self._write(text, inline, properties, run_properties(child(own, "rPr")), role)
        for box in inline.boxes:
            found.extend(self.blocks(box, role, depth + 1))
        return found

    def _properties(self, own: etree._Element | None) -> Properties:
        """Direct properties over those of the list level over the style's; a list that the style brought is below it."""
        direct, style = paragraph_properties(own), self.styles.of(value(own, "pStyle"))
        found = self.numbering.level(direct.over(style))
        if found is None:
            return direct.over(style)
        indent = found[2].indent
        if direct.num_id is None:
            return direct.over(style.over(indent))
        return direct.over(indent.over(style))

    def _write(self, text: str, inline: Inline, properties: Properties, mark: RunProperties, role: Role) -> list[Block]:
        empty = not text.strip()
        if mark.hidden and empty:
            return []
        label = self.numbering.label(properties)
        style = self._style(inline, properties)
        found, self.page = self.writer.paged(text, self.page, shown=self.paged, label=label, role=role, style=style)
        return list(found)

    def _style(self, inline: Inline, properties: Properties) -> Style:
        half_points = inline.half_points or properties.run.half_points or _DEFAULT_HALF_POINTS
        length = len("".join(inline.text.split()))
        outline = properties.outline
        heading = outline + 1 if outline is not None and outline < 9 else None
        return Style(
            heading=heading or properties.heading_name,
            bold=inline.bold >= length if length and inline.bold else False,
            size=half_points / 2,
            indent=_indent(properties, half_points),
            centered=properties.alignment == "center",
        )

    def _note(self, inline: Inline) -> None:
        self.notes.extend(note for note in inline.notes if note not in self.notes)
        if inline.deleted:
            self.writer.finding("tracked-changes")
        if inline.hidden:
            self.writer.finding("hidden-text")

    def _table(self, element: etree._Element, role: Role, depth: int) -> list[Block]:
        rows = [row for row in _content(element, "tr") if not self._left_out(row)]
        if len(rows) == 1 and len(only := list(_content(rows[0], "tc"))) == 1 and child(only[0], "tbl") is not None:
            return self.blocks(only[0], role, depth + 1)  # a frame around tables
        drafts: list[_Draft] = []
        open_cells: dict[int, _Draft] = {}
        columns = 0
        for number, row in enumerate(rows):
            column = (
                self.writer.budget.span(integer(value(row, "trPr", "gridBefore")) or 0)
                if value(row, "trPr", "gridBefore")
                else 0
            )
            for cell in _content(row, "tc"):
                column = self._cell(cell, number, column, drafts, open_cells, role, depth)
            columns = max(columns, column)
        if not drafts:
            return []
        cells = [Cell(d.row, d.column, d.rows, d.columns, tuple(d.paragraphs)) for d in drafts]
        first = next((p.page for d in drafts for p in d.paragraphs), None)
        return [Table(len(rows), columns, tuple(cells), first)]

    def _cell(
        self,
        cell: etree._Element,
        row: int,
        column: int,
        drafts: list[_Draft],
        open_cells: dict[int, _Draft],
        role: Role,
        depth: int,
    ) -> int:
        """Read one w:tc; returns the column after it."""
        self.writer.budget.cell()
        properties = child(cell, "tcPr")
        width = self.writer.budget.span(integer(value(properties, "gridSpan")) or 1)
        merge = child(properties, "vMerge")
        above = open_cells.get(column)
        if attribute(child(properties, "hMerge"), "val") == "continue" and drafts and drafts[-1].row == row:
            drafts[-1].columns += width
            self._covered(cell)
        elif merge is not None and attribute(merge, "val") != "restart" and above and above.row + above.rows == row:
            above.rows += 1
            self._covered(cell)
        else:
            draft = _Draft(row, column, 1, width)
            drafts.append(draft)
            open_cells.pop(column, None)
            if merge is not None:
                open_cells[column] = draft
            draft.paragraphs.extend(_flat(self.blocks(cell, role, depth + 1)))
        return column + width

    def _covered(self, cell: etree._Element) -> None:
        """The content of a cell that is merged into another is not shown."""
        if any((e.text or "").strip() for e in cell.iter() if local(e) == "t"):
            self.writer.finding("hidden-text", "text in merged cells")

    def _left_out(self, row: etree._Element) -> bool:
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            self.writer.finding("tracked-changes")
            return True
        if properties is not None and flag(properties, "hidden"):
            self.writer.finding("hidden-text")
            return True
        return False


@dataclass(slots=True)
class _Draft:
    """A cell while its row span still grows."""

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: list[Paragraph] = field(default_factory=list)


# What holds no text of the page among blocks; anything else that is no block may hold blocks (content controls,
# tracked insertions, custom XML, what later editions of Word invent).
_LEFT_OUT = frozenset(
    [
        "del",
        "moveFrom",
        "pPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "tblPrEx",
        "sdtPr",
        "sdtEndPr",
        "sectPr",
        "r",
        "p",
        "tbl",
    ]
)


def _content(container: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Paragraphs and tables (or rows, or cells) of a container, through content controls and tracked insertions."""
    wanted = names or ("p", "tbl", "altChunk")
    for element in container:
        name = local(element)
        if name in wanted and is_word(element):
            yield element
        elif name == "AlternateContent":
            choices = [e for e in element if local(e) == "Choice"] or [e for e in element if local(e) == "Fallback"]
            for choice in choices[:1]:
                yield from _content(choice, *names)
        elif name and name not in _LEFT_OUT:
            yield from _content(element, *names)


def _flat(blocks: list[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table):
            yield from block.paragraphs()
        else:
            yield block


def _indent(properties: Properties, half_points: int) -> float:
    """Left edge of the first line in characters: twips by the font size, or hundredths of a character."""
    twips_a_character = half_points * 10
    left = properties.left_chars / 100 if properties.left_chars else (properties.left or 0) / twips_a_character
    first = properties.first_chars / 100 if properties.first_chars else (properties.first or 0) / twips_a_character
    return round(left + first, 2)
