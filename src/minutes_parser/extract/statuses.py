"""The printed status of a follow-up: words, yes or no under 是否解列, ticked boxes, tick columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..lexicon import load
from ..model import FollowUpStatus, TextSpan
from ..normalize.flow import GridCell

__all__ = ["StatusReading", "read_status", "ticked"]

_TICKED = "☑■✓✔☒✅●Vv"
_BOX = re.compile(r"[☑☐☒■□✓✔✅▢◻◼]")


@dataclass(frozen=True, slots=True)
class StatusReading:
    status: FollowUpStatus
    text: str | None = None
    spans: tuple[TextSpan, ...] = ()


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile("|".join(words)) for name, words in load("tracking")["status"].items()}


def _of_words(key: str) -> FollowUpStatus:
    words = _words()
    if words["self_tracked"].search(key):
        return "self_tracked"
    if words["open"].search(key):
        return "open"
    if words["closed"].search(key):
        return "closed"
    return "unknown"


_ASKS_WHETHER_OPEN = re.compile(r"(?:列管|追蹤|管制|續辦)")
_ASKS_WHETHER_CLOSED = re.compile(r"[解結除免銷完]")


def read_status(key: str, head: str = "") -> StatusReading:
    """The status that a cell or a list entry prints.

    Of boxes the ticked one counts; no box ticked is unknown. 是 and 否 answer the head: whether a matter is closed
    (是否解列), unless it asks whether it stays open (是否繼續列管).

    >>> read_status("□解除列管 ■繼續列管").status, read_status("是").status, read_status("是", "是否列管").status
    ('open', 'closed', 'open')
    """
    flat = "".join(key.split())
    if not flat:
        return StatusReading("unknown")
    boxes = list(_BOX.finditer(flat))
    if boxes:
        ends = [*(b.start() for b in boxes[1:]), len(flat)]
        chosen = [flat[b.end() : end] for b, end in zip(boxes, ends, strict=True) if b[0] in _TICKED]
        if len(chosen) != 1:
            return StatusReading("unknown", flat)
        return StatusReading(_of_words(chosen[0]), flat)
    words = _words()
    stays_open = _ASKS_WHETHER_OPEN.search(head) is not None and _ASKS_WHETHER_CLOSED.search(head) is None
    if words["yes"].search(flat):
        return StatusReading("open" if stays_open else "closed", flat)
    if words["no"].search(flat):
        return StatusReading("closed" if stays_open else "open", flat)
    return StatusReading(_of_words(flat), flat)


def ticked(columns: Mapping[str, GridCell], status: GridCell | None) -> StatusReading:
    """The status from tick columns (解除列管｜繼續列管); unknown if none or two are ticked."""
    marked = [(name, cell) for name, cell in columns.items() if "".join(cell.key.split()) and "□" not in cell.key]
    if len(marked) == 1:
        name, cell = marked[0]
        denied = _words()["no"].search("".join(cell.key.split())) is not None
        if denied and name in ("tick_closed", "tick_open"):  # 結案：否
            return StatusReading("open" if name == "tick_closed" else "closed", cell.value, cell.spans())
        found: dict[str, FollowUpStatus] = {"tick_closed": "closed", "tick_open": "open", "tick_self": "self_tracked"}
        return StatusReading(found[name], cell.value, cell.spans())
    return read_status(status.key) if status else StatusReading("unknown")
