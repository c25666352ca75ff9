"""The analyzer that the OpenSearch template publishes, on Lucene itself: it finds what a scan finds."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from minutes_parser.search.folding import VARIANTS
from minutes_parser.search.opensearch import compile_query, index_template
from minutes_parser.search.query import parse_query
from tests.search import truth
from tests.search.words13 import QUERIES, sentences

HERE = Path(__file__).parent
JARS = [jar for name in ("core", "analyzers-common") for jar in Path("/usr/share/java").glob(f"lucene-{name}-8.*.jar")]
PARTED = ["甲。乙", "甲，乙丙", "甲\n乙", "丙乙甲", "3.5", "5", "110.4", "第 4 次", "b", "a_b", "洪○婷", "乙"]
MISSING = [name for name in ("javac", "java") if shutil.which(name) is None] + ([] if len(JARS) == 2 else ["Lucene"])


def escaped(text: str) -> str:
    """UTF-16 units as \\uXXXX: no line break or tab stays in it."""
    units = text.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def parts() -> list[str]:
    """The analyzer `minutes` of the published template, part by part, for the Java program."""
    analysis = index_template("minutes")["template"]["settings"]["analysis"]
    analyzer = analysis["analyzer"]["minutes"]
    lines = []
    for name in analyzer["char_filter"]:
        made = analysis["char_filter"][name]
        if made["type"] == "mapping":
            for rule in made["mappings"]:
                written, plain = rule.split(" => ")
                decoded = (part.replace("\\\\", "\\").replace("\\u0020", " ") for part in (written, plain))
                lines.append("map\t" + "\t".join(map(escaped, decoded)))
        else:
            assert made["type"] == "pattern_replace"
            lines.append(f"pattern\t{escaped(made['pattern'])}\t{escaped(made['replacement'])}")
    return [*lines, f"tokenizer\t{analyzer['tokenizer']}", *(f"filter\t{name}" for name in analyzer["filter"])]


def found_by_lucene(folder: Path, texts: list[str], phrases: list[str]) -> list[set[int]]:
    path = ":".join(map(str, [*JARS, folder]))
    subprocess.run(
        ["javac", "-encoding", "UTF-8", "-cp", path, "-d", str(folder), str(HERE / "lucene/Analyzed.java")],
        check=True,
        capture_output=True,
    )
    files = []
    for name, lines in (("parts", parts()), ("texts", map(escaped, texts)), ("phrases", map(escaped, phrases))):
        files.append(folder / name)
        files[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    run = subprocess.run(
        ["java", "-cp", path, "Analyzed", *map(str, files)], capture_output=True, text=True, check=True
    )
    return [set(map(int, line.split())) for line in run.stdout.split("\n")[: len(phrases)]]


def sent(query: str) -> str:
    """The phrase that the DSL sends for a word: the analyzer of the cluster takes it apart."""
    clause = compile_query(parse_query(f'"{query}"').node)
    phrase: str = clause["multi_match"]["query"]
    return phrase


@pytest.mark.skipif(
    bool(MISSING), reason=f"no {', '.join(MISSING)}: apt-get install default-jdk-headless liblucene8-java"
)
def test_lucene_finds_what_a_scan_finds(tmp_path: Path) -> None:
    texts = [*sentences(3000), *PARTED]
    others = list(VARIANTS)
    plain = sorted(set(VARIANTS.values()))
    asked = [*QUERIES, *PARTED, "托育、補助", "乙丙", "４", "esgs"]
    phrases = [*map(sent, asked), *(sent(f"前{sign}後") for sign in plain)]
    found = found_by_lucene(tmp_path, [*texts, *(f"前{other}後" for other in others)], phrases)
    for query, numbers in zip(asked, found, strict=False):
        wanted = {number for number, text in enumerate(texts) if truth.holds(text, query)}
        assert numbers == wanted, (query, [texts[number] for number in sorted(numbers ^ wanted) if number < len(texts)])
        assert wanted, query
    for sign, numbers in zip(plain, found[len(asked) :], strict=True):
        assert {others[number - len(texts)] for number in numbers} == {o for o in others if VARIANTS[o] == sign}
