"""Passages: one of everything, with stable ids and one schema, from records and from documents."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minutes_parser import parse_text
from minutes_parser.cli import app
from minutes_parser.model import Minutes, Person
from minutes_parser.search import Archive, IndexOutdated, IndexWriter, Passage, passages, schema
from minutes_parser.search.langchain import to_langchain
from tests.factories import MinutesFactory
from tests.search.conftest import meeting

TEXT = """青瀾縣水利小組第2次會議紀錄
時間：113年4月1日上午9時
地點：第一會議室
主席：林召集人大川
出席：王委員小溪、工務處陳處長明松
壹、報告事項
報告案1、上次會議決議執行情形
本案依排水改善計畫辦理，共計三處。
王委員小溪：請說明抽水站進度。
主席裁示：洽悉，請工務處於113年6月底前提報抽水站進度。
貳、散會：上午11時
"""


def run(*arguments: object, input: str | None = None) -> tuple[int, str, str]:
    made = CliRunner().invoke(app, [str(argument) for argument in arguments], input=input)
    return made.exit_code, made.stdout, made.stderr


def test_one_passage_of_everything() -> None:
    made = list(passages(meeting(1, "2024-03-14")))
    assert [passage.kind for passage in made] == ["item", "speech", "speech", "ruling", "follow_up"]
    item, speech, unit, ruling, follow_up = made
    assert (item.item_title, item.heading_path, item.text) == (
        "研商托育設施第1期計畫案", ("討論事項",), "說明：依第4次會議決議辦理。",
    )  # fmt: skip
    assert (speech.speaker, speech.speaker_name, speech.person_name, speech.person_organization) == (
        "林 局長", "林", "林小溪", "社會局",
    )  # fmt: skip
    assert (unit.speaker, unit.person_name) == ("秘書處", None)
    assert (ruling.outcome, ruling.status, ruling.assignee, ruling.item_number) == ("tracked", "open", "社會局", 1)
    assert (follow_up.status, follow_up.label, follow_up.text) == ("open", "1-1", "請盤點哺集乳室。\n已完成初稿")
    assert {(p.body_kind, p.session, p.date, p.date_roc) for p in made} == {
        ("gender", "113年第1次", "2024-03-14", "113-03-14"),
    }  # fmt: skip


def test_ids_are_stable_and_ascii() -> None:
    first, second = (list(passages(meeting(1, "2024-03-14"))) for _ in range(2))
    assert first == second
    ids = [passage.id for passage in first]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", key) for key in ids)
    assert ids[1] == meeting(1, "2024-03-14").source.sha256[:16] + "-s1"


def test_text_left_over_becomes_passages_under_its_headings() -> None:
    minutes = parse_text(TEXT)
    made = list(passages(minutes))
    everything = "\n".join(passage.text for passage in made)
    for words in ("排水改善計畫", "請說明抽水站進度", "請工務處於"):
        assert words in everything
    for passage in made:
        if passage.kind in ("speech", "ruling"):
            assert minutes.text[passage.start : passage.end] == passage.text


def test_a_long_text_without_structure_is_divided_and_not_lost() -> None:
    lines = [f"第{number}段：這是一段沒有任何標題的文字，只能當成本文保留下來。" for number in range(400)]
    made = list(passages(parse_text("\n".join(lines))))
    assert len(made) > 5
    assert all(len(passage.text) < 1700 for passage in made)
    together = "\n".join(passage.text for passage in made)
    assert all(f"第{number}段" in together for number in (0, 1, 199, 398, 399))


def test_one_schema_for_every_line(tmp_path: Path) -> None:
    source = tmp_path / "records.ndjson"
    source.write_text(
        "".join(meeting(n, None).to_json() + "\n" for n in range(2)) + parse_text(TEXT).to_json(), encoding="utf-8"
    )
    code, out, _ = run("passages", source)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {tuple(line) for line in lines} == {tuple(Passage.model_fields)}
    assert "\\u" not in out
    code, out, _ = run("passages", source, "--format", "langchain")
    for line, plain in zip(map(json.loads, out.splitlines()), lines, strict=True):
        assert (line["id"], line["page_content"]) == (plain["id"], plain["text"])
        assert all(value is None or isinstance(value, str | int) for value in line["metadata"].values())
        assert set(line["metadata"]) == set(Passage.model_fields) - {"id", "text"}


def test_langchain_headings_are_one_string() -> None:
    assert to_langchain(next(passages(meeting(1, None))))["metadata"]["heading_path"] == "討論事項"  # type: ignore[index]


def test_undated_and_unreadable_dates_are_found_last(tmp_path: Path) -> None:
    made = [meeting(1, None), meeting(2, "2024-03-14"), meeting(3, "2024-02-30"), meeting(4, "0001-01-01")]
    with IndexWriter(tmp_path / "a.db") as writer:
        assert [writer.add(minutes) for minutes in made] == ["added"] * 4
    with Archive.open(tmp_path / "a.db") as archive:
        dates = [hit.passage.date for hit in archive.search("kind:ruling").hits]
        assert dates[:2] == ["2024-03-14", "0001-01-01"]
        assert set(dates[2:]) == {None, "2024-02-30"}
        assert archive.search("date:..2024 kind:ruling").total == 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Records as the converter leaves them (one in a folder of its own), lines of records, a document, and rubbish."""
    out = tmp_path / "out"
    (out / "ab").mkdir(parents=True)
    (out / "ab" / "first.json").write_text(meeting(1, "2024-03-14").to_json(indent=2), encoding="utf-8")
    (out / "more.ndjson").write_text(meeting(2, "2024-06-20").to_json() + "\n\n", encoding="utf-8")
    (out / "minutes.txt").write_text(TEXT, encoding="utf-8")
    (out / "notes.tsv").write_text("no\tminutes", encoding="utf-8")
    return out


def test_index_is_incremental(folder: Path) -> None:
    db = folder.parent / "a.db"
    assert json.loads(run("index", folder, "--db", db)[1]) == {
        "added": 3, "replaced": 0, "unchanged": 0, "removed": 0, "failed": 0,
    }  # fmt: skip
    assert json.loads(run("index", folder, "--db", db)[1])["unchanged"] == 3
    changed = meeting(2, "2024-06-20", extra="與長照").model_copy(update={"source": meeting(2, "2024-06-20").source})
    (folder / "more.ndjson").write_text(changed.to_json(), encoding="utf-8")
    done = json.loads(run("index", folder, "--db", db)[1])
    assert (done["replaced"], done["unchanged"]) == (1, 2)
    assert json.loads(run("search", "與長照", "--db", db, "--format", "json")[1])["total"] == 2
    (folder / "minutes.txt").unlink()
    assert json.loads(run("index", folder, "--db", db, "--prune", "--optimize")[1])["removed"] == 1
    assert json.loads(run("search", "抽水站", "--db", db, "--format", "json")[1])["total"] == 0


def test_a_converted_folder_is_read_once(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "converted"
    (out / "records" / "ab").mkdir(parents=True)
    (out / "records" / "ab" / "1.json").write_text(meeting(1, None).to_json() + "\n", encoding="utf-8")
    (out / "ndjson").mkdir()
    (out / "ndjson" / "part-00000.ndjson").write_text(meeting(1, None).to_json() + "\n", encoding="utf-8")
    (out / "manifest.sqlite").write_bytes(b"")
    done = json.loads(run("index", out, "--db", tmp_path / "a.db")[1])
    assert (done["added"], done["unchanged"]) == (1, 0)


def test_what_cannot_be_read_is_told_and_the_rest_indexed(folder: Path) -> None:
    (folder / "bad.json").write_text('{"meeting": 1}', encoding="utf-8")
    (folder / "more.ndjson").write_text(meeting(2, None).to_json() + "\n{]\n", encoding="utf-8")
    db = folder.parent / "a.db"
    code, out, err = run("index", folder, "--db", db, "--prune")
    assert code == 3
    assert json.loads(out)["failed"] == 2
    assert "bad.json: no record of minutes" in err
    assert "more.ndjson, line 2" in err
    assert "nothing was pruned" in err
    assert "Traceback" not in err
    assert run("index", folder / "nothing.json", "--db", db)[0] == 1
    assert run("index", "--db", db)[0] == 2


def test_records_from_standard_input(tmp_path: Path) -> None:
    code, out, _ = run("index", "-", "--db", tmp_path / "a.db", input=meeting(1, None).to_json() + "\n")
    assert (code, json.loads(out)["added"]) == (0, 1)


def test_search_shows_hits(folder: Path) -> None:
    db = folder.parent / "a.db"
    run("index", folder, "--db", db)
    code, out, _ = run("search", "台北 esg", "--db", db, "--facets")
    assert code == 0
    assert "【臺北】地區的【ＥＳＧ】托育補助" in out
    assert "林 局長" in out
    assert "speech 2" in out
    found = json.loads(
        run("search", "kind:ruling", "--db", db, "--format", "json", "--limit", "2", "--sort", "score")[1]
    )
    assert (found["total"], len(found["hits"]), found["facets"]) == (3, 2, None)
    lines = run("search", "托育", "--db", db, "--format", "ndjson")[1].splitlines()
    for hit in map(json.loads, lines):
        held = hit["text"] if hit["snippet"]["of"] == "text" else hit["item_title"]
        start, end = hit["snippet"]["highlights"][0]
        assert hit["snippet"]["text"][start:end] == "托育"
        assert held[hit["snippet"]["start"] :].startswith(hit["snippet"]["text"])


def test_a_hit_steers_no_terminal(tmp_path: Path) -> None:
    made = MinutesFactory(body="\x1b[31m紅會")
    made.speech(None, Person(name="王\x07明"), "托育\x1b]0;標題\x07\u202e反轉\n換行")
    with IndexWriter(tmp_path / "a.db") as writer:
        writer.add(made.build())
    out = run("search", "托育", "--db", tmp_path / "a.db")[1]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)


def test_mistakes_get_one_clear_error(folder: Path) -> None:
    db = folder.parent / "a.db"
    run("index", folder, "--db", db)
    code, out, err = run("search", '列管 "解除', "--db", db)
    assert (code, out) == (2, "")
    assert err.splitlines() == ["error: this quote is not closed", '  列管 "解除', "       ^"]
    assert run("search", "王")[0] == 2
    for name, content in (
        ("missing.db", None),
        ("text.db", b"no database, however long it is" * 99),
        ("empty.db", b""),
    ):
        if content is not None:
            (folder / name).write_bytes(content)
        code, out, err = run("search", "王", "--db", folder / name)
        assert (code, out, err.count("\n")) == (1, "", 1), err


def test_an_archive_in_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with IndexWriter(tmp_path / "a.db") as writer:
        writer.add(meeting(1, None))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Archive.open(tmp_path / "a.db") as archive:
        assert archive.search("托育").total > 0
        assert [file.name for file in tmp_path.iterdir()] == ["a.db"]  # no notes of a reader beside it


def test_another_tokenizer_is_refused_until_the_index_is_rebuilt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = folder.parent / "a.db"
    run("index", folder, "--db", db)
    monkeypatch.setattr(schema, "TOKENIZER_VERSION", "other")
    with pytest.raises(IndexOutdated, match="--rebuild"):
        Archive.open(db)
    assert run("search", "王", "--db", db)[0] == 1
    assert run("index", folder, "--db", db)[0] == 1
    assert run("index", "--rebuild", "--db", db)[0] == 0
    assert json.loads(run("search", "托育", "--db", db, "--format", "json")[1])["total"] > 0


def test_every_word_is_found_again(tmp_path: Path) -> None:
    """Each stretch of ideographs of a parsed document leads to its passage."""
    minutes: Minutes = parse_text(TEXT)
    with IndexWriter(tmp_path / "a.db") as writer:
        writer.add(minutes)
    with Archive.open(tmp_path / "a.db") as archive:
        for passage in passages(minutes):
            words = re.findall(r"[\u4e00-\u9fff]{2,}", passage.text)
            assert words
            for word in words:
                found = archive.search(f'"{word}"', limit=100)
                assert passage in {hit.passage for hit in found.hits}
