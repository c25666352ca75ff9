"""Opening a PDF that may be damaged, encrypted or made to harm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

from ...errors import LimitExceeded, UnreadableDocument
from ..limits import Budget, Limits
from .streams import check_streams

__all__ = ["opened_pages", "opened_pdf"]


@contextmanager
def opened_pdf(data: bytes, limits: Limits) -> Iterator[Any]:
    """The open document, closed afterwards."""
    if len(data) > limits.max_bytes:
        raise LimitExceeded(f"the file has {len(data)} bytes, the limit is {limits.max_bytes}")
    check_streams(data, limits.max_content_bytes)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(_reason(str(error))) from error
    try:
        if len(pdf) > limits.max_pages:
            raise LimitExceeded(f"the PDF has {len(pdf)} pages, the limit is {limits.max_pages}")
        if len(pdf) == 0:
            raise UnreadableDocument("the PDF has no pages")
        yield pdf
    finally:
        pdf.close()


def opened_pages(pdf: Any, budget: Budget) -> Iterator[tuple[int, Any | None]]:
    """Each page with its number from 1, closed when the next is asked for; None for a page that is damaged.

    Raises UnreadableDocument if no page can be opened, as where the page tree leads back to itself.
    """
    opened = 0
    for index in range(len(pdf)):
        budget.look()
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            yield index + 1, None
            continue
        opened += 1
        budget.page()
        try:
            yield index + 1, page
        finally:
            page.close()
    if not opened:
        raise UnreadableDocument("the PDF is damaged: none of its pages can be opened")


def _reason(message: str) -> str:
    if "assword" in message:
        return "the PDF is encrypted and needs a password"
    if "ecurity" in message:
        return "the PDF is encrypted in a way that cannot be read"
    return "the PDF is damaged or truncated"
