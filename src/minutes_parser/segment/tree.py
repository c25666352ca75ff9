"""Builds the outline from pieces, in one walk, by consistency rather than by a fixed ladder of numbers.

A numbered piece goes on in the innermost open list of its style that expects it. Labels have a rank
(section, item, field and ruling, speech), and close what stands deeper. Where a list inside a decision and
the list of items expect the same number, what follows decides: an item has a 說明 or a 決議 of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..diagnostics import Finding
from ..lexicon.labels import Label
from .outline import Kind, Node
from .pieces import Piece
from .voices import speaker_of
from .zones import is_title, starts_body

__all__ = ["build"]

SECTION, ITEM, FIELD, SPEECH, POINT = 10, 20, 30, 40, 50
_STRONG = {"discussion", "motion", "election", "close"}


@dataclass(slots=True)
class _Open:
    """A node under construction."""

    kind: Kind
    piece: Piece | None
    label: Label | None
    rank: int
    children: list[_Open] = field(default_factory=list)

    @property
    def style(self) -> str | None:
        return self.piece.marker.style + (self.piece.marker.word or "") if self.piece and self.piece.marker else None

    @property
    def ordinal(self) -> int | None:
        return self.piece.marker.ordinal if self.piece and self.piece.marker else None

    def freeze(self, level: int = 0) -> Node:
        return Node(self.kind, self.piece, self.label, level, tuple(c.freeze(level + 1) for c in self.children))


class _Builder:
    def __init__(self, all_pieces: Sequence[Piece]) -> None:
        self.pieces = all_pieces
        self.root = _Open("document", None, None, 0)
        self.stack = [self.root]
        self.zone = "title"
        self.section_style: str | None = None
        self.findings: list[Finding] = []
        self.evidence = _next_evidence(all_pieces)

    # ---- stack ----------------------------------------------------------------------------------------------

    def pop_to(self, rank: int) -> None:
        """Close everything of this rank and deeper."""
        while len(self.stack) > 1 and self.stack[-1].rank >= rank:
            self.stack.pop()

    def pop_above(self, node: _Open) -> None:
        while self.stack[-1] is not node and len(self.stack) > 1:
            self.stack.pop()

    def add(self, kind: Kind, piece: Piece, label: Label | None, rank: int) -> _Open:
        node = _Open(kind, piece, label, rank)
        self.stack[-1].children.append(node)
        if kind not in ("text", "table", "title"):
            self.stack.append(node)
        return node

    @property
    def item(self) -> _Open | None:
        """The open item: a case, or a numbered point right under a section."""
        for above, node in zip(reversed(self.stack[:-1]), reversed(self.stack[1:]), strict=True):
            if node.kind == "item" or (node.kind == "point" and above.kind in ("section", "document")):
                return node
        return None

    @property
    def container(self) -> _Open:
        """Where a field goes: the open item, else the section, else the document."""
        found = self.item
        if found:
            return found
        return next(n for n in reversed(self.stack) if n.kind in ("section", "document"))

    def inside(self, *kinds: str) -> _Open | None:
        return next((n for n in reversed(self.stack) if n.kind in kinds), None)

    # ---- walk -----------------------------------------------------------------------------------------------

    def run(self) -> None:
        for i, piece in enumerate(self.pieces):
            if self.zone == "annex":
                self.annexed(i, piece)
            elif piece.grid is not None:
                self.add("table", piece, None, POINT)
            elif self.zone in ("title", "head") and self.in_head(i, piece):
                continue
            else:
                self.zone = "body"
                self.in_body(i, piece)

    def annexed(self, i: int, piece: Piece) -> None:
        """After the end: everything is annex, until another meeting's title and time."""
        if piece.grid is None and is_title(piece) and self.another_meeting(i):
            self.pop_to(SECTION)
            self.zone, self.section_style = "title", None
            self.findings.append(Finding("several-meetings", piece.whole.value[:60], piece.whole.line.start))
            self.in_head(i, piece)
            return
        kind: Kind = "table" if piece.grid is not None else "text"
        self.add(kind, piece, piece.label, POINT)

    def another_meeting(self, i: int) -> bool:
        near = [p.label.name for p in self.pieces[i + 1 : i + 12] if p.label]
        return "time" in near and bool({"chair", "member", "place"} & set(near))

    # ---- head -----------------------------------------------------------------------------------------------

    def in_head(self, i: int, piece: Piece) -> bool:
        """Place a piece of the head; False if the body begins here."""
        label = piece.named("meta", "people")
        if label and not (piece.label and piece.label.group == "section" and not piece.colon):
            self.zone = "head"
            self.head_label(piece, label)
            return True
        if starts_body(self.pieces, i, self.zone):
            return False
        if self.zone == "title":
            self.add("title", piece, None, POINT)
            return True
        if piece.marker and self.in_people() is None:
            return False
        self.pop_deep_head(piece)
        self.add("text", piece, None, POINT)
        return True

    def in_people(self) -> _Open | None:
        return self.inside("people")

    def pop_deep_head(self, piece: Piece) -> None:
        """A line of the head without label goes on in the list that is open."""

    def head_label(self, piece: Piece, label: Label) -> None:
        open_people = self.in_people()
        nested = (
            piece.marker is not None
            and open_people is not None
            and open_people.style is not None
            and open_people.style != piece.marker.style + (piece.marker.word or "")
            and label.group == "people"
        )
        self.pop_to(FIELD if nested else SECTION)
        if piece.marker and not nested:
            self.section_style = piece.marker.style + (piece.marker.word or "")
        self.add("people" if label.group == "people" else "meta", piece, label, FIELD if nested else SECTION)

    # ---- body -----------------------------------------------------------------------------------------------

    def in_body(self, i: int, piece: Piece) -> None:
        for rule in (
            self.close,
            self.late_people,
            self.section,
            self.case,
            self.subject,
            self.decision,
            self.field,
            self.voice,
        ):
            if rule(i, piece):
                return
        if piece.marker is not None:
            self.numbered(i, piece)
        else:
            self.plain(piece)

    def close(self, i: int, piece: Piece) -> bool:
        label = piece.named("section")
        if not label or label.kind != "close" or (piece.colon is False and len(piece.whole.key) > 40):
            return False
        if self.inside("ruling", "speech") and piece.marker and not self.fits_section(piece):
            return False
        self.pop_to(SECTION)
        self.add("section", piece, label, SECTION)
        if label.name == "close" and "下次" not in piece.head.key:
            self.pop_to(SECTION)
            self.zone = "annex"
            self.stack.append(self.root_annex())
        return True

    def root_annex(self) -> _Open:
        node = _Open("annex", None, None, SECTION)
        self.root.children.append(node)
        return node

    def late_people(self, i: int, piece: Piece) -> bool:
        """主席, 紀錄 and lists of people that stand after the agenda has begun, before any item."""
        label = piece.named("people")
        if not label or not piece.colon or label.name == "chair" or self.inside("item", "ruling", "speech", "field"):
            return False
        if piece.label is not label or len(self.root.children) > 40:
            return False
        section = self.inside("section")
        if section is not None and section.children and label.name != "recorder":
            return False
        self.pop_to(SECTION)
        self.add("people", piece, label, SECTION)
        return True

    def fits_section(self, piece: Piece) -> bool:
        return piece.marker is not None and piece.marker.style + (piece.marker.word or "") == self.section_style

    def section(self, i: int, piece: Piece) -> bool:
        label = piece.named("section")
        if not label or (piece.marker and piece.marker.style == "case"):
            return False
        alternative = piece.named("field", "subject", "ruling")
        if alternative and (self.item or self.inside("section")) and not self.fits_section(piece):
            return False
        exact = label.kind in _STRONG or label.name == "report"
        if piece.marker is None:
            if piece.colon and self.item and self.section_style and label.kind not in _STRONG:
                return False
            if self.section_style and self.inside("section") and not (exact and self.at_margin(piece)):
                if label.kind in ("address", "other", "report", "formality") and self.inside("section"):
                    return self.heading_under(piece, label)
                return False
        elif self.section_style is None:
            self.section_style = piece.marker.style + (piece.marker.word or "")
        elif not self.fits_section(piece) or (self.inside("ruling", "speech", "field") and not self.expected(piece)):
            return False
        self.pop_to(SECTION)
        self.add("section", piece, label, SECTION)
        return True

    def at_margin(self, piece: Piece) -> bool:
        """Whether a heading without number stands alone on its line."""
        return not piece.whole.key[len(piece.head.key) :].strip(" :。") or piece.colon

    def expected(self, piece: Piece) -> bool:
        """Whether a section number goes on from the last section's."""
        last = next((n.ordinal for n in reversed(self.root.children) if n.style == self.section_style), None)
        ordinal = piece.marker.ordinal if piece.marker else None
        return last is None or ordinal is None or last < ordinal <= last + 3

    def heading_under(self, piece: Piece, label: Label) -> bool:
        """A heading without number under a section with one: 業務單位報告 under 報告事項."""
        section = self.inside("section")
        if section is None or self.item or piece.colon or section.children:
            return False
        self.pop_above(section)
        self.add("point", piece, label, ITEM)
        return True

    def case(self, i: int, piece: Piece) -> bool:
        """第N案, 報告案N, 案由N: an item."""
        marker = piece.marker
        if marker is None or marker.style != "case":
            return False
        here, style = self.item, marker.style + (marker.word or "")
        if here is not None and self.inside("ruling", "speech", "field"):
            goes_on = here.style == style and marker.ordinal == (here.ordinal or 0) + 1
            if not goes_on and marker.ordinal != 1 and not self.has_evidence(i):
                return False
        if (
            here is not None
            and here.kind == "item"
            and here.style != marker.style + (marker.word or "")
            and not self.fields(here)
        ):
            if marker.word in ("案由", "案名") or piece.named("subject"):
                return self.as_subject(piece)
        label = piece.named("ruling")
        if label and piece.colon:
            return False
        self.pop_to(ITEM)
        self.add("item", piece, piece.named("section"), ITEM)
        return True

    def as_subject(self, piece: Piece) -> bool:
        self.pop_above(self.container)
        self.add("field", piece, Label("subject", "subject", "", "subject"), FIELD)
        return True

    @staticmethod
    def fields(node: _Open) -> bool:
        """Whether an item has got beyond its heading."""
        return any(
            c.kind in ("ruling", "speech", "point", "text")
            or (c.label and c.label.name in ("description", "proposal", "debate"))
            for c in node.children
        )

    @staticmethod
    def has_subject(node: _Open) -> bool:
        return any(c.label and c.label.name == "subject" for c in node.children) or (
            node.piece is not None and node.piece.named("subject") is not None
        )

    def subject(self, i: int, piece: Piece) -> bool:
        """案由： begins an item, or gives the open one its title."""
        label = piece.named("subject")
        if label is None or not piece.colon:
            return False
        here = self.item
        fresh = here is not None and not self.has_subject(here) and not self.fields(here) and piece.marker is None
        if (
            here is not None
            and fresh
            and (here.kind == "item" or not here.piece or not here.piece.body or here.piece.label)
        ):
            self.pop_above(here)
            self.add("field", piece, label, FIELD)
            return True
        if (
            label.name == "subject"
            and piece.head.key.strip() in ("提案", "議案", "議題", "案情")
            and here is not None
            and not piece.marker
        ):
            return False
        self.pop_to(ITEM)
        self.add("item", piece, label, ITEM)
        return True

    def decision(self, i: int, piece: Piece) -> bool:
        label = piece.named("ruling")
        if label is None:
            return False
        if not piece.colon and piece.body.key and not piece.head.key:
            return False
        if piece.marker is not None and piece.marker.style != "case":
            if self.fits_section(piece) and not self.inside("field", "speech") and self.expected(piece):
                self.pop_to(SECTION)
                self.add("ruling", piece, label, SECTION)
                return True
            sibling = self.sibling(piece)
            if sibling is not None and sibling.rank >= FIELD:
                self.pop_above(sibling)
                self.stack.pop()
                self.add("ruling", piece, label, FIELD)
                return True
        self.pop_above(self.container)
        self.add("ruling", piece, label, FIELD)
        return True

    def field(self, i: int, piece: Piece) -> bool:
        label = piece.named("field", "follow")
        if label is None or not (piece.colon or self.alone(piece)):
            return False
        if (
            self.inside("ruling")
            and label.name not in ("description", "debate", "proposer")
            and label.group != "follow"
        ):
            return False
        if self.inside("ruling", "speech") and piece.marker is not None and not self.item:
            return False
        if label.name in ("proposer", "seconder") and self.opens_next(piece, label):
            self.pop_to(ITEM)
            self.add("item", piece, label, ITEM)
            return True
        if piece.marker is not None and self.inside("ruling") and self.sibling(piece) is None:
            return False
        if piece.marker is not None and self.item is None and self.inside("section"):
            return False
        sibling = self.sibling(piece) if piece.marker else None
        if sibling is not None and sibling.rank >= FIELD:
            self.pop_above(sibling)
            self.stack.pop()
        else:
            self.pop_above(self.container)
        self.add("field", piece, label, FIELD)
        return True

    def alone(self, piece: Piece) -> bool:
        return not piece.body.key and len(piece.head.key) <= 14

    def opens_next(self, piece: Piece, label: Label) -> bool:
        """編號：… or 提案單位：… after the decision of an item opens the next one."""
        here = self.item
        if piece.marker is not None:
            return False
        first = piece.head.key.replace(" ", "")
        if here is None:
            return first in ("編號", "案號") and self.inside("section") is not None
        decided = any(c.kind == "ruling" for c in here.children)
        return (first in ("編號", "案號") or label.name == "proposer") and (decided or self.has_subject(here))

    def voice(self, i: int, piece: Piece) -> bool:
        """A speaker's contribution."""
        if (
            self.inside("section", "item", "point", "ruling", "field", "speech") is None
            and self.root.children[-1:] == []
        ):
            return False
        ruling = self.inside("ruling")
        speaker = speaker_of(piece, in_ruling=ruling is not None, in_speech=self.inside("speech") is not None)
        if speaker is None:
            return False
        debate = next(
            (n for n in reversed(self.stack) if n.kind == "field" and n.label and n.label.name == "debate"), None
        )
        before = self.inside("speech")
        if before is not None and piece.marker is not None:
            if before.style == piece.marker.style + (piece.marker.word or "") or (
                before.style is None and self.sibling(piece) is before
            ):
                self.pop_above(before)
                self.stack.pop()
                self.add("speech", piece, None, SPEECH)
                return True
            sibling = self.sibling(piece)
            if sibling is None or sibling.rank >= SPEECH:
                return False
        if debate is not None:
            self.pop_above(debate)
        elif piece.marker is not None and (sibling := self.sibling(piece)) is not None and sibling.rank >= FIELD:
            self.pop_above(sibling)
            self.stack.pop()
        else:
            self.pop_above(self.container)
        self.add("speech", piece, None, SPEECH)
        return True

    # ---- plain ----------------------------------------------------------------------------------------------

    def sibling(self, piece: Piece) -> _Open | None:
        """The innermost open node whose list expects this number next."""
        if piece.marker is None:
            return None
        style = piece.marker.style + (piece.marker.word or "")
        for node in reversed(self.stack[1:]):
            if node.style == style and node.ordinal is not None and node.ordinal + 1 == piece.marker.ordinal:
                return node
        return None

    def has_evidence(self, i: int) -> bool:
        """Whether a 說明, 決議 or the like stands before the list goes on: then this piece heads an item."""
        piece = self.pieces[i]
        if piece.marker is None:
            return False
        style = piece.marker.style + (piece.marker.word or "")
        until = self.evidence[i]
        if until is None or until - i > 80:
            return False
        for later in self.pieces[i + 1 : until]:
            if later.marker and later.marker.style + (later.marker.word or "") == style:
                return False
            if later.label and later.label.group == "section" and later.label.kind != "formality":
                return False
        return True

    def numbered(self, i: int, piece: Piece) -> None:
        marker = piece.marker
        assert marker is not None
        if marker.style == "bullet":
            self.bullet(piece)
            return
        style = marker.style + (marker.word or "")
        open_lists = [n for n in self.stack[1:] if n.style == style]
        home = self.sibling(piece)
        if (
            home is not None
            and len([n for n in open_lists if n.ordinal is not None and n.ordinal + 1 == marker.ordinal]) > 1
        ):
            outer = next(n for n in open_lists if n.ordinal is not None and n.ordinal + 1 == marker.ordinal)
            if self.has_evidence(i):
                home = outer
        elif home is not None and home.rank >= FIELD and home.kind == "point" and self.item is not None:
            pass
        if home is None and marker.ordinal != 1 and open_lists:
            home = next((n for n in reversed(open_lists) if (n.ordinal or 0) < (marker.ordinal or 0)), None)
            if home is not None:
                self.findings.append(
                    Finding("number-gap", f"{marker.surface} after {home.ordinal}", piece.whole.line.start)
                )
        if home is not None:
            self.pop_above(home)
            self.stack.pop()
            if home.rank == SECTION:
                self.pop_to(SECTION)
                self.add("section", piece, None, SECTION)
            elif home.rank == ITEM and home.kind == "item":
                self.add("item", piece, None, ITEM)
            else:
                self.add("point", piece, None, home.rank if home.kind == "point" else POINT)
            return
        self.opens_list(i, piece)

    def opens_list(self, i: int, piece: Piece) -> None:
        """The first number of a list: an item under a section, a point under anything else."""
        style = piece.marker.style + (piece.marker.word or "") if piece.marker else ""
        top = self.stack[-1]
        if self.section_style == style and piece.marker and piece.marker.ordinal != 1 and self.has_evidence(i):
            self.pop_to(SECTION)
            self.add("section", piece, None, SECTION)
            return
        if top.kind in ("field", "ruling", "speech") and self.has_evidence(i) and self.item is None:
            self.pop_to(ITEM)
        rank = max(POINT, self.stack[-1].rank + 1)
        if self.stack[-1].kind in ("section", "document"):
            rank = ITEM
        self.add("point", piece, None, rank)

    def bullet(self, piece: Piece) -> None:
        top = self.stack[-1]
        if top.style and top.style.startswith("bullet"):
            self.stack.pop()
        kind: Kind = "text"
        self.add(kind, piece, None, POINT)

    def plain(self, piece: Piece) -> None:
        self.add("text", piece, None, POINT)


def _next_evidence(all_pieces: Sequence[Piece]) -> list[int | None]:
    """For each piece, the place of the next label that only an item has."""
    result: list[int | None] = [None] * len(all_pieces)
    following: int | None = None
    for i in range(len(all_pieces) - 1, -1, -1):
        result[i] = following
        label = all_pieces[i].label
        if label and (label.group in ("ruling", "subject") or label.name in ("description", "proposal", "proposer")):
            following = i
    return result


def build(all_pieces: Sequence[Piece]) -> tuple[Node, tuple[Finding, ...]]:
    """The outline of a document, and what was odd about its numbers."""
    builder = _Builder(all_pieces)
    builder.run()
    return builder.root.freeze(), tuple(builder.findings)
