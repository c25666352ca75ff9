"""The content of a source, and what tells whether it changed."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from ..errors import LimitExceeded, UnreadableDocument
from .sources import Source

__all__ = ["Inaccessible", "fingerprint", "glance", "read_bytes"]


class Inaccessible(UnreadableDocument):
    """The file is not there, or may not be opened: this says nothing of its content, and may pass."""

    code = "inaccessible"


def read_bytes(source: Source, max_bytes: int) -> bytes:
    """The content of a document. Raises UnreadableDocument or LimitExceeded."""
    if source.member is not None:
        return _read_member(source, max_bytes)
    with _regular_file(source) as file:
        return _within(file.read(max_bytes + 1), source, max_bytes)


@contextlib.contextmanager
def _regular_file(source: Source) -> Iterator[io.BufferedReader]:
    try:
        # a FIFO or a device would block for ever: O_NONBLOCK opens it, the check refuses it
        with open(os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableDocument("this is not a regular file", source=source.uri)
            yield file
    except OSError as problem:
        raise Inaccessible(f"cannot be opened: {problem.strerror}", source=source.uri) from None


def _read_member(source: Source, max_bytes: int) -> bytes:
    assert source.member is not None
    try:
        status = os.stat(source.path)
        archive = _archive(source.path, status.st_mtime_ns, status.st_size)
        with archive.open(archive.infolist()[source.member]) as file:
            data = file.read(max_bytes + 1)
    except (
        OSError,
        IndexError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        zipfile.BadZipFile,
        ValueError,
    ) as problem:
        # RuntimeError is zipfile's word for an encrypted member
        raise UnreadableDocument(f"cannot be unpacked: {problem}", source=source.uri) from None
    except zipfile.zlib.error as problem:  # type: ignore[attr-defined]
        raise UnreadableDocument(f"cannot be unpacked: {problem}", source=source.uri) from None
    return _within(data, source, max_bytes)


@functools.lru_cache(maxsize=2)  # the directory of an archive with 10,000 members takes longer to read than a member
def _archive(path: str, mtime_ns: int, size: int) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)


def _within(data: bytes, source: Source, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise LimitExceeded(f"larger than {max_bytes} bytes", source=source.uri)
    return data


def glance(source: Source) -> Source:
    """The source with size and modification time as they are now, without reading it.

    Raises Inaccessible where it is missing.
    """
    try:
        status = os.stat(source.path)
    except OSError as problem:
        raise Inaccessible(f"cannot be opened: {problem.strerror}", source=source.uri) from None
    size = source.size if source.member is not None else status.st_size
    return replace(source, size=size, mtime_ns=status.st_mtime_ns, sha256=None)


def fingerprint(source: Source, max_bytes: int) -> Source:
    """A source at which was glanced, with the SHA-256 of its content. Raises as `read_bytes`."""
    if source.member is not None:
        data = read_bytes(source, max_bytes)
        return replace(source, size=len(data), sha256=hashlib.sha256(data).hexdigest())
    with _regular_file(source) as file:
        if os.fstat(file.fileno()).st_size > max_bytes:
            raise LimitExceeded(f"larger than {max_bytes} bytes", source=source.uri)
        digest = hashlib.file_digest(file, "sha256").hexdigest()  # in pieces: a scan may be larger than memory
        return replace(source, size=file.tell(), sha256=digest)
