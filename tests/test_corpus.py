"""The laws on real documents, where they stand beside the checkout: every file parses, nothing is lost or invented."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from evaluation.corpus import documents
from evaluation.laws import violations

from minutes_parser import parse

from .hash_seeds import digests

SHARED = Path(__file__).resolve().parents[2] / "shared"
DOCUMENTS = documents(SHARED) if (SHARED / "corpus").is_dir() else []

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="the real documents are not here (../shared/corpus)")


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_parses_and_keeps_the_laws(path: Path) -> None:
    if path.suffix == ".doc" and not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed: .doc files cannot be read")
    found = violations(parse(path, ocr=False))
    assert not found, "\n".join([name(path), *found[:40]])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_same_bytes_under_any_hash_seed() -> None:
    paths = [p for p in DOCUMENTS if p.suffix != ".doc"]
    assert digests(paths, "1") == digests(paths, "4242")
