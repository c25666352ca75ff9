"""Typed, source-grounded records from the meeting minutes (會議紀錄) of Taiwan's public bodies.

>>> minutes = parse_text("松濤市公園委員會第3次會議紀錄\\n時間：113年5月2日下午2時\\n主席：林召集人大川\\n決議：照案通過。")
>>> minutes.meeting.body, minutes.meeting.start, minutes.rulings[0].outcome
('松濤市公園委員會', '2024-05-02T14:00:00+08:00', 'approved')
"""

from __future__ import annotations

from .api import parse, parse_text, read
from .document import Document
from .errors import LimitExceeded, MinutesParserError, MissingDependency, UnreadableDocument, UnsupportedFormat
from .model import Minutes
from .readers.limits import Limits

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
    "parse",
    "parse_text",
    "read",
]
