"""An archive that grows: the database gives what tracking all at once gives, and says when it is no database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes_parser.errors import UnreadableDocument
from minutes_parser.model import Minutes
from minutes_parser.tracking import load, track, update
from minutes_parser.tracking.formats import to_json
from tests.tracking.generated import Style, make_series

RECORDS = make_series(4, "霽川縣政府主管會報", Style(case_numbers=True, dates=True), meetings=12).minutes


def test_bit_by_bit_is_as_all_at_once(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    whole = to_json(track(RECORDS))
    update(db, RECORDS[6:])
    assert to_json(update(db, RECORDS[:6])) == whole
    assert to_json(update(db, RECORDS[3:8])) == whole
    assert to_json(load(db)) == whole


def test_the_tables_can_be_asked(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    ledger = update(db, RECORDS)
    with sqlite3.connect(db) as asked:
        states = dict(asked.execute("SELECT state, count(*) FROM decisions GROUP BY state").fetchall())
        linked = asked.execute(
            "SELECT count(*) FROM events JOIN statements ON statements.id = events.statement WHERE score IS NOT NULL"
        ).fetchone()[0]
    asked.close()
    assert sum(states.values()) == len(ledger.decisions)
    assert linked == sum(event.link is not None for each in ledger.decisions for event in each.events)


def test_a_record_read_anew_replaces_the_old_one(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    update(db, RECORDS)
    poorer = RECORDS[0].model_copy(update={"rulings": ()})
    ledger = update(db, [poorer])
    assert to_json(ledger) == to_json(track([poorer, *RECORDS[1:]]))


def test_nothing_is_written_if_a_record_fails(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    update(db, RECORDS[:3])

    def failing() -> Iterator[Minutes]:
        yield RECORDS[4]
        raise UnreadableDocument("broken")

    with pytest.raises(UnreadableDocument):
        update(db, failing())
    assert to_json(load(db)) == to_json(track(RECORDS[:3]))


def test_what_is_no_such_database_is_refused(tmp_path: Path) -> None:
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("not a database, but long enough to look at" * 20)
    with sqlite3.connect(other) as foreign:
        foreign.execute("CREATE TABLE things (id)")
    foreign.close()
    for path in (text, other):
        with pytest.raises(UnreadableDocument):
            update(path, RECORDS[:1])
    with pytest.raises(UnreadableDocument, match="no such database"):
        load(tmp_path / "missing.db")
    with pytest.raises(UnreadableDocument):
        update(tmp_path / "no" / "folder.db", RECORDS[:1])
