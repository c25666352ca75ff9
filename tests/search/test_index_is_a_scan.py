"""The index finds what a scan of every passage finds, for every operator, and after every change."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutes_parser.model import Minutes
from minutes_parser.search import Archive, IndexWriter, Passage, passages
from minutes_parser.search.folding import fold
from minutes_parser.search.snippets import snippet_of
from minutes_parser.search.tokens import index_tokens, words_of
from tests.search import truth
from tests.search.generated import Asked, parts, queries, records, texts

CALM = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])


def consistent(path: Path) -> None:
    """SQLite's own checks of the file and of both full-text indexes."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("passage_index", "document_index"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    finally:
        connection.close()


def held(minutes: list[Minutes]) -> list[Passage]:
    """The passages that an archive should hold: the last record of each document counts."""
    last = {one.source.sha256: one for one in minutes}
    return [passage for one in last.values() for passage in passages(one)]


def words_known(minutes: list[Minutes]) -> list[str]:
    """The texts in which queries look: of passages, titles, speakers, bodies."""
    made = held(minutes)
    names = ("text", "item_title", "speaker", "person_name", "body", "session", "assignee")
    return sorted({value for passage in made for name in names if (value := getattr(passage, name))})


def compare(path: Path, made: list[Passage], asked: list[Asked]) -> None:
    with Archive.open(path) as archive:
        for one in asked:
            found = archive.search(one.written, limit=1000, facets=True)
            wanted = {passage.id for passage in made if one.fits(passage)}
            assert {hit.passage.id for hit in found.hits} == wanted, one.written
            assert found.total == len(wanted)
            assert {hit.passage for hit in found.hits} <= set(made)
            assert found.facets is not None
            assert sum(count for _, count in found.facets["kind"]) == found.total
            ranked = archive.search(one.written, limit=1000, sort="score")
            assert {hit.passage.id for hit in ranked.hits} == wanted
            dates = [hit.passage.date or "" for hit in found.hits]
            assert dates == sorted(dates, reverse=True)


@CALM
@given(records(), st.data())
def test_index_hits_are_scan_hits(made: list[Minutes], data: st.DataObject) -> None:
    asked = data.draw(st.lists(queries(words_known(made)), min_size=1, max_size=12))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.db")
        with IndexWriter(path) as writer:
            for minutes in made:
                writer.add(minutes)
        compare(path, held(made), asked)


@settings(CALM, max_examples=40)
@given(records(), records(), st.data())
def test_index_hits_are_scan_hits_after_changes(first: list[Minutes], then: list[Minutes], data: st.DataObject) -> None:
    """Documents replaced by others (new passages and dates), one removed, the index made anew."""
    asked = data.draw(st.lists(queries(words_known([*first, *then])), min_size=1, max_size=4))
    replaced = [new.model_copy(update={"source": old.source}) for old, new in zip(first, then, strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.db")
        with IndexWriter(path) as writer:
            for minutes in [*first, *replaced]:
                writer.add(minutes)
            gone = data.draw(st.sampled_from(sorted(writer.keys())))
            assert writer.remove(gone)
        consistent(path)
        left = [passage for passage in held([*first, *replaced]) if passage.document_id != gone]
        compare(path, left, asked)
        IndexWriter(path, rebuild=True).__exit__(None, None, None)
        consistent(path)
        compare(path, left, asked)


@settings(max_examples=300)
@given(texts, st.data())
def test_a_word_of_ideographs_is_found_exactly_where_it_stands(text: str, data: st.DataObject) -> None:
    """The plainest truth: the folded word is a part of the folded text."""
    word = data.draw(parts([text]) | texts)
    word = "".join(run for kind, run in truth.runs(word) if kind == "sign")
    if word:
        made = words_of(word)
        assert made is not None
        assert (made.pattern().search(fold(text)) is not None) == (fold(word) in fold(text))
        tokens = f" {index_tokens(text)} "
        phrase = f" {' '.join(made.tokens())}{'' if made.open_end() else ' '}"
        assert (phrase in tokens) == (fold(word) in fold(text))


@given(st.text())
def test_folding_keeps_places_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_tokens_hold_nothing_that_sqlite_would_cut_or_read_as_a_sign(text: str) -> None:
    for token in index_tokens(text).split(" "):
        assert all(ord(c) > 127 or c in "0123456789abcdefghijklmnopqrstuvwxyz" for c in token)


@given(texts, st.data())
def test_highlights_are_places_of_the_original(text: str, data: st.DataObject) -> None:
    wanted = data.draw(st.lists(parts([text]) | texts, min_size=1, max_size=2))
    words = [found for word in wanted if (found := words_of(word))]
    made = snippet_of(text, words, length=10)
    assert made.text == text[made.start : made.start + len(made.text)]
    marked = [made.text[start:end] for start, end in made.highlights]
    whole = [word for word in words if truth.holds(text, " ".join(word.runs))]
    assert bool(marked) == bool(whole)
    assert made.marked("", "").strip("…") == made.text.strip("…")
