"""From the mentions of a running list to attendees: headings and units that hold for those after them, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ..normalize.flow import Slice
from ..values import people_words as words
from ..values.mention import Mention, read_mention
from ..values.notes import Notes
from .people_behind import units_behind, without
from .people_chunks import Entry, entries_of
from .people_drafts import Value
from .people_handles import called, nicknames, parted_by_spaces
from .people_nameless import Nameless
from .people_signs import (
    AND_OTHERS,
    SURE,
    alone,
    end_of_list,
    may_be_name,
    names_nobody,
    office_and_name,
    over_person,
    rare_name,
    signs_in,
    stands_over,
    unit_key,
)  # fmt: skip
from .people_state import OF_ONE, Context, ListReading
from .people_tape import Tape, pieces_of

__all__ = ["read_list"]

_HANDLE = re.compile(r"[A-Za-z][\w.-]{1,20}")  # mira, noa_k: what people of a community call each other
_THREE = re.compile(rf"[{words.HAN}]{{3}}")
_REPRESENTS = re.compile(rf"[{words.HAN}]{{2,5}}(?=$|\()")  # behind 某某公司代表人：, of whatever surname
_GIVEN_AND_HEAD = re.compile(rf"(?P<given>[{words.HAN}]{{2}})(?P<sign>[組科課股])長(?=$|\()")
_DAY = re.compile(
    r"\s*(?:中華民國|民國)?\s?\d{2,4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?(?:[(](?:星期|週)?.[)])?\s*:?\s*"
)
"""Over those who came on each day of a meeting of several."""
_DAY_SIGNS = frozenset("0123456789中民 ")
_MANY = 4
"""So many offices with a name after each make a list of such, without commas too."""


def read_list(slices: Sequence[Slice], context: Context) -> ListReading:
    """Read lines of people. Reading stops at the first line that is prose; lines that only say a day are passed over."""
    days = [line for line in slices if len(line.key) < 30 and line.key[:1] in _DAY_SIGNS and _DAY.fullmatch(line.key)]
    printed = Tape.of([line for line in slices if line not in days] if days else slices)
    behind = units_behind(printed)
    tape = without(printed, behind) if behind else parted_by_spaces(printed)
    entries = list(entries_of(tape, pieces_of(tape)))
    reader = _Reader(tape, context)
    reader.behind = {
        a: Value("".join(printed.text[slice(*at)].split()), printed.spans(*at)) for a, at in behind.items()
    }
    known = [e.a for e in takewhile(lambda e: _HANDLE.fullmatch(tape.key, e.a, e.b), entries)]
    stop = end_of_list(tape, entries, strict=context.category in ("chair", "recorder"))
    away = context.attendance == "absent"
    called_so, stop = nicknames(tape, entries, stop, alone=away or context.category == "member", away=away)
    if called_so:
        reader.handles = reader.nicknames = called_so
        entries = [called(tape, e) if e.a in called_so else e for e in entries]
    elif len(known) >= _MANY:
        line = [e.a for e in entries if e.a < (tape.starts[1] if len(tape.starts) > 1 else len(tape.text))]
        stop = max([stop, *(a + 1 for a in line)])  # 石蓴 among them
        later = (e.a for e in entries if e.a < stop and _HANDLE.fullmatch(tape.key, e.a, e.b))
        reader.handles = frozenset([*known, *later])
        entries = [called(tape, e) if e.a in reader.handles else e for e in entries]
    return reader.run([entry for entry in entries if entry.a < stop or entry.a in reader.handles])


def _before_office(entry: Entry, bare: str) -> Mention | None:
    """主席：鹿子睿議長: three characters before an office, where one person is named; of whatever surname."""
    mention, name = entry.mention, bare[:3]
    if mention is None or mention.name is not None or entry.b - entry.a != len(bare) or not _THREE.fullmatch(name):
        return None
    if words.offices().pattern.fullmatch(bare[3:]) is None or words.offices().pattern.search(name) is not None:
        return None
    if words.ends_as_unit(name) or names_nobody(name) or name[-1] in "副代總兼前各":
        return None
    like = read_mention("王大明" + bare[3:])  # is the office a title or a role?
    return replace(like, name=name) if like is not None and like.name is not None and len(like.name) == 3 else None


def _sends(unit: Mention, notes: Notes) -> bool:
    """Whether a unit stands before the people whom it sent: 農業部（李技正小華、張科員文心）, 廠商代表（王大明、李小華）."""
    if unit.name is None and unit.role is not None and len(notes.who) > 1:
        return True
    sent = notes.who or (notes.proxy is not None and not notes.absent)
    return bool(sent and unit.name is None and unit.organization and words.ends_as_unit(unit_key(unit)))


class _Reader(Nameless):
    """Walks over the entries."""

    def run(self, entries: Sequence[Entry]) -> ListReading:
        units = [entry for entry in entries if entry.mention is not None and entry.mention.is_unit]
        self.plain = sum(e.mention is not None and e.mention.is_person and alone(e) for e in entries)
        self.posts = sum(e.mention is not None and office_and_name(e.mention) for e in entries)
        self.coming = {left.a: right for left, right in pairwise(entries)}
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
        last = entries[-1] if entries else None
        ends_in_unit = last is not None and last.heading and self.now.title is None and self.now.unit is not None
        self.made.group = self.now.unit if ends_in_unit else self.group
        return self.made

    def _person(self, entry: Entry, after: Entry | None) -> bool:
        bare = "".join(self.tape.key[entry.a : entry.b].split())
        if "人數" in bare:  # 應出席區分所有權人數總計90人
            return True
        if (unit := entry.mention) is not None and _sends(unit, entry.notes):
            return self._of_unit(entry, unit)
        if self._over_person(entry, after, bare):
            return True
        mention = self._named(entry, bare)
        if mention is None or mention.name is None:
            return False
        if bare.startswith("全體") or (signs_in(bare) and not AND_OTHERS.search(bare)):
            return False
        posted = office_and_name(mention) and (self.base.category in OF_ONE or self.commas or self.posts >= _MANY)
        weak = mention.score < SURE and not posted and entry.a not in self.nicknames
        if weak and entry.a not in self.handles and self._unlikely(entry, after, mention, bare):
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

    def _named(self, entry: Entry, bare: str) -> Mention | None:
        """The mention of an entry, read as a name where the list makes it one: a surname whose rest is lost, a rare name."""
        whole = ((0, entry.b - entry.a),)
        if self.plain >= 3 and rare_name(entry, bare):
            return Mention(self.tape.text[entry.a : entry.b], name_at=whole, score=1.0)
        if entry.mention is not None and entry.mention.name is None and (found := self._head_by_given_name(bare)):
            return found
        if self.base.category in OF_ONE and (found := _before_office(entry, bare)):
            return found
        if self.whole is not None and (entry.mention is None or entry.mention.name is None):
            name = _REPRESENTS.match(self.tape.key, entry.a, entry.b)
            if name is not None and not words.ends_as_unit(name[0]):
                length = name.end() - entry.a
                return Mention(self.tape.text[entry.a : name.end()], name_at=((0, length),), score=SURE)
        if len(bare) == 1 and words.surname_rank(bare):
            return Mention(self.tape.text[entry.a : entry.b], name_at=whole, surname_only=True)
        return entry.mention

    def _head_by_given_name(self, bare: str) -> Mention | None:
        """分發組：儀成組長: the head of the unit before the colon, called by the given name."""
        found = _GIVEN_AND_HEAD.match(bare) if self.headed and self.unit is not None else None
        if found is None or self.unit is None or words.fold(self.unit.text)[-1] != found["sign"]:
            return None
        return Mention(found["given"], title=found["sign"] + "長", name_at=((0, 2),), title_at=((2, 4),), score=SURE)

    def _unlikely(self, entry: Entry, after: Entry | None, mention: Mention, bare: str) -> bool:
        """Whether what only may be a name is none: a unit over the next, no name by its signs, words that name nobody."""
        if stands_over(entry, after, self.commas) or names_nobody(bare):
            return True
        return not may_be_name(bare.split("(")[0], mention)

    def _over_person(self, entry: Entry, after: Entry | None, bare: str) -> bool:
        """康樂里　黃里長大明: what looks like a name is the village of the person after it."""
        if not over_person(entry, after, bare):
            return False
        self.unit, self.sticky = self.value((0, entry.b - entry.a), entry.a), True
        self.headed = self.continued = False
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
