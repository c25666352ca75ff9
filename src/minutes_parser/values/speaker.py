"""Labels of speeches: 王○明委員發言摘要, 社會局回應, 主席, 4.地政處林○廷, 委員A; nothing that only looks like one.

A wrong speaker breaks a text in two, a missed one leaves it whole: in doubt a label is no speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import load
from . import people_words as words
from .mention import Mention, Part, read_mention
from .numbering import read_marker

__all__ = ["SpeakerReading", "read_speaker"]

_LONGEST = 40
_BRACKET = re.compile(r"\(([^()]{0,30})\)\s*$")
_SECTION = re.compile(r".*(?:局|處|府|署|所|部|院|會|中心|公司|本).{1,8}[科課]")  # 工務局新建工程科, 本局水保科
_PARTY = re.compile(  # 陳情人1－王○明（所有權人）
    r"(?P<party>陳情人|所有權人|土地所有權人|利害關係人|關係人|民眾|里民|居民|住戶)\s?\d{0,3}\s?[-－—–─]{1,2}\s?(?P<who>[\u4e00-\u9fff○]{2,4})(?:先生|女士|君)?\s*(?:[(][^()]{0,30}[)]\s*){0,3}"
)
_COURTEOUS = re.compile(  # 里民 黃先生
    r"(?P<party>家屬|會員|社員|學員|里民|村民|居民|民眾|住戶|家長|地主|屋主|所有權人|陳情人)\s{0,3}(?P<who>[\u4e00-\u9fff○]{1,3})(?:先生|女士|小姐|太太)\s*"
)
_APART = re.compile(  # 居民 王○明（書面意見）
    r"(?P<party>家屬|里民|村民|居民|民眾|住戶|家長|地主|屋主|族人|部落族人|所有權人|土地所有權人|陳情人|利害關係人)\s{1,4}(?P<who>[\u4e00-\u9fff][\u4e00-\u9fff○]{1,2})\s*(?:[(][^()]{0,30}[)]\s*)?"
)
_OF_TRIBE = re.compile(  # 耆老 撒韻, 家戶代表 巴奈: names of no Chinese surname
    r"(?P<party>部落族人|族人|部落耆老|耆老|頭目|族長|長老|家戶代表|部落代表)\s{1,4}(?P<who>[\u4e00-\u9fff]{2,5}(?:[‧·．・.][\u4e00-\u9fff]{1,5}){0,2})\s*"
)
_COLUMNS = re.compile(
    r"(?P<unit>\S{3,20})\s{1,4}(?P<post>[\u4e00-\u9fff]{2,8})\s{1,4}(?P<who>[\u4e00-\u9fff][\u4e00-\u9fff○]{1,2})\s*"
)
_SEAT = re.compile(  # B棟3樓陳小姐, 12F王先生, 18號區權人
    r"(?:[A-Za-z\d]{1,3}[棟座戶號]\s?(?:\d{1,2}(?:樓|F)(?:之\d{1,2})?)?|\d{1,2}(?:樓|F)(?:之\d{1,2})?)\s?(?=[\u4e00-\u9fff]{2})"
)
_YEAR = re.compile(
    r"(?:[大碩博高國]|研)[一二三四五六]\s?(?=[\u4e00-\u9fff○]{2,4}\s*$)"
)  # 大三 王○明, in students' minutes
_STANDS_IN = re.compile(r"\s*代理?$")  # 主席（王委員○明代）
_QUESTION = re.compile(r"\s*(?:[QAqa]\d{0,2}[.:、\s]\s*|[問答]\d{0,2}[.:、\s]\s*)")
_ASKED = re.compile(r"(?:Q|A|q|a|問|答|回應|回覆|答覆|回復|說明|補充)\d{0,2}\s?\(([^()]{2,20})\)")
_LETTERED = re.compile(
    r"(委員|觀眾|聽眾|提問者|股東|家屬|學員|病友|志工|員工|會員|社員|攤商|店家|代表|家長|民眾|里民|住戶|與會者|居民|同學|學生|議員|發言人|老師|教師)\s?([A-Z甲乙丙丁戊一二三四五六七八九十]|\d{1,2}|戶號\d{1,7}號?)"
)
_LETTER_BEFORE = re.compile(r"([A-Z甲乙丙丁戊己庚辛])\s?(委員|代表|老師|教師|同學|家長|住戶|董事|理事)")
_PROSE = re.compile(
    r"[，,。；;？?！!「」『』《》]|(?:如下|以下|以上|因此|其餘|比照|關於|有關|請問|針對|本案|茲)|^\s*(?:召開|舉辦|參加|修訂|辦理(?!單位|機關)|審[議查](?!委員|會|小組|人|單位|機關))"
)


@dataclass(frozen=True, slots=True)
class SpeakerReading:
    """Who speaks. `title` is the office, be it a post or a role; `..._at` are places in the text read."""

    name: str | None = None
    organization: str | None = None
    title: str | None = None
    name_at: Part = ()
    organization_at: Part = ()
    title_at: Part = ()


def _alternatives(name: str) -> str:
    return "|".join(sorted(map(re.escape, word_list(name)), key=lambda word: -len(word)))


def word_list(name: str) -> tuple[str, ...]:
    """The folded words of `people.toml`'s [speakers] under this name."""
    return tuple(words.fold(word) for word in load("people")["speakers"][name])


_TAIL = re.compile(rf"(?:\s*(?:{_alternatives('tails')})\s*)+$")
_LEADS = ("長", "主任", "主委", "召集人", "主席", "總幹事", "主任委員", "執行秘書")
_NOUN_ENDS = words.fold(load("people")["speakers"]["noun_ends"])


def _set_apart(text: str, key: str, at: int) -> SpeakerReading | None:
    """A person whose party, or unit and post, stand apart from the name: 里民 黃先生, 耆老 撒韻."""
    if found := _COURTEOUS.fullmatch(key, at):
        return _of_party(text, found)
    if (found := _APART.fullmatch(key, at)) and words.surname_rank(found["who"][0]):
        return _of_party(text, found)
    if found := _OF_TRIBE.fullmatch(key, at):
        return _of_party(text, found)
    if (found := _COLUMNS.fullmatch(key, at)) and _is_post(found):
        who, unit, post = found.span("who"), found.span("unit"), found.span("post")
        return SpeakerReading(text[slice(*who)], text[slice(*unit)], text[slice(*post)], (who,), (unit,), (post,))
    found = _PARTY.fullmatch(key, at)
    return _of_party(text, found) if found else None


def _of_party(text: str, found: re.Match[str]) -> SpeakerReading:
    who, party = found.span("who"), found.span("party")
    return SpeakerReading(text[slice(*who)], None, text[slice(*party)], (who,), (), (party,))


@lru_cache(maxsize=4096)
def read_speaker(text: str, known: bool = False) -> SpeakerReading | None:
    """Read the label of a speech, without its colon; None if it cannot be a speaker.

    `known` says that the document shows it to be one, so that a rare surname is believed (浦經理).

    >>> read_speaker("性平辦洪芳文研究員發言摘要").name, read_speaker("社會局回應").organization
    ('洪芳文', '社會局')
    >>> read_speaker("主席").title, read_speaker("王委員").name, read_speaker("說明") is None
    ('主席', '王', True)
    """
    key = words.fold(text)
    asked = _ASKED.fullmatch(key.strip())
    if asked:  # Q（王議員）, 問(李委員)
        return _within(read_speaker(text.strip()[asked.start(1) : asked.end(1)], True), asked.start(1))
    marker = read_marker(key)
    if (apart := _set_apart(text, key, marker.length if marker else 0)) is not None:
        return apart
    a, b = _core(key)
    bare = "".join(key[a:b].split())
    if not bare or len(bare) > _LONGEST or _PROSE.search(key[a:b]):
        return None
    tail = bool(_TAIL.search(key[a:].rstrip())) or b < len(_BRACKET.sub("", key.rstrip()).rstrip())
    if bare in word_list("never") or (bare in word_list("labels") and not tail):
        return None
    found = (
        _office(text, key, a, b, bare)
        or _held_by(text, key, a, b, bare)
        or _lettered(text, key, a, b)
        or _unit(text, a, b, bare, tail)
    )
    return found or _person(text, a, b, bare, tail, known)


def _is_post(found: re.Match[str]) -> bool:
    """明泉礦業公司 礦場主任 石○天: a unit, a post in it and a name, each set apart."""
    post = found["post"]
    office = words.offices().pattern.search(post)
    at_end = office is not None and any(m.end() == len(post) for m in words.offices().pattern.finditer(post))
    return at_end and words.ends_as_unit(found["unit"]) == 2 and words.surname_rank(found["who"][0]) > 0


def _core(key: str) -> tuple[int, int]:
    """The range without number, Q1, notes in brackets and 發言摘要."""
    marker = read_marker(key)
    a = marker.length if marker else 0
    seat = _SEAT.match(key, a)
    a = seat.end() if seat else a
    year = _YEAR.match(key, a)
    a = year.end() if year else a
    question = _QUESTION.match(key, a)
    a = question.end() if question else a
    b = len(key.rstrip())
    for _ in range(3):
        cut = _BRACKET.search(key, a, b) or _TAIL.search(key, a, b)
        if cut is None or cut.start() <= a:
            break
        b = a + len(key[a : cut.start()].rstrip())
    return a, b


def _office(text: str, key: str, a: int, b: int, bare: str) -> SpeakerReading | None:
    """Only an office, with its holder in brackets perhaps: 主席, 秘書長, 主席（黃議員大明）."""
    leads = bare.endswith(_LEADS) and words.offices().pattern.fullmatch(bare) is not None  # 社長, 副所長
    if bare not in word_list("offices") and not leads:
        return None
    inner = _BRACKET.search(key, b)
    held = read_mention(_STANDS_IN.sub("", text[inner.start(1) : inner.end(1)])) if inner else None
    title = "".join(text[a:b].split())
    if inner is None or held is None or not held.is_person:
        return SpeakerReading(None, None, title, (), (), ((a, b),))
    return SpeakerReading(held.name, None, title, _moved(held.name_at, inner.start(1)), (), ((a, b),))


def _held_by(text: str, key: str, a: int, b: int, bare: str) -> SpeakerReading | None:
    """A party, whatever its word, with who speaks for it in brackets: 航站（施組長）."""
    inner = _BRACKET.search(key, b)
    held = read_mention(text[inner.start(1) : inner.end(1)]) if inner else None
    if inner is None or held is None or not held.is_person or held.organization is not None:
        return None
    title, title_at = _title(held)
    last = title_at[-1][1] if title_at else 0
    if (
        title is None
        or last != inner.end(1) - inner.start(1)
        or held.score < 1.2
        or not re.fullmatch(r"[\u4e00-\u9fff]{2,12}", bare)
    ):
        return None
    if (party := read_mention(text[a:b])) is not None and party.name is not None and not party.surname_only:
        return None  # 王小明（李主任代）
    by = inner.start(1)
    unit = "".join(text[a:b].split())
    return SpeakerReading(held.name, unit, title, _moved(held.name_at, by), ((a, b),), _moved(title_at, by))


def _lettered(text: str, key: str, a: int, b: int) -> SpeakerReading | None:
    """委員A, 民眾甲, 甲委員: kept as they are called."""
    if before := _LETTER_BEFORE.fullmatch(key, a, b):
        return SpeakerReading(
            text[slice(*before.span(1))], None, text[slice(*before.span(2))], (before.span(1),), (), (before.span(2),)
        )
    found = _LETTERED.fullmatch(key, a, b)
    if not found:
        return None
    return SpeakerReading(
        text[found.start(2) : found.end(2)], None, text[found.start(1) : found.end(1)],
        (found.span(2),), (), (found.span(1),),
    )  # fmt: skip


def _unit(text: str, a: int, b: int, bare: str, tail: bool) -> SpeakerReading | None:
    """Only a unit or a party of the case: 社會局, 實施者, 本府農業處."""
    party = bare in word_list("parties")
    if not party and (
        not (words.ends_as_unit(bare) == 2 or _SECTION.fullmatch(bare))
        or len(bare) < 3
        or bare.endswith(word_list("not_units"))
    ):
        return None
    mention = read_mention(text[a:b])
    if not party and (mention is None or not mention.is_unit):
        return None
    if "、" in bare and not tail:
        return None
    unit = "".join(text[a:b].split())
    inner = _BRACKET.search(words.fold(text), b)
    held = read_mention(text[inner.start(1) : inner.end(1)]) if inner else None
    if inner is None or held is None or not held.is_person or held.organization is not None:
        return SpeakerReading(None, unit, None, (), ((a, b),), ())
    title, title_at = _title(held)  # 教育處（林○○督學）
    by = inner.start(1)
    return SpeakerReading(held.name, unit, title, _moved(held.name_at, by), ((a, b),), _moved(title_at, by))


def _person(text: str, a: int, b: int, bare: str, tail: bool, known: bool) -> SpeakerReading | None:
    mention = read_mention(text[a:b])
    if mention is None or "、" in bare or bare.endswith("報告"):  # 內部稽核業務報告
        return None
    if mention.name is None:
        return _held(text, a, mention, tail)
    honoured = bare.endswith(tuple(words.word_set("titles", "honorifics")))
    office = mention.title_at or mention.role_at or honoured
    courteous = honoured and mention.score >= 1.2  # 曲女士, of a rare surname
    short = len(bare) <= 4 and mention.surname_only and not mention.office_before  # 明老師, of a rare surname
    believed = (known or short) and bool(office) and mention.score >= 1.2
    apart = _stands_apart(text[a:b], mention)
    two = mention.name == bare and len(bare) == 2 and mention.score >= 1.5
    states = two and text[b:].strip().startswith(("陳述", "發言"))  # 丘遲陳述意見
    if not (courteous or believed or states or _certain(mention, bare, bool(office), tail, apart)):
        return None
    title, title_at = _title(mention)
    return SpeakerReading(
        mention.name, mention.organization, title,
        _moved(mention.name_at, a), _moved(mention.organization_at, a), _moved(title_at, a),
    )  # fmt: skip


def _held(text: str, a: int, mention: Mention, tail: bool) -> SpeakerReading | None:
    """A unit with an office and no name: 教育局科長, 劍道社社長; alone an office only if its words are given."""
    title, title_at = _title(mention)
    if title is None or mention.score < (0.7 if tail else 2.0):
        return None
    return SpeakerReading(
        None, mention.organization, title, (), _moved(mention.organization_at, a), _moved(title_at, a)
    )


def _title(mention: Mention) -> tuple[str | None, Part]:
    """The office by which somebody is called; of two the role (教授嚴○鸞委員 → 委員)."""
    return (mention.role, mention.role_at) if mention.role else (mention.title, mention.title_at)


def _stands_apart(text: str, mention: Mention) -> bool:
    """自然領域 張小明老師: whether a space parts the words before a full name from it."""
    if mention.surname_only or len(mention.name or "") < 3 or not mention.name_at or not mention.organization_at:
        return False
    between = text[mention.organization_at[-1][1] : mention.name_at[0][0]]
    return bool(between) and between.isspace()


def _certain(mention: Mention, bare: str, office: bool, tail: bool, apart: bool = False) -> bool:
    name = mention.name or ""
    if office or tail:
        unknown = (
            mention.organization is not None and not apart and not words.ends_as_unit(words.fold(mention.organization))
        )
        # 鶴頂里柏里長: of a rare surname, but of a known kind of unit
        return mention.score >= (2.1 if mention.organization is None else 1.9) and not unknown
    if mention.organization is not None:
        return mention.score >= 4.3 and words.ends_as_unit(words.fold(mention.organization)) == 2
    return len(name) >= 3 and not name.isascii() and mention.score >= 3.0 and bare[-1] not in _NOUN_ENDS


def _within(found: SpeakerReading | None, by: int) -> SpeakerReading | None:
    if found is None:
        return None
    return SpeakerReading(
        found.name, found.organization, found.title,
        _moved(found.name_at, by), _moved(found.organization_at, by), _moved(found.title_at, by),
    )  # fmt: skip


def _moved(part: Part, by: int) -> Part:
    return tuple((a + by, b + by) for a, b in part)
