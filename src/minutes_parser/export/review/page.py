"""The review page: a document's text and the record made of it, side by side, in one file that needs no network.

What documents say is data: every text of the record is escaped where it becomes markup (`markup.element`), and the
page's content policy allows its own script and style alone, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from minutes_parser.model import Minutes

from .document import document_pane
from .images import PageImage
from .markup import Html, element, joined, json_data
from .record import record_pane
from .strings import Language, asset, label, strings, word
from .things import KINDS, Note, Thing, things_of

__all__ = ["page_around", "render_page"]


def render_page(
    minutes: Minutes,
    *,
    images: Sequence[PageImage] = (),
    notes: Iterable[Note] = (),
    language: Language = "zh",
    back: str | None = None,
) -> str:
    """The page of one record, as HTML.

    `images` are pictures of the document's pages (see `images.page_images`), `notes` findings about privacy,
    `language` what the page opens in (zh or en; it can be switched there), `back` the address of a list of pages.

    >>> from minutes_parser import parse_text
    >>> "&lt;b&gt;" in render_page(parse_text("<b>會議紀錄"))
    True
    """
    things = things_of(minutes, notes)
    title = minutes.meeting.title or minutes.source.name or "—"
    header = element(
        "header",
        label("page.skip.text", language, "a", href="#text", class_="skip"),
        label("page.skip.record", language, "a", href="#record", class_="skip"),
        element("h1", title),
        _toolbar(things, bool(images), back, language),
    )
    main = element(
        "main",
        _pane("text", "page.text", document_pane(minutes, things, images, language), language),
        _pane("record", "page.record", record_pane(minutes, things, language), language),
        class_="with-images" if images else None,
        id="main",
    )
    said = element("p", id="said", role="status", class_="unseen")
    data = {"strings": strings(), "things": [[thing.kind, thing.id] for thing in things]}
    held = element("script", json_data(data), type="application/json", id="data")
    return page_around(f"{title} — {word('page.title', language)}", joined([header, main, said, held]), language)


def page_around(title: str, body: Html, language: Language) -> str:
    """A whole page: the head with its content policy, style, body and script."""
    style, script = Html(asset("page.css")), Html(asset("page.js"))
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", style),
    )
    whole = element(
        "html",
        head,
        element("body", body, element("script", script)),
        lang="zh-Hant-TW" if language == "zh" else "en",
    )
    return f"<!doctype html>\n{whole}\n"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _pane(ident: str, key: str, content: Html, language: Language) -> Html:
    heading = label(key, language, "h2", id=f"{ident}-heading")
    return element("section", heading, content, id=ident, tabindex=0, aria_labelledby=f"{ident}-heading")


def _toolbar(things: Sequence[Thing], images: bool, back: str | None, language: Language) -> Html:
    counts = Counter(thing.kind for thing in things)
    filters = [
        element(
            "label",
            element("input", type="checkbox", checked=True, value=kind, name="kind"),
            element(
                "span",
                label(f"kind.{kind}", language),
                element("span", f" {counts[kind]}", class_="count"),
                class_=f"sample k-{kind}",
            ),
        )
        for kind in KINDS
        if counts[kind]
    ]
    if images:
        box = element("input", type="checkbox", checked=True, id="images")
        filters.append(element("label", box, label("page.images", language, class_="sample")))
    legend = label("page.show", language, "legend")
    buttons = [
        label("page.back", language, "a", href=back, class_="button") if back else None,
        label("page.previous", language, "button", type="button", id="previous"),
        label("page.next", language, "button", type="button", id="next"),
        label(
            "page.language",
            language,
            "button",
            type="button",
            id="language",
            lang="en" if language == "zh" else "zh-Hant-TW",
        ),
        _keys(language),
    ]
    return element(
        "div",
        element("fieldset", legend, *filters, class_="filters"),
        element("div", *buttons, class_="buttons"),
        class_="toolbar",
    )


def _keys(language: Language) -> Html:
    rows = (
        ("j  k", "page.keys.next"),
        ("d", "page.keys.finding"),
        ("l", "page.keys.language"),
        ("Esc", "page.keys.leave"),
    )
    listed = [element("div", element("dt", keys), label(key, language, "dd")) for keys, key in rows]
    box = element("input", type="checkbox", checked=True, id="keys")
    return element(
        "details",
        label("page.keys", language, "summary", class_="button"),
        element(
            "div",
            element("dl", *listed),
            element("label", box, label("page.keys.on", language)),
            class_="sheet-of-keys",
        ),
        class_="keys",
    )
