"""Score the library against the hand-made annotations: parse the real documents, print the table of score.py.

The floors in `floors.json` are F1 figures that have been reached; `--raise-floors` writes higher ones and
refuses to lower any, `--check-floors` fails when a figure falls below its floor.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .corpus import ROOT, gold_of, parse_all

__all__ = ["figures", "main", "raised", "shortfalls"]

FLOORS = Path(__file__).with_name("floors.json")
Floors = dict[str, float]


def figures(report: dict[str, object]) -> Floors:
    """The figures that have floors, from score.py's JSON: F1 of each class, their mean, perfect documents."""
    classes = report["classes"]
    assert isinstance(classes, dict)
    found = {str(name): float(row["f1"] or 0.0) for name, row in sorted(classes.items())}
    found["mean_strict_f1"] = float(str(report["mean_strict_f1"]))
    found["perfect"] = float(str(report["perfect"]))
    return found


def shortfalls(found: Floors, floors: Floors) -> list[str]:
    """One line for each figure that is below its floor; a floor without a figure is one too.

    >>> shortfalls({"items": 0.7}, {"items": 0.8})
    ['items: 0.7000 is below its floor of 0.8000']
    """
    return [
        f"{name}: {found.get(name, 0.0):.4f} is below its floor of {floor:.4f}"
        for name, floor in floors.items()
        if found.get(name, 0.0) < floor
    ]


def raised(found: Floors, floors: Floors) -> Floors:
    """The floors, each raised to the figure found, rounded down to 4 digits; none is ever lowered.

    >>> raised({"items": 0.91239, "rulings": 0.5}, {"items": 0.8, "rulings": 0.6})
    {'items': 0.9123, 'rulings': 0.6}
    """
    names = sorted(set(found) | set(floors))
    return {name: max(math.floor(found.get(name, 0.0) * 10_000) / 10_000, floors.get(name, 0.0)) for name in names}


def _convert(shared: Path, out: Path, group: str | None) -> tuple[Path, list[str]]:
    """Parse the annotated documents into `out`; the folder of their annotations, and lines about failures."""
    chosen = [(name, path) for name, path in gold_of(shared) if not group or group in f"{path.parent.name}/{name}"]
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    failures = []
    for (name, _), outcome in zip(chosen, parse_all([path for _, path in chosen]), strict=True):
        if outcome.record is None:
            failures.append(f"{name}: {outcome.error}")
        else:
            (out / f"{name}.json").write_text(outcome.record, encoding="utf-8")
    if not group:
        return shared / "gold", failures
    gold = Path(tempfile.mkdtemp(prefix="gold-"))
    for name, _ in chosen:
        shutil.copy(shared / "gold" / f"{name}.gold.json", gold)
    return gold, failures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of corpus/, gold/, score/")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "score", help="where the records go")
    parser.add_argument("--group", help="only documents whose folder/name holds this (layouts, tpup)")
    parser.add_argument("--details", action="store_true", help="print every difference")
    parser.add_argument("--check-floors", action="store_true", help="fail if a figure is below its floor")
    parser.add_argument("--raise-floors", action="store_true", help="write higher floors; never lower ones")
    return parser.parse_args()


def _floors(found: Floors, *, raising: bool) -> int:
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    short = shortfalls(found, floors)
    print("\n".join(short) or "no figure is below its floor", file=sys.stderr)
    if raising and not short:
        FLOORS.write_text(json.dumps(raised(found, floors), indent=1) + "\n", encoding="utf-8")
    return 1 if short else 0


def main() -> int:
    args = _arguments()
    if not (args.shared / "gold").is_dir():
        print(f"{args.shared}: no annotations here (a folder gold/ is needed)", file=sys.stderr)
        return 2
    if args.group and (args.check_floors or args.raise_floors):
        print("floors are for all documents: leave --group out", file=sys.stderr)
        return 2
    gold, failures = _convert(args.shared, args.out, args.group)
    report = args.out.parent / "score.json"
    command = [sys.executable, str(args.shared / "score" / "score.py"), str(gold), str(args.out), "--json", str(report)]
    done = subprocess.run(command + (["--details"] if args.details else []), check=False)
    print("\n".join(failures), end="\n" if failures else "", file=sys.stderr)
    if done.returncode or failures:
        return 1
    if args.check_floors or args.raise_floors:
        return _floors(figures(json.loads(report.read_text(encoding="utf-8"))), raising=args.raise_floors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
