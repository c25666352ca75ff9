"""Numbers as word processors print them in lists: 壹, 一, 甲, ①, １, iv; the same for DOCX and ODT.

Names are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat); the Chinese sequences are the ones that the
Taiwanese edition of Word prints (十, 十一, 二十; 拾, 拾壹, 貳拾; 甲 to 癸, then digits). One more, of CSS, is the
formal sequence as browsers and LibreOffice print it: 壹拾, 壹拾壹.
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["is_known", "numeral"]

_COUNTING = "〇一二三四五六七八九", "十百千", "零", "萬"
_LEGAL = "零壹貳參肆伍陸柒捌玖", "拾佰仟", "零", "萬"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "零", "万"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def numeral(number: int, style: str) -> str:
    """A number in a style of ST_NumberFormat; styles that are not known and numbers outside a style are decimal.

    >>> [numeral(n, "ideographLegalTraditional") for n in (1, 10, 11, 20)]
    ['壹', '拾', '拾壹', '貳拾']
    >>> numeral(101, "taiwaneseCountingThousand"), numeral(3, "ideographTraditional"), numeral(21, "none")
    ('一百零一', '丙', '')
    """
    if number < 0 or number > 99_999_999:
        return str(number)
    make = _STYLES.get(style)
    return (make(number) if make else "") or ("" if style == "none" else str(number))


def is_known(style: str) -> bool:
    """True if the style has a form of its own here (not a fall back to digits)."""
    return style in _STYLES or style in ("decimal", "none", "decimalHalfWidth", "bullet")


def _spelled(number: int, digits: str, units: str, zero: str, myriad: str, ten: str = "") -> str:
    """Positional Chinese numerals to 9999 myriads; `ten` stands before a leading 十 (壹拾)."""
    if number == 0:
        return zero
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = zero if 0 < low < 1000 else ""
        return (
            _spelled(high, digits, units, zero, myriad)
            + myriad
            + gap
            + (_below_myriad(low, digits, units, zero) if low else "")
        )
    text = _below_myriad(number, digits, units, zero)
    return ten + text[1:] if 10 <= number < 20 else text


def _below_myriad(number: int, digits: str, units: str, zero: str) -> str:
    text = ""
    pending = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending = bool(text)
            continue
        text += (zero if pending else "") + digits[digit] + (units[power - 1] if power else "")
        pending = False
    return text


def _counting(number: int) -> str:
    return _spelled(number, *_COUNTING)


def _from(characters: str) -> Callable[[int], str]:
    """A closed sequence; beyond its end nothing, which `numeral` makes digits."""

    def make(number: int) -> str:
        return characters[number - 1] if 1 <= number <= len(characters) else ""

    return make


def _block(first: str, last: int) -> Callable[[int], str]:
    return _from("".join(chr(ord(first) + i) for i in range(last)))


def _digits(characters: str) -> Callable[[int], str]:
    return lambda number: "".join(characters[int(digit)] for digit in str(number))


def _letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb … zz: Word repeats the letter."""

    def make(number: int) -> str:
        if number < 1 or number > 26 * 20:
            return ""
        times, letter = divmod(number - 1, 26)
        return chr(ord(first) + letter) * (times + 1)

    return make


def _roman(number: int) -> str:
    if not 1 <= number <= 3999:
        return ""
    text = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        times, number = divmod(number, value)
        text += sign * times
    return text


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 1 <= number <= 60 else ""


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_STYLES: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _block("①", 20),
    "decimalEnclosedCircleChinese": _block("①", 20),
    "decimalEnclosedParen": _block("⑴", 20),
    "decimalEnclosedFullstop": _block("⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "koreanDigital2": _digits("零一二三四五六七八九"),
    "ideographLegalTraditional": lambda number: _spelled(number, *_LEGAL),
    "trad-chinese-formal": lambda number: _spelled(number, *_LEGAL, ten=_LEGAL[0][1]),
    "chineseLegalSimplified": lambda number: _spelled(number, *_LEGAL_SIMPLIFIED),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _block("㊀", 10),
    "ideographEnclosedParen": _block("㈠", 10),
}
