"""From the mentions of a running list to attendees: headings and units that hold for those after them, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ..diagnostics import Finding
from ..model import Attendance, TextSpan
from ..normalize.flow import Slice
from ..values import people_words as words
from ..values.mention import Mention
from ..values.notes import Notes
from .people_behind import units_behind, without
from .people_chunks import Entry, entries_of
from .people_drafts import Draft, Spans, Value, drafted
from .people_signs import (
    AND_OTHERS,
    MARKS,
    SURE,
    alone,
    end_of_list,
    lacks_unit,
    may_be_name,
    names_nobody,
    office_and_name,
    over_part,
    over_person,
    plain_name,
    rare_name,
    signs_in,
    stands_over,
    unit_key,
)  # fmt: skip
from .people_state import OF_ONE, Context, ListReading, ListState
from .people_tape import Parted, Tape, pieces_of

__all__ = ["read_list"]

_HAN_START = re.compile(rf"[{words.HAN}○]{{2}}")
_MANY = 3
_HANDLE = re.compile(r"[A-Za-z][\w.-]{1,20}")  # mira, noa_k: what people of a community call each other
_SEAT = re.compile(r"[A-Za-z]?-?\d{1,3}[A-Za-z]?|[A-Za-z]")
_MANY = 4
"""So many offices with a name after each make a list of such, without commas too."""
_ONE_PERSON = ("長", "主任", "主席", "主委", "主任委員", "召集人", "主任秘書")


def read_list(slices: Sequence[Slice], context: Context) -> ListReading:
    """Read lines of people. Reading stops at the first line that is prose."""
    printed = Tape.of(slices)
    behind = units_behind(printed)
    tape = without(printed, behind) if behind else printed
    entries = list(entries_of(tape, pieces_of(tape)))
    reader = _Reader(tape, context)
    reader.behind = {
        a: Value("".join(printed.text[slice(*at)].split()), printed.spans(*at)) for a, at in behind.items()
    }
    known = [e.a for e in takewhile(lambda e: _HANDLE.fullmatch(tape.key, e.a, e.b), entries)]
    stop = end_of_list(tape, entries, strict=context.category in ("chair", "recorder"))
    if len(known) >= _MANY:
        line = [e.a for e in entries if e.a < (tape.starts[1] if len(tape.starts) > 1 else len(tape.text))]
        stop = max([stop, *(a + 1 for a in line)])  # 石蓴 among them
        later = (e.a for e in entries if e.a < stop and _HANDLE.fullmatch(tape.key, e.a, e.b))
        reader.handles = frozenset([*known, *later])
        entries = [_called(tape, e) if e.a in reader.handles else e for e in entries]
    return reader.run([entry for entry in entries if entry.a < stop or entry.a in reader.handles])


def _called(tape: Tape, entry: Entry) -> Entry:
    """A nickname: pm5 in a list of such is no unit."""
    return replace(entry, mention=Mention(tape.text[entry.a : entry.b], name_at=((0, entry.b - entry.a),), score=1.0))


class _Reader(ListState):
    """Walks over the entries."""

    def run(self, entries: Sequence[Entry]) -> ListReading:
        units = [entry for entry in entries if entry.mention is not None and entry.mention.is_unit]
        self.plain = sum(e.mention is not None and e.mention.is_person and alone(e) for e in entries)
        self.posts = sum(e.mention is not None and office_and_name(e.mention) for e in entries)
        self.plainly = bool(entries) and not entries[0].heading
        self.mixed = self.mixed or (len(units) == 1 and len(entries) > 1 and units[0] is entries[0])
        for entry, after in zip(entries, [*entries[1:], None], strict=False):
            self.boundary(entry)
            if entry.heading:
                self.heading(entry)
            elif self._person(entry, after):
                self.after_representative()
            elif not self._nameless(entry, after):
                continue
            nameless = entry.mention is None or entry.mention.name is None
            self.nameless += nameless and not entry.heading and entry.a not in self.handles
            self.made.used.extend(self.tape.spans(entry.a, entry.b))
        self._settle()
        return self.made

    # -- people ------------------------------------------------------------------------------------------------

    def _person(self, entry: Entry, after: Entry | None) -> bool:
        bare = "".join(self.tape.key[entry.a : entry.b].split())
        if "人數" in bare:  # 應出席區分所有權人數總計90人
            return True
        mention = entry.mention
        sent = entry.notes.who or (entry.notes.proxy is not None and not entry.notes.absent)
        if (
            mention is not None
            and mention.name is None
            and mention.organization
            and sent
            and words.ends_as_unit(unit_key(mention))
        ):
            return self._of_unit(entry, mention)
        if self._over_person(entry, after, bare):
            return True
        if len(bare) == 1 and words.surname_rank(bare):  # the rest of the name is lost
            at = ((0, entry.b - entry.a),)
            mention = Mention(self.tape.text[entry.a : entry.b], name_at=at, surname_only=True)
        if self.plain >= 3 and rare_name(entry, bare):
            mention = Mention(self.tape.text[entry.a : entry.b], name_at=((0, entry.b - entry.a),), score=1.0)
        if mention is None or mention.name is None:
            return False
        if signs_in(bare) and not AND_OTHERS.search(bare):
            return False
        posted = office_and_name(mention) and (self.base.category in OF_ONE or self.commas or self.posts >= _MANY)
        weak = mention.score < SURE and not posted
        if (
            weak
            and entry.a not in self.handles
            and (
                stands_over(entry, after, self.commas)
                or not may_be_name(bare.split("(")[0], mention)
                or names_nobody(bare)
            )
        ):
            return False
        if posted and mention.score < SURE and names_nobody(bare):
            return False
        if self._signed(entry, mention) or self._both_scripts(entry, mention):
            return True
        if weak:
            self.weak.append(len(self.made.drafts))
            self.known_surname = mention.score > 0.5 and words.surname_rank(bare[0]) > 0
        self._add(entry, mention)
        return True

    def _over_person(self, entry: Entry, after: Entry | None, bare: str) -> bool:
        """康樂里　黃里長大明: what looks like a name is the village of the person after it."""
        if not over_person(entry, after, bare):
            return False
        self.unit, self.sticky = self.value((0, entry.b - entry.a), entry.a), True
        self.headed = self.continued = False
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
        for who in entry.notes.who or (entry.notes.proxy,):
            if who is None:
                continue
            self._add(
                replace(entry, notes=Notes()),
                replace(who, organization=unit.organization, organization_at=unit.organization_at),
            )
        return True

    def _spans(self, entry: Entry) -> Spans:
        """Mentions and notes have their places from the beginning of their entry."""
        at, spans = entry.a, self.tape.spans
        return lambda a, b: spans(at + a, at + b)

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

    def _note_at(self, entry: Entry) -> tuple[TextSpan, ...]:
        at = self.tape.key.find("(", entry.a, entry.b)
        return self.tape.spans(at, entry.b) if at >= 0 else ()

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
        draft.list_role = self.now.role
        draft.role = draft.role or self.now.role
        draft.title = draft.title or self.now.title

    def _share(self, draft: Draft, mention: Mention) -> None:
        """An office before a name holds for the bare names after it, unless it is a post that one person has."""
        if self.shared and mention.organization is None and mention.title is None and mention.role is None:
            draft.title, draft.role = draft.title or self.shared[0], draft.role or self.shared[1]
        elif mention.office_before and self._of_several(words.fold(mention.title or mention.role or "")):
            self.shared = (draft.title, draft.role)
        else:
            self.shared = None

    def _of_several(self, office: str) -> bool:
        """Whether several can have an office: 議員, not 局長; deputies where semicolons part the groups."""
        return not office.endswith(_ONE_PERSON) or (office.startswith("副") and ";" in self.signs)

    # -- what is no person -------------------------------------------------------------------------------------

    def _nameless(self, entry: Entry, after: Entry | None) -> bool:
        """A unit, words that name nobody, marks; False if it is none of them."""
        bare = "".join(self.tape.key[entry.a : entry.b].split())
        if MARKS.fullmatch(bare):
            return True
        if words.is_word("notes", "absent", bare) and entry.parted < Parted.COMMA and self._away(entry):
            return True
        if words.is_word("notes", "absent", bare) and entry.parted is Parted.COLON and self.unit is not None:
            self.over = self.unit
            return self._away(entry)
        if signs_in(bare):
            at = self.tape.spans(entry.a, entry.b)
            message = "".join(self.tape.text[entry.a : entry.b].split())
            self.made.findings.append(Finding("sign-in-sheet", message, at[0].start, at[-1].end, at[0].page))
            return True
        mention = entry.mention
        if bare.startswith("(") and (entry.notes.absent or not entry.notes.understood):
            return self._note_alone(entry)
        if mention is not None and mention.name is not None and stands_over(entry, after, self.commas):
            self.unit, self.sticky = self.value((0, entry.b - entry.a), entry.a), True
            self.headed = self.continued = False
            return True
        if mention is not None and mention.organization is not None and self._unit(entry, mention, after, bare):
            return True
        return names_nobody(bare)

    def _away(self, entry: Entry) -> bool:
        """請假 beside a name, or beside a unit of which nobody is named."""
        if self.over is not None:
            at = self.tape.spans(entry.a, entry.b)
            self.made.drafts.append(
                Draft(self.now.category, "absent", organization=self.over, rule="delegation", also_at=at)
            )
        elif self.made.drafts:
            self.made.drafts[-1].attendance = "absent"
            self.made.drafts[-1].also_at = self.tape.spans(entry.a, entry.b)
        self.over = None
        return bool(self.made.drafts)

    def _note_alone(self, entry: Entry) -> bool:
        """（請假） after 國有財產局：: a delegation that did not come."""
        if entry.parted is Parted.COLON and entry.notes.absent and self.unit is not None:
            self.made.drafts.append(
                Draft(
                    self.now.category, "absent", organization=self.unit, rule="delegation", also_at=self._note_at(entry)
                )
            )
        return True

    def _marked_away(self, after: Entry) -> bool:
        bare = "".join(self.tape.key[after.a : after.b].split())
        return after.parted < Parted.COMMA and words.is_word("notes", "absent", bare)

    def _unit(self, entry: Entry, mention: Mention, after: Entry | None, bare: str) -> bool:
        """A unit alone: over the people after it, or, with nobody after it, a delegation."""
        key = unit_key(mention)
        rank = words.ends_as_unit(key)
        over = after is not None and mention.is_unit and rank and after.parted < Parted.LINE and lacks_unit(after)
        if self.now.category == "chair" and not (bare.endswith("紀錄人員") or over):
            return False
        unit = self.value(mention.organization_at[0], entry.a)
        if names_nobody(bare) and not entry.notes.absent and not bare.endswith("紀錄人員"):
            return False
        if mention.is_unit and rank and after is not None and self._marked_away(after):
            self.over = unit
            return True
        followed = (
            after is not None
            and not after.heading
            and lacks_unit(after)
            and (after.parted < Parted.COMMA or (self.mixed and after.sign == ","))
        )
        if (
            mention.is_unit
            and followed
            and not entry.notes.absent
            and (rank or (after is not None and after.parted is Parted.GAP and len(key) > 1))
        ):
            neutral = words.is_word("headings", "neutral", key)
            self.unit, self.sticky, self.headed, self.continued = None if neutral else unit, True, False, False
            return True
        if mention.is_unit and rank and after is not None and over_part(entry, after, self.commas):
            return True
        sent = mention.role is not None and not (entry.notes.absent and words.fold(mention.role) == "代表")
        if not _HAN_START.match(key) or rank == 0 or (rank == 1 and not entry.notes.absent) or sent:
            return False  # 內政部代表（未派員） is a delegation
        attendance: Attendance = "absent" if entry.notes.absent else self.now.attendance
        also_at = self._note_at(entry) if entry.notes.absent else ()
        draft = Draft(self.now.category, attendance, organization=unit, rule="delegation", also_at=also_at)
        if mention.title is not None and not words.fold(mention.title).endswith("人員"):
            draft.fill(mention, self._spans(entry))
        self.made.drafts.append(draft)
        return True

    def _settle(self) -> None:
        """Unlikely names (a character lost, a rare surname) stand only in a list of likely ones, or alone."""
        sure = len(self.made.drafts) - len(self.weak)
        of_one = self.base.category in ("chair", "recorder") or self.known_surname
        alone = len(self.made.drafts) == 1 and of_one and (self.nameless == 0 or not self.known_surname)
        nicknames = sure == 0 and len(self.weak) >= 3 and self.nameless == 0
        among_names = sure >= 1 and self.commas and self.nameless == 0
        if not self.weak or alone or nicknames or among_names or sure >= len(self.weak):
            return
        for index in reversed(self.weak):
            del self.made.drafts[index]


def _elsewhere(about: Mention, draft: Draft) -> Mention:
    """(主任委員，某協會理事長): with a role in the body known, the office in another body is a title."""
    if about.organization is None or about.role is None or about.title is not None or draft.role is None:
        return about
    return replace(about, title=about.role, title_at=about.role_at, role=None, role_at=())
