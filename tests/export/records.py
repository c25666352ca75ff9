"""Invented records for the tests of exports and of the review page."""

from __future__ import annotations

from minutes_parser.model import (
    Check,
    Coverage,
    Diagnostic,
    Minutes,
    OutlineNode,
    Person,
    TextSpan,
    Unassigned,
    Vote,
)
from tests.factories import MinutesFactory


def rich() -> Minutes:
    """A record in which every kind of thing stands, with nulls where the contract allows them."""
    factory = MinutesFactory(
        start="2024-03-14T14:00:00+08:00",
        end="2024-03-14T16:10:00+08:00",
        location="第一會議室",
        days=("2024-03-14", "2024-03-15"),
        chair=Person(name="林松濤", role="召集人", attendee_id="a1", proxy=Person(name="周海藍")),
        recorder=(Person(name="許一鳴"),),
    )
    chair = factory.attendee("林松濤", "chair", organization="松濤市政府", title="副市長", role="召集人", person="p1")
    factory.attendee("林松濤", role="召集人", person="p1")
    factory.attendee("王○明", attendance="proxy", role="委員", proxy=Person(name="周海藍", title="科長"))
    factory.attendee("何青山", attendance="absent", organization="海港大學", title="教授")
    factory.attendee(None, "observer", organization="勞動局", attendance="absent")
    factory.attendee("許一鳴", "recorder")
    followed = factory.item("report", 1, "歷次會議決議執行情形", label="一", heading_path=("壹、報告事項",))
    factory.follow_up(
        followed,
        "請社會局盤點托育需求。",
        progress="已完成盤點。\n並送各局處。",
        number="112-2-1",
        meeting_date="2023-11-02",
        assignee="社會局",
        status="closed",
        status_text="解除列管",
    )
    factory.follow_up(followed, "請教育局研議。", status="open", ruled_status="closed")
    noted = factory.ruling(followed, "洽悉，編號112-2-1解除列管。", label="決定", outcome="noted")
    discussed = factory.item(
        "discussion",
        1,
        "研商托育設施案",
        label="案由一",
        heading_path=("貳、討論事項", "一、提案"),
        proposer="社會局",
        description="一、依規定辦理。\n二、如附件。",
        proposal="請討論。",
    )
    factory.speech(discussed, Person(name="何", title="教授"), "建議增設。\n\n　　並編列預算。")
    factory.speech(discussed, Person(name=None, organization="社會局"), "會後補充 A<B 的資料。")
    factory.speech(discussed, Person(name=None, title="主席", attendee_id=chair.id), "請說明。")
    directed = factory.ruling(
        discussed,
        "請社會局於113年9月底前提報計畫。",
        assignee="社會局",
        deadline="113年9月底前",
        deadline_date="2024-09-30",
    )
    factory.ruling(None, "散會後補件。", label="結論", outcome="other")
    factory.speech(None, Person(name=None), "謝謝各位。")
    made = factory.build("第1次 會議<紀錄>.txt")
    votes = (
        Vote(id="v1", item_id=discussed.id, ruling_id=directed.id, present=9, in_favour=7, against=2, text="7票對2票"),
        Vote(id="v2", item_id=followed.id, ruling_id=noted.id, unanimous=True, text="無異議"),
    )
    return _with_notes(made.model_copy(update={"votes": votes}))


def _with_notes(made: Minutes) -> Minutes:
    """The record with furniture, unassigned text, a diagnostic and checks over text added at its end."""
    start = len(made.text)
    tail = "第1頁，共1頁\n某些沒有歸類的字\n"
    text = made.text + tail
    furniture = TextSpan(start=start, end=start + 7, page=1)
    lost = Unassigned(start=start + 8, end=start + 16, page=1, reason="no rule")
    count = sum(not c.isspace() for c in text)
    return made.model_copy(
        update={
            "text": text,
            "furniture": (furniture,),
            "unassigned": (lost,),
            "coverage": Coverage(characters=count, content=count - 15, furniture=7, unassigned=8),
            "diagnostics": (
                Diagnostic(
                    code="unassigned-text", severity="info", message="8 characters", start=lost.start, end=lost.end
                ),
                Diagnostic(code="count-mismatch", severity="warning", message="stated 9, listed 5"),
            ),
            "checks": (
                Check(code="attendee-count", passed=False, stated="9", found="5", spans=(furniture,)),
                Check(code="weekday", passed=True, stated="四", found="四"),
            ),
            "outline": OutlineNode(kind="document", span=TextSpan(start=0, end=len(text))),
        }
    )


def bare() -> Minutes:
    """A record of which almost nothing is known."""
    return MinutesFactory(body="", session=None, date=None, title=None).build("bare.txt")


HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=2>",
    "\u2028]]>--><!--<svg/onload=window.hacked=3>",
    "' onmouseover='window.hacked=4' \" onfocus=\"window.hacked=5\" autofocus",
    "javascript:window.hacked=6",
    '=HYPERLINK("https://example.invalid","x")',
    "\x00\x0b\x1f\ufffe{{7*7}}${7*7}&lt;&#x3c;script>",
)


def hostile() -> Minutes:
    """A record whose every text attacks whoever shows it without care."""
    factory = MinutesFactory(body=HOSTILE[0], session=HOSTILE[1], location=HOSTILE[3])
    for text in HOSTILE:
        factory.attendee(text, organization=text, title=text, role=text, proxy=Person(name=text))
        item = factory.item("discussion", 1, text, label=text, heading_path=(text,), description=text, proposal=text)
        factory.speech(item, Person(name=text, title=text), text)
        factory.ruling(item, text, label=text, assignee=text, deadline=text)
        factory.follow_up(item, text, progress=text, status_text=text, number=text, assignee=text)
    made = factory.build("../../" + HOSTILE[0] + HOSTILE[3] + ".txt")
    notes = tuple(Diagnostic(code=text, severity="error", message=text, start=0, end=3) for text in HOSTILE)
    checks = tuple(Check(code=text, passed=False, stated=text, found=text) for text in HOSTILE)
    return made.model_copy(update={"diagnostics": notes, "checks": checks})
