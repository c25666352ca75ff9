"""Parse the real documents and the fixtures with the library as it is on the path: one JSON file each in a folder.

`python -m evaluation.records OUT [--shared FOLDER]`; OUT/GROUP/FILE.json, or OUT/GROUP/FILE.error with one line.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .corpus import ROOT, documents, parse_all

__all__ = ["Record", "chosen", "read_all", "write_all"]

Record = dict[str, Any]
FIXTURES = ROOT / "fixtures" / "documents"


def chosen(shared: Path) -> list[Path]:
    """The real documents, where they are at hand, and the fixtures."""
    real = documents(shared) if (shared / "corpus").is_dir() else []
    return [*real, *sorted(p for p in FIXTURES.glob("*/*") if p.is_file())]


def write_all(shared: Path, out: Path) -> None:
    """Parse everything into `out`."""
    for outcome in parse_all(chosen(shared)):
        target = out / outcome.path.parent.name / outcome.path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if outcome.record is None:
            target.with_name(target.name + ".error").write_text(f"{outcome.error}\n", encoding="utf-8")
        else:
            target.with_name(target.name + ".json").write_text(outcome.record, encoding="utf-8")


def read_all(out: Path) -> Iterator[tuple[str, Record]]:
    """(GROUP/FILE, record) of everything under `out`, ordered by name."""
    for path in sorted(out.rglob("*.json")):
        yield str(path.relative_to(out)).removesuffix(".json"), json.loads(path.read_text(encoding="utf-8"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    write_all(args.shared, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
