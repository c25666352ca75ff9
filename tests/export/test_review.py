"""The parts of the review page that need no browser: markup, pieces, pages, the list, images."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.diagnostics import CODES
from minutes_parser.export.formats import file_stem
from minutes_parser.export.review import Entry, Summary, page_images, render_page, worst_first, write_pages
from minutes_parser.export.review.layers import page_starts, pieces
from minutes_parser.export.review.markup import element, json_data
from minutes_parser.export.review.strings import strings
from minutes_parser.export.review.things import KINDS, things_of
from minutes_parser.privacy import PRIVACY_CODES

from .records import HOSTILE, bare, hostile, rich

places = st.tuples(st.integers(-3, 40), st.integers(-3, 40))


@given(
    st.integers(0, 30), st.lists(st.lists(places, max_size=3), max_size=6), st.lists(st.integers(-2, 40), max_size=4)
)
def test_pieces_are_the_whole_text_and_covered_by_what_covers_them(
    length: int, things: list[list[tuple[int, int]]], cuts: list[int]
) -> None:
    made = pieces(length, things, cuts=cuts)
    assert "".join("x" * (piece.end - piece.start) for piece in made) == "x" * length
    assert [piece.start for piece in made] == sorted({piece.start for piece in made})
    for piece in made:
        for offset in range(piece.start, piece.end):
            assert set(piece.covers) == {
                number for number, held in enumerate(things) if any(start <= offset < end for start, end in held)
            }
    marked = [number for piece in made for number in piece.begins]
    assert sorted(marked) == sorted({number for piece in made for number in piece.covers})


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 40), st.none() | st.integers(1, 5)), max_size=8))
def test_pages_begin_at_lines_in_order(text: str, held: list[tuple[int, int | None]]) -> None:
    starts = page_starts(text, held)
    assert list(starts) == sorted(starts)
    assert list(starts.values()) == sorted(set(starts.values()))
    assert all(start == 0 or text[start - 1] == "\n" for start in starts.values())


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    made = element("p", text, title=text)
    assert made.count("<") == made.count(">") == 2
    assert made.count('"') == 2
    held = json_data(text)
    assert json.loads(held) == text
    assert not set(held) & set("<>&\u2028\u2029")


def test_every_kind_and_field_has_words_in_both_languages() -> None:
    keys = set(strings())
    shown = {thing.kind for minutes in (rich(), hostile()) for thing in things_of(minutes)}
    assert shown == set(KINDS) - {"privacy"}
    for thing in things_of(rich()):
        assert f"kind.{thing.kind}" in keys
        assert {f"row.{row.label}" for row in thing.rows} <= keys
        assert {f"{row.coded}.{row.value}" for row in thing.rows if row.coded} <= keys
    assert {code: strings()[f"code.{code}"][1] for code in CODES | PRIVACY_CODES} == {
        code: meaning for code, (_, meaning) in (CODES | PRIVACY_CODES).items()
    }
    assert all(chinese or english for chinese, english in strings().values())


def test_a_page_is_one_file_and_hostile_text_is_text() -> None:
    page = render_page(hostile())
    assert page.count("<script") == 2
    assert "http:" not in render_page(rich())
    assert "https:" not in render_page(rich())
    for text in HOSTILE[:4]:
        assert text not in page


def test_a_span_outside_the_text_is_clipped() -> None:
    minutes = bare()
    broken = minutes.model_copy(
        update={"furniture": (minutes.meeting.spans["title"][0].model_copy(update={"start": 3, "end": 10**9}),)}
    )
    assert render_page(broken).count("k-furniture") >= 1


def test_worst_first() -> None:
    good, lost = Summary("good", "p"), Summary("lost", "p", unassigned=0.3)
    warned, failed = Summary("warned", "p", warnings=2), Summary("failed", "p", failed_checks=1)
    wrong, unread = Summary("wrong", "p", errors=1), Summary("unread", None, problem="x")
    made = worst_first([good, lost, failed, warned, wrong, unread])
    assert [summary.name for summary in made] == ["unread", "wrong", "warned", "failed", "lost", "good"]


def test_file_names_are_safe() -> None:
    assert file_stem("../../etc/pass wd.pdf", "k") == "pass_wd.k"
    assert file_stem("第1次 會議紀錄（定稿）.docx", "k") == "第1次_會議紀錄_定稿.k"
    assert file_stem("<script>alert(1)</script>", "k") == "script.k"
    assert file_stem("...", "k") == file_stem(None, "k") == "k"


def test_the_same_document_twice_makes_two_pages(tmp_path: Path) -> None:
    made = write_pages([Entry("a.txt", rich()), Entry("a.txt", rich())], tmp_path / "out")
    assert made[0] == tmp_path / "out" / "index.html"
    assert len(set(made)) == 3
    assert all(path.is_file() for path in made)


def test_no_images_of_what_is_no_pdf() -> None:
    assert page_images(b"no pdf") == ()
    assert page_images(b"") == ()
