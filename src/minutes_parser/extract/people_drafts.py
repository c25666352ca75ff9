"""One attendee in the making: values with the places they rest on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ..model import Attendance, Attendee, Category, Person, TextSpan
from ..values import people_words as words
from ..values.mention import Mention, Part

__all__ = ["Draft", "Spans", "Value", "called_by_role", "drafted", "finished", "placed"]

Spans = Callable[[int, int], tuple[TextSpan, ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its places in the document."""

    text: str
    spans: tuple[TextSpan, ...]


@dataclass(slots=True)
class Draft:
    """What is known of one attendee; filled while its list is read."""

    category: Category
    attendance: Attendance
    name: Value | None = None
    organization: Value | None = None
    title: Value | None = None
    role: Value | None = None
    proxy: Draft | None = None
    list_role: Value | None = None
    """The role that the list's heading says of all of it."""
    rule: str = ""
    also_at: tuple[TextSpan, ...] = field(default=())
    """Where the attendance is said, if it is: (請假), a heading."""

    def fill(self, mention: Mention, spans: Spans) -> None:
        """Take values of a mention where there are none yet."""
        if self.name is None and mention.name:
            self.name = _value(mention.name, mention.name_at, spans)
        if self.organization is None and mention.organization:
            self.organization = _value(mention.organization, mention.organization_at, spans)
        if self.title is None and mention.title:
            self.title = _value(mention.title, mention.title_at, spans)
        if self.role is None and mention.role:
            self.role = _value(mention.role, mention.role_at, spans)


def drafted(mention: Mention, spans: Spans, category: Category, attendance: Attendance, rule: str) -> Draft:
    draft = Draft(category, attendance, rule=rule)
    draft.fill(mention, spans)
    return draft


def _value(text: str, at: Part, spans: Spans) -> Value:
    if len(at) == 1:
        return Value(text, spans(*at[0]))
    return Value(text, tuple(span for a, b in at for span in spans(a, b)))


_OF_OTHERS = tuple(words.word_set("roles", "of_others"))
_HONORARY = ("名譽", "榮譽", "前")


def called_by_role(drafts: Sequence[Draft]) -> bool:
    """Whether everybody of a list is called by a function in the body: 王○明顧問、李○華委員、陳○文秘書."""
    posts = [draft for draft in drafts if draft.title is not None]
    officers = all(words.is_word("roles", "officers", words.fold(d.title.text)) for d in posts if d.title)
    rest = [draft for draft in drafts if draft.title is None]
    return officers and bool(rest) and all(draft.role is not None and draft.organization is None for draft in rest)


def _of_officer(title: str) -> bool:
    """會長, 秘書長; 會務秘書 and 財務幹事 too."""
    return words.is_word("roles", "officers", title) or (title.endswith(("幹事", "秘書")) and title != "主任秘書")


def _is_union(unit: str | None) -> bool:
    """A body with members of its own: 律師公會, 企業工會."""
    return unit is not None and len(unit) > 2 and unit.endswith(tuple(words.word_set("roles", "unions")))


_HOUSE = re.compile(r"[\u4e00-\u9fff]{2}院(?:[朝野黨團]{2,4}協商(?:會議?)?)?")
"""A house whose members meet under its own head: its 院長 presides as a council's 議長 does. An agency's 院會 and a
hospital, whose names are longer, are none."""


def _heads_house(draft: Draft, title: str, body: str) -> bool:
    return (
        draft.category == "chair"
        and title in ("院長", "副院長")
        and draft.organization is None
        and _HOUSE.fullmatch(body) is not None
    )


def placed(draft: Draft, *, association: bool, body: str = "") -> Draft:
    """Posts that are a title in one body and a role in another, put where they belong.

    會長 and 秘書長 are roles of a student union's or an association's own officers; 理事長 of another body is a
    title. `body`, folded, is the one that met, where known.
    """
    unit = words.fold(draft.organization.text) if draft.organization else None
    student = unit is not None and unit.endswith(tuple(words.word_set("roles", "student")))
    own = unit is None or words.is_word("units", "self", unit) or body.endswith(unit)
    part = unit is not None and draft.category != "observer" and unit.endswith(("部", "股"))
    own = own or (association and part)  # 學術部部長 of a union
    title = words.fold(draft.title.text) if draft.title else ""
    officer = _of_officer(title) and (student or (association and own))
    if draft.title and not draft.role and (officer or _heads_house(draft, title, body)):
        return replace(draft, title=None, role=draft.title)
    role = words.fold(draft.role.text) if draft.role else ""
    elsewhere = draft.category == "observer" or (not association and _is_union(unit) and draft.role != draft.list_role)
    bare = next((role.removeprefix(word) for word in _HONORARY if role.startswith(word)), role)
    heads = words.is_word("roles", "heads_of_bodies", bare) or (elsewhere and role.endswith(_OF_OTHERS))
    agency = role in ("主任委員", "副主任委員") and (unit or "").endswith("委員會")
    if draft.role and not draft.title and not own and not student and (heads or agency):
        return replace(draft, title=draft.role, role=None if draft.list_role == draft.role else draft.list_role)
    return draft


def finished(draft: Draft, number: int) -> Attendee:
    """The attendee, with id and spans of every field that has a value."""
    fields = {"name": draft.name, "organization": draft.organization, "title": draft.title, "role": draft.role}
    spans = {key: value.spans for key, value in fields.items() if value is not None and value.spans}
    if draft.also_at:
        spans["attendance"] = draft.also_at
    if draft.proxy is not None and draft.proxy.name is not None:
        spans["proxy"] = draft.proxy.name.spans
    places = sorted((span for part in spans.values() for span in part), key=lambda span: span.start)
    return Attendee(
        id=f"a{number}",
        name=draft.name.text if draft.name else None,
        organization=draft.organization.text if draft.organization else None,
        title=draft.title.text if draft.title else None,
        role=draft.role.text if draft.role else None,
        category=draft.category,
        attendance=draft.attendance,
        proxy=_person(draft.proxy) if draft.proxy else None,
        page=places[0].page if places else None,
        spans=spans,
        rule=draft.rule,
    )


def _person(draft: Draft) -> Person:
    return Person(
        name=draft.name.text if draft.name else None,
        organization=draft.organization.text if draft.organization else None,
        title=draft.title.text if draft.title else None,
        role=draft.role.text if draft.role else None,
    )
