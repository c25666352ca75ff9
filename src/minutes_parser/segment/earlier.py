"""Headings that announce what became of earlier decisions: 上次會議決議事項執行情形, 歷次列管案件辦理情形."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["announces_follow_up"]

_TRACKING = re.compile(
    r"(?:決議|裁示|指示|列管|追蹤|交辦)(?:事項|案件?)?.{0,8}(?:執行|辦理|處理|追蹤).{0,4}(?:情形|狀況|結果|進度)"
    r"|(?:前|上|歷)(?:一)?(?:次|個?月|週|周|期).{0,8}(?:決議|裁示|事項|會議|案件?).{0,4}追蹤(?:事項|案件?|報告)?$"  # 前次會議決議追蹤
)


@lru_cache(maxsize=4096)
def announces_follow_up(key: str) -> bool:
    """Whether a heading (a key) announces the progress of earlier decisions.

    >>> announces_follow_up("歷次會議決議事項辦理情形"), announces_follow_up("業務執行情形")
    (True, False)
    """
    return _TRACKING.search("".join(key.split())) is not None
