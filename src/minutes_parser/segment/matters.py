"""Rules of items and lists: 第N案, 案由, 編號, numbered points, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..diagnostics import Finding
from ..lexicon.labels import Label
from ..normalize.flow import Slice
from ..values.numbering import Marker, read_marker
from .pieces import Piece
from .stack import FIELD, ITEM, POINT, SECTION, Open, Walk, style_of
from .unit_headings import UNIT

__all__ = [
    "DECIDED",
    "case",
    "decides_each",
    "explains",
    "numbered",
    "printed_number",
    "signs_rider",
    "subject",
]

_SUBJECT = Label("subject", "subject", "", "subject")
DECIDED = Label("other_section", "section", "other")
"""The label of a heading like a decision's over cases that have each their own."""
_LISTS = ("discussion", "motion", "report")
_ARROWS = ("→", "⇒", "➔")
_NUMBERS = ("編號", "案號")
_DESCRIPTION = Label("description", "field", "", "description")


_CALLED = re.compile(
    # 「第一個報告案是…，請…報告。」「現在進行最後一個討論案，…」, before a line that only says （報告案一）
    r"(?:第.{1,3}個|最後一個|下一個|本)(?:報告案|討論案|議案|提案|議題)(?:是|為|,|:|\s)(?P<title>[^。]{4,160}?)(?=,\s?(?:請|因為|由|因)|。|$)"
)


def decides_each(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a heading like 丁、主席裁定事項 stands over numbered cases, most of which end in a decision of their own."""
    style = style_of(pieces[i])
    first = pieces[i + 1] if i + 1 < len(pieces) else None
    if first is None or first.marker is None or first.marker.ordinal != 1 or style_of(first) in (None, style):
        return False
    cases = decided = 0
    for later in pieces[i + 1 : i + 200]:
        if style_of(later) == style or (later.label is not None and later.label.kind == "close"):
            break
        cases += style_of(later) == style_of(first)
        decided += later.marker is None and later.colon and later.named("ruling") is not None
    return decided >= 1 and decided * 2 >= cases


def _announced(walk: Walk) -> Slice | None:
    """The title that the last speech gives to the item whose number stands alone."""
    speech = walk.inside("speech")
    if speech is None or speech.piece is None:
        return None
    said = [
        speech.piece.body,
        *(c.piece.whole for c in speech.children if c.piece is not None and c.piece.grid is None),
    ]
    for part in reversed(said):
        found = _CALLED.search(part.key)
        if found:
            return part.cut(*found.span("title"))
    return None


def case(walk: Walk, i: int, piece: Piece) -> bool:
    """第N案, 報告案N, 案由N: an item."""
    marker, here, style = piece.marker, walk.item, style_of(piece)
    if marker is None or marker.style != "case":
        return False
    if here is not None and walk.inside("ruling", "speech", "field"):
        goes_on = here.style == style and marker.ordinal == (here.ordinal or 0) + 1
        if not goes_on and marker.ordinal != 1 and not walk.heads_item(i):
            return False
    names_subject = marker.word in ("案由", "案名") or piece.named("subject") is not None
    if here is not None and here.kind == "item" and here.style != style and names_subject and not here.begun:
        walk.pop_above(walk.container)
        walk.add("field", piece, _SUBJECT, FIELD)
        return True
    if piece.named("ruling") and piece.colon:
        return False
    title = _announced(walk) if not piece.head else None
    over = _heading_over(walk)
    rank = over.rank + 1 if over is not None else ITEM
    walk.pop_to(rank)
    walk.add("item", piece, piece.named("section"), rank)
    walk.top.announced = title
    return True


def _heading_over(walk: Walk) -> Open | None:
    """The numbered heading without text of its own that stands over the cases: 甲、鄉長提案, 乙、代表提案."""
    over = next((n for n in reversed(walk.stack) if n.kind == "point" and n.rank <= ITEM + 1), None)
    if over is None or over.piece is None or not _kind_of_business(over.piece):
        return None
    return over if all(c.kind == "item" for c in over.children) else None


def _kind_of_business(piece: Piece) -> bool:
    """A numbered heading of the agenda that says no more: （一）縣政府提案."""
    label = piece.named("section")
    return label is not None and label.kind in _LISTS and style_of(piece) is not None and not piece.body


def subject(walk: Walk, i: int, piece: Piece) -> bool:
    """案由： begins an item, or gives the open one its title."""
    label, here = piece.named("subject"), walk.item
    if label is None or not piece.colon:
        return False
    word = "".join(piece.head.key.split())
    sure = word in ("案由", "案名", "案別")
    if here is not None and style_of(piece) is None:  # • 案由： too
        bare = here.piece is not None and not (here.piece.body or here.children)  # 提案： over its 案由：
        fresh = (bare or not here.has_subject) and not here.begun
        if fresh and (sure or not here.titled):
            walk.pop_above(here)
            walk.add("field", piece, label, FIELD)
            return True
        if not sure and here.titled and not here.decided:
            walk.pop_above(here)
            walk.add("field", piece, _DESCRIPTION, FIELD)
            return True
        if word in ("提案", "議案", "議題", "案情"):
            return False
    over = _heading_over(walk) if piece.marker is not None else None
    rank = over.rank + 1 if over is not None else ITEM
    walk.pop_to(rank)
    walk.add("item", piece, label, rank)
    return True


def printed_number(walk: Walk, i: int, piece: Piece) -> bool:
    """編號：55 or 提案單位：… after the decision of an item opens the next one."""
    label, here = piece.named("field"), walk.item
    if label is None or label.name not in ("proposer", "seconder") or not piece.colon:
        return False
    if signs_rider(walk):
        return False
    word = "".join(piece.head.key.split())
    number = word.endswith(_NUMBERS)
    if piece.marker is not None and not (number and _names_case(walk, i)):
        return False
    if here is None:
        opens = number and walk.inside("section") is not None
    elif number:
        opens = here.kind == "point" or here.decided or here.has_subject or _tells_progress(here)
    else:
        opens = (label.name == "proposer" or word == "類別") and here.decided and not _follows(walk, i)
    if not opens:
        return False
    nested = any(n.kind == "point" and n.rank == ITEM and n.style != style_of(piece) for n in walk.stack)
    rank = ITEM + 1 if nested and number else ITEM
    walk.pop_to(rank)
    walk.add("item", piece, label, rank)
    return True


def signs_rider(walk: Walk) -> bool:
    """Inside 附帶決議, where 提案人 under each of its points says who moved it."""
    ruling = walk.inside("ruling")
    return ruling is not None and ruling.piece is not None and "附帶決議" in ruling.piece.head.key


def explains(walk: Walk, node: Open) -> bool:
    """Whether an open node is a point of a list in 說明 or 辦法, said by nobody though it has a colon."""
    here = walk.inside("field", "speech", "ruling")
    name = here.label.name if here is not None and here.label is not None else None
    return node.kind == "point" and name in ("description", "proposal") and node.piece is not None and node.piece.colon


def _tells_progress(here: Open) -> bool:
    """Whether 辦理情形： stands under 列管編號：…: the next number is that of the next earlier decision."""
    named = [x.name for c in here.children if c.piece is not None for x in c.piece.labels]
    return "follow_progress" in named and here.piece is not None and here.piece.named("field") is not None


def _names_case(walk: Walk, i: int) -> bool:
    """Whether a numbered 計畫編號： heads a case: its 計畫名稱, 決議 or the like follow before another number."""
    for later in walk.pieces[i + 1 : i + 5]:
        if later.marker is not None:
            return False
        if later.named("subject", "ruling") is not None and later.colon:
            return True
    return False


def _follows(walk: Walk, i: int) -> bool:
    """Whether a case number comes right after (提案單位 above its 提案一): then that opens the item."""
    return any(p.marker and p.marker.style == "case" for p in walk.pieces[i + 1 : i + 3])


def numbered(walk: Walk, i: int, piece: Piece) -> None:
    """A number without label: it goes on in the list that expects it, or opens one."""
    marker, style = piece.marker, style_of(piece)
    if marker is None or style is None:
        if marker is not None and marker.surface in _ARROWS and walk.inside("speech") is not None:
            walk.pop_above(walk.container)  # → 修正為…: what came of the words before it
        walk.add("text", piece, None, POINT)
        return
    if _begun_behind_label(walk, marker):
        walk.add("point", piece, None, POINT)
        return
    home = _home(walk, i, piece)
    if home is None:
        _opens_list(walk, i, piece)
    elif home.rank == SECTION:
        walk.beside(home, home.kind if home.kind == "point" else "section", piece, piece.named("section"), SECTION)
    elif home.kind == "item":
        walk.beside(home, "item", piece, None, home.rank)
    else:
        walk.beside(home, "point", piece, piece.named("section"), home.rank if home.kind == "point" else POINT)


def _begun_behind_label(walk: Walk, marker: Marker) -> bool:
    """Whether the list began on the line of its label: 說明：一、…, and 二、… below, where sections have such numbers."""
    here = walk.top
    if here.kind not in ("field", "ruling") or here.piece is None or not here.piece.body:
        return False
    first = read_marker(here.piece.body.key)
    return first is not None and first.style == marker.style and (first.ordinal or 0) + 1 == marker.ordinal


def _home(walk: Walk, i: int, piece: Piece) -> Open | None:
    """The open node that the piece comes after. Where two lists expect the number, an item's own 說明 or 決議 that
    follows decides for the outer one; a gap in the numbers is survived and reported."""
    assert piece.marker is not None
    style, ordinal = style_of(piece), piece.marker.ordinal or 0
    same = [n for n in walk.stack[1:] if n.style == style]
    waiting = [n for n in same if n.ordinal is not None and n.ordinal + 1 == ordinal]
    if waiting:
        outer = len(waiting) > 1 and not _like(piece, waiting[0], waiting[-1]) and walk.heads_item(i)
        return waiting[0] if outer else waiting[-1]
    if ordinal == 1:
        return None
    before = next((n for n in reversed(same) if n.ordinal is not None and n.ordinal < ordinal), None)
    if before is not None and before.rank == SECTION and walk.item is not None and walk.item.label is UNIT:
        return None  # 五、… under 教務主任王小明報告：, of which only some points are printed
    if before is not None:
        walk.findings.append(
            Finding("number-gap", f"{piece.marker.surface} after {before.ordinal}", piece.whole.line.start)
        )
    return before


def _like(piece: Piece, outer: Open, inner: Open) -> bool:
    """Whether a number goes on from the inner list by its shape: a sentence as the one before it there, where the
    numbers of the outer list stand before headings."""
    ends = [p.whole.key.rstrip().endswith(("。", ";")) for p in (piece, outer.piece, inner.piece) if p is not None]
    return ends == [True, False, True] and inner.kind == "point"


def _next_division(walk: Walk, piece: Piece) -> bool:
    """丙、二讀會 after what stands under 乙、一讀會: the next of the great divisions, of no known word."""
    last = next((n.ordinal for n in reversed(walk.root.children) if n.style == walk.section_style), None)
    if last is None or piece.marker is None or piece.marker.ordinal != last + 1:
        return False
    return walk.section_style in ("stem", "fin") and walk.inside("ruling") is not None and not piece.colon


def _opens_list(walk: Walk, i: int, piece: Piece) -> None:
    """The first number of a list: an item under a section, a point under anything else."""
    goes_on = walk.fits_section(piece) and piece.marker is not None and piece.marker.ordinal != 1
    if goes_on and (walk.heads_item(i) or _next_division(walk, piece)):
        walk.pop_to(SECTION)
        walk.add("section", piece, None, SECTION)
        return
    if goes_on and walk.top.kind == "document":  # 五、廠商簡報 after 四、出席人員: what follows is beside it, not in it
        walk.add("point", piece, piece.named("section"), SECTION)
        return
    rank = ITEM if walk.top.kind in ("section", "document") else max(POINT, walk.top.rank + 1)
    if walk.top.rank == ITEM and walk.top is walk.item and not walk.top.begun and _kind_of_business(piece):
        rank = ITEM + 1  # （一）縣政府提案 under 一、二讀議案
    walk.add("point", piece, piece.named("section"), rank)
