"""What headings announce: what became of earlier decisions (歷次列管案件辦理情形), units in turn (各處室工作報告)."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["announces_follow_up", "announces_units", "told_after_colon", "told_on_a_line"]

_TRACKING = re.compile(
    r"(?:決議|裁示|指示|列管|追蹤|交辦)(?:事項|案件?)?.{0,8}(?:執行|辦理|處理|追蹤).{0,4}(?:情形|狀況|結果|進度|報告|現況|概況)"
    r"|(?:前|上|歷)(?:一)?(?:次|個?月|週|周|期).{0,8}(?:決議|裁示|事項|會議|案件?).{0,4}追蹤(?:事項|案件?|報告)?$"  # 前次會議決議追蹤
    r"|^(?:前|上|歷)(?:一)?(?:次|個?月|週|周|期)(?:會議)?(?:主席)?(?:(?:決議|交辦|列管|裁示|指示|待辦|追蹤)(?:事項|清單|案件?)|待辦):?$"  # 上次會議交辦事項
    r"|^(?:歷次|歷年|前次|上次|前期)?(?:會議)?(?:決議)?列管(?:案件|事項)(?:追蹤|報告|一覽|表)?:?$"  # 歷次會議列管案件
    r"|^(?:本次|上次|前次|歷次)?(?:會議)?待追蹤(?:事項|項目|議題|清單):?$"  # 待追蹤項目
)


_AFTER_COLON = re.compile(  # 更換照明：已完成; 更換照明→已完成; 更換照明——已完成
    r"\s*(?P<what>[^:。;→⇒➔]{4,60}?)(?::|\s?(?:→|⇒|➔|-{2,4}|=>)|\s-\s)\s?(?P<done>[^:→⇒➔]{2,300})"
)
_PROGRESS = re.compile(
    r"已|業[於經]|完成|結案|列管|追蹤|刻正|目前|尚[在未]|[理工行價畫議訂辦購]中|預計|持續|進行|洽[詢商請]"
)


_IN_BRACKETS = re.compile(  # 請總務處檢修遊戲器材。（招標中，繼續列管）
    r"\s*(?P<what>[^()]{4,200}?(?:\([^()]{1,30}\)[^()]{0,60}?)?)\s*\((?P<done>[^()]{2,120})\)[。.;]?\s*"
)
_EITHER = re.compile(r"\([決議裁指示提]{1,3}\)")
"""What brackets add to a word: 裁(指)示事項, 決議(裁示)事項."""


def told_after_colon(key: str) -> re.Match[str] | None:
    """What was decided and what was done in 「增設哺集乳室：施工中，預計10月完工。」; None if it is no such line.

    >>> told_after_colon("更換照明:已完成,結案。")["what"]
    '更換照明'
    """
    return _with_progress(_AFTER_COLON.fullmatch(key))


def told_on_a_line(key: str) -> re.Match[str] | None:
    """The same, what was done after a colon or in brackets.

    >>> told_on_a_line("請總務處檢修遊戲器材。(招標中,繼續列管)")["done"]
    '招標中,繼續列管'
    """
    return told_after_colon(key) or _with_progress(_IN_BRACKETS.fullmatch(key))


def _with_progress(found: re.Match[str] | None) -> re.Match[str] | None:
    return found if found is not None and _PROGRESS.search(found["done"]) else None


_UNITS = re.compile(r"各.{0,8}(?:報告|進度|近況)")


def announces_units(key: str) -> bool:
    """Whether a heading (a key) announces reports of units, one after another.

    >>> announces_units("各處室 工作報告"), announces_units("主席報告")
    (True, False)
    """
    return _UNITS.match("".join(key.split())) is not None


@lru_cache(maxsize=4096)
def announces_follow_up(key: str) -> bool:
    """Whether a heading (a key) announces the progress of earlier decisions.

    >>> announces_follow_up("歷次會議決議事項辦理情形"), announces_follow_up("業務執行情形")
    (True, False)
    """
    return _TRACKING.search(_EITHER.sub("", "".join(key.split()))) is not None
