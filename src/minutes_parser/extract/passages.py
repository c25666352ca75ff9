"""Passages: text of a value put together from slices, with the places that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import TextSpan
from ..normalize.flow import Slice

__all__ = ["Passage", "passage"]

_GAP = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """Slices in reading order; their text has one line a paragraph."""

    slices: tuple[Slice, ...]

    @property
    def text(self) -> str:
        return _joined([value for s in self.slices if (value := s.value)])

    @property
    def key(self) -> str:
        return _joined([s.key.strip() for s in self.slices if s])

    @property
    def page(self) -> int | None:
        spans = self.spans
        return spans[0].page if spans else None

    @property
    def spans(self) -> tuple[TextSpan, ...]:
        return tuple(span for s in self.slices for span in s.spans())

    def __bool__(self) -> bool:
        return any(self.slices)

    def find(self, phrase: str) -> tuple[TextSpan, ...]:
        """Where a phrase stands first, whatever space or line break is in it; () if nowhere."""
        if (at := self._at_once(phrase)) is not None:
            return self.slices[0].cut(at, at + len(phrase)).spans()
        found = self._letters(phrase)
        spans: list[TextSpan] = []
        for s in dict.fromkeys(s for s, _ in found):
            places = [place for other, place in found if other is s]
            spans += s.cut(places[0], places[-1] + 1).spans()
        return tuple(spans)

    def said(self, phrase: str | None) -> str | None:
        """A phrase of the key as the document has it: 记录确认 for 紀錄確認; as it is where it stands nowhere."""
        if phrase is None:
            return None
        if (at := self._at_once(phrase)) is not None:
            return self.slices[0].text[at : at + len(phrase)]
        return "".join(s.text[at] for s, at in self._letters(phrase)) or phrase

    def _at_once(self, phrase: str) -> int | None:
        """Where a phrase stands in the first slice; None if it does not, or if there is space in either."""
        first = self.slices[0].key if self.slices else ""
        at = -1 if not phrase or _GAP.search(first) or _GAP.search(phrase) else first.find(phrase)
        return at if at >= 0 else None

    def _letters(self, phrase: str) -> list[tuple[Slice, int]]:
        """Where each character of a phrase of the key stands, without spaces; none if it stands nowhere."""
        letters = [(s, at, c) for s in self.slices for at, c in enumerate(s.key) if not c.isspace()]
        wanted = "".join(phrase.split())
        at = "".join(c for _, _, c in letters).find(wanted) if wanted else -1
        return [(s, place) for s, place, _ in letters[at : at + len(wanted)]] if at >= 0 else []


_STOPS = re.compile(r"[\u4e00-\u9fff\d、，,]$")
_GOES_ON = re.compile(r"(?!\s?(?:[一二三四五六七八九十壹貳參肆伍]{1,3}[、.]|\d{1,3}[.、)]))[\u4e00-\u9fff\d]")


def _joined(lines: list[str]) -> str:
    """Lines as paragraphs; one that stops in mid-sentence and is long goes on in the next without a break."""
    text = ""
    for i, line in enumerate(lines):
        runs_on = i and len(lines[i - 1]) >= 14 and _STOPS.search(lines[i - 1]) and _GOES_ON.match(line)
        text += line if not i or runs_on else "\n" + line
    return text


def passage(slices: Iterable[Slice]) -> Passage:
    """A passage of the slices that hold text."""
    return Passage(tuple(s.strip() for s in slices if s))
