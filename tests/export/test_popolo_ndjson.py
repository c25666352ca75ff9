"""Popolo under its stricter check, and NDJSON, which loses nothing."""

from __future__ import annotations

import io
import json

import pytest
from pydantic import ValidationError

from minutes_parser.errors import UnreadableDocument
from minutes_parser.export import ndjson, popolo
from minutes_parser.export.popolo_model import Popolo

from .records import bare, hostile, rich


def test_popolo_of_many_documents_is_coherent() -> None:
    made = popolo.render([rich(), bare(), hostile(), rich()])
    again = Popolo.model_validate_json(made)
    assert again == popolo.collect([rich(), bare(), hostile(), rich()])
    assert len([event for event in again.events if event.classification == "meeting"]) == 4


def test_popolo_says_who_was_there_and_what_was_decided() -> None:
    made = json.loads(popolo.render([rich()]))
    meeting = made["events"][0]
    assert meeting["start_date"] == "2024-03-14T14:00:00+08:00"
    assert [person["name"] for person in meeting["attendees"]] == ["林松濤", "許一鳴"]
    assert [motion["result"] for motion in made["motions"]] == ["noted", "directed", "other", "closed", "closed"]
    assert made["vote_events"][0]["counts"] == [{"option": "yes", "value": 7}, {"option": "no", "value": 2}]
    deputy = next(member for member in made["memberships"] if member.get("on_behalf_of_id"))
    names = {person["id"]: person["name"] for person in made["persons"]}
    assert (names[deputy["person_id"]], names[deputy["on_behalf_of_id"]]) == ("周海藍", "王○明")
    assert {speech["type"] for speech in made["speeches"]} == {"speech"}


def test_popolo_check_is_strict() -> None:
    made = json.loads(popolo.render([rich()]))
    made["speeches"][0]["creator_id"] = "nobody"
    with pytest.raises(ValidationError, match="'nobody' is not among the persons"):
        Popolo.model_validate(made)
    made["speeches"][0] = {**made["speeches"][1], "colour": "red"}
    with pytest.raises(ValidationError, match="colour"):
        Popolo.model_validate(made)


def test_ndjson_is_read_back_whole() -> None:
    records = [rich(), bare(), hostile()]
    held = io.BytesIO()
    assert ndjson.write(records, held) == 3
    assert "\\u" not in rich().to_json()
    assert list(ndjson.read(io.BytesIO(held.getvalue()), "held")) == records
    assert list(ndjson.read(io.BytesIO(b"\xef\xbb\xbf" + held.getvalue() + b"\n"), "held")) == records
    assert list(ndjson.read(io.BytesIO(rich().to_json(indent=2).encode()), "held")) == [rich()]


@pytest.mark.parametrize("content", [b"{", b"[1]\n", b"{}\n", b"\xff\xfe\n", b'{"schema_version": 1}'])
def test_ndjson_names_the_line_that_is_no_record(content: bytes) -> None:
    good = bare().to_json().encode() + b"\n"
    with pytest.raises(UnreadableDocument, match=r"made\.ndjson: line 2 is no record of minutes"):
        list(ndjson.read(io.BytesIO(good + content), "made.ndjson"))
