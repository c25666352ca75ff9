"""RTF as Word, LibreOffice and older programs write it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutes_parser.readers import read

from .packages import shape, texts

FONTS = r"{\fonttbl{\f0\fcharset136 \'b7\'73\'b2\'d3\'a9\'fa\'c5\'e9;}{\f1\fcharset0 Arial;}{\f2\fcharset2 Wingdings;}}"


def rtf(content: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg950\deff0" + FONTS + content + "}").encode("cp950")


def u(text: str) -> str:
    """Text in Unicode escapes with a question mark for old readers."""
    return "".join(c if c.isascii() else f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?" for c in text)


def hexed(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("cp950"))


def body(content: str) -> list[str]:
    return texts(read(rtf(content)))


@pytest.mark.parametrize("write", [u, hexed, lambda text: text])
def test_text_in_every_way_of_writing(write: Callable[[str], str]) -> None:
    assert body(rf"\pard {write('主席：王大明')}\tab {write('紀錄')}\line {write('出席')}\par {write('散會')}\par") == [
        "主席：王大明\t紀錄", "出席", "散會",
    ]  # fmt: skip


def test_second_bytes_that_are_backslashes() -> None:
    assert body(hexed("許功蓋")) == ["許功蓋"]


def test_unicode_skips_and_surrogates() -> None:
    assert body(r"\uc0\u26371\u35696\uc1\u32000?\u-10179?\u-9169?") == ["會議紀🐯"]
    assert body(r"{\uc2\u26371ab}\u35696?c") == ["會議c"]
    assert body(r"{\upr{old}{\*\ud{\u26371?}}}") == ["會"]


def test_the_font_gives_the_encoding() -> None:
    latin = r"{\rtf1\ansi\ansicpg1252" + FONTS + r"\f0 \'b7\'7c\'c4\'b3 \f1 caf\'e9 \f2 \'fe\'a8}"
    assert texts(read(latin.encode())) == ["會議 café ☑☐"]


@pytest.mark.parametrize("destination", ["listtext", "pntext", r"*\listtext"])
def test_automatic_numbers(destination: str) -> None:
    document = read(
        rtf(rf"{{\{destination}\pard\plain {hexed('壹、')}\tab}}{hexed('主席致詞')}\par {{\{destination} 1.\tab}}a\par")
    )
    assert texts(document) == ["壹、主席致詞", "1. a"]
    assert [q.label_end for q in document.paragraphs()] == [2, 10]


def test_what_is_not_on_the_page_is_left_out() -> None:
    skipped = r"{\info{\title x}}{\*\generator x;}{\stylesheet{\s1 x;}}{\*\unknown x}{\pict\bin3 }}}x}{\field{\*\fldinst PAGE}{\fldrslt 3}}"
    document = read(rtf(skipped + r"a{\v b}{\deleted c}{\revised d}"))
    assert texts(document) == ["3ad"]
    assert sorted(f.code for f in document.findings) == ["hidden-text", "tracked-changes"]


def test_headers_footers_notes_and_text_boxes() -> None:
    content = r"{\header H\par}{\headerf H\par}{\footer F\par}a{\footnote N}b\par{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt T\par}}{\shprslt T}}c\par"
    document = read(rtf(content))
    assert [(document.text[q.start : q.end], q.role) for q in document.paragraphs()] == [
        ("H", "header"), ("ab", "body"), ("c", "body"), ("T", "body"), ("N", "footnote"), ("F", "footer"),
    ]  # fmt: skip


def row(*cells: str, definition: str) -> str:
    return rf"\trowd{definition}\pard\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\row "


def test_tables_with_merged_cells() -> None:
    content = (
        r"a\par "
        + row("日期", "事項", definition=r"\clvmgf\cellx1000\cellx3000")
        + row("", "甲", "乙", definition=r"\clvmrg\cellx1010\cellx2000\cellx3000")
        + row("丙", "", r"丁\par 戊", definition=r"\clmgf\cellx1000\clmrg\cellx2000\cellx3000")
        + r"\pard b\par"
    )
    assert shape(read(rtf(content))) == [
        "a",
        [(0, 0, 2, 1, "日期"), (0, 1, 1, 2, "事項"), (1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 0, 1, 2, "丙"), (2, 2, 1, 1, "丁|戊")],
        "b",
    ]  # fmt: skip


def test_definitions_written_once_after_the_cells_or_not_at_all() -> None:
    once = r"\trowd\cellx1000\cellx2000 a\cell b\cell\row c\cell d\cell\row"
    after = r"\pard\intbl a\cell b\cell{\trowd\cellx1000\cellx2000\row}\pard\intbl c\cell d\cell{\trowd\cellx1000\cellx2000\row}"
    never = r"\pard\intbl a\cell b\cell\row\pard\intbl c\cell d\cell\row"
    expected = [[(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")]]
    assert [shape(read(rtf(content))) for content in (once, after, never)] == [expected] * 3


def test_nested_tables_stand_in_the_cell() -> None:
    inner = r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx500\cellx1000\nestrow}{\nonesttables\par}"
    assert shape(
        read(rtf(rf"\trowd\cellx1000\cellx2000\pard\intbl a\par {inner}\pard\intbl\itap1 b\cell c\cell\row"))
    ) == [[(0, 0, 1, 1, "a|x|y|b"), (0, 1, 1, 1, "c")]]


def test_layout_hints() -> None:
    (found,) = read(rtf(r"\pard\qc\li480\fi-240\fs24\b\outlinelevel0 a\par")).paragraphs()
    assert (found.style.centered, found.style.bold, found.style.heading, found.style.size, found.style.indent) == (
        True,
        True,
        1,
        12.0,
        1.0,
    )


@pytest.mark.parametrize(
    "damage", [r"a\par", "{{{", "}", r"\u", r"{\rtf1 a", r"{\rtf1 \'zz a}", r"{\rtf1\bin99999999 a}", "{\\rtf1 \\"]
)
def test_damaged_files_do_not_raise(damage: str) -> None:
    read((r"{\rtf1 " + damage).encode())
