"""One person as lists write them, in any order of unit, title, name and role; notes beside names; labels of speeches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.values.names import read_mention, read_speaker
from minutes_parser.values.notes import read_note

MENTIONS = """
青瀾大學社會工作學系教授嚴○文委員 | 嚴○文 | 青瀾大學社會工作學系 | 教授 | 委員
林兼主任委員大元 | 林大元 | - | - | 主任委員
李副主任明德 | 李明德 | - | 副主任 | -
系主任王委員小明 | 王小明 | - | 系主任 | 委員
洪○婷研究員 | 洪○婷 | - | 研究員 | -
徐秘書長大盛 | 徐大盛 | - | 秘書長 | -
財政局李局長大倉 | 李大倉 | 財政局 | 局長 | -
周副局長 | 周 | - | 副局長 | -
王　明 | 王明 | - | - | -
黃呂委員小茹 | 黃呂小茹 | - | - | 委員
歐陽委員○儀 | 歐陽○儀 | - | - | 委員
范姜大文局長 | 范姜大文 | - | 局長 | -
翁國文家長 | 翁國文 | - | 家長 | -
外事處高大群 | 高大群 | 外事處 | - | -
副召集人林○珍代理主任秘書 | 林○珍 | - | 代理主任秘書 | 副召集人
正和法律事務所律師暨所長彭○明委員 | 彭○明 | 正和法律事務所 | 律師暨所長 | 委員
新聞聯絡熊○菱委員 | 熊○菱 | - | 新聞聯絡 | 委員
藝術總監畢○倫 | 畢○倫 | - | 藝術總監 | -
學生會湯會長○睿 | 湯○睿 | 學生會 | 會長 | -
学生会会长 黄世文 | 黄世文 | 学生会 | 会长 | -
廖政務次長○○ | 廖○○ | - | 政務次長 | -
國際學院 Maria Lopez 委員 | Maria Lopez | 國際學院 | - | 委員
鹿湖鄉公所賈鄉長○順 | 賈○順 | 鹿湖鄉公所 | 鄉長 | -
柳○成建築師事務所 柳○成建築師 | 柳○成 | 柳○成建築師事務所 | 建築師 | -
陳○邦議員服務處劉○昇主任 | 劉○昇 | 陳○邦議員服務處 | 主任 | -
學生事務處蔡大學副學務長 | 蔡大學 | 學生事務處 | 副學務長 | -
交通局長王大明 | 王大明 | 交通局 | 局長 | -
社會工作學系主任王大明 | 王大明 | 社會工作學系 | 主任 | -
瓦歷斯‧諾明委員 | 瓦歷斯‧諾明 | - | - | 委員
林小文Sra Kawas委員 | 林小文Sra Kawas | - | - | 委員
陳先生 | 陳 | - | - | -
張林Ｏ心主任 | 張林Ｏ心 | - | 主任 | -
國立青瀾大學教授兼系主任陳大文 | 陳大文 | 國立青瀾大學 | 教授兼系主任 | -
農林委員會第一召集人林議員大寶 | 林大寶 | 農林委員會 | 第一召集人 | 議員
大成（股）公司張文心經理 | 張文心 | 大成（股）公司 | 經理 | -
機電委員林文中 | 林文中 | - | - | 機電委員
李登科 | 李登科 | - | - | -
原住民族委員會 | - | 原住民族委員會 | - | -
文化局 | - | 文化局 | - | -
本會 | - | 本會 | - | -
局長兼主任委員 | - | - | 局長 | 主任委員
"""


@pytest.mark.parametrize("row", MENTIONS.strip().splitlines())
def test_mentions(row: str) -> None:
    text, *expected = [field.strip() for field in row.split(" | ")]
    mention = read_mention(text)
    assert mention is not None
    assert [field or "-" for field in (mention.name, mention.organization, mention.title, mention.role)] == expected
    for value, part in ((mention.name, mention.name_at), (mention.organization, mention.organization_at)):
        written = "".join(text[a:b] for a, b in part)
        assert "".join(written.split()) == "".join((value or "").split())


surnames = st.sampled_from(["陳", "林", "王", "歐陽", "司徒", "張簡", "高", "石", "方"])
given_names = st.tuples(st.sampled_from("大小文美志淑"), st.sampled_from("明華芬偉玲○")).map("".join)
units = st.sampled_from(["", "財政局", "青瀾大學社會工作學系", "台電公司", "秘書室", "里長辦公處", "青瀾縣政府衛生局"])
titles = st.sampled_from(
    ["主任", "科長", "教授", "專門委員", "約僱人員", "副秘書長", "簡任技正", "正工程司", "代理處長"]
)


@given(units, surnames, given_names, titles)
def test_whatever_the_order_the_fields_come_back(unit: str, surname: str, given_name: str, title: str) -> None:
    for text in (
        f"{unit}{title}{surname}{given_name}",
        f"{unit}{surname}{given_name}{title}",
        f"{unit}{surname}{title}{given_name}",
        f"{unit} {surname}{given_name} {title}",
    ):
        mention = read_mention(text)
        assert mention is not None
        assert (mention.name, mention.organization or "", mention.title) == (surname + given_name, unit, title), text


@given(st.text("王李歐陽大明局處長委員會主任○（）() A-z‧", max_size=70))
def test_any_text_is_survived_and_places_lie_inside_it(text: str) -> None:
    mention = read_mention(text)
    if mention is not None:
        parts = (*mention.name_at, *mention.organization_at, *mention.title_at, *mention.role_at)
        assert all(0 <= a < b <= len(text) for a, b in parts)


NOTES = """
林○琦代 | 林○琦 | -
鍾大遠代理 | 鍾大遠 | -
由陳科長大文代理出席 | 陳大文 | -
林專門委員志文代 | 林志文 | -
代理人：王大明 | 王大明 | -
委託方○誠董事代理 | 方○誠 | -
委託林文中 | 林文中 | -
請假，王大同代 | 王大同 | absent
公假 | - | absent
未派員 | - | absent
另有要公請假 | - | absent
代 | - | stands in
代理 | - | stands in
視訊 | - | -
"""


@pytest.mark.parametrize("row", NOTES.strip().splitlines())
def test_notes(row: str) -> None:
    text, proxy, state = [field.strip() for field in row.split(" | ")]
    note = read_note(text)
    assert (note.proxy.name if note.proxy else "-") == proxy
    assert (note.absent, note.stands_in) == (state == "absent", state == "stands in")


def test_a_note_may_name_whom_somebody_stood_in_for_or_who_took_over() -> None:
    principal = read_note("代王大明").principal
    assert principal is not None
    assert principal.name == "王大明"
    assert read_note("上午10時起由李副縣長○鴻代理").takes_turns
    assert [m.title for m in read_note("國立青瀾大學社會工作學系教授").about] == ["教授"]


SPEAKERS = """
嚴文鸞委員發言摘要 | 嚴文鸞 | - | 委員
王委員 | 王 | - | 委員
性平辦洪芳文研究員 | 洪芳文 | 性平辦 | 研究員
社會局 | - | 社會局 | -
社會局回應 | - | 社會局 | -
主席 | - | - | 主席
主　　席 | - | - | 主　　席
主席（黃議員大恬） | 黃大恬 | - | 主席
杜副主委佩文 | 杜佩文 | - | 副主委
委員A | A | - | 委員
1.吳委員○諭 | 吳○諭 | - | 委員
4.國有財產署南區分署林○廷 | 林○廷 | 國有財產署南區分署 | -
5.所有權人陳○○（登記發言） | 陳○○ | - | 所有權人
青瀾市政府交通局（書面意見） | - | 青瀾市政府交通局 | -
實施者回應 | - | 實施者 | -
Q1　吳小姐 | 吳 | - | -
A2　民政課黃課長○霖 | 黃○霖 | 民政課 | 課長
江處長○州回應 | 江○州 | - | 處長
朗讀人員 | - | - | 朗讀人員
朱大元主任委員 | 朱大元 | - | 主任委員
張文心 | 張文心 | - | -
"""


@pytest.mark.parametrize("row", SPEAKERS.strip().splitlines())
def test_speakers(row: str) -> None:
    text, *expected = row.split(" | ")
    speaker = read_speaker(text)
    assert speaker is not None
    expected = ["".join(field.split()) for field in expected]
    assert [field or "-" for field in (speaker.name, speaker.organization, speaker.title)] == expected


@pytest.mark.parametrize(
    "text",
    ["本案", "說明", "日期", "備註", "案由", "決議", "主席裁示", "附件一", "方案一", "高度", "施工費", "金額", "水利法", "程序",
     "臨時動議", "第一案", "提案說明", "各機關發言摘要", "委員發言要點", "業務單位報告", "期限", "主辦機關", "陳情人", "例會",
     "本次會議討論結果如下", "請問委員", "王大明，李小華", "一、民政處、各鄉鎮市公所", "", " ", "討論", "廚房消毒", "小組例會"],
)  # fmt: skip
def test_what_is_no_speaker(text: str) -> None:
    assert read_speaker(text) is None
