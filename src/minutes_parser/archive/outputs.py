"""The output folder: one record a content, written beside and renamed into place, so that it is whole or not there.

OUT/manifest.sqlite         what became of every document
OUT/records/ab/abcdef….json the record of each content, named by its SHA-256
OUT/ndjson|parquet|csv/     made from the records at the end of a run, in parts
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from .record import OutputFailed

__all__ = ["locked", "prepare", "prune_records", "record_path", "replacing", "write_record"]

_TEMPORARY = ".tmp"


def record_path(sha256: str) -> str:
    """Path of the record of a content, relative to the output folder."""
    return f"records/{sha256[:2]}/{sha256}.json"


def write_record(out: Path, sha256: str, json: str) -> str:
    """Write a record; gives its path relative to `out`. Whoever reads it sees the old one or the new one, whole."""
    relative = record_path(sha256)
    with replacing(out, relative) as place:
        place.write_text(json + "\n", encoding="utf-8", newline="")
    return relative


@contextlib.contextmanager
def replacing(out: Path, relative: str) -> Iterator[Path]:
    """Gives a place to write a file or folder; afterwards it stands at `relative`, flushed to the disk.

    Raises OutputFailed where the disk is full or may not be written.
    """
    target = out / relative
    written = out / _TEMPORARY / f"{os.getpid()}-{secrets.token_hex(8)}"  # workers on several machines may share `out`
    try:
        written.parent.mkdir(parents=True, exist_ok=True)
        yield written
        _flush(written)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(written, target)
    except OSError as problem:
        raise OutputFailed(f"cannot write: {problem.strerror or problem}", source=str(out)) from None
    finally:
        _discard(written)


def _discard(written: Path) -> None:
    """Remove what was not renamed into its place."""
    if written.is_dir():
        shutil.rmtree(written, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            written.unlink(missing_ok=True)


def _flush(written: Path) -> None:
    """To the disk before the rename: after a power cut a renamed file must not be empty."""
    for path in written.rglob("*") if written.is_dir() else [written]:
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def prepare(out: Path) -> None:
    """Clear what an interrupted run left half-written, and see that it can be written. Raises OutputFailed."""
    try:
        (out / "records").mkdir(parents=True, exist_ok=True)
        shutil.rmtree(out / _TEMPORARY, ignore_errors=True)
        (out / _TEMPORARY).mkdir(exist_ok=True)
        (out / _TEMPORARY / "probe").write_bytes(b"")
        (out / _TEMPORARY / "probe").unlink()
    except OSError as problem:
        raise OutputFailed(f"cannot write: {problem.strerror}", source=str(out)) from None


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Make the folder; only one run at a time writes it. The system lets go of the lock when a process dies."""
    try:
        import fcntl
    except ImportError:  # Windows: SQLite's own locks keep the manifest whole
        yield
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        file = (out / ".lock").open("ab")
    except OSError as problem:
        raise OutputFailed(f"cannot write: {problem.strerror}", source=str(out)) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OutputFailed("another run is writing there now", source=str(out)) from None
        yield


def prune_records(out: Path, wanted: Callable[[str], bool]) -> int:
    """Remove records that no document has any more; `wanted` says whether a content is one's. Gives how many."""
    removed = 0
    for record in sorted((out / "records").glob("??/*.json")):
        if not wanted(record.stem):
            record.unlink(missing_ok=True)
            removed += 1
    return removed
