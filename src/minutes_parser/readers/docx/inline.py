"""The text inside a paragraph of a DOCX: runs, fields, symbols, tracked changes, text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ..limits import Budget
from ..symbols import symbol, unprivate
from .names import attribute, child, flag, is_word, local, value
from .styles import Properties, Styles, run_properties

__all__ = ["Inline", "InlineReader"]

_SKIPPED = frozenset(
    [
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "fldData",
        "commentReference",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
    ]
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_CHECKED = {"☒": "☑", "": "☑"}


@dataclass(slots=True)
class Inline:
    """What a paragraph holds."""

    text: str = ""
    """Line breaks are "\\n", tabs "\\t", a rendered page break "\\f"."""
    boxes: list[etree._Element] = field(default_factory=list)
    """w:txbxContent of text boxes anchored here, each once."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind ("footnote", "endnote") and id of the notes referred to."""
    deleted: bool = False
    hidden: bool = False
    bold: int = 0
    """Characters in bold, out of `len(text)`."""
    half_points: int | None = None
    """Font size of the first run that has text."""


@dataclass(slots=True)
class InlineReader:
    """Reads one paragraph; the style's properties give what runs do not say."""

    styles: Styles
    budget: Budget
    base: Properties
    out: Inline = field(default_factory=Inline)
    _parts: list[str] = field(default_factory=list)
    _instruction: int = 0  # fields whose instruction (not the result) we are in

    def read(self, paragraph: etree._Element) -> Inline:
        self._children(paragraph, 0)
        self.out.text = "".join(self._parts)
        return self.out

    def _children(self, element: etree._Element, depth: int) -> None:
        self.budget.depth(depth)
        for node in element:
            self._node(node, depth)

    def _node(self, node: etree._Element, depth: int) -> None:
        name = local(node)
        self.budget.step()
        if name == "r" and is_word(node):
            self._run(node, depth)
        elif name in ("del", "moveFrom"):
            self.out.deleted = self.out.deleted or _has_text(node)
        elif name in _SKIPPED:
            return
        elif name == "AlternateContent":
            self._alternate(node, depth)
        elif name == "txbxContent":
            self.out.boxes.append(node)
        elif name == "sdt":
            self._control(node, depth)
        elif name == "t" and "math" in str(node.tag):
            self._parts.append(node.text or "")
        else:
            self._children(node, depth + 1)

    def _alternate(self, node: etree._Element, depth: int) -> None:
        choices = [e for e in node if local(e) == "Choice"] or [e for e in node if local(e) == "Fallback"]
        if choices:
            self._children(choices[0], depth + 1)

    def _control(self, node: etree._Element, depth: int) -> None:
        """A content control; one that is a check box gives ☑ where Word's own box for "checked" is a cross."""
        start = len(self._parts)
        content = child(node, "sdtContent")
        if content is not None:
            self._children(content, depth + 1)
        properties = child(node, "sdtPr")
        box = next((e for e in properties if local(e) == "checkbox"), None) if properties is not None else None
        if box is not None:
            checked = next((attribute(e, "val") for e in box if local(e) == "checked"), "0") in ("1", "true", "on")
            shown = "".join(self._parts[start:])
            if checked:
                self._parts[start:] = [_CHECKED.get(shown, shown)]

    def _run(self, run: etree._Element, depth: int) -> None:
        own = child(run, "rPr")
        properties = self.base.run
        if own is not None:
            properties = run_properties(own).over(self.styles.run(value(own, "rStyle"))).over(properties)
        if flag(own, "specVanish") is None and properties.hidden:
            self.out.hidden = self.out.hidden or _has_text(run)
            return
        font = attribute(child(own, "rFonts"), "ascii", "hAnsi")
        before = len(self._parts)
        for node in run:
            self._piece(node, font, depth)
        length = sum(len(part.strip()) for part in self._parts[before:])
        if length and self.out.half_points is None:
            self.out.half_points = properties.half_points
        if properties.bold:
            self.out.bold += length

    def _piece(self, node: etree._Element, font: str | None, depth: int) -> None:
        name = local(node)
        if name == "fldChar":
            self._field(node)
        elif self._instruction:
            return
        elif name == "t":
            text = (node.text or "").replace("\n", " ").replace("\r", " ")
            self._parts.append(unprivate(text, font))
        elif name in _CHARACTERS:
            self._parts.append(_CHARACTERS[name])
        elif name == "br":
            self._parts.append("\n")
        elif name == "lastRenderedPageBreak":
            self._parts.append("\f")
        elif name == "sym":
            self._symbol(node)
        elif name in ("footnoteReference", "endnoteReference"):
            self.out.notes.append((name.removesuffix("Reference"), attribute(node, "id") or ""))
        elif name == "ruby":
            base = child(node, "rubyBase")
            if base is not None:
                self._children(base, depth + 1)
        else:
            self._node(node, depth + 1)

    def _symbol(self, node: etree._Element) -> None:
        try:
            code = int(attribute(node, "char") or "", 16)
        except ValueError:
            return
        if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
            self._parts.append(symbol(code, attribute(node, "font")) or chr(code))

    def _field(self, node: etree._Element) -> None:
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self._instruction += 1
            box = child(node, "ffData", "checkBox")
            if box is not None:
                checked = flag(box, "checked")
                checked = flag(box, "default") if checked is None else checked
                self._parts.append("☑" if checked else "☐")
        elif kind in ("separate", "end") and self._instruction:
            self._instruction -= 1


def _has_text(element: etree._Element) -> bool:
    return any(local(e) in ("t", "delText", "sym") and (e.text or local(e) == "sym") for e in element.iter())
