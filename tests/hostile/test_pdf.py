"""Damaged PDFs and such as are made to harm: one clear error, soon, and little memory."""

from __future__ import annotations

import itertools
import random
import time
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from minutes_parser.errors import LimitExceeded, MinutesParserError, UnreadableDocument
from minutes_parser.readers.limits import Limits
from minutes_parser.readers.pdf import read
from minutes_parser.readers.pdf.streams import check_streams

from ..readers.pdf_builders import drawn, grid, raw_pdf, text

GOOD = drawn(lambda canvas: text(canvas, 72, 100, "主席：許淑芬"))
SHOW = b"BT /F2 12 Tf 72 700 Td (A) Tj ET\n"


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\n", b"no pdf at all", random.Random(7).randbytes(5_000), GOOD[: len(GOOD) // 2], GOOD[:200]],
    ids=["empty", "header", "text", "random", "half", "start"],
)
def test_damaged_files_are_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, ocr=False)
    assert "\n" not in str(caught.value)
    assert "PDF" in str(caught.value)


def test_password_is_asked_for() -> None:
    locked = drawn(lambda c: text(c, 72, 100, "機密"), encrypt=StandardEncryption("secret", ownerPassword="owner"))
    with pytest.raises(UnreadableDocument, match="encrypted and needs a password"):
        read(locked, ocr=False)


def test_file_that_only_its_owner_may_change_is_read() -> None:
    guarded = drawn(lambda c: text(c, 72, 100, "公開"), encrypt=StandardEncryption("", ownerPassword="owner"))
    assert read(guarded, ocr=False).text == "公開\n"


def test_each_page_that_is_read_gives_time_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    many = drawn(*[lambda canvas: text(canvas, 72, 100, "主席：許淑芬")] * 40)
    ticking = itertools.count()  # a second passes whenever somebody looks at the clock
    monkeypatch.setattr("minutes_parser.readers.limits.time.monotonic", lambda: float(next(ticking)))
    assert read(many, limits=Limits(seconds=10.0, seconds_per_page=2.0), ocr=False).source.pages == 40
    with pytest.raises(LimitExceeded, match="10 seconds"):
        read(many, limits=Limits(seconds=10.0, seconds_per_page=0.5), ocr=False)


def test_page_tree_that_leads_back_to_itself() -> None:
    with pytest.raises(UnreadableDocument):
        read(raw_pdf(SHOW, pages="/Kids[2 0 R]/Count 1"), ocr=False)


def test_page_count_that_is_not_true() -> None:
    document = read(raw_pdf(SHOW, pages="/Kids[3 0 R]/Count 2000000000"), ocr=False)
    assert document.source.pages == 1


def test_page_that_is_damaged_does_not_cost_the_others() -> None:
    document = read(raw_pdf(SHOW, pages="/Kids[3 0 R 99 0 R]/Count 2"), ocr=False)
    assert document.text == "A\n"
    assert [(f.code, f.page) for f in document.findings] == [("page-without-text", 2)]
    assert document.source.pages == 2


def test_limits_of_bytes_pages_characters_and_cells() -> None:
    many = drawn(*[lambda canvas: text(canvas, 72, 100, "一二三四五六七八九十")] * 4)

    def table(canvas: object) -> None:
        grid(canvas, [72, 150, 300], [100, 130, 160])
        text(canvas, 80, 120, "甲")

    for limits, data in [
        (Limits(max_bytes=100), GOOD),
        (Limits(max_pages=3), many),
        (Limits(max_characters=30), many),
        (Limits(max_cells=3), drawn(table)),
    ]:
        with pytest.raises(LimitExceeded):
            read(data, limits=limits, ocr=False)


BIG = SHOW * (280_000_000 // len(SHOW) // 40)
PACKED = zlib.compress(BIG, 9)


def lzw(content: bytes) -> bytes:
    """Content as LZW codes that never use more than nine bits: the table is cleared in time."""
    bits = ""
    for start in range(0, len(content), 200):
        bits += format(256, "09b") + "".join(format(byte, "09b") for byte in content[start : start + 200])
    bits += format(257, "09b")
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


@pytest.mark.parametrize(
    ("content", "filters", "contents"),
    [
        (PACKED, "/Filter/FlateDecode", "4 0 R"),
        (zlib.compress(PACKED, 9), "/Filter[/FlateDecode/FlateDecode]", "4 0 R"),
        (zlib.compress(SHOW * 2000), "/Filter/FlateDecode", "[" + "4 0 R " * 200 + "]"),
        (BIG, "", "4 0 R"),
        (lzw(SHOW * 1000), "/Filter/LZWDecode", "[" + "4 0 R " * 200 + "]"),
    ],
    ids=["deflated", "deflated twice", "named many times", "not packed", "lzw"],
)
def test_content_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    content: bytes, filters: str, contents: str
) -> None:
    data = raw_pdf(content, filters=filters, contents=contents)
    began = time.monotonic()
    with pytest.raises(LimitExceeded, match="unpacks to more than"):
        read(data, limits=Limits(max_content_bytes=5_000_000), ocr=False)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("words", ["", "(obj)", "(obj)" * 40, "(9 9 obj_of)", "(no object) (obj) " * 3])
def test_stream_is_of_the_object_whatever_its_dictionary_says(words: str) -> None:
    content = raw_pdf(zlib.compress(BIG), filters=f"/Note[{words}]/Filter/FlateDecode")
    with pytest.raises(LimitExceeded):
        check_streams(content, len(BIG) - 1)
    check_streams(content, len(BIG))


def test_streams_within_the_limit_pass() -> None:
    for content, filters in [(zlib.compress(BIG), "/Filter/FlateDecode"), (lzw(SHOW * 1000), "/Filter/LZWDecode")]:
        check_streams(raw_pdf(content, filters=filters), len(BIG) + 1)
    assert read(raw_pdf(lzw(SHOW), filters="/Filter/LZWDecode"), ocr=False).text == "A\n"


def test_page_of_many_paths_is_soon_done() -> None:
    began = time.monotonic()
    document = read(raw_pdf(b"0 0 m 9 9 l S\n" * 100_000 + SHOW), ocr=False)
    assert time.monotonic() - began < 10
    assert document.text == "A\n"
    assert [f.code for f in document.findings] == ["reader"]


def test_bytes_changed_at_random_raise_nothing_else() -> None:
    chance = random.Random(11)

    def page(canvas: object) -> None:
        grid(canvas, [72, 150, 300], [100, 130, 160])
        text(canvas, 80, 120, "決議：照案通過")

    whole = drawn(page, page)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        end = len(data) if chance.random() < 0.7 else chance.randrange(len(data))
        try:
            read(bytes(data[:end]), ocr=False)
        except MinutesParserError:
            continue
