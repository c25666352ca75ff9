"""A query compiled to SQL over an archive: one MATCH where FTS5 can say it, conditions on rows for the rest.

What goes into MATCH is made of tokens in quotes only; every other value is a parameter.
"""

from __future__ import annotations

from dataclasses import dataclass

from .query.tree import And, Anything, Dates, DocumentIs, Node, Not, Or, Text, Values
from .schema import COLUMNS, DOCUMENT_COLUMNS, rows_between
from .tokens import Words

__all__ = ["Compiled", "compile_sql"]

_IN_INDEX = "{row} IN (SELECT rowid FROM passage_index WHERE passage_index MATCH ?)"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query as FTS5 expression (None: it has none) and SQL condition (None: none); a hit satisfies both.

    The condition is over `p` (passage); `{row}` in it stands for the row number. `values` are its parameters.
    """

    match: str | None = None
    condition: str | None = None
    values: tuple[object, ...] = ()

    @property
    def passage_needed(self) -> bool:
        """Whether the condition reads the table of passages, not only the row number."""
        return self.condition is not None and "p." in self.condition

    def source(self) -> tuple[str, tuple[object, ...]]:
        """FROM and WHERE with parameters; `p` is there where it is needed or there is no MATCH."""
        if self.match is None:
            return "passage p WHERE " + (self.condition or "1").replace("{row}", "p.id"), self.values
        tables = "passage_index f" + (" CROSS JOIN passage p ON p.id = f.rowid" if self.passage_needed else "")
        where = "passage_index MATCH ?" + (f" AND ({self.condition})" if self.condition else "")
        return f"{tables} WHERE {where.replace('{row}', 'f.rowid')}", (self.match, *self.values)


def compile_sql(node: Node) -> Compiled:
    """Compile a tree; all nodes have a translation."""
    match node:
        case Anything():
            return Compiled(condition="1")
        case Text(field=field, words=words) if field in DOCUMENT_COLUMNS:
            condition = "p.document IN (SELECT rowid FROM document_index WHERE document_index MATCH ?)"
            return Compiled(condition=condition, values=(f"{{{field}}} : {_phrase(words)}",))
        case Text(field=field, words=words):
            columns = "text item" if field == "any" else field
            assert field == "any" or field in COLUMNS
            return Compiled(match=f"{{{columns}}} : {_phrase(words)}")
        case Values(field="type", values=values):
            marks = ", ".join("?" * len(values))
            return Compiled(None, f"p.document IN (SELECT id FROM file WHERE body_kind IN ({marks}))", values)
        case Values(field=field, values=values):
            # a value that is not known is none of those asked for: NULL must not spread into NOT
            return Compiled(None, f"ifnull(p.{field}, '') IN ({', '.join('?' * len(values))})", values)
        case Dates(first=first, last=last):
            return Compiled(None, "{row} BETWEEN ? AND ?", rows_between(first, last))
        case DocumentIs(id=key):
            return Compiled(None, "p.document IN (SELECT id FROM file WHERE key = ?)", (key,))
        case Not(child=child):
            inner = _condition(compile_sql(child))
            return Compiled(None, f"NOT {inner.condition}", inner.values)
        case And(children=children):
            return _all(children)
        case Or(children=children):
            return _any([compile_sql(child) for child in children])


def _all(children: tuple[Node, ...]) -> Compiled:
    """Everything that FTS5 can say goes into one MATCH: a AND b NOT (c OR d)."""
    wanted, excluded, rest = [], [], []
    for child in children:
        made = compile_sql(child)
        inner = compile_sql(child.child) if isinstance(child, Not) else None
        if inner is not None and inner.match and inner.condition is None:
            excluded.append((inner.match, made))
            continue
        if made.match:
            wanted.append(made.match)
        if made.condition:
            rest.append(made)
    match = " AND ".join(f"({text})" for text in wanted) if wanted else None
    if match and excluded:
        match = f"({match}) NOT ({' OR '.join(f'({text})' for text, _ in excluded)})"
    elif excluded:
        rest.extend(made for _, made in excluded)
    condition = " AND ".join(f"({made.condition})" for made in rest) if rest else None
    return Compiled(match, condition, tuple(value for made in rest for value in made.values))


def _any(choices: list[Compiled]) -> Compiled:
    if all(choice.condition is None for choice in choices):
        return Compiled(" OR ".join(f"({choice.match})" for choice in choices))
    conditions = [_condition(choice) for choice in choices]
    joined = " OR ".join(f"{choice.condition}" for choice in conditions)
    return Compiled(None, f"({joined})", tuple(value for choice in conditions for value in choice.values))


def _condition(made: Compiled) -> Compiled:
    """The same as one condition in parentheses, its MATCH moved into a subquery."""
    if made.match is None:
        return Compiled(None, f"({made.condition or '1'})", made.values)
    if made.condition is None:
        return Compiled(None, f"({_IN_INDEX})", (made.match,))
    return Compiled(None, f"({_IN_INDEX} AND ({made.condition}))", (made.match, *made.values))


def _phrase(words: Words) -> str:
    """Tokens as a phrase of FTS5. They hold letters, digits and ideographs only: no quote can end it."""
    phrase = f'"{" ".join(words.tokens())}"'
    return ("^ " if words.anchored else "") + phrase + (" *" if words.open_end() else "")
