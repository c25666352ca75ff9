"""One attendee in the making: values with the places they rest on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..model import Attendance, Attendee, Category, Person, TextSpan
from ..values import people_words as words
from ..values.mention import Mention, Part

__all__ = ["Draft", "Spans", "Value", "drafted", "finished"]

Spans = Callable[[int, int], tuple[TextSpan, ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its places in the document."""

    text: str
    spans: tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of one attendee."""

    category: Category
    attendance: Attendance
    name: Value | None = None
    organization: Value | None = None
    title: Value | None = None
    role: Value | None = None
    proxy: Draft | None = None
    rule: str = ""
    also_at: tuple[TextSpan, ...] = field(default=())
    """Where the attendance is said, if it is: (請假), a heading."""

    def with_mention(self, mention: Mention, spans: Spans) -> Draft:
        """Values of a mention where there are none yet."""
        return replace(
            self,
            name=self.name or _value(mention.name, mention.name_at, spans),
            organization=self.organization or _value(mention.organization, mention.organization_at, spans),
            title=self.title or _value(mention.title, mention.title_at, spans),
            role=self.role or _value(mention.role, mention.role_at, spans),
        )


def drafted(mention: Mention, spans: Spans, category: Category, attendance: Attendance, rule: str) -> Draft:
    return Draft(category, attendance, rule=rule).with_mention(mention, spans)


def _value(text: str | None, at: Part, spans: Spans) -> Value | None:
    if not text:
        return None
    return Value(text, tuple(span for a, b in at for span in spans(a, b)))


_OWN = ("理事長", "常務理事", "理事", "常務監事", "監事", "董事長", "董事", "總幹事", "發言人", "顧問", "會員")


def placed(draft: Draft, *, association: bool) -> Draft:
    """Posts that are a title in one body and a role in another, put where they belong.

    會長 and 秘書長 are roles of a student union's or an association's own officers; 理事長 of another body is a
    title.
    """
    unit = words.fold(draft.organization.text) if draft.organization else None
    student = unit is not None and unit.endswith(tuple(words.word_set("roles", "student")))
    own = unit is None or words.is_word("units", "self", unit)
    title = words.fold(draft.title.text) if draft.title else ""
    if (
        draft.title
        and not draft.role
        and words.is_word("roles", "officers", title)
        and (student or (association and own))
    ):
        return replace(draft, title=None, role=draft.title)
    role = words.fold(draft.role.text) if draft.role else ""
    if draft.role and not draft.title and not own and not student and role in _OWN and draft.category == "observer":
        return replace(draft, title=draft.role, role=None)
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
