"""RTF: striprtf reads the text (automatic numbers too, from \\listtext); marks put in before keep the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from striprtf.striprtf import rtf_to_text

from ..document import Cell, Document
from ..errors import LimitExceeded, UnreadableDocument
from .limits import DEFAULT_LIMITS, Limits
from .lines import Grid, Writer
from .sources import source_of

__all__ = ["read"]

# Non-characters of Unicode stand for what the text alone would not show; no document has them.
_ROW_START, _CELL, _ROW_END, _PAGE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_WORDS = {"trowd": _ROW_START, "cell": _CELL, "nestcell": _CELL, "row": _ROW_END, "nestrow": _ROW_END, "page": _PAGE}
_CONTROL = re.compile(r"(?<!\\)((?:\\\\){0,50})\\(trowd|cell|nestcell|row|nestrow|page)(?![a-zA-Z0-9-])[ ]?")
_MARK = re.compile(f"[{_ROW_START}{_CELL}{_ROW_END}]")
_CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")


def read(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of an RTF file's bytes; tables cell by cell, merged cells are not known."""
    if len(data) > limits.max_markup_bytes:
        raise LimitExceeded(f"the RTF file is larger than {limits.max_markup_bytes} bytes")
    rtf = data.decode("latin-1")
    page = _CODE_PAGE.search(rtf[:2000])
    encoding = f"cp{page[1]}" if page else "cp950"
    try:
        text = str(rtf_to_text(_CONTROL.sub(_marked, rtf), encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, TypeError, OverflowError) as error:
        raise UnreadableDocument("the RTF file is damaged") from error
    writer = Writer(limits)
    if "\ufffd" in text:
        writer.finding("replaced-characters", f"{text.count(chr(0xFFFD))} bytes are not valid in {encoding}")
    _Assembly(writer).run(text.replace(_PAGE, "\n"))
    return writer.build(source_of(data, "rtf", name=name, encoding=encoding))


def _marked(match: re.Match[str]) -> str:
    # in a group of its own: \uc0 would hold for the text after it, whose substitutes (?) would then show
    return f"{match[1]}{{\\uc0\\u{ord(_WORDS[match[2]]) - 65536} }}"


@dataclass(slots=True)
class _Assembly:
    """Puts text and marks together again: rows that follow each other make a table."""

    writer: Writer
    _rows: list[list[str]] = field(default_factory=list)
    _row: list[str] = field(default_factory=list)

    def run(self, text: str) -> None:
        pending = ""
        for mark, piece in _pieces(text):
            pending += piece
            if mark == _CELL:
                self._row.append(pending)
                pending = ""
            elif mark == _ROW_END:
                if self._row:
                    self._rows.append(self._row)
                self._row, pending = [], pending if pending.strip() else ""
            elif not self._row and pending.strip():  # a row begins, or the text ends: what stood before is no cell
                self._close()
                self.writer.place(self.writer.lines(pending))
                pending = ""
        if self._row:
            self._rows.append(self._row)
        self._close()

    def _close(self) -> None:
        if not self._rows:
            return
        grid = Grid(self.writer.budget)
        for row in self._rows:
            grid.next_row()
            for text in row:
                place = grid.place(1, 1)
                grid.cells.append(Cell(*place, 1, 1, tuple(self.writer.lines(text))))
        self.writer.place([grid.table()])
        self._rows = []


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each mark with the text before it; the last is no mark."""
    start = 0
    for match in _MARK.finditer(text):
        yield match[0], text[start : match.start()]
        start = match.end()
    yield "", text[start:]
