"""Text as tokens that find every word of Chinese without a dictionary.

A run of ideographs gives its overlapping pairs and its last sign alone; a run of letters and digits is one token;
everything else only separates. 第4次 is `第 4 次`, 第45次 is `第 45 次`; 列管 is `列管 管`. A word is looked for as
the phrase of its pairs, a single sign as the first sign of a pair, so words of any length are found exactly.
Between ideographs and letters or digits separators do not count (第 4 次 = 第4次); between two ideographs they do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from .folding import fold

__all__ = ["TOKENIZER_VERSION", "Words", "index_tokens", "is_signs", "words_of"]

TOKENIZER_VERSION = "1"
"""Changes with `fold` and with the tokens: an index made with another version gives wrong answers and is refused."""

# ideographs, kana and bopomofo, signs of private fonts (造字), planes 2 and 3
_SIGNS = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\ue000-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
# letters and digits of languages that are written with spaces, with their marks (é as e and U+0301)
_LETTERS = "0-9a-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u037d\u0386-\u1fff"
_RUN = re.compile(f"([{_SIGNS}]+)|[{_LETTERS}]+")  # "第45次會議" -> 第 | 45 | 次會議
_BETWEEN = f"[^{_SIGNS}{_LETTERS}]"


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase that is looked for: its runs, folded.

    `prefix` says that the last run of letters may go on (`cov*`); `anchored` that the field begins with it.
    """

    runs: tuple[str, ...]
    prefix: bool = False
    anchored: bool = False

    def tokens(self) -> tuple[str, ...]:
        """The tokens that stand one after the other in the index; the last one may be only its beginning."""
        made: list[str] = []
        for place, run in enumerate(self.runs):
            if not is_signs(run):
                made.append(run)
            elif place < len(self.runs) - 1:
                made.extend(_signs(run))
            else:
                made.extend(_signs(run)[:-1] or [run])
        return tuple(made)

    def open_end(self) -> bool:
        """Whether the last token stands for all tokens that begin with it: a single sign, or letters with `*`."""
        last = self.runs[-1]
        return len(last) == 1 if is_signs(last) else self.prefix

    def pattern(self) -> re.Pattern[str]:
        """Finds the same places in a folded text that the index finds, for highlights; call it as `search(folded)`.

        >>> words_of("第4次").pattern().search(fold("在第 4 次會議")).span()
        (1, 6)
        """
        parts = [f"^{_BETWEEN}*" if self.anchored else ""]
        for place, run in enumerate(self.runs):
            if place:
                both = is_signs(run) and is_signs(self.runs[place - 1])
                letters = not is_signs(run) and not is_signs(self.runs[place - 1])
                parts.append(f"{_BETWEEN}+" if both or letters else f"{_BETWEEN}*")
            if is_signs(run):
                parts.append(re.escape(run))
            else:
                ends = "" if place == len(self.runs) - 1 and self.prefix else f"(?![{_LETTERS}])"
                parts.append(f"(?<![{_LETTERS}]){re.escape(run)}{ends}")
        return re.compile("".join(parts))


def index_tokens(text: str) -> str:
    """The tokens of a text, joined by blanks: what goes into the index.

    >>> index_tokens("解除列管，ESG第4次")
    '解除 除列 列管 管 esg 第 4 次'
    """
    made: list[str] = []
    for match in _RUN.finditer(fold(text)):
        run = match.group()
        if match.lastindex is None:
            made.append(run)
        else:
            made.extend(map(add, run, run[1:]))  # its pairs
            made.append(run[-1])
    return " ".join(made)


def words_of(text: str, *, prefix: bool = False, anchored: bool = False) -> Words | None:
    """What is looked for with a word or phrase; None where it holds neither sign nor letter.

    >>> words_of("性別平等").tokens()
    ('性別', '別平', '平等')
    >>> words_of("王").tokens(), words_of("王").open_end()
    (('王',), True)
    """
    runs = tuple(match.group() for match in _RUN.finditer(fold(text)))
    return Words(runs, prefix, anchored) if runs else None


def is_signs(run: str) -> bool:
    """Whether a run is one of ideographs; else it is one of letters and digits."""
    match = _RUN.match(run)
    return match is not None and match.lastindex is not None


def _signs(run: str) -> list[str]:
    return [*(a + b for a, b in pairwise(run)), run[-1]]
