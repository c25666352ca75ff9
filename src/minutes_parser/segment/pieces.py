"""Pieces: the smallest parts of minutes, each with at most one number and one label.

「第一案 提案單位：教務處」 is one piece (number, label, body); 「主席：許○文    紀錄：簡○芸」 is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..lexicon.labels import MAX_LABEL, Label, all_labels
from ..normalize.flow import Flow, Grid, Line, Slice
from ..values.numbering import Marker, read_case, read_marker

__all__ = ["Piece", "pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A number, a label and what follows; each may be missing. A table is a piece of its own.

    `head` is the label or, where there is none, all that stands after the number; `body` what stands after
    the label's colon (or in the brackets behind a heading: 散會（十二時五分）).
    """

    whole: Slice
    marker: Marker | None
    labels: tuple[Label, ...]
    head: Slice
    body: Slice
    colon: bool
    grid: Grid | None = None

    @property
    def label(self) -> Label | None:
        return self.labels[0] if self.labels else None

    def named(self, *groups: str) -> Label | None:
        """The first of its labels that is of one of these groups."""
        return next((label for label in self.labels if label.group in groups), None)


_NO_LINE = Line("", "", (), style=None)  # type: ignore[arg-type]
_NOTHING = Slice(_NO_LINE, 0, 0)

# Labels that stand behind something else on the line: 主席：… 紀錄：…; 編號：55  類別：民政  來文機關：…
_INLINE = re.compile(
    r"(?<=[\s。)])(?:紀\s*錄(?:\s*彙?\s*整)?(?:人員?|者)?|彙\s*整|主\s*席|主持人|地\s*點|時\s*間|列\s*席(?:人員|單位|者)?|出\s*席(?:人員|委員|者)?"
    r"|請\s*假(?:人員|委員)?|缺\s*席(?:人員|委員)?|提案單位|提案人|提案機關|類\s*別|來文機關|連署人|附議人|案\s*由|記\s*錄|會議地點|開會地點|會議時間|決\s*議|說\s*明|承辦單位|報告人|報告單位)\s*:"
)
# 主席：王小明紀錄：李小華, with the gap lost
_GLUED_RECORDER = re.compile(r"(?<=[\u4e00-\u9fff)])紀錄(?:人員?|者|彙整)?:")
_BRACKETED = re.compile(r"\s*[【〔《\[〖<]\s*([^】〕》\]〗>]{2,14})\s*[】〕》\]〗>]\s*:?\s*")
_TAIL_NOTE = re.compile(r"[(](?P<note>[^()]{1,40})[)][。.]?\s*$")
_BIG = 400


def _cuts(line: Line) -> list[int]:
    """Where a line holds further labels."""
    cuts = [found.start() for found in _INLINE.finditer(line.key)] if ":" in line.key else []
    if not cuts and line.key.lstrip().startswith(("主席", "主 席", "主持人")):
        cuts = [found.start() for found in _GLUED_RECORDER.finditer(line.key)]
    if len(line.key) > _BIG:
        cuts = sorted({*cuts, *_run_on(line.key)})
    return [cut for cut in cuts if line.key[:cut].strip()]


_RUN_ON = re.compile(
    r"(?<=\s)(?=(?:[壹貳參肆伍陸柒捌玖拾]{1,3}、|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[^\s:。，]{2,8}:))"
)


def _run_on(key: str) -> list[int]:
    """A whole page on one line: before each number and label that follows a space."""
    cuts = [found.start() for found in _RUN_ON.finditer(key)]
    return cuts if len(cuts) >= 5 else []


def _read(part: Slice) -> Piece:
    key = part.key
    marker = read_case(key) or read_marker(key)
    at = marker.length if marker else 0
    if marker and marker.style == "bullet" and (case := read_case(key[at:])):
        marker, at = case, at + case.length
    rest = part.cut(at)
    boxed = _BRACKETED.match(rest.key)
    if boxed and (labels := all_labels(boxed[1])):
        return Piece(part, marker, labels, rest.cut(*boxed.span(1)), rest.cut(boxed.end()).strip(), True)
    colon = rest.key.find(":", 0, MAX_LABEL + 12)
    if colon > 0:
        head = rest.cut(0, colon).strip()
        labels = all_labels(head.key) or _without_note(head)
        return Piece(part, marker, labels, head, rest.cut(colon + 1).strip(), True)
    return _heading(part, marker, rest.strip())


def _without_note(head: Slice) -> tuple[Label, ...]:
    """Labels of 「出席人員（依姓氏筆劃）」."""
    note = _TAIL_NOTE.search(head.key)
    return all_labels(head.key[: note.start()]) if note and note.start() > 1 else ()


def _heading(part: Slice, marker: Marker | None, rest: Slice) -> Piece:
    """A piece without colon: a heading alone, 散會（十二時五分）, 「主席　王小明」, or plain text."""
    key = rest.key
    if len(key) <= MAX_LABEL:
        if labels := all_labels(key):
            return Piece(part, marker, labels, rest, rest.cut(len(key)), False)
        note = _TAIL_NOTE.search(key)
        if note and note.start() and (labels := all_labels(key[: note.start()])):
            return Piece(part, marker, labels, rest.cut(0, note.start()).strip(), rest.cut(*note.span("note")), False)
        comma = re.match(r"[^,，。]{2,14}[,，。]", key)
        if comma and (labels := all_labels(comma[0][:-1])) and labels[0].kind == "close":
            return Piece(part, marker, labels, rest.cut(0, comma.end() - 1), rest.cut(comma.end()).strip(), False)
    spaced = re.match(r"(\S(?:\s{0,6}\S){0,7}?)\s+(?=\S)", key)
    while spaced:
        labels = tuple(x for x in all_labels(spaced[1]) if x.group in ("meta", "people", "ruling") or x.kind == "close")
        if labels and len("".join(spaced[1].split())) >= 2:
            return Piece(part, marker, labels, rest.cut(0, spaced.end(1)), rest.cut(spaced.end()).strip(), False)
        wider = re.match(r"(\S{1,2}\s{1,6}\S{1,2})\s+(?=\S)", key)
        spaced = wider if wider and wider.end() > spaced.end() else None
    return Piece(part, marker, (), rest, rest.cut(len(key)), False)


def pieces(flow: Flow) -> Iterator[Piece]:
    """The pieces of a document in reading order."""
    for block in flow.blocks:
        if isinstance(block, Grid):
            yield Piece(_NOTHING, None, (), _NOTHING, _NOTHING, False, block)
            continue
        cuts = _cuts(block)
        for a, b in zip([0, *cuts], [*cuts, len(block.text)], strict=True):
            part = Slice(block, a, b).strip()
            if part:
                yield _read(part)


def texts(of: Sequence[Piece]) -> list[str]:
    """What stands in the pieces, for tests and explanations."""
    return [piece.whole.text for piece in of]
