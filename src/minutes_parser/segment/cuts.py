"""Where a line holds more than one piece: labels behind a gap, a whole page on one line."""

from __future__ import annotations

import itertools
import re

from ..lexicon.labels import all_labels
from ..values.names import read_speaker
from ..values.numbering import read_case, read_marker
from ..values.numerals import read_numeral

__all__ = ["cuts"]

_GAP = re.compile(r"\s")
_WORD = re.compile(r"\S+")
_REPORT_HEADING = re.compile(r"(?<=\s)[\u4e00-\u9fff]{2,8}報告:")
_BOUNDARY = re.compile(r"[。;；】]")
_NOTED = re.compile(r"[案。]\([^()]{2,20}\)(?=\S)")  # …案。(地政局)決議：本案通過。, with nothing between
# 主席：王小明紀錄：李小華, with the gap lost
_GLUED_RECORDER = re.compile(r"(?<=[\u4e00-\u9fff)])紀錄(?:人員?|者|彙整)?:")
# 主 席 王大明 紀 錄 李小華, a head without colons
_SPACED_RECORDER = re.compile(r"(?<=\s)[紀記]\s{0,2}錄\s{1,6}(?=[\u4e00-\u9fff○]{2,5}\s*$)")
_NUMBER_AHEAD = re.compile(
    # 「壹、報告事項 一、…」「(一)… (二)…」: a number of a list after a space
    r"(?<=\s)(?=(?:[壹貳參肆伍陸柒捌玖拾]{1,3}|[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己庚])、|[壹貳參肆伍陸柒捌玖拾]{1,3}\s[\u4e00-\u9fff][^:。、]{3,14}:|[一二三四五六七八九十]{1,3}\.(?=\s?[\u4e00-\u9fff])|\([一二三四五六七八九十]{1,3}\)|\d{1,2}\s[\u4e00-\u9fff]{3,8}:|\d{1,2}\.\d{1,2}\s|第[一二三四五六七八九十\d]{1,3}案:)"
)
# 時　間 中華民國… 地　點 … 主　席 …, a head set apart by spaces alone, on one line
_SET_APART = re.compile(
    r"(?<=\s)(?:時\s{1,6}間|地\s{1,6}點|主\s{1,6}席|紀\s{1,6}錄|議\s{1,6}程|出\s{1,6}席|列\s{1,6}席)\s{1,6}(?=\S)"
)
# …會議紀錄一、開會時間：…二、開會地點：…三、出席：, a head whose lines are run together
_RUN_TOGETHER = re.compile(r"([一二三四五六七八九十]{1,3})、(?=[^:、。,;\s]{2,16}:)")
_DEBATED = re.compile(
    r"\s*(?:討\s*論(?:情形|內容|過程)?|(?:委員|董事|理事|監事|代表|與會人員)?(?:意見|發言|提問|詢答|建議)(?:摘要|要點|紀要)?):\s*([^:。,;]{2,14}):"
)  # 討論：王委員大明：…
_RUN_ON = re.compile(
    # …會議紀錄壹、時間：…貳、地點：…參、主席：…: a page whose line breaks are lost
    r"(?<![壹貳參肆伍陸柒捌玖拾一二三四五六七八九十])[壹貳參肆伍陸柒捌玖拾一二三四五六七八九十]{1,3}、(?=\s?(?:開會|會議)?(?:時\s?間|日\s?期|地\s?點|主\s?席|主持人|出\s?席|出\(列\)席|列\s?席|紀\s?錄|記\s?錄|報告事項|討論事項|臨時動議|散\s?會)[^:。]{0,12}:)"
)
_RUN_ONS = 3
_GROUPS = {"meta", "people", "ruling", "subject", "field"}
_SPACED_WORDS = 7
"""So many signs a label set with a space after each has at most: 出 列 席 人 員 :."""
_REACH = 26
"""How far before its colon a label may begin."""
_DRAWN = re.compile(r"={4,200}")  # a line drawn across a post, whose line breaks are lost
_LONG = 60
_PAGE = 120
"""How long a line is that may hold a whole page."""
_WIDE = 3
"""Spaces that set two things on one line apart."""
_LISTED = ("report", "discussion", "motion")


def cuts(key: str) -> list[int]:
    """Offsets at which a line (a key) is to be cut, in order; empty for a line that is one piece."""
    if len(key) > _PAGE and (drawn := [m.span() for m in _DRAWN.finditer(key)] if "====" in key else []):
        ends = sorted({0, len(key), *(at for span in drawn for at in span)})
        parts = [[a, *(a + b for b in _undrawn(key[a:z]))] for a, z in itertools.pairwise(ends)]
        return [at for part in parts for at in part][1:]
    return _undrawn(key)


def _undrawn(key: str) -> list[int]:
    """Cuts of a line, or of what stands between lines drawn in it."""
    if len(key) > _PAGE and (page := _page(key)):
        return page
    return _in_line(key)


def _page(key: str) -> list[int]:
    """Cuts of a page on one line whose head has no colons or no spaces; empty for any other line."""
    at = [] if _letter_spaced(key) else [m.start() for m in _SET_APART.finditer(key, 0, _PAGE * 4)]
    if len(at) < 3 or "時" not in {key[a] for a in at}:
        at = _run_together(key)
    ends = [*at, len(key)] if at else []
    inner = [a + b for a, z in itertools.pairwise(ends) for b in _in_line(key[a:z])]
    return sorted({*at, *inner} - {0})


def _letter_spaced(key: str) -> bool:
    """Whether a space stands behind each sign, which sets nothing apart."""
    return key.count(" ") * 5 > len(key) * 2


def _colon_or_end(key: str, at: int) -> int:
    colon = key.find(":", at)
    return colon if colon >= 0 else len(key)


def _run_together(key: str) -> list[int]:
    """Where 一、…： 二、…： 三、…： 四、…： begin, one after another without a gap."""
    at: list[int] = []
    for found in _RUN_TOGETHER.finditer(key):
        if read_numeral(found[1]) == len(at) + 1:
            at.append(found.start())
    glued = sum(not key[a - 1].isspace() for a in at if a)
    return at if len(at) >= 4 and glued * 2 > len(at) else []


def _in_line(key: str) -> list[int]:
    if not _may_cut(key) and _framed(key) is None:
        return []
    found = {at for at in _labels(key) if _says_something(key[:at])}
    if not found and key.lstrip().startswith(("主席", "主 席", "主持人")):
        recorder = _GLUED_RECORDER if ":" in key else _SPACED_RECORDER
        found = {m.start() for m in recorder.finditer(key)}
    numbers = [m.start() for m in _NUMBER_AHEAD.finditer(key)] if len(key) > 12 else []
    if len(numbers) >= 3 or (numbers and (len(found) >= 2 or _is_heading(key[: numbers[0]]))):
        found.update(at for at in numbers if _says_something(key[:at]))
        if len(key) > _LONG:
            found.update(_unnumbered(key))
    heads = [(at, end) for at in numbers if _is_heading(key[at : (end := _colon_or_end(key, at))])]
    if heads and _letter_spaced(key):  # 報 告 of 壹 校 長 報 告
        found = {at for at in found if not any(a < at < z for a, z in heads)}
    found.update(at for at, _ in heads)
    if len(key) > _LONG and len(run_on := [m.start() for m in _RUN_ON.finditer(key)]) >= _RUN_ONS:
        found.update(at for at in run_on if at)
    if (spoken := _DEBATED.match(key)) is not None and read_speaker(spoken[1]) is not None:
        found.add(spoken.start(1))
    opened = _framed(key)
    if opened is not None:
        found.add(opened)
    kept: list[int] = []
    for at in sorted(found):
        if _says_something(key[kept[-1] if kept else 0 : at]):
            kept.append(at)
    return kept


def _may_cut(key: str) -> bool:
    """Whether there is a gap, a colon behind another or behind the end of a sentence, or a recorder."""
    colon = key.find(":")
    if colon < 0:
        return _GAP.search(key) is not None
    behind = _BOUNDARY.search(key, 0, colon) or _GAP.search(key) or "紀錄" in key
    return bool(behind) or key.find(":", colon + 1) > 0


def _framed(key: str) -> int | None:
    """Where the first numbered heading begins behind 會議內容： or 報告事項： in a table form; None if there is none."""
    colon = key.find(":", 0, 16)
    if colon < 2:
        return None
    rest = key[colon + 1 :].lstrip()
    marker = read_case(rest) or read_marker(rest)
    if marker is None or marker.ordinal != 1 or marker.style == "bullet":
        return None
    own = read_marker(key)
    heads = all_labels(key[own.length if own else 0 : colon])
    listed = any(x.group == "section" and x.kind in _LISTED for x in heads)
    return len(key) - len(rest) if listed else None


def _says_something(before: str) -> bool:
    """Whether what stands before a cut is more than a number."""
    bare = before.strip()
    marker = read_case(bare + " ") or read_marker(bare + " x")
    return bool(bare) and not (marker and marker.length >= len(bare))


def _is_heading(before: str) -> bool:
    bare = before.strip()
    marker = read_marker(bare)
    rest = bare[marker.length :] if marker else bare
    return any(label.group == "section" for label in all_labels(rest))


def _labels(key: str) -> list[int]:
    """Beginnings of labels that follow a space or the end of a sentence and end in a colon."""
    made: list[int] = []
    colon = key.find(":")
    last = 0
    while colon >= 0:
        begin = _label_before(key, max(last, colon - _REACH), colon)
        if begin is not None and begin > 0:
            made.append(begin)
        last = colon + 1
        colon = key.find(":", colon + 1)
    return made


def _label_before(key: str, low: int, colon: int) -> int | None:
    """Where the label that ends at `colon` begins: its last word, or the last few if they are set apart (紀  錄)."""
    window = key[low:colon]
    ends = [m.end() for m in _BOUNDARY.finditer(window)]
    if ends and ends[-1] < len(window):
        low += ends[-1]
        window = key[low:colon]
    noted = next((m.end() for m in _NOTED.finditer(key, max(0, low - 1), colon)), -1)
    if noted >= 0:
        low, window = noted, key[noted:colon]
    words = [(m.start(), m[0]) for m in _WORD.finditer(window)]
    begin: int | None = None
    for take in range(1, min(_SPACED_WORDS, len(words)) + 1):
        chosen = words[-take:]
        if take > 1 and any(len(word) > (2 if take <= 4 and begin is None else 1) for _, word in chosen):
            return begin
        at = low + chosen[0][0]
        label = "".join(word for _, word in chosen)
        if _may_begin(key, at, label, noted) and _is_label(key, at, label):
            if take == 1 or take != len(label):
                return at
            begin = at  # 列 席 人 員, of 出 列 席 人 員
    return begin


def _may_begin(key: str, at: int, label: str, noted: int) -> bool:
    """Whether a label can stand at a place: after a space, the end of a sentence or another label's colon."""
    if len(label) < 2 or label[0] in "(、":  # 六 、出席人員：, its number set apart
        return False
    return at in (0, noted) or key[at - 1].isspace() or key[at - 1] == ":" or _BOUNDARY.match(key[at - 1]) is not None


def _is_label(key: str, at: int, label: str) -> bool:
    labels, beside = all_labels(label), at > 0 and key[at - 1] == ":"
    if not {x.group for x in labels}.isdisjoint({"ruling"} if beside else _GROUPS) or _takes_over(key, at, label):
        return True
    if any(x.kind == "close" for x in labels):  # 閉會祈禱：…      散會：14:05
        return len(key[:at].rstrip()) + _WIDE <= at
    return len(label) > 3 and not beside and any(x.name == "follow_status" for x in labels)  # …；列管建議：解除列管。


_SAYS = re.compile(r"(?:補充)?(?:說明|表示|發言|回應|答覆|補充)$")


def _takes_over(key: str, at: int, label: str) -> bool:
    """Whether the next speaker begins inside a paragraph: …不宜。湯常務理事大文：…, office between the parts of a name."""
    if at == 0 or "。" not in (key[at - 1], key[max(0, at - 2) : at].rstrip()) or not 4 <= len(label) <= 14:
        return False
    found = read_speaker(_SAYS.sub("", label))
    return found is not None and found.name is not None and found.title is not None and len(found.name_at) == 2


def _unnumbered(key: str) -> list[int]:
    """Headings without number in a page on one line: 「… 會長報告: 1. …」."""
    return [m.start() for m in _REPORT_HEADING.finditer(key)]
