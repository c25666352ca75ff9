"""An agenda drawn at random, written out and parsed, comes back as it was drawn."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_parser import Minutes, parse_text

HEAD = (
    "松濤市水利小組第3次會議紀錄\n{time}時間：113年5月2日下午2時\n{place}地點：三樓會議室\n{chair}主席：游召集人大川\n"
)
LEGAL = "壹貳參肆伍陸柒捌玖拾"
COUNTING = "一二三四五六七八九十"
SUBJECTS = ["渠道更新案", "抽水站維護計畫", "防汛演練檢討", "堤岸綠化", "志工隊編組", "調度中心設備採購"]
SECTIONS = {"report": "報告事項", "discussion": "討論事項", "motion": "臨時動議"}

ITEM_STYLES = {
    "han": lambda n: f"{COUNTING[n - 1]}、",
    "case": lambda n: f"第{COUNTING[n - 1]}案：",
    "subject": lambda n: f"案由{COUNTING[n - 1]}：",
    "paren": lambda n: f"（{COUNTING[n - 1]}）",
    "digit": lambda n: f"{n}.",
}

Item = tuple[str, int, bool]
"""Subject, number of points of its decision, and whether it has a 說明 of two points."""

item_plans = st.tuples(st.sampled_from(SUBJECTS), st.integers(0, 4), st.booleans())
plans = st.tuples(
    st.sampled_from(["legal", "counting", "none"]),
    st.sampled_from(sorted(ITEM_STYLES)),
    st.dictionaries(st.sampled_from(sorted(SECTIONS)), st.lists(item_plans, min_size=1, max_size=6), min_size=1),
)


def number(style: str, n: int) -> str:
    return {"legal": f"{LEGAL[n - 1]}、", "counting": f"{COUNTING[n - 1]}、", "none": ""}[style]


def written(section_style: str, item_style: str, sections: dict[str, list[Item]]) -> str:
    """The minutes as text; points of a decision are numbered as clerks do, one level below the items."""
    lines = HEAD.format(**{name: number(section_style, n) for n, name in enumerate(("time", "place", "chair"), 1)})
    point = "（{}）" if item_style != "paren" else "{}."
    for n, (kind, items) in enumerate(sections.items(), 4):
        lines += f"{number(section_style, n)}{SECTIONS[kind]}\n"
        for i, (subject, points, described) in enumerate(items, 1):
            lines += f"{ITEM_STYLES[item_style](i)}{subject}{i}\n"
            if described:
                lines += "說明：\n" + "".join(f"{point.format(_label(point, p))}現況說明{p}。\n" for p in (1, 2))
            told = "".join(f"{point.format(_label(point, p))}請承辦科於{p}月底前辦理。\n" for p in range(1, points + 1))
            lines += f"決議：\n{told}" if points else "決議：照案通過。\n"
    return lines


def _label(point: str, n: int) -> str:
    return str(n) if point.startswith("{}") else COUNTING[n - 1]


def drawn(minutes: Minutes) -> list[tuple[str, int | None, str, int]]:
    """Kind, number and title of each item, with the number of points of its decision."""
    points = {r.item_id: 0 if r.text == "照案通過。" else len(r.text.split("\n")) for r in minutes.rulings}
    return [(i.kind, i.number, i.title, points.get(i.id, -1)) for i in minutes.items]


@settings(max_examples=60, deadline=None)
@given(plans)
def test_drawn_agenda_comes_back(plan: tuple[str, str, dict[str, list[Item]]]) -> None:
    section_style, item_style, sections = plan
    if section_style == "counting" and item_style == "han":
        item_style = "paren"  # nobody numbers sections and items alike
    expected = [
        (kind, i, f"{subject}{i}", points)
        for kind, items in sections.items()
        for i, (subject, points, _) in enumerate(items, 1)
    ]
    assert drawn(parse_text(written(section_style, item_style, sections))) == expected


def test_time_is_linear_in_length() -> None:
    sections = {"discussion": [(SUBJECTS[i % 6], i % 4, True) for i in range(8)]}
    one = written("legal", "case", sections)
    body = one[one.index("肆、") :]

    def seconds(times: int) -> float:
        text = one + "".join(body.replace("第", f"{n}\n第", 1) for n in range(times - 1))
        best = 9e9
        for _ in range(3):
            begun = time.process_time()
            parse_text(text)
            best = min(best, time.process_time() - begun)
        return best

    seconds(1)
    assert seconds(32) < 4 * 2.0 * seconds(8)
