"""What stands in a list of people and names nobody: units over people, delegations, marks of absence, words."""

from __future__ import annotations

import re

from ..diagnostics import Finding
from ..model import Attendance
from ..values import people_words as words
from ..values.mention import Mention
from .people_adding import Adding
from .people_chunks import Entry
from .people_drafts import Draft, Value
from .people_signs import MARKS, lacks_unit, names_nobody, over_part, signs_in, stands_over, unit_key
from .people_tape import Parted

__all__ = ["Nameless"]

_HAN_START = re.compile(rf"[{words.HAN}○]{{2}}")


_OFFICES = "處室科課組股隊所院系部局署館"
"""Last signs of parts of a body."""
_PART = re.compile(rf"\s*\(([{words.HAN}]{{3,14}})\)\s*")


def _writes(mention: Mention, key: str) -> bool:
    """Whether the minutes can be the work of a unit of this name: 紀錄：綜合規劃科; not 陳科."""
    return mention.is_unit and len(key) >= 4 and key[-1] in "廳科課室組"


class Nameless(Adding):
    """Understands entries without a person."""

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

    def _with_part(self, entry: Entry, mention: Mention) -> Value | None:
        """資訊組(數位發展局): a unit in brackets behind a unit says whose it is."""
        (begin, end), length = mention.organization_at[0], entry.b - entry.a
        behind = _PART.fullmatch(self.tape.key, entry.a + end, entry.b) if end < length else None
        if behind is None or not all(about.is_unit for about in entry.notes.about):
            return None
        if not entry.notes.about or not words.ends_as_unit(behind[1]):
            return None
        return self.value((begin, length), entry.a)

    def _marked_away(self, after: Entry) -> bool:
        bare = "".join(self.tape.key[after.a : after.b].split())
        return after.parted < Parted.COMMA and words.is_word("notes", "absent", bare)

    def _over_part(self, entry: Entry, after: Entry) -> bool:
        """A unit over its part; also 縣立圖書館　籌備處　王主任大明 on a line: who comes is of the part, and the whole sent
        nobody else."""
        if over_part(entry, after, self.commas):
            return True
        part, who = after.mention, self.coming.get(after.a)
        if part is None or not part.is_unit or who is None or who.heading or entry.parted < Parted.LINE:
            return False
        if after.parted >= Parted.LINE or who.parted >= Parted.LINE or not lacks_unit(who):
            return False
        key = unit_key(part)
        return 2 <= len(key) <= 6 and key[-1] in _OFFICES

    def _whole_unit(self, entry: Entry, unit: Value | None, key: str) -> Value | None:
        """縣立圖書館　籌備處: a part that says nothing by itself, with the unit before it on the line."""
        whole, self.whole_unit = self.whole_unit, None
        if whole is None or unit is None or entry.parted > Parted.GAP or not words.is_word("units", "dependent", key):
            return unit
        return Value(whole.text + unit.text, (*whole.spans, *unit.spans))

    def _unit(self, entry: Entry, mention: Mention, after: Entry | None, bare: str) -> bool:
        """A unit alone: over the people after it, or, with nobody after it, a delegation."""
        key = unit_key(mention)
        rank = words.ends_as_unit(key)
        over = after is not None and mention.is_unit and rank and after.parted < Parted.LINE and lacks_unit(after)
        if self.now.category == "chair" and not (bare.endswith("紀錄人員") or over):
            return False
        unit = self._whole_unit(entry, self.value(mention.organization_at[0], entry.a), key)
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
            neutral = words.only_groups(key)
            self.unit, self.sticky, self.headed, self.continued = None if neutral else unit, True, False, False
            return True
        if mention.is_unit and rank and after is not None and self._over_part(entry, after):
            self.whole_unit = unit
            return True
        sent = mention.role is not None and not (entry.notes.absent and words.fold(mention.role) == "代表")
        weak = rank == 1 and not (entry.notes.absent or (self.now.category == "recorder" and _writes(mention, key)))
        if not _HAN_START.match(key) or rank == 0 or weak or sent:
            return False  # 內政部代表（未派員） is a delegation
        unit = self._with_part(entry, mention) or unit
        self._delegated(entry, mention, unit)
        return True

    def _delegated(self, entry: Entry, mention: Mention, unit: Value | None) -> None:
        """A unit that sent somebody who is not named, or nobody."""
        attendance: Attendance = "absent" if entry.notes.absent else self.now.attendance
        also_at = self._note_at(entry) if entry.notes.absent else ()
        draft = Draft(self.now.category, attendance, organization=unit, rule="delegation", also_at=also_at)
        if mention.title is not None and not words.fold(mention.title).endswith("人員"):
            draft.fill(mention, self._spans(entry))
        self.made.drafts.append(draft)
