"""What a decision tells somebody to do: assignee, task, deadline, where they are stated."""

from __future__ import annotations

import re

from ..model import Instruction
from ..normalize.flow import Slice
from ..values.dates import find_dates
from .passages import Passage

__all__ = ["instructions"]

_CLAUSE = re.compile(
    # to the end of a sentence or half-sentence; a note in brackets belongs to the one before it:
    # 「請…辦理。（主辦機關：交通處；期限：113年6月30日）」
    r"(?:[^。；;(]|[(][^()]{0,200}[)]){2,600}[。；;]?(?:\s?[(](?:主辦|主責|承辦|權責|辦理|負責|執行|協辦|期限)[^()]{1,200}[)])?"
)
_STATED = re.compile(
    # （主辦機關：交通部公路局；協辦機關：…；期限：113年7月31日）
    r"(?:主辦|主責|承辦|權責|辦理|負責|執行)(?:機關|單位|人)?:(?P<who>[^;；)。]{2,40})"
)
_STATED_UNTIL = re.compile(r"(?:完成)?期限:(?P<until>[^;；)。]{2,30})")
_ASKED = re.compile(
    # 請社會局於9月底前提報; 請學務處與總務處再行協商; 移請總務處會同圖書館評估
    r"(?:^|[,，、。;；:\s]|並|爰|建|移|惠|函|另|仍|再|則|亦|統一|後續|務必)請(?!問|假|求|示|教|益)(?P<who>[^,，。;；:]{2,24}?)"
    r"(?=(?:應|再|於|就|依|將|儘速|儘快|針對|參|配合|研|檢|提|會同|會商|邀|協|與|向|洽|另|持續|盤點|評估|辦理|統|加|確|追蹤|督|說明|補充|修正|調整|蒐集|徵詢|公布|務必|先|納|比照|落實|規劃|製|安排|負責|逐|以|按|自|轉|函|彙|擬|訂|查|列|主動|繼續|積極|妥|把|思考|考量|整理|通知|協調|協助|重新|定期|每|建|完成|注意|依照|依據))"
)
_UNTIL = re.compile(
    r"(?:\d{2,4}\s?年)?(?:度)?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?月(?:\s?\d{1,2}\s?日|[上中下]旬|底|初|中)?(?:底)?(?:\([^)]{1,4}\))?\s?(?:以前|之前|前|內|底前)"
    r"|(?:文到|會後|公告後|紀錄送達後|會議後|於)?\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:個月|日|天|週|周|個工作天|個工作日)(?:之)?內"
    r"|(?:下次(?:會議|會|例會|會報)|本(?:週|周|月|年)底?|年底|月底|學期末|本學期|下學期|會後)(?:以|之)?前?"
)


def instructions(text: Passage) -> tuple[Instruction, ...]:
    """The instructions in a ruling; empty where nobody is asked.

    The assignee is the unit named after 請, or that of 主辦機關：; None where only 請辦理 is said.
    """
    made: list[Instruction] = []
    for s in text.slices:
        for clause in _CLAUSE.finditer(s.key):
            found = _read(s.cut(*clause.span()))
            if found is not None:
                made.append(found)
    return tuple(made)


def _read(clause: Slice) -> Instruction | None:
    key = clause.key
    stated, asked = _STATED.search(key), _ASKED.search(key)
    if not stated and not asked:
        return None
    who = stated or asked
    assert who is not None
    until = _STATED_UNTIL.search(key) or _UNTIL.search(key)
    deadline = None
    if until:
        a, b = until.span("until") if "until" in until.re.groupindex else until.span()
        deadline = clause.cut(a, b).value
    dates = find_dates(deadline) if deadline else ()
    return Instruction(
        text=clause.value,
        assignee=clause.cut(*who.span("who")).value.removesuffix("儘") or None,
        deadline=deadline,
        deadline_date=dates[0].date.isoformat() if dates and dates[0].date else None,
        spans=clause.spans(),
    )
