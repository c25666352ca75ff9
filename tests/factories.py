"""Makes records for tests of what comes after parsing: the text is put together and every span is right.

>>> m = MinutesFactory(body="松濤市政府性別平等委員會", session="113年第2次", date="2024-06-20")
>>> item = m.item("discussion", 1, "研商托育設施案")
>>> ruling = m.ruling(item, "請社會局於113年9月底前提報計畫。", outcome="directed", assignee="社會局")
>>> m.build().rulings[0].text
'請社會局於113年9月底前提報計畫。'
"""

from __future__ import annotations

import hashlib
from typing import Any

from minutes_parser.model import (
    Attendee,
    Coverage,
    FollowUp,
    Instruction,
    Item,
    Meeting,
    Minutes,
    OutlineNode,
    Person,
    Ruling,
    SourceInfo,
    Speech,
    TextSpan,
)


class MinutesFactory:
    """Collects the parts of one invented meeting; `build` gives the record. Bodies and people are made up."""

    def __init__(
        self,
        body: str = "松濤市政府性別平等委員會",
        session: str | None = "113年第1次",
        date: str | None = "2024-03-14",
        **meeting: Any,
    ) -> None:
        self._text = ""
        title = f"{body}{session or ''}會議紀錄"
        self._meeting = {
            "title": title,
            "body": body,
            "session": session,
            "date": date,
            "spans": {"title": self._add(title)},
            "rule": "title",
            **meeting,
        }
        self._attendees: list[Attendee] = []
        self._items: list[Item] = []
        self._speeches: list[Speech] = []
        self._rulings: list[Ruling] = []
        self._follow_ups: list[FollowUp] = []

    def _add(self, text: str) -> tuple[TextSpan, ...]:
        start = len(self._text)
        self._text += text + "\n"
        return (TextSpan(start=start, end=start + len(text), page=1),)

    def attendee(self, name: str | None, category: str = "member", **fields: Any) -> Attendee:
        spans = {"name": self._add(name or fields.get("organization") or "")}
        made = Attendee.model_validate(
            {
                "id": f"a{len(self._attendees) + 1}",
                "name": name,
                "category": category,
                "attendance": "present",
                "spans": spans,
                "page": 1,
                "rule": "factory",
                **fields,
            }
        )
        self._attendees.append(made)
        return made

    def item(self, kind: str, number: int | None, title: str, **fields: Any) -> Item:
        made = Item.model_validate(
            {
                "id": f"i{len(self._items) + 1}",
                "kind": kind,
                "number": number,
                "title": title,
                "spans": {"title": self._add(title)},
                "page": 1,
                "rule": "factory",
                **fields,
            }
        )
        self._items.append(made)
        return made

    def speech(self, item: Item | None, speaker: Person, text: str) -> Speech:
        made = Speech(
            id=f"s{len(self._speeches) + 1}",
            item_id=item.id if item else None,
            speaker=speaker,
            text=text,
            spans={"text": self._add(text)},
            page=1,
            rule="factory",
        )
        self._speeches.append(made)
        return made

    def ruling(
        self,
        item: Item | None,
        text: str,
        *,
        label: str = "主席裁示",
        outcome: str = "directed",
        assignee: str | None = None,
        deadline: str | None = None,
        deadline_date: str | None = None,
    ) -> Ruling:
        spans = self._add(text)
        instruction = Instruction(
            text=text, assignee=assignee, deadline=deadline, deadline_date=deadline_date, spans=spans
        )
        made = Ruling.model_validate(
            {
                "id": f"r{len(self._rulings) + 1}",
                "item_id": item.id if item else None,
                "label": label,
                "outcome": outcome,
                "text": text,
                "instructions": (instruction,) if assignee else (),
                "spans": {"text": spans},
                "page": 1,
                "rule": "factory",
            }
        )
        self._rulings.append(made)
        return made

    def follow_up(self, item: Item | None, directive: str, **fields: Any) -> FollowUp:
        spans = {"directive": self._add(directive)}
        if fields.get("progress"):
            spans["progress"] = self._add(fields["progress"])
        made = FollowUp.model_validate(
            {
                "id": f"f{len(self._follow_ups) + 1}",
                "item_id": item.id if item else None,
                "directive": directive,
                "spans": spans,
                "page": 1,
                "rule": "factory",
                **fields,
            }
        )
        self._follow_ups.append(made)
        return made

    def build(self, name: str = "made.txt") -> Minutes:
        text = self._text
        count = sum(not c.isspace() for c in text)
        return Minutes(
            source=SourceInfo(
                name=name,
                media_type="text/plain",
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                bytes=len(text.encode()),
                pages=None,
                reader="text",
                encoding="utf-8",
                part=None,
            ),
            meeting=Meeting.model_validate(self._meeting),
            attendees=tuple(self._attendees),
            items=tuple(self._items),
            speeches=tuple(self._speeches),
            rulings=tuple(self._rulings),
            follow_ups=tuple(self._follow_ups),
            coverage=Coverage(characters=count, content=count, furniture=0, unassigned=0),
            outline=OutlineNode(kind="document", span=TextSpan(start=0, end=len(text))),
            text=text,
        )
