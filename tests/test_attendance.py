"""Lists of people become attendees: cases as a clerk writes them (`attendance.txt`), and what holds for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.document import Style
from minutes_parser.extract.attendance import attendees
from minutes_parser.extract.people_block import PeopleBlock
from minutes_parser.model import Attendee
from minutes_parser.normalize.flow import Line, Run
from minutes_parser.values.chars import key_of

from .people_blocks import blocks_of

CASES = Path(__file__).with_name("attendance.txt")


def cases() -> list[tuple[str, str, str]]:
    """(title, input, expected) of each case; the parts are closed by lines that hold a dot alone."""
    parts = [part.strip("\n") for part in CASES.read_text(encoding="utf-8").split("\n.\n")]
    parts[-1] = parts[-1].removesuffix("\n.")
    return [(parts[i], parts[i + 1] + "\n", parts[i + 2]) for i in range(0, len(parts) - 2, 3)]


def written(person: Attendee) -> str:
    proxy = person.proxy.name if person.proxy else None
    fields = (person.name, person.organization, person.title, person.role, person.category, person.attendance, proxy)
    return " | ".join(field or "-" for field in fields)


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_cases(text: str, expected: str) -> None:
    people, _, _ = attendees(blocks_of(text))
    assert "\n".join(map(written, people)) == expected


@pytest.mark.parametrize("text", [case[1] for case in cases()], ids=[case[0] for case in cases()])
def test_every_value_is_what_stands_at_its_spans(text: str) -> None:
    people, _, used = attendees(blocks_of(text))
    for person in people:
        for name in ("name", "organization", "title", "role"):
            value = getattr(person, name)
            if value is None:
                assert name not in person.spans
                continue
            source = "".join(text[span.start : span.end] for span in person.spans[name])
            assert "".join(value.split()) in "".join(source.split()) or set(value) <= set(source)
        assert person.rule
    assert all(0 <= span.start < span.end <= len(text) for span in used)
    assert [person.id for person in people] == [f"a{n}" for n in range(1, len(people) + 1)]


def test_a_sign_in_sheet_is_a_finding_and_no_person() -> None:
    people, findings, _ = attendees(blocks_of("出席人員：詳如簽到簿\n"))
    assert people == ()
    assert [(finding.code, finding.start, finding.end) for finding in findings] == [("sign-in-sheet", 5, 10)]


def test_prose_under_a_label_is_no_list() -> None:
    text = "主席：各位同仁，出席人數已達法定人數，我們開會，上一次的紀錄如果沒有意見就確定。\n"
    assert attendees(blocks_of(text))[0] == ()


def test_a_list_ends_where_prose_begins() -> None:
    text = "列席人員：王大明科長、李小華\n宣讀上次會議紀錄，除討論事項一依修正計畫範圍予以確定外，其餘認為無誤。\n"
    assert [person.name for person in attendees(blocks_of(text))[0]] == ["王大明", "李小華"]


SURNAMES = "陳林黃張李王吳劉蔡楊"
names = st.builds(
    lambda a, b, c: a + b + c, st.sampled_from(SURNAMES), st.sampled_from("大小文明"), st.sampled_from("中心安華")
)


@given(st.lists(names, min_size=1, max_size=12), st.sampled_from(["、", " ", "　", "，", "\n", "  ", "／"]))
def test_names_come_back_in_order_whatever_parts_them(people: list[str], separator: str) -> None:
    found, _, _ = attendees(blocks_of("出席：" + separator.join(people) + "\n"))
    expected = people
    if separator != "\n" and separator.isspace():  # the same name again, after a space, is a signature
        expected = [name for i, name in enumerate(people) if i == 0 or people[i - 1] != name]
    if separator != "\n" or len(set(people)) == len(people):
        assert [person.name for person in found if person.name] == expected


@given(st.text("王李陳大明小華局處長委員主任（）()、，：: \n代請假○一1.", max_size=80))
def test_any_text_is_survived(text: str) -> None:
    people, _, used = attendees(blocks_of("出席：" + text + "\n"))
    assert all(person.name or person.organization for person in people)
    assert len(used) <= 200


def test_a_long_list_takes_time_in_proportion() -> None:
    def seconds(count: int, tag: str) -> float:
        people = "、".join(f"第{tag}{i}科王大{chr(0x4E00 + i % 3000)}科長" for i in range(count))
        blocks = blocks_of("出席：" + people + "\n")
        begun = time.process_time()
        attendees(blocks)
        return time.process_time() - begun

    seconds(50, "甲")
    small, large = seconds(250, "乙"), seconds(2000, "丙")
    assert large < small * 8 * 3


def joined(first: str, second: str) -> list[PeopleBlock]:
    """A list of two printed lines that were taken for one paragraph."""
    text = first + second
    runs = (Run(0, 0, len(first), None), Run(len(first), len(first) + 1, len(second), None))
    return [PeopleBlock("member", None, (Line(text, key_of(text), runs, Style()).whole(),))]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("陳委員大文 吳委員大清", "洪委員大川 于委員俊明", ["陳大文", "吳大清", "洪大川", "于俊明"]),
        ("陳委員大文 郭委", "員大立 于委員俊明", ["陳大文", "郭大立", "于俊明"]),
        ("財政局李局長大同、海洋政策司卓科長怡", "安、人事處侯科長志文", ["李大同", "卓怡安", "侯志文"]),
        ("財政局李局長大同（由副局長林英", "文代理）、黃科長美惠", ["李大同", "黃美惠"]),
        ("陳大文、吳大清", "洪大川、于俊明", ["陳大文", "吳大清", "洪大川", "于俊明"]),
        ("陳大文 吳大清Saida ", "Ngayaw 洪大川 于俊明", ["陳大文", "吳大清Saida Ngayaw", "洪大川", "于俊明"]),
        ("陳大文 吳大清", "Saida 洪大川 于俊明", ["陳大文", "吳大清Saida", "洪大川", "于俊明"]),
    ],
)
def test_what_a_line_break_parts_the_names_tell(first: str, second: str, names: list[str]) -> None:
    assert [person.name for person in attendees(joined(first, second))[0]] == names
