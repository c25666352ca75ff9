"""What cannot be read is told in one clear line; what is no minutes is parsed, and said to be none."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from fixtures.build import DOCUMENTS
from typer.testing import CliRunner

from minutes_parser import MinutesParserError, UnreadableDocument, UnsupportedFormat, parse, parse_text
from minutes_parser.cli import app

NAME = "gender-songtao"


def damaged(path: str) -> bytes:
    """A document cut off in the middle, as a broken download is."""
    data = (DOCUMENTS / path).read_bytes()
    return data[: len(data) // 2]


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(72, 720, "minutes")
    canvas.save()
    return out.getvalue()


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "damaged.docx": lambda: damaged(f"docx-typed/{NAME}.docx"),
    "damaged.odt": lambda: damaged(f"odt/{NAME}.odt"),
    "not-a.pdf": lambda: b"%PDF-1.7\n%%EOF\n",
    "encrypted.pdf": encrypted_pdf,
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06",
    "archive.zip": lambda: b"PK\x05\x06" + bytes(18),
}


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def command(*arguments: str) -> Done:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_files_raise_one_error_and_the_command_says_which(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(UNREADABLE[name]())
    with pytest.raises(UnreadableDocument) as raised:
        parse(path)
    assert "\n" not in str(raised.value)
    done = command("parse", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_a_missing_file_and_a_folder_are_unreadable(name: str, tmp_path: Path) -> None:
    with pytest.raises(MinutesParserError):
        parse(tmp_path / name)
    done = command("parse", str(tmp_path / name))
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_an_unknown_format_is_named_as_such() -> None:
    with pytest.raises(UnsupportedFormat):
        parse(UNREADABLE["picture.png"]())


def test_a_damaged_pdf_never_raises_anything_else() -> None:
    data = (DOCUMENTS / f"pdf/{NAME}.pdf").read_bytes()
    for keep in range(200, len(data), len(data) // 12):
        with contextlib.suppress(MinutesParserError):
            parse(data[:keep])


@pytest.mark.parametrize("arguments", [["parse"], ["pars"], ["parse", "--no-such-option"], []])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    done = command(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_program_itself_says_it_in_one_line(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "minutes_parser", "parse", str(tmp_path / "missing.pdf")]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", timeout=100)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\n")
    good = DOCUMENTS / f"txt/{NAME}.txt"
    done = command("parse", str(bad), str(good), "-o", str(tmp_path / "out"))
    assert done.returncode == 1
    assert [p.name for p in (tmp_path / "out").iterdir()] == [f"{NAME}.json"]


REGULATION = """松濤市公有停車場管理辦法
第一條　為管理本市公有停車場，訂定本辦法。
第二條　本辦法所稱公有停車場，指本府設置之路外停車場。
第三條　停車場之收費標準，由交通局公告之。
第四條　本辦法自發布日施行。
"""

NEWS = """柳湖步道週末開放
松濤市柳湖步道整修完成，本週末起開放。水利處表示，步道全長兩公里，沿線設有觀景平台三處。
市民可搭乘公車至柳湖站下車，步行五分鐘即可抵達。
"""


@pytest.mark.parametrize("text", [REGULATION, NEWS], ids=["regulation", "news"])
def test_what_is_no_minutes_is_said_to_be_none_and_nothing_is_invented(text: str) -> None:
    minutes = parse_text(text)
    severities = {d.code: d.severity for d in minutes.diagnostics}
    assert severities.get("not-minutes") == "error"
    found = (minutes.attendees, minutes.items, minutes.speeches, minutes.rulings, minutes.follow_ups)
    assert found == ((), (), (), (), ())
    assert minutes.meeting.date is None


def test_a_binary_file_and_bytes_are_as_good_as_a_path() -> None:
    path = DOCUMENTS / f"txt/{NAME}.txt"
    with path.open("rb") as file:
        from_file = parse(file)
    from_bytes, from_path = parse(path.read_bytes()), parse(path)
    assert from_file.meeting == from_bytes.meeting == from_path.meeting
    assert from_path.source.name == f"{NAME}.txt"
    assert from_bytes.source.sha256 == from_path.source.sha256
