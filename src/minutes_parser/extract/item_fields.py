"""What an agenda item says of itself under labels: its printed number, 提案單位, 說明 and 辦法."""

from __future__ import annotations

import re

from ..lexicon.labels import all_labels
from ..normalize.flow import Slice
from ..segment.outline import Node
from ..values.numerals import read_numeral
from .passages import Passage, passage

__all__ = ["item_fields", "number_printed"]

_CODE = re.compile(r"^[\u4e00-\u9fff]{1,6}\s?[-－—–第]?\s?(?=\d{1,3}$)")  # 編號：教－1
_LONG_NUMBER = re.compile(r"[1-9]\d{4,5}", re.ASCII)  # 案號：12047, counted through the terms of a council


def number_printed(node: Node) -> int | None:
    """編號：55 that opens an item, or stands in it (類別：教育　編號：第12號)."""
    for part in (node, *node.children):
        word = "".join(part.head.key.split()) if part.head else ""
        if (
            part.label
            and part.label.name == "seconder"
            and part.piece
            and (part is node or word in ("編號", "案號", "提案編號", "議案編號"))
        ):
            printed = part.piece.body.key.strip()
            bare = printed.removeprefix("第").removesuffix("號").strip()
            number = int(bare) if _LONG_NUMBER.fullmatch(bare) else read_numeral(_CODE.sub("", bare))
            if number is not None:
                return number
    return None


def item_fields(node: Node, title: Passage) -> dict[str, Passage | None]:
    """提案單位, 說明 and 辦法 of an item; unlabelled text counts as 說明."""
    found: dict[str, list[Slice]] = {"proposer": [], "description": [], "proposal": []}
    taken = {(s.line.start, s.a) for s in title.slices}
    own = node.piece
    if own is not None and own.label and own.label.name == "proposer" and own.body:
        found["proposer"].append(own.body)
    found["proposer"] += [signed for s in _subjects(node) if (signed := _signed_behind(s)) is not None]
    for child in node.children:
        name = child.label.field if child.label else ""
        if child.kind == "field" and name in ("proposer", "description", "proposal"):
            found[name].extend(child.content())
        elif child.kind in ("text", "point") and child.piece is not None:
            found["description"].extend(s for s in child.slices() if (s.line.start, s.a) not in taken)
    return {name: passage(slices) if slices else None for name, slices in found.items()}


def _subjects(node: Node) -> list[Slice]:
    """Where the title of an item may stand: its own line, the line of its 案由."""
    subjects = [c.piece.body for c in node.children if c.piece and c.label and c.label.name == "subject"]
    return [*([node.piece.whole] if node.piece is not None else ()), *subjects[:1]]


_SIGNED_BEHIND = re.compile(r"\s*[【〔\[(]\s*([^:()【】〔〕]{2,8}):\s*([^:()【】〔〕]{1,30})[】〕\])]\s*$")


def _signed_behind(s: Slice) -> Slice | None:
    """Who put an item forward, where its title says so under a label behind it: 站牌遷移案（提案單位：秘書室）."""
    found = _SIGNED_BEHIND.search(s.key) if s.key.rstrip().endswith(("】", "〕", "]", ")")) else None
    if found is None or not s.key[: found.start()].strip():
        return None
    word = found[1].strip()
    if not word.startswith("提案") or not any(label.name == "proposer" for label in all_labels(word)):
        return None
    return s.cut(*found.span(2)).strip()
