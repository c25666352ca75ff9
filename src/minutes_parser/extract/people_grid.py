"""Tables of people: columns by their headings (單位, 職稱, 姓名, 代理人, 簽到, 備註), or a plain grid of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..model import TextSpan
from ..normalize.flow import Grid, GridCell
from ..values import people_words as words
from ..values.mention import read_mention
from ..values.notes import Notes, read_note
from .people_drafts import Draft, Value, drafted
from .people_list import read_list
from .people_roles import by_roles, read_columns
from .people_rows import rows_as_lines
from .people_signed import inside, only_listens, read_signed, signed_beside
from .people_state import Context, ListReading

__all__ = ["read_grid"]

_COLUMNS = ("number", "name", "proxy", "unit", "title", "role", "absent", "mark")


@dataclass(frozen=True, slots=True)
class _Group:
    """Columns of one person: kind of column to its index. Tables often hold two or three such groups a row."""

    columns: tuple[tuple[str, int], ...]

    def get(self, kind: str) -> int | None:
        return next((index for name, index in self.columns if name == kind), None)

    def all(self, kind: str) -> list[int]:
        return [index for name, index in self.columns if name == kind]


@lru_cache(maxsize=1024)
def _kind(header: str) -> str | None:
    """The kind of column that a heading names."""
    bare = "".join(words.fold(header).split()).strip(":()*")
    if not 1 <= len(bare) <= 12:
        return None
    for kind in _COLUMNS:
        if words.is_word("table", kind, bare):
            return kind
    if len(bare) > 6:
        return None
    return next((kind for kind in ("name", "unit", "title") if bare.endswith(_TAILS[kind])), None)


_EXPLICIT = words.word_set("table", "names_only")
_TAILS = {"name": ("姓名", "人員"), "unit": ("單位", "機關"), "title": ("職稱", "職銜")}


def read_grid(grid: Grid, context: Context) -> ListReading:
    """Read a table of people."""
    if (columns := by_roles(grid)) is not None:
        return read_columns(columns, context)
    header, groups = _header(grid)
    made = ListReading()
    if header is None:
        if signed_beside([_kind(cell.value) for cell in grid.rows[0]]):
            return read_signed(grid, context)
        if (units := _beside_units(grid)) is not None:
            for unit, cell in units:
                _extend(made, read_list([line.whole() for line in cell.lines], context._replace(unit=_unit(unit))))
                made.used.extend(unit.spans())
            return made
        return read_list([line.whole() for line in rows_as_lines(grid) or grid.lines()], context)
    for row in grid.rows[: header + 1]:
        made.used.extend(span for cell in dict.fromkeys(row) for span in cell.spans())
    named = any(cell.value in _EXPLICIT for cell in grid.rows[header])
    done: set[tuple[int, ...]] = set()
    for row in grid.rows[header + 1 :]:
        for group in groups:
            cells = tuple(id(row[index]) for _, index in group.columns)
            if cells not in done:
                done.add(cells)
                _extend(made, _record(row, group, context, named))
    return made


def _beside_units(grid: Grid) -> list[tuple[GridCell, GridCell]] | None:
    """The rows of a table without heads that is of units and their people, 教育處｜王科長大明; None if it is not."""
    if grid.columns % 2 or not grid.rows:
        return None
    pairs: dict[tuple[int, int], tuple[GridCell, GridCell]] = {}
    for row in grid.rows:
        for unit, people in zip(row[::2], row[1::2], strict=True):
            if not unit.lines and not people.lines:
                continue
            if people is unit or not people.lines or words.ends_as_unit("".join(unit.key.split())) == 0:
                return None
            said = "".join(people.key.split())
            if words.ends_as_unit(said) or words.is_word("notes", "absent", words.fold(said)):  # 環保局｜請假
                return None
            pairs[id(unit), id(people)] = (unit, people)
    return list(pairs.values())


def _extend(made: ListReading, more: ListReading) -> None:
    made.drafts.extend(more.drafts)
    made.findings.extend(more.findings)
    made.used.extend(more.used)


def _header(grid: Grid) -> tuple[int | None, list[_Group]]:
    """The row of headings, within the first three, and the groups of columns under it."""
    for index, row in enumerate(grid.rows[:3]):
        kinds = [_kind(cell.value) for cell in row]
        if any(cell.value in _EXPLICIT for cell in row):  # beside 姓名, a column 出席 holds marks
            kinds = [
                "mark" if kind == "name" and cell.value not in _EXPLICIT else kind
                for kind, cell in zip(kinds, row, strict=True)
            ]
        filled = len({id(cell) for cell in row if cell.lines})
        if (
            any(kind == "name" for kind in kinds)
            and len({id(cell) for kind, cell in zip(kinds, row, strict=True) if kind}) * 2 > filled >= 2
        ):
            return index, _groups(row, kinds)
    return None, []


def _groups(row: Sequence[GridCell], kinds: list[str | None]) -> list[_Group]:
    """A heading that comes again begins the next person's columns; a heading over two columns counts once."""
    groups: list[list[tuple[str, int]]] = [[]]
    for index, kind in enumerate(kinds):
        if kind is None or (index and row[index] is row[index - 1]):
            continue
        group = groups[-1]
        if any(name == kind for name, _ in group) and kind != "mark" and (index == 0 or _starts(group, kind)):
            groups.append([])
        groups[-1].append((kind, index))
    return [_Group(tuple(group)) for group in groups if any(name == "name" for name, _ in group)]


def _starts(group: list[tuple[str, int]], kind: str) -> bool:
    """Whether the heading that repeats is the one that the group began with, or a name."""
    return group[0][0] == kind or kind == "name"


def _value(cell: GridCell) -> Value | None:
    return Value(cell.value, cell.spans()) if cell.value else None


_NAME_ALONE = re.compile(r"[\u4e00-\u9fff○]{2,4}(?<![缺派假])")


def _record(row: Sequence[GridCell], group: _Group, context: Context, named: bool) -> ListReading:
    """One row of one group: mostly one person, sometimes several of one unit. Under 姓名 (`named`) two to four
    characters are a name, of whatever surname; 從缺 and 未派 are none."""
    at = group.get("unit")
    unit = _unit(row[at]) if at is not None else context.unit
    index = group.get("name")
    assert index is not None
    made = read_list([line.whole() for line in row[index].lines], context._replace(unit=unit, rule="people-table"))
    name = _value(row[index])
    if not made.drafts and named and name is not None and _NAME_ALONE.fullmatch(name.text):
        made.drafts.append(
            Draft(context.category, context.attendance, name=name, organization=unit, rule="people-table")
        )
    marks, used = _marks(row, group)
    made.used.extend(used)
    if at is not None and unit is not None:
        made.used.extend(unit.spans)
    away = marks.absent if not row[index].value else words.is_word("notes", "absent", row[index].key.strip(" ()"))
    if not made.drafts and unit is not None and away:
        made.drafts.append(Draft(context.category, "absent", organization=unit, rule="delegation"))
        return made
    made.drafts[:] = [_marked(_with_offices(draft, row, group, context), marks, row, group) for draft in made.drafts]
    return made


def _unit(cell: GridCell) -> Value | None:
    """The unit of a 單位 cell; of 「財政局 科長」 the unit alone."""
    return _value(cell)


def _with_offices(draft: Draft, row: Sequence[GridCell], group: _Group, context: Context) -> Draft:
    """職稱 and 身分 of the row: 局長兼主任委員 is a title and a role."""
    if draft.role is not None and context.role is not None and draft.role == context.role:
        draft = replace(draft, role=None)
    for kind in ("role", "title"):
        for index in group.all(kind):
            cell = row[index]
            if not cell.value:
                continue
            mention = read_mention(cell.value)
            whole = Value(cell.value, cell.spans())
            if mention is None or mention.name is not None or not (mention.title or mention.role):
                draft = _filled(draft, kind, whole)
                continue
            if mention.title and mention.organization and draft.organization is not None and not mention.role:
                draft = _filled(draft, "title", whole)  # 生輔組長 beside 學務處
            elif mention.title:
                draft = _filled(draft, "title", Value(mention.title, whole.spans))
            if mention.role:
                draft = _filled(draft, "role", Value(mention.role, whole.spans))
            if mention.organization and draft.organization is None:
                draft = replace(draft, organization=_part(cell, mention.organization) or whole)
    return replace(draft, role=draft.role or context.role, title=draft.title or context.title)


def _part(cell: GridCell, text: str) -> Value | None:
    """A part of what a cell says, with its place; None where it stands on no one line."""
    for line in cell.lines:
        at = line.text.find(text)
        if at >= 0:
            return Value(text, line.spans(at, at + len(text)))
    return None


def _filled(draft: Draft, kind: str, value: Value) -> Draft:
    if kind == "role":
        return replace(draft, role=draft.role or value)
    return replace(draft, title=draft.title or value)


def _marks(row: Sequence[GridCell], group: _Group) -> tuple[Notes, list[TextSpan]]:
    """What the columns of marks and remarks say of the row."""
    notes = Notes()
    used: list[TextSpan] = []
    for kind in ("mark", "absent", "proxy"):
        for index in group.all(kind):
            cell = row[index]
            bare = "".join(cell.key.split())
            if not bare:
                continue
            used.extend(cell.spans())
            if kind == "absent" or bare in words.word_set("notes", "absent_marks"):
                said = read_note(inside(cell.value))
                notes = notes.joined(said if said.proxy else Notes(absent=True))
            elif bare not in words.word_set("notes", "present_marks"):
                notes = notes.joined(read_note(inside(cell.value)))
    return notes, used


def _marked(draft: Draft, marks: Notes, row: Sequence[GridCell], group: _Group) -> Draft:
    if draft.category == "member" and only_listens(row[index].value for index in group.all("mark")):
        draft = replace(draft, category="observer")
    stand_in = _stand_in(draft, marks, row, group)
    if stand_in is not None:
        return replace(draft, attendance="proxy", proxy=stand_in)
    return replace(draft, attendance="absent") if marks.absent and draft.attendance == "present" else draft


def _stand_in(draft: Draft, marks: Notes, row: Sequence[GridCell], group: _Group) -> Draft | None:
    """Who stands in the column 代理人, or in a remark."""
    index = group.get("proxy")
    cell = row[index] if index is not None else None
    if cell is not None and cell.value:
        note, plain = read_note(cell.value), read_mention(cell.value)
        who = note.proxy or (plain if plain is not None and plain.is_person and not note.absent else None)
        if who is not None:
            return drafted(who, lambda a, b: cell.spans(), draft.category, "present", draft.rule)
    if marks.proxy is not None:
        spans = tuple(s for i in (*group.all("mark"), *group.all("absent")) for s in row[i].spans())
        return drafted(marks.proxy, lambda a, b: spans, draft.category, "present", draft.rule)
    return None
