"""The minutes of `cases/` as LibreOffice makes other formats of them: the record stays the same."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from minutes_parser import parse
from minutes_parser.readers.detect import is_markdown

from .shorthand import short
from .test_cases import CASES

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
TEXT_ALONE = {
    "council-lines-torn", "council-bill-forms-stacked", "council-offices-before-names", "saved-with-tags",
}  # fmt: skip
"""Text that was taken out of a PDF or of a saved page, with its lines torn or its tags left in: in a word processor each
of the torn lines would be a paragraph, and nobody types tags there."""
DIFFERENT = {
    "pdf": {
        "township-report", "posted-on-a-board", "run-in-speeches", "line-breaks-lost", "page-letter-spaced",
        "post-of-a-club", "planning-committee-glued",
    },
    "docx": set(),
    "odt": set(),
    "html": set(),
    "rtf": set(),
}  # fmt: skip
"""In a PDF a column that fills its place runs into the next one, and a whole page typed as one line is wrapped to lines
that begin anywhere (藍副總幹事可風|說明：). A page of few lines does not show its margin: a line that is as long as the longest
runs into the next."""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("texts")
    for case in CASES:
        text, _, _ = case.read_text(encoding="utf-8").partition("\n====\n")
        if is_markdown(text) or case.stem in TEXT_ALONE:  # whose signs are none in a word processor
            continue
        (folder / case.name).write_text(text + "\n", encoding="utf-8")
    return sorted(folder.glob("*.txt"))


def converted(texts: list[Path], kind: str, folder: Path) -> None:
    assert PROGRAM is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [PROGRAM, profile, "--headless", "--infilter=Text (encoded):UTF8", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), *map(str, texts)], check=True, capture_output=True, timeout=300)


def record(path: Path) -> list[str]:
    return ["".join(line.split()) for line in short(parse(path))]


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed: it makes the other formats")
@pytest.mark.parametrize("kind", DIFFERENT)
def test_every_format_gives_the_same_record(kind: str, texts: list[Path], tmp_path: Path) -> None:
    converted(texts, kind, tmp_path)
    found = {text.stem for text in texts if record(text) != record(tmp_path / f"{text.stem}.{kind}")}
    assert found == DIFFERENT[kind]
