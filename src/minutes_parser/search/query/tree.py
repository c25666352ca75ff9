"""A query as a tree, the same for every back end, and the error that a mistake in one gets."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from ...errors import MinutesParserError
from ..tokens import Words

__all__ = [
    "And",
    "Anything",
    "Dates",
    "DocumentIs",
    "Node",
    "Not",
    "Or",
    "Query",
    "QueryError",
    "Sort",
    "Text",
    "Values",
]

Sort = Literal["date", "score"]
TextField = Literal["any", "text", "item", "heading", "body", "session", "source", "speaker", "assignee"]
ValueField = Literal["kind", "outcome", "status", "type"]


class QueryError(MinutesParserError):
    """The query cannot be understood. `position` is the place in `query` (code points); `str` shows it with a caret."""

    code = "query"

    def __init__(self, message: str, *, query: str = "", position: int = 0) -> None:
        super().__init__(message)
        self.query = query
        self.position = position

    def __str__(self) -> str:
        """The message, then the query and below it a caret; of a long query only what stands around the place.

        >>> print(QueryError("a quote is not closed", query='列管 "解除', position=3))
        a quote is not closed
          列管 "解除
               ^
        """
        start = max(0, self.position - 30)
        shown = "".join(c if c.isprintable() else " " for c in self.query[start : self.position + 30])
        columns = sum(_columns(c) for c in shown[: self.position - start])
        return f"{self.message}\n  {shown}\n  {' ' * columns}^"

    def __reduce__(self) -> tuple[object, ...]:
        return _query_error, (self.message, self.query, self.position)


def _query_error(message: str, query: str, position: int) -> QueryError:
    return QueryError(message, query=query, position=position)


def _columns(character: str) -> int:
    """Columns of a terminal that a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@dataclass(frozen=True, slots=True)
class Anything:
    """`*`: every passage."""


@dataclass(frozen=True, slots=True)
class Text:
    """A word or phrase in a field; `any` is the text of the passage or the title of its item."""

    field: TextField
    words: Words


@dataclass(frozen=True, slots=True)
class Values:
    """A field that is one of some values."""

    field: ValueField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The day of the meeting, from `first` through `last` (ISO dates); None leaves that side open."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class DocumentIs:
    """The passages of one document, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Not:
    child: Node


@dataclass(frozen=True, slots=True)
class And:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    children: tuple[Node, ...]


Node = Anything | Text | Values | Dates | DocumentIs | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood: what is looked for, and the order asked for in it (None: none asked for)."""

    node: Node
    sort: Sort | None = None
    written: str = ""

    def words(self) -> tuple[Words, ...]:
        """What a hit is highlighted with: the words asked for in the text or title, not those excluded."""
        return tuple(_positive(self.node))


def _positive(node: Node) -> list[Words]:
    match node:
        case Text(field="any" | "text" | "item", words=words):
            return [words]
        case And(children=children) | Or(children=children):
            return [words for child in children for words in _positive(child)]
    return []
