"""Characters as search compares them: one to one, so that a place in the folded text is the place in the original.

Full width is half width, capitals are small letters, compatibility glyphs are the plain ones, and the spellings that
offices in Taiwan use side by side (台 臺, 秘 祕, 公布 公佈) are one. Only the index and the query are folded, never
what is shown.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from ..values.chars import repair

__all__ = ["VARIANTS", "fold"]

_SAME = (
    # spellings met side by side in minutes; the first sign is the one that the others are folded to
    "臺台 裡裏 著着 群羣 峰峯 衛衞 啟啓 為爲 污汙 線綫 秘祕 布佈 占佔 周週 紀記 證証 床牀 恆恒 卻却 雞鷄 閒閑 參叁叄参",
    # glyphs of other fonts and keyboards
    "溫温 產産 說説 稅税 脫脱 教敎 黃黄 真眞 青靑 錄録 內内 戶户戸 吳吴呉 呂吕 清淸 強强 絕絶 綠緑 歲歳 尚尙 鎮鎭 查査",
    "緒緖 皓晧 值値 沒没 每毎 敘敍叙 勳勛勲 創剏 郎郞 毀毁 贊賛 顏顔 隸隷 市巿",
    # signs that mask a part of a name (陳○明), the zero among numerals, and ㄧ typed for 一
    "〇○◯ 一ㄧ",
)
VARIANTS: dict[str, str] = {other: group[0] for line in _SAME for group in line.split() for other in group[1:]}
"""What is folded beyond compatibility characters; the analyzer that is published for OpenSearch has the same table."""

_COMPATIBILITY = (  # blocks in which NFKC changes single characters that minutes hold
    (0x00A0, 0x0250),
    (0x2000, 0x2190),  # Letterlike, superscripts, Roman numerals
    (0x2460, 0x2500),  # ①
    (0x3000, 0x3400),  # the ideographic space, ㊣
    (0xFE10, 0xFF00),
    (0xFF00, 0xFFF0),  # full and half width
)
_CAPITALS = ((0x0041, 0x005B), (0x00C0, 0x0590), (0x1E00, 0x2000))


@cache
def _table() -> dict[int, str]:
    """Code point → character, for every character that is folded."""
    made: dict[int, str] = {}
    for start, stop in _COMPATIBILITY:
        for code in range(start, stop):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                made[code] = plain
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA1E)):
        plain = repair(chr(code))
        if plain != chr(code):
            made[code] = plain
    for start, stop in _CAPITALS:
        for code in range(start, stop):
            small = made.get(code, chr(code)).lower()
            if len(small) == 1 and small != chr(code):
                made[code] = small
    # what is folded twice (Ａ → A → a, 參 as a compatibility glyph) goes the whole way at once
    whole = {code: _small(plain) for code, plain in made.items()}
    return {code: VARIANTS.get(plain, plain) for code, plain in whole.items()} | {
        ord(written): plain for written, plain in VARIANTS.items()
    }


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def fold(text: str) -> str:
    """`text` as search compares it; as long as `text`, and folding it again changes nothing.

    >>> fold("台北市　ＥＳＧ祕書處")
    '臺北市 esg秘書處'
    """
    if text.isascii():
        return text.lower()
    return text.translate(_table())
