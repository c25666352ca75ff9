"""Typed, source-grounded records from the meeting minutes (會議紀錄) of Taiwan's public bodies.

>>> minutes = parse_text("松濤市公園委員會第3次會議紀錄\\n時間：113年5月2日下午2時\\n主席：林召集人大川\\n決議：照案通過。")
>>> minutes.meeting.body, minutes.meeting.start, minutes.rulings[0].outcome
('松濤市公園委員會', '2024-05-02T14:00:00+08:00', 'approved')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .api import parse, parse_meetings, parse_text, read
from .document import Document
from .errors import LimitExceeded, MinutesParserError, MissingDependency, UnreadableDocument, UnsupportedFormat
from .model import Minutes
from .readers.limits import Limits

if TYPE_CHECKING:
    from .archive import convert
    from .export.dataframe import to_dataframe
    from .tracking import track

__version__ = "0.1.0"

__all__ = [
    "Document",
    "LimitExceeded",
    "Limits",
    "Minutes",
    "MinutesParserError",
    "MissingDependency",
    "UnreadableDocument",
    "UnsupportedFormat",
    "__version__",
    "convert",
    "parse",
    "parse_meetings",
    "parse_text",
    "read",
    "to_dataframe",
    "track",
]

_LATER = {"convert": ".archive", "to_dataframe": ".export.dataframe", "track": ".tracking"}
"""Verbs for many records; their modules are imported when they are first used."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name], __name__), name)
