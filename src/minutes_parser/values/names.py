"""People as minutes name them: `read_mention` for one entry of a list, `read_speaker` for the label of a speech."""

from __future__ import annotations

from .mention import Mention, Part, read_mention
from .speaker import SpeakerReading, read_speaker

__all__ = ["Mention", "Part", "SpeakerReading", "read_mention", "read_speaker"]
