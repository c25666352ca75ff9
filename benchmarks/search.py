"""Search over 200,000 invented passages: this library's archive against LIKE, FTS5 trigrams, and tantivy.

    nice -n 10 python -m benchmarks.search [--passages 200000]

Passages are made from invented words by a seeded generator; every engine gets the same ones. What is measured: time
to build and size on disk; for thirteen queries of one to nine characters the time to count, to show the newest 20,
the best 20, and to count by facets (the median of five, after one run that is not counted); the time to replace one
document; and whether the number of hits is that of a scan of the folded text.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.factories import MinutesFactory

from minutes_parser.model import Minutes, Person
from minutes_parser.search import Archive, IndexWriter, passages
from minutes_parser.search.folding import fold
from minutes_parser.search.query import Query, parse_query
from minutes_parser.search.sql import Compiled, compile_sql
from minutes_parser.search.tokens import index_tokens, words_of

QUERIES = [
    "王", "列管", "性平", "台北", "ESG", "第4次", "解除列管", "托育補助", "哺集乳室", "跨局處協調", "性別主流化",
    "性別影響評估", "性別主流化實施計畫",
]  # fmt: skip
_WORDS = [
    "列管", "解除列管", "繼續列管", "性平", "性別主流化", "性別主流化實施計畫", "性別影響評估", "臺北", "台北", "ＥＳＧ", "ESG", "第4次",
    "第45次", "第 4 次", "托育補助", "哺集乳室", "跨局處協調", "王委員", "會議紀錄", "會議記錄", "辦理情形", "請社會局", "請教育局",
    "提報", "計畫", "經費", "編列", "年度", "執行率", "預算", "說明", "同意", "備查", "洽悉", "研議", "規劃", "推動", "委員", "宣導",
    "統計", "分析", "指標", "資源", "人力", "場地", "設施", "改善", "維護", "合作", "學校", "社區", "長者", "青年", "通學", "步道",
]  # fmt: skip
_RARE = {"王委員", "哺集乳室", "性別主流化實施計畫", "第4次", "第 4 次", "性別影響評估", "跨局處協調"}
_SURNAMES, _GIVEN = "林陳黃張李吳劉蔡楊許", "大小山川明青松雲海石"


class Generator:
    """Invented meetings of invented bodies, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._draw = random.Random(seed)
        # signs as they are met in text: a few often, most seldom
        self._signs = [chr(0x4E00 + self._draw.randrange(5000)) for _ in range(1800)]
        self._weights = [1 / (place + 10) for place in range(len(self._signs))]
        self._word_weights = [0.15 if word in _RARE else 1.0 for word in _WORDS]

    def meetings(self, count: int) -> Iterator[Minutes]:
        """Meetings with `count` passages or a few more in all."""
        made, number = 0, 0
        while made < count:
            minutes = self.meeting(number)
            made += sum(1 for _ in passages(minutes))
            number += 1
            yield minutes

    def meeting(self, number: int) -> Minutes:
        draw = self._draw
        body = f"{draw.choice('松青雲海石')}{draw.choice('濤瀾溪嶺原')}{draw.choice(['市', '縣'])}{draw.choice(['性別平等委員會', '都市計畫委員會', '議會', '永續會'])}"
        day = f"{2005 + draw.randrange(20)}-{1 + draw.randrange(12):02}-{1 + draw.randrange(28):02}"
        made = MinutesFactory(body=body, session=f"第{number}次", date=day)
        people = [made.attendee(draw.choice(_SURNAMES) + "".join(draw.choices(_GIVEN, k=2))) for _ in range(6)]
        for place in range(5):
            item = made.item("discussion", place + 1, self._text(12), description=self._text(90))
            for _ in range(4):
                speaker = draw.choice(people)
                made.speech(
                    item,
                    Person(name=speaker.name, title="委員", attendee_id=speaker.id),
                    self._text(draw.randrange(40, 140)),
                )
            outcome = draw.choice(["tracked", "approved", "noted", "untracked"])
            made.ruling(item, self._text(60), outcome=outcome, assignee=draw.choice(["社會局", "教育局", None]))
            made.follow_up(item, self._text(80), status=draw.choice(["open", "closed", "unknown"]))
        return made.build(f"{number}.docx")

    def _text(self, length: int) -> str:
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            if self._draw.random() < 0.4:
                parts.append(self._draw.choices(_WORDS, self._word_weights)[0])
            else:
                parts.append("".join(self._draw.choices(self._signs, self._weights, k=self._draw.randrange(2, 9))))
            if self._draw.random() < 0.25:
                parts.append(self._draw.choice("，、。；"))
        return "".join(parts)


@dataclass
class Row:
    """What was measured of one engine; times in seconds, sizes in bytes; queries in the order of QUERIES."""

    name: str
    build: float = 0.0
    processor: float = 0.0
    """Processor time of the build: on a machine that does other work beside, the fairer figure."""
    size: int = 0
    replace: float | None = None
    hits: list[int] = field(default_factory=list)
    times: dict[str, list[float]] = field(default_factory=dict)

    def build_with(self, build: Callable[[], None], place: Path) -> None:
        before = time.process_time()
        self.build = timed(build)
        self.processor = time.process_time() - before
        self.size = size_of(place)

    def measure(self, what: str, run: Callable[[str], object]) -> None:
        self.times[what] = [median(partial(run, query)) for query in QUERIES]


def median(run: Callable[[], object], times: int = 5) -> float:
    run()
    return statistics.median(timed(run) for _ in range(times))


def timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def size_of(place: Path) -> int:
    return sum(file.stat().st_size for file in (place.rglob("*") if place.is_dir() else [place]) if file.is_file())


def archive_row(folder: Path, meetings: list[Minutes]) -> Row:
    """This library; the time to build is split: making passages of records, and writing them."""
    row, path = Row("this library"), folder / "archive.db"

    def build() -> None:
        with IndexWriter(path) as writer:
            for minutes in meetings:
                writer.add(minutes, minutes.source.sha256)
            writer.optimize()

    row.build_with(build, path)
    with Archive.open(path) as archive:
        row.hits = [archive.search(f"text:{query}", limit=0).total for query in QUERIES]
        row.measure("count", lambda query: archive.search(f"text:{query}", limit=0))
        row.measure("newest 20", lambda query: archive._hits(*_asked(query), "date", 20, 0))
        row.measure("best 20", lambda query: archive._hits(*_asked(query), "score", 20, 0))
        row.measure("facets", lambda query: archive._facets(_asked(query)[0]))
    other = iter(range(10**6))
    with IndexWriter(path) as writer:

        def replace() -> None:
            writer.add(meetings[len(meetings) // 2], str(next(other)))
            writer.commit()

        row.replace = median(replace, 20)
    return row


def _asked(query: str) -> tuple[Compiled, Query]:
    asked = parse_query(f"text:{query}")
    return compile_sql(asked.node), asked


Plain = list[tuple[str, str, str, str, str]]
"""Folded text, text, date, kind, body of every passage, oldest first."""


def like_row(folder: Path, rows: Plain, index: bool) -> Row:
    """LIKE over a table with the folded text; with `index` an FTS5 trigram index over it."""
    row, path = Row("FTS5 trigram" if index else "LIKE"), folder / f"like{index}.db"
    connection = sqlite3.connect(path)

    def build() -> None:
        connection.execute("CREATE TABLE p (id INTEGER PRIMARY KEY, folded, text, date, kind, body)")
        connection.executemany("INSERT INTO p (folded, text, date, kind, body) VALUES (?, ?, ?, ?, ?)", rows)
        if index:
            connection.execute(
                "CREATE VIRTUAL TABLE f USING fts5(folded, content='p', content_rowid='id', tokenize='trigram')"
            )
            connection.execute("INSERT INTO f (f) VALUES ('rebuild')")
            connection.execute("INSERT INTO f (f) VALUES ('optimize')")
        connection.commit()

    row.build_with(build, path)
    where = "f WHERE f MATCH ?" if index else "p WHERE folded LIKE ?"
    key = "rowid" if index else "id"
    quote = '"' if index else "%"

    def ask(query: str) -> tuple[str]:
        return (f"{quote}{fold(query)}{quote}",)

    run = connection.execute
    row.hits = [run(f"SELECT count(*) FROM {where}", ask(query)).fetchone()[0] for query in QUERIES]
    row.measure("count", lambda query: run(f"SELECT count(*) FROM {where}", ask(query)).fetchone())
    newest = f"SELECT * FROM p WHERE id IN (SELECT {key} FROM {where} ORDER BY {key} DESC LIMIT 20)"
    row.measure("newest 20", lambda query: run(newest, ask(query)).fetchall())
    if index:
        best = f"SELECT * FROM p WHERE id IN (SELECT rowid FROM {where} ORDER BY rank LIMIT 20)"
        row.measure("best 20", lambda query: run(best, ask(query)).fetchall())
    facets = f"SELECT body, substr(date, 1, 4), kind, count(*) FROM p WHERE id IN (SELECT {key} FROM {where}) GROUP BY 1, 2, 3"
    row.measure("facets", lambda query: run(facets, ask(query)).fetchall())
    return row


def tantivy_row(folder: Path, rows: Plain) -> Row:
    """tantivy over the tokens of this library, cut at blanks."""
    tantivy: Any = importlib.import_module("tantivy")

    row, place = Row("tantivy over our tokens"), folder / "tantivy"
    place.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("tokens", stored=False, tokenizer_name="whitespace")
    builder.add_bytes_field("text", stored=True, indexed=False)
    builder.add_integer_field("row", stored=True, fast=True)
    index = tantivy.Index(builder.build(), path=str(place))

    def build() -> None:
        writer = index.writer(256_000_000, num_threads=1)
        for number, (_, text, *_rest) in enumerate(rows):
            writer.add_document(tantivy.Document(tokens=index_tokens(text), text=text.encode(), row=number))
        writer.commit()
        writer.wait_merging_threads()

    row.build_with(build, place)
    index.reload()
    searcher, schema = index.searcher(), index.schema

    def query_of(query: str) -> Any:
        words = words_of(query)
        assert words is not None
        tokens: list[Any] = list(words.tokens())
        if words.open_end() and len(tokens) == 1:
            return tantivy.Query.regex_query(schema, "tokens", f"{tokens[0]}.*")
        if words.open_end():
            return index.parse_query(f'"{" ".join(tokens)}"*', ["tokens"])
        if len(tokens) == 1:
            return tantivy.Query.term_query(schema, "tokens", tokens[0])
        return tantivy.Query.phrase_query(schema, "tokens", tokens)

    row.hits = [searcher.search(query_of(query), limit=1, count=True).count for query in QUERIES]
    row.measure("count", lambda query: searcher.search(query_of(query), limit=1, count=True))
    row.measure("newest 20", lambda query: searcher.search(query_of(query), limit=20, order_by_field="row"))
    row.measure("best 20", lambda query: searcher.search(query_of(query), limit=20))
    return row


def shown(rows: list[Row], truth: list[int]) -> Iterator[str]:
    """A table in Markdown of the whole, then one of the counts' times query by query."""
    yield "| engine | build s (processor) | MB | replace ms | exact | count ms | newest 20 ms | best 20 ms | facets ms |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in rows:
        exact = sum(a == b for a, b in zip(row.hits, truth, strict=True))
        times = []
        for what in ("count", "newest 20", "best 20", "facets"):
            found = row.times.get(what)
            times.append(f"{statistics.median(found) * 1000:.1f} ({max(found) * 1000:.1f})" if found else "")
        replace = f"{row.replace * 1000:.1f}" if row.replace else ""
        yield f"| {row.name} | {row.build:.0f} ({row.processor:.0f}) | {row.size / 1e6:.0f} | {replace} | {exact}/{len(truth)} | {' | '.join(times)} |"
    yield ""
    yield (
        "| query | hits | " + " | ".join(f"{row.name}, count ms" for row in rows) + " | newest 20 | best 20 | facets |"
    )
    yield "|---|---|" + "---|" * (len(rows) + 3)
    ours = rows[0]
    for place, query in enumerate(QUERIES):
        cells = [
            f"{row.times['count'][place] * 1000:.1f}"
            + ("" if row.hits[place] == truth[place] else f" (finds {row.hits[place]})")
            for row in rows
        ]
        own = [f"{ours.times[what][place] * 1000:.1f}" for what in ("newest 20", "best 20", "facets")]
        yield f"| {query} | {truth[place]} | {' | '.join([*cells, *own])} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=200_000)
    asked = parser.parse_args()
    meetings = sorted(Generator().meetings(asked.passages), key=lambda minutes: minutes.meeting.date or "")
    rows: Plain = [
        (fold(p.text), p.text, p.date or "", p.kind, p.body or "") for minutes in meetings for p in passages(minutes)
    ]
    print(
        f"{len(rows)} passages of {len(meetings)} documents, {sum(len(row[1]) for row in rows) / 1e6:.1f} million characters\n"
    )
    # a scan: blanks between ideographs and letters do not count
    truth = [
        sum(words.search(row[0]) is not None for row in rows)
        for words in (w.pattern() for w in map(words_of, QUERIES) if w)
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        made = [archive_row(place, meetings), like_row(place, rows, False), like_row(place, rows, True)]
        made.append(tantivy_row(place, rows))
    for line in shown(made, truth):
        print(line)


if __name__ == "__main__":
    main()
