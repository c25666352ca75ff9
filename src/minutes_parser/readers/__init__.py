"""Readers: the bytes of a file in, a `Document` out. The format is recognised by content, never by name."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from ..diagnostics import Finding
from ..document import Document
from ..errors import LimitExceeded, MinutesParserError, UnreadableDocument
from .detect import Format, detect, is_html, is_markdown
from .encoding import decode
from .limits import DEFAULT_LIMITS, Limits
from .sources import source_of
from .text import read_lines

__all__ = ["Format", "Limits", "detect", "read", "read_text"]

Readable = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO


def read(
    source: Readable, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS, ocr: bool | None = None
) -> Document:
    """Read a document of any format: a path, the bytes of a file, or a binary file open for reading.

    `name` is what `Document.source.name` and error messages call it; by default the last part of the path.
    `ocr` says whether pages of a PDF without text are recognised (None: where that is installed).
    Raises `UnreadableDocument`, `UnsupportedFormat`, `LimitExceeded` or `MissingDependency`, each with one
    clear line; oddities of content are findings of the document.

    >>> document = read("會議紀錄\\n主席：王○明".encode("cp950"))
    >>> document.source.encoding, [document.text[p.start:p.end] for p in document.paragraphs()]
    ('cp950', ['會議紀錄', '主席：王○明'])
    """
    if name is None and isinstance(source, str | os.PathLike):
        name = Path(source).name
    try:
        data = _bytes_of(source, limits)
        return _read(data, name, limits, ocr)
    except MinutesParserError as error:
        if error.source is None:
            error.source = name
        raise
    except (RecursionError, MemoryError) as error:
        raise LimitExceeded("the document is nested too deep or too large", source=name) from error
    except Exception as error:  # whatever a library raises on damage that no reader foresaw: the promise is one error
        raise UnreadableDocument(f"the document is damaged ({type(error).__name__})", source=name) from error


def read_text(text: str, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read text that is already decoded: plain, Markdown or HTML, as its content says.

    Offsets of a plain text's document are offsets in that very text.

    >>> read_text("一、報告事項\\n（略）").blocks[1].start
    7
    """
    return _decoded(text, text.encode("utf-8", "surrogatepass"), name, None, (), limits)


def _read(data: bytes, name: str | None, limits: Limits, ocr: bool | None) -> Document:
    kind = detect(data)
    if kind == "text":
        decoded = decode(data)
        return _decoded(decoded.text, data, name, decoded.encoding, decoded.findings, limits)
    read_format = _module(kind).read
    document: Document = (
        read_format(data, name=name, limits=limits, ocr=ocr)
        if kind == "pdf"
        else read_format(data, name=name, limits=limits)
    )
    return document


def _module(kind: str) -> ModuleType:
    """The reader of a format, imported when the first file of that format comes: each brings a library of its own."""
    return importlib.import_module(f".{kind}", __name__)


def _decoded(
    text: str, data: bytes, name: str | None, encoding: str | None, findings: tuple[Finding, ...], limits: Limits
) -> Document:
    document: Document
    if is_html(text):
        document = _module("html").read(data, name=name, limits=limits)
    elif is_markdown(text):
        source = source_of(data, "markdown", name=name, encoding=encoding)
        document = _module("markdown").read_markdown(text, source, findings, limits)
    else:
        document = read_lines(text, source_of(data, "text", name=name, encoding=encoding), findings, limits)
    return document


def _bytes_of(source: Readable, limits: Limits) -> bytes:
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
    elif isinstance(source, str | os.PathLike):
        data = _file(Path(source), limits)
    else:
        data = source.read(limits.max_bytes + 1)
        if not isinstance(data, bytes):
            raise UnreadableDocument("the source is a text file; open it in binary mode")
    if len(data) > limits.max_bytes:
        raise LimitExceeded(f"the file is larger than {limits.max_bytes} bytes")
    return data


def _file(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableDocument("is a folder, not a file")
        with path.open("rb") as file:
            return file.read(limits.max_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableDocument("no such file") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
