"""Records for other software: open formats that say what they leave out, tables, dataframes, the review page."""

from __future__ import annotations

from .dataframe import to_dataframe
from .formats import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "export", "to_dataframe"]
