"""Signs by which a list of people is read: where it ends, words that name nobody, what may still be a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import people_words as words
from ..values.mention import Mention
from .people_chunks import Entry
from .people_tape import Parted, Tape

__all__ = [
    "AND_OTHERS",
    "MARKS",
    "SURE",
    "alone",
    "end_of_list",
    "lacks_unit",
    "may_be_name",
    "names_nobody",
    "office_and_name",
    "over_part",
    "over_person",
    "plain_name",
    "rare_name",
    "represented",
    "signs_in",
    "stands_over",
    "unit_key",
]

SURE = 1.5
_PARTS = "科課股組室處局署部院系"
_COUNTED = re.compile(r"\d+\s*[人位名]|[人位名]數")
AND_OTHERS = re.compile(r"等\s*(?:共|計)?\s*[\d一二三四五六七八九十百]*\s*[人位名員]?.{0,6}$")
MARKS = re.compile(r"[\d.\-–—#*＊VvOX○◯●◎✓✔☑■□△▲×✕ˇ√\s]+")
_SUM = re.compile(r"[計共]{1,2}[\d一二三四五六七八九十百]|[計共]{1,2}$")
_REPRESENTED = re.compile(  # 董事 大成投資股份有限公司代表人：王大明
    r"\s*(?:(?P<role>(?:法人|常務|獨立)?(?:董事長?|監察人|理事|監事))\s*[、,:]?\s*)?(?P<unit>\S.{2,40}?)\s*(?:之|法人|指派)?代表人?\s*"
)
_HAN_NAME = re.compile(rf"[{words.HAN}]{{4,6}}")
_MASK_ONLY = re.compile(r"[○◯OX*●□]+")


def end_of_list(tape: Tape, entries: Sequence[Entry], strict: bool) -> int:
    """Where the first line begins that is no part of a list; with `strict`, all of a line must make sense."""
    ends = [*tape.starts[1:], len(tape.text) + 1][: len(tape.starts)]  # an empty cell has no line
    i, stop = 0, None
    for start, end in zip(tape.starts, ends, strict=True):
        size = understood = 0
        headed = i < len(entries) and entries[i].heading and entries[i].parted >= Parted.LINE
        while i < len(entries) and entries[i].a < end:
            length = entries[i].b - entries[i].a
            size += length
            understood += length if _makes_sense(tape, entries[i]) else 0
            i += 1
        makes_none = size > 8 and (understood * 2 < size or (strict and size - understood > 6))
        if stop is not None and (makes_none or not headed):
            return stop
        if makes_none and (strict or not headed or "。" in tape.key[start:end]):
            return start
        stop = start if makes_none else None  # 陳情人：… of an unknown name: the list goes on if the next heading does
    return len(tape.text) + 1 if stop is None else stop


def _makes_sense(tape: Tape, entry: Entry) -> bool:
    mention = entry.mention
    if entry.heading:
        return entry.b - entry.a <= 20
    if tape.key[entry.a] == "(" and entry.b - entry.a <= 40:  # a note alone: (依姓氏筆畫)
        return True
    if mention is not None and mention.is_unit and words.ends_as_unit(unit_key(mention)):
        return True
    if mention is not None and (
        mention.score >= SURE or office_and_name(mention) or (mention.name is not None and _length(tape, entry) <= 4)
    ):
        return True
    if mention is not None and mention.role is not None and len(entry.notes.who) > 1:
        return True
    bare = "".join(tape.key[entry.a : entry.b].split())
    return len(bare) <= 24 and (names_nobody(bare) or signs_in(bare) or bool(MARKS.fullmatch(bare)))


def _length(tape: Tape, entry: Entry) -> int:
    """Without a note in brackets."""
    note = tape.key.find("(", entry.a, entry.b)
    return (note if note > 0 else entry.b) - entry.a


_GROUP_ENDS = ("等人", "人員", "同仁", "代表們")
_OPENED = ("宣告開會", "宣布開會", "宣佈開會")
"""How the line below the lists ends that counts who came: 出席9名，主席宣告開會."""


def names_nobody(bare: str) -> bool:
    """全體委員, 各處室主任, 相關人員, 31人: words that name nobody."""
    if _COUNTED.search(bare) or words.is_word("table", "in_lists", bare):
        return True
    groups = words.words_at_start("groups", "words").match(bare)
    of_people = groups is not None and groups[0] in ("學生", "家長", "教師", "員工", "住戶")
    if groups is not None and groups[0] in ("計", "共") and not _SUM.match(bare):  # 計畫經理 王大明
        groups = None
    grouped = groups is not None and not (of_people and words.ends_as_unit(bare) == 2)  # 學生事務處, not 學生代表
    return grouped or "各" in bare[:6] or bare.endswith(_GROUP_ENDS) or bare.endswith(_OPENED)


def signs_in(bare: str) -> bool:
    return words.words_at_start("notes", "sign_in").search(bare) is not None


def stands_over(entry: Entry, after: Entry | None, commas: bool) -> bool:
    """Whether words at a line's beginning stand over the person after a space: 「- PDIS 王大明 / 李小華」."""
    mention = entry.mention
    if mention is None or mention.title or mention.role or entry.parted < Parted.LINE or entry.b - entry.a < 2:
        return False
    if after is None or after.parted not in (Parted.SPACE, Parted.GAP) or not lacks_unit(after):
        return False
    if not _may_be_han(mention):
        return mention.score < 1.0
    return commas and entry.parted >= Parted.COMMA and mention.score < 0  # 北科大 李小華、…


def _may_be_han(mention: Mention) -> bool:
    return mention.name is not None and not mention.name.isascii()


def unit_key(mention: Mention) -> str:
    return words.fold(mention.organization or "")


def lacks_unit(entry: Entry) -> bool:
    mention = entry.mention
    return mention is not None and mention.name is not None and mention.organization is None and mention.score > -1.5


def may_be_name(bare: str, mention: Mention) -> bool:
    """Whether a poor reading may still be a name: a few Chinese characters and nothing else."""
    if mention.organization is not None and mention.score < 0.5:
        return False
    if bare.isascii():
        return bare.isalpha() and bare.istitle() and len(bare) > 2  # Kevin
    return len(bare) <= 4 and not _MASK_ONLY.fullmatch(bare)


def office_and_name(mention: Mention) -> bool:
    """調解委員 百里奚: an office and two to four characters after it, with nothing else."""
    name = mention.name or ""
    if not mention.office_before or not 2 <= len(name) <= 4:
        return False
    if mention.organization is None:
        return mention.score > -0.5
    return mention.score >= 0.8 and words.ends_as_unit(unit_key(mention)) > 0  # 車輛管理課課長 言和


def alone(entry: Entry) -> bool:
    """Whether commas part it from the others, with no office in it."""
    said = entry.mention
    return entry.parted >= Parted.COMMA and (said is None or not (said.title or said.role))


def rare_name(entry: Entry, bare: str) -> bool:
    """Among plain names: 井上真理子, 撒韵武荖, four to six characters that are like no unit."""
    weak = entry.mention is None or entry.mention.score < 0.5
    if not weak or not alone(entry) or not _HAN_NAME.fullmatch(bare) or entry.b - entry.a != len(bare):
        return False
    return not (words.ends_as_unit(bare) or names_nobody(bare) or signs_in(bare))


def represented(key: str, a: int, b: int) -> re.Match[str] | None:
    """A company, its seat perhaps, and 代表人 before a colon; None if it is no such heading."""
    found = _REPRESENTED.fullmatch(key, a, b)
    return found if found is not None and words.ends_as_unit("".join(found["unit"].split())) == 2 else None


def plain_name(mention: Mention) -> bool:
    """Three characters or more that are a name for certain, and nothing else."""
    return (
        mention.score >= SURE
        and len(mention.name or "") >= 3
        and not (mention.organization or mention.title or mention.role)
    )


def over_part(entry: Entry, after: Entry, commas: bool) -> bool:
    """消防局 災害搶救科科長 王大明: a unit over a person who names a part of it sent nobody else."""
    who = after.mention
    if who is None or after.heading:
        return False
    if who.is_unit and commas and entry.parted >= Parted.LINE:  # 國科會 自然處 王大明研究員、…
        return after.parted is Parted.SPACE and words.ends_as_unit(unit_key(who)) == 2
    if who.name is None or who.organization is None:
        return False
    near = after.parted is Parted.SPACE or (after.parted is Parted.GAP and entry.parted >= Parted.LINE)
    return near and who.score >= SURE


def over_person(entry: Entry, after: Entry | None, bare: str) -> bool:
    """康樂里　黃里長大明: what looks like a name is the village of the person after it."""
    who = after.mention if after is not None and after.parted < Parted.LINE else None
    mention = entry.mention
    if who is None or mention is None or mention.organization or mention.title or mention.role:
        return False
    if who.organization or who.name is None or len(bare) < 3:
        return False
    if bare[-1] in _PARTS and who.title is not None and words.surname_rank(words.fold(bare[0])) < 2:
        return entry.parted >= Parted.LINE or entry.parted is Parted.START  # 麻醉科　王主任大明
    if not bare.endswith(("里", "村")) or who.surname_only:
        return False
    return who.title is not None and who.title.endswith(bare[-1] + "長")
