"""Speeches: contributions of a person or unit whose words are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import Person, Speech
from ..normalize.flow import Slice, clean
from ..segment.outline import Node
from ..values.names import Part, SpeakerReading, read_speaker
from .grounded import grounds
from .headings import is_nothing
from .opinions import opinions
from .passages import Passage, passage

__all__ = ["speeches"]

_INSERTED = re.compile(
    # 表決結果名單; 建請本案採記名表決。 with its signatures; a hearing's 討論提綱; 黨團協商結論：, 王委員大明等提案： and
    # what was agreed or moved below: read into the record, not said
    r"表決結果名單|記名表決結果|.{0,8}名單:?$|[^。,:;?]{0,60}(?:出席|列席|官員|人員|代表|委員)名單:?$|[^。,]{0,80}提綱:?$"
    r"|(?:建請|爰提|茲提)[^。]{2,80}。$|[^。,:;?]{0,12}協商結論:?$|[^。,:;?]{2,20}(?:等(?:\d{1,3}人)?|黨團)(?:提案|修?正?動議):$"
)
_ASIDE = re.compile(r"[(](?:無人異議|無異議|鼓掌|掌聲|笑|沉默|眾笑|無人發言)[)][。.]?\s*$")
_GUEST = re.compile(r"\s*(?P<who>[^:。,]{2,24}):(?=\s?\S)")
_ADDRESSES = re.compile(r"(.{2,10}?)(?:致[詞辭]|引言|開場|報告|說明|講話|勉勵|前言|談話)")  # 校長致詞
_LEFT_OUT = re.compile(r"\s*[(][^()]{0,40}略[)][。.]?\s*")
"""申請人說明：（王經理簡報，略）: nobody's words."""
_STAGE = re.compile(r"^[(][^()]{2,60}[)]$")


def speeches(root: Node, item_of: Mapping[int, str], tracking: frozenset[int]) -> tuple[Speech, ...]:
    """The speeches of the outline, in order. `item_of` maps `id(node)` of items' nodes to item ids; `tracking` holds
    `id(grid)` of tables that are tracking tables."""
    made: list[Speech] = []
    for node, item_id in _voices(root, item_of, None):
        for speech in _of_node(node, item_id, tracking):
            made.append(speech.model_copy(update={"id": f"s{len(made) + 1}"}))
    return tuple(made)


def _of_node(node: Node, item_id: str | None, tracking: frozenset[int]) -> Iterator[Speech]:
    grid = node.piece.grid if node.piece is not None else None
    if grid is not None:
        if id(grid) not in tracking:
            yield from (_told(x.head, x.reading, x.text, item_id, "opinion-table") for x in opinions(grid))
        return
    speech = _address(node, item_id) if node.kind != "speech" else _speech(node, item_id)
    if speech is not None:
        yield speech


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
    if node.resumes is not None and node.piece is not None:
        own = [node.piece.whole]
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
    if piece is None or reading is None or not text or is_nothing(text.key) or _LEFT_OUT.fullmatch(text.key):
        return None
    return _told((node.resumes or piece).head, reading, text, item_id, "speaker-label")


def _told(head: Slice, reading: SpeakerReading, text: Passage, item_id: str | None, rule: str) -> Speech:
    """What somebody said, who is named in `head`."""
    written = head.text
    speaker = Person(
        name=_cut(written, reading.name_at, reading.name),
        organization=_cut(written, reading.organization_at, reading.organization),
        title=_cut(written, reading.title_at, reading.title),
    )
    return Speech(
        id="", item_id=item_id, speaker=speaker, text=text.text,
        **grounds(rule, speaker=head.spans(), text=text),
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
    named = _GUEST.match(text.slices[0].key)
    guest = read_speaker(named["who"]) if named else None
    if named is not None and guest is not None and guest.name is not None:  # 來賓致詞：王科長○明：…
        first = text.slices[0]
        said = passage([first.cut(named.end()), *text.slices[1:]])
        return _told(first.cut(*named.span("who")), guest, said, item_id, "address") if said else None
    head = "".join(node.piece.head.key.split())
    office = _ADDRESSES.match(head)
    own = (
        read_speaker(node.piece.head.key[: office.end(1)], known=True)
        if office and head == node.piece.head.key
        else None
    )
    if own is not None and own.name is not None:  # 王市長致詞
        return _told(node.piece.head, own, text, item_id, "address")
    title = node.piece.head.value[: len(office[1])] if office else "主席"
    if title in ("主持人", "開場"):
        title = "主席"
    return Speech(
        id="", item_id=item_id, speaker=Person(title=title), text=text.text,
        **grounds("address", speaker=node.piece.head.spans(), text=text),
    )  # fmt: skip
