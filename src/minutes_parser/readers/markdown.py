"""Markdown (CommonMark with tables): what a reader of the rendered page sees, numbers of lists as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..diagnostics import Finding
from ..document import Cell, Document, Paragraph, Role, Source, Style
from ..errors import LimitExceeded
from .html import write_html
from .html.opened import Link, link_of
from .labels import label_of
from .limits import Limits
from .lines import Grid, Writer, beside_links

__all__ = ["read_markdown"]

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<fields>(?:[^\n]{0,2000}\n){1,100}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"[\w一-鿿 -]{1,40}:|[ \t-]|\r?\n|#")  # title: …, or the items of a list under it
_SHOWN = frozenset(
    ["title", "subtitle", "date", "time", "place", "location", "description", "summary", "chair", "recorder"]
)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_HARD = "\v"
# :::success   :::tip 決議   !!! note "決議"   :::   of HackMD, Docusaurus, MkDocs
_FENCE = re.compile(
    r"(?P<indent>[ \t]{0,12})(?::{3,6}|!!!|\?\?\?\+?)[ \t]{0,4}(?:\{[^{}\n]{0,80}\}|[A-Za-z_-]{1,20})?"
    r"[ \t]{0,4}[\"\[]?(?P<title>[^\n\"\]:]{0,100})[\"\]]?\s{0,4}"
)
# [TOC]  [[_TOC_]]  {: .no_toc }  {{< notice >}}  {% include x %}  import Tabs from '@theme/Tabs';  tags: 會議  [!NOTE]
_DIRECTIVE = re.compile(
    r"\[\[?_?toc_?\]\]?|\{:?[^{}\n]{0,200}\}|\{\{.{0,300}\}\}|\{%.{0,300}%\}|(?:import|export)\s.{1,300}|tags:.{0,300}|\[!\w{1,20}\]",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^([ \t]{0,20}(?:[-*+][ \t]{1,4})?\[name=[^\[\]\n]{1,40}\]):", re.MULTILINE)
"""[name=小明]: … of HackMD is no address of a link, though CommonMark says so."""
_ROW_BEFORE_TEXT = re.compile(
    r"^ {0,3}\|[^\n]{1,2000}\|[ \t]{0,20}\r?\n(?=[^\n|]{0,40}[^\s|][^\n|]{0,400}(?:\n|\Z))", re.MULTILINE
)
"""A row of a table over a line without bars: 主席裁示：… right under a table is no row of it, though CommonMark says so."""
_WIDE_CELL = re.compile(r"^ {0,3}\|[^\n]{1,2000}\|[ \t]{0,20}\u3000[ \t\u3000]{0,40}$", re.MULTILINE)
"""A row that ends in an empty cell of full-width spaces, without the bar after it: taken off as blanks, the cell was lost
and, in the first row, the whole table with it."""


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
        walk.front_matter(matter["fields"])
        text = text[matter.end() :]
    if "[name=" in text:
        text = _SIGNED.sub(r"\1\:", text)
    if ":::" in text or "!!!" in text or "???" in text:
        text = _without_fences(text)
    if "|" in text:
        text = _ROW_BEFORE_TEXT.sub(r"\g<0>\n", _WIDE_CELL.sub(r"\g<0>|", text) if "\u3000" in text else text)
    parser = _Parser("commonmark", {"maxNesting": limits.max_depth}).enable(["table", "strikethrough"])
    walk.run(parser.parse(text))
    return walk.writer.build(source)


class _Parser(MarkdownIt):
    """Links to anywhere: their addresses are not kept, and pages saved as Markdown have javascript:history.back()."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


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

    def front_matter(self, fields: str) -> None:
        """A field a paragraph; what only the site's program reads (id, tags, layout) is no text of the page."""
        role: Role = "body"
        for line in fields.splitlines():
            name = _FIELD.match(line)
            if name is not None and line[:1] not in " \t-":
                word = name[0].rstrip(":").strip().lower()
                role = "navigation" if word.isascii() and word not in _SHOWN else "body"
            self.writer.place(self.writer.lines(line, role=role))

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
        lines = [_Line()]
        link: Link | None = None
        bold = strong = wrapped = 0
        for child in token.children or ():
            strong += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
            if child.type in ("link_open", "link_close"):
                link = link_of(child.attrs) if child.type == "link_open" else None  # type: ignore[arg-type]
            text = _text_of(child)
            if text in ("\n", _HARD):
                wrapped += text == "\n"
                lines.append(_Line())
                continue
            ink = len("".join(text.split()))
            bold += ink if strong else 0
            lines[-1].add(text, ink, link)
        style = Style(heading=self._heading, bold=bold >= sum(line.ink for line in lines) > 0)
        if self._grid is not None:
            cell = self.writer.lines("\n".join(line.text for line in lines), style=style)
            self._grid.cells.append(Cell(*self._place, 1, 1, tuple(cell)))
            return
        for line in lines:
            whole = line.linked and line.linked >= line.ink - beside_links(line.text)
            self._lines(line.text, wrapped=wrapped > 0, style=style._replace(link=line.link if whole else None))

    def _lines(self, text: str, *, wrapped: bool, style: Style | None = None) -> None:
        """Write lines; those of a paragraph may only wrap it."""
        style = (style or Style())._replace(indent=2.0 * max(self._depth - 1, 0))
        role: Role = "navigation" if _DIRECTIVE.fullmatch(text.strip()) else "body"
        placed: list[Paragraph] = self.writer.lines(text, label=self._label, role=role, style=style, wrapped=wrapped)
        if placed:
            self._label = ""
        self.writer.place(placed)


@dataclass(slots=True)
class _Line:
    """A line of a paragraph: its text, how much ink it has, and how much of that is a link."""

    text: str = ""
    ink: int = 0
    linked: int = 0
    link: Link | None = None

    def add(self, text: str, ink: int, link: Link | None) -> None:
        self.text += text
        self.ink += ink
        if link is not None:
            self.linked, self.link = self.linked + ink, link


def _without_fences(text: str) -> str:
    """The text with the fences of notes (`:::info 決議` … `:::`, `!!! note "決議"`) as empty lines; a title stays."""
    lines = text.split("\n")
    code = False
    for n, line in enumerate(lines):
        code ^= line.lstrip().startswith("```")
        if not code and (fence := _FENCE.fullmatch(line)):
            lines[n] = f"\n{fence['indent']}{fence['title']}\n"
    return "\n".join(lines)


def _text_of(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type == "softbreak":
        return "\n"
    if token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
        return _HARD
    return ""
