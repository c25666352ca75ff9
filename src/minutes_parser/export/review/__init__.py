"""The review page: is the parse right? The document and the record, side by side, in one file."""

from __future__ import annotations

from .images import PageImage, page_images
from .index import Summary, render_index, summary_of, worst_first
from .page import render_page
from .site import Entry, write_pages
from .things import Note

__all__ = [
    "Entry",
    "Note",
    "PageImage",
    "Summary",
    "page_images",
    "render_index",
    "render_page",
    "summary_of",
    "worst_first",
    "write_pages",
]
