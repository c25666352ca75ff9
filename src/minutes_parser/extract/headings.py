"""What a heading says: nothing, a form not filled in, earlier decisions, only 報告事項, or a matter of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..normalize.flow import Slice
from ..segment.earlier import announces_follow_up, announces_units, told_on_a_line
from ..segment.outline import Node
from ..values.numbering import BULLETS

__all__ = [
    "bare_word",
    "decided_before",
    "each_unit",
    "follows_up",
    "formal",
    "generic",
    "heads_report",
    "hears_reports",
    "is_nothing",
    "is_placeholder",
    "left_blank",
    "left_out",
    "only_talk",
    "own_line",
    "printed_label",
    "proposed",
    "subject_line",
    "tells_progress",
]

_STOPS = "、.:, \u3000"
_NONE = re.compile(
    r"[(]?(?:無|略|沒有|從略|免|無提案|無臨時動議|本次無.{0,8}|無報告|無討論事項|無議題|無議案|另載|另錄|none|None|NONE|N/A|n/a|-{1,3}|─|[O○oX]{3,20})[)]?[。.]?"
)
_NONE_MOVED = re.compile(  # 經詢無其他臨時動議, 無委員提出臨時動議
    r"[^。]{0,16}(?:無|沒有|未)(?:任何|其他|有)?(?:人|股東|委員|董事|理事|監事|代表|會員|議員|單位)?(?:提出)?(?:其他)?(?:臨時)?(?:動議|提案|議案)(?:提出)?。?"
)
_PLACEHOLDER = re.compile(r"[O○]{4}")  # a form that nobody filled in: 案由文字OOOOO
_SUBJECT_LINE = re.compile(
    r"(?:.{2,600}(?:案|請[^。]{0,6}(?:討論|審議|公決|公鑒|核議|備查|鑒核|追認|承認|決議|公鑑|同意|確認)|質詢(?:[及與暨]答[復覆])?|審查|紀錄|議事錄)|(?!請)[^,。:;]{4,40}(?:情形|概況|現況)(?:報告)?)(?:[。.]|\s?:)?(?:\([^()]{1,20}\))?$"
)
_GENERIC = re.compile(
    r".{0,8}(?:報告事項|討論事項|審議事項|承認事項|決定事項|研議事項|協調事項|提案討論|討論提案|提案|議案|議題|討論案|報告案|審議案件?|臨時動議|臨時提案|其他動議|議案討論|議題討論|選舉事項|質詢事項|提案審議|議案內容|會議內容|備查事項|確認事項|臨時動議及其他|會議議題|討論|提案事項|選舉|議程|專案報告|專題報告)"
)
_HEARS_REPORTS = re.compile(r"聽取(?:[^,:。]{1,8})?報告:?")
_HEADS_REPORTS = re.compile(r"(?:主席|各?單位|各?處室|各?業務單位|幕僚單位)?(?:工作|業務)?報告$")
_GENERIC_WORDS = {"動議", "其他", "其他事項"}
_FORMAL = re.compile(
    r"宣[告布佈].{0,30}(?:閉幕|散會|開幕|開會|會議開始)(?:[,，]?並?請[^。]{1,12}宣讀[^。]{0,24}紀錄)?[。.]?$|^[\d:~\s-]*(?:報到|用餐|會議開始|休息|簽到|合影)$"
)
_REPORTED = re.compile(r"[^,:。]{0,6}報告[^,:。]{4,24},恭?請[^,:。]{2,6}宣")
"""秘書長報告出席議員已達法定人數，請議長宣布開會: a report, as those are that end before the comma."""
_DONE = re.compile(r"(?:執行|辦理|處理)(?:情形|狀況|結果):?")


def is_placeholder(text: str) -> bool:
    """Whether a form was not filled in: 案由文字OOOOO."""
    return _PLACEHOLDER.search(text) is not None


_LEFT_OUT = re.compile(r"[^。]{2,30}[(（](?:略|從略|致詞略)[)）]。?")


def left_out(text: str) -> bool:
    """Whether somebody is named and the words are left out: 來賓致詞：某教授大明（略）."""
    return _LEFT_OUT.fullmatch("".join(text.split())) is not None


def is_nothing(text: str) -> bool:
    """Whether a section says that there is nothing: 無, （略）.

    >>> is_nothing("(略)。"), is_nothing("無異議通過")
    (True, False)
    """
    flat = "".join(text.split())
    return not flat or (len(flat) < 40 and (_NONE.fullmatch(flat) or _NONE_MOVED.fullmatch(flat)) is not None)


def printed_label(node: Node) -> Slice | None:
    """The node's number as printed, without the stop after it; None for a bullet."""
    marker = node.piece.marker if node.piece else None
    if node.piece is None or marker is None or marker.ordinal is None:
        return None
    whole = node.piece.whole.cut(0, marker.length)
    ahead = len(whole.key) - len(whole.key.lstrip(_STOPS + BULLETS))
    return whole.cut(ahead, len(whole.key.rstrip(_STOPS))) or None


def own_line(node: Node) -> str:
    """The node's own line, as a key without its number."""
    piece = node.piece
    return piece.whole.key[piece.marker.length if piece.marker else 0 :].strip() if piece and piece.grid is None else ""


def proposed(node: Node, path: Sequence[str]) -> bool:
    """Whether a case is put to be decided on though 業務報告 stands over it: 提案一：…, not told of an earlier meeting."""
    marker = node.piece.marker if node.piece else None
    return marker is not None and marker.word in ("提案", "議案") and not any(map(announces_follow_up, path))


def heads_report(node: Node) -> bool:
    """Whether 教務主任報告： stands without a number over what somebody reports, under 討論事項 too."""
    piece = node.piece
    return (
        node.section_kind == "report" and piece is not None and piece.marker is None and piece.colon and not piece.body
    )


def _head(node: Node) -> str:
    return "".join(node.head.key.split()) if node.head else ""


def generic(node: Node) -> bool:
    """Whether a heading only names a kind of business: 報告事項, 臨時動議."""
    head = _head(node)
    return head in _GENERIC_WORDS or _GENERIC.fullmatch(head) is not None


def bare_word(node: Node) -> bool:
    """Whether a heading is one word that never says what was dealt with: 動議."""
    return _head(node) in _GENERIC_WORDS


def each_unit(node: Node) -> bool:
    """Whether a heading announces units: 各單位工作報告."""
    return announces_units(_head(node))


def hears_reports(node: Node) -> bool:
    """Whether a heading of the agenda of a council stands over the reports heard: 三、聽取報告."""
    return _HEARS_REPORTS.fullmatch(_head(node)) is not None


def left_blank(node: Node) -> bool:
    """Whether nothing was written after 七、工作報告： in a form: the colon waits for it."""
    return (
        node.piece is not None
        and node.piece.colon
        and not node.piece.body
        and _HEADS_REPORTS.match(_head(node)) is not None
    )


def formal(node: Node) -> bool:
    """Whether a node is a formality: 主席宣告開會, 散會; a ceremony counts only if something is told of it."""
    if node.section_kind in ("close", "formality", "annex") or (node.section_kind == "ceremony" and not node.children):
        return True
    line = own_line(node)
    return _FORMAL.search(line) is not None and _REPORTED.match(line) is None


def follows_up(node: Node) -> bool:
    """Whether a heading announces what became of earlier decisions: 上次會議決議事項執行情形."""
    return announces_follow_up(_head(node))


def tells_progress(node: Node) -> bool:
    """Whether a unit under such a heading tells of one decision: 1.提案一：…，執行情形…; 案由… 決議… 執行情形….

    A decision that comes after the progress is this meeting's own, and the unit an item of it.
    """
    progress = [i for i, c in enumerate(node.children) if _progress(c)]
    decided = [i for i, c in enumerate(node.children) if c.kind == "ruling"]
    if not progress:
        line = own_line(node)
        said = not node.children and told_on_a_line(line)
        return not decided and (_DONE.search(line) is not None or bool(said))
    return all(i < progress[0] for i in decided)


def decided_before(node: Node) -> tuple[Node, ...]:
    """Decisions of a unit that stand before its 辦理情形：: what an earlier meeting decided, told again."""
    progress = next((i for i, c in enumerate(node.children) if _progress(c)), 0)
    return tuple(c for c in node.children[:progress] if c.kind == "ruling")


def _progress(node: Node) -> bool:
    return node.piece is not None and any(x.name == "follow_progress" for x in node.piece.labels)


_TALK = ("會議內容", "會議紀要", "會議過程", "討論內容")


def only_talk(section: Node) -> bool:
    """Whether a heading stands over all that was said, in a record of nothing but words: 會議內容："""
    return _head(section) in _TALK and bool(section.children) and all(c.kind == "speech" for c in section.children)


def subject_line(key: str) -> bool:
    """Whether a line is the subject of a matter: …案, …請討論。"""
    return _SUBJECT_LINE.match(key.strip()) is not None
