"""Runs of the batch for tests, in this process or (as a program) in one that can be killed; and what they leave."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from pathlib import Path
from typing import Any

from minutes_parser.archive.driver import Settings, open_executor, run
from minutes_parser.archive.record import Options, Record
from minutes_parser.archive.versions import Key

PARSER = "tests.archive.fakes:parse"

_LASTING = (
    "uri, sha256, size, mtime_ns, parser_version, lexicon_version, options_hash, status, error_code, error_message,"
    " pages, characters, attendees, items, speeches, rulings, follow_ups, votes, unassigned, infos, warnings, errors,"
    " diagnostics, output, duplicate_of"
)
"""Columns of the manifest that two runs over the same documents share; attempts, times and memory differ."""


def settings(**changes: Any) -> Settings:
    options = Options(parser=PARSER, ocr=changes.pop("ocr", False))
    return Settings(options, **{"jobs": 2, "timeout": 20.0, "memory": 1024, "executor": "serial", **changes})


def batch(source: Path | list[Any], out: Path | None, **changes: Any) -> list[Record]:
    """One run to its end. What the records depend on is fixed: the code may change while the tests run."""
    key = changes.pop("key", Key("1", "words", f"ocr {changes.get('ocr')}"))
    chosen = settings(**changes)
    with open_executor(chosen) as executor:
        return list(run(source if isinstance(source, list) else [source], chosen, executor, out=out, key=key))


def statuses(records: list[Record]) -> dict[str, str]:
    """Status by file name."""
    return {record.source.name: record.status for record in records}


def left(out: Path) -> dict[str, object]:
    """Everything that a run leaves and that must not depend on what happened on the way: files and manifest."""
    files: dict[str, object] = {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith("manifest.sqlite")
    }
    with sqlite3.connect(out / "manifest.sqlite") as manifest:
        files["manifest"] = manifest.execute(f"select {_LASTING} from documents order by uri").fetchall()
    return files


def write(folder: Path, documents: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def plain(count: int, start: int = 0) -> dict[str, str]:
    """Small documents that differ."""
    return {
        f"會議紀錄{number:03}.txt": f"第{number}次\n案由{number}\n臨時動議" for number in range(start, start + count)
    }


def main(source: str, out: str, format: str, *changes: str) -> None:
    pairs = dict(change.split("=") for change in changes)
    numbers = {name: int(value) if name == "jobs" else float(value) for name, value in pairs.items()}
    for record in batch(Path(source), Path(out), executor="process", format=format, **numbers):
        print(record.status, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
