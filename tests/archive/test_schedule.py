from __future__ import annotations

from minutes_parser.archive.executors import Decided
from minutes_parser.archive.record import Record, Task
from minutes_parser.archive.schedule import Portion, portions, weight
from minutes_parser.archive.sources import Source


def source(name: str, size: int = 1000) -> Source:
    return Source(f"/in/{name}", size=size)


def names(found: list[Portion]) -> list[list[str]]:
    return [[one.name for one in portion.sources] for portion in found if isinstance(portion, Task)]


def test_quick_documents_keep_their_order_and_large_ones_come_last() -> None:
    feed = [source("big.pdf", 5_000_000), *(source(f"{number}.txt") for number in range(100)), source("huge.pdf", 9**9)]
    found = names(list(portions(feed)))
    assert found == [[f"{number}.txt"] for number in range(100)] + [["huge.pdf"], ["big.pdf"]]


def test_word_files_go_in_groups_and_the_last_group_before_the_last_quick_ones() -> None:
    feed = [source(f"{number}.{kind}") for number in range(20) for kind in ("doc", "txt")]
    found = list(portions(feed))
    groups = [len(group) for group in names(found) if len(group) > 1]
    assert groups == [16, 4]
    assert [len(group) for group in names(found)].index(4) < len(found) - 15
    assert sorted(name for group in names(found) for name in group) == sorted(one.name for one in feed)
    assert sum(weight(portion) for portion in found if isinstance(portion, Task)) == 40


def test_records_are_handed_through_at_once() -> None:
    record = Record(source("a.txt"), "skipped")
    assert list(portions([record])) == [Decided((record,))]


def test_the_feed_is_followed_as_far_as_needed() -> None:
    taken = 0

    def feed() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield source(f"{taken}.txt")

    found = portions(feed())  # type: ignore[arg-type]
    for _ in range(10):
        next(found)
    assert taken == 74
