"""Runs the examples of a Markdown page, so that no page says what the library does not do.

A comment before a code block says what it is:

    <!-- file: NAME -->     the block is written to NAME in the page's folder of its own, where its examples run
    <!-- shortened: CLASS… -->  the block is JSON: the record of the last file, without spans, nulls and the like

```python blocks with >>> are doctests that share their names down the page; ```console blocks are commands after
`$ `, with what they print; `...` there stands for anything.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutes_parser import parse

__all__ = ["Block", "blocks", "check_console", "check_doctests", "check_shortened", "shortened"]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"<!-- (file|shortened): (.{1,80}?) -->\s*\Z")
_OMITTED = ("page", "spans", "rule", "attendee_id", "person", "heading_path", "outcome_basis")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, its line on the page, and the mark before it (kind, argument)."""

    language: str
    text: str
    line: int
    mark: tuple[str, str] | None


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        mark = _MARK.search(text[max(0, found.start() - 120) : found.start()])
        line = text.count("\n", 0, found.start()) + 1
        yield Block(found.group(1), found.group(2), line, (mark.group(1), mark.group(2)) if mark else None)


def shortened(value: Any) -> Any:
    """A record as a page shows it: without places and rules, and without what is null or empty."""
    if isinstance(value, dict):
        kept = {k: shortened(v) for k, v in value.items() if k not in _OMITTED}
        return {k: v for k, v in kept.items() if v not in (None, [], {})}
    return [shortened(v) for v in value] if isinstance(value, list) else value


def check_shortened(block: Block, document: Path, classes: list[str]) -> None:
    record = json.loads(parse(document).to_json())
    assert json.loads(block.text) == {name: shortened(record[name]) for name in classes}, f"line {block.line}"


def check_doctests(page: Path, found: list[Block]) -> int:
    """Run the doctests of a page with shared names; the number of examples."""
    names: dict[str, Any] = {}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False)
    output: list[str] = []
    for block in found:
        if block.language == "python" and ">>>" in block.text:
            test = doctest.DocTestParser().get_doctest(block.text, names, page.name, str(page), block.line)
            runner.run(test, out=output.append, clear_globs=False)
            names = test.globs
    assert not runner.failures, "".join(output)
    return runner.tries


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """(command, what it prints) of a console block; a command goes on over a line that ends in a backslash."""
    command, printed = "", ""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("$ "):
            if command:
                yield command, printed
            command, printed = line[2:], ""
            while command.endswith("\\"):
                command = command[:-1] + next(lines).strip()
        else:
            printed += line + "\n"
    if command:
        yield command, printed


def _matches(wanted: str, found: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in " ".join(wanted.split()).split("..."))
    return re.fullmatch(pattern, " ".join(found.split()), re.DOTALL) is not None


def check_console(block: Block, folder: Path) -> int:
    """Run the commands of a console block in `folder`; the number of them. Pip and make are not run."""
    run = 0
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "120",
    }
    for command, wanted in _commands(block.text):
        if command.split()[0] in ("pip", "make", "git", "docker", "apt-get", "sudo", "python3", "cd", "export"):
            continue
        done = subprocess.run(
            command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, timeout=100
        )
        found = done.stdout + done.stderr
        assert not wanted.strip() or _matches(wanted, found), f"line {block.line}: {command}\nprinted\n{found}"
        assert "Traceback" not in found, found
        run += 1
    return run
