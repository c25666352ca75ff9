"""Characters: one table for glyphs that a text layer mis-encodes, one for what rules compare by.

Both map one character to one character, so offsets hold. NFKC of a whole text is not used: it turns ： into :
and ① into 1 in values, and leaves most of the radicals supplement (⻑) as it is.
"""

from __future__ import annotations

import re
import unicodedata

from ..lexicon import load

__all__ = ["key_of", "repair"]

# Radicals Supplement (U+2E80–2EF3) that have one unified ideograph; after Unicode's EquivalentUnifiedIdeograph.
# Seen in PDF files printed from browsers and from office programs on macOS.
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺈⺋⺌⺎⺏⺐⺑⺒⺓⺔⺗⺘⺙⺚⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几刀卩小兀尢尣尣巳幺彑心扌攵无旡月歺母民氵氺灬爪爫丬牛犭王疋罒示礻竹糸纟罓罒网罓罓羊羊老聿聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜龟龟",
        strict=True,
    )
)


def _repairs() -> dict[int, str]:
    table = {ord(a): b for a, b in _SUPPLEMENT.items()}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA1E)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table


_REPAIR = _repairs()


def _keys() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update({ord(a): b for a, b in {
        "\u3000": " ", "\t": " ", "\xa0": " ", "\u2003": " ", "\u2002": " ", "\u200b": " ", "\ufeff": " ",
        "︰": ":", "﹕": ":", "∶": ":", "﹙": "(", "﹚": ")", "〔": "(", "〕": ")", "［": "(", "］": ")", "[": "(", "]": ")",
        "︵": "(", "︶": ")", "︻": "【", "︼": "】", "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』",  # of upright lines
        "﹒": ".", "﹐": ",", "﹑": "、", "､": "、", "﹔": ";",
        "ㄧ": "一", "〇": "○", "◯": "○", "Ｏ": "O", "＊": "*", "‧": "‧", "•": "•",
        "叁": "參", "叄": "參", "参": "參", "記": "紀", "－": "-", "–": "-", "—": "-", "─": "-", "―": "-", "～": "~", "〜": "~",
        "台": "臺",
    }.items()})  # fmt: skip
    table.update({code: plain for code, plain in _REPAIR.items() if code not in table})
    words = load("simplified")
    table.update({ord(a): b for a, b in zip(words["simplified"], words["traditional"], strict=True)})
    table.update({ord("记"): "紀", ord("录"): "錄"})
    return table


def _row(table: dict[int, str]) -> list[int]:
    """The table as a row of all characters of the basic plane: looked up by place, twice as fast as by key."""
    row = list(range(0x10000))
    for code, plain in table.items():
        if code < len(row):
            row[code] = ord(plain)
    return row


_KEY = _row(_keys())
_BEYOND = re.compile("[\U0002f800-\U0002fa1d]")
"""Compatibility ideographs outside the basic plane."""
_MENDABLE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1d]")
"""Where all that `_REPAIR` holds stands."""


def repair(text: str) -> str:
    """`text` with mis-encoded glyphs put right: ⽉ → 月, 年 (U+F98E) → 年. Same length.

    >>> repair("⽉\\uf98e")
    '月年'
    """
    return text.translate(_REPAIR) if _MENDABLE.search(text) else text


def key_of(text: str) -> str:
    """`text` as rules compare it: half width, one kind of colon, bracket and dash, 記 = 紀, 台 = 臺. Same length.

    >>> key_of("記錄：（１）")
    '紀錄:(1)'
    """
    return (text.translate(_REPAIR) if _BEYOND.search(text) else text).translate(_KEY)
