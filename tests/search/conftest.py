"""An archive of invented meetings, and servers that tests start on free ports of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import opensearchpy
import pytest
from osmem_server import OsmemServer

from minutes_parser.model import Minutes, Person
from tests.factories import MinutesFactory


def meeting(
    number: int,
    date: str | None,
    *,
    body: str = "松濤市政府性別平等委員會",
    extra: str = "",
    progress: str = "已完成初稿",
) -> Minutes:
    """The minutes of one invented meeting: an item with a description, a speech, a ruling, a follow-up."""
    made = MinutesFactory(body=body, session=f"113年第{number}次", date=date)
    made.attendee("王大川", "chair", organization="松濤市政府", title="副市長", role="召集人")
    attendee = made.attendee("林小溪", organization="社會局", title="局長")
    item = made.item(
        "discussion",
        1,
        f"研商托育設施第{number}期計畫案",
        description="說明：依第4次會議決議辦理。",
        heading_path=("討論事項",),
    )
    made.speech(
        item, Person(name="林", title="局長", attendee_id=attendee.id), f"臺北地區的ＥＳＧ托育補助{extra}，本局支持。"
    )
    made.speech(item, Person(name=None, organization="秘書處"), "會議紀錄請於第 45 次會議前送出。")
    made.ruling(item, f"請社會局提報性別主流化實施計畫{extra}，繼續列管。", outcome="tracked", assignee="社會局")
    made.follow_up(None, "請盤點哺集乳室。", progress=progress, status="open", assignee="工務局", number=f"{number}-1")
    return made.build(f"第{number}次會議紀錄.docx")


@pytest.fixture(scope="session")
def osmem() -> Iterator[Any]:
    """A client of a server that speaks OpenSearch's protocol; it knows no character filters."""
    with OsmemServer.start(japanese=False) as server:
        yield opensearchpy.OpenSearch(hosts=[server.url])
