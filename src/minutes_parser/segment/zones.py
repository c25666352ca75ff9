"""Where the title is, where the head ends and the agenda begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from .opinion_tables import holds_opinions
from .pieces import Piece

__all__ = ["TURN", "confirms", "is_title", "may_be_title", "says_something", "starts_body", "title_key"]

_TITLE = re.compile(
    # …第3次會議紀錄, …議事錄, …會議實錄, …院會決議, …座談會紀錄(節本), …紀錄(草案)
    r".{0,110}(?:會議?|會談|座談|協商|大會|常會|會報|會勘|聽證|說明|工作坊|小組|懇談|例會|月會|年會|協調|審查|協作|常委會|院會|理監事|研商|公聽)[^。:]{0,24}"
    r"(?:紀錄|議事錄|實錄|紀要|議程及紀錄|決議|紀實|摘要|議事紀錄|決議錄|會前紀錄|速錄|速紀錄|逐字稿|議錄)(?:表|單|簿|稿)?(?:[及暨與](?:決議)?(?:事項)?執行情形)?(?:\([^()]{1,20}\))?(?:[A-Za-z][A-Za-z&'.]{3,60})?"
)


_CONFIRMS = re.compile(
    r"(?:確認|宣讀|追認|核備)[^。:,]{0,30}(?:紀錄|議事錄)(?:[及暨與](?:決議)?(?:事項)?執行情形)?(?:確認)?[。.]?(?:\([^()]{1,20}\))?"
)
_HEADS = 3
"""Rank of the deepest heading that can begin the body."""
_STANDS_IN = re.compile(r"代理?\)|主持")
_TITLE_WORD = re.compile(r"錄|稿|[紀摘]\s{0,4}要|決\s{0,4}議|紀\s{0,4}實")


def may_be_title(key: str) -> bool:
    """Whether a word that titles end in stands in a line that is no sentence: no title is without it."""
    return "。" not in key and _TITLE_WORD.search(key) is not None


def is_title(piece: Piece) -> bool:
    """Whether a piece is, or ends, the title of minutes."""
    if not may_be_title(piece.whole.key):
        return False
    key = title_key(piece)
    return 4 <= len(key) <= 130 and _TITLE.fullmatch(key) is not None and not _confirming(piece)


def _confirming(piece: Piece) -> bool:
    """壹、確認上次會議紀錄: the first matter of minutes, not their title."""
    key = piece.whole.key[piece.marker.length :] if piece.marker else piece.whole.key
    return _CONFIRMS.fullmatch("".join(key.split())) is not None


def title_key(piece: Piece) -> str:
    """The piece without spaces, and without the number of a gazette (一、立法院…會議紀錄)."""
    marker = piece.marker
    skip = marker.length if marker and marker.style in ("bullet", "han", "han_paren", "num") else 0
    key = "".join(piece.whole.key[skip:].split())
    return "-" + key if key.startswith("-") else key  # ——「海岸組」會議紀錄 goes on from the line above


def starts_body(pieces: Sequence[Piece], i: int, zone: str) -> bool:
    """Whether the agenda begins with piece `i`: a section heading, a case, or a decision."""
    piece = pieces[i]
    label = piece.label
    if piece.marker is not None and piece.marker.style == "case":
        return True
    if piece.colon and _verbatim(pieces, i):
        return True
    if label is None and confirms(pieces, i):
        return True
    if label is None:
        if zone != "head":
            return False
        return _first_of_sections(pieces, i) or _heads_text(pieces, i) or _over_opinions(pieces, i)
    if label.group == "section":
        if zone == "title":
            return _section_in_title(pieces, i)
        return True
    return label.group in ("ruling", "subject") and piece.colon


def confirms(pieces: Sequence[Piece], i: int) -> bool:
    """確認上次會議紀錄。 on a line of its own without number, over the decision on it."""
    if i + 1 >= len(pieces) or pieces[i].marker is not None or pieces[i].colon:
        return False
    decided = pieces[i + 1].named("ruling") is not None and pieces[i + 1].colon
    return decided and _CONFIRMS.fullmatch(pieces[i].whole.key.strip()) is not None


def _first_of_sections(pieces: Sequence[Piece], i: int) -> bool:
    """一、上月會議追蹤事項, of no known word, where 二、 or 三、 of the same style is a section, after a head without
    such numbers."""
    marker = pieces[i].marker
    if marker is None or marker.ordinal != 1 or marker.style not in ("fin", "han", "stem", "num") or pieces[i].colon:
        return False
    if any(p.marker is not None and p.marker.style == marker.style for p in pieces[:i]):
        return False
    for later in pieces[i + 1 : i + 80]:
        named = later.label is not None and later.label.group in ("meta", "people") and later.label.name != "chair"
        if named and later.colon:
            return False
        goes_on = later.marker is not None and later.marker.style == marker.style and later.marker.ordinal in (2, 3, 4)
        if goes_on and later.label is not None and later.label.group == "section":
            return True
    return False


def _over_opinions(pieces: Sequence[Piece], i: int) -> bool:
    """一、意見及答覆： of no known word, right over a table of opinions."""
    piece = pieces[i]
    if piece.marker is None or piece.body or i + 1 >= len(pieces):
        return False
    grid = pieces[i + 1].grid
    return grid is not None and holds_opinions(grid)


def _heads_text(pieces: Sequence[Piece], i: int) -> bool:
    """## 網站改版, a heading of no known word over plain text, after a head whose labels are no headings, or whose last
    is the list of people and no higher a heading."""
    heading = pieces[i].whole.line.style.heading
    if heading is None or pieces[i].marker is not None or pieces[i].colon or heading > _HEADS:
        return False
    labelled = (p for p in reversed(pieces[:i]) if p.named("meta", "people") and p.whole.line.style.heading)
    last = next(labelled, None)
    if last is not None and (last.named("people") is None or (last.whole.line.style.heading or 0) < heading):
        return False
    return not any(p.label and p.label.group in ("meta", "people") and p.colon for p in pieces[i + 1 : i + 12])


def _verbatim(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a record of speeches begins: this piece and the next ones with a colon are said by somebody."""
    if pieces[i].whole.line.style.heading:  # ### 王大明：, with 辦理情形： among his words, which may be long
        heads = (p for p in pieces[i : i + _FAR] if p.colon and p.whole.line.style.heading)
        voices = [p for p in heads if p is pieces[i] or p.named("section") is None]
    else:
        voices = [p for p in pieces[i : i + _NEAR] if p.colon]
    if len(voices) < 2 or not all(p.label is None or p.label.name == "chair" for p in voices[:3]):
        return False
    spoken = [says_something(p) or (not p.body and _words_below(pieces, p, i)) for p in voices[:3]]
    return spoken[0] and sum(spoken) >= 2 and len("".join(pieces[i].head.key.split())) <= 12


_NEAR, _FAR = 8, 40
"""Among how many pieces the next speakers are looked for: where speakers are headings, far."""
_LONG, _WRAPPED = 30, 3
"""Of the line below a head, and in how many lines its first sentence may end."""


def _words_below(pieces: Sequence[Piece], head: Piece, i: int) -> bool:
    """Whether a sentence stands under a head, or the head is boxed or a heading by its style; not 官員代表： in a list of
    people."""
    if head.whole.line.style.heading is not None or head.whole.key.lstrip().startswith(("(", "[", "<")):
        return True
    at = next(j for j in range(i, len(pieces)) if pieces[j] is head)
    below = [p.whole.key.rstrip() for p in takewhile(_plain, pieces[at + 1 : at + 1 + _WRAPPED])]
    return any(key.endswith(("。", "?", "!", "…", "」")) for key in below) or len(below[0] if below else "") > _LONG


def _plain(piece: Piece) -> bool:
    return piece.grid is None and not piece.colon


def _section_in_title(pieces: Sequence[Piece], i: int) -> bool:
    """Before the head a section word is mostly navigation of a page; not if no head follows any more."""
    piece = pieces[i]
    if any(p.label and p.label.group in ("meta", "people") and p.colon for p in pieces[i + 1 : i + 25]):
        return False
    before = pieces[i - 1] if i else piece
    if piece.marker and piece.marker.style == "bullet" and before.marker and before.marker.style == "bullet":
        return before.label is not None  # one of what is to come, listed without a word over it
    return piece.marker is not None or bool(
        piece.label and piece.label.kind in ("report", "discussion", "motion", "address")
    )


_COUNT = re.compile(r",[合總]?[共計]{1,2}[\d一二三四五六七八九十]{1,4}[人位名]$")
"""女性委員：王○明教授、李○華律師，共2位: how many a list has is no sentence."""


_OPENS = re.compile(r"(?:現在|繼續|宣[布佈告]|我們)[^。,]{0,4}開會[。!]")
"""All that a chair says in a first short paragraph of a verbatim record."""


TURN = re.compile(r"[(][^()]{0,20}\d{1,2}[時點:][^()]{0,30}[)]。?")
"""主席：王議長大明(自上午9時起至10時止)。: the hours for which one of several presided are no sentence."""


def says_something(piece: Piece) -> bool:
    """Whether what stands after 主席： is words of the chair, not a name: 「主席：出席委員10人，現在開會。」."""
    key = _COUNT.sub("", "".join(piece.body.key.split()))
    key = TURN.sub("", key) if "(" in key else key
    if piece.colon and _OPENS.fullmatch(key) is not None:
        return True
    ends = key.endswith(("。", "?", "!")) and len(key) >= 9
    sentence = "。" in key[:-1] or ends or ("," in key and len(key) > 16)
    return piece.colon and sentence and not _STANDS_IN.search(key)
