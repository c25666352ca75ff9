"""What the settings need that may not be installed: asked before a run, not after its first thousand documents."""

from __future__ import annotations

import importlib.util

from ..errors import MissingDependency

__all__ = ["require_ocr", "require_pyarrow"]


def require_ocr() -> None:
    """Raises MissingDependency where OCR is not installed."""
    if not all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime")):
        raise MissingDependency("recognising scanned pages needs rapidocr: pip install 'minutes-parser[ocr]'")


def require_pyarrow() -> None:
    """Raises MissingDependency where Parquet cannot be written."""
    if importlib.util.find_spec("pyarrow") is None:
        raise MissingDependency("Parquet needs pyarrow: pip install 'minutes-parser[parquet]'")
