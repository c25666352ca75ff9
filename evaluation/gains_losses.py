"""What one version of the code finds in the documents that another does not: the measure of a change of rules.

`python -m evaluation.gains_losses BASE [NEW]`: each a git revision, or a folder written by `evaluation.records`;
NEW is the working tree if it is left out. Prints a table by class, then every difference by document.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .corpus import ROOT
from .records import Record, read_all

__all__ = ["Difference", "compare", "facts"]

EDGE = 12
"""Characters of a long text's beginning and end that tell it from others."""


@dataclass(frozen=True, slots=True)
class Difference:
    document: str
    kind: str
    gained: bool
    fact: str


def _edges(text: str | None) -> str:
    bare = "".join((text or "").split())
    return bare if len(bare) <= 2 * EDGE else f"{bare[:EDGE]}…{bare[-EDGE:]}"


def _person(person: Record | None) -> str:
    fields = ("name", "organization", "title", "role")
    return "/".join(str((person or {}).get(field) or "–") for field in fields)


def facts(record: Record) -> Iterator[tuple[str, str]]:
    """(class, one thing found) of a record, written so that equal things are equal.

    >>> list(facts({"meeting": {"date": "2024-03-14"}, "items": [{"id": "i1", "kind": "motion", "title": "甲案"}]}))
    [('meeting', 'date=2024-03-14'), ('items', 'motion None 甲案')]
    """
    meeting = record["meeting"]
    for field in ("title", "body", "session", "date", "start", "end", "location"):
        if meeting.get(field) is not None:
            yield "meeting", f"{field}={meeting[field]}"
    titles = {item["id"]: item["title"][:EDGE] for item in record.get("items", ())}
    for a in record.get("attendees", ()):
        proxy = f" ←{a['proxy']['name']}" if a["proxy"] else ""
        yield "attendees", f"{_person(a)} {a['category']} {a['attendance']}{proxy}"
    for item in record.get("items", ()):
        yield "items", f"{item['kind']} {item.get('number')} {item['title']}"
    for s in record.get("speeches", ()):
        yield "speeches", f"[{titles.get(s['item_id'])}] {_person(s['speaker'])}：{_edges(s['text'])}"
    for r in record.get("rulings", ()):
        yield "rulings", f"[{titles.get(r['item_id'])}] {r['label']}（{r['outcome']}）{_edges(r['text'])}"
    for f in record.get("follow_ups", ()):
        stated = (f["number"], f["meeting_date"], f["assignee"], f["status"], _edges(f["progress"]))
        yield "follow_ups", f"{_edges(f['directive'])} {stated}"
    for v in record.get("votes", ()):
        yield "votes", f"{v['present']} {v['in_favour']} {v['against']} {v['abstained']} {v['unanimous']}"
    for d in record.get("diagnostics", ()):
        yield "diagnostics", d["code"]


def compare(base: dict[str, Record], new: dict[str, Record]) -> list[Difference]:
    """Everything that stands in one and not in the other, document by document."""
    found = []
    for document in sorted(set(base) | set(new)):
        before = Counter(facts(base[document])) if document in base else Counter()
        after = Counter(facts(new[document])) if document in new else Counter()
        for gained, rest in ((False, before - after), (True, after - before)):
            found += [Difference(document, kind, gained, fact) for kind, fact in rest.elements()]
    return found


@contextmanager
def _records(version: str | None, shared: Path) -> Iterator[dict[str, Record]]:
    if version and Path(version).is_dir():
        yield dict(read_all(Path(version)))
        return
    with tempfile.TemporaryDirectory() as folder:
        source = ROOT
        if version:
            source = Path(folder) / "checkout"
            add = ["git", "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(source), version]
            subprocess.run(add, check=True)
        try:
            out = Path(folder) / "records"
            command = [sys.executable, "-m", "evaluation.records", str(out), "--shared", str(shared)]
            subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(source / "src")}, check=True)
            yield dict(read_all(out))
        finally:
            if version:
                subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", str(source)], check=True)


def _print(found: list[Difference], console: Console, limit: int) -> None:
    table = Table("class", "gained", "lost", "documents", title="gains and losses")
    for kind in sorted({d.kind for d in found}):
        of_kind = [d for d in found if d.kind == kind]
        gained = sum(d.gained for d in of_kind)
        table.add_row(kind, str(gained), str(len(of_kind) - gained), str(len({d.document for d in of_kind})))
    console.print(table)
    for document in sorted({d.document for d in found}):
        lines = [d for d in found if d.document == document]
        console.print(f"\n{document}: {len(lines)}", style="bold", highlight=False)
        for d in lines[:limit]:
            console.print(f"  {'+' if d.gained else '-'} {d.kind}: {d.fact}", markup=False, highlight=False)
        if len(lines) > limit:
            console.print(f"  … {len(lines) - limit} more")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="git revision or folder of records")
    parser.add_argument("new", nargs="?", help="git revision or folder of records; the working tree if left out")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--limit", type=int, default=20, help="differences shown for a document (20)")
    args = parser.parse_args()
    with _records(args.base, args.shared) as base, _records(args.new, args.shared) as new:
        found = compare(base, new)
    _print(found, Console(soft_wrap=True), args.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
