"""Speeches: contributions of a person or unit whose words are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import Person, Speech
from ..normalize.flow import Slice, clean
from ..segment.outline import Node
from ..values.names import Part
from .grounded import grounds
from .headings import is_nothing
from .opinion_tables import Told, told_in
from .passages import passage

__all__ = ["speeches"]

_INSERTED = re.compile(
    # 表決結果名單; 建請本案採記名表決。 with its signatures: read into the record, not said
    r"表決結果名單|記名表決結果|.{0,8}名單:?$|(?:建請|爰提|茲提)[^。]{2,80}。$"
)
_ASIDE = re.compile(r"[(](?:無人異議|無異議|鼓掌|掌聲|笑|沉默|眾笑|無人發言)[)][。.]?\s*$")
_STAGE = re.compile(r"^[(][^()]{2,60}[)]$")


def speeches(root: Node, item_of: Mapping[int, str], tracking: frozenset[int] = frozenset()) -> tuple[Speech, ...]:
    """The speeches of the outline, in order. `item_of` maps `id(node)` of items' nodes to item ids; `tracking` holds
    `id(grid)` of tables that tell of earlier decisions."""
    made: list[Speech] = []
    for node, item_id in _voices(root, item_of, None):
        if node.kind == "table":
            grid = node.piece.grid if node.piece is not None else None
            for told in told_in(grid) if grid is not None and id(grid) not in tracking else ():
                made.append(_told(told, item_id).model_copy(update={"id": f"s{len(made) + 1}"}))
            continue
        speech = _address(node, item_id) if node.kind != "speech" else _speech(node, item_id)
        if speech is not None:
            made.append(speech.model_copy(update={"id": f"s{len(made) + 1}"}))
    return tuple(made)


def _voices(node: Node, item_of: Mapping[int, str], item_id: str | None) -> Iterator[tuple[Node, str | None]]:
    item_id = item_of.get(id(node), item_id)
    if node.kind in ("speech", "table"):
        yield node, item_id
    elif node.section_kind == "address" and id(node) in item_of and not any(c.kind == "speech" for c in node.children):
        yield node, item_id
        return
    if node.kind == "annex":
        return
    for child in node.children:
        yield from _voices(child, item_of, item_id)


def _own(node: Node) -> tuple[Slice, ...]:
    """The text of a speech without the speeches and decisions that stand under it."""
    own: list[Slice] = [node.piece.body] if node.piece and node.piece.body else []
    for child in node.children:
        if child.kind in ("speech", "ruling"):
            break
        own.extend(child.slices())
    for at, part in enumerate(own):
        if at and _INSERTED.match(part.key.strip()):
            own = own[:at]
            break
    while own and _STAGE.match(own[-1].key.strip()):
        own.pop()
    if own and (aside := _ASIDE.search(own[-1].key)):
        own[-1] = own[-1].cut(0, aside.start())
    return tuple(own)


def _speech(node: Node, item_id: str | None) -> Speech | None:
    piece = node.piece
    reading = node.speaker
    text = passage(_own(node))
    if piece is None or reading is None or not text or is_nothing(text.key):
        return None
    head = piece.head.text
    speaker = Person(
        name=_cut(head, reading.name_at, reading.name),
        organization=_cut(head, reading.organization_at, reading.organization),
        title=_cut(head, reading.title_at, reading.title),
    )
    return Speech(
        id="", item_id=item_id, speaker=speaker, text=text.text,
        **grounds("speaker-label", speaker=piece.head.spans(), text=text),
    )  # fmt: skip


def _told(told: Told, item_id: str | None) -> Speech:
    return Speech(
        id="", item_id=item_id, speaker=told.speaker, text=told.text.text,
        **grounds("opinion-table", speaker=told.label, text=told.text),
    )  # fmt: skip


def _cut(head: str, places: Part, read: str | None) -> str | None:
    """A field of the speaker as the label writes it; rules read a folded copy (台 as 臺)."""
    if read is None or not places:
        return read
    return clean("".join(head[a:b] for a, b in places))


def _address(node: Node, item_id: str | None) -> Speech | None:
    """主席致詞: the words of the chair, who is not named there."""
    text = passage(_own(node))
    if not text or is_nothing(text.key) or node.piece is None:
        return None
    head = "".join(node.piece.head.key.split())
    office = re.match(r"(.{2,10}?)(?:致[詞辭]|引言|開場|報告|說明|講話|勉勵|前言|談話)", head)
    title = node.piece.head.value[: len(office[1])] if office else "主席"
    if title in ("主持人", "開場"):
        title = "主席"
    return Speech(
        id="", item_id=item_id, speaker=Person(title=title), text=text.text,
        **grounds("address", speaker=node.piece.head.spans(), text=text),
    )  # fmt: skip
