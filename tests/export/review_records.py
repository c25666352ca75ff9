"""Invented records whose places overlap, and long ones, for the tests of the review page."""

from __future__ import annotations

import hashlib

from minutes_parser.model import (
    Coverage,
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


def nested() -> Minutes:
    """An item that covers the whole text, a speech inside it, a ruling inside that."""
    text = "案由：甲說同意。完"
    return _record(
        text,
        items=[Item(id="i1", kind="discussion", title="甲案", spans={"description": (TextSpan(start=0, end=9),)})],
        speeches=[
            Speech(
                id="s1",
                item_id="i1",
                speaker=Person(name="甲"),
                text="甲說同意",
                spans={"text": (TextSpan(start=3, end=7),)},
            )
        ],
        rulings=[
            Ruling(
                id="r1",
                item_id="i1",
                label="決議",
                outcome="approved",
                text="同意",
                spans={"text": (TextSpan(start=5, end=7),)},
            )
        ],
    )


def sixty_pages(pages: int) -> Minutes:
    """A long record: on each page an item with eight speeches and a ruling, and a running header."""
    parts: list[str] = []
    length = 0
    items: list[Item] = []
    speeches: list[Speech] = []
    rulings: list[Ruling] = []
    furniture: list[TextSpan] = []

    def put(line: str, page: int) -> tuple[TextSpan, ...]:
        nonlocal length
        parts.append(line + "\n")
        start, length = length, length + len(line) + 1
        return (TextSpan(start=start, end=start + len(line), page=page),)

    for page in range(1, pages + 1):
        furniture += put("松濤市政府托育諮詢會會議紀錄", page)
        title = f"第{page}案：研商托育設施"
        items.append(Item(id=f"i{page}", kind="discussion", title=title, spans={"title": put(title, page)}, page=page))
        for number in range(8):
            text = f"第{number}位委員建議於各行政區增設托育設施並編列預算，" * 4
            speaker = Person(name=f"委員{number}")
            spans = {"speaker": put(f"委員{number}：", page), "text": put(text, page)}
            ident = f"s{page}-{number}"
            speeches.append(Speech(id=ident, item_id=f"i{page}", speaker=speaker, text=text, spans=spans, page=page))
        text = "請社會局研議後提報。"
        spans = {"label": put("決議：", page), "text": put(text, page)}
        rulings.append(
            Ruling(
                id=f"r{page}", item_id=f"i{page}", label="決議", outcome="directed", text=text, spans=spans, page=page
            )
        )
    return _record("".join(parts), items, speeches, rulings, furniture)


def _record(
    text: str,
    items: list[Item],
    speeches: list[Speech],
    rulings: list[Ruling],
    furniture: list[TextSpan] | None = None,
) -> Minutes:
    count = sum(not c.isspace() for c in text)
    return Minutes(
        source=SourceInfo(
            name="made.pdf",
            media_type="application/pdf",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            bytes=len(text),
            pages=None,
            reader="pdf",
            encoding=None,
            part=None,
        ),
        meeting=Meeting(title="托育諮詢會會議紀錄"),
        items=tuple(items),
        speeches=tuple(speeches),
        rulings=tuple(rulings),
        furniture=tuple(furniture or ()),
        coverage=Coverage(characters=count, content=count, furniture=0, unassigned=0),
        outline=OutlineNode(kind="document", span=TextSpan(start=0, end=len(text))),
        text=text,
    )
