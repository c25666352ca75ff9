"""Names (first cut): who speaks, read from a label."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["SpeakerReading", "read_speaker"]

_TITLES = "委員|研究員|科長|處長|局長|鄉長|校長|院長|議員|董事|監事|主任|組長|課長|里長|司長|專門委員|次長|署長|先生|女士|小姐|同學|老師|教授|股長|副署長|副組長|視察|諮議|工程員|會長|館長|副局長|理事|部長|太太"
_SPLIT = re.compile(rf"(.{{0,14}}?)(.)({_TITLES})([\u4e00-\u9fff○]{{1,2}})")
_AFTER = re.compile(rf"(.{{0,14}}?)([\u4e00-\u9fff][\u4e00-\u9fff○]{{0,2}})({_TITLES})")
_UNIT = re.compile(r"[^，。、]{1,12}(?:局|處|署|部|課|司|會|實施者|中心|組|室)")


@dataclass(frozen=True, slots=True)
class SpeakerReading:
    name: str | None
    organization: str | None
    title: str | None


def read_speaker(text: str) -> SpeakerReading | None:
    """The speaker that a label names, or None."""
    flat = re.sub(r"(?:發言摘要|發言要點|回應|說明|答覆|發言)$", "", "".join(text.split()))
    if flat == "主席":
        return SpeakerReading(None, None, "主席")
    if split := _SPLIT.fullmatch(flat):
        return SpeakerReading(split[2] + split[4], split[1] or None, split[3])
    if after := _AFTER.fullmatch(flat):
        return SpeakerReading(after[2], after[1] or None, after[3])
    return SpeakerReading(None, flat, None) if _UNIT.fullmatch(flat) else None
