"""Invented records and queries for property tests: few signs, so that words meet, overlap and nearly meet."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from minutes_parser.model import Minutes, Person
from tests.factories import MinutesFactory
from tests.search import truth

__all__ = ["Asked", "parts", "queries", "records", "texts"]

SIGNS = "王列管性別平等台臺第次祕秘洪○〇婷"
PIECES = [
    "4",
    "45",
    "ESG",
    "ＥＳＧ",
    "esgs",
    "４",
    "A4",
    "。",
    "，",
    " ",
    "\u3000",
    "\n",
    "-",
    "*",
    '"',
    "'",
    "(",
    ":",
    "_",
    "①",
    "\ue010",
    "\x00",
    "％",
]
texts = st.lists(st.one_of(st.sampled_from(SIGNS), st.sampled_from(PIECES)), min_size=1, max_size=14).map("".join)
BODIES = ["台北列管性平會", "臺北第4次委員會", "王洪管理會", "ESG平等小組"]
DATES = [None, "2018-12-31", "2019-01-01", "2019-06-15", "2020-02-29", "2020-03-01", "0099-01-01"]
OUTCOMES = ["approved", "approved_with_changes", "tracked", "untracked", "noted"]
STATUSES = ["open", "closed", "unknown"]


@st.composite
def records(draw: st.DrawFn) -> list[Minutes]:
    """One to three records, each with a few passages of every kind."""
    return [draw(_record(number)) for number in range(draw(st.integers(1, 3)))]


@st.composite
def _record(draw: st.DrawFn, number: int) -> Minutes:
    made = MinutesFactory(
        body=draw(st.sampled_from(BODIES)),
        session=draw(st.sampled_from([None, "第4次", "113年第45次"])),
        date=draw(st.sampled_from(DATES)),
    )
    attendee = made.attendee(draw(st.sampled_from(["王平", "洪○婷"])), organization="管理處", title="處長")
    headings = tuple(draw(st.lists(texts, max_size=2)))
    item = made.item("discussion", 1, draw(texts), description=draw(st.none() | texts), heading_path=headings)
    for text in draw(st.lists(texts, max_size=3)):
        person = draw(
            st.sampled_from(
                [
                    Person(name=None, title="主席", attendee_id=attendee.id),
                    Person(name="王列"),
                    Person(organization="第4次秘書"),
                ]
            )
        )
        made.speech(draw(st.sampled_from([item, None])), person, text)
    for text in draw(st.lists(texts, max_size=3)):
        made.ruling(
            item,
            text,
            outcome=draw(st.sampled_from(OUTCOMES)),
            assignee=draw(st.sampled_from([None, "性平處", "台北"])),
        )
    for text in draw(st.lists(texts, max_size=2)):
        made.follow_up(None, text, progress=draw(st.none() | texts), status=draw(st.sampled_from(STATUSES)))
    return made.build(f"第{number}次.txt")


@dataclass(frozen=True)
class Asked:
    """A query as typed, and what it should find."""

    written: str
    fits: truth.Predicate


def _word(text: str) -> str:
    """A text as one word without what the language takes for signs of its own."""
    return "".join(c for c in text if not c.isspace() and c.isprintable() and c not in "*\"()-:'") or "王"


@st.composite
def parts(draw: st.DrawFn, known: list[str]) -> str:
    """A part of a text that there is: what is made up at random is seldom found."""
    text = draw(st.sampled_from(known))
    start = draw(st.integers(0, max(0, len(text) - 1)))
    return text[start : start + draw(st.integers(1, 5))]


@st.composite
def _leaf(draw: st.DrawFn, known: list[str]) -> Asked:
    kind = draw(st.sampled_from(["word", "phrase", "star", "field", "begins", "value", "date", "date", "document"]))
    text = draw(st.one_of(parts(known), parts(known), texts).filter(lambda t: truth.runs(_word(t)) != []))
    match kind:
        case "word":
            return Asked(_word(text), truth.contains(["text", "item"], _word(text)))
        case "phrase":
            inside = text.replace('"', " ")
            if not truth.runs(inside):
                inside = "王"
            return Asked(f'"{inside}"', truth.contains(["text", "item"], inside))
        case "star":
            return Asked(_word(text) + "*", truth.contains(["text", "item"], _word(text), star=True))
        case "field":
            name = draw(
                st.sampled_from(["text", "item", "heading", "body", "session", "source", "speaker", "assignee"])
            )
            return Asked(f"{name}:{_word(text)}", truth.contains([name], _word(text)))
        case "begins":
            name = draw(st.sampled_from(["item", "body", "session", "assignee", "speaker"]))
            return Asked(f"{name}:{_word(text)}*", truth.contains([name], _word(text), star=True, first=True))
        case "value":
            name, values = draw(
                st.sampled_from([("kind", ["speech", "ruling", "item"]), ("outcome", OUTCOMES), ("status", STATUSES)])
            )
            some = draw(st.lists(st.sampled_from(values), min_size=1, max_size=2))
            return Asked(f"{name}:{','.join(some)}", truth.has_value(name, some))
        case "document":
            return Asked("document:0000000000000000", lambda passage: False)
    first, last = sorted((draw(st.integers(2017, 2021)), draw(st.integers(2017, 2021))))
    shift = draw(st.sampled_from([0, 1911]))
    return Asked(f"date:{first - shift}..{last - shift}", truth.dated(f"{first}-01-01", f"{last}-12-31"))


def _joined(children: list[Asked], word: str) -> Asked:
    fits = [child.fits for child in children]
    return Asked(
        "(" + word.join(child.written for child in children) + ")",
        truth.any_of(fits) if word == " OR " else truth.all_of(fits),
    )


def queries(known: list[str]) -> st.SearchStrategy[Asked]:
    """Queries with words of the known texts, and others; nested."""
    return st.recursive(
        _leaf(known),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda found: _joined(found, " ")),
            st.lists(inner, min_size=2, max_size=3).map(lambda found: _joined(found, " OR ")),
            inner.map(lambda found: Asked("-" + found.written, truth.none_of(found.fits))),
        ),
        max_leaves=6,
    )
