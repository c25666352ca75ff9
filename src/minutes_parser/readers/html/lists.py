"""Numbers of HTML lists as browsers print them: type, start, value, reversed, and the CSS styles for Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..labels import label_of
from ..numerals import numeral
from .sheet import Sheet

__all__ = ["List"]

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


@dataclass(slots=True)
class List:
    """One open list; `label` counts."""

    ordered: bool
    style: str
    counter: int
    step: int = 1
    around: tuple[str, str] | None = None
    """What a style sheet puts around the number."""

    @classmethod
    def of(
        cls, tag: str, attributes: Mapping[str, str | None], css: Mapping[str, str], items: int, sheet: Sheet
    ) -> List:
        ordered = tag == "ol"
        typed = css if "list-style-type" in css or "list-style" in css else _typed(sheet.type_of(tag, attributes))
        style = _css_style(typed) or _TYPES.get(attributes.get("type") or "", "decimal" if ordered else "disc")
        if ordered is False and attributes.get("type") in _BULLETS:
            style = str(attributes["type"])
        backwards = ordered and "reversed" in attributes
        start = _whole(attributes.get("start"))
        first = start if start is not None else items if backwards else 1
        step = -1 if backwards else 1
        number = sheet.number_of(tag, attributes)
        if number is not None and number[1] in _STYLES:
            return cls(ordered, number[1], first, step, (number[0], number[2]))
        return cls(ordered, style, first, step)

    def label(self, attributes: Mapping[str, str | None], css: Mapping[str, str]) -> str:
        """The number or bullet of the next item."""
        value = _whole(attributes.get("value"))
        number = value if value is not None and self.ordered else self.counter
        self.counter = number + self.step
        style = _css_style(css) or self.style
        if style in _STYLES:
            numbers, suffix = _STYLES[style]
            before, after = self.around or ("", suffix)
            return label_of(before + numeral(number, numbers) + after)
        return label_of(_BULLETS.get(style, ""))


def _typed(kind: str | None) -> Mapping[str, str]:
    return {"list-style-type": kind} if kind else {}


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
