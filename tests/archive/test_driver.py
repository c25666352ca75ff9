"""Runs into an output folder, and what the next run makes of them."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from minutes_parser.archive.driver import convert, open_executor, run
from minutes_parser.archive.manifest import Manifest
from minutes_parser.archive.reading import read_bytes
from minutes_parser.archive.record import Options, OutputFailed, Record
from minutes_parser.archive.versions import Key, key_of
from minutes_parser.archive.worker import convert_and_keep
from minutes_parser.errors import UnreadableDocument
from tests.archive import batch as batches
from tests.archive.batch import batch, left, plain, settings, statuses, write


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "in", plain(8))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_each_document_becomes_a_record_named_by_its_content(source: Path, out: Path) -> None:
    records = batch(source, out)
    assert {record.status for record in records} == {"ok"}
    for record in records:
        assert record.output is not None
        assert record.source.sha256 is not None
        assert record.source.sha256 in record.output
        minutes = json.loads((out / record.output).read_bytes())
        assert minutes["source"]["name"] == record.source.name
        assert record.counts.items == len(minutes["items"]) == 2


def test_the_second_run_does_nothing(source: Path, out: Path) -> None:
    batch(source, out)
    before = left(out)
    assert {(record.status, record.attempts) for record in batch(source, out)} == {("skipped", 0)}
    assert left(out) == before


def test_only_what_is_new_or_changed_is_done(source: Path, out: Path) -> None:
    batch(source, out)
    write(source, {"會議紀錄003.txt": "第3次修正\n案由", "新.txt": "新"})
    os.utime(source / "會議紀錄005.txt")  # another time, the same content
    done = {record.source.name for record in batch(source, out) if record.status == "ok"}
    assert done == {"會議紀錄003.txt", "新.txt"}
    fresh = out.with_name("fresh")
    batch(source, fresh)
    assert left(out) == left(fresh)


@pytest.mark.parametrize("key", [Key("2", "words", ""), Key("1", "other words", ""), Key("1", "words", "others")])
def test_another_parser_lexicon_or_option_does_everything_again(source: Path, out: Path, key: Key) -> None:
    batch(source, out, key=Key("1", "words", ""))
    assert {record.status for record in batch(source, out, key=key)} == {"ok"}
    assert {record.status for record in batch(source, out, key=key)} == {"skipped"}


def test_the_key_follows_code_words_and_options() -> None:
    key = key_of(Options())
    assert key == key_of(Options())
    assert key_of(Options(ocr=True)).options_hash != key.options_hash
    assert key.parser_version.startswith("0.")
    assert len(key.lexicon_version) == 12


def test_a_record_that_was_removed_is_made_again(source: Path, out: Path) -> None:
    batch(source, out)
    before = left(out)
    shutil.rmtree(next((out / "records").iterdir()))
    assert "ok" in {record.status for record in batch(source, out)}
    assert left(out) == before


def test_one_content_is_one_record(tmp_path: Path, out: Path) -> None:
    source = write(tmp_path / "in", {"a.txt": "同", "b.txt": "同", "c.txt": "異"})
    records = {record.source.name: record for record in batch(source, out)}
    assert [records[name].status for name in ("a.txt", "b.txt", "c.txt")] == ["ok", "skipped", "ok"]
    assert records["b.txt"].duplicate_of == records["a.txt"].uri
    assert len(list(out.glob("records/*/*.json"))) == 2
    assert batch(source, out)[1].duplicate_of == records["a.txt"].uri


def test_a_duplicate_takes_over_when_its_original_changes(tmp_path: Path, out: Path) -> None:
    source = write(tmp_path / "in", {"a.txt": "同", "b.txt": "同"})
    batch(source, out)
    write(source, {"a.txt": "改了"})
    assert statuses(batch(source, out)) == {"a.txt": "ok", "b.txt": "ok"}
    fresh = out.with_name("fresh")
    batch(source, fresh)
    assert left(out) == left(fresh)


def test_failures_are_tried_again_only_on_request(tmp_path: Path, out: Path) -> None:
    source = write(tmp_path / "in", {"a.txt": "甲", "b.txt": "poison unreadable", "c.txt": "poison bug"})
    assert statuses(batch(source, out)) == {"a.txt": "ok", "b.txt": "unreadable", "c.txt": "crashed"}
    assert set(statuses(batch(source, out)).values()) == {"skipped"}
    again = statuses(batch(source, out, retry_failed=True))
    assert again == {"a.txt": "skipped", "b.txt": "unreadable", "c.txt": "crashed"}
    with Manifest(out, read_only=True) as manifest:
        assert [row[1:3] for row in manifest.failures()] == [("unreadable", "unreadable"), ("crashed", "KeyError")]


def test_a_record_goes_when_its_document_fails_now(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(source, out)
    monkeypatch.setattr("tests.archive.fakes.parse", None)
    assert {record.status for record in batch(source, out, key=Key("2", "words", ""))} == {"crashed"}
    assert list(out.glob("records/*/*.json")) == []


def test_a_file_that_vanishes_is_a_failure_and_forgotten_later(source: Path, out: Path) -> None:
    listed = [*sorted(source.iterdir()), source / "gone.txt"]
    write(source, {"gone.txt": "x"})
    seen: list[Record] = []
    chosen = settings()
    with open_executor(chosen) as executor:
        for record in run(listed, chosen, executor, out=out, key=Key("1", "words", "ocr None")):
            if not seen:
                (source / "gone.txt").unlink()
            seen.append(record)
    gone = seen[-1]
    assert (gone.source.name, gone.status, gone.error_code) == ("gone.txt", "unreadable", "inaccessible")
    assert {record.status for record in batch(source, out)} == {"skipped"}
    with Manifest(out, read_only=True) as manifest:
        assert list(manifest.failures()) == []


def test_a_file_that_vanishes_before_its_worker_reads_it(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handed_out(task: object, options: object, out: object) -> object:
        (source / "會議紀錄003.txt").unlink(missing_ok=True)
        return original(task, options, out)  # type: ignore[arg-type]

    original = convert_and_keep
    monkeypatch.setattr("minutes_parser.archive.driver.convert_and_keep", handed_out)
    found = statuses(batch(source, out))
    assert found.pop("會議紀錄003.txt") == "unreadable"
    assert set(found.values()) == {"ok"}


@pytest.mark.parametrize("times", [1, 2, 99])
def test_a_file_that_changes_while_running(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    changed = source / "會議紀錄002.txt"
    left_over = times
    original = read_bytes

    def read(which: object, limit: int) -> bytes:
        nonlocal left_over
        if which.path == str(changed) and left_over:  # type: ignore[attr-defined]
            left_over -= 1
            changed.write_text(f"改 {left_over}", encoding="utf-8")
        return original(which, limit)  # type: ignore[arg-type]

    monkeypatch.setattr("minutes_parser.archive.worker.read_bytes", read)
    records = {record.source.name: record for record in batch(source, out)}
    if times < 3:
        assert {record.status for record in records.values()} == {"ok"}
        fresh = out.with_name("fresh")
        batch(source, fresh)
        assert left(out) == left(fresh)
    else:
        assert (records[changed.name].status, records[changed.name].error_code) == ("unreadable", "changed")
        monkeypatch.undo()
        assert statuses(batch(source, out))[changed.name] == "ok"


def test_members_of_archives_are_documents(tmp_path: Path, out: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in plain(5).items():
            archive.writestr(name, text)
    assert set(statuses(batch(tmp_path / "a.zip", out)).values()) == {"ok"}
    assert set(statuses(batch(tmp_path / "a.zip", out)).values()) == {"skipped"}


def test_scans_wait_until_the_rest_is_done(tmp_path: Path, out: Path) -> None:
    source = write(tmp_path / "in", {"a.txt": "scan 1", "b.txt": "scan 2 and longer", **plain(4)})
    records = batch(source, out, ocr=True)
    assert [record.source.name for record in records[-2:]] == ["b.txt", "a.txt"]
    assert [list(record.diagnostics) for record in records[-2:]] == [["ocr"], ["ocr"]]
    assert {record.status for record in batch(source, out, ocr=True)} == {"skipped"}
    assert batch(source, out)[0].diagnostics == {"page-without-text": 1}


def test_doc_files_go_together_and_a_bad_one_is_found_out(tmp_path: Path, out: Path) -> None:
    documents = {f"{number:02}.doc": f"第{number}次" for number in range(20)} | {"05.doc": "poison abort"}
    source = write(tmp_path / "in", documents)
    found = statuses(batch(source, out, executor="process"))
    assert found.pop("05.doc") == "quarantined"
    assert set(found.values()) == {"ok"}
    assert len(found) == 19


def test_without_an_output_folder_records_hold_the_json(source: Path) -> None:
    records = batch(source, None)
    assert all(json.loads(record.json or "")["source"]["name"] == record.source.name for record in records)


def test_convert_is_lazy(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "PARSER", "")
    records = convert(source, executor="serial")
    first = next(records)
    assert first.uri.endswith("會議紀錄000.txt")
    records.close()  # type: ignore[attr-defined]


def test_convert_checks_its_sources(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument):
        convert(tmp_path / "none", executor="serial")


def test_an_iterator_left_half_way_keeps_what_was_done(source: Path, out: Path) -> None:
    chosen = settings()
    with open_executor(chosen) as executor:
        records = run([source], chosen, executor, out=out, key=Key("1", "words", "ocr None"))
        for _ in range(3):
            next(records)
        records.close()  # type: ignore[attr-defined]
    found = [record.status for record in batch(source, out)]
    assert found.count("skipped") >= 3
    assert found.count("ok") == 8 - found.count("skipped")
    fresh = out.with_name("fresh")
    batch(source, fresh)
    assert left(out) == left(fresh)


def test_two_runs_do_not_write_one_folder(source: Path, out: Path) -> None:
    chosen = settings()
    with open_executor(chosen) as executor:
        first = run([source], chosen, executor, out=out)
        next(first)
        with pytest.raises(OutputFailed, match="another run"):
            batch(source, out)
        first.close()  # type: ignore[attr-defined]


def test_an_output_folder_inside_the_source_is_no_source(source: Path) -> None:
    batch(source, source / "out")
    (source / "out" / "stray.txt").write_text("x")
    assert {record.status for record in batch(source, source / "out")} == {"skipped"}


@pytest.mark.parametrize("executor", ["serial", "process"])
def test_executors_leave_the_same(source: Path, out: Path, executor: str) -> None:
    write(source, {"p.txt": "poison unreadable", "q.txt": "poison recursion", "r.txt": "poison limit"})
    batch(source, out, executor=executor)
    fresh = out.with_name("fresh")
    batch(source, fresh)
    assert left(out) == left(fresh)
