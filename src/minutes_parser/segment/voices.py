"""Whether a piece is somebody's contribution: 「趙委員靜芬：…」, 「社會局回應：…」, 「1.吳委員○諭：…」."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from ..lexicon.labels import Label, all_labels
from ..values.names import SpeakerReading, read_mention, read_speaker
from ..values.people_words import LATIN_NAME, ends_as_unit, offices, surname_rank
from ..values.speaker import word_list
from .opinion_tables import holds_opinions
from .pieces import Piece
from .signed import SIGNED

__all__ = [
    "DEBATE",
    "SAID",
    "heads_voices",
    "opinion_headings",
    "regular_speakers",
    "said_by",
    "speaker_of",
]

_NO_VOICE = re.compile(
    r"\d|(?:名單|如下|結果|事項|內容|情形|附件|名稱|金額|日期|方式|重點|原因|目的|資料|進度|連結|時程|待辦|狀況|回答|時間|地點|分工|規劃|預算|照片.{0,2}|[這本上下未][來個兩]{0,2}[週周月]|討論|完成|進行中)$"
)
_STANDING = re.compile(r"(?:^|(?<=[、,，\s(:]))[^、,，\s():]{1,40}(?=$|[、,，\s()])", re.MULTILINE)
"""What stands by itself in the head: a name in a list, after a label's colon, or alone on its line."""
_REGULAR = re.compile(r"[\w.‧·○*＊]{2,12}")
_NAME = re.compile(r"[\u4e00-\u9fff○]+")
_TWO_WORDS = re.compile(r"[A-Z][a-z’']{1,14} [A-Z][a-z’']{1,14}")
_NOTE = re.compile(r"(?<=\S{2})[(][^()]{1,20}[)]$")
_LONGEST = 40
_OPINIONS = ("審查意見", "審查委員意見", "委員審查意見", "初審意見")
DEBATE = Label("debate", "field", "", "debate")
"""The label of a heading of contributions that no word shows to be one."""
SAID = re.compile(r"(?:回應|答覆|回覆|答復|回復|說明|發言|補充|意見|建議|詢問|提問)\s*$")
"""How the head of a contribution ends that is more than a heading: 教務處回應."""
_SUMMED_UP = re.compile(r"發言(?:摘要|要點|重點|紀要)\s*$")
"""What one of them said is summed up below: 主席補充發言摘要, 交通局發言摘要; of 委員發言摘要 nobody is the speaker."""
_REPLIES = ("回應", "答覆", "回覆", "說明", "發言", "補充")


_REPLY_ALONE = ("回覆", "回應", "答覆", "答復", "回復")
"""A reply under somebody's opinion that does not say whose it is: a contribution of nobody named."""


def _bare(piece: Piece) -> str:
    return "".join(piece.head.key.split())


def _unnoted(bare: str) -> str:
    """Without a note in brackets behind: 王○明(主持人)."""
    return _NOTE.sub("", bare)


def _numbered(piece: Piece) -> bool:
    return piece.marker is not None and piece.marker.style != "bullet"


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


def regular_speakers(pieces: Sequence[Piece]) -> frozenset[str]:
    """Heads that a transcript shows to be speakers, though they say no title: those that come again before a
    colon, are head lines of their own (### 王○明：), or are listed among the people of the head."""
    seen: Counter[str] = Counter()
    named = [p.body if p.colon and p.label is None and len(p.head.key) <= 4 else p.whole for p in pieces[:60]]
    listed = _Listed("\n".join(part.key for part in named))
    known: set[str] = set()
    for piece in pieces:
        bare = _bare(piece)
        heads = piece.colon or (_numbered(piece) and not piece.body)
        if heads and piece.label is None and _called(piece, listed):
            known.add(bare)  # 所長岳武, who is on the list of those present
        if not piece.colon or piece.label is not None:
            continue
        if piece.body and _by_surname(bare) and listed.surnames.get(bare[0], 0) == 1:
            known.add(bare)  # 時委員, of a surname that no list has: 時雨晴 is on the list of those present
        called = _before_office(bare)
        if called is not None and (listed.has(called) or (piece.body and called in listed.given)):
            known.add(bare)  # 昌慧中委員, of a rare surname, or 小明老師, who is on the list of those present
        if _numbered(piece) or not 2 <= len(bare) <= 30:
            continue
        if _in_latin(piece, listed):
            known.add(bare)
        if not _REGULAR.fullmatch(_unnoted(bare)) or _NO_VOICE.search(bare):
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
        voices = sum(read_speaker(h.head.key) is not None or _bare(h) in word_list("parties") for h in heads)
        if voices * 2 >= len(heads) >= 2:
            found.update(_bare(head) for head in heads if not _NO_VOICE.search(_bare(head)))
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
            if not later.colon or len(re.sub(r"[(][^()]{0,30}[)]", "", _bare(later))) > 20:
                return []
            made.append(later)
    return made


def said_by(piece: Piece) -> SpeakerReading | None:
    """Who a short heading names, whose words stand below: a person, an office or a unit (（三）養護科)."""
    key = piece.head.key.strip()
    if not 2 <= len(key) <= 30 or any(c in key for c in "。,;:"):
        return None
    unit = SpeakerReading(organization="".join(key.split()), organization_at=((0, len(piece.head.key)),))
    return read_speaker(piece.head.key) or (unit if ends_as_unit(key) and len(key) > 2 else None)


def heads_voices(pieces: Sequence[Piece], i: int, known: frozenset[str]) -> bool:
    """Whether a piece is a heading by its style, no speaker itself, and the next piece is somebody's contribution."""
    piece = pieces[i]
    styled, numbered = piece.whole.line.style.heading is not None, _numbered(piece)
    cased = piece.marker is not None and piece.marker.style == "case"
    if not (styled or numbered) or cased or piece.labels or piece.body or i + 1 >= len(pieces):
        return False
    key = piece.whole.key[piece.marker.length if piece.marker else 0 :].strip()
    if not 2 <= len(key) <= (40 if styled else 14) or key.startswith("(") or (numbered and key[-1] in "。;,:?!"):
        return False
    if speaker_of(piece, known) is not None or (not styled and said_by(piece) is not None):
        return False
    return pieces[i + 1].grid is None and speaker_of(pieces[i + 1], known) is not None


def _all_the_agenda(piece: Piece, later: Piece, before: Sequence[Piece]) -> bool:
    """四、內容： behind the head, over a numbered list, where nothing of the agenda has been said yet."""
    if piece.label is None or piece.body or _bare(piece) != "內容" or later.marker is None or later.marker.ordinal != 1:
        return False
    return not any(p.named("section", "ruling") is not None for p in before)


def opinion_headings(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with 審查意見： over those who give them ((一)王委員大明 …, a table) a heading of contributions: with
    words of its own it is a decision."""
    made = list(pieces)
    for i, (piece, later) in enumerate(pairwise(pieces)):
        if _all_the_agenda(piece, later, pieces[:i]):
            made[i] = piece._replace(labels=all_labels("會議內容"))
        heads = piece.named("ruling") and not piece.body and "".join(piece.head.key.split()) in _OPINIONS
        if not heads:
            continue
        begins = later.marker is not None or later.colon
        if holds_opinions(later.grid) if later.grid is not None else begins and said_by(later) is not None:
            made[i] = piece._replace(labels=(DEBATE,))
    return tuple(made)


def speaker_of(piece: Piece, known: frozenset[str] = frozenset(), *, in_ruling: bool = False) -> SpeakerReading | None:
    """Who speaks, read from the piece's head; None if it is not a speaker.

    `known` holds the regular speakers of the document. Inside a decision a numbered unit is a point of it
    (一、民政處：…), and only somebody with a name, or a unit that replies, ends it.
    """
    label = piece.label
    if label is SIGNED:
        return None if in_ruling else SpeakerReading(piece.head.value)
    if not piece.colon or (label is not None and label.group not in ("people", "field", "section")):
        return None
    head = piece.head.key
    if label is not None and label.kind in ("discussion", "motion", "election") and not piece.body:
        return None  # （一）鎮公所提案： over its cases
    if label is not None and label.kind == "address":
        head = re.sub(r"致[詞辭]$", "", head.strip())
        named = read_speaker(head)
        bullet = piece.marker is not None and piece.marker.style == "bullet"
        return named if named is not None and (bullet or (named.name is not None and piece.body)) else None
    if not 1 <= len(head.strip()) <= _LONGEST:
        return None
    if label is not None and label.name == "debate" and not (_named(head) or _SUMMED_UP.search(head)):
        return None
    if label is not None and label.name in ("member", "observer", "absent", "recorder"):
        return None
    found = read_speaker(head)
    if found is None and _bare(piece) in _REPLY_ALONE:
        return SpeakerReading()
    if found is None and not known.isdisjoint((_bare(piece), _unnoted(_bare(piece)))):
        found = read_speaker(head, known=True) or _plain(_unnoted(_bare(piece)), piece)
    if found is None or not in_ruling:
        return found
    if piece.marker is not None:
        return None
    known_voice = not known.isdisjoint((_bare(piece), _unnoted(_bare(piece)))) or _bare(piece) == "主席"
    return found if found.name is not None or known_voice or head.rstrip().endswith(_REPLIES) else None


def _called(piece: Piece, listed: _Listed) -> bool:
    """Whether an office and a name of the list are all that stands before a colon."""
    if not 3 <= len(_bare(piece)) <= 14:
        return False
    found = read_mention(piece.head.key)
    if found is None or found.name is None or found.surname_only or not (found.title or found.role):
        return False
    return listed.has(found.name) or listed.has(_bare(piece))


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


def _plain(bare: str, piece: Piece) -> SpeakerReading:
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


def _named(head: str) -> bool:
    found = read_speaker(head)
    return found is not None and found.name is not None
