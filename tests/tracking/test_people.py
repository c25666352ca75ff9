"""People across an archive: counted by body and year, joined only where nothing contradicts."""

from __future__ import annotations

import csv
import io
import json

from minutes_parser.model import Minutes, Person
from minutes_parser.tracking import Count, count_people
from minutes_parser.tracking.formats import PEOPLE_COLUMNS, people_to_csv, people_to_json
from tests.factories import MinutesFactory

BODY = "松濤市政府性別平等小組"


def meeting(number: int, *people: tuple[str, str | None], body: str = BODY, year: int = 2024) -> Minutes:
    factory = MinutesFactory(body=body, session=f"第{number}次", date=f"{year}-0{number}-10")
    for name, organization in people:
        factory.attendee(name, organization=organization)
    return factory.build(f"{number}.txt")


def names(*records: Minutes) -> list[str]:
    return [person.name for person in count_people(records).people]


def test_counts_by_body_and_year() -> None:
    records = []
    for number, (attendance, year) in enumerate(
        [("present", 2023), ("absent", 2024), ("proxy", 2024), ("unknown", 2024)], 1
    ):
        factory = MinutesFactory(body=BODY, session=f"第{number}次", date=f"{year}-0{number}-10")
        proxy = Person(name="柯若水") if attendance == "proxy" else None
        made = factory.attendee(
            "林美珍", attendance=attendance, proxy=proxy, category="chair" if number == 1 else "member"
        )
        factory.speech(None, Person(name="林美珍", attendee_id=made.id), "請補充。")
        if number == 1:
            factory.speech(None, Person(name="林美珍"), "同意。")
            factory.speech(None, Person(name="林"), "只有姓。")
        records.append(factory.build(f"{number}.txt"))
    lin, stand_in = sorted(count_people(records).people, key=lambda each: each.name != "林美珍")
    assert lin.counts == (
        Count(BODY, 2023, 1, present=1, chaired=1, speeches=2),
        Count(BODY, 2024, 3, proxy=1, absent=1, unknown=1, speeches=3),
    )
    assert stand_in.counts == (Count(BODY, 2024, 1, stood_in=1),)


def test_listed_twice_counts_once_with_the_best() -> None:
    factory = MinutesFactory(body=BODY)
    factory.attendee("林美珍", "chair", attendance="absent", person="p1")
    factory.attendee("林美珍", "member", person="p1")
    person = count_people([factory.build()]).people[0]
    assert [(each.meetings, each.present, each.absent, each.chaired) for each in person.counts] == [(1, 1, 0, 1)]


def test_a_masked_name_is_the_only_one_it_can_be() -> None:
    people = count_people([meeting(1, ("林美珍", None)), meeting(2, ("林○珍", None))]).people
    assert [(each.name, each.spellings) for each in people] == [("林美珍", ("林○珍", "林美珍"))]
    assert "林○珍" in people[0].joined[0]


def test_a_speaker_that_the_record_knows_writes_the_masked_name_out() -> None:
    factory = MinutesFactory(body=BODY)
    attendee = factory.attendee("林○珍")
    factory.speech(None, Person(name="林美珍", attendee_id=attendee.id), "請補充。")
    factory.speech(None, Person(name="林", attendee_id=attendee.id), "同意。")
    person = count_people([factory.build()]).people[0]
    assert (person.name, person.spellings, person.counts[0].speeches) == ("林美珍", ("林○珍", "林美珍"), 2)


def test_two_that_it_can_be_are_not_joined() -> None:
    found = count_people([meeting(1, ("林美珍", None), ("林淑珍", None)), meeting(2, ("林○珍", None))])
    assert [each.name for each in found.people] == ["林○珍", "林淑珍", "林美珍"]
    assert [note.code for note in found.notes] == ["ambiguous-person"]


def test_organizations_that_differ_contradict() -> None:
    assert len(names(meeting(1, ("林美珍", "社會處")), meeting(2, ("林○珍", "靜海大學")))) == 2
    assert len(names(meeting(1, ("林美珍", "靜海大學社會系")), meeting(2, ("林○珍", "靜海大學")))) == 1


def test_both_in_one_record_contradict() -> None:
    assert len(names(meeting(1, ("林美珍", None), ("林○珍", None)), meeting(2, ("林○珍", None)))) == 2


def test_a_surname_alone_needs_the_organization() -> None:
    assert len(names(meeting(1, ("林美珍", None)), meeting(2, ("林○○", None)))) == 2
    assert len(names(meeting(1, ("林美珍", "靜海大學")), meeting(2, ("林○○", "靜海大學")))) == 1


def test_namesakes_of_one_record_stay_two() -> None:
    twice = meeting(1, ("王小明", "社會處"), ("王小明", "靜海大學"))
    people = count_people([twice, meeting(2, ("王小明", "靜海大學"))]).people
    assert [(each.organizations, sum(c.meetings for c in each.counts)) for each in people] == [
        (("社會處",), 1),
        (("靜海大學",), 2),
    ]


def test_between_bodies_only_with_an_organization_in_common() -> None:
    other = "霽川縣水利小組"
    assert len(names(meeting(1, ("王小明", None)), meeting(2, ("王小明", None), body=other))) == 2
    assert len(names(meeting(1, ("王小明", "靜海大學")), meeting(2, ("王小明", "靜海大學"), body=other))) == 1
    assert len(names(meeting(1, ("王○明", "靜海大學")), meeting(2, ("王○明", "靜海大學"), body=other))) == 2


def test_two_records_of_one_meeting_count_once() -> None:
    one, again = meeting(1, ("王小明", None)), meeting(1, ("王小明", None), ("林美珍", None))
    people = count_people([one, again]).people
    assert [(each.name, each.counts[0].meetings) for each in people] == [("林美珍", 1), ("王小明", 1)]


def test_formats() -> None:
    people = count_people([meeting(1, ("=林美珍", "社會處")), meeting(2, ("=林美珍", "社會處"), year=2023)])
    rows = list(csv.DictReader(io.StringIO(people_to_csv(people))))
    assert tuple(rows[0]) == PEOPLE_COLUMNS
    assert [(each["year"], each["present"]) for each in rows] == [("2023", "1"), ("2024", "1")]
    assert people_to_csv(people, spreadsheet=True).splitlines()[1].startswith("'=林美珍")
    assert json.loads(people_to_json(people))["people"][0]["counts"][0]["year"] == 2023
