"""Numbers of HTML lists as browsers print them: type, start, value, reversed, and the CSS styles for Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..labels import label_of
from ..numerals import numeral

__all__ = ["List", "has_marker"]

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# CSS list-style-type -> style of `numerals`, what browsers put after it (CSS Counter Styles 3)
_STYLES = {
    "decimal": ("decimal", "."),
    "decimal-leading-zero": ("decimalZero", "."),
    "lower-alpha": ("lowerLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."),
    "upper-roman": ("upperRoman", "."),
    "cjk-ideographic": ("taiwaneseCountingThousand", "、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", "、"),
    "simp-chinese-informal": ("taiwaneseCountingThousand", "、"),
    "cjk-decimal": ("ideographDigital", "、"),
    "trad-chinese-formal": ("trad-chinese-formal", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
# 一、 (一) 1. ① 甲、 壹、 • typed at the start of an item: the bullet beside it is only decoration
_MARKER = re.compile(
    r"\s{0,20}(?:[（(〔]?(?:[一二三四五六七八九十壹貳參肆伍陸柒捌玖拾甲乙丙丁戊己庚辛壬癸]{1,4}|\d{1,3})"
    r"[)）〕、.．:：]|第[一二三四五六七八九十\d]{1,4}[案條項]|[①-⒛㈠-㈩•●■□◆▪○☐☑-])"
)


def has_marker(text: str) -> bool:
    """True if an item's text begins with a marker that the author typed.

    >>> has_marker("一、報告事項"), has_marker("113年度預算")
    (True, False)
    """
    return _MARKER.match(text) is not None


@dataclass(slots=True)
class List:
    """One open list; `label` counts."""

    ordered: bool
    style: str
    counter: int
    step: int = 1

    @classmethod
    def of(cls, tag: str, attributes: Mapping[str, str | None], css: Mapping[str, str], items: int) -> List:
        ordered = tag == "ol"
        style = _css_style(css) or _TYPES.get(attributes.get("type") or "", "decimal" if ordered else "disc")
        if ordered is False and attributes.get("type") in _BULLETS:
            style = str(attributes["type"])
        backwards = ordered and "reversed" in attributes
        start = _whole(attributes.get("start"))
        first = start if start is not None else items if backwards else 1
        return cls(ordered, style, first, -1 if backwards else 1)

    def label(self, attributes: Mapping[str, str | None], css: Mapping[str, str]) -> str:
        """The number or bullet of the next item."""
        value = _whole(attributes.get("value"))
        number = value if value is not None and self.ordered else self.counter
        self.counter = number + self.step
        style = _css_style(css) or self.style
        if style in _STYLES:
            numbers, suffix = _STYLES[style]
            return label_of(numeral(number, numbers) + suffix)
        return label_of(_BULLETS.get(style, ""))


def _css_style(css: Mapping[str, str]) -> str | None:
    kind = css.get("list-style-type") or css.get("list-style")
    if not kind:
        return None
    return next((w for w in kind.lower().split() if w in _STYLES or w in _BULLETS or w == "none"), None)


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text is not None and len(text) < 10 else None
    except ValueError:
        return None
