"""The printed status of a follow-up: words, yes or no under 是否解列, ticked boxes, tick columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import load
from ..model import FollowUpStatus, TextSpan
from ..normalize.flow import GridCell

__all__ = ["StatusReading", "read_status", "said_status", "ticked"]

_TICKED = "☑■✓✔☒✅●Vv"
_BOX = re.compile(r"[☑☐☒■□✓✔✅▢◻◼]|[(](?P<sign>[VvXx✓✔○●]?)[)]")  # (V)解除列管 ( )繼續列管
_LONGEST_SAID = 14
"""Characters of a clause that says no more than how a matter stands, at most."""
_LONGEST_TICKS = 40
"""Characters of a cell of boxes whose words may answer the head, at most."""
_BRACKETED = {"V": True, "v": True, "✓": True, "✔": True, "○": True, "●": True, "X": None, "x": None, "": False}
"""Whether a sign in brackets ticks; an X does where nothing else is ticked."""


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
    boxes = list(_BOX.finditer(flat)) if len(flat) > 1 else []
    if boxes:
        chosen = _chosen(flat, boxes)
        if len(chosen) != 1:
            return StatusReading("unknown", flat)
        said = read_status(chosen[0], head) if len(flat) <= _LONGEST_TICKS else None  # 結案與否: ■是 □否
        return StatusReading(said.status if said is not None else _of_words(chosen[0]), flat)
    words = _words()
    stays_open = _ASKS_WHETHER_OPEN.search(head) is not None and _ASKS_WHETHER_CLOSED.search(head) is None
    if words["yes"].search(flat):
        return StatusReading("open" if stays_open else "closed", flat)
    if words["no"].search(flat):
        return StatusReading("closed" if stays_open else "open", flat)
    return StatusReading(_of_words(flat), flat)


_SAID = re.compile(
    r"(?:[擬同可准建予]{0,2}[議意請]?)(?:解除(?:列管|追蹤|管制)|解列|結案|銷案|免列管)|(?:繼續|持續|賡續)(?:列管|追蹤|管制)|自行(?:列管|追蹤)|[續解除]管|續列"
)


def said_status(key: str) -> FollowUpStatus:
    """The status that the last clause of a progress says where none is printed beside it: 已發布，建議解除列管。

    >>> said_status("已發布,建議解除列管。"), said_status("請求解除列管之公文已送出,審查中。")
    ('closed', 'unknown')
    """
    clauses = [clause for clause in re.split(r"[,，。;；\n]", "".join(key.split(" "))) if clause.strip()]
    found = _SAID.search(clauses[-1]) if clauses and len(clauses[-1]) <= _LONGEST_SAID else None
    return _of_words(found[0]) if found else "unknown"


def _chosen(flat: str, boxes: Sequence[re.Match[str]]) -> list[str]:
    """The words of the ticked boxes, which stand after their boxes or, where the last box ends the text, before them."""
    if boxes[0].start() and boxes[-1].end() == len(flat):
        starts = [0, *(b.end() for b in boxes[:-1])]
        words = [flat[start : b.start()] for start, b in zip(starts, boxes, strict=True)]
    else:
        ends = [*(b.start() for b in boxes[1:]), len(flat)]
        words = [flat[b.end() : end] for b, end in zip(boxes, ends, strict=True)]
    ticks = [b[0] in _TICKED if b["sign"] is None else _BRACKETED[b["sign"]] for b in boxes]
    if True not in ticks:
        ticks = [tick is None for tick in ticks]
    return [word for word, tick in zip(words, ticks, strict=True) if tick]


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
