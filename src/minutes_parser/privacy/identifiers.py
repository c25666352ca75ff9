"""Personal identifiers in a text: by form, checksum and label. 統一編號 is a company's, and no person's.

Full width and half width are one. What identifies an office and no person is passed over: role mailboxes
(service@…), addresses of meeting places and building sites.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..values.chars import key_of
from .findings import PRIVACY_CODES, PrivacyFinding

__all__ = ["find_identifiers", "is_national_id", "is_resident_id"]

_LETTERS = dict(zip("ABCDEFGHJKLMNPQRSTUVXYWZIO", range(10, 36), strict=True))
"""Numbers of the letters of 身分證字號 (內政部): A 10, B 11, … W 32, Z 33, I 34, O 35."""


def _checks(letter: str, digits: str) -> bool:
    """Whether a letter and nine digits add up: weights 1, 9 for the letter, then 8 to 1 and 1; a multiple of 10."""
    code = _LETTERS[letter]
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, (8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True))
    return (code // 10 + code % 10 * 9 + weighted) % 10 == 0


def is_national_id(text: str) -> bool:
    """Whether `text` is a 身分證字號 whose check digit is right.

    >>> is_national_id("A123456789"), is_national_id("A123456788"), is_national_id("A323456789")
    (True, False, False)
    """
    return bool(re.fullmatch(r"[A-Z][12]\d{8}", text)) and _checks(text[0], text[1:])


def is_resident_id(text: str) -> bool:
    """Whether `text` is a 居留證 number whose check digit is right: A800000014 (since 2021) or AC01234567.

    >>> is_resident_id("A800000014"), is_resident_id("A800000013"), is_resident_id("AC01234567")
    (True, False, True)
    """
    if re.fullmatch(r"[A-Z][89]\d{8}", text):
        return _checks(text[0], text[1:])
    if re.fullmatch(r"[A-Z][A-D]\d{8}", text):
        return _checks(text[0], str(_LETTERS[text[1]] % 10) + text[2:])
    return False


_Test = Callable[[str, re.Match[str]], bool]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of identifier is written, and what else must hold of a match; the value is group `v`."""

    code: str
    form: re.Pattern[str]
    holds: _Test


def _plain(found: re.Match[str]) -> str:
    return re.sub(r"[\s-]", "", found["v"])


def _always(_: str, __: re.Match[str]) -> bool:
    return True


def _national(key: str, found: re.Match[str]) -> bool:
    return is_national_id(_plain(found)) and not _is_reference(key, found)


def _resident(key: str, found: re.Match[str]) -> bool:
    return is_resident_id(_plain(found)) and not _is_reference(key, found)


def _is_reference(key: str, found: re.Match[str]) -> bool:
    """Numbers of letters, cases and goods: 字第…號, 案號 …, 財產編號 …."""
    before = key[max(0, found.start("v") - 6) : found.start("v")].replace(" ", "")
    return before.endswith(("第", "案號", "案號:", "編號", "編號:", "型號", "型號:", "料號:")) or key[
        found.end("v") : found.end("v") + 1
    ] in ("號",)


def _telephone(key: str, found: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", found["number"])
    return 9 <= len(digits) <= 10 and not _is_reference(key, found)


_ROLES = frozenset(
    [
        "service",
        "services",
        "info",
        "contact",
        "contacts",
        "admin",
        "administrator",
        "webmaster",
        "mail",
        "office",
        "public",
        "secretary",
        "secretariat",
        "help",
        "helpdesk",
        "support",
        "news",
        "press",
        "media",
        "hr",
        "editor",
    ]
)


def _mailbox(_: str, found: re.Match[str]) -> bool:
    return found["local"].lower() not in _ROLES


_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十]{1,4})"
_STREET = (
    rf"(?:[{_HAN}]{{2,3}}[縣市])?(?:[{_HAN}]{{1,4}}[鄉鎮市區])?(?:[{_HAN}]{{1,4}}[村里])?(?:{_COUNT}鄰)?"
    rf"[{_HAN}]{{1,6}}(?:路|街|大道|巷|[村里]){_COUNT}?段?\s?(?:{_COUNT}巷)?\s?(?:{_COUNT}弄)?\s?"
    rf"{_COUNT}(?:[之-]\d{{1,3}})?號(?:之\d{{1,3}})?"
)  # 松濤市青嵐區竹葉路二段12巷3弄5之1號
_DWELLING = rf"\s?(?:(?:地下)?{_COUNT}樓|\d{{1,2}}F\b)(?:[之-]\d{{1,3}})?(?:\d{{1,4}}室)?"  # 7樓之2
_HOUSE = re.compile(rf"(?P<v>{_STREET}{_DWELLING})")
_FLOOR = re.compile(rf"號(?:之\d{{1,3}})?{_DWELLING}")
_HOME_LABEL = (
    r"(?:住居所|居住地|住址|住所|居所|戶籍地址|戶籍地|戶籍|設籍|通訊地址|通訊處|聯絡地址|寄送地址|家住|現住|居住於|住)"
)
_PLACE_WORD = re.compile(
    r"地點|會場|會議|辦公|會址|校址|院址|基地|坐落|座落|位於|位在|工程|施工|案址|設於|營業|場所|所在|門牌|大樓|傳真|網址|公所|招租|建物|標的"
)


def _home(key: str, found: re.Match[str]) -> bool:
    """Not where something is held, built or for let: nothing on its line before it says so."""
    line = key.rfind("\n", 0, found.start("v")) + 1
    around = key[max(line, found.start("v") - 30) : found.start("v")] + key[found.end("v") : found.end("v") + 12]
    return not _PLACE_WORD.search(around.split("\n")[0])


_EDGE, _END = r"(?<![A-Za-z0-9.@_-])", r"(?![A-Za-z0-9@_-])"
_KINDS = (
    _Kind("national-id", re.compile(rf"{_EDGE}(?P<v>[A-Z]\s?[12]\d{{8}}){_END}"), _national),
    # labelled, it need not check: 身分證字號：A123456780, a digit mistyped
    _Kind("national-id", re.compile(rf"身[分份]證(?:統一)?(?:字號|編號|號碼)?\s?[:(]?\s?(?P<v>[A-Z][12]\d{{8}}){_END}"), _always),
    _Kind("resident-id", re.compile(rf"{_EDGE}(?P<v>[A-Z][A-D89]\d{{8}}){_END}"), _resident),
    _Kind("resident-id", re.compile(rf"居留證(?:統一)?(?:字號|編號|號碼|號)?\s?[:(]?\s?(?P<v>[A-Z][A-D89]\d{{8}}){_END}"), _always),
    _Kind("passport", re.compile(rf"護照(?:號碼|字號)?\s?[:(]?\s?(?P<v>[A-Z]{{0,2}}\d{{7,9}}){_END}"), _always),
    _Kind("medical-record", re.compile(rf"病歷號(?:碼)?\s?[:(]?\s?(?P<v>[A-Z]?\d{{5,10}}){_END}"), _always),
    _Kind(
        "birth-date",
        re.compile(r"(?:出生(?:年月日|日期)?|生日)\s?[:(]?\s?(?:民國|西元)?\s?(?P<v>\d{2,4}[年./-]\d{1,2}[月./-]\d{1,2}日?)"),
        _always,
    ),
    _Kind("birth-date", re.compile(r"(?P<v>(?:民國)?\d{2,4}年\d{1,2}月\d{1,2}日)(?:出)?生(?![效活產])"), _always),
    _Kind(
        "mobile",
        re.compile(rf"{_EDGE}(?P<v>(?P<number>(?:\+?886[ -]?|0)9\d{{2}}[ -]?\d{{3}}[ -]?\d{{3}}))(?!\d|-\d)"),
        lambda key, found: not _is_reference(key, found),
    ),
    _Kind(
        "phone",
        re.compile(
            rf"{_EDGE}(?P<v>(?P<number>(?:\(0[2-8]\d{{0,2}}\)\s?|0[2-8]\d{{0,2}}[- ])\d{{3,4}}[ -]?\d{{3,4}})"
            r"(?:\s?(?:#|轉|分機|ext\.?)\s?\d{1,5})?)(?!\d|-\d)"
        ),
        _telephone,
    ),
    _Kind(
        "phone",
        re.compile(r"(?:電話|傳真|TEL|Tel|FAX|Fax)\s?[:.]?\s?(?P<v>(?P<number>0[2-8]\d{7,8})(?:\s?(?:#|轉|分機)\s?\d{1,5})?)(?!\d)"),
        _telephone,
    ),
    _Kind(
        "email",
        re.compile(r"(?<![A-Za-z0-9._%+-])(?P<v>(?P<local>[A-Za-z0-9_%+][A-Za-z0-9._%+-]{0,63})@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})"),
        _mailbox,
    ),
    _Kind("address", re.compile(rf"{_HOME_LABEL}\s?[:於在]?\s?(?P<v>{_STREET}(?:{_DWELLING})?)"), _always),
)  # fmt: skip


def find_identifiers(text: str) -> tuple[PrivacyFinding, ...]:
    """Personal identifiers in a text, in its order; overlapping ones count once. Offsets are those of `text`.

    >>> [(each.code, each.start) for each in find_identifiers("聯絡：Ａ１２３４５６７８９，0912-345-678")]
    [('national-id', 3), ('mobile', 14)]
    >>> find_identifiers("統一編號：12345678，府社字第0912345678號函")
    ()
    """
    return tuple(_apart(sorted(_matches(text), key=lambda each: (each.start or 0, -(each.end or 0)))))


def _matches(text: str) -> Iterator[PrivacyFinding]:
    key = key_of(text)
    for kind in _KINDS:
        for found in kind.form.finditer(key):
            if kind.holds(key, found):
                start, end = found.span("v")
                yield PrivacyFinding(kind.code, PRIVACY_CODES[kind.code][1], start, end, value=text[start:end])
    for found in _dwellings(key):
        start, end = found.span("v")
        yield PrivacyFinding("address", PRIVACY_CODES["address"][1], start, end, value=text[start:end])


def _dwellings(key: str) -> Iterator[re.Match[str]]:
    """Addresses down to the floor that no label calls somebody's; looked for backwards from the floor, for speed."""
    for floor in _FLOOR.finditer(key):
        line = key.rfind("\n", 0, floor.start()) + 1
        found = _HOUSE.search(key, max(line, floor.start() - 60), floor.end())
        if found and found.end() > floor.start() and _home(key, found):
            yield found


def _apart(found: list[PrivacyFinding]) -> Iterator[PrivacyFinding]:
    end = -1
    for each in found:
        if each.start is not None and each.end is not None and each.start >= end:
            yield each
            end = each.end
