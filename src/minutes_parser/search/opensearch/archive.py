"""Searching the index of a cluster with the same queries and the same results as an archive in a file."""

from __future__ import annotations

from typing import Any

from ..archive import Results, make_hit
from ..passages import Passage
from ..query.parser import parse_query
from ..query.tree import Query, Sort
from .dsl import search_body
from .feed import FeedError

__all__ = ["OpenSearchArchive"]


class OpenSearchArchive:
    """The passages behind the alias `name`; `client` is an `opensearchpy.OpenSearch`."""

    def __init__(self, client: Any, name: str) -> None:
        self._client, self._name = client, name

    def search(
        self, query: str | Query, *, limit: int = 20, offset: int = 0, sort: Sort = "date", facets: bool = False
    ) -> Results:
        """As `Archive.search`. Raises QueryError, and FeedError where the cluster does not answer."""
        from opensearchpy.exceptions import OpenSearchException

        asked = parse_query(query) if isinstance(query, str) else query
        body = search_body(asked, limit=limit, offset=offset, sort=sort, facets=facets)
        try:
            answer = self._client.search(index=self._name, body=body)
        except OpenSearchException as problem:
            raise FeedError(f"OpenSearch: {' '.join(str(problem).split())[:300]}", source=self._name) from None
        order = asked.sort or sort
        hits = tuple(
            make_hit(_passage(hit["_source"]), asked, hit.get("_score") if order == "score" else None)
            for hit in answer["hits"]["hits"]
        )
        counted = _counts(answer["aggregations"]) if facets else None
        return Results(answer["hits"]["total"]["value"], hits, counted, order)


def _passage(source: dict[str, Any]) -> Passage:
    return Passage.model_validate({name: value for name, value in source.items() if name != "feed_version"})


def _counts(aggregations: dict[str, Any]) -> dict[str, tuple[tuple[str, int], ...]]:
    return {
        name: tuple((bucket.get("key_as_string", bucket["key"]), bucket["doc_count"]) for bucket in found["buckets"])
        for name, found in aggregations.items()
    }
