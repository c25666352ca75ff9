"""The index template: fields of a passage, and an analyzer of built-in parts that finds words of any length.

Every ideograph is a token, every run of letters or digits one; a word is looked for as a phrase (`match_phrase`).
Before that the spellings that are one are made one (台 臺), full width half, signs that join letters (3.5, a_b)
blanks; and between two ideographs that something parts stands a token of its own, which no word goes across.
"""

from __future__ import annotations

from typing import Any

from ..folding import VARIANTS

__all__ = ["BREAK", "SEARCHED", "index_template", "mapping_rules", "mappings"]

BREAK = "xxbreakxx"
"""The token between two ideographs that are not next to each other."""

SEARCHED = ("body", "session", "source", "item_title", "heading_path", "speaker", "assignee")
"""Fields beside the text in which words are looked for; the speaker's person fields too."""
_PERSON = ("person_name", "person_organization", "person_title", "person_role")
_KEYWORDS: tuple[str, ...] = (
    "id",
    "document_id",
    "body_kind",
    "date_roc",
    "item_id",
    "item_kind",
    "kind",
    "element_id",
    "label",
)
_KEYWORDS += ("speaker_name", "speaker_organization", "speaker_title", "person_id", "outcome", "status")
_INTEGERS = ("item_number", "page", "start", "end")
_JOINING = ".,'_:;·’‘‧․﹒﹐﹕﹔＿"  # signs that the tokenizer leaves inside a word of letters or digits


def mapping_rules() -> list[str]:
    """Rules of the `mapping` character filter: `台 => 臺`.

    >>> "台 => 臺" in mapping_rules(), "Ｅ => E" in mapping_rules()
    (True, True)
    """
    half = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    same = half | {sign: VARIANTS[sign] for sign in VARIANTS}
    joining = dict.fromkeys([*_JOINING, *(wide for wide, sign in half.items() if sign in _JOINING)], r"\u0020")
    backslash = {"＼": r"\u0020", "\\\\": r"\u0020"}
    return [f"{written} => {plain}" for written, plain in {**same, **joining, **backslash}.items()]


def analysis() -> dict[str, Any]:
    """Settings under `analysis`: analyzer `minutes`, normalizer `minutes_key`, and their parts."""
    parted = r"(?<=\p{IsHan})[^\p{L}\p{M}\p{Nd}\p{IsHan}]+(?=\p{IsHan})"  # 列管。王 -> 列管 xxbreakxx 王
    return {
        "char_filter": {
            "minutes_same": {"type": "mapping", "mappings": mapping_rules()},
            "minutes_parted": {"type": "pattern_replace", "pattern": parted, "replacement": f" {BREAK} "},
        },
        "analyzer": {
            "minutes": {
                "type": "custom",
                "char_filter": ["minutes_same", "minutes_parted"],
                "tokenizer": "standard",
                "filter": ["cjk_width", "lowercase"],
            }
        },
        "normalizer": {
            "minutes_key": {"type": "custom", "char_filter": ["minutes_same"], "filter": ["cjk_width", "lowercase"]}
        },
    }


def mappings() -> dict[str, Any]:
    """Fields of a passage; others are refused. `*.raw` is the name as written, for facets; `*.key` for its beginning."""
    text: dict[str, Any] = {"type": "text", "analyzer": "minutes"}
    raw = {"type": "keyword", "ignore_above": 512}
    key = {"type": "keyword", "normalizer": "minutes_key", "ignore_above": 512}
    fields: dict[str, Any] = {"text": text, "title": {**text, "fields": {"raw": raw}}}
    fields |= {name: {**text, "fields": {"raw": raw, "key": key}} for name in (*SEARCHED, *_PERSON)}
    fields |= {name: {"type": "keyword"} for name in _KEYWORDS}
    fields |= {name: {"type": "integer"} for name in _INTEGERS}
    fields["date"] = {"type": "date", "format": "strict_date"}
    fields["feed_version"] = {"type": "long"}
    return {"dynamic": "strict", "properties": fields}


def index_template(name: str) -> dict[str, Any]:
    """The composable template for the indexes `name-000001`, `name-000002`, … behind the alias `name`."""
    return {
        "index_patterns": [f"{name}-*"],
        "priority": 200,
        "template": {"settings": {"analysis": analysis()}, "mappings": mappings()},
        "_meta": {"description": "passages of meeting minutes"},
    }
