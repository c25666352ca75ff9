"""The query language: what is understood, what a mistake is told, and queries meant to do harm."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_parser.search import Archive, ArchiveError, IndexWriter, QueryError, parse_query
from minutes_parser.search.opensearch import search_body
from minutes_parser.search.query import And, Anything, Dates, Node, Not, Or, Text, Values
from minutes_parser.search.tokens import Words
from tests.search.conftest import meeting


def text(*runs: str, field: str = "any", prefix: bool = False, anchored: bool = False) -> Text:
    return Text(field, Words(runs, prefix, anchored))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("列管", text("列管")),
        ("台北", text("臺北")),
        ("托育 補助", And((text("托育"), text("補助")))),
        ("托育 AND 補助", And((text("托育"), text("補助")))),
        ('"托育 補助"', text("托育", "補助")),
        ("「托育」", text("托育")),
        ("“托育”", text("托育")),
        ("a 托育 OR 長照 | 幼兒", And((text("a"), Or((text("托育"), text("長照"), text("幼兒")))))),
        ("-托育", Not(text("托育"))),
        ("NOT 托育", Not(text("托育"))),
        ("-（托育　長照）", Not(And((text("托育"), text("長照"))))),
        ("-kind:speech", Not(Values("kind", ("speech",)))),
        ("covid*", text("covid", prefix=True)),
        ("COVID-19", text("covid", "19")),
        ("*", Anything()),
        ("body:臺北市*", text("臺北市", field="body", prefix=True, anchored=True)),
        ("單位：台北市＊", text("臺北市", field="body", prefix=True, anchored=True)),
        ("發言人:社會局", text("社會局", field="speaker")),
        ('speaker: "王 小明"', text("王", "小明", field="speaker")),
        ("kind:ruling,發言", Values("kind", ("ruling", "speech"))),
        ("種類:裁示", Values("kind", ("ruling",))),
        ("狀態:解除列管", Values("status", ("closed",))),
        ("outcome:approved*", Values("outcome", ("approved_with_changes", "approved"))),
        ("type:大學", Values("type", ("university",))),
        ("date:2018..2020", Dates("2018-01-01", "2020-12-31")),
        ("日期:107..109", Dates("2018-01-01", "2020-12-31")),
        ("date:109/2", Dates("2020-02-01", "2020-02-29")),
        ("date:109.3.5", Dates("2020-03-05", "2020-03-05")),
        ("date:民國109年3月5日", Dates("2020-03-05", "2020-03-05")),
        ("date:２０２０", Dates("2020-01-01", "2020-12-31")),
        ("date:>2018", Dates("2019-01-01", None)),
        ("date:<=107", Dates(None, "2018-12-31")),
        ("date:..2020-03", Dates(None, "2020-03-31")),
        ("date:2018-05-03..", Dates("2018-05-03", None)),
        ("10:30", text("10", "30")),
        ("https://a.example", text("https", "a", "example")),
    ],
)
def test_what_is_understood(query: str, node: Node) -> None:
    assert parse_query(query).node == node


def test_the_order_asked_for_is_no_condition() -> None:
    asked = parse_query("托育 sort:score")
    assert (asked.node, asked.sort) == (text("托育"), "score")
    assert parse_query("排序:日期").node == Anything()


@pytest.mark.parametrize(
    ("query", "message", "place"),
    [
        ("", "the query is empty", 0),
        ("   ", "the query is empty", 3),
        ('列管 "解除', "quote is not closed", 3),
        ("列管 「解除", "quote is not closed", 3),
        ("(列管", "is not closed", 0),
        ("列管)", "never opened", 2),
        ("()", "nothing in these parentheses", 0),
        ("OR 列管", "OR stands between", 0),
        ("列管 OR", "OR stands between", 3),
        ("列管 OR OR 解除", "OR stands between", 3),
        ("AND", "AND stands between", 0),
        ("列管 AND", "AND stands between", 3),
        ("列管 -", "right before what is excluded", 3),
        ("- 列管", "right before what is excluded", 0),
        ("王*明", "only at the end", 1),
        ("！！", "no letter, digit or ideograph", 0),
        ("speker:王", "did you mean speaker:", 0),
        ("沒有:王", "there are assignee, body", 0),
        ("speaker:", "speaker: needs a value", 0),
        ("kind:rulling", "kind: is one of speech, ruling", 5),
        ("kind:ruling,rulling", "kind: is one of", 12),
        ("date:109/13", "no month 13", 5),
        ("date:2021-02-29", "no day 29", 5),
        ("date:soon", "not a date", 5),
        ("date:2020..2018", "ends before it begins", 5),
        ("date:..", "needs an end", 5),
        ("date:1..2..3", "two ends", 5),
        ("date:202*", "* does not go with a date", 5),
        ("sort:size", "sort: is one of date, score", 5),
        ("-sort:date", "cannot be excluded", 0),
        ("document:a/b", "an id of a document", 9),
    ],
)
def test_a_mistake_is_told_and_shown(query: str, message: str, place: int) -> None:
    with pytest.raises(QueryError, match=message.replace("*", r"\*")) as caught:
        parse_query(query)
    assert caught.value.position == place
    first, second, caret = str(caught.value).split("\n")
    assert first == caught.value.message
    assert second.strip() in query or not query.strip()
    assert caret.strip() == "^"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.position) == (str(caught.value), place)


HOSTILE = [
    '"', '"""', "'", "';--", "'; DROP TABLE passage; --", '" OR 1=1 --', "NEAR(a b)", "text : a", "{text} : a", "^a", "a^b",
    "a NEAR/3 b", "column:x", "\x00", "a\x00b", "\ud800", "\U0010ffff", "\u202e反", "💥", "%", "_", "\\", "[a-z]", "a{1,99}",
    "((((((((((a))))))))))", "(" * 30 + "a" + ")" * 30, "-" * 50 + "a", "(" * 3000, '"' * 3001, "-(" * 1000, "a OR " * 500,
    " ".join("a" * 1 for _ in range(10_000)), "王 " * 201, "x" * 5000, "王" * 3999, "a:" * 1000, "*" * 100, "date:" + "9" * 3000,
    "date:" + "." * 3000, "kind:" + "," * 3000, "a" + "\u0301" * 3000, "\n" * 3999 + "王", "﷽" * 1000, "王。" * 1900, "1 " * 199 + "1",
    '"' + "a " * 1900 + '"', "-a " * 199, "(a OR " * 19 + "b" + ")" * 19, "speaker:" * 400, "OR " * 1000, "| " * 1000,
]  # fmt: skip


def mistake(query: str) -> QueryError | None:
    try:
        parse_query(query)
    except QueryError as problem:
        return problem
    return None


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "archive.db"
    with IndexWriter(path) as writer:
        for number in range(40):
            writer.add(meeting(number, f"2024-03-{1 + number % 28:02}"))
    return path


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_queries_end_soon_with_hits_or_one_clear_error(archive: Path, number: int) -> None:
    query = HOSTILE[number]
    start = time.monotonic()
    problem = mistake(query)
    assert problem is None or len(str(problem)) < 600
    with Archive.open(archive) as opened:
        if problem is None:
            opened.search(query, facets=True)
            opened.search(query, sort="score")
        assert opened.search("托育").total > 0  # it still answers
    assert time.monotonic() - start < 10


def test_ten_thousand_words_are_refused() -> None:
    with pytest.raises(QueryError, match="too long"):
        parse_query("王 " * 10_000)
    with pytest.raises(QueryError, match="too many words"):
        parse_query("王 " * 300)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from('王a1 "「」()-*:,.|\x00\u3000ORNT托育'), max_size=40) | st.text(max_size=60))
def test_any_text_is_a_query_or_a_mistake(archive: Path, query: str) -> None:
    problem = mistake(query)
    if problem is not None:
        assert 0 <= problem.position <= len(query)
        assert "^" in str(problem)
        return
    with Archive.open(archive) as opened:
        opened.search(query)
    assert search_body(parse_query(query))["query"]


def test_a_search_that_takes_too_long_is_ended(archive: Path) -> None:
    with Archive.open(archive) as opened:
        with pytest.raises(ArchiveError, match="more than 0 seconds"):
            opened.search(" ".join(f"(-托育 OR 補{n})" for n in range(60)), facets=True, timeout=0)
        assert opened.search("托育").total > 0
