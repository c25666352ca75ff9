"""The JSON Schema is the model's, is what the command prints, and describes every record that the library makes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from fixtures.build import DOCUMENTS
from typer.testing import CliRunner

from minutes_parser import parse
from minutes_parser.cli import app
from minutes_parser.model import SCHEMA_VERSION, Minutes

COMMITTED = Path(__file__).resolve().parents[1] / "docs" / "minutes.schema.json"
SCHEMA = json.loads(COMMITTED.read_text(encoding="utf-8"))


def test_committed_schema_is_the_models() -> None:
    assert Minutes.model_json_schema() == SCHEMA, "run `make docs`"


def test_the_command_prints_it() -> None:
    done = CliRunner().invoke(app, ["schema"])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == SCHEMA


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("txt/*.txt")), ids=lambda p: p.stem)
def test_records_are_as_it_says_and_come_back_whole(path: Path) -> None:
    minutes = parse(path)
    record = json.loads(minutes.to_json())
    jsonschema.validate(record, SCHEMA)
    assert record["schema_version"] == SCHEMA_VERSION
    assert Minutes.model_validate_json(minutes.to_json()) == minutes
    assert "\\u" not in minutes.to_json()
