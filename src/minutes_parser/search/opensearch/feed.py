"""Feeding passages into OpenSearch: idempotent, in bulk, every refusal read, what has vanished deleted.

Ids are those of the passages. Every passage carries the version of the feed that wrote it (milliseconds since
1970): a feed that began earlier cannot overwrite what a later one wrote, nor delete it.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...errors import MinutesParserError
from ...model import Minutes
from ..passages import Passage, about, passages
from ..tokens import index_tokens
from .template import index_template

__all__ = ["Fed", "Feed", "FeedError", "bulk_lines", "meilisearch_line"]

_DOCUMENTS = 200
"""Documents of a batch: so many ids stand in the request that deletes what has vanished."""
_ROWS = 2000
_BYTES = 8 * 1024 * 1024
_SHOWN = 20


class FeedError(MinutesParserError):
    """The cluster cannot be reached, refuses the request as a whole, or its index is not ours."""

    code = "feed"


@dataclass(slots=True)
class Fed:
    """What a feed did. `refused`: id and reason of the first passages that the cluster did not take."""

    documents: int = 0
    indexed: int = 0
    stale: int = 0
    """Passages of which the cluster holds a version of a later feed."""
    deleted: int = 0
    rejected: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def _now() -> int:
    return time.time_ns() // 1_000_000


class Feed:
    """Writes into the index behind the alias `name`; `client` is an `opensearchpy.OpenSearch`.

    `template` takes the place of `index_template(name)`, for shards, replicas or an analyzer of your own.
    All methods raise FeedError where the cluster cannot be reached or refuses the request.
    """

    def __init__(
        self,
        client: Any,
        name: str,
        *,
        template: Mapping[str, Any] | None = None,
        version: int | None = None,
        backoff: int = 2,
    ) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,100}", name):  # minutes, minutes_2024
            raise FeedError("the name of an index is small letters, digits, _ and -", source=name)
        self._client, self._name = client, name
        self._template = template or index_template(name)
        self.version = version or _now()
        self._backoff = backoff

    def prepare(self) -> str:
        """Put the template; make the index and the alias if there is none. Gives the name of the index."""
        self._call(self._client.indices.put_index_template, name=self._name, body=self._template)
        current = self.current()
        if current is None:
            current = self._create(1)
            self._swap(None, current)
        return current

    def current(self) -> str | None:
        """The index behind the alias, None if there is none yet."""
        if not self._call(self._client.indices.exists_alias, name=self._name):
            if self._call(self._client.indices.exists, index=self._name):
                raise FeedError("there is an index of this name, where an alias is needed", source=self._name)
            return None
        found = sorted(self._call(self._client.indices.get_alias, name=self._name))
        if len(found) > 1:
            raise FeedError(f"the alias stands for several indexes: {', '.join(found)}", source=self._name)
        return str(found[0])

    def update(self, records: Iterable[Minutes]) -> Fed:
        """Feed records into the current index; passages that they have no more are deleted."""
        return self._fill(self.prepare(), records)

    def prune(self) -> int:
        """After `update` with all records: delete what only earlier feeds wrote. Gives the number of passages."""
        return self._delete(self.prepare(), {"range": {"feed_version": {"lt": self.version}}})

    def reindex(self, records: Iterable[Minutes], *, keep: bool = False) -> Fed:
        """Feed records into a new index, then let the alias point to it, in one step; the old one is deleted.

        Where a passage is refused the alias stays, and the new index is deleted.
        """
        self._call(self._client.indices.put_index_template, name=self._name, body=self._template)
        old = self.current()
        new = self._create(int(old.rpartition("-")[2]) + 1 if old else 1)
        done = self._fill(new, records)
        if done.rejected:
            self._call(self._client.indices.delete, index=new)
            return done
        self._swap(old, new)
        if old and not keep:
            self._call(self._client.indices.delete, index=old)
        return done

    def _create(self, number: int) -> str:
        index = f"{self._name}-{number:06}"
        if self._call(self._client.indices.exists, index=index):  # left by a feed that was interrupted
            self._call(self._client.indices.delete, index=index)
        self._call(self._client.indices.create, index=index)
        return index

    def _swap(self, old: str | None, new: str) -> None:
        actions: list[dict[str, Any]] = [{"add": {"index": new, "alias": self._name, "is_write_index": True}}]
        if old:
            actions.insert(0, {"remove": {"index": old, "alias": self._name}})
        self._call(self._client.indices.update_aliases, body={"actions": actions})

    def _fill(self, index: str, records: Iterable[Minutes]) -> Fed:
        done = Fed()
        for batch in _batches(records):
            keys = [about(minutes).document_id for minutes in batch]
            rejected = done.rejected
            self._bulk(index, (passage for minutes in batch for passage in passages(minutes)), done)
            done.documents += len(batch)
            self._call(self._client.indices.refresh, index=index)
            if done.rejected == rejected:  # else an old passage may be all there is of a refused one
                mine = [{"terms": {"document_id": keys}}, {"range": {"feed_version": {"lt": self.version}}}]
                done.deleted += self._delete(index, {"bool": {"filter": mine}})
        return done

    def _bulk(self, index: str, made: Iterator[Passage], done: Fed) -> None:
        """Passages whose turn it is not (429) are sent again, with pauses that grow."""
        from opensearchpy import helpers

        actions = (self._action(index, passage) for passage in made)
        results = self._call(
            lambda: helpers.streaming_bulk(
                self._client,
                actions,
                chunk_size=_ROWS,
                max_chunk_bytes=_BYTES,
                max_retries=5,
                initial_backoff=self._backoff,
                max_backoff=60,
                raise_on_error=False,
                raise_on_exception=False,
            )
        )
        while (outcome := self._call(next, results, None)) is not None:
            fine, result = outcome
            (answer,) = result.values()
            if fine:
                done.indexed += 1
            elif answer.get("status") == 409:
                done.stale += 1
            else:
                done.rejected += 1
                if len(done.refused) < _SHOWN:
                    done.refused.append((str(answer.get("_id")), _reason(answer)))

    def _action(self, index: str, passage: Passage) -> dict[str, Any]:
        return {
            "_op_type": "index",
            "_index": index,
            "_id": passage.id,
            "version": self.version,
            "version_type": "external_gte",
            "_source": {**passage.model_dump(), "feed_version": self.version},
        }

    def _delete(self, index: str, query: dict[str, Any]) -> int:
        self._call(self._client.indices.refresh, index=index)
        answer = self._call(
            self._client.delete_by_query,
            index=index,
            body={"query": query},
            params={"conflicts": "proceed", "refresh": "true"},
        )
        if answer.get("failures"):
            raise FeedError(f"passages could not be deleted: {answer['failures'][0]}", source=index)
        return int(answer.get("deleted", 0))

    def _call(self, function: Callable[..., Any], *values: Any, **named: Any) -> Any:
        from opensearchpy.exceptions import OpenSearchException

        try:
            return function(*values, **named)
        except OpenSearchException as problem:
            raise FeedError(f"OpenSearch: {_shown(problem)}", source=self._name) from None


def _batches(records: Iterable[Minutes]) -> Iterator[list[Minutes]]:
    batch: list[Minutes] = []
    for minutes in records:
        batch.append(minutes)
        if len(batch) == _DOCUMENTS:
            yield batch
            batch = []
    if batch:
        yield batch


def _reason(answer: dict[str, Any]) -> str:
    problem = answer.get("error")
    if isinstance(problem, dict):
        return f"{problem.get('type')}: {problem.get('reason')}"
    return str(problem or answer.get("exception") or answer.get("status"))


def _shown(problem: Exception) -> str:
    """On one line, without the request that it may repeat."""
    return " ".join(str(problem).split())[:300]


def bulk_lines(made: Iterable[Passage], index: str) -> Iterator[str]:
    """Lines for the bulk API of OpenSearch and Elasticsearch: what to do, then the passage."""
    for passage in made:
        yield json.dumps({"index": {"_index": index, "_id": passage.id}})
        yield passage.model_dump_json()


def meilisearch_line(passage: Passage) -> str:
    """One document for Meilisearch (`primaryKey=id`), with `bigrams`: tokens that its tokenizer leaves whole."""
    return json.dumps({**passage.model_dump(), "bigrams": index_tokens(passage.text)}, ensure_ascii=False)
