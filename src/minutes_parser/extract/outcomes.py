"""The outcome of a decision, and the phrase that shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from ..lexicon import load
from ..model import Outcome
from ..values.numerals import read_numeral

__all__ = ["OutcomeReading", "counted", "read_outcome"]


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """The outcome and its phrase (None for `other`)."""

    outcome: Outcome
    basis: str | None


@cache
def _patterns() -> tuple[tuple[Outcome, re.Pattern[str]], ...]:
    return tuple(
        (cast(Outcome, name), re.compile("|".join(entry["patterns"]))) for name, entry in load("outcomes").items()
    )


_TRACKING = ("untracked", "tracked")
_DECIDED = ("approved_with_changes", "rejected", "withdrawn", "deferred", "referred", "approved", "noted")
# 不通過, 未通過, 不同意, 尚未確認 are not approvals; 「同意」 of somebody in a subordinate clause is not either
_NEGATED = re.compile(r"(?:不予?|未|否|尚未|毋|勿|不得|非經|未經|無法|難以)$")
_NOBODY = re.compile(r"(?:(?<!\d)[0○零]\s?[位人票席名](?:委員)?|無人)$")
_CONDITION = re.compile(r"^(?:後|之|的|者|時|前|與否|書|權|函|事項|人)")
_OBJECT = re.compile(r"(?!通過|無誤|在案|備查|同意|洽悉|並|後|上|前|第|本|歷|會議|紀錄|以上)[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[^。;；\n]+[。;；\n]?")
_EXCEPTED = re.compile(
    r"除[^\n]{2,400}?外(?:[(（][^)）\n]{1,60}[)）])?[,，]?(?P<rest>[^\n。]{0,24}(?:通過|同意|確[定認]|可行))"
)
_RECUSED = re.compile(  # 除依法迴避之董事外，其餘出席董事無異議通過: nothing of the motion is excepted
    r"除[^。;；\n]{0,80}?(?:迴避|離席|利害關係)[^。;；\n]{0,40}?外[,，]?(?:其[餘余])?"
)
_UNTRACKED_BUT = re.compile(
    r"除[^。;；\n]{1,60}外[,，]?[^。;；，,\n]{0,12}(?:解除|解列|結案|銷案)"
)  # 除第3項外均解除列管
_PART = re.compile(r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]|[^,，。:\n]{2,60}:)")
_WITH_ANOTHER = re.compile(
    r"(?:本案)?併(?:入|同)?(?:上|前|本|第|討論|審議|報告|提)[^,，。]{0,8}案[^,，。]{0,6}[。]?$"
)  # 併上案辦理
_ASKS = re.compile(r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.])?\s*請")
_INSTRUCTS = re.compile(
    r"^(?:[\(（]?[一二三四五六七八九十\d]{1,3}[)）、.])?(?:並|另|惟|又|至|並請|請|有關|有關|關於|建請|爰請|倘|如|若)"
)


def _candidates(clause: str) -> list[tuple[int, Outcome, str]]:
    """Outcomes in a clause by place; a longer reading at the same place beats a shorter one."""
    found: list[tuple[int, Outcome, str]] = []
    for name, pattern in _patterns():
        if name == "directed":
            continue
        for hit in pattern.finditer(clause):
            if name in ("approved", "noted") and _NEGATED.search(clause[: hit.start()]):
                continue
            if (
                name == "approved"
                and hit[0] in ("同意", "確認", "確定", "核定", "准予", "承認", "追認", "通過")
                and _CONDITION.match(clause[hit.end() :])
            ):
                continue
            if name == "approved" and hit[0] in ("確認", "確定") and _OBJECT.match(clause[hit.end() :]):
                continue  # 下次會議確認名單
            if name == "rejected" and _NOBODY.search(clause[: hit.start()]):
                continue  # 7位委員同意，0位不同意
            if (
                name == "deferred"
                and hit.start()
                and clause[hit.start() - 1] == "於"
                and _ASKS.match(clause)
                and "再" not in hit[0]
            ):
                continue  # 請…準備，於下次會議討論: an instruction
            found.append((hit.start(), name, hit[0]))
    return found


def _covers(a: tuple[int, Outcome, str], b: tuple[int, Outcome, str]) -> bool:
    return a is not b and a[0] <= b[0] and a[0] + len(a[2]) >= b[0] + len(b[2]) and len(a[2]) > len(b[2])


def _of_clause(clause: str) -> tuple[Outcome, str] | None:
    found = _candidates(clause)
    found = [c for c in found if not any(_covers(o, c) for o in found)]
    if not found:
        return None
    names = [name for _, name, _ in found]
    for tracking in ("tracked", "untracked"):
        if tracking in names:
            return next((n, p) for _, n, p in found if n == tracking)
    order: tuple[Outcome, ...] = (
        "approved_with_changes",
        "rejected",
        "withdrawn",
        "deferred",
        "approved",
        "referred",
        "noted",
    )
    best = min(found, key=lambda c: (order.index(c[1]), c[0]))
    return best[1], best[2]


def read_outcome(text: str) -> OutcomeReading:
    """The outcome of a decision's text.

    The first clause that decides, decides: 「通過，並請…繼續辦理」 is approved. A clause about tracking counts
    for all of the text: something that stays tracked makes it `tracked`. The table of outcomes in the output
    contract is the source of the order.

    >>> read_outcome("本案通過，並請業務單位辦理。").outcome, read_outcome("請社會局研議。").outcome
    ('approved', 'directed')
    """
    squeezed = _RECUSED.sub("", "".join(text.split(" ")).replace("\u3000", ""))
    sentences = _SENTENCE.findall(squeezed)
    readings = [(sentence, reading) for sentence in sentences if (reading := _of_clause(sentence))]
    for name in ("tracked", "untracked"):
        for _, (outcome, phrase) in readings:
            if outcome == name:
                return OutcomeReading("tracked" if _UNTRACKED_BUT.search(squeezed) else outcome, phrase)
    excepted = _EXCEPTED.search(squeezed)
    parts = [r for s, r in readings if _PART.match(s)]
    if excepted or len({r[0] for r in parts} & {"approved", "approved_with_changes"}) == 2:
        phrase = excepted["rest"] if excepted else next(p for n, p in parts if n == "approved_with_changes")
        return OutcomeReading("approved_with_changes", phrase)
    if _WITH_ANOTHER.match(squeezed):
        return OutcomeReading("other", None)
    main = [r for s, r in readings if not _INSTRUCTS.match(s)] or [r for _, r in readings]
    if main:
        rest = next((r for r in main if r[0] == "approved_with_changes" and ("餘" in r[1] or "余" in r[1])), None)
        return OutcomeReading(*(rest if rest is not None and main[0][0] == "approved" else main[0]))
    directed = next((p for name, p in _patterns() if name == "directed"), None)
    hit = directed.search(squeezed) if directed else None
    return OutcomeReading("directed", hit[0]) if hit else OutcomeReading("other", None)


_FOR = re.compile(
    r"(?<![不反未])(?:同意|贊成)(?:者|票)?:?\s?(?:計|共)?\s?(?P<n>[\d○零一二三四五六七八九十百]{1,5})\s?(?:票|人|位|席)"
)
_AGAINST = re.compile(
    r"(?:不同意|反對|不贊成)(?:者|票)?:?\s?(?:計|共)?\s?(?P<n>[\d○零一二三四五六七八九十百]{1,5})\s?(?:票|人|位|席)"
)


def counted(text: str) -> OutcomeReading | None:
    """The outcome of a count of votes that says no word of it; None where it does, or where nothing is counted.

    >>> counted("出席9人，同意7票、不同意1票").outcome
    'approved'
    """
    key = "".join(text.split())
    yes, no = _FOR.search(key), _AGAINST.search(key)
    if yes is None or no is None or "通過" in key or "否決" in key:
        return None
    ayes, noes = read_numeral(yes["n"]), read_numeral(no["n"])
    if ayes is None or noes is None or ayes == noes:
        return None
    return OutcomeReading("approved" if ayes > noes else "rejected", yes[0])
