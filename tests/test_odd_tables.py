"""Tables as no clerk makes them: heads over the wrong columns, merged and empty cells, people among decisions.

Whatever a table holds, no exception comes out, and the laws hold.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from evaluation.laws import violations

from minutes_parser.document import Cell, Document, DocumentBuilder, Paragraph, Source, Table
from minutes_parser.pipeline import minutes_of


def words(listed: str) -> list[str]:
    return listed.split()


HEADS = words(
    """姓名 職稱 單位 簽名 出席人員 列席人員 主席 紀錄 時間 地點 會議名稱 案由 說明 決議 辦法 提案單位 編號 項次 決議事項 辦理情形
列管建議 主辦單位 執行情形 管考建議 備註 委員意見 回覆說明 意見 回應 案號 議決 審查意見"""
)
VALUES = words(
    """王大明 李小華（請假） 陳○文委員 財政局 建設局王科長大川 教授 委員 主任委員 理事長 1 2 一 (一) 第一案 照案通過。 洽悉。
請建設局於113年9月30日前辦理。 已完成。 辦理中 結案 ■解除列管□繼續列管 □解除列管 ■繼續列管 113年5月7日下午2時 第一會議室
一、本案經會議討論，請各單位配合。/二、請財政局補充。 司徒雲 歐陽小君 缺席 請假 代理人 林大川代 同意 10票"""
)
LINES = words(
    """松濤市水利小組第3次會議紀錄 壹、時間：113年5月2日 貳、地點：三樓 參、主席：游召集人大川　紀錄：簡芸 肆、出席人員 伍、報告事項
一、上次會議決議執行情形 陸、討論事項 第一案：閘門檢修案 決議：照案通過。 說明： 委員意見： 柒、臨時動議 捌、散會 主席裁示：洽悉。
列管事項"""
)


def places(chance: random.Random, rows: int, columns: int) -> Iterator[tuple[int, int, int, int]]:
    """Row, column, and how many rows and columns each cell of a table takes; some are merged."""
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down = chance.randrange(1, rows - row + 1) if chance.random() < 0.12 else 1
            right = chance.randrange(1, columns - column + 1) if chance.random() < 0.12 else 1
            covered = {(row + i, column + j) for i in range(down) for j in range(right)}
            if covered & taken:
                covered, down, right = {(row, column)}, 1, 1
            taken |= covered
            yield row, column, down, right


def table(chance: random.Random, builder: DocumentBuilder) -> Table:
    rows, columns = chance.randrange(1, 7), chance.randrange(1, 7)
    heads = chance.sample(HEADS, columns) if chance.random() < 0.6 else None
    cells = []
    for row, column, down, right in places(chance, rows, columns):
        said = heads[column] if heads and row == 0 else chance.choice(["", *HEADS, *VALUES, *VALUES])
        said = " ".join(said) if chance.random() < 0.1 else said
        empty: tuple[Paragraph, ...] = ()
        filled = said or chance.random() < 0.5
        cells.append(
            Cell(row, column, down, right, tuple(map(builder.paragraph, said.split("/"))) if filled else empty)
        )
    return Table(rows, columns, tuple(cells))


def document(seed: int) -> Document:
    chance, builder = random.Random(seed), DocumentBuilder()
    for _ in range(chance.randrange(2, 9)):
        if chance.random() < 0.55:
            builder.add(table(chance, builder))
        else:
            for line in chance.sample(LINES, chance.randrange(1, 5)):
                builder.add(builder.paragraph(line))
    return builder.build(Source("odd", "application/x-odd", "0" * 64, 0, "docx"))


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_laws_hold_whatever_tables_hold(first: int) -> None:
    for seed in range(first, first + 100):
        assert violations(minutes_of(document(seed))) == [], f"seed {seed}"
