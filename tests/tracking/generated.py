"""Generated series of meetings with known truth: which follow-up row is about which decision.

Everything is invented. A series is meant to be harder than friendly: directives of one meeting share a frame
and differ in one noun, district or number; instructions without content (請業務單位持續辦理) recur everywhere;
rows change the wording, rename the matter, take two decisions together, move the deadline, reopen what was
closed; one meeting's record is missing.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from minutes_parser.model import Minutes
from minutes_parser.tracking import Ledger
from tests.factories import MinutesFactory

AREAS = [
    "青嵐區",
    "白沙區",
    "望潮區",
    "竹圍里",
    "石鼓里",
    "松蔭里",
    "楓橋鎮",
    "雲崗鄉",
    "霧臺國小",
    "碧湖國小",
    "鹿鳴國中",
    "汀洲路",
]
PLACES = ["河濱步道", "舊車站廣場", "社區活動中心", "圖書分館", "親子館", "候車亭", "市場地下停車場", "抽水站", "運動公園",
          "文化館舍", "行人陸橋", "公有宿舍", "長照據點", "青年工坊", "漁港碼頭", "校園側門", "山區登山口", "資訊機房"]  # fmt: skip
MATTERS = ["夜間照明改善", "無障礙坡道增設", "屋頂防水", "性別統計分析", "防災演練", "資安弱點掃描", "樹木健檢", "水質監測",
           "空間活化", "人行道整平", "廁所翻修", "用電契約檢討", "志工培訓", "導覽服務", "監視系統汰換", "鼠患防治",
           "交通號誌時制調整", "節能燈具更換", "租金補貼", "票價調整", "收托名額擴充", "滿意度調查"]  # fmt: skip
UNITS = [
    "社會處",
    "教育處",
    "工務處",
    "文化局",
    "資訊室",
    "環境保護局",
    "人事室",
    "主計室",
    "秘書處",
    "民政處",
    "觀光局",
    "衛生局",
]
FRAMES = [
    "請{unit}就{thing}提出{kind}，並於{due}前送本會備查。",
    "請{unit}於{due}前完成{thing}，辦理{n}場次說明會。",
    "{thing}請{unit}研議{kind}，提下次會議報告。",
    "請{unit}盤點{thing}現況，並依委員意見修正{kind}。",
    "有關{thing}，請{unit}編列經費{n}萬元，於{due}前函報。",
]  # fmt: skip
KINDS = ["計畫書", "檢討報告", "執行方案", "改善時程", "經費概算", "統計表"]
BOILERPLATE = [
    "請業務單位持續辦理。",
    "請相關單位依委員意見辦理，並於下次會議報告。",
    "請各單位積極辦理。",
    "持續列管。",
]
SYNONYMS = [("請", "惠請"), ("提出", "提送"), ("完成", "辦竣"), ("研議", "評估"), ("盤點", "清查"), ("修正", "調整"),
            ("辦理", "舉辦"), ("編列經費", "匡列經費"), ("，並", "，"), ("有關", "關於"), ("本會備查", "委員會備查")]  # fmt: skip
APPROVALS = ["照案通過。", "洽悉。", "同意備查。", "修正後通過。"]


@dataclass(frozen=True)
class Style:
    """How a body keeps its table: with a persisting 案號, with the deciding meeting's date, with neither."""

    case_numbers: bool
    dates: bool


@dataclass
class Matter:
    """A decision as the generator knows it. Local to one generation."""

    key: str
    text: str
    title: str
    unit: str
    thing: str
    made: date
    number: str
    boilerplate: bool
    first: str = ""
    """The text as decided; `text` is what it has become."""
    open: bool = True
    partner: Matter | None = None
    """The matter that rows take together with this one from some meeting on."""


@dataclass
class Truth:
    """What is so: statement id → the decisions that it is about; and the reasons a row is hard."""

    about: dict[str, tuple[str, ...]] = field(default_factory=dict)
    traits: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Generated:
    minutes: tuple[Minutes, ...]
    truth: Truth


def make_series(seed: int, body: str, style: Style, meetings: int = 20, start: date = date(2021, 1, 14)) -> Generated:
    """`meetings` meetings of one body, one record of which is left out."""
    rng = random.Random(f"{seed}/{body}")
    missing = rng.randrange(4, meetings - 4)
    matters: list[Matter] = []
    records: list[Minutes] = []
    truth = Truth()
    day = start
    for place in range(meetings):
        day += timedelta(days=rng.randint(28, 62))
        record, made = _meeting(rng, body, style, place, day, matters, truth)
        if place != missing:
            records.append(record)
        matters += made
    return Generated(tuple(records), truth)


def _meeting(
    rng: random.Random, body: str, style: Style, place: int, day: date, matters: list[Matter], truth: Truth
) -> tuple[Minutes, list[Matter]]:
    factory = MinutesFactory(body=body, session=f"第{place + 1}次", date=day.isoformat())
    rows = _rows(rng, style, factory, matters)
    made = _rulings(rng, factory, place, day, matters)
    record = factory.build(f"{body}{place + 1}.txt")
    key = record.source.key
    for ref, about, traits in [*rows, *((ref, (matter.key,), set()) for ref, matter in made if ref)]:
        truth.about[f"{key}/{ref}"] = about
        truth.traits[f"{key}/{ref}"] |= traits
    return record, [matter for _, matter in made]


def _rulings(
    rng: random.Random, factory: MinutesFactory, place: int, day: date, matters: list[Matter]
) -> list[tuple[str, Matter]]:
    made: list[tuple[str, Matter]] = []
    frame, kind, site, what = rng.choice(FRAMES), rng.choice(KINDS), rng.choice(PLACES), rng.choice(MATTERS)
    for number in range(1, rng.randint(4, 7)):
        if made and rng.random() < 0.35:  # the same matter as the one before, in another district or of another kind
            thing = f"{rng.choice([a for a in AREAS if not made[-1][1].thing.startswith(a)])}{site}{what}"
        else:
            frame, kind, site, what = rng.choice(FRAMES), rng.choice(KINDS), rng.choice(PLACES), rng.choice(MATTERS)
            thing = f"{rng.choice(AREAS)}{site}{what}"
        boilerplate = rng.random() < 0.08
        again = rng.choice(matters) if matters and rng.random() < 0.08 else None
        unit = rng.choice(UNITS)
        due = day + timedelta(days=rng.randint(30, 300))
        text = frame.format(
            unit=unit, thing=thing, kind=kind, due=f"{due.year - 1911}年{due.month}月底", n=rng.randint(2, 60)
        )
        if again and not again.boilerplate:  # decided anew, in the same words: another decision
            text, thing, unit = again.first, again.thing, again.unit
            if rng.random() < 0.5:
                text = re.sub(r"\d+(?=[年場萬])", lambda found: str(int(found[0]) + 1), text)
        if boilerplate:
            text = rng.choice(BOILERPLATE)
        title = f"{thing}案"
        item = factory.item("discussion", number, title)
        if rng.random() < 0.12:
            factory.ruling(item, rng.choice(APPROVALS), label="決議", outcome="approved")
            continue
        ruling = factory.ruling(
            item,
            text,
            assignee=None if boilerplate else unit,
            deadline_date=due.isoformat() if "{due}" in frame else None,
        )
        key = f"{day}/{number}"
        matter = Matter(key, text, title, unit, thing, day, f"{place + 1:02d}-{number:02d}", boilerplate, text)
        made.append((ruling.id, matter))
    return made


def _rows(
    rng: random.Random, style: Style, factory: MinutesFactory, matters: list[Matter]
) -> list[tuple[str, tuple[str, ...], set[str]]]:
    reopened = [m for m in matters if not m.open and rng.random() < 0.015]
    listed = [m for m in matters if m.open and rng.random() < 0.93] + reopened
    rng.shuffle(listed)
    if not listed:
        return []
    item = factory.item("report", 1, "歷次會議決議事項執行情形")
    made: list[tuple[str, tuple[str, ...], set[str]]] = []
    while listed:
        group = [listed.pop()]
        partner = group[0].partner
        if partner in listed:
            listed.remove(partner)
            group.append(partner)
        elif listed and rng.random() < 0.05 and not group[0].boilerplate and not listed[-1].boilerplate:
            group.append(listed.pop())
            if rng.random() < 0.7:  # from now on together; else only this once
                group[0].partner, group[1].partner = group[1], group[0]
        traits = {"merged"} if len(group) > 1 else set()
        traits |= {"reopened"} if any(m in reopened for m in group) else set()
        for matter in group:
            if not matter.boilerplate:
                _change(rng, matter, traits)
        closing = rng.random() < 0.42
        directive = _directive(rng, group, traits)
        row = factory.follow_up(
            item,
            directive,
            number=group[0].number if style.case_numbers else str(len(made) + 1),
            meeting_date=group[0].made.isoformat() if style.dates else None,
            assignee=group[0].unit if rng.random() < 0.8 else None,
            progress=rng.choice(["已完成。", "刻正辦理中。", "業於日前函報。", None]),
            status="closed" if closing else "open",
        )
        for matter in group:
            matter.open = not closing
        made.append((row.id, tuple(m.key for m in group), traits))
    return made


def _directive(rng: random.Random, group: list[Matter], traits: set[str]) -> str:
    if len(group) > 1:
        return f"一、{group[0].text}\n二、{group[1].text}"
    matter = group[0]
    if rng.random() < 0.15:
        traits.add("titled")
        return f"案由：{matter.title}\n決議：{matter.text}"
    return matter.text


def _change(rng: random.Random, matter: Matter, traits: set[str]) -> None:
    """The wording moves on, for this row and the ones after it."""
    roll = rng.random()
    if roll < 0.16:
        traits.add("reworded")
        for old, new in rng.sample(SYNONYMS, 3):
            matter.text = matter.text.replace(old, new, 1)
    elif roll < 0.22:
        traits.add("typography")
        digits = str.maketrans("0123456789，", "０１２３４５６７８９、")
        matter.text = matter.text.translate(digits).replace("臺", "台").rstrip("。")
    elif roll < 0.26:
        traits.add("extended")
        matter.text = matter.text.rstrip("。") + "，另請副知主計單位並於網站公開辦理成果。"
    elif roll < 0.29:
        traits.add("renamed")
        new = rng.choice(["韌性城市旗艦方案", "友善環境第二階段工作", "整體改造專案"])
        matter.text = matter.text.replace(
            matter.thing, f"{new}（原{matter.thing}）" if rng.random() < 0.5 else matter.thing[:7] + new
        )
        matter.title = f"{new}案"
    elif roll < 0.31 and "月底" in matter.text:
        traits.add("postponed")
        at = matter.text.index("月底")
        month = matter.text[at - 2 : at].lstrip("年")
        matter.text = (
            matter.text.replace(f"{month}月底", f"{int(month) % 12 + 1}月底", 1) if month.isdigit() else matter.text
        )
    elif roll < 0.35:
        traits.add("shortened")
        matter.text = matter.text.split("，")[0] + "。" if len(matter.text.split("，")[0]) > 12 else matter.text


@dataclass(frozen=True)
class Score:
    """Links found, right and due, by mention.

    A link joins a follow-up row to the statements before it; it is right if the one just before is about the same
    matter. It is due where the archive holds an earlier statement about the row's matter. `whole` counts the due
    links that lead back to the first one: a chain that breaks once loses all of them from there on.
    """

    found: int = 0
    right: int = 0
    due: int = 0
    recalled: int = 0
    whole: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.recalled / self.due if self.due else 1.0

    def __add__(self, other: Score) -> Score:
        mine, theirs = astuple(self), astuple(other)
        return Score(*(a + b for a, b in zip(mine, theirs, strict=True)))


def first_statements(minutes: Sequence[Minutes], truth: Truth) -> dict[str, str]:
    """Each matter's first statement in the archive."""
    first: dict[str, str] = {}
    for record in sorted(minutes, key=lambda each: each.meeting.date or ""):
        key = record.source.key
        refs = [*(row.id for row in record.follow_ups), *(ruling.id for ruling in record.rulings)]
        for ref in refs:
            for matter in truth.about.get(f"{key}/{ref}", ()):
                first.setdefault(matter, f"{key}/{ref}")
    return first


def score(ledger: Ledger, minutes: Sequence[Minutes], truth: Truth) -> tuple[Score, list[str], list[str]]:
    """The score of a ledger, the wrong links and the missed ones (in words)."""
    first = first_statements(minutes, truth)
    held = {f"{m.source.key}/{row.id}" for m in minutes for row in m.follow_ups}
    found = right = 0
    wrong: list[str] = []
    recalled: set[tuple[str, str]] = set()
    whole: set[tuple[str, str]] = set()
    for decision in ledger.decisions:
        for before, event in pairwise(decision.events):
            if event.link is None:
                continue
            row = event.statement.id
            shared = set(truth.about[row]) & set(truth.about.get(before.statement.id, ()))
            found, right = found + 1, right + bool(shared)
            if not shared:
                wrong.append(f"{before.statement.text} -> {event.statement.text} {event.link.evidence}")
            recalled |= {(row, matter) for matter in shared}
            whole |= {(row, matter) for matter in shared if first[matter] == decision.id}
    due = [(row, matter) for row in sorted(held) for matter in truth.about[row] if first[matter] != row]
    text = {e.statement.id: e.statement.text for d in ledger.decisions for e in d.events}
    missed = [
        f"{sorted(truth.traits[row])} {text.get(row)} ({matter})"
        for row, matter in due
        if (row, matter) not in recalled
    ]
    return Score(found, right, len(due), len(due) - len(missed), len(whole & set(due))), wrong, missed
