"""The centre of the suite: the same minutes give the same record from every format, and it is the right one.

`fixtures/expected/NAME.json` was written by hand from the source in `fixtures/sources/NAME.txt`. A text there is
whole, or its first and last words (`start`, `end`); a field that is left out of an entry is not compared, a class
that is null neither.
"""

from __future__ import annotations

import json
import shutil
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from evaluation.laws import violations
from fixtures.build import CONVERTED, DOCUMENTS, content, converted, digest, sources, written
from fixtures.source import Fixture, Line, Table

from minutes_parser import parse
from minutes_parser.model import Minutes

from .hash_seeds import digests

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "fixtures" / "expected"
FIXTURES = {fixture.name: fixture for fixture in sources()}
PATHS = sorted(str(p.relative_to(DOCUMENTS)) for p in DOCUMENTS.rglob("*") if p.is_file() and p != CONVERTED)
REFERENCE = "docx-typed"
JSON = dict[str, Any]


@cache
def parsed(path: str) -> Minutes:
    if path.startswith("doc/") and not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed: .doc files cannot be read")
    return parse(DOCUMENTS / path)


def bare(value: object) -> str:
    return "".join(str(value).split())


# --- the right answers ------------------------------------------------------------------------------------------


def same_text(wanted: str | dict[str, str], found: str) -> bool:
    if isinstance(wanted, dict):
        return bare(found).startswith(bare(wanted["start"])) and bare(found).endswith(bare(wanted["end"]))
    return bare(wanted) == bare(found)


def person_differences(where: str, wanted: JSON | None, found: JSON | None) -> list[str]:
    if wanted is None or found is None:
        return [] if wanted is found else [f"{where}: {found!r} instead of {wanted!r}"]
    return differences(where, wanted, found)


def people(value: JSON | list[JSON] | None) -> list[JSON]:
    return value if isinstance(value, list) else [value] if value else []


def differences(where: str, wanted: JSON, found: JSON) -> list[str]:
    """One line for each stated field that was found otherwise."""
    out = []
    for field, value in wanted.items():
        got = found.get(field)
        place = f"{where}.{field}"
        if field in ("text", "directive", "progress"):
            if (value is None) != (got is None) or (value is not None and not same_text(value, got or "")):
                out.append(f"{place}: {got!r} instead of {value!r}")
        elif field in ("chair", "recorder"):
            if len(people(value)) != len(people(got)):
                out.append(f"{place}: {got!r} instead of {value!r}")
            for one, other in zip(people(value), people(got), strict=False):
                out += person_differences(place, one, other)
        elif field in ("speaker", "proxy"):
            out += person_differences(place, value, got)
        elif isinstance(value, str) and isinstance(got, str):
            if bare(value) != bare(got):
                out.append(f"{place}: {got!r} instead of {value!r}")
        elif value != got:
            out.append(f"{place}: {got!r} instead of {value!r}")
    return out


def _shown(entry: JSON, field: str) -> str:
    value = entry.get(field)
    return bare(value["start"] if isinstance(value, dict) else value)[:14]


def called(entry: JSON) -> str:
    return bare(entry["name"] or entry["organization"])


def same_person(one: JSON, found: list[JSON]) -> list[JSON]:
    """Whom an entry means: the first of that name, in that category where it states one."""
    alike = [e for e in found if called(e) == called(one) and one.get("category") in (None, e["category"])]
    return alike[:1]


def listed(kind: str, wanted: list[JSON], found: list[JSON], items: dict[str, str]) -> list[str]:
    """Compare entry by entry, in order; attendees by name and category, for documents list them in any order."""
    left, pairs, missing = list(found), [], []
    for one in wanted:
        alike = same_person(one, left) if kind == "attendees" else left[:1]
        if alike:
            pairs.append((one, alike[0]))
            left.remove(alike[0])
        else:
            missing.append(one)
    out = []
    if missing or left:
        show = {"items": "title", "attendees": "name", "follow_ups": "directive"}.get(kind, "text")
        names = [[_shown(e, show) for e in entries] for entries in (found, missing, left)]
        out.append(f"{kind}: {len(found)} instead of {len(wanted)}: {names[0]}, missing {names[1]}, extra {names[2]}")
    if kind != "attendees" and out:
        return out
    for number, (one, other) in enumerate(pairs, start=1):
        stated = {field: value for field, value in one.items() if field != "id"}
        if stated.get("item_id") is not None:
            stated["item_id"] = items.get(stated["item_id"])
        out += differences(f"{kind}[{number}]", stated, other)
    return out


CLASSES = ("attendees", "items", "speeches", "rulings", "follow_ups", "votes")


def wrong(expected: JSON, minutes: Minutes) -> list[str]:
    found = json.loads(minutes.to_json())
    out = differences("meeting", expected["meeting"], found["meeting"])
    items: dict[str, str] = {}
    if expected["items"] is not None and len(expected["items"]) == len(found["items"]):
        items = {e["id"]: f["id"] for e, f in zip(expected["items"], found["items"], strict=True)}
    for kind in CLASSES:
        if expected[kind] is not None:
            out += listed(kind, expected[kind], found[kind], items)
    return out


@pytest.mark.parametrize("path", PATHS)
def test_record_is_the_one_written_by_hand(path: str) -> None:
    expected = json.loads((EXPECTED / f"{Path(path).stem}.json").read_text(encoding="utf-8"))
    found = wrong(expected, parsed(path))
    assert not found, "\n".join([path, *found])


# --- every format -----------------------------------------------------------------------------------------------

NOTES_OF_READERS = {
    "encoding-guessed",
    "replaced-characters",
    "table-stitch-ambiguous",
    "tracked-changes",
    "hidden-text",
    "reader",
    "unassigned-text",
}


def comparable(minutes: Minutes) -> JSON:
    """The record without what a format is free to differ in: source, pages and spans, the text and its partition."""
    record = json.loads(minutes.to_json())
    for name in ("source", "text", "coverage", "furniture", "unassigned"):
        del record[name]
    record["diagnostics"] = sorted({d["code"] for d in record["diagnostics"]} - NOTES_OF_READERS)
    return _without_places(record)  # type: ignore[no-any-return]


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        if "kind" in value and "children" in value:  # the outline: its numbers and headings
            kept = {k: v for k, v in value.items() if k != "span"}
            return {k: _without_places(v) for k, v in kept.items()}
        return {k: _without_places(v) for k, v in value.items() if k not in ("page", "spans")}
    if isinstance(value, list):
        return [_without_places(v) for v in value]
    return bare(value) if isinstance(value, str) else value


def paths_of_difference(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two records differ, with both values.

    >>> paths_of_difference({"a": [1, 2]}, {"a": [1, 3]})
    ['.a[1]: 3 instead of 2']
    """
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted(set(one) | set(other))
        return [line for k in keys for line in paths_of_difference(one.get(k), other.get(k), f"{where}.{k}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [line for i, (a, b) in pairs for line in paths_of_difference(a, b, f"{where}[{i}]")]
    return [] if one == other else [f"{where}: {str(other)[:300]} instead of {str(one)[:300]}"]


@pytest.mark.parametrize("path", [p for p in PATHS if not p.startswith(REFERENCE)])
def test_every_format_gives_the_same_record(path: str) -> None:
    reference = parsed(f"{REFERENCE}/{Path(path).stem}.docx")
    found = paths_of_difference(comparable(reference), comparable(parsed(path)))
    assert not found, "\n".join([f"{path} against {REFERENCE}", *found[:40]])


# --- the text ---------------------------------------------------------------------------------------------------


def written_text(fixture: Fixture, *, flat: bool) -> str:
    """All that a fixture says, without spaces; `flat` where the format has no merged cells."""
    said = ""
    for block in fixture.blocks:
        if isinstance(block, Line):
            said += block.typed
        elif isinstance(block, Table):
            rows = block.flat() if flat else [[c for c in row if c not in ("^", "<")] for row in block.rows]
            said += "".join("".join(row) for row in rows)
    return bare(said)


@pytest.mark.parametrize("path", PATHS)
def test_readers_give_all_text_in_order_and_furniture_is_set_aside(path: str) -> None:
    minutes = parsed(path)
    said, at = "", 0
    for span in sorted(minutes.furniture, key=lambda span: span.start):
        said += minutes.text[at : span.start]
        at = span.end
    said = bare(said + minutes.text[at:])
    wanted = written_text(FIXTURES[Path(path).stem], flat=path.startswith(("txt", "markdown")))
    opcodes = SequenceMatcher(None, wanted, said, autojunk=False).get_opcodes()
    different = [
        f"{said[j:k]!r} instead of {wanted[h:i]!r} after {wanted[h - 8 : h]!r}"
        for tag, h, i, j, k in opcodes
        if tag != "equal"
    ]
    assert not different, "\n".join([path, *different])


# --- the laws ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_laws_hold(path: str) -> None:
    found = violations(parsed(path))
    assert not found, "\n".join([path, *found[:40]])


@pytest.mark.parametrize("path", PATHS)
def test_hardly_anything_is_left_over(path: str) -> None:
    minutes = parsed(path)
    left = [minutes.text[u.start : u.end] for u in minutes.unassigned]
    assert minutes.coverage.unassigned <= 0.05 * minutes.coverage.characters, left


def test_same_bytes_under_any_hash_seed() -> None:
    paths = [DOCUMENTS / p for p in PATHS if not p.startswith("doc/")]
    assert digests(paths, "1", seconds=110) == digests(paths, "4242", seconds=110)


# --- the fixtures themselves ------------------------------------------------------------------------------------


@pytest.mark.parametrize("fixture", FIXTURES.values(), ids=FIXTURES)
def test_documents_are_those_of_the_sources(fixture: Fixture) -> None:
    for path, data in written(fixture).items():
        assert content((DOCUMENTS / path).read_bytes()) == content(data), f"{path} is old: run `make fixtures`"
    known = json.loads(CONVERTED.read_text(encoding="utf-8"))
    assert known[fixture.name] == digest(fixture), f"{converted(fixture)} are old: run `make fixtures`"
    assert all((DOCUMENTS / path).is_file() for path in converted(fixture))


def test_every_source_has_its_answers_and_no_document_is_without_source() -> None:
    assert {p.stem for p in EXPECTED.glob("*.json")} == set(FIXTURES)
    assert {Path(p).stem for p in PATHS} == set(FIXTURES)


def stated_texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        skipped = (
            "kind",
            "file",
            "id",
            "item_id",
            "outcome",
            "category",
            "attendance",
            "status",
            "date",
            "start",
            "end",
        )
        if set(value) == {"start", "end"}:
            return [value["start"], value["end"]]
        return [t for k, v in value.items() if k not in skipped for t in stated_texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in stated_texts(v)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", FIXTURES)
def test_answers_are_made_of_the_documents_words(name: str) -> None:
    expected = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    source = set(bare((ROOT / "fixtures" / "sources" / f"{name}.txt").read_text(encoding="utf-8")))
    for text in stated_texts(expected):
        assert set(bare(text)) <= source | set("0123456789-"), text
