"""What two wordings are compared by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.tracking.events import Statement
from minutes_parser.tracking.evidence import Pair, Thread, Weights, compare, is_case_number
from minutes_parser.tracking.wording import fold, wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("請臺北市政府於六月底前，提報１２場次。", "請台北市政府於6月底前提報12場次"),
        ("案由：人行道整平案\n決議：請工務處辦理。", "人行道整平案，請工務處辦理"),
        ("編列1,200萬元", "編列1200萬元"),
        ("請资讯室办理", "請資訊室辦理"),
    ],
)
def test_spellings_of_one_wording_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_boilerplate_is_not_specific() -> None:
    assert wording("請業務單位持續辦理，並於下次會議報告。").grams == frozenset()
    assert "托育" in {*wording("請業務單位持續辦理托育設施。").grams}


def test_numbers_and_dates_are_kept_apart() -> None:
    read = wording("請於113年6月底前辦理40場次，修正第5條、第9條")
    assert read.dates == {"年": frozenset({"113"}), "月": frozenset({"6"})}
    assert read.numbers == {"场": frozenset({"40"}), "条": frozenset({"5", "9"})}


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_any_text_is_a_wording(text: str) -> None:
    assert all(len(gram) == 2 for gram in wording(text).grams)


@pytest.mark.parametrize(
    ("number", "names_a_case"), [("112-1-03", True), ("A1130201", True), ("3", False), ("一", False)]
)
def test_case_numbers(number: str, names_a_case: bool) -> None:
    assert is_case_number(number) is names_a_case


def _compare(decided: str, said: str, **row: str) -> Pair | str | None:
    thread = Thread("d", dates={"2024-03-14"})
    thread.learn(Statement("d", "made", decided, title=row.pop("title", None)), 0)
    thread.numbers.update({fold("113-1-02")} if row.pop("numbered", "") else ())
    return compare(Statement("f", "row", said, **row), thread, 1, Weights())  # type: ignore[arg-type]


SAME_FRAME = [
    ("請社會處盤點青嵐區人行道並提出改善時程", "請社會處盤點白沙區人行道並提出改善時程"),
    ("請社會處盤點青嵐區人行道並提出改善時程", "請教育處盤點青嵐區人行道並提出改善時程"),
    ("請社會處辦理防災演練40場次並公布成果於網站", "請社會處辦理防災演練30場次並公布成果於網站"),
    ("修正校外實習辦法第5條、第9條", "修正校外實習辦法第5條、第7條"),
    ("請教育處盤點全市國小課後照顧班開辦情形", "請教育處盤點全市國中課後照顧班開辦情形"),
    ("請工務處整修車站東側行人陸橋電梯", "請工務處整修車站西側行人陸橋電梯"),
    ("請社會處於113年6月底前盤點托育設施名額", "請社會處於113年9月底前盤點托育設施名額"),
    ("請社會處盤點全市托育設施名額並公布於網站", "請社會處盤點全市長照設施名額並公布於網站"),
]


@pytest.mark.parametrize(("decided", "said"), SAME_FRAME)
def test_the_same_frame_about_another_thing_is_no_pair(decided: str, said: str) -> None:
    assert _compare(decided, said) is None
    assert isinstance(_compare(decided, decided), Pair)


@pytest.mark.parametrize(("decided", "said"), SAME_FRAME[:7])
def test_an_equal_case_number_outweighs_a_contradiction(decided: str, said: str) -> None:
    found = _compare(decided, said, numbered="yes", number="113-1-02")
    assert isinstance(found, Pair)
    assert found.basis == "number"


def test_an_equal_case_number_with_other_words_is_a_conflict() -> None:
    found = _compare("請社會處盤點托育設施名額", "有關漁港碼頭浚挖工程", numbered="yes", number="113-1-02")
    assert found == "the wording is another"


def test_another_date_of_the_deciding_meeting_rules_out() -> None:
    text = "請社會處盤點全市托育設施名額"
    assert _compare(text, text, stated_date="2023-12-01") is None
    found = _compare(text, text, stated_date="2024-03-14")
    assert isinstance(found, Pair)
    assert found.basis == "date"


def test_boilerplate_alone_links_nothing() -> None:
    assert _compare("請業務單位持續辦理。", "請業務單位持續辦理。") is None


def test_a_moved_deadline_is_outweighed_by_the_meetings_date() -> None:
    found = _compare(*SAME_FRAME[6], stated_date="2024-03-14")
    assert isinstance(found, Pair)
    assert [each.kind for each in found.evidence if each.weight < 0] == ["other-deadline"]
