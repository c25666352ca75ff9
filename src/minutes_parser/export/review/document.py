"""The left half of the page: the text of the document, page by page, with every thing marked where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minutes_parser.model import Minutes

from .images import PageImage
from .layers import Piece, page_starts, pieces
from .markup import Html, element, joined
from .strings import Language, label, word
from .things import FINDINGS, Box, Thing

__all__ = ["document_pane"]

_CHUNK = 4000
"""Characters after which the text of a document without pages is broken into another block (at a line's end),
so that a browser lays out only what is seen."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A stretch of the text that is shown as one block: a page, or a chunk of a document without pages."""

    page: int | None
    start: int
    end: int


def document_pane(minutes: Minutes, things: Sequence[Thing], images: Sequence[PageImage], language: Language) -> Html:
    """The sections of the text with their page images."""
    sections = _sections(minutes, images)
    made = pieces(
        len(minutes.text),
        [thing.places for thing in things],
        [thing.mark for thing in things],
        (section.start for section in sections),
    )
    pictures = {image.page: image for image in images}
    boxes: dict[int | None, list[tuple[int, Box]]] = {}
    for number, thing in enumerate(things):
        if thing.box is not None:
            boxes.setdefault(thing.page, []).append((number, thing.box))
    cursor = 0
    parts: list[Html] = []
    for section in sections:
        inside: list[Piece] = []
        while cursor < len(made) and made[cursor].start < section.end:
            inside.append(made[cursor])
            cursor += 1
        text = joined(part for piece in inside for part in _piece(minutes.text, piece, things, language))
        parts.append(_section(section, text, pictures.get(section.page or 0), boxes.get(section.page, ()), language))
    return joined(parts)


def _places_with_pages(minutes: Minutes) -> Iterator[tuple[int, int | None]]:
    yield from ((span.start, span.page) for span in minutes.furniture)
    yield from ((lost.start, lost.page) for lost in minutes.unassigned)
    waiting = [minutes.outline]
    while waiting:  # an outline may be deep: no recursion
        node = waiting.pop()
        yield node.span.start, node.span.page
        waiting += node.children
    for _, thing in minutes.grounded():
        for spans in thing.spans.values():
            yield from ((span.start, span.page) for span in spans)


def _sections(minutes: Minutes, images: Sequence[PageImage]) -> list[_Section]:
    starts = page_starts(minutes.text, _places_with_pages(minutes))
    if not starts and not images:
        cuts = _chunk_starts(minutes.text)
        return [_Section(None, a, b) for a, b in zip(cuts, [*cuts[1:], len(minutes.text)], strict=True)]
    # a page of which no text is known (a picture) stands, empty, where the next one begins
    pages = sorted({*starts, *(image.page for image in images)})
    begins: list[int] = []
    following = len(minutes.text)
    for page in reversed(pages):
        following = starts.get(page, following)
        begins.append(following)
    begins.reverse()
    begins[0] = 0
    return [_Section(p, a, b) for p, a, b in zip(pages, begins, [*begins[1:], len(minutes.text)], strict=True)]


def _chunk_starts(text: str) -> list[int]:
    starts = [0]
    while (cut := text.find("\n", starts[-1] + _CHUNK)) != -1 and cut + 1 < len(text):
        starts.append(cut + 1)
    return starts


def _section(
    section: _Section, text: Html, image: PageImage | None, boxes: Sequence[tuple[int, Box]], language: Language
) -> Html:
    if section.page is None:
        return element("div", text, class_="page text")
    heading = element(
        "h3",
        label("page.number", language),
        f" {section.page} ",
        label("page.number.end", language),
    )
    body = element(
        "div", _picture(image, boxes, language) if image else None, element("div", text, class_="text"), class_="sheet"
    )
    return element("section", heading, body, class_="page", id=f"page-{section.page}")


def _picture(image: PageImage, boxes: Iterable[tuple[int, Box]], language: Language) -> Html:
    """The picture of a page, with a frame around each box."""
    picture = element(
        "img",
        loading="lazy",
        decoding="async",
        width=image.width,
        height=image.height,
        alt=f"{word('page.image', language)} {image.page}",
        src=image.address,
    )
    frames = [
        element(
            "rect", x=f"{x0:.1f}", y=f"{top:.1f}", width=f"{x1 - x0:.1f}", height=f"{bottom - top:.1f}", data_t=number
        )
        for number, (x0, top, x1, bottom) in boxes
    ]
    width, height = image.points
    drawn = element("svg", *frames, viewBox=f"0 0 {width:.1f} {height:.1f}", aria_hidden="true") if frames else None
    return element("div", picture, drawn, class_="picture")


def _piece(text: str, piece: Piece, things: Sequence[Thing], language: Language) -> Iterator[Html | str]:
    """The marks that stand before the piece, then the piece."""
    for number in piece.begins:
        thing = things[number]
        if thing.kind != "furniture":
            yield _mark(number, thing, language)
    words = text[piece.start : piece.end]
    if not piece.covers:
        yield words
        return
    covering = [things[number] for number in piece.covers]
    base = next((thing for thing in covering if thing.kind not in FINDINGS), covering[0])
    kinds = {thing.kind for thing in covering}
    found = " found" if kinds & (FINDINGS - {"privacy"}) else ""
    private = " private" if "privacy" in kinds else ""
    yield element(
        "span",
        words,
        class_=f"s k-{base.kind}{found}{private}",
        data_o=piece.start,
        data_t=" ".join(map(str, piece.covers)),
    )


def _mark(number: int, thing: Thing, language: Language) -> Html:
    """The button before a thing: a letter for its kind, and its id."""
    return element(
        "button",
        label(f"mark.{thing.kind}", language, class_="letter", aria_hidden="true"),
        element("span", label(f"kind.{thing.kind}", language), f" {thing.id}", class_="unseen"),
        type="button",
        class_=f"mark k-{thing.kind}",
        data_t=number,
    )
