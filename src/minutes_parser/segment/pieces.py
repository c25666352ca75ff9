"""Pieces: the smallest parts of minutes, each with at most one number and one label.

「第一案 提案單位：教務處」 is one piece (number, label, body); 「主席：許○文    紀錄：簡○芸」 is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..lexicon.labels import MAX_LABEL, Label, all_labels
from ..normalize.flow import Flow, Grid, Line, Slice
from ..values.names import read_speaker
from ..values.numbering import MISTYPED, Marker, read_case, read_marker, read_mistyped
from ..values.people_words import fold, surname_rank
from .bullets import layout_bullets
from .cuts import cuts

__all__ = ["Piece", "pieces"]


class Piece(NamedTuple):
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

_BRACKETED = re.compile(r"\s*[【〔《\[〖<]\s*([^】〕》\]〗>]{2,14})\s*[】〕》\]〗>]\s*:?\s*")
_BRACKETED_CASE = re.compile(
    r"\s*(?:[(](?P<round>[^()]{3,12})[)]\s*$|[【〖](?P<case>[^】〗]{2,12})[】〗]\s*:?\s*)"  # （報告案一） alone; 【提案一】
)
_GAP = re.compile(r"\s")
_APART = re.compile(r"(\S(?:\s{0,3}\S){1,7}?)\s{3,}(?=\S{3})")  # 「列　席     人力資源處　耿副理文娟」
_CLAUSE = re.compile(r"[^,，。]{2,14}[,，。]")
_GLUED = re.compile(r"(?:開會|會議)?(?:時間|日期)(?=\d{2,4})")
_PRINTED = re.compile(r"((?:列管|追蹤|管考)?(?:案號|編號|序號))\s{0,3}([\dA-Za-z][\dA-Za-z.-]{0,14})")  # 案號11402-1
_SPACED = re.compile(r"(\S(?:\s{0,6}\S){0,7}?)\s+(?=\S)")
_SPACED_WIDER = re.compile(r"(\S{1,2}\s{1,6}\S{1,2})\s+(?=\S)")
_OPENED = re.compile(
    r"(案\s{0,4}由|案\s{0,4}名|說\s{0,4}明|辦\s{0,4}法|擬\s{0,4}辦|提案人|提案單位)\s{1,6}(?=\S{4})(?![^。]{0,12}:)"
)  # 案由　…
_NAMED = re.compile(
    r"((?:[出列請缺與旁]|[應實]出|主持|紀錄)\S{2,5})\s+(?![及與暨和、(]|人員|單位|名單|如|詳)(?=\S{2})"
)  # 列席人員　交通部部長　王大明
_OFFICER = re.compile(r"([列出]\s{0,3}席)\s+([\u4e00-\u9fff]{1,9}[長員官任書]\s{1,6}[\u4e00-\u9fff]{2,4})\s*")
"""列　席　秘書長　王大明: an officer and a name behind a label without a colon."""
_LISTED = re.compile(
    r"([出列缺請]\s?[席假])\s{1,4}([\u4e00-\u9fff]{3}(?:\s{1,4}[\u4e00-\u9fff]{3}){0,9})"
)  # 請　假　王小明
_BARRED = re.compile(r"\s*(\S(?:\s{0,2}[^\s|｜:]){1,7})\s{0,2}[|｜]\s{0,2}(?=[^\s|｜])")  # 日期｜2024.03.11
_BOXED_NAME = re.compile(
    r"\s*[【〔\[]\s*([^】〕\]]{2,14})\s*[】〕\]]\s*(?:[(][^()]{2,10}[)])?\s*:?\s*"
)  # 【王委員大明】(書面意見)
_DASHED = re.compile(r"([^\s:,。-]{2,12})\s?-{1,2}\s?(?=\S)")  # 主席致詞-感謝各位…
_TAIL_NOTE = re.compile(r"[(](?P<note>[^()]{1,40})[)][。.]?\s*$")


def _read(part: Slice) -> Piece:
    key = part.key
    marker = read_case(key) or _bracketed_case(key) or read_marker(key)
    at = marker.length if marker else 0
    if marker and marker.style in ("bullet", "num") and (case := read_case(key[at:])) and _as_listed(marker, case):
        at += case.length
        marker = case._replace(length=at)
    elif marker and marker.style == "bullet" and (number := read_marker(key[at:])) and _counts(number):
        at += number.length  # • 一、業務報告
        marker = number._replace(length=at)
    if marker is None and key[0] in MISTYPED and (typed := read_mistyped(key)) and _headed(key[typed.length :]):
        marker, at = typed, typed.length
    rest = part.cut(at)
    if marker and marker.style == "case" and (signed := _signed_case(part, marker, rest)) is not None:
        return signed
    boxed = _BRACKETED.match(rest.key)
    if boxed and (labels := all_labels(boxed[1])):
        return Piece(part, marker, labels, rest.cut(*boxed.span(1)), rest.cut(boxed.end()).strip(), True)
    if boxed and ":" in rest.key[boxed.end(1) : boxed.end()] and boxed.end() < len(rest.key):  # 【公關部】：…
        return Piece(part, marker, (), rest.cut(*boxed.span(1)), rest.cut(boxed.end()).strip(), True)
    named = _BOXED_NAME.fullmatch(rest.key)
    if named and (found := read_speaker(named[1])) is not None and found.name is not None:
        return Piece(part, marker, (), rest.cut(*named.span(1)), rest.cut(len(rest.key)), True)
    barred = _BARRED.match(rest.key)
    if barred and (labels := all_labels(barred[1])):
        return Piece(part, marker, labels, rest.cut(*barred.span(1)), rest.cut(barred.end()).strip(), True)
    dashed = _DASHED.match(rest.key) if "-" in rest.key[:14] else None
    if dashed and (labels := all_labels(dashed[1])) and labels[0].kind == "address":
        return Piece(part, marker, labels, rest.cut(*dashed.span(1)), rest.cut(dashed.end()).strip(), True)
    colon = _label_colon(rest.key)
    opening = rest.key.find("(", 0, max(colon, 0))
    if opening > 1 and ")" not in rest.key[opening:colon] and (labels := all_labels(rest.key[:opening])):
        return Piece(part, marker, labels, rest.cut(0, opening).strip(), rest.cut(opening).strip(), False)
    if colon > 0:
        head = rest.cut(0, colon).strip()
        body = rest.cut(colon + 1).strip()
        labels = all_labels(head.key) or _without_note(head) or _recorded(head, body)
        return Piece(part, marker, labels, head, body, True)
    return _heading(part, marker, rest.strip())


_SIGNED = re.compile(r"\s*[【〔\[(]\s*([^:()【】〔〕]{2,8}):\s*([^()【】〔〕]{1,30})[】〕\])]\s*")


def _signed_case(part: Slice, marker: Marker, rest: Slice) -> Piece | None:
    """提案一　　　【提案單位：註冊組】, over its subject."""
    found = _SIGNED.fullmatch(rest.key) if rest.key.endswith(("】", "〕", "]", ")")) else None
    labels = all_labels(found[1]) if found else ()
    if found is None or not any(label.name == "proposer" for label in labels):
        return None
    return Piece(part, marker, labels, rest.cut(*found.span(1)), rest.cut(*found.span(2)).strip(), True)


def _as_listed(marker: Marker, case: Marker) -> bool:
    """Whether the number of a list repeats that of the case: 1. 第1案：, as a page of the net prints its list."""
    return marker.ordinal is None or (marker.ordinal == case.ordinal and case.surface.startswith("第"))


def _counts(number: Marker) -> bool:
    """Whether what stands behind a bullet is the number of the line; not • A. Lin."""
    return number.ordinal is not None and not number.style.startswith("alpha")


def _headed(key: str) -> bool:
    """Whether the words of a heading or of a field of the head stand here."""
    labels = all_labels(re.split("[:-]", key, maxsplit=1)[0])
    return bool(labels) and labels[0].group in ("section", "meta", "people")


_COLON = re.compile(r":(?!(?<=\d:)\d|//)")  # not that of 20:15, https://


def _label_colon(key: str) -> int:
    """Where the first colon stands that can end a label; -1 if there is none near."""
    found = _COLON.search(key, 0, MAX_LABEL + 12)
    return found.start() if found else -1


def _bracketed_case(key: str) -> Marker | None:
    """（報告案一） alone on a line of a transcript; 【提案一】."""
    found = _BRACKETED_CASE.match(key)
    said = (found["case"] or found["round"]) if found else ""
    inner = read_case(said) if said else None
    return inner._replace(length=found.end()) if inner and found and inner.length == len(said) else None


def _without_note(head: Slice) -> tuple[Label, ...]:
    """Labels of 「出席人員（依姓氏筆劃）」."""
    note = _TAIL_NOTE.search(head.key)
    return all_labels(head.key[: note.start()]) if note and note.start() > 1 else ()


_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、, ]{1,2}[\u4e00-\u9fff]{2,4}){0,3}")


def _recorded(head: Slice, body: Slice) -> tuple[Label, ...]:
    """Labels of 「會議紀錄：王大明、李小華」, which names who took the minutes; over other text it heads the minutes."""
    if "".join(head.key.split()) != "會議紀錄" or not _NAMES.fullmatch(body.key):
        return ()
    names = re.split(r"[、, ]+", body.key)
    return all_labels("紀錄") if all(surname_rank(fold(name)[0]) for name in names) else ()


def _heading(part: Slice, marker: Marker | None, rest: Slice) -> Piece:
    """A piece without colon: a heading alone, 散會（十二時五分）, 「主席　王小明」, or plain text."""
    key = rest.key
    spaced = _GAP.search(key) is not None
    apart = _APART.match(key) if spaced else None
    if apart and (labels := all_labels(apart[1])) and labels[0].group in ("meta", "people"):
        return Piece(part, marker, labels, rest.cut(0, apart.end(1)), rest.cut(apart.end()).strip(), False)
    named = _NAMED.match(key)
    if named and (labels := all_labels(named[1])) and labels[0].group == "people":
        return Piece(part, marker, labels, rest.cut(*named.span(1)), rest.cut(named.end()).strip(), False)
    if spaced and key[:1] in "列出" and (officer := _OFFICER.fullmatch(key)) is not None:
        span, labels = officer.span(1), all_labels(officer[1])
        return Piece(part, marker, labels, rest.cut(*span), rest.cut(*officer.span(2)), False)
    if spaced and (listed := _LISTED.fullmatch(key)) and all(surname_rank(fold(n)[0]) for n in listed[2].split()):
        return Piece(part, marker, all_labels(listed[1]), rest.cut(*listed.span(1)), rest.cut(*listed.span(2)), False)
    if len(key) <= MAX_LABEL:
        if (labels := all_labels(key)) and not (key.endswith("。") and labels[0].group == "field"):
            return Piece(part, marker, labels, rest, rest.cut(len(key)), False)  # 說明。 is the end of a sentence
        note = _TAIL_NOTE.search(key) if ")" in key else None
        if note and note.start() and (labels := all_labels(key[: note.start()])):
            return Piece(part, marker, labels, rest.cut(0, note.start()).strip(), rest.cut(*note.span("note")), False)
        clause = _CLAUSE.match(key)
        if clause and (labels := all_labels(clause[0][:-1])) and labels[0].kind == "close":
            return Piece(part, marker, labels, rest.cut(0, clause.end() - 1), rest.cut(clause.end()).strip(), False)
    printed = _PRINTED.fullmatch(key) if "號" in key[1:4] else None
    if printed and (labels := all_labels(printed[1])):
        return Piece(part, marker, labels, rest.cut(*printed.span(1)), rest.cut(*printed.span(2)), True)
    glued = _GLUED.match(key)
    if glued:
        return Piece(part, marker, all_labels(glued[0]), rest.cut(0, glued.end()), rest.cut(glued.end()), False)
    return (spaced and _spaced_label(part, marker, rest)) or Piece(part, marker, (), rest, rest.cut(len(key)), False)


def _spaced_label(part: Slice, marker: Marker | None, rest: Slice) -> Piece | None:
    """「主席　王小明」, 「紀  錄  王小明」: a label that a space ends."""
    key = rest.key
    if opened := _OPENED.match(key):
        return Piece(
            part, marker, all_labels(opened[1]), rest.cut(0, opened.end(1)), rest.cut(opened.end()).strip(), True
        )
    spaced = _SPACED.match(key)
    while spaced:
        labels = tuple(x for x in all_labels(spaced[1]) if x.group in ("meta", "people", "ruling") or x.kind == "close")
        if labels and len("".join(spaced[1].split())) >= 2 and spaced[1][0] != "(":
            return Piece(part, marker, labels, rest.cut(0, spaced.end(1)), rest.cut(spaced.end()).strip(), False)
        wider = _SPACED_WIDER.match(key)
        spaced = wider if wider and wider.end() > spaced.end() else None
    return None


def pieces(flow: Flow) -> Iterator[Piece]:
    """The pieces of a document in reading order."""
    laid = layout_bullets(block for block in flow.blocks if isinstance(block, Line))
    for block in flow.blocks:
        if isinstance(block, Grid):
            yield Piece(_NOTHING, None, (), _NOTHING, _NOTHING, False, block)
            continue
        at = cuts(block.key)
        for a, b in zip([0, *at], [*at, len(block.text)], strict=True):
            part = Slice(block, a, b).strip()
            if laid and part.key[:1] in laid:
                part = part.cut(1).strip()
            if part:
                yield _read(part)


def texts(of: Sequence[Piece]) -> list[str]:
    """What stands in the pieces, for tests and explanations."""
    return [piece.whole.text for piece in of]
