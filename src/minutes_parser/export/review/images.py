"""Pictures of a PDF's pages, small enough to be embedded in a page."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

import pypdfium2

__all__ = ["MOST_PAGES", "PageImage", "page_images"]

MOST_PAGES = 200
"""Pages beyond this have no picture: a page of that size no longer opens well."""

_DPI = 84
_QUALITY = 50
_WIDEST = 2000
"""Pixels of the longer side at most; a plan of A0 is drawn smaller."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of one page (1 the first) as a data address, with its size in pixels and, of the page, in points."""

    page: int
    width: int
    height: int
    points: tuple[float, float]
    address: str


def page_images(pdf: bytes) -> tuple[PageImage, ...]:
    """The pages of a PDF as JPEG pictures; none where pdfium cannot open it. Pages that fail are left out."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return ()
    try:
        made = (_image(document, number) for number in range(min(len(document), MOST_PAGES)))
        return tuple(image for image in made if image is not None)
    finally:
        document.close()


def _image(document: pypdfium2.PdfDocument, number: int) -> PageImage | None:
    try:
        page = document[number]
        points = page.get_size()
        scale = min(_DPI / 72, _WIDEST / max(*points, 1))
        bitmap = page.render(scale=scale)
        image = bitmap.to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    held = io.BytesIO()
    image.save(held, "JPEG", quality=_QUALITY, optimize=True)
    page.close()
    address = "data:image/jpeg;base64," + base64.b64encode(held.getvalue()).decode("ascii")
    return PageImage(number + 1, image.width, image.height, points, address)
