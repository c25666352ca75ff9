"""Typed, source-grounded records from the meeting minutes (會議紀錄) of Taiwan's public bodies.

>>> from minutes_parser import parse_text
>>> minutes = parse_text("松濤市公園委員會第3次會議紀錄\\n時間：113年5月2日下午2時\\n主席：林召集人大川\\n決議：照案通過。")
>>> minutes.meeting.body, minutes.meeting.start, minutes.rulings[0].outcome
('松濤市公園委員會', '2024-05-02T14:00:00+08:00', 'approved')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import parse, parse_meetings, parse_text, read
    from .archive import convert
    from .document import Document
    from .errors import LimitExceeded, MinutesParserError, MissingDependency, UnreadableDocument, UnsupportedFormat
    from .export.dataframe import to_dataframe
    from .model import Minutes
    from .readers.limits import Limits
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

_MODULES = {
    ".api": ("parse", "parse_meetings", "parse_text", "read"),
    ".archive": ("convert",),
    ".document": ("Document",),
    ".errors": ("LimitExceeded", "MinutesParserError", "MissingDependency", "UnreadableDocument", "UnsupportedFormat"),
    ".export.dataframe": ("to_dataframe",),
    ".model": ("Minutes",),
    ".readers.limits": ("Limits",),
    ".tracking": ("track",),
}
"""Each module is imported when one of its names is first asked for: the rules take half a second to load, which a
program that only asks for the version, or reads an index, need not wait for."""

_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULE_OF[name], __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
