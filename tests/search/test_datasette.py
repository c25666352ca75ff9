"""Tables that Datasette and sqlite-utils recognise, filled, kept, and served."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlite_utils
from typer.testing import CliRunner

from minutes_parser.cli import app
from minutes_parser.search import Archive, IndexWriter
from minutes_parser.search.datasette import SEARCHED, TABLES
from tests.search.conftest import meeting

MEETINGS = [meeting(1, "2024-03-14"), meeting(2, "2024-06-20"), meeting(3, None, body="青瀾大學校務會議")]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("datasette")
    source = folder / "records.ndjson"
    source.write_text("".join(minutes.to_json() + "\n" for minutes in MEETINGS), encoding="utf-8")
    run = CliRunner().invoke(app, ["index", str(source), "--db", str(folder / "minutes.db"), "--datasette"])
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["added"] == 3
    return folder / "minutes.db"


def test_rows_and_foreign_keys(database: Path) -> None:
    made = sqlite_utils.Database(database)
    assert set(TABLES) <= set(made.table_names())
    assert {table: made.table(table).count for table in TABLES} == {
        "documents": 3, "meetings": 3, "attendees": 6, "items": 3, "speeches": 6, "rulings": 3, "follow_ups": 3,
    }  # fmt: skip
    assert {(key.column, key.other_table) for key in made.table("speeches").foreign_keys} == {
        ("meeting_id", "meetings"), ("item_id", "items"), ("attendee_id", "attendees"),
    }  # fmt: skip
    assert made.execute("PRAGMA foreign_key_check").fetchall() == []
    (row,) = made.query(
        "SELECT a.name, i.title FROM speeches s JOIN attendees a ON a.id = s.attendee_id JOIN items i ON i.id = s.item_id"
        " JOIN meetings m ON m.id = s.meeting_id WHERE m.date = '2024-06-20'"
    )
    assert row == {"name": "林小溪", "title": "研商托育設施第2期計畫案"}
    assert {row["assignee"] for row in made.query("SELECT * FROM open_follow_ups")} == {"工務局"}
    assert {row["outcome"] for row in made.query("SELECT * FROM decisions")} == {"tracked"}


def test_sqlite_utils_finds_and_searches_the_text(database: Path) -> None:
    made = sqlite_utils.Database(database)
    for table in SEARCHED:
        assert made.table(table).detect_fts() == f"{table}_fts"
    assert len(list(made.table("rulings").search("繼續列管"))) == 3
    assert len(list(made.table("speeches").search("托育補助"))) == 3
    assert list(made.table("rulings").search("不在其中")) == []


def test_tables_follow_what_is_indexed(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with IndexWriter(path) as writer:
        for minutes in MEETINGS:
            writer.add(minutes)
    with IndexWriter(path) as writer:
        writer.add_tables()
        assert writer.without_tables() == 3
        assert [writer.add(minutes) for minutes in MEETINGS] == ["replaced"] * 3
        assert writer.without_tables() == 0
    other = meeting(1, "2024-03-14", extra="與長照").model_copy(update={"source": MEETINGS[0].source})
    with IndexWriter(path) as writer:
        assert writer.add(other) == "replaced"
        assert writer.remove(MEETINGS[2].source.sha256[:16])
    made = sqlite_utils.Database(path)
    assert made.table("documents").count == 2
    assert made.table("attendees").count == 4
    assert len(list(made.table("rulings").search("計畫與長照"))) == 1
    for table in SEARCHED:
        made.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")
    assert made.execute("PRAGMA foreign_key_check").fetchall() == []
    with Archive.open(path) as archive:
        assert archive.search("與長照").total == 2


def test_an_archive_without_the_tables_stays_plain(tmp_path: Path) -> None:
    with IndexWriter(tmp_path / "archive.db") as writer:
        writer.add(MEETINGS[0])
    connection = sqlite3.connect(tmp_path / "archive.db")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert not names & set(TABLES)


@pytest.fixture(scope="module")
def served(database: Path) -> Iterator[str]:
    """Datasette itself, serving the file on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = shutil.which("datasette", path=str(Path(sys.executable).parent))
    assert program is not None
    metadata = database.with_suffix(".metadata.yaml")
    command = [program, "serve", str(database), "--metadata", str(metadata), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/-/versions.json", timeout=5).read()
                break
            except OSError:
                assert server.poll() is None
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


def fetched(url: str, **asked: str) -> str:
    query = urllib.parse.urlencode(asked)
    with urllib.request.urlopen(f"{url}?{query}", timeout=30) as answer:
        text: str = answer.read().decode()
    return text


def test_datasette_serves_facets_search_and_labels(served: str) -> None:
    front = fetched(f"{served}/minutes")
    for table in TABLES:
        assert f"/minutes/{table}" in front
    rulings = json.loads(fetched(f"{served}/minutes/rulings.json", _search="繼續列管", _labels="on"))
    assert rulings["filtered_table_rows_count"] == 3
    facets = rulings["facet_results"]["outcome"]["results"]
    assert [(facet["value"], facet["count"]) for facet in facets] == [("tracked", 3)]
    speeches = fetched(f"{served}/minutes/speeches", _search="托育補助")
    assert "林小溪</a>" in speeches  # the attendee that the speaker is, by name
    assert "研商托育設施第2期計畫案</a>" in speeches
    decisions = json.loads(fetched(f"{served}/minutes/decisions.json"))
    assert {facet["value"] for facet in decisions["facet_results"]["body"]["results"]} == {
        "松濤市政府性別平等委員會", "青瀾大學校務會議",
    }  # fmt: skip
    tables = {table["name"]: table for table in json.loads(fetched(f"{served}/minutes.json"))["tables"]}
    assert tables["passage"]["hidden"]
    assert not tables["rulings"]["hidden"]
