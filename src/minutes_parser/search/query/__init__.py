"""The query language: text to a tree (`parse_query`), the tree to each back end."""

from __future__ import annotations

from .parser import parse_query
from .tree import And, Anything, Dates, DocumentIs, Node, Not, Or, Query, QueryError, Text, Values

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
    "Text",
    "Values",
    "parse_query",
]
