"""Tables of HTML: spans, and whether a table holds data or only lays out the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

__all__ = ["is_layout", "spans"]

_BLOCKS = ["p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre", "center", "form"]
_LINES = 6
_LONG = 300  # characters of one cell that hold a page's text, not a datum


def spans(attributes: Mapping[str, str | None], most: int) -> tuple[int, int]:
    """Rows and columns that a cell spans: as browsers read them, absurd values are cut."""
    rows, columns = _whole(attributes.get("rowspan")), _whole(attributes.get("colspan"))
    return min(most if rows == 0 else max(rows, 1), most), min(max(columns, 1), most)


def _whole(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 10 else 1


def is_layout(table: LexborNode, total: int) -> bool:
    """True if a table only lays out: ARIA says so, or one column holds blocks, or a cell holds the page.

    `total` is the number of visible characters of the page. A page of columns (menu, text) has one row with more
    than one filled cell; a form has many.
    """
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return True
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if any(cell.tag == "th" for cell in cells):
        return False
    filled = [[cell for cell in row if (cell.text(deep=True) or "").strip()] for row in rows]
    if max(map(len, filled), default=0) <= 1:
        return any(cell.css_first(",".join(_BLOCKS)) is not None or cell.css_first("br") is not None for cell in cells)
    columns = [row for row in filled if len(row) > 1]
    if len(columns) == 1 and any(_holds_page(cell, total) for cell in columns[0]):
        return True
    return any(
        cell.css_first("table") is not None and len((cell.text(deep=True) or "").strip()) > _LONG for cell in cells
    )


def _holds_page(cell: LexborNode, total: int) -> bool:
    """True if a cell holds more than half of the page's text, on many lines."""
    if len("".join((cell.text(deep=True) or "").split())) * 2 <= total:
        return False
    return len(cell.css("br,p,div,li,h1,h2,h3,h4,td")) >= _LINES


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in part.iter() if row.tag == "tr")
