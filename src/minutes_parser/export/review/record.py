"""The right half of the page: the record, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minutes_parser.model import Minutes

from .markup import Html, element, joined
from .strings import Language, label, strings, word
from .things import FINDINGS, Row, Thing

__all__ = ["record_pane"]

_HEADING = 60
"""Characters of a thing's heading that are shown; the rows have it whole."""

_IN_ITEMS = {"item", "followup", "speech", "ruling", "vote"}


def record_pane(minutes: Minutes, things: Sequence[Thing], language: Language) -> Html:
    """The source and its coverage, findings, the meeting, people, items with what belongs to them, and the rest."""
    numbered = list(enumerate(things))
    groups = (
        ("findings", [pair for pair in numbered if pair[1].kind in FINDINGS]),
        ("meeting", [pair for pair in numbered if pair[1].kind == "meeting"]),
        ("attendees", [pair for pair in numbered if pair[1].kind == "attendee"]),
    )
    parts: list[Html | None] = [_source(minutes, language)]
    parts += [_group(name, [_card(n, thing, language) for n, thing in held], language) for name, held in groups]
    parts += _items([pair for pair in numbered if pair[1].kind in _IN_ITEMS], language)
    lost = [_card(n, thing, language) for n, thing in numbered if thing.kind == "unassigned"]
    parts.append(_group("unassigned", lost, language))
    return joined(parts)


def _items(numbered: Sequence[tuple[int, Thing]], language: Language) -> list[Html]:
    """The group of items, each with its contents inside, and the group of what belongs to none."""
    held: dict[str | None, list[Html]] = {}
    for number, thing in numbered:
        if thing.kind != "item":
            held.setdefault(thing.within, []).append(_card(number, thing, language))
    made: list[Html] = []
    for number, thing in numbered:
        if thing.kind == "item":
            inside = held.get(thing.id)
            made.append(
                element(
                    "div",
                    _card(number, thing, language),
                    element("div", *inside, class_="inside") if inside else None,
                )
            )
    loose = held.get(None, [])
    groups = [_group("items", made, language)]
    return [*groups, _group("loose", loose, language)] if loose else groups


def _group(name: str, cards: Iterable[Html], language: Language) -> Html:
    held = list(cards)
    heading = element("h3", label(f"group.{name}", language), id=f"group-{name}")
    body = held or [label("page.nothing", language, "p", class_="nothing")]
    return element("section", heading, *body, class_="group", aria_labelledby=f"group-{name}")


def _card(number: int, thing: Thing, language: Language) -> Html:
    heading = thing.heading if len(thing.heading) <= _HEADING else thing.heading[:_HEADING] + "…"
    button = element(
        "button",
        label(f"mark.{thing.kind}", language, class_=f"letter k-{thing.kind}", aria_hidden="true"),
        element("span", label(f"kind.{thing.kind}", language), class_="kind"),
        element("span", heading.replace("\n", " "), class_="name"),
        element("span", thing.id, class_="id"),
        type="button",
        class_="go",
        data_t=number,
    )
    rows = [_row(row, language) for row in thing.rows]
    return element(
        "article",
        element("h4", button),
        element("dl", *rows) if rows else None,
        class_=f"card k-{thing.kind}" + (f" grade-{thing.grade}" if thing.grade else ""),
        id=f"thing-{number}",
        data_t=number,
        data_page=thing.page,
    )


def _row(row: Row, language: Language) -> Html:
    key = f"{row.coded}.{row.value}"
    value: Html | str = label(key, language) if key in strings() else row.value
    places = ",".join(f"{start}-{end}" for start, end in row.places) or None
    return element(
        "div",
        label(f"row.{row.label}", language, "dt"),
        element("dd", value, data_p=places, class_="rule" if row.label == "rule" else None),
    )


def _source(minutes: Minutes, language: Language) -> Html:
    source, coverage = minutes.source, minutes.coverage
    total = max(coverage.characters, 1)
    rows: list[tuple[str, str]] = [
        ("source.name", source.name or "—"),
        ("source.reader", " · ".join(filter(None, (source.reader, source.media_type, source.encoding)))),
        ("source.pages", "—" if source.pages is None else str(source.pages)),
        ("source.sha256", source.sha256),
        ("source.characters", f"{coverage.characters:,}"),
    ]
    for name in ("content", "furniture", "unassigned"):
        count = getattr(coverage, name)
        rows.append((f"source.{name}", f"{count:,} ({count / total:.1%})"))
    body = [element("div", label(key, language, "dt"), element("dd", value)) for key, value in rows]
    heading = element("h3", label("source.heading", language), id="group-source")
    meter = element(
        "meter",
        min=0,
        max=total,
        value=min(coverage.content, total),
        aria_label=word("source.content", language),
        data_ia="source.content",
    )
    return element(
        "section", heading, meter, element("dl", *body), class_="group source", aria_labelledby="group-source"
    )
