"""Does a cluster find what an archive in a file finds? Feeds meetings made for this, asks both, cleans up.

    python deploy/opensearch/smoke.py http://127.0.0.1:9200

Needs minutes-parser[opensearch]; who asks is in OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD. Writes to the indexes
minutes-smoke-* and the template minutes-smoke only, and deletes both at the end.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from minutes_parser import Minutes, MinutesParserError, parse_text
from minutes_parser.search import Archive, IndexWriter
from minutes_parser.search.opensearch import Feed, OpenSearchArchive, connect

NAME = "minutes-smoke"

_MINUTES = """{body}第{number}次會議紀錄
時間：{year}年3月{number}日上午10時
主席：林召集人大川
出席：王委員小溪、工務處陳處長明松
壹、報告事項
報告案1、第4次會議決議執行情形
王委員小溪：台北的ＥＳＧ指標，請於第 45 次會議說明。
工務處回應：已列入3.5億元的計畫，列管。王副處長補充。
主席裁示：洽悉，解除列管。
貳、討論事項
案由一：性別主流化實施計畫
說明：依祕書處公佈的國家報告第4次內容，哺集乳室已設置。
決議：修正通過，請社會局於{year}年9月底前提報托育，補助另案辦理。
散會：上午11時
"""

# words of one to nine characters, and what only the published analyzer makes equal or keeps apart
ANALYZED = ["台北", "臺北", "ESG", "esg", "秘書處公布", "托育補助", '"托育，補助"', "3.5", "管王", "列管王"]
PLAIN = [
    "王", "列管", "第4次", "第45次", "解除列管", "哺集乳室", "國家報告第4次", "性別主流化實施計畫", "kind:ruling 列管",
    "計畫 -列管", "補助 OR 指標", "date:113", "date:..112", "speaker:工務處", "body:松濤市*", "status:closed", "*",
]  # fmt: skip


def records() -> list[Minutes]:
    """Six meetings of invented bodies."""
    bodies = ["松濤市政府性別平等委員會", "青瀾縣水利小組"]
    made = [(body, number) for body in bodies for number in (1, 2, 3)]
    return [parse_text(_MINUTES.format(body=body, number=number, year=111 + number)) for body, number in made]


def differences(
    client: Any, queries: Sequence[str], template: Mapping[str, Any] | None = None, name: str = NAME
) -> list[str]:
    """One line for each query to which the cluster and the file have different hits; what was fed is deleted."""
    made, lines = records(), []
    with tempfile.TemporaryDirectory() as folder:
        with IndexWriter(Path(folder, "archive.db")) as writer:
            for minutes in made:
                writer.add(minutes)
        feed = Feed(client, name, template=template)
        try:
            fed = feed.update(made)
            if fed.rejected:
                lines.append(f"{fed.rejected} passages were refused: {fed.refused[0]}")
            cluster = OpenSearchArchive(client, name)
            with Archive.open(Path(folder, "archive.db")) as archive:
                for query in queries:
                    there = {hit.passage.id for hit in cluster.search(query, limit=1000).hits}
                    here = {hit.passage.id for hit in archive.search(query, limit=1000).hits}
                    if there != here:
                        lines.append(f"{query}: {len(there)} hits in the cluster, {len(here)} in the file")
        finally:
            _clean(client, name)
    return lines


def _clean(client: Any, name: str) -> None:
    """Delete what was made; a cluster that does not answer has been told of already."""
    from opensearchpy.exceptions import OpenSearchException

    with suppress(OpenSearchException):
        client.indices.delete(index=f"{name}-000001", ignore_unavailable=True)
        client.indices.delete_index_template(name=name, ignore=404)


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: smoke.py URL", file=sys.stderr)
        return 2
    queries = [*PLAIN, *ANALYZED]
    try:
        wrong = differences(connect(sys.argv[1]), queries)
    except MinutesParserError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    for line in wrong:
        print(line)
    print(f"{len(queries) - len(wrong)} of {len(queries)} queries find the same in the cluster and in a file")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
