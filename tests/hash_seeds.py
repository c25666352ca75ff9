"""The same documents parsed by two processes that hash strings differently."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["digests"]

SCRIPT = (
    "import sys, hashlib\nfrom pathlib import Path\nfrom minutes_parser import parse\n"
    "for p in sys.argv[1:]: print(p, hashlib.sha256(parse(Path(p), ocr=False).to_json().encode()).hexdigest())"
)


def digests(paths: Sequence[Path], seed: str, *, seconds: float | None = None) -> str:
    """A line with path and digest for each record, made by a process with this PYTHONHASHSEED."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, paths)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds,
    ).stdout
