"""The batch with the real parser: the records of a batch are those of `parse`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minutes_parser import parse
from minutes_parser.archive.driver import Settings, convert, open_executor, run
from minutes_parser.archive.executors.worker_process import descendants
from minutes_parser.archive.record import Options, Record, Task
from minutes_parser.archive.sources import expand
from minutes_parser.archive.worker import convert_task

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"


@pytest.fixture
def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("needs LibreOffice")
    return found


def folder_of(tmp_path: Path, *documents: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for document in documents:
        shutil.copy(document, folder / f"{document.parent.name}-{document.name}")
    return folder


def test_records_are_those_of_parse(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, *(path for path in DOCUMENTS.glob("*/gender-*") if path.suffix != ".doc"))
    out = tmp_path / "out"
    records = list(convert(folder, out=out, jobs=2))
    assert len(records) >= 8
    for record in records:
        assert record.output is not None, record.error_message
        assert (out / record.output).read_text(encoding="utf-8") == parse(record.source.path).to_json() + "\n"
    assert [record.json for record in convert(folder, executor="serial")] == [
        parse(record.source.path).to_json() for record in convert(folder, executor="serial")
    ]


def test_word_files_go_together(tmp_path: Path, office: str) -> None:
    folder = folder_of(tmp_path, *DOCUMENTS.glob("doc/*.doc"))
    shutil.copy(DOCUMENTS / "html" / "gender-songtao.html", folder / "page.doc")
    damaged = (DOCUMENTS / "doc" / "cabinet-songtao.doc").read_bytes()[:600]
    (folder / "damaged.doc").write_bytes(damaged)
    sources = tuple(expand([folder]))
    records = {record.source.name: record for record in convert_task(Task(sources), Options())}
    assert (records["damaged.doc"].status, records["damaged.doc"].error_code) == ("skipped", "alone")
    assert records["page.doc"].status == "ok"
    for name in ("doc-cabinet-songtao.doc", "doc-planning-qinglan.doc"):
        assert records[name].json == parse(folder / name).to_json()
    whole = {record.source.name: record for record in convert(folder, jobs=1)}
    assert whole["damaged.doc"].status in ("ok", "unreadable")  # alone, it is converted as by itself
    assert whole["damaged.doc"].error_code != "alone"


def test_an_office_that_hangs_is_ended_with_its_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec sleep 98765\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    folder = folder_of(tmp_path, *DOCUMENTS.glob("doc/cabinet*.doc"))
    settings = Settings(Options(), jobs=1, timeout=5.0)
    with open_executor(settings) as executor:
        (record,) = run([folder], settings, executor, out=None)
    assert record.status == "limit"
    assert record.error_code in ("limit-exceeded", "timeout")  # the reader's own limit is a little shorter
    assert not [path for path in Path("/proc").glob("[0-9]*/cmdline") if b"98765" in reading(path)]


def reading(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_without_an_office_word_files_fail_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = folder_of(tmp_path, *DOCUMENTS.glob("doc/*.doc"))
    records: list[Record] = list(convert(folder, out=tmp_path / "out", executor="serial"))
    assert {(record.status, record.error_code) for record in records} == {("unreadable", "missing-dependency")}
    assert "apt install" in (records[0].error_message or "")
    again = list(convert(folder, out=tmp_path / "out", executor="serial"))
    assert {record.status for record in again} == {"unreadable"}  # tried again: it may be installed now


def test_descendants_of_nobody() -> None:
    assert descendants(2**22 + 1) == []


@pytest.mark.slow
def test_scans_are_recognised_after_the_rest(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="needs rapidocr")
    import pypdfium2

    folder = folder_of(tmp_path, *DOCUMENTS.glob("*/gender-songtao.txt"), *DOCUMENTS.glob("pdf/gender-songtao.pdf"))
    opened = pypdfium2.PdfDocument(DOCUMENTS / "pdf" / "gender-songtao.pdf")
    opened[0].render(scale=200 / 72).to_pil().save(folder / "a-scan.pdf", resolution=200)
    opened.close()
    records = list(convert(folder, out=tmp_path / "out", jobs=1, ocr=True))
    assert [record.status for record in records] == ["ok"] * 4
    assert records[-1].source.name == "a-scan.pdf"
    assert records[-1].diagnostics.get("ocr") == 1
    assert records[-1].counts.characters > 500
    assert not [record for record in records[:-1] if "ocr" in record.diagnostics]
    assert {record.status for record in convert(folder, out=tmp_path / "out", jobs=1, ocr=True)} == {"skipped"}
