"""DOC by LibreOffice: files made from DOCX written here, since nothing but an office program writes DOC."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from minutes_parser.document import Document
from minutes_parser.errors import LimitExceeded, MissingDependency, UnreadableDocument
from minutes_parser.readers import Limits, doc, read

from .packages import docx, lvl, numbered, ole, p, shape

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
FAKE = ole({"WordDocument": b"\xec\xa5" + b"\0" * 9000})

NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{lvl(0, "ideographLegalTraditional", "%1、")}'
    f"{lvl(1, 'taiwaneseCountingThousand', '（%2）')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
WIDTH = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
BODY = (
    p("測試市政府第3次會議紀錄")
    + numbered("主席致詞", 1)
    + numbered("討論事項", 1)
    + numbered("案由", 1, 1)
    + f'<w:tbl><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc>{WIDTH}{p("單位")}</w:tc>'
    f"<w:tc>{WIDTH}{p('教務處')}</w:tc></w:tr></w:tbl>" + p("散會")
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A DOC of the body above."""
    folder = tmp_path_factory.mktemp("doc")
    (folder / "x.docx").write_bytes(docx(BODY, numbering=NUMBERING))
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "doc:MS Word 97",
         "--outdir", str(folder), str(folder / "x.docx")],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return (folder / "x.doc").read_bytes()


@needs_office
def test_text_numbers_and_tables(made: bytes) -> None:
    document = read(made, name="x.doc")
    assert shape(document) == [
        "測試市政府第3次會議紀錄", "壹、主席致詞", "貳、討論事項", "（一）案由",
        [(0, 0, 1, 1, "單位"), (0, 1, 1, 1, "教務處")], "散會",
    ]  # fmt: skip
    assert (document.source.reader, document.source.media_type, document.source.bytes) == (
        "doc",
        "application/msword",
        len(made),
    )


@needs_office
def test_many_files_in_one_call_each_with_its_own_result(made: bytes) -> None:
    good, damaged, foreign, again = doc.read_many([made, FAKE, b"not OLE2", made], names=["a", "b", "c", "d"])
    assert isinstance(good, Document)
    assert isinstance(again, Document)
    assert (good.text, good.source.name, again.source.name) == (again.text, "a", "d")
    assert isinstance(damaged, UnreadableDocument)
    assert isinstance(foreign, UnreadableDocument)


def test_what_to_install_is_said_where_there_is_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingDependency, match="libreoffice-writer-nogui"):
        read(FAKE, name="x.doc")


def office(folder: Path, script: str) -> str:
    """A PATH whose LibreOffice is a script."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f"{folder}:{os.defpath}"


def test_a_libreoffice_that_hangs_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", office(tmp_path, "sleep 78 & sleep 78"))
    with pytest.raises(LimitExceeded, match="too long"):
        read(FAKE, limits=Limits(office_seconds=0.5))
    assert subprocess.run(["pgrep", "-f", "^sleep 78$"], capture_output=True, check=False).stdout == b""


@pytest.mark.parametrize(
    "script", ["exit 0", "exit 1", 'for last; do :; done; echo garbage > "$(dirname "$last")/../out/0.docx"']
)
def test_a_libreoffice_without_a_proper_output_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setenv("PATH", office(tmp_path, script))
    with pytest.raises(UnreadableDocument, match="could not convert"):
        read(FAKE)
