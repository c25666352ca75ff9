"""From the tokens of an RTF file to lines and table rows: one pass, a state for each open group."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ...document import Style
from ...errors import LimitExceeded
from ..labels import label_of
from ..lines import Writer
from ..symbols import symbol
from .rows import Line, Row
from .state import State
from .words import CHARACTERS, CHARSETS, PARTS, READ_IN_STAR, SKIPPED

__all__ = ["Parser"]

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_DEPTH = 10  # times max_depth: groups nest without meaning in files of old programs
_SYMBOL_CHARSET = 2


@dataclass(slots=True)
class Parser:
    """Reads one file; `lines` and `rows` come out by part."""

    writer: Writer
    encoding: str = "cp950"
    items: dict[str, list[Line | Row]] = field(default_factory=dict)
    _stack: list[State] = field(default_factory=list)
    _state: State = field(default_factory=State)
    _skip: int = 0  # characters that stand for a Unicode character already read
    _star: bool = False
    _bytes: bytearray = field(default_factory=bytearray)
    _text: dict[str, list[str]] = field(default_factory=dict)
    _label: str = ""
    _fonts: dict[int, tuple[str, str]] = field(default_factory=dict)  # number -> (encoding, name)
    _font: tuple[int, int, str] = (0, 0, "")
    _row: Row = field(default_factory=Row)
    _cell: list[Line] = field(default_factory=list)
    lost: int = 0

    def run(self, rtf: str) -> None:
        at = rtf.find("{")
        while at >= 0:
            match = _TOKEN.match(rtf, at)
            if match is None:
                break
            at = match.end()
            self.writer.budget.step()
            word, argument, code, sign, brace, text = match.groups()
            if word == "bin":
                at += max(int(argument or 0), 0)
            elif word:
                self._word(word, int(argument) if argument else None)
            elif code is not None:
                self._byte(bytes((int(code, 16),)))
            elif sign:
                self._sign(sign)
            elif brace == "{":
                self._open()
            elif brace == "}":
                if not self._close():
                    break
            elif text:
                self._byte(text.encode("latin-1", "replace"))
        self._decode()
        for part in list(self._text):
            self._end_line(part)
        self._flush_cell()
        if self._row.cells:
            self._end_row()

    def _open(self) -> None:
        self._decode()
        self._skip = 0
        self._stack.append(self._state)
        if len(self._stack) > self.writer.limits.max_depth * _DEPTH:
            raise LimitExceeded(f"groups are nested more than {self.writer.limits.max_depth * _DEPTH} deep")

    def _close(self) -> bool:
        """False if this was the outermost group: what follows is not the document's."""
        self._decode()
        self._skip = 0
        if not self._stack:
            return False
        inner, self._state = self._state, self._stack.pop()
        if inner.part != self._state.part:
            self._leave(inner.part)
        return bool(self._stack)

    def _leave(self, part: str) -> None:
        if part == "label":
            # as a clerk types it: the tab and the space of the list are layout
            self._label = label_of(" ".join(self._taken("label").split()))
        elif part == "fonts":
            self._end_font()
            self._text.pop("fonts", None)
        elif part != "skip":
            self._end_line(part)

    def _sign(self, sign: str) -> None:
        self._decode()
        if sign == "*":
            self._star = True
        elif sign in CHARACTERS:
            self._put(CHARACTERS[sign])
        elif sign in "\r\n":
            self._end_line(self._state.part)

    def _word(self, word: str, argument: int | None) -> None:
        self._decode()
        star, self._star = self._star, False
        if word == "u":
            self._put(chr((argument or 0) % 0x10000))
            self._skip = self._state.uc
            return
        self._skip = 0
        if self._state.part == "skip" and word not in ("shptxt", "dptxbxtext", "ud", "result"):
            return
        if word in PARTS:
            if PARTS[word] != "label":
                self._decode()
            self._state = replace(
                self._state, part=PARTS[word], in_table=False if PARTS[word] != "label" else self._state.in_table
            )
        elif word in ("ud", "result"):
            self._state = replace(self._state, part=self._outer())
        elif word in SKIPPED or (star and word not in READ_IN_STAR):
            self._state = replace(self._state, part="skip")
        elif word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif self._state.part == "fonts":
            self._font_word(word, argument)
        elif not self._break(word):
            self._property(word, argument)

    def _outer(self) -> str:
        """The part around what is skipped."""
        return next((state.part for state in reversed(self._stack) if state.part != "skip"), "body")

    def _break(self, word: str) -> bool:
        part = self._state.part
        if word in ("par", "sect", "page", "column", "nestcell", "nestrow"):
            self._end_line(part)
        elif word == "cell":
            self._end_cell()
        elif word == "row":
            self._end_row()
        elif word == "trowd":
            self._row = Row(cells=self._row.cells)
        else:
            return self._row.define(word)
        return True

    def _property(self, word: str, argument: int | None) -> None:
        state, on = self._state, argument != 0
        number = argument or 0
        if word == "cellx":
            self._row.edge(number)
        elif word == "ansicpg":
            self.encoding = f"cp{number}" if number not in (0, 65001) else "utf-8"
        elif word == "uc":
            self._state = replace(state, uc=max(min(number, 10), 0))
        elif word == "f":
            self._state = replace(state, font=number)
        elif word == "v":
            self._state = replace(state, hidden=on)
        elif word == "deleted":
            self._state = replace(state, deleted=on)
        elif word == "b":
            self._state = replace(state, bold=on)
        elif word == "fs":
            self._state = replace(state, half_points=number or 24)
        elif word == "plain":
            self._state = replace(state, hidden=False, deleted=False, bold=False, half_points=24)
        elif word == "pard":
            self._state = replace(state, in_table=False, centered=False, left=0, first=0, outline=None)
        elif word == "intbl":
            self._state = replace(state, in_table=True)
        elif word in ("qc", "ql", "qr", "qj"):
            self._state = replace(state, centered=word == "qc")
        elif word in ("li", "lin"):
            self._state = replace(state, left=number)
        elif word == "fi":
            self._state = replace(state, first=number)
        elif word == "outlinelevel":
            self._state = replace(state, outline=number + 1 if 0 <= number < 9 else None)

    def _font_word(self, word: str, argument: int | None) -> None:
        number, _, name = self._font
        if word == "f":
            self._end_font()
            self._font = (argument or 0, 0, "")
        elif word == "fcharset":
            self._font = (number, argument or 0, name)

    def _end_font(self) -> None:
        number, charset, _ = self._font
        name = self._taken("fonts").strip().rstrip(";").split(";")[0]
        encoding = "symbol" if charset == _SYMBOL_CHARSET else CHARSETS.get(charset, "")
        if name or encoding:
            self._fonts.setdefault(number, (encoding, name))

    def _byte(self, data: bytes) -> None:
        taken = min(self._skip, len(data))
        self._skip -= taken
        if len(data) > taken:
            self._bytes += data[taken:]

    def _decode(self) -> None:
        """Bytes collected so far become text: two bytes of one character may be written in different ways."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        encoding, name = self._fonts.get(self._state.font if self._state.font is not None else -1, ("", ""))
        if encoding == "symbol":
            self._put(
                "".join(symbol(byte, name) or (chr(byte) if byte < 0x80 else chr(0xF000 + byte)) for byte in data)
            )
            return
        for candidate in (encoding or self.encoding, self.encoding, "cp950"):
            try:
                self._put(data.decode(candidate))
            except (LookupError, UnicodeDecodeError):
                continue
            return
        text = data.decode("cp950", "replace")
        self.lost += text.count("\ufffd")
        self._put(text)

    def _put(self, text: str) -> None:
        state = self._state
        if state.part == "skip" or not text:
            return
        if state.hidden or state.deleted:
            if text.strip():
                self.writer.finding("hidden-text" if state.hidden else "tracked-changes")
            return
        self._text.setdefault(state.part, []).append(text)

    def _taken(self, part: str) -> str:
        """The text collected for a part, which is then empty."""
        return "".join(self._text.pop(part, ()))

    def _line(self, part: str) -> Line | None:
        text = self._taken(part)
        label, self._label = (self._label, "") if part not in ("label", "fonts") else ("", self._label)
        if not text.strip() and not label:
            return None
        if any("\ud800" <= c <= "\udfff" for c in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        state = self._state
        size = state.half_points / 2
        indent = round((state.left + state.first) / 20 / size, 2)
        style = Style(heading=state.outline, bold=state.bold, size=size, indent=indent, centered=state.centered)
        return Line(text, label, style)

    def _end_line(self, part: str) -> None:
        line = self._line(part)
        if part == "body" and self._state.in_table:
            self._cell.extend([line] if line else [])
        elif line is not None:
            if part == "body":
                self._flush_cell()
            self.items.setdefault(part, []).append(line)

    def _flush_cell(self) -> None:
        """Lines of a cell that was never ended are paragraphs."""
        cell, self._cell = self._cell, []
        self.items.setdefault("body", []).extend(cell)

    def _end_cell(self) -> None:
        line = self._line(self._state.part)
        cell, self._cell = self._cell + ([line] if line else []), []
        self.writer.budget.cell()
        self._row.cells.append(tuple(cell))

    def _end_row(self) -> None:
        row = self._row
        self._row = Row(edges=row.edges, flags=row.flags)
        if row.cells:
            self.items.setdefault("body", []).append(row)
