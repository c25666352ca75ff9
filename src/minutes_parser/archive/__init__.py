"""Batch conversion of whole archives: a run can be killed at any moment, and the same command goes on with it."""

from __future__ import annotations

from .driver import Settings, convert
from .record import Counts, Options, OutputFailed, Record, Status
from .sources import Source

__all__ = ["Counts", "Options", "OutputFailed", "Record", "Settings", "Source", "Status", "convert"]
