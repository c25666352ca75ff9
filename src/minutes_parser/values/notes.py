"""Notes in brackets after a name: (請假), （林○琦代）, (上午10時起由李副縣長○鴻代理), （東華大學）, 〔代〕, (視訊)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from . import people_words as words
from .mention import Mention, Part, read_mention

__all__ = ["Notes", "read_note", "shifted"]

_STOOD = "代理主持會議|代理主持|代理主席|代為主持|代理出席|代為出席|代表出席|代理與會|職務代理|代理|代表|代為|代|主持會議|主持"
_STANDS_IN = re.compile(rf"(?:指派|職務)?(?:{_STOOD}|代理人|委託出席|委託代理|指派代理)")
_STOOD_BY = re.compile(  # 由Y代理, 委託Y董事代理, Y代; before it perhaps when: 上午10時起
    rf"(?P<when>[^由]{{0,20}}(?:\d|[時點起後前午])[^由]{{0,8}}由)?(?:由|委託|委請|委由|委任|指派|授權|請|係)?"
    rf"(?P<who>.{{1,24}}?)(?:先生|女士|小姐)?(?:{_STOOD})"
)
_NAMED_PROXY = re.compile(
    r"(?:職務代理人|代理人|受託人|代理出席者?|代表人|出席代表|代理者|由|代理:|代:)[: ]?(?P<who>.{2,24})"
)
_ENTRUSTED = re.compile(r"(?:委託|委由|委請|授權|指派)(?P<who>.{2,20}?)(?:出席|與會|參加|行使表決權)?")
_FOR = re.compile(r"(?:代理|代表|代)(?P<who>.{2,24})")
_SEPARATOR = re.compile(rf"[、,;；/，]|(?<=[{words.HAN}])-(?=[{words.HAN}])")
_LONGEST = 60
_AWAY = ("請假", "公假", "缺席", "未出席", "未派員", "病假", "事假", "公出", "出國", "差假")
_LEFT = re.compile(r"離席|離開|先離|先行")


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes after a name say. Mentions have their places in the text that was read.

    `proxy` stood in; `stands_in` says that the person named is a stand-in for somebody not named; `principal`
    is who the person named stood in for; `takes_turns` that `proxy` took over at some time; `about` is a unit
    or office of the person.
    """

    absent: bool = False
    proxy: Mention | None = None
    stands_in: bool = False
    principal: Mention | None = None
    takes_turns: bool = False
    about: tuple[Mention, ...] = ()
    who: tuple[Mention, ...] = ()
    """People named in brackets: of a unit, 教育部（王專員大明、李科員小華）."""
    understood: bool = True

    def joined(self, other: Notes) -> Notes:
        """Both notes of one person."""
        return Notes(
            self.absent or other.absent, self.proxy or other.proxy, self.stands_in or other.stands_in,
            self.principal or other.principal, self.takes_turns or other.takes_turns,
            (*self.about, *other.about), (*self.who, *other.who), self.understood and other.understood,
        )  # fmt: skip


def shifted(mention: Mention, by: int) -> Mention:
    """The mention with its places counted from `by` characters earlier."""

    def moved(part: Part) -> Part:
        return tuple((a + by, b + by) for a, b in part)

    return Mention(
        mention.name, mention.organization, mention.title, mention.role,
        moved(mention.name_at), moved(mention.organization_at), moved(mention.title_at), moved(mention.role_at),
        mention.score, mention.surname_only, mention.office_before,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def read_note(text: str) -> Notes:
    """Read the inside of a pair of brackets, or a cell that holds such a note.

    >>> read_note("林○琦代").proxy.name, read_note("公假").absent, read_note("代理").stands_in
    ('林○琦', True, True)
    >>> read_note("上午10時起由李副縣長○鴻代理").takes_turns
    True
    """
    key = words.fold(text)
    if len(key) > _LONGEST:
        return Notes(understood=False)
    if not _SEPARATOR.search(key):
        return _one(text, key, 0, len(key))
    made, at = Notes(), 0
    for cut in [*(match.start() for match in _SEPARATOR.finditer(key)), len(key)]:
        if key[at:cut].strip():
            made = made.joined(_one(text, key, at, cut))
        at = cut + 1
    left = made.proxy is not None and key.endswith(("主持", "主席")) and _LEFT.search(key) is not None
    return replace(made, takes_turns=True) if left else made  # 中途離席，由李副主任委員大明主持


def _one(text: str, key: str, a: int, b: int) -> Notes:
    while a < b and key[a].isspace():
        a += 1
    while b > a and key[b - 1].isspace():
        b -= 1
    bare = "".join(key[a:b].split())
    if not bare or (bare != "主席" and words.is_word("notes", "present", bare)):
        return Notes()  # (主席) is an office, and says who was in the chair
    if words.is_word("notes", "absent", bare) or bare.endswith(_AWAY):
        head = words.offices().pattern.match(bare)
        return Notes(absent=head is None or bare[head.end() :] not in _AWAY)  # 副處長王大明（處長請假）
    if _STANDS_IN.fullmatch(bare):
        return Notes(stands_in=True)
    return _stand_in(text, key, a, b) or _about(text, a, b)


def _stand_in(text: str, key: str, a: int, b: int) -> Notes | None:
    found = _STOOD_BY.fullmatch(key, a, b) or _NAMED_PROXY.fullmatch(key, a, b) or _ENTRUSTED.fullmatch(key, a, b)
    if found is not None and (who := _person(text, *found.span("who"))) is not None:
        when = found.groupdict().get("when")
        return Notes(proxy=who, takes_turns=bool(when))
    found = _FOR.fullmatch(key, a, b)
    if found is not None and (who := _person(text, *found.span("who"))) is not None:
        return Notes(principal=who)
    return None


def _person(text: str, a: int, b: int) -> Mention | None:
    found = read_mention(text[a:b])
    if found is None or found.name is None or found.score < -0.5:
        return None
    return shifted(found, a)


def _about(text: str, a: int, b: int) -> Notes:
    """A unit or office in brackets: （東華大學）, (主任委員)."""
    found = read_mention(text[a:b])
    if found is not None and found.name is not None and found.score >= 1.5:
        return Notes(who=(shifted(found, a),), understood=False)
    if found is None:
        return Notes(understood=False)
    known = found.organization is None or words.ends_as_unit(words.fold(found.organization)) > 0
    if found.name is None and known and (found.organization or found.title or found.role):
        return Notes(about=(shifted(found, a),))
    return Notes(understood=False)
