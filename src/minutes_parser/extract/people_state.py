"""What holds at a place of a list of people: the heading above, the unit and the role that are in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ..diagnostics import Finding
from ..model import Attendance, Category, TextSpan
from ..values import people_words as words
from .people_chunks import Entry
from .people_drafts import Draft, Value
from .people_headings import Heading, read_heading
from .people_signs import represented, signs_in
from .people_tape import Parted, Tape

__all__ = ["OF_ONE", "Context", "ListReading", "ListState"]

_COLUMN = 3.0
"""Full-width characters that a column of people stands further in at least."""
OF_ONE = ("chair", "recorder")
"""Lists that hold one person as a rule."""


_OUTSIDE = ("單位", "公司", "機關")
"""Ends of headings over those who are no members: 開發單位, 顧問公司."""


class Context(NamedTuple):
    """What is said of a whole list before its first name."""

    category: Category
    attendance: Attendance
    role: Value | None = None
    title: Value | None = None
    unit: Value | None = None
    rule: str = "people-list"


@dataclass(slots=True)
class ListReading:
    """What a list gave: attendees, findings, places that were understood, and how many characters were not."""

    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    used: list[TextSpan] = field(default_factory=list)
    states: bool = False
    group: Value | None = None
    """The unit over headings that is in force at the end: 本會： over a label that begins another list."""


class ListState:
    """The heading, the unit and the role that are in force at a place of a list; changed by what stands there."""

    def __init__(self, tape: Tape, context: Context) -> None:
        self.tape, self.base = tape, context
        self.now = context
        self.unit, self.sticky = context.unit, context.unit is not None
        self.weak: list[int] = []
        self.coming: dict[int, Entry] = {}
        """What comes after an entry, by where that begins."""
        self.shared: tuple[Value | None, Value | None] | None = None
        """Title and role before a name that the bare names after it share: 議員王大明、李小華."""
        self.known_surname = False
        """Whether the last weak name begins with a surname that a list has."""
        self.nameless = 0
        self.headed = True
        """Whether a colon follows the unit in force; else it stands before a name on its own line."""
        self.over: Value | None = None
        """A unit whose mark (請假) comes next."""
        self.whole_unit: Value | None = None
        """A unit whose part comes next on the line."""
        self.handles: frozenset[int] = frozenset()
        """Where entries begin that are words of Latin letters, in a list that begins with several: what people are called."""
        self.nicknames: frozenset[int] = frozenset()
        """Where entries begin that are what people are called for certain: the list has nothing else."""
        self.behind: dict[int, Value] = {}
        """The unit behind the one person of a line, by where the line begins."""
        self.posts = 0
        """How many entries are an office and a name after it."""
        self.plain = 0
        """How many entries are plain names, parted by commas."""
        self.whole: Context | None = None
        """What holds again after the one person whom a company's 代表人： names."""
        self.group = context.unit if context.title is not None else None
        """The unit over the headings that follow: 市政府： over 市長：王大明, each on a line of its own."""
        self.continued = False
        """Whether this is a later line under a unit without a colon: it holds for bare names only."""
        self.made = ListReading()
        self.commas = "、" in tape.key or "," in tape.key
        self.alone = context.category in OF_ONE
        self.signs = {sign for sign in tape.key if sign in "、,;"}
        self.mixed = "," in self.signs and len(self.signs) > 1
        """Whether commas of two kinds part units from people: 甲學院，王大明、李小華；乙學院，…"""
        indents = [part.line.style.indent for part in tape.slices if part.a == 0 and part.line.style.indent is not None]
        self.margin = min(indents, default=0.0)
        """Where the lines of the list begin that begin farthest to the left."""
        self.plainly = False
        """Whether the list begins with somebody, not with a heading."""

    def boundary(self, entry: Entry) -> None:
        """What ends at a break: a unit named with a person at its line's end, a heading's unit at a new point."""
        if entry.parted is Parted.START:
            self.now = self.now if self.made.states else self.base
            self.unit, self.sticky = self.now.unit, self.now.unit is not None
        elif entry.sign == ";" and self.mixed:
            self.unit, self.sticky = self.now.unit, self.now.unit is not None
        elif entry.parted in (Parted.LINE, Parted.GAP) and not self.sticky:
            self.unit = None
        if entry.parted is Parted.LINE:
            self.continued = self.sticky and not self.headed and not self._below(entry)
        row = not self.commas and entry.parted < Parted.COMMA and self.shared is not None and self.shared[1] is not None
        if entry.parted is not Parted.COMMA and not row:  # 議員　王大明　李小華 in a row
            self.shared = None

    def _below(self, entry: Entry) -> bool:
        """Whether a line stands in the column of people, under a unit that begins at the margin."""
        indent = self.tape.indent(entry.a)
        return indent is not None and indent - self.margin >= _COLUMN

    def heading(self, entry: Entry) -> None:
        a, b = entry.a, entry.b
        if self.tape.key[a] == "(" and self.tape.key[b - 1] == ")":
            a, b = a + 1, b - 1
        text = self.tape.text[a:b]
        if self._representative(a, b):
            return
        heading = read_heading(text)
        if signs_in("".join(words.fold(text).split())) and not heading.is_state:
            return
        self._grouped(entry, heading)
        self.now = self._under(heading, a)
        if self.group is not None and self.now.title is not None and self.now.unit is None:
            self.now = self.now._replace(unit=self.group)
        if self.plainly and not heading.is_state and entry.parted in (Parted.LINE, Parted.START):
            self.now = self._beside(heading, self.now, text.strip().endswith(_OUTSIDE))
        self.shared = None
        self.made.states = self.made.states or heading.is_state
        self.unit, self.sticky, self.headed, self.continued = self.now.unit, True, True, False

    def _grouped(self, entry: Entry, heading: Heading) -> None:
        """Keep the unit of a heading right over this one, with nobody between them; a unit over people ends it."""
        if heading.is_state:
            self.group = None
        elif entry.parted is Parted.COLON and self.now.title is None and self.now.unit is not None:
            self.group = self.now.unit
        elif heading.unit is not None and heading.title is None and heading.role is None:
            self.group = None

    def _beside(self, heading: Heading, now: Context, outside: bool) -> Context:
        """What a heading on a line of its own says beside people whom the list's label says all of: 監察人：李小華 below
        缺席：王大明 was there, 交通局：李小華 and 開發單位：李小華 below
        委員：王大明 are no 委員."""
        if heading.role is not None and self.base.attendance == "absent":
            return now._replace(attendance="present")
        return now._replace(role=None) if heading.role is None and (outside or heading.unit is not None) else now

    def _representative(self, a: int, b: int) -> bool:
        """A company and 代表人 before a colon: of the next person only."""
        found = represented(self.tape.key, a, b)
        if found is None:
            return False
        before = self.whole or self.now
        role = self.value(found.span("role"), 0) if found["role"] else before.role
        self.now = before._replace(unit=self.value(found.span("unit"), 0), role=role)
        self.unit, self.sticky, self.headed, self.continued = self.now.unit, True, True, False
        self.whole, self.shared = before, None
        return True

    def after_representative(self) -> None:
        if self.whole is not None:
            self.now, self.whole = self.whole, None
            self.unit, self.sticky = self.now.unit, self.now.unit is not None

    def _under(self, heading: Heading, at: int) -> Context:
        """The context under a heading inside the list."""
        base = self.now if self.made.states and not heading.is_state else self.base
        category, attendance = heading.category, heading.attendance
        if heading.title is not None and base.category == "chair":  # 專門委員：王大明 under the chair
            category = "observer"
        if attendance is None:
            attendance = base.attendance if category is None else "present"
        if category is None and heading.attendance == "absent" and self.made.states:  # 縣府請假人員 after 縣府列席人員
            category = self.now.category
        role = self.value(heading.role, at)
        return Context(
            category or base.category, attendance,
            role or (None if heading.is_state or heading.title else base.role), self.value(heading.title, at),
            self.value(heading.unit, at), "people-heading",
        )  # fmt: skip

    def over_all(self) -> Value | None:
        """The unit of the heading, after a unit named inside it: 律師公會：法規委員會主任委員王大明、秘書長李小華. Not 營造 over
        大成營造公司, which only says what the company does."""
        unit, inner = self.now.unit, self.unit
        if unit is None or inner is unit or not words.ends_as_unit(words.fold(unit.text)):
            return unit if inner is unit else None
        return None if inner is None or unit.text in inner.text else unit

    def value(self, span: tuple[int, int] | None, at: int) -> Value | None:
        if span is None:
            return None
        a, b = span[0] + at, span[1] + at
        return Value("".join(self.tape.text[a:b].split()), self.tape.spans(a, b))
