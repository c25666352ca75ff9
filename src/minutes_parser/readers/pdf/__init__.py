"""PDF: text in lines with page and box, ruled tables, and what a page is when it has no usable text."""

from __future__ import annotations

from ...document import Document
from ..limits import Limits
from .read import read_pdf

__all__ = ["read"]


def read(data: bytes, *, name: str | None = None, limits: Limits | None = None, ocr: bool | None = None) -> Document:
    """Read a PDF.

    Every text line is a `Paragraph` with `wrapped=True`, its page (1 the first) and box in points; a ruled
    table is a `Table` a page, its cells' lines likewise. `ocr=None` recognises pages without usable text if
    the extra `ocr` is installed, True insists on it, False never does.

    Raises UnreadableDocument (damaged, truncated, encrypted), LimitExceeded, and MissingDependency if
    `ocr=True` and the extra is not installed.
    """
    return read_pdf(data, name=name, limits=limits or Limits(), ocr=ocr)
