"""What a program waits for when it starts: a module is loaded when something asks for it, not before."""

from __future__ import annotations

import subprocess
import sys

import pytest

import minutes_parser

RULES = {"minutes_parser.pipeline", "minutes_parser.extract"}
LIBRARIES = {"docx", "pdfplumber", "pypdfium2", "selectolax", "striprtf", "markdown_it", "pyarrow"}


def loaded_after(code: str) -> set[str]:
    """The names of all modules that a fresh interpreter has loaded when it has run this code."""
    script = f"{code}\nimport sys\nprint(*sys.modules, sep='\\n', file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(result.stderr.split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        pytest.param("import minutes_parser", RULES | LIBRARIES | {"pydantic", "typer"}, id="the package alone"),
        pytest.param("from minutes_parser import MinutesParserError", RULES | LIBRARIES | {"pydantic"}, id="an error"),
        pytest.param(
            "from minutes_parser import parse_text; parse_text('決議：通過')", LIBRARIES, id="minutes as text"
        ),
        pytest.param("from minutes_parser.cli import app", RULES | LIBRARIES | {"pydantic"}, id="the command"),
        pytest.param("import minutes_parser.cli.archive", RULES | LIBRARIES, id="convert and status"),
        pytest.param("import minutes_parser.cli.search", RULES | LIBRARIES, id="search"),
    ],
)
def test_only_what_is_asked_for_is_loaded(code: str, absent: set[str]) -> None:
    early = loaded_after(code) & absent
    assert not early


def test_every_public_name_can_be_had() -> None:
    for name in minutes_parser.__all__:
        assert getattr(minutes_parser, name) is not None
        assert name in dir(minutes_parser)


def test_unknown_names_are_no_attributes() -> None:
    with pytest.raises(AttributeError, match="no attribute 'parse_all'"):
        _ = minutes_parser.parse_all
