"""Hard-wrapped minutes give the record of the same minutes unwrapped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_parser import Minutes, parse_text
from minutes_parser.document import Document, DocumentBuilder, Source, Style
from minutes_parser.normalize import normalize
from minutes_parser.normalize.flow import Line

HEAD = """松濤市水利小組第3次會議紀錄
壹、時間：113年5月2日下午2時
貳、地點：三樓會議室
參、主席：游召集人大川
肆、討論事項
"""
SENTENCES = [
    "本案前經幹事會於四月間召開兩次會議研商，並請各單位就權管部分提供意見。",
    "渠道全長約三點二公里，沿線十二處閘門須於汛期前完成檢修，所需經費由年度預算支應。",
    "請工程科會同岬灣區公所辦理現勘，並於會後一個月內將辦理情形送秘書單位彙整。",
    "有關志工保險及訓練時數之認定，依中央主管機關函釋辦理，另請人事單位提供協助。",
    "抽水站操作人員之輪值表應公布於網站，並副知里辦公處及消防單位。",
]
CLOSERS = "，。；：、）」』！？"

paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4).map("".join)
cases = st.lists(st.tuples(paragraphs, paragraphs), min_size=3, max_size=6)


def wrapped(line: str, width: int, hang: int) -> str:
    """A line broken at `width` characters, as a word processor does: no closing sign begins a line."""
    lines, current, used = [], "", 0
    for sign in line:
        if used >= width and sign not in CLOSERS:
            lines.append(current)
            current, used = "　" * hang, hang
        current += sign
        used += 1
    return "\n".join([*lines, current])


def facts(minutes: Minutes) -> list[tuple[str, str, str]]:
    """Without paragraph breaks: where a sentence ends just at the margin and nothing is indented, nobody can tell."""
    found = [(i.title, i.description or "", "") for i in minutes.items]
    found += [(r.text, r.label, r.outcome) for r in minutes.rulings]
    return [("".join(a.split()), "".join(b.split()), c) for a, b, c in found]


@settings(max_examples=40, deadline=None)
@given(cases, st.integers(24, 36), st.integers(0, 3))
def test_wrapping_changes_nothing(drawn: list[tuple[str, str]], width: int, hang: int) -> None:
    lines = HEAD.splitlines()
    for n, (told, decided) in enumerate(drawn, 1):
        lines += [f"第{'一二三四五六'[n - 1]}案：水利設施維護計畫{n}", f"說明：{told}", f"決議：{decided}"]
    lines.append("伍、散會：下午4時")
    plain = parse_text("\n".join(lines))
    folded = parse_text("\n".join(wrapped(line, width, hang) for line in lines))
    assert facts(folded) == facts(plain)
    assert len(plain.rulings) == len(drawn)


def test_lines_of_people_that_fill_the_page_stay_apart() -> None:
    full = [
        "海垣工程顧問公司：穆志剛經理、安筱晴技師、廉正宏工程師、令狐平助理",
        "宏厝營造公司：經文豪主任、貢明品管、賀欣妍勞安、郝志剛監工、祁采薇",
    ]
    assert len({len(line) for line in full}) == 1
    told = [wrapped("說明：" + "".join(SENTENCES), len(full[0]), 0)] * 3
    lines = [*HEAD.splitlines()[:4], "出席單位：", *full, "肆、討論事項", "第一案：閘門檢修", *told, "決議：照案通過。"]
    minutes = parse_text("\n".join(lines))
    names = [a.name for a in minutes.attendees if a.category == "member"]
    assert names == ["穆志剛", "安筱晴", "廉正宏", "令狐平", "經文豪", "貢明", "賀欣妍", "郝志剛", "祁采薇"]


def boxed(*lines: tuple[str, float]) -> Document:
    """A page of 600 points with these lines and where they end, all from a margin of 80, as a PDF gives them."""
    builder = DocumentBuilder()
    for number, (text, end) in enumerate(lines):
        box = (80.0, 100.0 + 20 * number, end, 112.0 + 20 * number)
        builder.add(builder.paragraph(text, page=1, box=box, style=Style(size=12.0, indent=0.0), wrapped=True))
    builder.widths[1] = 600.0
    return builder.build(Source("invented", "application/pdf", "0" * 64, 0, "pdf", pages=1))


def test_a_title_is_not_wrapped_where_a_page_has_only_short_lines() -> None:
    flow, _ = normalize(boxed(("松濤市第3次市政會議", 220.0), ("發文機關", 128.0), ("開會日期", 128.0)))
    assert [line.text for line in flow.blocks if isinstance(line, Line)] == [
        "松濤市第3次市政會議",
        "發文機關",
        "開會日期",
    ]


def test_one_line_that_reaches_the_margin_goes_on() -> None:
    flow, _ = normalize(boxed(("說明", 104.0), ("本案所列經費由各單位於年度", 520.0), ("預算支應", 128.0)))
    assert [line.text for line in flow.blocks if isinstance(line, Line)] == [
        "說明",
        "本案所列經費由各單位於年度預算支應",
    ]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("● 理事：鄭宏川、黃悅山、杜群青、張珩玉、顧盼秋", "● 監事：劉說亭、蔡文采", False),
        ("二、修正「松濤段附近地區區段徵收」計畫名稱案。", "（地政局）", True),
        ("二、擬延長開會時間，俟本案審議完畢後再行散會。", "（無異議通過）", False),
        ("（二）有關簡章所列名額，於第二次委員會議提案討論並", "決議。", True),
    ],
)
def test_what_follows_a_line_that_fills_the_page(first: str, second: str, one: bool) -> None:
    told = "本案前經幹事會於四月間召開兩次會議研商，並請各單位就權管部分提供意見"
    flow, _ = normalize(boxed((told, 520.0), ("。", 92.0), (first, 520.0), (second, 200.0)))
    assert [line.text for line in flow.blocks if isinstance(line, Line)][1:] == (
        [first + second] if one else [first, second]
    )
