"""Speakers that only the whole of a transcript shows to be some: heads that come again, or stand on its list of people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ..values.names import SpeakerReading, read_mention, read_speaker
from ..values.people_words import LATIN_NAME, ends_as_unit, offices, surname_rank
from ..values.speaker import word_list
from .pieces import Piece

__all__ = ["bare_head", "is_numbered", "regular_speakers", "speaker_by_form", "without_note"]

_NO_VOICE = re.compile(
    r"\d|(?:名單|如下|結果|事項|內容|情形|附件|名稱|金額|日期|方式|重點|原因|目的|資料|進度|連結|時程|待辦|狀況|回答|時間|地點|分工|規劃|預算|照片.{0,2}|[這本上下未][來個兩]{0,2}[週周月]|討論|完成|進行中)$"
)
_STANDING = re.compile(r"(?:^|(?<=[、,，\s(:]))[^、,，\s():]{1,40}(?=$|[、,，\s()])", re.MULTILINE)
"""What stands by itself in the head: a name in a list, after a label's colon, or alone on its line."""
_REGULAR = re.compile(r"[\w.‧·○*＊]{2,12}")
_NAME = re.compile(r"[\u4e00-\u9fff○]+")
_TWO_WORDS = re.compile(r"[A-Z][a-z’']{1,14} [A-Z][a-z’']{1,14}")
_NOTE = re.compile(r"(?<=\S{2})[(][^()]{1,20}[)]$")


def regular_speakers(pieces: Sequence[Piece]) -> frozenset[str]:
    """Heads that a transcript shows to be speakers, though they say no title: those that come again before a
    colon, are head lines of their own (### 王○明：), or are listed among the people of the head."""
    seen: Counter[str] = Counter()
    named = [p.body if p.colon and p.label is None and len(p.head.key) <= 4 else p.whole for p in pieces[:60]]
    listed = _Listed("\n".join(part.key for part in named))
    known: set[str] = set()
    for piece in pieces:
        bare = bare_head(piece)
        heads = piece.colon or (is_numbered(piece) and not piece.body)
        if heads and piece.label is None and _called(piece, listed):
            known.add(bare)  # 所長岳武, who is on the list of those present
        if not piece.colon or piece.label is not None:
            continue
        if piece.body and _by_surname(bare) and listed.surnames.get(bare[0], 0) == 1:
            known.add(bare)  # 時委員, of a surname that no list has: 時雨晴 is on the list of those present
        called = _before_office(bare)
        if called is not None and (listed.has(called) or (piece.body and called in listed.given)):
            known.add(bare)  # 昌慧中委員, of a rare surname, or 小明老師, who is on the list of those present
        if is_numbered(piece) or not 2 <= len(bare) <= 30:
            continue
        if _in_latin(piece, listed):
            known.add(bare)
        if not _REGULAR.fullmatch(without_note(bare)) or _NO_VOICE.search(bare):
            continue
        body = piece.body.key.rstrip()
        if body.startswith("「") and body.endswith(("」", "」。")) and len(bare) <= 4:
            known.add(bare)  # 小美：「…」
        seen[bare] += not body or body.endswith(("。", "?", "!", "…", ","))
        if (piece.whole.line.style.heading is not None and not piece.body) or (
            2 <= len(bare) <= 4 and listed.has(bare)
        ):
            known.add(bare)
    known.update(_listed_voices(pieces))
    return frozenset(known | {head for head, times in seen.items() if times >= 2})


def _called(piece: Piece, listed: _Listed) -> bool:
    """Whether an office and a name of the list are all that stands before a colon."""
    if not 3 <= len(bare_head(piece)) <= 14:
        return False
    found = read_mention(piece.head.key)
    if found is None or found.name is None or found.surname_only or not (found.title or found.role):
        return False
    return listed.has(found.name) or listed.has(bare_head(piece))


def _by_surname(bare: str) -> bool:
    """時委員: one sign that is no known surname, and an office."""
    return 3 <= len(bare) <= 6 and not surname_rank(bare[0]) and offices().pattern.fullmatch(bare, 1) is not None


def _before_office(bare: str) -> str | None:
    """The name in 昌慧中委員; None if no office ends the words, or none of two to four signs is left."""
    for length in (2, 3, 4):
        name, office = bare[:length], bare[length:]
        if office and offices().pattern.fullmatch(office) and _NAME.fullmatch(name):
            return name
    return None


def _in_latin(piece: Piece, listed: _Listed) -> bool:
    """### Mira Stone：, Mira Stone：… with a sentence after it, or whoever of such a name is on the list."""
    head = piece.head.key.strip()
    if LATIN_NAME.fullmatch(head) is None:
        return False
    headed = piece.whole.line.style.heading is not None and not piece.body
    said = piece.body.key.rstrip().endswith("。") and _TWO_WORDS.fullmatch(head) is not None
    return headed or said or (" " in head and listed.has(head))


def _listed_voices(pieces: Sequence[Piece]) -> set[str]:
    """Heads of a numbered list under 發言紀要 of which most are speakers: then the others are, too."""
    found: set[str] = set()
    for i, piece in enumerate(pieces):
        if piece.body or not any(x.name == "debate" for x in piece.labels):
            continue
        heads = _heads_below(pieces, i)
        voices = sum(read_speaker(h.head.key) is not None or bare_head(h) in word_list("parties") for h in heads)
        if voices * 2 >= len(heads) >= 2:
            found.update(bare_head(head) for head in heads if not _NO_VOICE.search(bare_head(head)))
    return found


def _heads_below(pieces: Sequence[Piece], i: int) -> list[Piece]:
    """Numbered pieces with a colon, in the style of the first number below piece `i`, up to its own next number."""
    heading = pieces[i].marker
    own = heading.style if heading else None
    style = None
    made: list[Piece] = []
    for later in pieces[i + 1 : i + 120]:
        mark = later.marker
        if later.named("ruling", "section", "meta") is not None or (mark is not None and mark.style in (own, "case")):
            break
        if mark is None or mark.style == "bullet":
            continue
        style = style or mark.style
        if mark.style == style:
            if not later.colon or len(re.sub(r"[(][^()]{0,30}[)]", "", bare_head(later))) > 20:
                return []
            made.append(later)
    return made


class _Listed:
    """What stands in the head: its text, and what is set apart in it; read when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _standing(self) -> frozenset[str]:
        return frozenset(_STANDING.findall(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """What stands by itself, and the names in it that an office parts."""
        return self._standing.union(*map(_written_apart, self._standing))

    @cached_property
    def given(self) -> frozenset[str]:
        """Given names of those with a common surname, by which they call each other: 小明 of 王小明老師."""
        bare = {entry.rstrip("。") for entry in self._standing if 3 <= len(entry) <= 8}
        full = {_before_office(entry) or entry for entry in bare}
        return frozenset(
            name[1:] for name in full if len(name) == 3 and surname_rank(name[0]) and _NAME.fullmatch(name)
        )

    @cached_property
    def surnames(self) -> Counter[str]:
        """How many people of the list have a surname."""
        bare = {_before_office(entry) or entry for entry in self.names}
        return Counter(entry[0] for entry in bare if len(entry) == 3 and _NAME.fullmatch(entry))

    def has(self, name: str) -> bool:
        """Whether a name stands by itself; one of several Latin words is looked for in the text."""
        if " " not in name:
            return name in self.names
        return re.search(rf"(?:^|[、,，\s(:]){re.escape(name)}(?:$|[、,，\s()])", self.text, re.MULTILINE) is not None


def _written_apart(entry: str) -> set[str]:
    """The name in 於委員國光, an office between surname and given name."""
    office = offices().pattern.search(entry, 1) if 4 <= len(entry) <= 10 else None
    if office is None or office.start() > 2 or not 1 <= len(entry) - office.end() <= 2:
        return set()
    return {entry[: office.start()] + entry[office.end() :]}


def speaker_by_form(bare: str, piece: Piece) -> SpeakerReading:
    """A regular speaker: before an office a name; else a short one is a name, a long one a unit."""
    if bare in word_list("nameless"):
        return SpeakerReading()
    value = piece.head.value[: len(bare)] if piece.head.key.rstrip().endswith(")") else piece.head.value
    if LATIN_NAME.fullmatch(piece.head.key.strip()):
        return SpeakerReading(value, None, None)
    if (name := _before_office(bare)) and len(value) == len(bare):
        return SpeakerReading(value[: len(name)], None, value[len(name) :])
    if _by_surname(bare) and len(value) == len(bare):
        return SpeakerReading(value[:1], None, value[1:])
    office = offices().pattern.match(bare)
    if office and 2 <= len(bare) - office.end() <= 4 and len(value) == len(bare) and not bare.endswith("長"):
        return SpeakerReading(value[office.end() :], None, value[: office.end()])  # 理事紫陽
    if ends_as_unit(bare) == 2 or bare in word_list("parties"):
        return SpeakerReading(None, value, None)  # 資訊中心
    for length in (3, 2):  # 法學院周易, of a surname and one sign
        unit, name = bare[:-length], bare[-length:]
        if ends_as_unit(unit) == 2 and surname_rank(name[0]) and _NAME.fullmatch(name) and len(value) == len(bare):
            return SpeakerReading(name, unit, None)
    if len(bare) <= 4 and not bare.endswith(("長", "席", "員", "人", "監", "師", "事")):
        return SpeakerReading(value, None, None)
    return SpeakerReading(None, None, value) if len(bare) <= 4 else SpeakerReading(None, value, None)


def bare_head(piece: Piece) -> str:
    return "".join(piece.head.key.split())


def without_note(bare: str) -> str:
    """Without a note in brackets behind: 王○明(主持人)."""
    return _NOTE.sub("", bare)


def is_numbered(piece: Piece) -> bool:
    return piece.marker is not None and piece.marker.style != "bullet"
