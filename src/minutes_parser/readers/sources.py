"""Where a document came from: name, type, size and digest, made the same way by every reader."""

from __future__ import annotations

import hashlib

from ..document import Source

__all__ = ["MEDIA_TYPES", "source_of"]

MEDIA_TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "doc": "application/msword",
    "rtf": "application/rtf",
}


def source_of(
    data: bytes, reader: str, *, name: str | None = None, pages: int | None = None, encoding: str | None = None
) -> Source:
    """The `Source` of a file's bytes, as read by the reader of that name.

    >>> source_of(b"", "text").media_type
    'text/plain'
    """
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, MEDIA_TYPES[reader], digest, len(data), reader, pages, encoding)
