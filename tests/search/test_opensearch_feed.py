"""The feed against a server that speaks OpenSearch's protocol, and against one that refuses by plan."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import opensearchpy
import pytest
from typer.testing import CliRunner

from minutes_parser.cli import app
from minutes_parser.errors import MinutesParserError
from minutes_parser.model import Minutes
from minutes_parser.search import Archive, IndexWriter, passages
from minutes_parser.search.opensearch import Feed, FeedError, OpenSearchArchive, connect, index_template
from tests.search.conftest import meeting


def ids(osmem: Any, alias: str, query: dict[str, Any] | None = None) -> set[str]:
    osmem.indices.refresh(index=alias)
    answer = osmem.search(index=alias, body={"query": query or {"match_all": {}}, "size": 1000})
    return {hit["_id"] for hit in answer["hits"]["hits"]}


@pytest.fixture
def records() -> list[Minutes]:
    return [meeting(1, "2024-03-14"), meeting(2, "2024-06-20"), meeting(3, None, body="青瀾大學校務會議")]


def simple(name: str) -> dict[str, Any]:
    """The published template without its pattern: the test server knows no look-behind. Lucene proves the analyzer."""
    template = index_template(name)
    template["template"]["settings"]["analysis"]["analyzer"]["minutes"]["char_filter"] = []
    del template["template"]["settings"]["analysis"]["char_filter"]["minutes_parted"]
    return template


def fed(osmem: Any, name: str, version: int | None = None) -> Feed:
    return Feed(osmem, name, template=simple(name), version=version)


def count(osmem: Any, alias: str, query: dict[str, Any] | None = None) -> int:
    osmem.indices.refresh(index=alias)
    return int(osmem.count(index=alias, body={"query": query or {"match_all": {}}})["count"])


def test_template_alias_and_rows(osmem: Any, records: list[Minutes]) -> None:
    done = fed(osmem, "first").update(records)
    made = [passage for minutes in records for passage in passages(minutes)]
    assert (done.documents, done.indexed, done.deleted, done.rejected) == (3, len(made), 0, 0)
    assert count(osmem, "first") == len(made)
    assert list(osmem.indices.get_alias(name="first")) == ["first-000001"]
    fields = osmem.indices.get_mapping(index="first-000001")["first-000001"]["mappings"]
    assert fields["dynamic"] == "strict"
    one = osmem.get(index="first", id=made[0].id)["_source"]
    assert {name: value for name, value in one.items() if name != "feed_version"} == json.loads(
        made[0].model_dump_json()
    )


def test_feeding_again_changes_nothing(osmem: Any, records: list[Minutes]) -> None:
    first = fed(osmem, "again", version=10).update(records)
    second = fed(osmem, "again", version=20).update(records)
    same = fed(osmem, "again", version=20).update(records)
    assert first.indexed == second.indexed == same.indexed == count(osmem, "again")
    assert second.deleted == same.deleted == 0


def test_vanished_passages_are_deleted_and_others_left(osmem: Any, records: list[Minutes]) -> None:
    fed(osmem, "gone", version=10).update(records)
    less = records[0].model_copy(update={"speeches": records[0].speeches[:1], "follow_ups": ()})
    kept = {passage.id for passage in passages(less)}
    before = {passage.id for passage in passages(records[0])}
    done = fed(osmem, "gone", version=20).update([less])
    assert done.deleted == len(before - kept) > 0
    assert ids(osmem, "gone", {"term": {"document_id": records[0].source.sha256[:16]}}) == kept
    assert before - ids(osmem, "gone") == before - kept
    others = {passage.id for minutes in records[1:] for passage in passages(minutes)}
    assert ids(osmem, "gone") == kept | others
    pruned = fed(osmem, "gone", version=30)
    pruned.update([less])
    assert pruned.prune() == len(others)
    assert ids(osmem, "gone") == kept


def test_a_feed_that_began_earlier_neither_overwrites_nor_deletes(osmem: Any, records: list[Minutes]) -> None:
    fed(osmem, "stale", version=20).update(records)
    old = [
        minutes.model_copy(
            update={"rulings": tuple(r.model_copy(update={"outcome": "noted"}) for r in minutes.rulings)}
        )
        for minutes in records
    ]
    done = fed(osmem, "stale", version=10).update(old)
    assert (done.indexed, done.deleted, done.rejected) == (0, 0, 0)
    assert done.stale == sum(1 for minutes in old for _ in passages(minutes))
    assert count(osmem, "stale", {"term": {"outcome": "tracked"}}) == 3


def test_refused_rows_are_told_and_the_others_taken(osmem: Any, records: list[Minutes]) -> None:
    meeting_ = records[1].meeting.model_copy(update={"date": "2024-13-45"})
    wrong = records[1].model_copy(update={"meeting": meeting_})
    done = fed(osmem, "refused").update([records[0], wrong])
    refused = {passage.id for passage in passages(wrong)}
    assert done.rejected == len(refused)
    assert {key for key, _ in done.refused} == refused
    assert all("date" in reason for _, reason in done.refused)
    assert count(osmem, "refused") == done.indexed == sum(1 for _ in passages(records[0]))


def test_reindex_swaps_the_alias_at_the_end_or_not_at_all(osmem: Any, records: list[Minutes]) -> None:
    fed(osmem, "swap").update(records)
    fed(osmem, "swap").reindex(records[:1])
    assert list(osmem.indices.get_alias(name="swap")) == ["swap-000002"]
    assert not osmem.indices.exists(index="swap-000001")
    assert count(osmem, "swap") == sum(1 for _ in passages(records[0]))
    wrong = records[1].model_copy(update={"meeting": records[1].meeting.model_copy(update={"date": "no date"})})
    assert fed(osmem, "swap").reindex([wrong]).rejected
    assert list(osmem.indices.get_alias(name="swap")) == ["swap-000002"]
    assert not osmem.indices.exists(index="swap-000003")
    fed(osmem, "swap").reindex(records, keep=True)
    assert osmem.indices.exists(index="swap-000002")


def test_an_index_in_the_place_of_the_alias_is_an_error(osmem: Any, records: list[Minutes]) -> None:
    osmem.indices.create(index="taken")
    with pytest.raises(FeedError, match="alias is needed"):
        fed(osmem, "taken").update(records)
    with pytest.raises(FeedError, match="small letters"):
        Feed(osmem, "Bad*Name")


QUERIES = [
    "托育", "列管", "\"第 45 次\"", "第4次", "第45次", "托育 -補助", "計畫 OR 紀錄", "kind:ruling", "-kind:ruling 托育",
    "speaker:林小溪", "speaker:秘書處", "body:松濤市*", "body:校務", "date:113", "date:2024-06..2024-12", "-date:113",
    "status:open", "outcome:tracked 實施", "assignee:社會局", "type:university", "(kind:speech 托育) OR status:open",
    "item:研商托育*", "session:113年第1次", "document:0000000000000000", "*", "heading:討論事項", "哺集乳室 工務局",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_both_back_ends_find_the_same(osmem: Any, records: list[Minutes], tmp_path: Path, query: str) -> None:
    fed(osmem, "same").update(records)
    with IndexWriter(tmp_path / "archive.db") as writer:
        for minutes in records:
            writer.add(minutes)
    cluster = OpenSearchArchive(osmem, "same").search(query, limit=100, facets=True)
    with Archive.open(tmp_path / "archive.db") as archive:
        local = archive.search(query, limit=100, facets=True)
    assert {hit.passage for hit in cluster.hits} == {hit.passage for hit in local.hits}
    assert cluster.total == local.total
    assert cluster.facets is not None
    assert local.facets is not None
    assert {name: dict(found) for name, found in cluster.facets.items()} == {
        name: dict(found) for name, found in local.facets.items()
    }


def test_scores_are_in_order(osmem: Any, records: list[Minutes]) -> None:
    fed(osmem, "scores").update(records)
    found = OpenSearchArchive(osmem, "scores").search("托育 sort:score")
    scores = [hit.score or 0 for hit in found.hits]
    assert found.sort == "score"
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 3


class Busy(BaseHTTPRequestHandler):
    """Answers a bulk request: the first time 429 for every second row, then as asked. Keeps what it was sent."""

    taken: ClassVar[dict[str, int]] = {}
    requests: ClassVar[list[str]] = []
    authorization: ClassVar[set[str | None]] = set()

    def do_HEAD(self) -> None:
        self._answer(200 if "/_alias/" in self.path else 404, None)

    def do_GET(self) -> None:
        self._answer(200, {"busy-000001": {"aliases": {"busy": {}}}})

    def do_PUT(self) -> None:
        self._read()
        self._answer(200, {"acknowledged": True})

    def do_POST(self) -> None:
        body = self._read().decode()
        self.requests.append(self.path)
        self.authorization.add(self.headers.get("Authorization"))
        if "_bulk" not in self.path:
            self._answer(200, {"deleted": 0, "failures": []})
            return
        rows = [json.loads(line)["index"]["_id"] for line in body.splitlines()[::2]]
        items = []
        for place, key in enumerate(rows):
            self.taken[key] = self.taken.get(key, 0) + 1
            busy = place % 2 == 1 and self.taken[key] == 1
            error = {"type": "rejected_execution_exception", "reason": "queue is full"}
            items.append(
                {"index": {"_id": key, "status": 429, "error": error} if busy else {"_id": key, "status": 201}}
            )
        self._answer(200, {"errors": True, "items": items})

    def _read(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, status: int, body: dict[str, Any] | None) -> None:
        content = json.dumps(body).encode() if body is not None else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def busy_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_rows_that_were_not_taken_are_sent_again(records: list[Minutes]) -> None:
    with busy_server() as url:
        client = connect(url, {"OPENSEARCH_USERNAME": "reader", "OPENSEARCH_PASSWORD": "secret"})
        done = Feed(client, "busy", backoff=0).update(records)
    made = [passage.id for minutes in records for passage in passages(minutes)]
    assert done.indexed == len(made)
    assert set(Busy.taken.values()) == {1, 2}
    assert None not in Busy.authorization


@pytest.mark.parametrize(
    ("url", "environment", "message"),
    [
        ("https://user:secret@search.example", {}, "leave user and password out"),
        ("http://search.example:9200", {"OPENSEARCH_USERNAME": "a", "OPENSEARCH_PASSWORD": "b"}, "not sent over http"),
        ("search.example", {}, "not the URL"),
        ("http://host:port", {}, "not the URL"),
        ("ftp://host", {}, "not the URL"),
    ],
)
def test_addresses_that_are_refused(url: str, environment: dict[str, str], message: str) -> None:
    with pytest.raises(FeedError, match=message) as caught:
        connect(url, environment)
    assert "secret" not in str(caught.value)


def test_tls_is_verified() -> None:
    client = connect("https://search.example", {})
    (connection,) = client.transport.connection_pool.connections
    assert connection.use_ssl
    assert connection.pool.cert_reqs == "CERT_REQUIRED"


def test_no_server_is_one_clear_error() -> None:
    client = opensearchpy.OpenSearch(hosts=["http://127.0.0.1:9"], max_retries=0)
    with pytest.raises(MinutesParserError, match="OpenSearch") as caught:
        Feed(client, "nobody").update([meeting(1, "2024-03-14")])
    assert "\n" not in str(caught.value)


def test_the_commands(osmem: Any, records: list[Minutes], tmp_path: Path) -> None:
    source = tmp_path / "records.ndjson"
    source.write_text("\n".join(minutes.to_json() for minutes in records) + "\n", encoding="utf-8")
    url = osmem.transport.hosts[0]
    address = f"http://{url['host']}:{url['port']}"
    run = CliRunner()
    dry = run.invoke(app, ["feed", str(source), "--opensearch", "https://nowhere.invalid", "--dry-run"])
    told = json.loads(dry.stdout)
    assert (dry.exit_code, told["documents"]) == (0, 3)
    shape = tmp_path / "template.json"
    shape.write_text(json.dumps(simple("cli")), encoding="utf-8")
    asked = ["feed", str(source), "--opensearch", address, "--index", "cli", "--template", str(shape)]
    sent = run.invoke(app, [*asked, "--prune"])
    assert sent.exit_code == 0, sent.output
    assert json.loads(sent.stdout)["indexed"] == told["passages"]
    again = run.invoke(app, [*asked, "--reindex"])
    assert json.loads(again.stdout)["indexed"] == told["passages"]
    found = run.invoke(app, ["search", "kind:ruling", "--opensearch", address, "--index", "cli", "--format", "json"])
    assert json.loads(found.stdout)["total"] == 3
    assert run.invoke(app, ["feed", str(source)]).exit_code == 2
    assert run.invoke(app, ["feed", str(source), "--opensearch", "http://127.0.0.1:9"]).exit_code == 1


def test_lines_for_other_servers(records: list[Minutes], tmp_path: Path) -> None:
    source = tmp_path / "records.ndjson"
    source.write_text(records[0].to_json(), encoding="utf-8")
    made = list(passages(records[0]))
    run = CliRunner()
    lines = {
        to: [json.loads(line) for line in run.invoke(app, ["feed", str(source), "--stdout", to]).stdout.splitlines()]
        for to in ("bulk", "ndjson", "meilisearch")
    }
    assert lines["bulk"][0] == {"index": {"_index": "minutes", "_id": made[0].id}}
    assert [line["id"] for line in lines["bulk"][1::2]] == [passage.id for passage in made]
    assert lines["ndjson"] == [json.loads(passage.model_dump_json()) for passage in made]
    assert all(set(line) == set(lines["ndjson"][0]) | {"bigrams"} for line in lines["meilisearch"])
