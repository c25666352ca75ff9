"""Search over an archive: passages, the embedded index, the query language, feeds for search servers."""

from __future__ import annotations

from .archive import Archive, Hit, Results
from .index import IndexWriter
from .passages import Passage, passages
from .query import Query, QueryError, parse_query
from .schema import ArchiveError, IndexOutdated

__all__ = [
    "Archive",
    "ArchiveError",
    "Hit",
    "IndexOutdated",
    "IndexWriter",
    "Passage",
    "Query",
    "QueryError",
    "Results",
    "parse_query",
    "passages",
]
