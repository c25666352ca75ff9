"""The walk over an HTML tree: an open line of text, open lists, open tables; no recursion, trees may be deep."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from ...document import Block, Cell, Paragraph, Role, Style, Table
from ..labels import has_marker, label_of
from ..lines import Grid, Writer, beside_links
from ..symbols import symbol
from .css import declarations, hidden, is_panel
from .flow import collapse, events, unfolded
from .furniture import is_furniture, is_permalink, is_skip_line
from .lists import List
from .opened import Link, Open, inside
from .sheet import Sheet
from .tables import is_layout, spans

__all__ = ["Walk"]

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
        "listing",
        "plaintext",
        "optgroup",
        "option",
        "select",
        "button",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "title",
        "object",
        "applet",
        "svg",
        "canvas",
        "audio",
        "video",
        "iframe",
        "xml",
        "meta",
        "link",
    ]
)


@dataclass(slots=True)
class _OpenTable:
    grid: Grid
    cell: tuple[int, int, int, int] | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Walk:
    """One walk over one tree."""

    writer: Writer
    page: str
    """All text of the page, without spaces."""
    sheet: Sheet = field(default_factory=Sheet)
    _stack: list[Open] = field(default_factory=lambda: [Open()])
    _lists: list[List] = field(default_factory=list)
    _tables: list[_OpenTable | None] = field(default_factory=list)  # None for a table that only lays out
    _parts: list[str] = field(default_factory=list)
    _bold: int = 0
    _linked: int = 0
    _depth: int = 0
    _shared: int = 0
    _link: Link | None = None
    _label: str = ""
    _bullet: bool = False

    def run(self, root: LexborNode) -> None:
        for entering, node in events(root, self._enter):
            if not entering:
                self._leave(node)
        self._flush()

    def _enter(self, node: LexborNode) -> bool:
        """True if the children are to be walked."""
        self.writer.budget.step()
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag in _SKIPPED or tag.startswith("-"):
            return False
        attributes = node.attributes
        css = declarations(attributes)
        if (hidden(attributes, css, inline=tag not in _BLOCKS) and not self._opens(node, attributes)) or tag == "del":
            if (node.text(deep=True) or "").strip():
                self.writer.finding("tracked-changes" if tag == "del" else "hidden-text")
            return False
        if tag == "a" and is_permalink(node):
            return False
        if tag in _BLOCKS:
            self._flush()
        if tag in ("br", "input"):
            self._leaf(tag, attributes)
            return False
        if css.get("mso-list", "").lower().startswith("ignore"):
            self._label = label_of(" ".join((node.text(deep=True) or "").replace("\xa0", " ").split()))
            return False
        self._push(node, tag, attributes, css)
        return True

    def _opens(self, node: LexborNode, attributes: dict[str, str | None]) -> bool:
        """True for a hidden panel whose text does not stand in the page a second time."""
        if not is_panel(attributes):
            return False
        text = "".join((node.text(deep=True) or "").split())
        return len(text) > 0 and self.page.count(text[:400]) < 2

    def _leaf(self, tag: str, attributes: dict[str, str | None]) -> None:
        kind = (attributes.get("type") or "text").lower()
        if tag == "br":
            self._flush()
        elif kind in ("checkbox", "radio"):
            checked = "checked" in attributes
            self._parts.append(("☑" if checked else "☐") if kind == "checkbox" else ("◉" if checked else "○"))
        elif kind == "text":
            self._parts.append(attributes.get("value") or "")

    def _push(self, node: LexborNode, tag: str, attributes: dict[str, str | None], css: dict[str, str]) -> None:
        above = self._stack[-1]
        opened = inside(above, tag, attributes, css, block=tag in _BLOCKS)
        if above.role == "body" and is_furniture(node, attributes, in_content=above.content, total=len(self.page)):
            opened.role = "navigation"
        self._stack.append(opened)
        self._depth += tag in _BLOCKS
        if tag in ("ul", "ol", "menu", "dir"):
            items = sum(1 for child in node.iter() if child.tag == "li")
            self._lists.append(List.of("ol" if tag == "ol" else "ul", attributes, css, items, self.sheet))
            opened.left += 2 * opened.size if len(self._lists) > 1 else 0
        elif tag == "li":
            current = self._lists[-1] if self._lists else None
            self._label = current.label(attributes, css) if current and opened.role == "body" else ""
            self._bullet = bool(current) and not (current and current.ordered)
        elif tag == "table":
            layout = is_layout(node, len(self.page)) or (bool(self._tables) and self._tables[-1] is not None)
            self._tables.append(None if layout else _OpenTable(Grid(self.writer.budget)))
        elif tag in ("tr", "td", "th"):
            self._row_or_cell(node, tag, attributes)

    def _row_or_cell(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        if tag == "tr":
            table.grid.next_row()
        elif table.cell is None:
            rows, columns = spans(attributes, self.writer.limits.max_spans)
            row, column = table.grid.place(rows, columns)
            table.cell = row, column, rows, columns

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._flush()
            self._depth -= 1
            self._shared = min(self._shared, self._depth)
        opened = self._stack.pop()
        if tag in ("ul", "ol", "menu", "dir"):
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        elif tag in ("td", "th"):
            self._close_cell()
        elif tag == "table":
            table = self._tables.pop()
            if table is not None:
                self._close_table(table, opened.role)

    def _close_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell is not None:
            table.grid.cells.append(Cell(*table.cell, tuple(table.paragraphs)))
            table.cell, table.paragraphs = None, []

    def _close_table(self, table: _OpenTable, role: Role) -> None:
        done = table.grid.table()
        self.writer.place(table.before)
        if role == "navigation":
            self.writer.place(list(done.paragraphs()))
        elif any(cell.paragraphs for cell in done.cells):
            self._place([done])

    def _place(self, blocks: list[Block]) -> None:
        table = next((t for t in reversed(self._tables) if t is not None), None)
        if table is None:
            self.writer.place(blocks)
            return
        for block in blocks:
            target = block.paragraphs() if isinstance(block, Table) else [block]
            if table.cell is not None:
                table.paragraphs.extend(target)
            else:
                table.before.extend(target)

    def _text(self, text: str) -> None:
        opened = self._stack[-1]
        if opened.font and "wingdings" in opened.font.lower():
            font = "Wingdings 2" if "wingdings 2" in opened.font.lower() else "Wingdings"
            text = "".join(symbol(ord(c), font) or c for c in text)
        if opened.preserved:
            self._parts.append(text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\v"))
        else:
            self._parts.append(text)
        if opened.bold:
            self._bold += len("".join(text.split()))
        if opened.link is not None and (linked := len("".join(text.split()))):
            self._linked, self._link = self._linked + linked, opened.link

    def _flush(self) -> None:
        """Close the line: its text becomes a paragraph, or one a line where white space is preserved."""
        raw, self._parts = "".join(self._parts), []
        bold, self._bold = self._bold, 0
        linked, self._linked = self._linked, 0
        text = collapse(raw)
        if not text.strip():
            return
        opened = self._stack[-1]
        label, self._label = self._label, ""
        if label and self._bullet and has_marker(text):
            label = ""
        ink = len("".join(text.split()))
        role: Role = "navigation" if opened.role == "body" and is_skip_line(text) else opened.role
        style = Style(
            heading=opened.heading,
            bold=bold >= ink,
            size=opened.size,
            indent=round((opened.left + opened.first) / opened.size, 2),
            centered=opened.centered,
            link=self._link if linked and linked >= ink - beside_links(text) else None,
            shared=self._shared,
        )
        self._shared = self._depth
        self._place(list(self.writer.lines(unfolded(text), label=label, role=role, style=style)))
