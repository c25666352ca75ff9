"""Writes the pages of docs/ that come from the code: output.md and minutes.schema.json.

`python docs/generate.py` (or `make docs`); a test holds the committed files equal to what this makes.
"""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from minutes_parser import model
from minutes_parser.cli.parse import schema_text
from minutes_parser.diagnostics import CODES

DOCS = Path(__file__).resolve().parent

PARTS: list[type[BaseModel]] = [
    model.Minutes,
    model.Meeting,
    model.Attendee,
    model.Person,
    model.Item,
    model.Speech,
    model.Ruling,
    model.Instruction,
    model.FollowUp,
    model.Vote,
    model.Check,
    model.Diagnostic,
    model.OutlineNode,
    model.TextSpan,
    model.Coverage,
    model.Unassigned,
    model.SourceInfo,
]

OUTCOMES = {
    "untracked": "解除列管, 解列, 結案, and nothing stays tracked",
    "tracked": "繼續列管, 持續列管, of some or all",
    "approved_with_changes": "修正通過, 除…外其餘通過",
    "approved": "通過, 照案通過, 同意, 確定, 確認, 當選",
    "noted": "洽悉, 備查, 敬悉, 知悉",
    "deferred": "保留, 緩議, 再提會討論, 擱置",
    "referred": "送專案小組, 移請…辦理, 交付委員會審查",
    "rejected": "不通過, 否決, 不同意, 不予採納",
    "withdrawn": "撤案, 撤回, 退回",
    "directed": "only instructions (請…辦理), none of the above",
    "other": "none of the above",
}

OUTPUT_HEAD = """# The output, field by field

*Made from the model by `make docs`; the same as a JSON Schema: [minutes.schema.json](minutes.schema.json), which
`minutes-parser schema` prints.*

Every value is copied from the document: line wraps are joined and layout spaces removed, nothing is rewritten.
Unknown is `null`; an empty list says that there is nothing of the kind, or that nobody is named. Everything
extracted says where it stands (`spans`, one entry a field) and which rule made it (`rule`).

The top of the record is [`Minutes`](#minutes).
"""


def type_name(annotation: Any) -> str:
    """A type as a reader of JSON would say it.

    >>> type_name(str | None), type_name(tuple[int, ...])
    ('string or null', 'list of integer')
    """
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in args)
    if origin in (Union, types.UnionType):
        return " or ".join(type_name(arg) for arg in args)
    if origin is tuple:
        return f"list of {type_name(args[0])}"
    if origin is dict:
        return f"object of {type_name(args[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return {str: "string", int: "integer", bool: "true or false", type(None): "null"}[annotation]


def _row(name: str, info: FieldInfo) -> str:
    meaning = (info.description or "").replace("|", "\\|")
    return f"| `{name}` | {type_name(info.annotation)} | {meaning} |"


def _section(part: type[BaseModel]) -> str:
    grounded = model.Grounded.model_fields
    own = [(n, i) for n, i in part.model_fields.items() if n not in grounded or not issubclass(part, model.Grounded)]
    rest = [(n, i) for n, i in part.model_fields.items() if (n, i) not in own]
    doc = " ".join((part.__doc__ or "").split())
    rows = [_row(n, i) for n, i in [*own, *rest]]
    return "\n".join([f"## {part.__name__}", "", doc, "", "| field | type | meaning |", "|---|---|---|", *rows])


def output_page() -> str:
    """docs/output.md."""
    outcomes = ["| outcome | when the ruling says |", "|---|---|"] + [f"| `{k}` | {v} |" for k, v in OUTCOMES.items()]
    codes = ["| code | severity | meaning |", "|---|---|---|"]
    codes += [f"| `{code}` | {severity} | {meaning} |" for code, (severity, meaning) in CODES.items()]
    where = "Where several fit, the one of the main clause; else the first of the table."
    parts = [OUTPUT_HEAD, *(_section(part) + "\n" for part in PARTS)]
    parts += ["## Outcomes\n", "\n".join(outcomes) + "\n", where + "\n", "## Diagnostics\n", "\n".join(codes) + "\n"]
    return "\n".join(parts)


PAGES = {"output.md": output_page, "minutes.schema.json": schema_text}


def main() -> int:
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
