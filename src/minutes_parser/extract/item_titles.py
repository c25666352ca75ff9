"""Titles of items: the subject, the heading, or the first sentence."""

from __future__ import annotations

import re

from ..normalize.flow import Slice
from ..segment.outline import Node
from ..values.names import read_speaker
from ..values.numbering import read_marker
from .headings import is_nothing
from .passages import Passage, passage

__all__ = ["first_sentence", "heading_title", "item_title", "names_report"]

_TAIL_NOTE = re.compile(r"\s*[(](?:略|從略|無|確認通過|洽悉|通過|詳附件|略讀|口頭報告|內容略)[)][。.]?\s*$")
_NOTE_ALONE = re.compile(r"\s*[(][^()]*[)]\s*|\s*從?略(?:[。.(].{0,200})?")  # 六、宣讀上次會議紀錄：略
_NOTE_AT_END = re.compile(r"\s*(?:[(][^()]{1,40}[)]|【[^【】]{1,40}】)\s*$")
_SENTENCE = re.compile(r"[^。]{2,400}。")
_SENTENCE_END = re.compile(r"。")
_SHORT_HEAD = 24
_SECOND = str.maketrans("1一", "2二")
_FILLED = re.compile(r".{14}[\u4e00-\u9fff,、]$")  # a line that goes on in the next
_MOST_LINES = 6
"""Lines of a title below its first, in a text whose lines were not recognised as wrapped."""
_CODED = re.compile(r"[\u4e00-\u9fff]{0,6}第?\d{1,4}號(?:提案|議案|案)?")
_UNIT_REPORTS = re.compile(r".{1,12}[處室組院局會部科課館系所]報告")


def heading_title(node: Node) -> Passage:
    """The heading of a section. Without a label of the lexicon the whole line is its heading."""
    piece = node.piece
    assert piece is not None
    noted = piece.colon and _NOTE_ALONE.fullmatch(piece.body.key) is not None
    whole = node.section_kind == "report" and piece.body and (not piece.colon or names_report(node))
    bracketed = bool(piece.body) and not piece.colon and piece.grid is None  # 議員提案（口頭）
    if (node.label is None and not noted) or whole or bracketed:
        rest = piece.whole.cut(piece.marker.length if piece.marker else 0)
        return passage([_without_note(rest)])
    return passage([_without_note(piece.head)])


def names_report(node: Node) -> bool:
    """一、市政專題報告：老舊車站改建情形。: what follows the colon is what was reported on, not the report."""
    piece = node.piece
    if (
        piece is None
        or piece.marker is None
        or not piece.colon
        or not _SPECIAL.search(piece.head.key)
        or not 8 <= len(piece.body.key) <= 60
    ):
        return False
    return "。" not in piece.body.key[:-1] and read_speaker(piece.body.key) is None


_SPECIAL = re.compile(r"(?:專案|專題)報告\s*$")


def item_title(node: Node, kind: str, each: bool = False) -> Passage:
    """The title of a numbered unit or case; empty if it has none.

    `kind` is that of its section; `each` tells that the section lists units (各單位報告), whose name is the title.
    """
    if node.announced is not None:
        return passage([node.announced])
    stated = _stated(node)
    if stated is not None:
        return stated
    piece = node.piece
    assert piece is not None
    if piece.colon and piece.body and re.fullmatch(r"\s*[(][^()]{2,20}[)]\s*", piece.head.key):
        return passage([_without_note(piece.body)])  # 第1案（財政處）：墊付款案
    if piece.colon and piece.body and _CODED.fullmatch("".join(piece.head.key.split())):
        return passage([_without_note(piece.body)])  # 一、財經3號案：墊付款案
    if piece.colon and piece.body and _head_is_title(node, kind, each):
        return passage([_without_note(piece.head)])
    rest = piece.whole.cut(piece.marker.length if piece.marker else 0).strip()
    if not rest or (piece.label is not None and piece.label.name == "proposer"):
        first = next((c.piece for c in node.children if c.kind == "text" and c.piece), None)
        return first_sentence(first.whole) if first else passage([])
    if quoted := _quoted_below(node):
        return passage([rest, *quoted])
    if _breaks_off(rest):
        return passage([rest, *_rest_of_title(node)])
    title = first_sentence(rest)
    return passage([*title.slices, *_noted_below(node)]) if title and not piece.colon else title


def _quoted_below(node: Node) -> list[Slice]:
    """「請審議…案。」 below 一、請審議市政府提案第3號案：: the words of the case, to the end of their sentence."""
    piece, lines, open_marks = node.piece, list[Slice](), 0
    if piece is None or not piece.colon or piece.body or not piece.head.key.rstrip(" :").endswith("案"):
        return []
    for child in node.children[:_MOST_LINES]:
        if child.kind != "text" or child.piece is None or child.piece.grid is not None or child.piece.marker:
            break
        key = child.piece.whole.key.strip()
        if not lines and key[:1] != "「":
            break
        lines.append(child.piece.whole)
        open_marks += key.count("「") - key.count("」")
        if open_marks <= 0 and key[-1:] in "。」":
            return lines
    return []


_NOTE_BELOW = re.compile(r"\s*[(][^():]{2,40}(?:讀會|部門)[)]\s*")


def _noted_below(node: Node) -> list[Slice]:
    """（第二、三讀會） alone on the line below: which reading of a bill, which part of a budget."""
    first = node.children[0] if node.children else None
    if first is None or first.kind != "text" or first.piece is None or first.piece.grid is not None:
        return []
    return [first.piece.whole] if _NOTE_BELOW.fullmatch(first.piece.whole.key) else []


def _stated(node: Node) -> Passage | None:
    """A title that is marked as one: 【教務處】, 案由：…"""
    piece = node.piece
    assert piece is not None
    if node.label is not None and node.label.name == "boxed":
        inner = piece.whole.strip()
        return passage([inner.cut(1, len(inner.key.rstrip(":")) - 1)])
    subject = next((c for c in node.children if c.label and c.label.name == "subject" and c.kind == "field"), None)
    if subject is not None:
        lines = [*subject.content()[:1], *_wrapped(subject)]
        if lines and lines[-1].key.rstrip().endswith(":"):  # 案由：站牌遷移，請市府說明： over a list
            lines[-1] = lines[-1].cut(0, len(lines[-1].key.rstrip(" :")))
        return passage(lines)
    if node.label is not None and node.label.name == "seconder":  # 案號：113-1-02 over 列管事項：站牌遷移
        told = next((c.piece for c in node.children if c.label and c.label.name == "follow_directive"), None)
        if told is not None and told.body:
            return first_sentence(told.body)
    own = (node.label and node.label.name == "subject") or (piece.named("subject") and piece.marker)
    return passage([_without_note(piece.body), *_wrapped(node)]) if own and piece.body else None


_OPEN_END = re.compile(r"[\u4e00-\u9fff、,\d(]\s*$")
_WHOLE_END = re.compile(r"(?:。|案)\s*$")
_CLOSED_END = re.compile(r"[。?!:;)」』案論議定核]\s*$")


def _wrapped(node: Node) -> list[Slice]:
    """The lines on which 案由：… goes on, where the lines of a text were not recognised as wrapped: as long as each stops
    in mid-sentence, if the last ends as a subject does."""
    if node.piece is None or not node.piece.body:
        return []
    first, rest = node.piece.body, list[Slice]()
    if not _OPEN_END.search(first.key) or len(first.key) < _SHORT_LINE:
        return []
    for child in node.children:
        if child.kind != "text" or child.piece is None or child.piece.marker is not None or child.piece.colon:
            break
        rest.append(child.piece.whole)
        if _WHOLE_END.search(child.piece.whole.key):
            break
    return rest if rest and _CLOSED_END.search(rest[-1].key) else []


_SHORT_LINE = 8
"""Characters of a line that may be wrapped at least."""


def _head_is_title(node: Node, kind: str, each: bool) -> bool:
    """Whether what stands before a colon is the whole title: 總務處：…, 主席致詞：…, …：（略）; not 教務處報告：…"""
    piece = node.piece
    assert piece is not None
    if each or is_nothing(piece.body.key):
        return True
    first = read_marker(piece.body.key) if len(piece.head.key) <= _SHORT_HEAD else None
    if first is not None and first.ordinal == 1 and first.surface.translate(_SECOND) in piece.body.key:
        return True  # 一、工程進度：1.… 2.…
    labelled = piece.label is not None and piece.label.group == "section"
    if labelled and not _UNIT_REPORTS.fullmatch(piece.head.key.strip()):
        return True
    found = read_speaker(piece.head.key.strip()) if kind == "report" else None
    return found is not None and found.name is None and found.title is None


def first_sentence(s: Slice) -> Passage:
    """The first sentence, with a note in brackets that ends the line."""
    found = _SENTENCE.match(s.key)
    if found and found.end() < len(s.key):
        note = _NOTE_AT_END.match(s.key[found.end() :])
        return passage([s if note else s.cut(0, found.end())])
    return passage([_without_note(s)])


def _without_note(s: Slice) -> Slice:
    note = _TAIL_NOTE.search(s.key)
    cut = s.cut(0, note.start()) if note else s
    return cut.cut(0, len(cut.key.rstrip(" :")))


def _breaks_off(rest: Slice) -> bool:
    """Whether a long first line stops in mid-sentence: a text whose lines were not recognised as wrapped."""
    key = rest.key.strip()
    opened = key.rfind("(") > key.rfind(")")  # …、門牌(含底 and 座)、… below
    return len(key) >= 22 and ("," in key or opened) and key[-1] not in "。;:)」』案?!"


def _rest_of_title(node: Node) -> list[Slice]:
    """The lines below up to the end of the sentence that breaks off, or the first one."""
    lines: list[Slice] = []
    for child in node.children[:_MOST_LINES]:
        piece = child.piece
        if child.kind != "text" or piece is None or piece.grid is not None or piece.marker or piece.colon:
            break
        lines.append(piece.whole)
        ends = _SENTENCE_END.search(piece.whole.key)
        if ends is not None:
            last = [piece.whole.cut(0, ends.end())] if ends.start() < 2 else first_sentence(piece.whole).slices
            return [*lines[:-1], *last]
        if not _FILLED.search(piece.whole.key.rstrip()):
            break
    return list(first_sentence(lines[0]).slices) if lines else []
