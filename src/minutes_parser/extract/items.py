"""Agenda items: the smallest units with a heading that were reported, discussed, moved or voted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Item, ItemKind
from ..normalize.flow import Slice
from ..segment.outline import Node
from .grounded import grounds
from .headings import (
    bare_word,
    each_unit,
    follows_up,
    formal,
    generic,
    heads_report,
    hears_reports,
    is_nothing,
    is_placeholder,
    left_blank,
    left_out,
    only_talk,
    own_line,
    printed_label,
    proposed,
    subject_line,
    tells_progress,
)
from .item_fields import item_fields, number_printed
from .item_titles import first_sentence, heading_title, item_title, names_report
from .passages import Passage

__all__ = ["ItemNode", "item_nodes"]

_WORD_KINDS: dict[str, ItemKind] = {
    "報告案": "report", "報告事項": "report", "報告": "report", "備查案": "report", "核備案": "discussion",
    "臨時動議": "motion", "臨時提案": "motion", "臨時案": "motion", "動議": "motion", "確認案": "report",
    "討論": "discussion", "討論案": "discussion",
}  # fmt: skip
_ELECTS = re.compile(r"推選|遴選|互選|選出|人選|改選|補選|由各黨.{0,6}團.{0,8}推派")
_REPORT_HEADING = re.compile(r"報告(?:[（(][^（()）]{1,20}[)）])?[:：]?$")  # 執行單位報告
_OMITTED = re.compile(r"^(?!.{0,20}(?:報告|紀錄|簡報|說明)).{2,14}[（(](?:略|從略)[)）]。?$")
_STEP = re.compile(r"(?:推[舉選薦]|指定|選任)?(?:發票|唱票|監票|計票|記票|選務)|(?:選舉|開票|投票)結果|投票|開票")
"""Steps of an election, which is one item."""
_EXPLAINS = re.compile(r"(?:說明|簡報)(?:事項)?[:：]?$")  # 主辦單位說明: its points are what is explained
_REPORTS = re.compile(
    r"^(?:宣讀|確認|追認|報告)|^[\u4e00-\u9fff]{1,5}長報告|(?:上次|前次|歷次|上一次).{0,20}(?:紀錄|執行情形|辦理情形)|(?:報告|簡報)(?:事項)?(?:$|「|:)"
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


def item_nodes(root: Node) -> tuple[ItemNode, ...]:
    """The items of the outline, in order, with ids i1, i2 …"""
    made: list[ItemNode] = []
    for draft in _drafts(root):
        if not draft.title:  # 壹、 alone on its line names no matter
            continue
        fields, printed = item_fields(draft.node, draft.title), printed_label(draft.node)
        made.append(
            ItemNode(
                Item(
                    id=f"i{len(made) + 1}",
                    kind=draft.kind,
                    number=draft.number,
                    title=draft.title.text.replace("\n", ""),
                    label=printed.value if printed else None,
                    heading_path=draft.path,
                    **{name: value.text for name, value in fields.items() if value},
                    **grounds(draft.rule, title=draft.title, label=printed.spans() if printed else None, **fields),
                ),
                draft.node,
            )
        )
    return tuple(made)


def _drafts(root: Node) -> Iterator[_Draft]:
    for child in root.children:
        if child.kind == "section":
            yield from _of_section(child)
        elif child.kind in ("item", "point"):
            yield from _of_numbered(child, "other", ())


def _heading(node: Node) -> str:
    return node.head.value if node.head else ""


def _kind_of(node: Node, inherited: str) -> ItemKind:
    """Kind of an item: its own word (報告案), its own label, then the section's, then what its title says."""
    marker = node.piece.marker if node.piece else None
    if marker and marker.word in _WORD_KINDS and marker.word:
        return _WORD_KINDS[marker.word]
    if inherited == "discussion" and heads_report(node):
        return "report"
    if inherited in ("report", "discussion", "motion", "election"):
        return inherited  # type: ignore[return-value]
    if node.section_kind in ("report", "discussion", "motion", "election"):
        return node.section_kind  # type: ignore[return-value]
    if node.section_kind in ("other", "address"):
        return "other"
    if follows_up(node):
        return "report"
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
    """Items of a section: its numbered units, else itself if it has content or names a matter."""
    reports = _REPORT_HEADING.search(_heading(section)) or follows_up(section)
    kind = section.section_kind or ("report" if reports else "")
    if formal(section) or only_talk(section):
        return
    body = "".join(s.key for s in section.content()).strip()
    if kind == "address":
        if not is_nothing(body) and not left_out(body):
            yield _Draft(section, "other", section.ordinal, heading_title(section), "address", ())
        return
    units = [
        c for c in section.children if c.kind == "item" or (c.kind == "point" and (c.ordinal is not None or c.label))
    ]
    explained = kind == "other" and _EXPLAINS.search(_heading(section)) and not any(_decided(unit) for unit in units)
    steps = kind == "election" and any(_STEP.match(_heading(unit)) for unit in units)
    if (steps and not any(_decided(unit) for unit in units)) or (
        units and generic(section) and _opens_with_matter(section)
    ):
        yield _alone(section, kind)
    elif units and not explained and not (follows_up(section) and all(tells_progress(unit) for unit in units)):
        if _begins_unnumbered(section):
            yield _alone(section, kind)
        for unit in units:
            yield from _of_numbered(unit, kind, (_heading(section),), each_unit(section))
    elif units and all(is_placeholder("".join(x.key for x in unit.slices())) for unit in units):
        return
    elif not (is_nothing(body) or _all_nothing(section)) or _reported(section, body):
        yield _alone(section, kind)


def _all_nothing(section: Node) -> bool:
    """臨時動議：無 with 主席裁示：無 below."""
    own = section.piece.body.key if section.piece is not None else ""
    below = [c for c in section.children if c.piece is not None]
    decided = bool(below) and all(c.kind == "ruling" and is_nothing("".join(s.key for s in c.content())) for c in below)
    return decided and bool(own) and is_nothing(own)


def _begins_unnumbered(section: Node) -> bool:
    """Whether a matter with its decision stands before the units of a section, none of which has a number."""
    first = next((i for i, c in enumerate(section.children) if c.kind in ("item", "point")), 0)
    numbered = any(c.ordinal is not None or c.label is not None for c in section.children[first:] if c.kind == "item")
    begins = any(
        c.kind in ("ruling", "speech") and (c.piece is None or c.piece.marker is None or c.piece.marker.ordinal is None)
        for c in section.children[:first]
    )  # （一）林秘書：… opens a list of points
    return begins and not numbered


def _reported(section: Node, body: str) -> bool:
    """A numbered matter whose content is left out: 壹、確認上次會議紀錄; 伍、…專題報告「…」（略）; not 報告事項：（略）."""
    if section.label is None and _OMITTED.search(_heading(section)) is not None:
        return False  # 陸、自由座談（略）
    if not body and left_blank(section):
        return False
    if section.piece is None or section.piece.marker is None or not _names_itself(section):
        return bool(body) and "略" in body and section.section_kind == "report" and _names_itself(section)
    return not body or ("略" in body and section.section_kind == "report")


def _names_itself(section: Node) -> bool:
    """Whether a heading says what was dealt with, and is more than 報告事項."""
    length = len(section.head.key) if section.head else 0
    if section.label is None:
        return length > 3
    return section.section_kind == "report" and not generic(section) and length >= 4


def _alone(section: Node, kind: str) -> _Draft:
    """A section with content of its own: its first line, if that is a subject, else its heading, is the title."""
    resolved = _kind_of(section, kind)
    if section.label is not None and generic(section) and not names_report(section):
        line = _opening_line(section)
        if (
            line is not None
            and not is_nothing(line.key)
            and (subject_line(line.key) or _followed(section) or bare_word(section))
        ):
            return _Draft(section, resolved, None, first_sentence(line), "subject-line", (_heading(section),))
    return _Draft(section, resolved, section.ordinal, heading_title(section), "section", ())


def _opening_line(section: Node) -> Slice | None:
    """The first line of a section, on its own line or right below; None if it is a bullet or something labelled."""
    if section.piece is not None and section.piece.body and section.piece.colon:  # not the note of 議員提案（口頭）
        return section.piece.body
    first = section.children[0] if section.children else None
    if first is None or first.kind != "text" or first.piece is None or first.piece.marker is not None:
        return None
    return first.piece.whole


def _opens_with_matter(section: Node) -> bool:
    """「港區儲槽管制」報告案： below 六、報告事項：, over (一)報告內容 and (二)委員發言紀要: the one matter of the section."""
    line = _opening_line(section)
    if line is None or line.key[:1] != "「" or not line.key.rstrip().endswith(":"):
        return False
    return subject_line(line.key)


def _followed(section: Node) -> bool:
    """Whether a decision or a description follows the first line of a section."""
    return len(section.children) > 1 and section.children[1].kind in ("ruling", "field", "speech")


def _of_numbered(node: Node, kind: str, path: tuple[str, ...], each: bool = False) -> Iterator[_Draft]:
    """Items of a numbered unit: the cases or headed points under it, else itself."""
    if formal(node) or _empty_heading(node):
        return
    of_unit = node.label is not None and node.label.name == "unit"
    inner = [c for c in node.children if c.kind == "item"] or ([] if of_unit else _headed_points(node))
    if inner and not (follows_up(node) and all(tells_progress(unit) for unit in inner)):
        for child in inner:
            yield from _of_numbered(child, node.section_kind or kind, (*path, _heading(node)), each_unit(node))
        return
    if node.section_kind == "address":
        told = "".join(c.key for c in node.content()).strip()
        if not is_nothing(told) and not left_out(told):
            yield _Draft(node, "other", node.ordinal, heading_title(node), "address", path)
        return
    if (line := _subject_below(node)) is not None:
        yield _Draft(node, _kind_of(node, kind), None, first_sentence(line), "subject-line", (*path, _heading(node)))
        return
    kind = "discussion" if kind == "report" and proposed(node, path) else kind
    title = item_title(node, kind, each)
    if title and not is_nothing(title.key) and not is_placeholder(title.key):
        number = node.ordinal if node.ordinal is not None else number_printed(node)
        yield _Draft(node, _kind_of(node, kind), number, title, node.kind, path)


def _subject_below(node: Node) -> Slice | None:
    """The subject line under （一）審議縣政府提案：, a heading inside a section that says nothing of its matter."""
    if node.section_kind not in ("discussion", "motion") or not generic(node) or not _decided(node):
        return None
    first = node.children[0]
    if first.kind != "text" or first.piece is None or first.piece.marker is not None:
        return None
    return first.piece.whole if subject_line(first.piece.whole.key) else None


def _empty_heading(node: Node) -> bool:
    """（一）上次會議保留之討論事項：無 and （二）本次會議討論事項： over 第一案: headings inside a section, of nothing."""
    if node.children or node.section_kind not in ("discussion", "motion") or not generic(node):
        return False
    return node.piece is not None and is_nothing(node.piece.body.key)


def _headed_points(node: Node) -> list[Node]:
    """The points under a heading without text of its own, where they are headings with content themselves, or
    the units under 各單位報告: they are the items."""
    if node.kind != "point" or node.piece is None or (node.piece.colon and node.piece.body):
        return []
    if own_line(node).rstrip(":").endswith("案") and not generic(node):
        return []  # 後門門禁案, voted on point by point
    if each_unit(node) and node.children and all(c.label is not None and c.label.name == "unit" for c in node.children):
        return list(node.children)
    points = [c for c in node.children if c.kind == "point" and c.ordinal is not None and c.piece is not None]
    if len(points) < len(node.children) or not points:
        return []
    if hears_reports(node) or (each_unit(node) and all(c.piece and c.piece.colon for c in points)):
        return points
    headed = all(
        c.head is not None and len(c.head.key) <= 24 and not c.slices()[0].key.rstrip().endswith(("。", ";", ","))
        for c in points
    )
    told = sum(bool(c.children) for c in points)
    if all(any(x.kind == "item" for x in c.children) for c in points):
        return points
    return points if len(points) >= 2 and headed and told * 2 > len(points) else []
