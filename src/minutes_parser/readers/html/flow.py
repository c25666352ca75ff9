"""Ways through an HTML tree and its white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

__all__ = ["collapse", "events"]

_SPACE = re.compile("[ \t\r\n\f]+")


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
