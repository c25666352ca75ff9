"""The text inside a paragraph of an ODT: spans, spaces, notes, fields, frames."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ..lines import Writer
from ..symbols import unprivate
from .names import get, name_of, whole
from .styles import Styles

__all__ = ["Inline", "InlineReader"]

_SPACE = re.compile("[ \t\r\n]+")
_SKIPPED = frozenset(
    [
        "office:annotation",
        "office:annotation-end",
        "office:forms",
        "text:tracked-changes",
        "text:script",
        "text:ruby-text",
        "text:note-citation",
        "text:note-body",
        "text:hidden-text",
        "text:change",
        "text:change-start",
        "text:change-end",
    ]
)


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: text (line breaks "\\n", tabs "\\t", page breaks "\\f"), frames, note bodies."""

    text: str = ""
    shapes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    bold_share: float = 0.0


@dataclass(slots=True)
class InlineReader:
    """Reads one paragraph of a paragraph style."""

    styles: Styles
    writer: Writer
    style: str | None
    out: Inline = field(default_factory=Inline)
    _parts: list[str] = field(default_factory=list)
    _bold: int = 0
    _all: int = 0

    def read(self, paragraph: etree._Element) -> Inline:
        weight = self.styles.value("paragraph", self.style, "style:font-weight-asian")
        weight = weight or self.styles.value("paragraph", self.style, "fo:font-weight")
        self._children(paragraph, weight == "bold", None, 0)
        self.out.text = "".join(self._parts)
        self.out.bold_share = self._bold / self._all if self._all else 0.0
        return self.out

    def _text(self, text: str | None, bold: bool, font: str | None) -> None:
        """White space is collapsed as OpenDocument says: further spaces are text:s."""
        if not text:
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self._parts or self._parts[-1].endswith((" ", "\n"))):
            text = text[1:]
        if not text:
            return
        length = len(text.strip())
        self._all += length
        self._bold += length if bold else 0
        self._parts.append(unprivate(text, font))

    def _children(self, element: etree._Element, bold: bool, font: str | None, depth: int) -> None:
        self.writer.budget.depth(depth)
        self._text(element.text, bold, font)
        for node in element:
            self.writer.budget.step()
            self._node(node, bold, font, depth)
            self._text(node.tail, bold, font)

    def _node(self, node: etree._Element, bold: bool, font: str | None, depth: int) -> None:
        name = name_of(node)
        if name == "text:s":
            self._parts.append(" " * min(max(whole(get(node, "text:c"), 1), 1), self.writer.limits.max_repeats))
        elif name == "text:tab":
            self._parts.append("\t")
        elif name == "text:line-break":
            self._parts.append("\n")
        elif name == "text:soft-page-break":
            self._parts.append("\f")
        elif name == "text:span":
            self._span(node, bold, font, depth)
        elif name == "text:note":
            self.out.notes.extend(e for e in node if name_of(e) == "text:note-body")
        elif name.startswith("draw:"):
            self.out.shapes.append(node)
        elif name in ("text:hidden-text", "text:hidden-paragraph"):
            self.writer.finding("hidden-text")
        elif name not in _SKIPPED and isinstance(node.tag, str):
            self._children(node, bold, font, depth + 1)

    def _span(self, node: etree._Element, bold: bool, font: str | None, depth: int) -> None:
        style = get(node, "text:style-name")
        if self.styles.value("text", style, "text:display") == "none":
            self.writer.finding("hidden-text")
            return
        weight = self.styles.value("text", style, "style:font-weight-asian")
        weight = weight or self.styles.value("text", style, "fo:font-weight")
        font = self.styles.value("text", style, "style:font-name") or font
        self._children(node, bold if weight is None else weight == "bold", font, depth + 1)
