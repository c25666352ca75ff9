"""Numbers that begin a paragraph: 壹、 一、 （一） 1. (1) ⑴ ① 甲、 A. and bullets; 第N案, 報告案1, 案由一.

Works on keys (`values.chars.key_of`): half width, one kind of bracket. The order 壹、一、（一）、1、（1） is
that of the 文書處理手冊; real minutes use any order, so a marker has a style, not a level.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .numerals import read_numeral

__all__ = ["BULLETS", "MISTYPED", "Marker", "read_case", "read_marker", "read_mistyped"]

BULLETS = "•●◎○◆■□▪▫◇★☆※▲△►▶➢➤→➔⇒✓✔❖◦‣·-*─"

_HAN = "一二三四五六七八九十廿卅百零○"
_FIN = "壹貳貮弍參肆伍陸柒捌玖拾佰"

MISTYPED = {"台": 1, "臺": 1, "壺": 1, "肄": 4}
"""What is typed for 壹 and 肆, as it looks or sounds alike."""

_MARKER = re.compile(
    rf"""\s*(?:
      (?P<fin>[{_FIN}]{{1,4}})\s?[、.:,]            # 壹、  拾壹、
    | (?P<fin_space>[{_FIN}]{{1,4}})\s(?=\S)        # 壹 報告事項
    | \(\s?(?P<fin_paren>[{_FIN}]{{1,4}})\s?\)\s?、?
    | (?P<han>[{_HAN}]{{1,5}})\s?(?:、|\.(?!\d)|,(?=\D))   # 一、 二十三、
    | \(\s?(?P<han_paren>[{_HAN}]{{1,5}})\s?\)\s?、?  # （一）
    | (?P<han_half>[{_HAN}]{{1,4}})\)                 # 一）
    | 【\s?(?P<han_box>[{_HAN}]{{1,3}})\s?】\s?[、:]?  # 【一】
    | (?P<han_circle>[㈠-㈩㊀-㊉])、?
    | (?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\.?(?=[\s\u4e00-\u9fff「『(])(?!\s?[%％萬億元月樓])  # 2.1 結論
    | (?P<dashed>\d{{1,2}}-\d{{1,2}})[.、:]?\s{{1,4}}(?=[\u4e00-\u9fff「『《])(?![月日時年點樓])  # 2-1 會址變更案
    | (?P<num>\d{{1,3}})\s?(?:、|\.(?!\d)|\.(?=\d{{2,3}}\s?(?:年|學年)|\d{{1,2}}\s?[月樓]))    # 1. 1、 and 2.113年…, 3.9月份…
    | \#\s?(?P<num_hash>\d{{1,2}})(?=[\s\u4e00-\u9fff])  # #1 議題
    | (?P<num_bare>\d{{1,2}})\s+(?=[\u4e00-\u9fff]{{3,14}}\s?(?:[:(]|$))    # 1 主席報告:
    | \(\s?(?P<num_paren>\d{{1,3}})\s?\)\s?、?        # (1)
    | (?P<num_half>\d{{1,2}})\)                       # 1)
    | (?P<paren_circle>[⑴-⒇])、?
    | (?P<dot_circle>[⒈-⒛])
    | (?P<circle>[①-⑳❶-❿])、?
    | (?P<stem>[甲乙丙丁戊己庚辛壬癸])[、.:]           # 甲、報告事項
    | \((?P<stem_paren>[甲乙丙丁戊己庚辛壬癸])\)
    | (?P<alpha>[A-Za-z])[.、](?=\s?\S)(?![A-Za-z]\.)    # A. but not A.B.
    | \((?P<alpha_paren>[A-Za-z])\)
    | (?P<roman>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])[、.]?
    | (?P<bullet>[{re.escape(BULLETS)}])(?=\s*\S)
    )\s*""",
    re.VERBOSE,
)

_SAME_STYLE = {"han_half": "han_paren", "han_circle": "han_paren", "num_half": "num_paren", "num_hash": "num", "paren_circle": "num_paren",
               "dot_circle": "num", "fin_space": "fin"}  # fmt: skip

_CASE_WORDS = (
    "報告案", "討論案", "審議案", "審查案", "核備案", "備查案", "確認案", "承認案", "提案", "議案", "議題", "個案", "案由", "案名", "案號", "案",
    "動議", "臨時動議", "臨時提案", "臨時案", "項次", "編號", "案件", "追蹤案", "列管案", "報告事項", "討論事項", "審議事項", "承認事項", "研議事項",
    "協調事項", "報告", "討論", "討論議題", "會議議題", "討論主題", "討論項目",
    "議程", "審議", "核備", "備查", "承認", "研議", "追認", "審查", "臨時",
)  # fmt: skip
_CASE = re.compile(
    rf"""\s*(?:
      第\s?(?P<nth>[{_HAN}\d]{{1,5}})\s?(?P<unit>案|號(?:議|提)?案|號(?=\s{{0,6}}(?:類別|案由|編號|提案|議案|:|$))|提案|議案|項議案|議題)(?!由|例|件)
    | (?P<word>{"|".join(_CASE_WORDS)})
      (?:第\s?(?P<wnth>[{_HAN}\d]{{1,4}})\s?案|第\s?(?P<wnth2>[{_HAN}\d]{{1,4}})(?=[、.:\s]|$)|\((?P<in_brackets>[{_HAN}\d]{{1,3}})\)(?=\s?:)|\s?(?P<after>[{_HAN}]{{1,4}}|\d{{1,3}})(?![\d{_HAN}年月日次項點]))
      (?:\((?P<note>[^()]{{1,20}})\))?
    | [^\s:,.、。;()\d]{{0,8}}?(?P<mover>提案|議案|請願案)第\s?(?P<no>[{_HAN}\d]{{1,4}})\s?(?:號(?:案|議案)?|案)
    | [\u4e00-\u9fff]{{1,4}}(?P<dealt>討論|報告|審議|類|部門)第\s?(?P<dno>[{_HAN}\d]{{1,3}})\s?(?:號)?案(?=\s*:?\s*$)  # 市政討論第一案
    | [\u4e00-\u9fff]{{1,2}}(?P<filed>字)第\s?(?:\d{{1,3}}\s?-\s?)?(?P<fno>\d{{1,4}})\s?號(?=\s?:)  # 政字第9-001號:, of a town council
    )(?P<close>\s?[、.:,]|(?=\s)|$|(?=[「『(【〈<])|(?=案由|案名)|(?<=案由[{_HAN}\d])(?=有關|關於|檢附|檢陳|修正|訂定|擬))\s*""",
    re.VERBOSE,
)


_MARKER_STARTS = frozenset(
    "(【#"
    + _FIN
    + _HAN
    + BULLETS
    + "甲乙丙丁戊己庚辛壬癸ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
    + "".join(
        chr(c) for a, z in ("㈠㈩", "㊀㊉", "⑴⒇", "⒈⒛", "①⑳", "❶❿", "AZ", "az") for c in range(ord(a), ord(z) + 1)
    )
)
"""What a number can begin with, beside digits: all other lines are passed over quickly."""
_ALONE = 16
"""Characters at most of a line that is nothing but a case number."""
_CASE_STARTS = frozenset({"第", *(word[0] for word in _CASE_WORDS)})


class Marker(NamedTuple):
    """A number at the beginning of a paragraph.

    `style` names the kind of number (han: 一、), `ordinal` its value (None for bullets), `surface` what is
    printed, `length` how many characters of the key it takes with the space after it. `word` is the word
    that it belongs to, for case numbers (報告案, 案由, 第N案: 案).
    """

    style: str
    ordinal: int | None
    surface: str
    length: int
    word: str | None = None


def read_marker(key: str) -> Marker | None:
    """The number that `key` begins with, or None.

    >>> read_marker("(二) 決議"), read_marker("2021年度") is None
    (Marker(style='han_paren', ordinal=2, surface='(二)', length=4, word=None), True)
    """
    first = key[:1] if not key[:1].isspace() else key.lstrip()[:1]
    if first not in _MARKER_STARTS and not first.isdecimal():
        return None
    found = _MARKER.match(key)
    if not found or found.lastgroup is None:
        return None
    style, text = found.lastgroup, found[found.lastgroup]
    surface = found[0].strip()
    if style == "bullet":
        return Marker("bullet", None, surface, found.end())
    if style == "dotted":
        return Marker("dotted" + str(text.count(".")), int(text.rsplit(".", 1)[1]), surface, found.end())
    if style == "dashed":
        return Marker(style, int(text.rsplit("-", 1)[1]), surface, found.end())
    if style in ("alpha", "alpha_paren"):
        ordinal: int | None = ord(text.lower()) - ord("a") + 1
        style += "_low" if text.islower() else ""
    elif style == "roman":
        ordinal = ord(text) - ord("Ⅰ") + 1
    elif style.startswith("stem"):
        ordinal = "甲乙丙丁戊己庚辛壬癸".index(text) + 1
    else:
        ordinal = read_numeral(text)
    if ordinal is None:
        return None
    return Marker(_SAME_STYLE.get(style, style), ordinal, surface, found.end())


def read_mistyped(key: str) -> Marker | None:
    """台、 for 壹、: a number only before the words of a heading, which the caller has to see to.

    >>> read_mistyped("臺、報告事項"), read_mistyped("臺北")
    (Marker(style='fin', ordinal=1, surface='臺、', length=2, word=None), None)
    """
    ordinal = MISTYPED.get(key[:1])
    return Marker("fin", ordinal, key[:2], 2) if ordinal is not None and key[1:2] == "、" else None


def read_case(key: str) -> Marker | None:
    """The case number that `key` begins with: 第一案, 報告案1、, 案由一：, 討論事項二.

    >>> read_case("報告案2、工作成果")
    Marker(style='case', ordinal=2, surface='報告案2、', length=5, word='報告案')
    >>> read_case("第3案 提案單位:秘書室").word, read_case("鄉公所提案第二號").ordinal, read_case("政字第9-001號:").ordinal
    ('案', 2, 1)
    """
    first = key[:1] if not key[:1].isspace() else key.lstrip()[:1]
    filed = "字第" in key[:6]
    if first not in _CASE_STARTS and not filed and "案第" not in key[:24] and not (len(key) <= _ALONE and "第" in key):
        return None
    found = _CASE.match(key)
    if not found:
        return None
    ordinal = read_numeral(
        found["nth"]
        or found["no"]
        or found["dno"]
        or found["fno"]
        or found["wnth"]
        or found["wnth2"]
        or found["in_brackets"]
        or found["after"]
    )
    if ordinal is None:
        return None
    return Marker("case", ordinal, found[0].strip(), found.end(), found["word"] or found["mover"] or "案")
