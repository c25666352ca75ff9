"""Ways through an HTML tree and its white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from ..labels import has_marker

__all__ = ["collapse", "events", "unfolded"]

_SPACE = re.compile("[ \t\r\n\f]+")
_PADDING = re.compile("[\xa0\u3000][ \xa0\u3000]{1,60}")
_LABELLED = re.compile(r"\S{2,12}[:：]")
_FOLDED = 6
"""Lines padded apart in one paragraph, from which on the paragraph is taken for a whole document."""


def collapse(text: str) -> str:
    """White space as browsers show it; a line break of the source between two wide characters is none.

    Line breaks of preserved text come as "\\v".

    >>> collapse("會議\\n  紀錄  第\\n3 次")
    '會議紀錄 第 3 次'
    """

    def shown(match: re.Match[str]) -> str:
        if "\n" in match[0]:
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if before and after and _wide(before) and _wide(after):
                return ""
        return " "

    return text.replace("\v", "\n") if "\v" in text else _SPACE.sub(shown, text).strip(" ")


def unfolded(text: str) -> str:
    """A document pasted into one paragraph, its lines padded apart with no-break or full-width spaces: a line each.

    >>> unfolded("主席：王○明\u3000\u3000紀錄：李○華")
    '主席：王○明\u3000\u3000紀錄：李○華'
    """
    if text.count("\xa0\xa0") + text.count("\u3000\u3000") < _FOLDED or text.count("\n") >= _FOLDED:
        return text
    begins = [m for m in _PADDING.finditer(text) if has_marker(text[m.end() :][:20]) or _LABELLED.match(text, m.end())]
    if len(begins) < _FOLDED:
        return text
    ends = [0, *(m.end() for m in begins)]
    return "\n".join(text[a:b] for a, b in zip(ends, [*(m.start() for m in begins), len(text)], strict=True))


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "FW"


def events(root: LexborNode, enter: Callable[[LexborNode], bool]) -> Iterator[tuple[bool, LexborNode]]:
    """(True, node) is consumed by `enter`, which says whether to go in; (False, node) is yielded on the way out."""
    if not enter(root):
        return
    stack: list[tuple[LexborNode, LexborNode | None]] = [(root, root.child)]
    while stack:
        parent, node = stack.pop()
        if node is None:
            yield False, parent
            continue
        stack.append((parent, node.next))
        if enter(node):
            stack.append((node, node.child))
