"""Agenda items: the smallest units with a heading that were reported, discussed, moved or voted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Item, ItemKind
from ..normalize.flow import Slice
from ..segment.outline import Node
from ..values.names import read_speaker
from ..values.numerals import read_numeral
from .grounded import grounds
from .passages import Passage, passage

__all__ = ["ItemNode", "item_nodes"]

_NONE = re.compile(
    r"[(]?(?:無|略|沒有|從略|免|無提案|無臨時動議|本次無.{0,8}|無報告|無討論事項|none|None|NONE|N/A|n/a|-{1,3}|─|[O○oX]{3,20})[)]?[。.]?"
)
_TAIL_NOTE = re.compile(r"\s*[(](?:略|從略|無|確認通過|洽悉|通過|詳附件|略讀|口頭報告|內容略)[)][。.]?\s*$")
_SUBJECT_LINE = re.compile(
    r".{2,160}(?:案|請[^。]{0,6}(?:討論|審議|公決|公鑒|核議|備查|鑒核|追認|承認|決議|公鑑|同意|確認)|質詢|審查|紀錄)[。.]?(?:\([^()]{1,20}\))?$"
)
_GENERIC = re.compile(
    r".{0,8}(?:報告事項|討論事項|審議事項|承認事項|研議事項|協調事項|提案討論|討論提案|提案|議案|議題|討論案|報告案|審議案件?|臨時動議|臨時提案|其他動議|議案討論|議題討論|選舉事項|質詢事項|提案審議|議案內容|會議內容|備查事項|確認事項|臨時動議及其他|會議議題|討論|提案事項|選舉|議程|專案報告|專題報告)"
)
_GENERIC_WORDS = {"動議", "其他", "其他事項"}
_SENTENCE = re.compile(r"[^。]{2,400}。")
_WORD_KINDS: dict[str, ItemKind] = {
    "報告案": "report", "報告事項": "report", "報告": "report", "備查案": "report", "核備案": "discussion",
    "臨時動議": "motion", "臨時提案": "motion", "臨時案": "motion", "動議": "motion", "確認案": "report",
}  # fmt: skip
_UNIT_REPORTS = re.compile(r".{1,12}[處室組院局會部科課館系所]報告")
_PLACEHOLDER = re.compile(r"[O○]{4}")  # a form that nobody filled in: 案由文字OOOOO
_EACH = re.compile(r"各.{0,8}報告")
_FORMAL = re.compile(
    r"宣[告布佈].{0,30}(?:閉幕|散會|開幕|開會|會議開始)[。.]?$|^[\d:~\s-]*(?:報到|用餐|會議開始|休息|簽到|合影)$"
)
_ELECTS = re.compile(r"推選|遴選|互選|選出|人選|改選|補選|由各黨.{0,6}團.{0,8}推派")
_REPORTS = re.compile(
    r"^(?:宣讀|確認|追認|報告)|(?:上次|前次|歷次|上一次).{0,20}(?:紀錄|執行情形|辦理情形)|(?:報告|簡報)(?:事項)?(?:$|「|:)"
)


@dataclass(frozen=True, slots=True)
class ItemNode:
    """An item and the node of the outline that it comes from."""

    item: Item
    node: Node


@dataclass(frozen=True, slots=True)
class _Draft:
    node: Node
    kind: ItemKind
    number: int | None
    title: Passage
    rule: str
    path: tuple[str, ...]


def is_placeholder(text: str) -> bool:
    """Whether a form was not filled in: 案由文字OOOOO."""
    return _PLACEHOLDER.search(text) is not None


def is_nothing(text: str) -> bool:
    """Whether a section says that there is nothing: 無, （略）."""
    flat = "".join(text.split())
    return not flat or _NONE.fullmatch(flat) is not None


def item_nodes(root: Node) -> tuple[ItemNode, ...]:
    """The items of the outline, in order, with ids i1, i2 …"""
    made: list[ItemNode] = []
    for draft in _drafts(root):
        fields = _fields(draft.node, draft.title)
        made.append(
            ItemNode(
                Item(
                    id=f"i{len(made) + 1}",
                    kind=draft.kind,
                    number=draft.number,
                    title=draft.title.text.replace("\n", ""),
                    label=_printed(draft.node),
                    heading_path=draft.path,
                    **{name: value.text for name, value in fields.items() if value},
                    **grounds(draft.rule, title=draft.title, **fields),
                ),
                draft.node,
            )
        )
    return tuple(made)


def _printed(node: Node) -> str | None:
    marker = node.piece.marker if node.piece else None
    return marker.surface.strip("、.:, ") if marker and marker.ordinal is not None else None


def _drafts(root: Node) -> Iterator[_Draft]:
    for child in root.children:
        if child.kind == "section":
            yield from _of_section(child)
        elif child.kind in ("item", "point"):
            yield from _of_numbered(child, "other", ())


def _whole(node: Node) -> str:
    """The node's own line without its number."""
    piece = node.piece
    return piece.whole.key[piece.marker.length if piece.marker else 0 :].strip() if piece and piece.grid is None else ""


def _heading(node: Node) -> str:
    return node.head.value if node.head else ""


def _kind_of(node: Node, inherited: str) -> ItemKind:
    """Kind of an item: its own word (報告案), its own label, then the section's, then what its title says."""
    marker = node.piece.marker if node.piece else None
    if marker and marker.word in _WORD_KINDS and marker.word:
        return _WORD_KINDS[marker.word]
    if inherited in ("report", "discussion", "motion", "election"):
        return inherited  # type: ignore[return-value]
    if node.section_kind in ("report", "discussion", "motion", "election"):
        return node.section_kind  # type: ignore[return-value]
    if node.section_kind in ("other", "address"):
        return "other"
    if _ELECTS.search(node.head.key if node.head else ""):
        return "election"
    if _REPORTS.search(node.head.key if node.head else ""):
        return "report"
    return "discussion" if node.kind == "item" or _decided(node) else "other"


def _decided(node: Node) -> bool:
    return any(
        c.kind == "ruling" or (c.label and c.label.name in ("subject", "proposal", "proposer")) for c in node.children
    )


def _of_section(section: Node) -> Iterator[_Draft]:
    kind = section.section_kind
    if (
        kind in ("close", "formality", "annex")
        or (kind == "ceremony" and not section.children)
        or _FORMAL.search(_whole(section))
    ):
        return
    body = "".join(s.key for s in section.content()).strip()
    path = (_heading(section),)
    if kind == "address":
        if not is_nothing(body):
            yield _Draft(section, "other", section.ordinal, _plain_title(section), "address", ())
        return
    units = [c for c in section.children if c.kind in ("item", "point")]
    units = [c for c in units if c.kind == "item" or c.ordinal is not None or c.label]
    if units and not (is_tracking(section) and all(_is_entry(unit) for unit in units)):
        each = _EACH.match(section.head.key if section.head else "") is not None
        for unit in units:
            yield from _of_numbered(unit, kind, path, each)
        return
    if units and all(_PLACEHOLDER.search("".join(x.key for x in unit.slices())) for unit in units):
        return
    if is_nothing(body) and not (body and _reported(section)):
        if not body and section.piece is not None and section.piece.marker is not None and _names_itself(section):
            yield _Draft(section, _kind_of(section, kind), section.ordinal, _plain_title(section), "section", ())
        return
    yield _alone(section, kind)


_TRACKING = re.compile(
    r"(?:決議|裁示|指示|列管|追蹤|交辦)(?:事項|案)?.{0,8}(?:執行|辦理|處理|追蹤).{0,4}(?:情形|狀況|結果|進度)"
)
_DONE = re.compile(r"(?:執行|辦理|處理)(?:情形|狀況|結果):?")


def is_tracking(node: Node) -> bool:
    """Whether a heading announces what became of earlier decisions: 上次會議決議事項執行情形."""
    return node.head is not None and _TRACKING.search("".join(node.head.key.split())) is not None


def _is_entry(unit: Node) -> bool:
    """Whether a numbered line under such a heading tells of one decision: 1.提案一：…，執行情形…"""
    return _DONE.search(_whole(unit)) is not None and not _decided(unit)


def _reported(section: Node) -> bool:
    """A report of its own, even if left out of the text: 伍、…專題報告「…」（略）; not 報告事項：（略）."""
    return (
        "略" in "".join(s.key for s in section.content())
        and _names_itself(section)
        and section.label is not None
        and section.section_kind == "report"
    )


def _names_itself(section: Node) -> bool:
    """Whether a heading says what was dealt with, and is more than 報告事項."""
    head = section.head.key if section.head else ""
    return (section.label is None and len(head) > 3) or (
        section.section_kind == "report" and not _GENERIC.fullmatch("".join(head.split())) and len(head) >= 4
    )


def _alone(section: Node, kind: str) -> _Draft:
    """A section with content of its own: its first line, if that is a subject, else its heading, is the title."""
    resolved = _kind_of(section, kind)
    bare = "".join((section.head.key if section.head else "").split())
    first = next((c for c in section.children if c.kind == "text"), None)
    inline = section.piece.body if section.piece and section.piece.body else None
    if section.label is not None and (_GENERIC.fullmatch(bare) or bare in _GENERIC_WORDS):
        line = inline or (first.piece.whole if first and first.piece and section.children[0] is first else None)
        bullet = first.piece.marker if first and first.piece else None
        if (
            line is not None
            and bullet is None
            and (_SUBJECT_LINE.match(line.key.strip()) or _followed(section) or bare in _GENERIC_WORDS)
        ):
            return _Draft(section, resolved, None, _first_sentence(line), "subject-line", (_heading(section),))
    return _Draft(section, resolved, section.ordinal, _plain_title(section), "section", ())


def _followed(section: Node) -> bool:
    """Whether a decision or a description follows the first line of a section."""
    return len(section.children) > 1 and section.children[1].kind in ("ruling", "field", "speech")


def _plain_title(node: Node) -> Passage:
    """The heading of a section. Without a label of the lexicon the whole line is its heading."""
    piece = node.piece
    assert piece is not None
    noted = piece.colon and re.fullmatch(r"\s*[(][^()]*[)]\s*", piece.body.key) is not None
    if (node.label is None and not noted) or (node.section_kind == "report" and not piece.colon and piece.body):
        rest = piece.whole.cut(piece.marker.length if piece.marker else 0)
        return passage([_without_note(rest)])
    return passage([_without_note(piece.head)])


def _without_note(s: Slice) -> Slice:
    note = _TAIL_NOTE.search(s.key)
    cut = s.cut(0, note.start()) if note else s
    end = len(cut.key.rstrip(" :"))
    return cut.cut(0, end)


def _first_sentence(s: Slice) -> Passage:
    found = _SENTENCE.match(s.key)
    if found and found.end() < len(s.key):
        note = re.match(r"\s*[(][^()]{1,40}[)]\s*$", s.key[found.end() :])
        return passage([s if note else s.cut(0, found.end())])
    return passage([_without_note(s)])


def _of_numbered(node: Node, kind: str, path: tuple[str, ...], each: bool = False) -> Iterator[_Draft]:
    """Items of a numbered unit: itself, or the cases that stand under it."""
    inner = [c for c in node.children if c.kind == "item"]
    if (
        (node.label is not None and node.section_kind in ("formality", "close"))
        or (node.section_kind == "ceremony" and not node.children)
        or _FORMAL.search(_whole(node))
    ):
        return
    if inner:
        for child in inner:
            yield from _of_numbered(child, node.section_kind or kind, (*path, _heading(node)))
        return
    deeper = _headed_points(node)
    if deeper:
        each = _EACH.match(node.head.key if node.head else "") is not None
        for child in deeper:
            yield from _of_numbered(child, node.section_kind or kind, (*path, _heading(node)), each)
        return
    if node.section_kind == "address" or (kind == "other" and node.section_kind == "address"):
        if not is_nothing("".join(c.key for c in node.content()).strip()):
            yield _Draft(node, "other", node.ordinal, _plain_title(node), "address", path)
        return
    title = _title_of(node, kind, each)
    if not title or is_nothing(title.key) or _PLACEHOLDER.search(title.key):
        return
    number = node.ordinal if node.ordinal is not None else _printed_number(node)
    yield _Draft(node, _kind_of(node, kind), number, title, node.kind, path)


def _headed_points(node: Node) -> list[Node]:
    """The points under a heading without text of its own, where they are headings with content themselves, or
    the units under 各單位報告: they are the items."""
    if node.kind != "point" or node.piece is None or (node.piece.colon and node.piece.body):
        return []
    points = [c for c in node.children if c.kind == "point" and c.ordinal is not None]
    if len(points) < 2 and not (points and _EACH.match(node.head.key if node.head else "")):
        return []
    if any(c.kind != "point" for c in node.children) or any(c.piece is None for c in points):
        return []
    headed = [
        c
        for c in points
        if len(c.head.key if c.head else "") <= 24 and c.piece and not c.piece.whole.key.rstrip().endswith(("。", "；"))
    ]
    if _EACH.match(node.head.key if node.head else "") and all(c.piece and c.piece.colon for c in points):
        return points
    return points if len(headed) == len(points) and sum(bool(c.children) for c in points) * 2 > len(points) else []


def _printed_number(node: Node) -> int | None:
    """編號：55 that opens an item."""
    if node.label and node.label.name == "seconder" and node.piece:
        return read_numeral(node.piece.body.key.strip())
    return None


def _is_unit(key: str) -> bool:
    """Whether a head is a unit and nobody of it: 灌溉股."""
    found = read_speaker(key.strip())
    return found is not None and found.name is None and found.title is None


def _title_of(node: Node, kind: str, each: bool = False) -> Passage:
    piece = node.piece
    assert piece is not None
    if node.announced is not None:
        return passage([node.announced])
    if node.label is not None and node.label.name == "boxed":
        inner = piece.whole.strip()
        end = len(inner.key.rstrip(":"))
        return passage([inner.cut(1, end - 1)])
    subject = next((c for c in node.children if c.label and c.label.name == "subject" and c.kind == "field"), None)
    if subject is not None:
        return passage(subject.content()[:1])
    if node.label and node.label.name == "subject" and piece.body:
        return passage([_without_note(piece.body)])
    if piece.named("subject") and piece.body and piece.marker:
        return passage([_without_note(piece.body)])
    rest = piece.whole.cut(piece.marker.length if piece.marker else 0).strip()
    stated = (
        piece.label is not None
        and piece.label.group == "section"
        and not _UNIT_REPORTS.fullmatch(piece.head.key.strip())
    )
    unit = kind == "report" and piece.colon and _is_unit(piece.head.key)
    if piece.colon and piece.body and (each or unit or stated or is_nothing(piece.body.key)):
        return passage([_without_note(piece.head)])
    if piece.label and piece.label.name == "proposer":
        first = next((c for c in node.children if c.kind == "text" and c.piece), None)
        return _first_sentence(first.piece.whole) if first and first.piece else passage([])
    if not rest:
        first = next((c for c in node.children if c.kind == "text" and c.piece), None)
        return _first_sentence(first.piece.whole) if first and first.piece else passage([])
    return _first_sentence(rest) if not _breaks_off(rest) else passage([rest, *_rest_of_title(node)])


def _breaks_off(rest: Slice) -> bool:
    """Whether a long first line stops in mid-sentence: a text whose lines were not recognised as wrapped."""
    key = rest.key.strip()
    return len(key) >= 22 and "," in key and key[-1] not in "。;:)」』案?!"


def _rest_of_title(node: Node) -> list[Slice]:
    first = node.children[0] if node.children else None
    if first is None or first.kind != "text" or first.piece is None or first.piece.marker or first.piece.colon:
        return []
    return list(_first_sentence(first.piece.whole).slices)


def _fields(node: Node, title: Passage) -> dict[str, Passage | None]:
    """提案單位, 說明 and 辦法 of an item; unlabelled text counts as 說明."""
    found: dict[str, list[Slice]] = {"proposer": [], "description": [], "proposal": []}
    taken = {(s.line.start, s.a) for s in title.slices}
    own = node.piece
    if own is not None and own.label and own.label.name == "proposer" and own.body:
        found["proposer"].append(own.body)
    for child in node.children:
        name = child.label.field if child.label else ""
        if child.kind == "field" and name in ("proposer", "description", "proposal"):
            found[name].extend(child.content())
        elif child.kind in ("text", "point") and child.piece is not None:
            found["description"].extend(s for s in child.slices() if (s.line.start, s.a) not in taken)
    return {name: passage(slices) if slices else None for name, slices in found.items()}
