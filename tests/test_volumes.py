"""Several meetings in one file: a record each, whose text is its part of the file's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from evaluation.laws import violations
from typer.testing import CliRunner

from minutes_parser import parse, parse_meetings, parse_text
from minutes_parser.cli import app

HEAD = """松濤市濱海公園管理委員會第{n}次會議紀錄
時間：113年{n}月5日（星期{day}）上午10時
地點：市政大樓201會議室
主席：林召集人大川
紀錄：祁小書
出席委員：汪委員一帆、童委員知秋
壹、報告事項
一、上次會議決議辦理情形。
決定：洽悉。
貳、討論事項
案由一：第{n}期步道整修案，提請討論。
決議：第{n}期照案通過。
參、散會：上午11時
"""
VOLUME = HEAD.format(n=1, day="五") + HEAD.format(n=2, day="一") + HEAD.format(n=3, day="二")
TWO_LINES = VOLUME.replace("委員會第", "委員會\n第")


@pytest.mark.parametrize("text", [VOLUME, TWO_LINES])
def test_a_volume_gives_a_record_for_each_meeting(text: str) -> None:
    records = parse_meetings(text.encode(), name="113.txt")
    assert [m.source.part for m in records] == [1, 2, 3]
    assert [m.meeting.date for m in records] == ["2024-01-05", "2024-02-05", "2024-03-05"]
    assert {m.meeting.body for m in records} == {"松濤市濱海公園管理委員會"}
    assert [m.meeting.session for m in records] == ["第1次", "第2次", "第3次"]
    for n, minutes in enumerate(records, 1):
        assert [r.text for r in minutes.rulings] == ["洽悉。", f"第{n}期照案通過。"]
        assert [a.name for a in minutes.attendees] == ["林大川", "祁小書", "汪一帆", "童知秋"]
        assert "several-meetings" not in {d.code for d in minutes.diagnostics}
        assert violations(minutes) == []
    assert "".join(m.text for m in records) == parse_text(text).text


TEXTS = sorted((Path(__file__).resolve().parents[1] / "fixtures" / "documents" / "txt").glob("*.txt"))


@pytest.mark.parametrize("first", range(0, len(TEXTS), 2))
def test_documents_bound_together_lose_nothing(first: int) -> None:
    text = "\n".join(path.read_text(encoding="utf-8").strip("\n") for path in TEXTS[first : first + 3])
    records = parse_meetings(text.encode(), name="bound.txt")
    assert "".join(m.text for m in records) == parse_text(text).text
    for minutes in records:
        assert violations(minutes) == []


def test_one_meeting_gives_the_record_of_parse() -> None:
    data = HEAD.format(n=1, day="五").encode()
    assert parse_meetings(data, name="1.txt") == (parse(data, name="1.txt"),)


def test_places_of_a_part_are_those_of_the_file(tmp_path: Path) -> None:
    volume = Document()
    for line in VOLUME.splitlines():
        volume.add_paragraph(line)
    path = tmp_path / "volume.docx"
    volume.save(str(path))
    records = parse_meetings(path)
    assert [m.meeting.session for m in records] == ["第1次", "第2次", "第3次"]
    assert len({m.source.sha256 for m in records}) == 1
    assert len({m.source.key for m in records}) == 3


def test_the_command_writes_a_file_for_each_meeting(tmp_path: Path) -> None:
    (tmp_path / "113.txt").write_text(VOLUME, encoding="utf-8")
    done = CliRunner().invoke(app, ["parse", str(tmp_path / "113.txt"), "--each", "-o", str(tmp_path / "out")])
    assert done.exit_code == 0
    made = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in made] == ["113-1.json", "113-2.json", "113-3.json"]
    assert [json.loads(path.read_text(encoding="utf-8"))["source"]["part"] for path in made] == [1, 2, 3]


def test_files_that_differ_in_their_ending_keep_their_records_apart(tmp_path: Path) -> None:
    for name in ("1.txt", "1.md"):
        (tmp_path / name).write_text(HEAD.format(n=1, day="五"), encoding="utf-8")
    files = [str(tmp_path / "1.txt"), str(tmp_path / "1.md")]
    done = CliRunner().invoke(app, ["parse", *files, "-o", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["1.md.json", "1.txt.json"]


def test_no_record_replaces_that_of_another_folder(tmp_path: Path) -> None:
    for folder, n in (("a", 1), ("b", 2)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(HEAD.format(n=n, day="五"), encoding="utf-8")
    files = [str(tmp_path / folder / "1.txt") for folder in "ab"]
    done = CliRunner().invoke(app, ["parse", *files, "-o", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "holds the record of" in done.stderr
    assert json.loads((tmp_path / "out" / "1.json").read_text(encoding="utf-8"))["meeting"]["session"] == "第1次"
