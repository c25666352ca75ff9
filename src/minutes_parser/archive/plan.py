"""Which documents have to be converted: those that are new, or changed, or depend on something that did."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import LimitExceeded, UnreadableDocument
from .manifest import Manifest, Row
from .reading import Inaccessible, fingerprint, glance
from .record import Record, Status
from .sources import Source
from .versions import Key

__all__ = ["Plan"]

_SETTLED_SECONDS = 2.0  # a watched file younger than this may still be being written


@dataclass(frozen=True, slots=True)
class Plan:
    """Decides for each source, against the manifest of the output folder."""

    manifest: Manifest
    out: Path
    key: Key
    max_bytes: int
    retry_failed: bool = False
    watching: bool = False

    def examine(self, sources: Iterable[Source]) -> Iterator[Source | Record]:
        """Each source with its fingerprint if it is to be converted (and it is claimed in the manifest), or the
        record that says why not."""
        for source in sources:
            self.manifest.commit(now=False)
            found = self._examine(source)
            if found is not None:
                yield found

    def _examine(self, source: Source) -> Source | Record | None:
        try:
            now = glance(source)
        except Inaccessible as error:
            return self._failed(source, error)
        if self.watching and time.time() - (now.mtime_ns or 0) / 1e9 < _SETTLED_SECONDS:
            return None
        row = self.manifest.row(source.uri)
        if row is not None and (row.size, row.mtime_ns) == (now.size, now.mtime_ns) and self._stands(row):
            return _unchanged(now, row)
        try:
            full = fingerprint(now, self.max_bytes)
        except UnreadableDocument as error:
            return self._failed(now, error)
        if row is not None and row.sha256 == full.sha256 and self._stands(row):
            self.manifest.touch(full)
            return _unchanged(full, row)
        return self._claim(full, row)

    def _failed(self, source: Source, error: UnreadableDocument) -> Record:
        status: Status = "limit" if isinstance(error, LimitExceeded) else "unreadable"
        record = Record(source, status, error_code=error.code, error_message=error.message)
        self.manifest.write(record, self.key)
        return record

    def _stands(self, row: Row) -> bool:
        """Whether what is known of this content still holds."""
        if not row.settled:
            return False
        if row.duplicate_of is not None:
            return True
        if row.failed and self.retry_failed:
            return False
        return row.key == self.key and (row.output is None or (self.out / row.output).is_file())

    def _claim(self, source: Source, row: Row | None) -> Source | Record:
        assert source.sha256 is not None
        if row is not None and row.sha256 != source.sha256:
            self.manifest.note("prune", "changed")  # the record of the former content may be nobody's now
        owner = self.manifest.owner(source.sha256)
        if owner is not None and owner != source.uri:
            record = Record(source, "skipped", duplicate_of=owner)
            self.manifest.write(record, self.key)
            return record
        self.manifest.claim(source, self.key)
        return source


def _unchanged(source: Source, row: Row) -> Record:
    known = replace(source, sha256=row.sha256)
    return Record(known, "skipped", output=row.output, duplicate_of=row.duplicate_of, attempts=0)
