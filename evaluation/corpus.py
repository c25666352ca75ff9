"""The real documents and their hand-made annotations, which stand beside a checkout, not in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "Outcome", "documents", "gold_of", "parse_all"]

ROOT = Path(__file__).resolve().parents[1]
NOT_DOCUMENTS = {".tsv", ".json"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its record as JSON, or the error that stopped it."""

    path: Path
    record: str | None
    error: str | None


def documents(shared: Path) -> list[Path]:
    """All documents of `shared/corpus`, ordered by path."""
    return sorted(p for p in (shared / "corpus").rglob("*") if p.is_file() and p.suffix not in NOT_DOCUMENTS)


def gold_of(shared: Path) -> Iterator[tuple[str, Path]]:
    """(name, document) of every annotated document: NAME.gold.json says its file."""
    for path in sorted((shared / "gold").glob("*.gold.json")):
        file = json.loads(path.read_text(encoding="utf-8"))["file"]
        yield path.name.removesuffix(".gold.json"), shared / file


def _parse(path: Path) -> Outcome:
    from minutes_parser import parse

    try:
        return Outcome(path, parse(path, ocr=False).to_json(), None)  # scans are no part of the figures
    except Exception as error:  # a document that cannot be parsed must not hide the others
        return Outcome(path, None, f"{type(error).__name__}: {error}")


def parse_all(paths: list[Path]) -> list[Outcome]:
    """Parse every file, over all processor cores; the outcomes come in the order of `paths`."""
    biggest_first = sorted(paths, key=lambda p: -p.stat().st_size)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        done = {outcome.path: outcome for outcome in pool.map(_parse, biggest_first)}
    return [done[path] for path in paths]
