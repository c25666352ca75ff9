"""Markdown (CommonMark with tables): what a reader of the rendered page sees, numbers of lists as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..diagnostics import Finding
from ..document import Cell, Document, Paragraph, Source, Style
from ..errors import LimitExceeded
from .html import write_html
from .labels import label_of
from .limits import Limits
from .lines import Grid, Writer

__all__ = ["read_markdown"]

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<fields>(?:[^\n]{0,2000}\n){1,100}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"[\w一-鿿 -]{1,40}:|[ \t-]|\r?\n|#")  # title: …, or the items of a list under it
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_HARD = "\v"
_ROW_BEFORE_TEXT = re.compile(
    r"^ {0,3}\|[^\n]{1,2000}\|[ \t]{0,20}\r?\n(?=[^\n|]{0,40}[^\s|][^\n|]{0,400}(?:\n|\Z))", re.MULTILINE
)
"""A row of a table over a line without bars: 主席裁示：… right under a table is no row of it, though CommonMark says so."""


def read_markdown(text: str, source: Source, findings: tuple[Finding, ...], limits: Limits) -> Document:
    """The document of a decoded Markdown text; lines of a paragraph that Markdown would join are `wrapped`.

    Front matter is kept, a field a paragraph: title and date often stand there. Of links the text is kept.
    """
    if len(text) > limits.max_markup_bytes:
        raise LimitExceeded(f"the Markdown file is longer than {limits.max_markup_bytes} characters")
    walk = _Walk(Writer(limits))
    walk.writer.builder.findings.extend(findings)
    matter = _FRONT_MATTER.match(text)
    if matter and all(_FIELD.match(line) for line in matter["fields"].splitlines(keepends=True)):
        walk.writer.place(walk.writer.lines(matter["fields"]))
        text = text[matter.end() :]
    parser = MarkdownIt("commonmark", {"maxNesting": limits.max_depth}).enable(["table", "strikethrough"])
    walk.run(parser.parse(_ROW_BEFORE_TEXT.sub(r"\g<0>\n", text) if "|" in text else text))
    return walk.writer.build(source)


@dataclass(slots=True)
class _Walk:
    """One pass over the tokens."""

    writer: Writer
    _label: str = ""
    _heading: int | None = None
    _depth: int = 0
    _grid: Grid | None = None
    _place: tuple[int, int] = (0, 0)

    def run(self, tokens: list[Token]) -> None:
        for token in tokens:
            self.writer.budget.step()
            self._token(token)

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind == "list_item_open":
            # a bullet is kept as it is written: "-"
            self._label = label_of(token.info + token.markup)
        elif kind == "list_item_close":
            self._label = ""
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._depth += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._depth -= 1
        elif kind == "heading_open":
            self._heading = int(token.tag[1])
        elif kind == "heading_close":
            self._heading = None
        elif kind in ("fence", "code_block"):
            self._lines(token.content, wrapped=False)
        elif kind == "html_block":
            write_html(token.content, self.writer)
        else:
            self._table(kind)

    def _table(self, kind: str) -> None:
        if kind == "table_open":
            self._grid = Grid(self.writer.budget)
        elif kind == "table_close" and self._grid is not None:
            self.writer.place([self._grid.table()])
            self._grid = None
        elif kind == "tr_open" and self._grid is not None:
            self._grid.next_row()
        elif kind in ("td_open", "th_open") and self._grid is not None:
            self._place = self._grid.place(1, 1)

    def _inline(self, token: Token) -> None:
        parts: list[str] = []
        bold = strong = total = 0
        for child in token.children or ():
            strong += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
            text = _text_of(child)
            length = len("".join(text.split()))
            total += length
            bold += length if strong else 0
            parts.append(text)
        style = Style(heading=self._heading, bold=total > 0 and bold >= total)
        text = "".join(parts)
        if self._grid is not None:
            cell = self.writer.lines(text.replace(_HARD, "\n"), style=style)
            self._grid.cells.append(Cell(*self._place, 1, 1, tuple(cell)))
            return
        self._lines(text, wrapped="\n" in text, style=style)

    def _lines(self, text: str, *, wrapped: bool, style: Style | None = None) -> None:
        """Write lines; a hard break ends a paragraph, a soft one may only wrap it."""
        style = (style or Style())._replace(indent=2.0 * max(self._depth - 1, 0))
        for piece in text.split(_HARD):
            placed: list[Paragraph] = self.writer.lines(piece, label=self._label, style=style, wrapped=wrapped)
            if placed:
                self._label = ""
            self.writer.place(placed)


def _text_of(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type == "softbreak":
        return "\n"
    if token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
        return _HARD
    return ""
