"""Every spelling of a number reads back as that number; what is no numeral reads as none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.values.numerals import NUMERAL, read_numeral

SMALL = "零一二三四五六七八九", "十百千"
LEGAL = "零壹貳參肆伍陸柒捌玖", "拾佰仟"


def counted(number: int, digits: str, units: str) -> str:
    """Number in words, 1 to 9999, with 零 for places skipped and 一 before every unit."""
    out, skipped = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            skipped = bool(out)
            continue
        out += ("零" if skipped else "") + digits[digit] + (units[power - 1] if power else "")
        skipped = False
    return out


def positional(number: int, digits: str) -> str:
    return "".join(digits[int(place)] for place in str(number))


def spellings(number: int) -> dict[str, str]:
    small = counted(number, *SMALL)
    found = {
        "counted": small,
        "legal": counted(number, *LEGAL),
        "legal, other 3 and 6": counted(number, "零壹貳叁肆伍陆柒捌玖", "拾佰仟"),
        "mixed": counted(number, "0123456789", SMALL[1]).replace("0", "零"),
        "bopomofo one": small.replace("一", "ㄧ"),
        "radical one": small.replace("一", "⼀").replace("二", "⼆").replace("十", "⼗"),
        "circle as zero": small.replace("零", "○"),
        "half width": str(number),
        "full width": str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        "positional": positional(number, SMALL[0]),
        "positional, circle": positional(number, "○一二三四五六七八九"),
        "positional, ideographic zero": positional(number, "〇一二三四五六七八九"),
        "positional, legal": positional(number, LEGAL[0]),
        "letter-spaced": " ".join(small),
        "letter-spaced, wide": "　".join(str(number)),
    }
    if 10 <= number % 100 < 20:
        found["no 一 before 十"] = re.sub("一十", "十", small)
    for tens, short in (("二十", "廿"), ("三十", "卅"), ("四十", "卌")):
        if small.endswith(tens) or tens in small[-3:]:
            found[f"short {short}"] = small.replace(tens, short)
    return found


def test_every_number_in_every_spelling() -> None:
    wrong = [
        (number, name, text, read_numeral(text))
        for number in range(1, 10_000)
        for name, text in spellings(number).items()
        if read_numeral(text) != number
    ]
    assert wrong == []


def test_every_spelling_is_made_of_numeral_signs() -> None:
    only = re.compile(rf"(?:{NUMERAL}|\s)+")
    assert [text for n in (103, 2024, 2345, 6789) for text in spellings(n).values() if not only.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("〇", 0), ("零", 0), ("0", 0), ("①", 1), ("⑳", 20), ("㉑", 21), ("㊿", 50), ("⑴", 1), ("⑽", 10),
        ("㈠", 1), ("㈩", 10), ("㊀", 1), ("㊉", 10), ("⒊", 3), ("❿", 10), ("甲", 1), ("癸", 10), ("Ⅳ", 4),
        ("兩", 2), ("二O二四", 2024), ("一o三", 103), ("09", 9), (" 1 2 ", 12), ("百二十", 120), ("貳拾參", 23),
    ],
)  # fmt: skip
def test_other_spellings(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " ", "案", "十號", "一、", "十十", "二二十", "一百二", "一千五", "一百零", "二十零", "十零三", "12345", "一千百零",
     "O", "1.5", "-1", "一二三四五", "甲乙", "零十", "²", "٣", "一" * 50],
)  # fmt: skip
def test_what_is_no_numeral(text: str) -> None:
    assert read_numeral(text) is None


@given(st.text(max_size=30))
def test_never_raises_and_never_leaves_the_range(text: str) -> None:
    number = read_numeral(text)
    assert number is None or 0 <= number <= 9999


@given(st.text("零○一二三十百千廿卅0123", min_size=1, max_size=8))
def test_a_counted_numeral_has_one_canonical_form(text: str) -> None:
    number = read_numeral(text)
    if number is not None and number > 0:
        assert read_numeral(counted(number, *SMALL)) == number
