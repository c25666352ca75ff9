"""Queries as people type them, read into a tree. Words are AND; OR joins its two neighbours; - excludes.

托育 "性別平等" -研商          both, and not the third
kind:ruling 托育 OR 長照       rulings with one or the other
單位:臺北市* 發言人:社會局 日期:107..109 排序:日期
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import cast

from ..folding import fold
from ..tokens import words_of
from .dates import read_dates
from .fields import Field, fields
from .scanner import Token, scan
from .tree import (
    And,
    Anything,
    Dates,
    DocumentIs,
    Node,
    Not,
    Or,
    Query,
    QueryError,
    Sort,
    Text,
    TextField,
    ValueField,
    Values,
)

__all__ = ["MAX_DEPTH", "MAX_TERMS", "parse_query"]

MAX_TERMS = 200
"""Most words, phrases and fields in a query."""
MAX_DEPTH = 20
"""Deepest nesting of parentheses and exclusions."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # 3f9a0c1d2e4b5a67


def parse_query(query: str) -> Query:
    """The tree of a query. Raises QueryError, which shows the place of the mistake.

    >>> parse_query("date:107..108 -kind:speech").node
    And(children=(Dates(first='2018-01-01', last='2019-12-31'), Not(child=Values(field='kind', values=('speech',)))))
    """
    return _Parser(query, scan(query)).whole()


@dataclass(slots=True)
class _Parser:
    query: str
    tokens: list[Token]
    place: int = 0
    terms: int = 0
    sort: Sort | None = None

    def whole(self) -> Query:
        node = self.group(0)
        if self.token.kind == ")":
            raise self.error("this parenthesis was never opened")
        if node is None and self.sort is None:
            raise self.error("the query is empty: write a word, a field, or * for everything")
        return Query(node or Anything(), self.sort, self.query)

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def error(self, message: str, at: int | None = None) -> QueryError:
        return QueryError(message, query=self.query, position=self.token.start if at is None else at)

    def group(self, depth: int) -> Node | None:
        """Clauses up to a closing parenthesis or the end, joined by AND; None if there are none."""
        clauses: list[Node] = []
        while self.token.kind not in (")", "end"):
            if self.token.kind == "&":
                if not clauses or self.tokens[self.place + 1].kind in (")", "end", "&", "|"):
                    raise self.error("AND stands between two words")
                self.place += 1
            clause = self.either(depth)
            if clause is not None:
                clauses.append(clause)
        if len(clauses) > 1:
            return And(tuple(clauses))
        return clauses[0] if clauses else None

    def either(self, depth: int) -> Node | None:
        first = self.single(depth)
        if self.token.kind != "|":
            return first
        choices = [first]
        while self.token.kind == "|":
            sign = self.token
            self.place += 1
            if self.token.kind in (")", "end", "&", "|"):
                raise self.error("OR stands between two words", sign.start)
            choices.append(self.single(depth))
            if choices[-1] is None or choices[0] is None:
                raise self.error("sort: cannot be one of the choices of OR", sign.start)
        return Or(tuple(choice for choice in choices if choice is not None))

    def single(self, depth: int) -> Node | None:
        """A word, phrase, field, group, or one of these excluded; None for `sort:`, which looks for nothing."""
        token = self.token
        if depth > MAX_DEPTH:
            raise self.error(f"nested too deeply: {MAX_DEPTH} levels at most")
        self.place += token.kind != "end"
        match token.kind:
            case "-":
                return self.excluded(token, depth)
            case "(":
                inner = self.group(depth + 1)
                if self.token.kind != ")":
                    raise self.error("this parenthesis is not closed", token.start)
                self.place += 1
                if inner is None:
                    raise self.error("there is nothing in these parentheses", token.start)
                return inner
            case "|":
                raise self.error("OR stands between two words", token.start)
            case "field":
                self.count(token)
                return self.field(token)
            case "word" | "phrase":
                self.count(token)
                return self.text("any", token)
        raise self.error("a word is missing here", token.start)

    def count(self, token: Token) -> None:
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise self.error(f"too many words: {MAX_TERMS} at most", token.start)

    def excluded(self, minus: Token, depth: int) -> Node:
        following = self.token
        apart = minus.text != "NOT" and following.start != minus.start + len(minus.text)
        if following.kind in (")", "end", "|", "&") or apart:
            raise self.error(f"{minus.text} stands right before what is excluded", minus.start)
        child = self.single(depth + 1)
        if child is None:
            raise self.error("sort: cannot be excluded", minus.start)
        return Not(child)

    def text(self, name: TextField, token: Token) -> Node:
        if token.star and not token.text and token.kind == "word" and name == "any":
            return Anything()
        words = words_of(token.text, prefix=token.star, anchored=token.star and name not in ("any", "text"))
        if words is None:
            raise self.error("there is no letter, digit or ideograph to look for here", token.start)
        return Text(name, words)

    def field(self, named: Token) -> Node | None:
        field = fields().get(fold(named.text))
        if field is None:
            raise self.error(_unknown_field(named.text), named.start)
        token = self.token
        if token.kind not in ("word", "phrase", "-") or (token.kind == "-" and field.compare != "words"):
            raise self.error(f"{field.name}: needs a value", named.start)
        self.place += 1
        match field.compare:
            case "words":
                if token.kind == "-":
                    raise self.error(f"{field.name}: needs a value; to exclude it write -{field.name}:", token.start)
                return self.text(cast(TextField, field.name), token)
            case "date":
                return self.dates(token)
            case "id":
                if not _ID.fullmatch(token.text) or token.star:
                    raise self.error("an id of a document is letters, digits, _ and -", token.start)
                return DocumentIs(token.text)
            case "sort":
                (value,) = self.values(field, token)[:1]
                self.sort = cast(Sort, value)
                return None
        return Values(cast(ValueField, field.name), self.values(field, token))

    def dates(self, token: Token) -> Dates:
        try:
            if token.star:
                raise ValueError("* does not go with a date: write 2020 for the whole year")
            return read_dates(token.text)
        except ValueError as problem:
            raise self.error(str(problem), token.start) from None

    def values(self, field: Field, token: Token) -> tuple[str, ...]:
        """The values named, one or several with commas; with a star all whose own name begins so."""
        made: list[str] = []
        place = token.start + (token.kind == "phrase")
        for word in re.split("[,，、]", token.text):  # ruling,speech
            key = fold(word.strip())
            if token.star:
                found = [value for value in field.known() if value.startswith(key)]
            else:
                found = [field.values[key]] if key in field.values else []
            if not found:
                raise self.error(f"{field.name}: is one of {', '.join(field.known())}", place)
            made.extend(found)
            place += len(word) + 1
        return tuple(dict.fromkeys(made))


def _unknown_field(written: str) -> str:
    names = sorted({field.name for field in fields().values()})
    close = difflib.get_close_matches(fold(written[:40]), fields(), n=1)
    guess = f"; did you mean {close[0]}:" if close else f"; there are {', '.join(names)}"
    return f"there is no such field{guess} (to look for a colon, use quotes)"
