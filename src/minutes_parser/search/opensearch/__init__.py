"""Passages in an OpenSearch cluster: the index template, the feed, and the query language in its DSL."""

from __future__ import annotations

from .archive import OpenSearchArchive
from .connection import connect
from .dsl import compile_query, search_body
from .feed import Fed, Feed, FeedError
from .template import index_template

__all__ = [
    "Fed",
    "Feed",
    "FeedError",
    "OpenSearchArchive",
    "compile_query",
    "connect",
    "index_template",
    "search_body",
]
