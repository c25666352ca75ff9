"""Encodings recognised by content."""

from __future__ import annotations

import pytest

from minutes_parser.readers import read
from minutes_parser.readers.encoding import decode

LONG = "會議紀錄\n時間：113年3月1日上午10時\n主席：王委員○明　紀錄：李○華\n決議：照案通過，請各單位依規定辦理。\n"
SIMPLIFIED = "会议纪录\n时间：2024年3月1日\n主席：王○明\n决议：通过，请各单位办理。\n"


@pytest.mark.parametrize("text", [LONG, "散會。", "會議紀錄", "主席：王○明", "一、（略）\n", "113/3/1 決議: OK\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp950", "utf-32"])
def test_traditional_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("出席：陳○堃、林煊峯\n" + LONG, "big5hkscs", "big5hkscs"),
        ("‧碁銹裏墻恒粧嫺€﹑\n" + LONG, "cp950", "cp950"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        ("plain ASCII minutes", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
)
def test_what_only_one_encoding_has(text: str, encoding: str, expected: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, expected)


@pytest.mark.parametrize("encoding", ["utf-8", "cp950", "utf-16-le"])
def test_a_character_cut_at_the_end_is_replaced_and_reported(encoding: str) -> None:
    decoded = decode(LONG.strip("\n").encode(encoding)[:-1])
    assert decoded.encoding == encoding
    assert decoded.text.startswith(LONG[:-4])
    assert "replaced-characters" in [f.code for f in decoded.findings]


def test_characters_beyond_big5_are_reported() -> None:
    findings = decode(("出席：陳○堃\n" + LONG).encode("big5hkscs")).findings
    assert [(f.code, "堃" in f.message) for f in findings if f.code == "private-use-characters"] == [
        ("private-use-characters", True)
    ]


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("會議".encode("gb18030"), declared="GB2312").text == "會議"
    assert decode("散會。".encode("cp950"), declared="utf-8").text == "散會。"
    assert decode("散會。".encode(), declared="no-such-encoding").text == "散會。"


def test_the_encoding_stands_in_the_source() -> None:
    assert read(LONG.encode("utf-16")).source.encoding == "utf-16-le"
    assert read(LONG.encode("cp950")).source.encoding == "cp950"
