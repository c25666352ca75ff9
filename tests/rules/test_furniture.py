"""What stands at the top or foot of several pages: a running head is furniture, what introduces somebody's words is not."""

from __future__ import annotations

import pytest

from minutes_parser.document import Document, DocumentBuilder, Source, Style
from minutes_parser.normalize import normalize

SAID = ("請說明去年的經費。", "本年的編列方式為何？", "謝謝各位。", "另請補充資料。")


def pages(repeated: str) -> Document:
    """Four pages that begin with the same line."""
    builder = DocumentBuilder()
    for number, said in enumerate(SAID, 1):
        for line, text in enumerate((repeated, said, f"以上為第{'一二三四'[number - 1]}點。")):
            box = (80.0, 70.0 + 20 * line, 300.0, 82.0 + 20 * line)
            builder.add(builder.paragraph(text, page=number, box=box, style=Style(size=12.0), wrapped=True))
    return builder.build(Source("invented", "application/pdf", "0" * 64, 0, "pdf", pages=len(SAID)))


@pytest.mark.parametrize(
    ("repeated", "aside"), [("松濤市議會議事錄第3期", 3), ("歐陽議員大川：", 0), ("決議：照案通過。", 0)]
)
def test_a_line_that_introduces_something_is_no_running_head(repeated: str, aside: int) -> None:
    flow, _ = normalize(pages(repeated))  # the first of all may be the title
    assert len(flow.furniture) == aside
