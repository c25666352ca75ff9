"""What of a web page is its frame (navigation, breadcrumbs, footers, cookie bars) and not its content."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

__all__ = ["is_furniture", "is_permalink", "is_skip_line"]

_TAGS = frozenset(["nav", "footer", "aside", "header", "button", "select", "noscript"])
_CONTENT = frozenset(["main", "article"])  # their own header and footer belong to the content
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog"]
)
_WORDS = frozenset(
    [
        "nav",
        "navbar",
        "navi",
        "navigation",
        "mainnav",
        "topnav",
        "subnav",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "menu",
        "submenu",
        "mainmenu",
        "leftmenu",
        "sidebar",
        "footer",
        "foot",
        "cookie",
        "cookies",
        "gdpr",
        "share",
        "sharing",
        "social",
        "skip",
        "skiplink",
        "sitemap",
        "pagination",
        "pager",
        "toolbar",
        "copyright",
        "banner",
        "topbar",
        "masthead",
        "fatfooter",
        "func",
        "function",
        "topmenu",
        "sitenav",
        "language",
        "lang",
        "gotop",
        "backtop",
        "accesskey",
        "accessibility",
        "search",
        "aside",
        "related",
        "path",
        "infobar",
        "toc",
        "sharedaddy",
        "addtoany",
        "comments",
    ]
)
_WORD = re.compile(r"[A-Z]?[a-z]{1,30}|[A-Z]{1,30}")
_SKIP = re.compile(
    r":::|(?:跳到|跳至|移至|直接到).{0,8}內容.{0,4}|(?:jump|skip) to (?:the )?(?:main )?content(?: block)?(?: area)?",
    re.IGNORECASE,
)
_MOST = 0.5
_HEAD = re.compile(r"(時間|日期|地點|主席|主持人|出席|列席|[紀記]錄)[^\s:：]{0,4}\s{0,4}[:：]")
_DECIDED = re.compile(r"(?:決議|決定|裁示|結論|散會)[^\s:：]{0,4}\s{0,4}[:：]")
_PERMALINKS = frozenset(["¶", "#", "§", "🔗", "⚓", "\u200b"])


def is_skip_line(text: str) -> bool:
    """True for the accessibility marks that Taiwan's public web pages carry.

    >>> is_skip_line(":::"), is_skip_line("跳到主要內容區塊"), is_skip_line("主要內容：略")
    (True, True, False)
    """
    return _SKIP.fullmatch(text.strip()) is not None


def is_permalink(node: LexborNode) -> bool:
    """True for the sign beside a heading (¶, #) that only gives its address: static sites have one at every heading."""
    child = node.child
    if child is not None and child.next is None and child.tag == "-text":
        return (child.text_content or "").strip() in _PERMALINKS
    return False


def is_furniture(node: LexborNode, attributes: Mapping[str, str | None], *, in_content: bool, total: int) -> bool:
    """True if an element is furniture by its tag, ARIA role, class or id, and does not hold most of the page's text.

    `total` is the number of visible characters of the page.
    """
    tag = node.tag or ""
    if in_content and tag in ("header", "footer", "aside"):
        return False
    if tag == "div" and attributes.get("title") in ("header", "footer"):
        return True  # what LibreOffice makes of page headers and footers
    named = tag in _TAGS or (attributes.get("role") or "").lower() in _ROLES or _by_name(attributes)
    if not named or tag in ("body", "html", "form") or tag in _CONTENT:
        return False
    if tag == "nav" or total == 0:
        return True
    # a careless author puts the whole page into <div class="menu">, or the minutes into <header> or a dialog
    text = node.text(deep=True) or ""
    return len("".join(text.split())) <= _MOST * total and not _holds_minutes(text)


def _holds_minutes(text: str) -> bool:
    """True if a text has the head of minutes, 時間 and 主席 and the like, and a decision."""
    return _DECIDED.search(text) is not None and len({match[1] for match in _HEAD.finditer(text)}) >= 3


def _by_name(attributes: Mapping[str, str | None]) -> bool:
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:500]
    return any(word.lower() in _WORDS for word in _WORD.findall(names)) or any(
        word.lower() in _WORDS for word in re.split(r"[\s_-]+", names)
    )
