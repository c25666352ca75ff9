"""Imports point one way: a later layer may use an earlier one, never the other way round."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "minutes_parser"

EARLIER: dict[str, set[str]] = {}
"""For each part of the package, the parts that it may import."""

_GROUND = {"values", "document", "model", "diagnostics", "errors"}
_ORDER: list[set[str]] = [
    _GROUND,
    {"readers", "normalize", "lexicon"},
    {"segment"},
    {"extract"},
    {"resolve"},
    {"check"},
    {"partition"},
    {"assemble"},
    {"pipeline"},
    {"volumes"},
    {"api"},
    {"privacy"},
    {"archive", "search", "tracking"},
    {"cli"},
]
for _index, _layer in enumerate(_ORDER):
    for _part in _layer:
        EARLIER[_part] = set().union(*_ORDER[:_index]) | {_part}
EARLIER["export"] = {"export", "model", "errors"}
EARLIER["lexicon"] = {"lexicon", "errors", "values"}
EARLIER["values"] = {"values", "lexicon"}
"""Characters, titles and offices are data too."""
EARLIER["model"] = {"model"}
EARLIER["errors"] = {"errors"}
EARLIER["diagnostics"] = {"diagnostics"}
EARLIER["document"] = {"document", "diagnostics"}
EARLIER["readers"] |= {"normalize", "lexicon"}
EARLIER["normalize"] |= {"lexicon"}
EARLIER["cli"] |= {"export", "__init__"}
"""The commands use the public verbs and write every format."""
for _part in ("archive", "search", "tracking"):
    EARLIER[_part] |= {"export", "__init__", "archive", "search", "tracking"}
EARLIER["__init__"] = set().union(*_ORDER[:-1]) | {"export"}
EARLIER["__main__"] = {"cli"}


def part(path: Path) -> str:
    """The part of the package that a module belongs to: its folder, or its own name.

    >>> part(PACKAGE / "values" / "numerals.py"), part(PACKAGE / "model.py")
    ('values', 'model')
    """
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, part) of everything of the package that a module imports, in functions too."""
    package = ["minutes_parser", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            target = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{target}.{alias.name}" for alias in node.names] if target == "minutes_parser" else [target]
        for name in names:
            steps = name.split(".")
            if steps[0] == "minutes_parser":
                first = steps[1] if len(steps) > 1 else "__init__"
                known = (PACKAGE / first).is_dir() or (PACKAGE / f"{first}.py").exists()
                yield getattr(node, "lineno", 0), first if known else "__init__"


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    wrong = [f"line {line}: {target}" for line, target in imports(path) if target not in EARLIER[part(path)]]
    assert not wrong, f"{path.relative_to(PACKAGE)}, {wrong}: it may use {sorted(EARLIER[part(path)])}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_are_named_for_what_they_hold(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "util", "helper", "misc", "common"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_grows_out_of_hand(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, "split it (aim for 300 lines)"
