"""Thirteen queries of one to nine characters, and texts in which they stand, nearly stand, and do not stand."""

from __future__ import annotations

import random

__all__ = ["QUERIES", "sentences"]

QUERIES = [
    "王", "列管", "性平", "台北", "ESG", "第4次", "解除列管", "托育補助", "哺集乳室", "國家報告第4次",
    "性別主流化", "跨局處協調平台", "性別主流化實施計畫",
]  # fmt: skip

_PIECES = [
    "王委員", "國王", "列管", "解除列管", "繼續列管", "列車管理", "性平", "性別平等", "性別主流化", "性別主流化實施計畫",
    "台北", "臺北市", "北台灣", "ESG", "ＥＳＧ", "esg指標", "ESGs", "第4次", "第45次", "第４次", "第 4 次", "第14次", "托育補助",
    "托育，補助", "托 育", "哺集乳室", "國家報告第4次", "國家報告。第4次", "國家報告", "跨局處協調平台", "跨局處協調平臺",
    "協調", "3.5", "110.4", "a_b", "會議", "請", "本局", "依", "○",
]  # fmt: skip
_SIGNS = ["", "", "", "。", "，", "、", "\n", " ", "：", "（"]


def sentences(count: int, seed: int = 7) -> list[str]:
    """So many texts, the same for the same seed."""
    draw = random.Random(seed)
    return [
        "".join(draw.choice(_PIECES) + draw.choice(_SIGNS) for _ in range(draw.randint(2, 9))) for _ in range(count)
    ]
