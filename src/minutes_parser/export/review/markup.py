"""HTML that cannot be broken by what is put into it: text is escaped when it becomes markup, and only here."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable

__all__ = ["Html", "Part", "element", "joined", "json_data"]

# elements that have no end tag
_VOID = {"meta", "img", "input", "br"}


class Html(str):
    """Markup made by `element`: the one kind of string that is not escaped again."""

    __slots__ = ()


Part = Html | str | None
"""Markup, text to be escaped, or nothing."""


def _text(part: str) -> str:
    # HTML knows no NUL: it is shown as the character for the unknown
    return html.escape(part.replace("\0", "\ufffd"), quote=True)


def joined(parts: Iterable[Part]) -> Html:
    """The parts one after the other.

    >>> joined(["a<b", element("b", "c")])
    'a&lt;b<b>c</b>'
    """
    return Html("".join(part if isinstance(part, Html) else _text(part) for part in parts if part is not None))


def element(tag: str, /, *parts: Part, **attributes: str | int | bool | None) -> Html:
    """An element. Attributes: None and False are left out, True stands without a value; `class_` is `class`,
    `data_t` is `data-t`.

    >>> element("a", "<x>", href='"', data_t=3, hidden=True)
    '<a href="&quot;" data-t="3" hidden>&lt;x&gt;</a>'
    """
    made = [tag]
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        made.append(key if value is True else f'{key}="{_text(str(value))}"')
    start = f"<{' '.join(made)}>"
    return Html(start if tag in _VOID else f"{start}{joined(parts)}</{tag}>")


def json_data(value: object) -> Html:
    """JSON for a script element: no character in it can end the element or a line of script.

    >>> json_data("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Html(text)
