"""The title of minutes, and what it says: body and session."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..normalize.flow import Slice, clean
from ..segment.pieces import Piece
from ..segment.zones import is_title, title_key
from ..values.chars import key_of
from .passages import Passage

__all__ = ["TitleReading", "find_title", "read_title"]

_N = r"(?:[\d一二三四五六七八九十百○零廿卅壹貳參]{1,8}|\d{2,4}-(?:[A-Z]-?)?\d{1,3})"
_DATE = re.compile(
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|(?<!\d)1\d\d[/.]\d{{1,2}}[/.]\d{{1,2}}(?!\d)|^(?:19|20)\d{{6}}(?=[-_ ]?[^\d-])|(?:中華民國|民國)?{_N}年{_N}月{_N}日(?:\([^)]{{1,4}}\))?(?:[上下]午)?\s?-?"
    rf"|(?<!年){_N}月{_N}日"
)
_MONTH_AND_DAY = re.compile(r"(?:0[1-9]|1[0-2])[0-3]\d(?=[^\d年]{2})")
_SESSION = re.compile(
    rf"(?:中華民國|民國)?(?:成立大會(?=第)|{_N}(?:學年度?|年度|年)(?:第?(?:[上下]|{_N})學期(?:\(?期[初中末]\)?)?)?(?:[上下]半年(?:度)?)?"
    rf"|第{_N}(?:[、及]{_N})?(?:屆|期|任)|(?<![\d第])\d{{1,3}}屆(?=第)"
    rf"|第{_N}(?:[、及]第?{_N})?次(?!通盤檢討|變更|修[正訂]|公開展覽)(?:\(期[初中末]\)|定期(?:大會|會(?![員議]))?|臨時(?:大會|會(?![員議]))?|常會(?![員議紀]))?"
    rf"|(?<!\d)1\d\d-[12](?=第|學期|期)|第{_N}(?:季|場次?|會期|學期|梯次|期|號|輪)|{_N}月(?!{_N}日)份?|[上下]學期|[上下]半年度?)"
)
_END = re.compile(
    r"(?:(?P<meeting>會議?)?(?P<record>(?:議事)?逐字(?:紀錄)?稿?|議事紀錄|會議?議事錄|紀錄|議事錄|實錄|速錄|速紀錄|紀要|紀實|決議錄?|摘要|議事紀錄|逐字稿|會前紀錄|議錄|議程及紀錄|(?:摘要|簡要|重點)紀錄|(?<=委員會)(?:(?:議案|提案)審查(?:紀錄|報告書?)?|(?:預算|決算|案件)?審查(?:會議)?紀錄))(?:表|單|簿|稿)?(?:[及暨與](?:決議)?(?:事項)?執行情形)?)(?:\([^()]{1,20}\))?$"
)
_SIGNED_IN = re.compile(r"(?:會議?)?簽到[簿表單冊]?[暨及與](?=會|紀錄|議事)|[暨及與](?:會議)?簽到[簿表單冊]?$")
"""第27次會議簽到暨會議紀錄, …會議紀錄暨簽到表: the sheet is no part of the body's name."""
_PAGE_ONE = re.compile(r"\s*1\s{1,4}(?=[\u4e00-\u9fff])(?![年月日週])")
"""The number of the first page, where the text of a page was run together: 1 某某國民中學…會議紀錄."""
_PROJECT = re.compile(r"^[^。:;,@]{4,60}(?:案|計畫|工程|標|服務|規劃|設計)$")  # 「…策略規劃」委託技術服務案
_QUOTED = re.compile(r"[「『][^」』。:]{6,80}[」』]案?")  # 「…開發計畫環境影響說明書」 over 現場勘察會議紀錄
_PHASE = re.compile(
    r"第.{1,4}[次階]|(?:期[初中末]|工作(?:執行)?計畫書|成果|細部設計|基本設計|[^第]{0,4}審查|驗收|評選|啟動|進度|公聽會|說明會|協調會|座談會|會勘|現場?勘[查察驗])"
)
_GLOSS = re.compile(r"(?<=[紀錄])[A-Za-z][A-Za-z&'.]{3,60}$")  # …會議紀錄 Board Meeting Minutes
_ORGANIZATION = re.compile(
    r".*(?:會|小組|局|處|府|院|部|署|中心|公司|學系|系所?|所|校|學|社區|協會|組|室|科|課|廳|館|團|基金會|聯盟|工會|[視電]臺|」|』|\)|計畫|專案|黨|社|班|隊|法人|大廈|農場|醫院|銀行|博物館|委員|會議|大會|會報)$"
)
_HOST = re.compile(
    r"[\u4e00-\u9fff()]{2,26}(?:基金會|協會|學會|公會|工會|[視電]臺|公司|大學|學院|高中|國中|國小|學校|中心|醫院|銀行|聯盟|總會|法人)"
)
_BOXED_HOST = re.compile(r"【([^】]{2,20})】(?=.{2})")
_REGULAR = re.compile(r"(?:月?例行?|定期|臨時)會議?")
_DASHES = "--"
_WORDS_OF_BODY = ("會", "小組", "會報", "院會", "大會", "座談", "工作坊", "會談", "說明會", "公聽會")


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title says. Body and session as values; None where it does not say."""

    body: str | None
    session: str | None


def _complete(key: str) -> bool:
    """Whether a title names its body: it does not begin with the session, nor go on behind a dash from the line above
    (——「海岸組」會議紀錄), and is more than 會議紀錄."""
    if key.startswith((_DASHES, "「", "『")):
        return False
    end = _END.search(key)
    core = key[: end.start()] if end else key
    return len(core) >= 2 and not _SESSION.match(core) and not core.startswith(("(", "第")) and core != "會議"


_OF_VOLUME = re.compile(r"(?<=[會大屆])議事錄$")
_SITTING = re.compile(rf"(?:第{_N}次|預備)會議?(?:紀錄|議事錄)")


def _volume(piece: Piece, below: str) -> Slice | None:
    """某鄉民代表會第22屆第3次定期會議事錄 over 第一次會議紀錄: whose meeting it was, without what the volume is called."""
    if _SITTING.fullmatch(below) is None or len(title_key(piece)) > 60:
        return None
    line = _line(piece)
    end = _OF_VOLUME.search(line.key.rstrip())
    named = end is not None and _complete(title_key(piece)) and _SESSION.search(title_key(piece))
    return line.cut(0, end.start()) if end is not None and named else None


def _names_its_body(key: str) -> bool:
    """Whether a title that begins with its session goes on with a body: 第302次主管會報, not 第3次會議紀錄."""
    rest = _END.sub("", key)
    rest = "".join(_SESSION.split(rest)).replace("會議", "")
    return len(rest) >= 3


def _leads(key: str) -> bool:
    """Whether a line can be the first part of a title."""
    if not 2 <= len(key) <= 60 or any(c in key for c in "。:;,@") or key.isascii() or _END.search(key):
        return False
    return bool(_ORGANIZATION.match(key) or _SESSION.search(key))


def _line(piece: Piece) -> Slice:
    skip = len(piece.whole.key) - len(piece.whole.key.lstrip())
    marker = piece.marker
    if (
        marker
        and marker.style in ("bullet", "han", "han_paren", "num")
        and not piece.whole.key.startswith(_DASHES, skip)
    ):
        skip = marker.length
    elif marker is None and (page := _PAGE_ONE.match(piece.whole.key)) is not None:
        skip = page.end()
    return piece.whole.cut(skip)


def find_title(candidates: Sequence[Piece]) -> Passage | None:
    """The title among the pieces that stand before the head: the last complete one, with the lines before it
    that belong to it (body, session and 會議紀錄 on lines of their own). Without 會議紀錄, the last line that has a
    session; without that, the last that names a meeting or a body. A heading of the first rank goes before other
    lines without a session: a link to 所有會議紀錄 under it is none."""
    lines = [p for p in candidates if p.grid is None]
    for test in (is_title, _has_session, _names_meeting, _marked, _names_body, _heads_all):
        found = [i for i, line in enumerate(lines) if test(line)]
        if found:
            headings = [i for i in found if lines[i].whole.line.style.heading == 1]
            last = found[-1]
            if test is is_title and (fuller := _fuller_below(lines, last)) is not None:
                return fuller
            return _grown(lines, headings[-1] if headings and not _SESSION.search(title_key(lines[last])) else last)
    return None


def _fuller_below(lines: Sequence[Piece], i: int) -> Passage | None:
    """The heading of the minutes themselves, below the title of a post that calls the body by a shorter name:
    礁石國中112學年度第1學期課發會會議紀錄 over 貝殼縣立礁石國民中學 / 112學年度第1學期課程發展委員會會議."""
    below = list(lines[i + 1 :])
    at = next((j for j in reversed(range(len(below))) if _names_meeting(below[j])), None)
    if at is None:
        return None
    passage = _grown(below, at)
    own, posted = read_title(passage.text), read_title(_line(lines[i]).value)
    whole = _complete("".join(key_of(passage.text).split())) and own.session is not None
    return passage if whole and len(own.body or "") > len(posted.body or "") else None


def _has_session(piece: Piece) -> bool:
    key = title_key(piece)
    return (
        5 <= len(key) <= 80
        and not re.search(r"[。:;@字號]", key)
        and re.search(
            r"第.{1,8}次.{0,20}(?:會|會議|會報|大會|委員|小聚|聚會|委員會(?:議案|提案)審查(?:報告書?)?)$", key
        )
        is not None
    )


def _names_meeting(piece: Piece) -> bool:
    key = _DATE.sub("", title_key(piece))
    return (
        4 <= len(key) <= 60
        and not re.search(r"[。:;,@]", key)
        and key.endswith(("會議", "大會", "會報", "座談會", "院會", "常會", "年會", "週會", "周會", "月會", "例會"))
    )


_MARK = re.compile(r"[\[【〔(](?:會議|開會)?(?:紀錄|議事錄|實錄|逐字稿)[\]】〕)]\s*")


def _marked(piece: Piece) -> bool:
    """[會議紀錄] …社群 10 月月會."""
    return 10 <= len(title_key(piece)) <= 80 and _MARK.match(title_key(piece)) is not None


def _names_body(piece: Piece) -> bool:
    key = title_key(piece)
    return (
        6 <= len(key) <= 40
        and not re.search(r"[。:;,@「]", key)
        and key.endswith(("委員會", "協會", "學會", "聯盟", "小組", "管理會", "理事會", "董事會", "工會", "公會"))
    )


def _heads_all(piece: Piece) -> bool:
    """A heading of the first rank that begins with the day: # 2024-05-21 某基金會來訪, # 0306小聚."""
    key = title_key(piece)
    if piece.whole.line.style.heading != 1 or not 4 <= len(key) <= 60:
        return False
    return _DATE.match(key) is not None or _MONTH_AND_DAY.match(key) is not None


def _grown(lines: Sequence[Piece], i: int) -> Passage:
    """A title with the lines above that it needs: until it names its body and has a session."""
    taken: list[Slice] = [_line(lines[i])]
    key = title_key(lines[i])
    while i > 0 and not (_complete(key) and _SESSION.search(key)):
        i -= 1
        above = title_key(lines[i])
        if (volume := _volume(lines[i], key)) is not None:
            return Passage((volume, *taken))
        project = (_PROJECT.search(above) or _QUOTED.fullmatch(above)) and _PHASE.match(key) is not None
        known = _leads(above) and above not in key and (not _complete(key) or _SESSION.search(above))
        if not known and not project:
            break
        if _names_its_body(key) and above.endswith(("會議", "會報", "大會")):
            break
        taken.insert(0, _line(lines[i]))
        key = above + key
    if i == 1 and len(taken) <= 2 and _hosts(lines[0], key):
        taken.insert(0, _line(lines[0]))
    return Passage(tuple(taken))


def _hosts(piece: Piece, title: str) -> bool:
    """Whether the first line of all names who set up the body of the title: 財團法人某某基金會 over 監測管理委員會…會議紀錄;
    not 某某市政府 over 某某市都市計畫委員會…."""
    key = title_key(piece)
    if piece.marker is not None or piece.labels or not 4 <= len(key) <= 30 or key[:2] in title:
        return False
    return _HOST.fullmatch(key) is not None


def read_title(title: str) -> TitleReading:
    """Body and session of a title.

    >>> read_title("松濤市都市計畫委員會第600次委員會議紀錄")
    TitleReading(body='松濤市都市計畫委員會', session='第600次')
    >>> read_title("青瀾藝術中心第2屆董事會第7次會議紀錄")
    TitleReading(body='青瀾藝術中心董事會', session='第2屆第7次')
    >>> read_title("理監事會議紀錄")
    TitleReading(body='理監事會議', session=None)
    """
    flat = clean(title.replace("\n", "")).replace(" ", "")
    key = key_of(flat)
    mark = _MARK.match(key)
    flat, key = (flat[mark.end() :], key[mark.end() :]) if mark else (flat, key)
    if (sheet := _SIGNED_IN.search(key)) is not None:
        flat, key = flat[: sheet.start()] + flat[sheet.end() :], key[: sheet.start()] + key[sheet.end() :]
    gloss = _GLOSS.search(key)
    key = key[: gloss.start()] if gloss else key
    end = _END.search(key)
    stop = end.start("record") if end else len(key)
    spans = [m.span() for m in _DATE.finditer(key[:stop])]
    sessions = [m.span() for m in _SESSION.finditer(key[:stop]) if not any(a <= m.start() < b for a, b in spans)]
    outside = [(a, b) for a, b in sessions if not _quoted(key, a)]
    sessions = outside or sessions
    session = "".join(flat[a:b] for a, b in sessions) or None
    parts, at = [], 0
    for a, b in sorted([*spans, *sessions]):
        parts.append(flat[at:a])
        at = b
    tail = flat[at:stop]
    record = end["record"] if end else ""
    body = re.sub(r"[(（]\s?[)）]", "", _body(parts, tail, record))  # 說明會(第二場)會議
    boxed = _BOXED_HOST.match(body)
    body = boxed[1] + body[boxed.end() :] if boxed else body  # 【楓林社區】第四屆管理委員會
    return TitleReading(body or None, session)


def _quoted(key: str, at: int) -> bool:
    """Whether a place is inside 「…」: 「113年度圖書館建置案」評選委員會第1次會議."""
    return key.count("「", 0, at) > key.count("」", 0, at)


def _body(parts: Sequence[str], tail: str, record: str) -> str:
    """The parts of the title between its sessions, without what only says that there was a meeting."""
    front = "".join(parts).strip(" -－—–、:：")
    rest = tail.strip(" -－—–、:：")
    if front.endswith(("(", "（")) and rest.startswith((")", "）")):  # 推動小組（第1次）會議紀錄
        front, rest = front[:-1], rest[1:]
    for double in ("委員會議會議", "委員會會議會議", "會議會議"):
        if rest.endswith(double):
            rest = rest[:-2]
    if rest.endswith(("會議」會議", "會議』會議")):
        rest = rest[:-2]
    if rest in ("會議", "會", "") or (
        rest in ("委員會議", "委員會", "委員", "委員會會議", "全體委員會議", "聯席會議") and front.endswith("會")
    ):
        return front
    if _REGULAR.fullmatch(rest) and front.endswith("委員會"):
        return front
    if rest.endswith("會議") and rest[:-2].endswith(_WORDS_OF_BODY):
        rest = rest[:-2]
    elif rest.endswith("委員會議") or rest.endswith("委員會會議"):
        rest = rest[: rest.rindex("委員會") + 3]
    elif rest.endswith("會議") and front and rest == "會議":
        rest = ""
    return front + rest
