"""Pages on disk: one for one document; for many a list, the worst first, with their pages in a folder beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from urllib.parse import quote

from minutes_parser.export.formats import file_stem
from minutes_parser.model import Minutes

from .images import page_images
from .index import Summary, render_index, summary_of
from .page import render_page
from .strings import Language
from .things import Note

__all__ = ["Entry", "write_pages"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to be shown: its record and, for a PDF, its bytes; or, unreadable, no record and the problem."""

    name: str
    minutes: Minutes | None
    pdf: bytes | None = None
    notes: Sequence[Note] = ()
    problem: str | None = None


def write_pages(entries: Iterable[Entry], out: Path, *, images: bool = True, language: Language = "zh") -> list[Path]:
    """Write the pages; gives the files written, the one to open first.

    One readable entry alone makes one page, at `out`. Otherwise `out` is the list, and the pages stand in a folder
    named like it (`review.html`, `review_pages/`); where `out` is a folder or has no suffix, the list is its
    `index.html`. `images=False` leaves out the pictures of PDF pages. Entries are taken one at a time. Where none
    is readable, nothing is written.
    """
    stream = iter(entries)
    first = list(islice(stream, 2))
    if len(first) == 1 and first[0].minutes is not None and not _is_folder(out):
        _write(out, _page(first[0], first[0].minutes, images, language, None))
        return [out]
    listed = out / "index.html" if _is_folder(out) else out
    folder = listed.with_name(f"{listed.stem}_pages")
    made: list[Path] = []
    summaries: list[Summary] = []
    back = "../" + quote(listed.name)
    for key, entry in _with_keys(chain(first, stream)):
        if entry.minutes is None:
            summaries.append(Summary(entry.name, None, problem=entry.problem))
            continue
        page = folder / f"{file_stem(entry.name, key)}.html"
        _write(page, _page(entry, entry.minutes, images, language, back))
        made.append(page)
        link = f"{folder.name}/{page.name}"
        summaries.append(summary_of(entry.name, entry.minutes, link, len(entry.notes)))
    if not made:
        return []
    _write(listed, render_index(summaries, language=language))
    return [listed, *made]


def _is_folder(out: Path) -> bool:
    return out.is_dir() or not out.suffix


def _with_keys(entries: Iterable[Entry]) -> Iterable[tuple[str, Entry]]:
    """Each entry with a key of its own: of its bytes, numbered where the same bytes come again."""
    held: dict[str, int] = {}
    for entry in entries:
        if entry.minutes is None:
            yield "", entry
            continue
        key = entry.minutes.source.key
        held[key] = held.get(key, 0) + 1
        yield (key if held[key] == 1 else f"{key}-{held[key]}"), entry


def _page(entry: Entry, minutes: Minutes, images: bool, language: Language, back: str | None) -> str:
    pictures = page_images(entry.pdf) if images and entry.pdf else ()
    return render_page(minutes, images=pictures, notes=entry.notes, language=language, back=back)


def _write(path: Path, page: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # a lone surrogate cannot be written: it is shown as the character for the unknown
    path.write_bytes(page.encode("utf-8", "replace"))
