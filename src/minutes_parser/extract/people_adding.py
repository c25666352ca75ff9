"""An attendee from a mention: the unit, the title and the role that hold where it stands, who stands in for whom."""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import Attendance, TextSpan
from ..values import people_words as words
from ..values.mention import Mention
from ..values.notes import Notes
from .people_chunks import Entry
from .people_drafts import Draft, Spans, Value, drafted
from .people_signs import plain_name
from .people_state import ListState
from .people_tape import Parted

__all__ = ["Adding"]

_SEAT = re.compile(r"[A-Za-z]?-?\d{1,3}[A-Za-z]?|[A-Za-z]")
_ONE_PERSON = ("長", "主任", "主席", "主委", "主任委員", "召集人", "主任秘書")


class Adding(ListState):
    """Adds attendees to what a list gave."""

    def _spans(self, entry: Entry) -> Spans:
        """Mentions and notes have their places from the beginning of their entry."""
        at, spans = entry.a, self.tape.spans
        return lambda a, b: spans(at + a, at + b)

    def _note_at(self, entry: Entry) -> tuple[TextSpan, ...]:
        at = self.tape.key.find("(", entry.a, entry.b)
        return self.tape.spans(at, entry.b) if at >= 0 else ()

    def _add(self, entry: Entry, mention: Mention) -> None:
        notes, spans, now = entry.notes, self._spans(entry), self.now
        attendance: Attendance = "absent" if notes.absent else now.attendance
        draft = drafted(mention, spans, now.category, attendance, now.rule)
        for about in notes.about:
            draft.fill(_elsewhere(about, draft), spans)
        if notes.absent or notes.proxy is not None:
            draft.also_at = self._note_at(entry)
        self._in_context(draft, mention, apart=entry.parted is Parted.COMMA)
        if self.behind and (unit := self.behind.get(self.tape.line(entry.a))) is not None:
            draft.organization = unit
            self.made.used.extend(unit.spans)
        if notes.principal is not None:
            principal = drafted(notes.principal, spans, now.category, "proxy", now.rule)
            principal.proxy = draft
            draft = principal
        self.made.drafts.append(draft)
        if notes.proxy is None:
            return
        stand_in = drafted(notes.proxy, spans, now.category, "present", now.rule)
        if notes.takes_turns and now.category == "chair":
            self.made.drafts.append(stand_in)
        else:
            draft.attendance, draft.proxy = "proxy", stand_in

    def _in_context(self, draft: Draft, mention: Mention, *, apart: bool) -> None:
        """The unit, role and title that hold here; `apart` if a comma stands before the person: then an office
        of their own before the name ends the unit before it."""
        if draft.organization is not None and _SEAT.fullmatch(draft.organization.text):
            draft.organization = None  # A1王大明, 2F李小華: where somebody lives or sits
        if draft.organization is not None:
            if mention.organization is not None:
                self.unit, self.sticky = draft.organization, False
        elif (mention.office_before and not (self.sticky and (self.headed or not apart))) or (
            self.continued and (mention.title or mention.role)
        ):
            draft.organization = self.unit = self.over_all()
        else:
            draft.organization = self.unit
        self._share(draft, mention)
        of_one = self.now.rule == "people-heading" and self.now.unit is not None  # 都市計畫委員會執行秘書：
        draft.list_role = None if of_one else self.now.role
        draft.role = draft.role or self.now.role
        draft.title = draft.title or self.now.title

    def _share(self, draft: Draft, mention: Mention) -> None:
        """An office before a name holds for the bare names after it, unless it is a post that one person has."""
        if self.shared and mention.organization is None and mention.title is None and mention.role is None:
            draft.title, draft.role = draft.title or self.shared[0], draft.role or self.shared[1]
        elif mention.office_before and all(
            self._of_several(words.fold(post)) for post in (mention.title, mention.role) if post
        ):  # 召集人王大明教授: the post of one
            self.shared = (draft.title, draft.role)
        else:
            self.shared = None

    def _of_several(self, office: str) -> bool:
        """Whether several can have an office: 議員, not 局長; deputies where semicolons part the groups."""
        return not office.endswith(_ONE_PERSON) or (office.startswith("副") and ";" in self.signs)

    def _signed(self, entry: Entry, mention: Mention) -> bool:
        """Who signed beside the seat: the same name again, or a stand-in; 廖代表大心 廖大心 周代表小涵 徐大志(代)."""
        if entry.parted > Parted.GAP or not self.made.drafts or mention.title or mention.role or mention.organization:
            return False
        before = self.made.drafts[-1]
        if before.name is None or before.name.text == mention.name:
            return before.name is not None
        if not entry.notes.stands_in or before.attendance != "present":
            return False
        if self.unit is not None and self.unit.spans[0].start > before.name.spans[-1].start:
            return False  # 規章委員會 徐大志(代): sent by the unit that stands between
        before.proxy = drafted(mention, self._spans(entry), before.category, "present", before.rule)
        before.attendance, before.also_at = "proxy", self._note_at(entry)
        return True

    def _both_scripts(self, entry: Entry, mention: Mention) -> bool:
        """Mira Huang 黃米拉, 黃米拉 Mi-La Huang: one person, whose name is written twice."""
        last = self.made.drafts[-1] if self.made.drafts else None
        if last is None or last.name is None or entry.parted is not Parted.SPACE or not (self.commas or self.alone):
            return False
        name = mention.name or ""
        bare = not (mention.organization or mention.title or mention.role)
        romanized = bare and name.isascii() and " " in name and not last.name.text.isascii()
        if not (romanized or (plain_name(mention) and last.name.text.isascii())):
            return False
        spans = self._spans(entry)(*mention.name_at[0])
        last.name = Value(f"{last.name.text} {mention.name}", (*last.name.spans, *spans))
        return True

    def _of_unit(self, entry: Entry, unit: Mention) -> bool:
        """People in brackets after their unit: 農業部（李技正小華、張科員文心）, 農業局（林科長大明代）."""
        if unit.organization is None and not (self.sticky and self.headed):
            self.unit = None  # 廠商代表（王大明、李小華） after a unit of the body
        for who in entry.notes.who or (entry.notes.proxy,):
            if who is None:
                continue
            self._add(
                replace(entry, notes=Notes()),
                replace(
                    who,
                    organization=unit.organization,
                    organization_at=unit.organization_at,
                    role=who.role or unit.role,
                    role_at=who.role_at or unit.role_at,
                ),
            )
        return True


def _elsewhere(about: Mention, draft: Draft) -> Mention:
    """(主任委員，某協會理事長): with a role in the body known, the office in another body is a title."""
    if about.organization is None or about.role is None or about.title is not None or draft.role is None:
        return about
    return replace(about, title=about.role, title_at=about.role_at, role=None, role_at=())
