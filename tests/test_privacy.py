"""The privacy lens: every kind found in made-up documents, and nothing in clean ones."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from typer.testing import CliRunner

from minutes_parser.cli import tracking
from minutes_parser.errors import UnreadableDocument
from minutes_parser.model import Minutes, Person
from minutes_parser.privacy import (
    PRIVACY_CODES,
    PrivacyFinding,
    find_hidden_text,
    find_identifiers,
    find_privacy,
    find_written_out,
)
from minutes_parser.privacy.identifiers import is_national_id, is_resident_id
from minutes_parser.privacy.masks import could_be, is_masked
from tests.factories import MinutesFactory
from tests.readers.pdf_builders import HEIGHT, drawn, raw_pdf, text

FOUND = [
    ("national-id", "A123456789", "陳情人身分證字號：A123456789。"),
    ("national-id", "Ａ１２３４５６７８９", "（Ａ１２３４５６７８９）"),
    ("national-id", "A123456788", "身分證統一編號：A123456788"),
    ("resident-id", "A800000014", "居留證號A800000014"),
    ("resident-id", "AC01234567", "統一證號 AC01234567"),
    ("passport", "312345678", "護照號碼：312345678"),
    ("medical-record", "1234567", "個案病歷號：1234567"),
    ("birth-date", "80年3月5日", "出生年月日：80年3月5日"),
    ("birth-date", "民國80年3月5日", "個案為民國80年3月5日生，女性"),
    ("mobile", "0912-345-678", "手機0912-345-678"),
    ("mobile", "+886 912 345 678", "聯絡：+886 912 345 678"),
    ("phone", "(02)2345-6789分機123", "電話：(02)2345-6789分機123"),
    ("phone", "02-23456789", "洽 02-23456789 王小姐"),
    ("phone", "0223456789", "電話：0223456789"),
    ("email", "wang.ming@mail.example.tw", "e-mail：wang.ming@mail.example.tw。"),
    ("address", "松濤市青嵐區竹葉路二段12巷3弄5號", "住址：松濤市青嵐區竹葉路二段12巷3弄5號"),
    ("address", "松濤市青嵐區竹葉路35號4樓之2", "王○明 松濤市青嵐區竹葉路35號4樓之2"),
    ("address", "雲崗鄉楓橋村5鄰石鼓路8號", "戶籍地址：雲崗鄉楓橋村5鄰石鼓路8號"),
]


@pytest.mark.parametrize(("code", "value", "line"), FOUND)
def test_every_kind_is_found(code: str, value: str, line: str) -> None:
    found = find_identifiers(f"前一行\n{line}\n後一行")
    assert [(each.code, each.value) for each in found] == [(code, value)]
    assert f"前一行\n{line}\n後一行"[found[0].start : found[0].end] == value


CLEAN = """松濤市政府性別平等小組113年第2次會議紀錄
時間：中華民國113年5月20日（星期一）下午2時30分至16時
地點：松濤市青嵐區竹葉路二段35號4樓第一會議室
開會地點：本府大樓11樓，松濤市竹葉路1號11樓
主席：林召集人大川　　紀錄：柯若水
依據本府113年5月6日府社婦字第1130912345678號函及第0912345678號函辦理，統一編號：12345678。
案號：A123456789，財產編號 F131104093，型號 AC01234567。
工程位於青嵐區竹葉路12巷3號5樓，基地坐落松濤市竹葉路8號3樓。
預算1,234,567,890元；資料112-05-1234至112-05-5678；比例02-3456。網址：https://www.example.tw/a@b
服務信箱：service@songtao.example.tw
檢查碼不符：A123456788、A800000013。會議室分機 2345。會員代號王小明委員。
本要點自113年8月1日生效，113年3月5日生產線啟用。
"""


def test_nothing_is_found_in_a_clean_text() -> None:
    assert find_identifiers(CLEAN) == ()


@pytest.mark.parametrize("seed", range(20))
def test_check_digits_rule_out_nine_of_ten(seed: int) -> None:
    rng = random.Random(seed)
    head = f"{rng.choice('ABCDEFGHJKLMNPQRSTUVXYWZIO')}{rng.choice('12')}{rng.randrange(10**7):07d}"
    assert sum(is_national_id(f"{head}{last}") for last in range(10)) == 1
    new = head[0] + rng.choice("89") + head[2:]
    assert sum(is_resident_id(f"{new}{last}") for last in range(10)) == 1


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for found in find_identifiers(text):
        assert found.start is not None
        assert text[found.start : found.end] == found.value


def test_a_long_text_is_searched_fast() -> None:
    assert find_identifiers("松濤市青嵐區竹葉里十二鄰竹葉路段巷弄" * 5000) == ()


# names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("林○珍", True),
        ("林Ｏ珍", True),
        ("林*珍", True),
        ("林○○", True),
        ("林美珍", False),
        ("O珍", False),
        ("愛○○園公寓", False),
    ],
)
def test_masks(name: str, masked: bool) -> None:
    assert is_masked(name) is masked


def test_what_a_mask_can_be() -> None:
    assert could_be("林○珍", "林美珍")
    assert not could_be("林○珍", "林美玲")
    assert not could_be("林○珍", "林○珍")
    assert not could_be("林○珍", "林珍")


def _written_out(build: Callable[[MinutesFactory], None]) -> list[str]:
    factory = MinutesFactory()
    build(factory)
    minutes = factory.build()
    found = find_written_out(minutes)
    assert all(minutes.text[each.start or 0 : each.end] == each.value for each in found)
    return [each.value for each in found]


def test_masked_in_the_list_and_written_out_at_the_speech() -> None:
    factory = MinutesFactory()
    factory.attendee("林○珍", organization="靜海大學", role="委員")
    speech = factory.speech(None, Person(name="林美珍", title="委員"), "請補充統計。")
    minutes = factory.build()
    place = minutes.text.index("請補充")
    named = speech.model_copy(update={"spans": {**speech.spans, "speaker": speech.spans["text"]}})
    found = find_written_out(minutes.model_copy(update={"speeches": (named,)}))
    assert [(each.code, each.start, each.page) for each in found] == [("name-written-out", place, 1)]


def test_written_out_in_running_text_beside_a_title() -> None:
    def build(factory: MinutesFactory) -> None:
        factory.attendee("林○珍", role="委員")
        factory.ruling(None, "依林美珍委員意見修正。")
        factory.ruling(None, "林委員美珍：同意。")
        factory.ruling(None, "與會：林美珍、王大年")

    assert _written_out(build) == ["林美珍", "林委員美珍", "林美珍"]


def test_other_words_of_that_form_are_no_names() -> None:
    def build(factory: MinutesFactory) -> None:
        factory.attendee("林○路", role="委員")
        factory.ruling(None, "請盤點造林道路邊坡，林業路整修並由林務路平專案支應。")

    assert _written_out(build) == []


def test_two_of_one_list_are_two_people() -> None:
    def build(factory: MinutesFactory) -> None:
        factory.attendee("林○珍", role="委員")
        factory.attendee("林淑珍", role="委員")
        factory.ruling(None, "依林淑珍委員意見修正。")

    assert _written_out(build) == []


def test_two_organizations_are_two_people() -> None:
    def build(factory: MinutesFactory) -> None:
        factory.attendee("林○珍", organization="靜海大學")
        factory.attendee("林淑珍", "observer", organization="社會處")

    assert _written_out(build) == []


def test_an_abbreviated_organization_does_not_tell_two_apart() -> None:
    def build(factory: MinutesFactory) -> None:
        factory.attendee("林○珍", organization="性別平等辦公室", title="研究員")
        factory.speech(None, Person(name="林美珍", organization="性平辦", title="研究員"), "無意見。")
        factory.ruling(None, "性平辦林美珍研究員發言摘要：")

    assert _written_out(build) == ["林美珍"]


def test_a_speaker_whom_the_record_knows_is_the_attendee() -> None:
    factory = MinutesFactory()
    attendee = factory.attendee("林○○", organization="靜海大學")
    speaker = Person(name="林美珍", organization="靜海大學社會系所", title="教授", attendee_id=attendee.id)
    speech = factory.speech(None, speaker, "林美珍")
    minutes = factory.build()
    named = speech.model_copy(update={"spans": {"speaker": speech.spans["text"]}})
    assert [each.value for each in find_written_out(minutes.model_copy(update={"speeches": (named,)}))] == ["林美珍"]


def test_listed_twice_once_masked() -> None:
    def build(factory: MinutesFactory) -> None:
        factory.attendee("林美珍", "chair", title="局長")
        factory.attendee("林○珍", "member", title="局長")

    assert _written_out(build) == ["林美珍"]


def test_nothing_masked_nothing_found() -> None:
    assert _written_out(lambda factory: void(factory.attendee("林美珍"))) == []


def void(_: object) -> None:
    """Drops a value."""


# hidden text ------------------------------------------------------------------------------------------------------

LINE = "王小明委員出席 A123456789"
Draw = Callable[[Any], None]


def box(canvas: Any, x: float, top: float, width: float, height: float = 18, colour: float = 0) -> None:
    canvas.setFillGray(colour)
    canvas.rect(x, HEIGHT - top - 4, width, height, fill=1, stroke=0)
    canvas.setFillGray(0)


def covered(canvas: Any) -> None:
    text(canvas, 72, 140, LINE, 14)
    box(canvas, 70, 140, 45)


def covered_in_white(canvas: Any) -> None:
    text(canvas, 72, 140, LINE, 14)
    box(canvas, 70, 140, 45, colour=1)


def same_colour(canvas: Any) -> None:
    box(canvas, 70, 140, 45)
    text(canvas, 72, 140, LINE, 14)


def one_character(canvas: Any) -> None:
    text(canvas, 72, 140, LINE, 14)
    box(canvas, 86, 140, 14)


def in_a_form(canvas: Any) -> None:
    text(canvas, 72, 140, LINE, 14)
    canvas.beginForm("cover", 0, 0, 50, 20)
    canvas.rect(0, 0, 45, 18, fill=1, stroke=0)
    canvas.endForm()
    canvas.translate(70, HEIGHT - 144)
    canvas.doForm("cover")


def under_an_image(canvas: Any) -> None:
    from PIL import Image

    text(canvas, 72, 140, LINE, 14)
    black = io.BytesIO()
    Image.new("RGB", (8, 8)).save(black, "PNG")
    black.seek(0)
    canvas.drawImage(ImageReader(black), 70, HEIGHT - 144, 45, 18)


@pytest.mark.parametrize("draw", [covered, covered_in_white, same_colour, in_a_form, under_an_image])
@pytest.mark.parametrize("rotate", [0, 90])
def test_hidden_text_is_found(draw: Draw, rotate: int) -> None:
    found = find_hidden_text(drawn(lambda canvas: text(canvas, 72, 200, "第一頁"), draw, rotate=rotate))
    assert [(each.value, each.page, each.code) for each in found] == [("王小明", 2, "text-under-box")]


def test_the_place_of_hidden_text() -> None:
    (found,) = find_hidden_text(drawn(covered))
    assert found.box is not None
    assert found.box == pytest.approx((72, 130, 114, 145), abs=3)


def test_one_character_may_be_hidden() -> None:
    assert [each.value for each in find_hidden_text(drawn(one_character))] == ["小"]


def test_under_an_annotation() -> None:
    content = "BT /F2 14 Tf 72 700 Td (Wang Xiaoming A123456789) Tj ET"
    appearance = b"<</Type/XObject/Subtype/Form/BBox[0 0 60 20]/Length 18>>\nstream\n0 g 0 0 60 20 re f\nendstream"
    square = "/Annots[<</Type/Annot/Subtype/Square/Rect[70 695 130 715]/F 4/AP<</N 5 0 R>>>>]"
    found = find_hidden_text(raw_pdf(content, page=square, more=[appearance]))
    assert [each.value for each in found] == ["WangXia"]  # the box ends in the middle of the o


def highlighted(canvas: Any) -> None:
    text(canvas, 72, 140, LINE, 14)
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(70, HEIGHT - 144, 200, 18, fill=1, stroke=0)


def on_a_ground(canvas: Any) -> None:
    box(canvas, 70, 140, 200, colour=0.9)
    text(canvas, 72, 140, LINE, 14)


def framed(canvas: Any) -> None:
    text(canvas, 72, 140, LINE, 14)
    canvas.rect(70, HEIGHT - 144, 200, 18, fill=0, stroke=1)


def underlined(canvas: Any) -> None:
    text(canvas, 72, 140, "一二三" + LINE, 14)
    canvas.rect(70, HEIGHT - 141, 200, 1, fill=1, stroke=0)


def beside(canvas: Any) -> None:
    text(canvas, 72, 140, LINE, 14)
    box(canvas, 72, 180, 200, 18)


def white_on_black(canvas: Any) -> None:
    box(canvas, 70, 140, 250)
    canvas.setFillGray(1)
    canvas.setFont("MSung-Light", 14)
    canvas.drawString(72, HEIGHT - 140, LINE)


@pytest.mark.parametrize("draw", [highlighted, on_a_ground, framed, underlined, beside, white_on_black])
def test_what_shows_is_not_hidden(draw: Draw) -> None:
    assert find_hidden_text(drawn(draw)) == ()


def test_a_scan_over_its_text_hides_nothing() -> None:
    from PIL import Image

    def scan(canvas: Any) -> None:
        text(canvas, 72, 140, LINE, 14)
        page = io.BytesIO()
        Image.new("RGB", (60, 84), "white").save(page, "PNG")
        page.seek(0)
        canvas.drawImage(ImageReader(page), 0, 0, 595, 842)

    assert find_hidden_text(drawn(scan)) == ()


def test_a_damaged_pdf_is_one_error() -> None:
    with pytest.raises(UnreadableDocument):
        find_hidden_text(b"%PDF-1.7\nnothing")


# the whole --------------------------------------------------------------------------------------------------------


def _leaking() -> Minutes:
    factory = MinutesFactory()
    factory.attendee("林○珍", role="委員")
    factory.ruling(None, "請林美珍委員致電0912-345-678。")
    factory.ruling(None, "王小明委員出席 A123456789")
    return factory.build()


def test_all_kinds_of_one_document_together() -> None:
    minutes = _leaking()
    found = find_privacy(minutes, drawn(covered))
    assert [each.code for each in found] == ["name-written-out", "mobile", "national-id", "text-under-box"]
    assert all(each.code in PRIVACY_CODES and each.page == 1 for each in found)
    hidden = found[-1]
    assert minutes.text[hidden.start or 0 : hidden.end] == "王小明"


def test_values_are_never_told_unasked() -> None:
    for each in find_privacy(_leaking(), drawn(covered)):
        told = json.dumps(each.as_dict(), ensure_ascii=False) + repr(each) + each.message
        assert each.value
        assert each.value not in told
        assert each.as_dict(show=True)["value"] == each.value


def test_the_place_of_the_meeting_is_nobodys_home() -> None:
    address = "松濤市青嵐區竹葉路35號4樓"
    factory = MinutesFactory()
    ruling = factory.ruling(None, address)
    minutes = factory.build()
    assert [each.code for each in find_privacy(minutes)] == ["address"]
    meeting = minutes.meeting.model_copy(update={"location": address, "spans": {"location": ruling.spans["text"]}})
    assert find_privacy(minutes.model_copy(update={"meeting": meeting})) == ()


def test_other_formats_have_no_boxes() -> None:
    assert all(each.code != "text-under-box" for each in find_privacy(_leaking(), b"PK\x03\x04"))


def test_a_finding_is_of_a_known_kind() -> None:
    assert PrivacyFinding("phone", "").severity == "info"
    assert {severity for severity, _ in PRIVACY_CODES.values()} == {"info", "warning", "error"}


# the command ------------------------------------------------------------------------------------------------------


def _run(*arguments: str) -> Any:
    app = typer.Typer()
    tracking.register(app)
    return CliRunner().invoke(app, ["privacy", *arguments])


def test_the_command_tells_kinds_and_places_only(tmp_path: Path) -> None:
    record, pdf = tmp_path / "a.json", tmp_path / "b.pdf"
    record.write_text(_leaking().to_json(), encoding="utf-8")
    pdf.write_bytes(drawn(covered))
    done = _run(str(record), str(pdf))
    assert done.exit_code == 0
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["counts"] == {"mobile": 1, "name-written-out": 1, "national-id": 1}
    assert second["counts"] == {"national-id": 1, "text-under-box": 1}
    assert "0912" not in done.stdout
    shown = _run("--show", str(record))
    assert "0912-345-678" in shown.stdout


def test_the_command_goes_on_after_a_failure(tmp_path: Path) -> None:
    record, broken = tmp_path / "a.json", tmp_path / "b.pdf"
    record.write_text(_leaking().to_json(), encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7\nnothing")
    done = _run(str(broken), str(record))
    assert done.exit_code == 3
    assert "error:" in done.stderr
    assert _run(str(broken)).exit_code == 1
    assert _run(str(tmp_path / "missing.json")).exit_code == 1
