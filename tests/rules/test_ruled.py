"""What a decision on a list of earlier ones makes of each."""

from __future__ import annotations

import pytest

from minutes_parser import parse_text

_MINUTES = """霜林市政府公園管理會報113年第3次會議紀錄
時間：113年5月9日
主席：曹召集人聽蟬
壹、前次會議裁示事項辦理情形
{rows}
主席裁示：{ruling}
貳、散會"""
_NUMBERS = "項次｜裁示事項｜辦理情形\n" + "\n".join(f"{n}｜請公園科處理第{n}區。｜處理中" for n in range(1, 5))
_CASES = "\n".join(f"案由{n}：老樹\n決議：請立牌。\n辦理情形：處理中" for n in "一二三四")


@pytest.mark.parametrize("rows", [_NUMBERS, _CASES], ids=["numbers", "cases"])
@pytest.mark.parametrize(
    ("ruling", "made"),
    [
        ("第1案、第3案解除列管，餘持續列管。", "COCO"),
        ("第一至三案解除列管。", "CCC-"),
        ("除第3案外，均解除列管。", "CC-C"),
        ("除第二案持續列管外，其餘同意解除列管。", "COCC"),
        ("第4案改由公園科自行列管，其餘解除列管。", "CCCS"),
        ("洽悉，持續列管。", "OOOO"),
        ("均解除列管。", "CCCC"),
        ("第3次會議之建議事項請持續追蹤。", "----"),
        ("洽悉。", "----"),
    ],
)
def test_rows_by_their_numbers(rows: str, ruling: str, made: str) -> None:
    names = {"closed": "C", "open": "O", "self_tracked": "S", None: "-"}
    found = parse_text(_MINUTES.format(rows=rows, ruling=ruling))
    assert "".join(names[f.ruled_status] for f in found.follow_ups) == made


@pytest.mark.parametrize(("ruling", "made"), [("編號1、3解除列管，餘持續列管。", "COCO"), ("1、4解除列管", "C--C")])
def test_rows_by_numbers_alone(ruling: str, made: str) -> None:
    found = parse_text(_MINUTES.format(rows=_NUMBERS, ruling=ruling))
    assert "".join({"closed": "C", "open": "O"}.get(f.ruled_status or "", "-") for f in found.follow_ups) == made
