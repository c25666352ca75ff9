"""The privacy lens: what a record and its file give away. Kinds and places; values only where they are asked for."""

from .findings import PRIVACY_CODES, PrivacyFinding
from .hidden import find_hidden_text
from .identifiers import find_identifiers
from .lens import find_privacy
from .names import find_written_out

__all__ = [
    "PRIVACY_CODES",
    "PrivacyFinding",
    "find_hidden_text",
    "find_identifiers",
    "find_privacy",
    "find_written_out",
]
