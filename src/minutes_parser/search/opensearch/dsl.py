"""The query language compiled to OpenSearch's DSL. Values go into JSON as values, never as text of a query."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ..query.tree import And, Anything, Dates, DocumentIs, Node, Not, Or, Query, Sort, Text, Values
from ..tokens import Words, is_signs

__all__ = ["FACETS", "compile_query", "search_body"]

Clause = dict[str, Any]

_FIELDS: dict[str, tuple[str, ...]] = {
    "any": ("text", "item_title^0.6"),
    "item": ("item_title",),
    "heading": ("heading_path",),
    "speaker": ("speaker", "person_name", "person_organization", "person_title", "person_role"),
}
FACETS: dict[str, Clause] = {
    "body": {"terms": {"field": "body.raw", "size": 20}},
    "body_kind": {"terms": {"field": "body_kind", "size": 20}},
    "year": {"date_histogram": {"field": "date", "calendar_interval": "year", "format": "yyyy", "min_doc_count": 1}},
    "kind": {"terms": {"field": "kind", "size": 20}},
    "outcome": {"terms": {"field": "outcome", "size": 20}},
    "status": {"terms": {"field": "status", "size": 20}},
    "speaker": {"terms": {"field": "speaker.raw", "size": 20}},
}


def search_body(query: Query, *, limit: int = 20, offset: int = 0, sort: Sort = "date", facets: bool = False) -> Clause:
    """The body of a search request: query, order, highlights and, where asked for, aggregations.

    >>> from minutes_parser.search.query import parse_query
    >>> search_body(parse_query("kind:ruling"))["query"]
    {'terms': {'kind': ['ruling']}}
    """
    ordered: list[Clause | str] = [
        {"date": {"order": "desc", "missing": "_last"}},
        {"document_id": "asc"},
        {"start": "asc"},
    ]
    if (query.sort or sort) == "score":
        ordered.insert(0, "_score")
    body: Clause = {
        "query": compile_query(query.node),
        "from": offset,
        "size": limit,
        "sort": ordered,
        "track_total_hits": True,
        "highlight": {"fields": {"text": {}, "item_title": {}}},
    }
    return {**body, "aggs": FACETS} if facets else body


def compile_query(node: Node) -> Clause:
    """The query clause of a tree; all nodes have a translation."""
    match node:
        case Anything():
            return {"match_all": {}}
        case Text(field=field, words=words):
            return _text(_FIELDS.get(field, (field,)), words)
        case Values(field="type", values=values):
            return {"terms": {"body_kind": list(values)}}
        case Values(field=field, values=values):
            return {"terms": {field: list(values)}}
        case Dates(first=first, last=last):
            ends = {"gte": first, "lte": last}
            return {"range": {"date": {name: day for name, day in ends.items() if day}}}
        case DocumentIs(id=key):
            return {"term": {"document_id": key}}
        case Not(child=child):
            return {"bool": {"must_not": [compile_query(child)]}}
        case Or(children=children):
            return {"bool": {"should": [compile_query(child) for child in children], "minimum_should_match": 1}}
        case And(children=children):
            return _all(children)


def _all(children: tuple[Node, ...]) -> Clause:
    """What is no text does not count for the score."""
    parts: dict[str, list[Clause]] = {"must": [], "filter": [], "must_not": []}
    for child in children:
        if isinstance(child, Not):
            parts["must_not"].append(compile_query(child.child))
        else:
            parts["filter" if isinstance(child, Values | Dates | DocumentIs) else "must"].append(compile_query(child))
    return {"bool": {name: clauses for name, clauses in parts.items() if clauses}}


def _text(fields: tuple[str, ...], words: Words) -> Clause:
    """A phrase in one of the fields. The analyzer makes the same tokens of it as of the text."""
    written = _written(words)
    if words.anchored:
        begins = _either([{"prefix": {f"{name}.key": {"value": words.runs[0]}}} for name in fields])
        if len(words.runs) == 1 and (words.prefix or is_signs(words.runs[0])):
            return begins
        return {"bool": {"must": [begins, _text(fields, Words(words.runs, words.prefix))]}}
    last = words.runs[-1]
    if not words.prefix or is_signs(last):
        return {"multi_match": {"query": written, "type": "phrase", "fields": list(fields)}}
    names = [name.partition("^")[0] for name in fields]
    if len(words.runs) == 1:
        return _either([{"prefix": {name: {"value": last}}} for name in names])
    return _either([{"match_phrase_prefix": {name: {"query": written, "max_expansions": 1000}}} for name in names])


def _either(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": clauses, "minimum_should_match": 1}}


def _written(words: Words) -> str:
    """The runs as a text that the analyzer takes apart again: two runs of ideographs stay parted."""
    parts = [words.runs[0]]
    for before, run in pairwise(words.runs):
        parts.append(("。" if is_signs(before) and is_signs(run) else " ") + run)
    return "".join(parts)
