"""The list of many review pages, the worst parse first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from minutes_parser.model import Minutes

from .markup import Html, element, joined, json_data
from .page import page_around
from .strings import Language, label, strings, word

__all__ = ["Summary", "render_index", "summary_of", "worst_first"]


@dataclass(frozen=True, slots=True)
class Summary:
    """One document in the list: where its page is (None: it could not be read, `problem` says why), and how well
    the parse went. `unassigned` is the share of non-space characters that no rule assigned, 0 to 1."""

    name: str
    page: str | None
    title: str | None = None
    date: str | None = None
    errors: int = 0
    warnings: int = 0
    failed_checks: int = 0
    unassigned: float = 0.0
    privacy: int = 0
    problem: str | None = None


def summary_of(name: str, minutes: Minutes, page: str, privacy: int = 0) -> Summary:
    """The summary of a record whose page stands at the relative path `page`."""
    grades = [found.severity for found in minutes.diagnostics]
    return Summary(
        name,
        page,
        minutes.meeting.title,
        minutes.meeting.date,
        grades.count("error"),
        grades.count("warning"),
        sum(not check.passed for check in minutes.checks),
        minutes.coverage.unassigned / max(minutes.coverage.characters, 1),
        privacy,
    )


def worst_first(summaries: Iterable[Summary]) -> list[Summary]:
    """Unreadable documents, then by errors, by warnings and failed checks, by the share of unassigned text."""

    def goodness(made: Summary) -> tuple[bool, int, int, float, str]:
        return made.page is not None, -made.errors, -made.warnings - made.failed_checks, -made.unassigned, made.name

    return sorted(summaries, key=goodness)


def render_index(summaries: Iterable[Summary], *, language: Language = "zh") -> str:
    """The list as one page of HTML."""
    made = worst_first(summaries)
    keys = ("document", "meeting", "date", "errors", "warnings", "checks", "unassigned", "privacy")
    head = element("tr", *(label(f"index.{key}", language, "th", scope="col") for key in keys))
    switch = "en" if language == "zh" else "zh-Hant-TW"
    title = word("index.title", language)
    button = label("page.language", language, "button", type="button", id="language", lang=switch)
    count = element("p", f"{len(made)} ", label("index.files", language))
    table = element(
        "table",
        label("index.order", language, "caption"),
        element("thead", head),
        element("tbody", *(_row(summary, language) for summary in made)),
    )
    header = element("header", label("index.title", language, "h1"), element("div", button, class_="buttons"))
    main = element("main", count, table, class_="list", tabindex=0, aria_label=title, data_ia="index.title")
    held = element("script", json_data({"strings": strings(), "things": []}), type="application/json", id="data")
    return page_around(title, joined([header, main, held]), language)


def _row(made: Summary, language: Language) -> Html:
    if made.page is None:
        problem = element("td", label("index.unreadable", language, class_="bad"), f"：{made.problem}", colspan=7)
        return element("tr", element("th", made.name, scope="row"), problem)
    link = element("a", made.name, href=quote(made.page))
    numbers = (made.errors, made.warnings, made.failed_checks)
    return element(
        "tr",
        element("th", link, scope="row"),
        element("td", made.title or "—"),
        element("td", made.date or "—"),
        *(element("td", str(number), class_="number bad" if number else "number") for number in numbers),
        element("td", f"{made.unassigned:.1%}", class_="number"),
        element("td", str(made.privacy), class_="number"),
    )
