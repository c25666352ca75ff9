"""Speed of the pipeline from plain text to record, on one core; and whether time grows in step with length.

`python -m benchmarks.extract [--repeat N] [FILE…]`: the fixtures' texts, one after another, then one text made 1, 2, 4
and 8 times as long by more agenda items; or the texts of these files, those of 1,000 characters and more apart, since
short minutes are mostly lists of people. Figures are the best of N runs; MB are of UTF-8. `--profile` shows instead
which stage the time goes to, and the functions that take most of it.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from minutes_parser.document import Document

__all__ = ["longer", "main"]

TEXTS = Path(__file__).resolve().parents[1] / "fixtures" / "documents" / "txt"

HEAD = """松濤市長途客運審議會113年第1次會議紀錄
時間：113年5月7日（星期二）下午2時
地點：第一會議室
主席：游召集人○安　　　　紀錄：祁○書
出席委員：曲○平委員、滑○如委員（請假）、龔○恩委員（束○德代）
討論事項
"""

ITEM = """第{n}案
案由：第{n}號路線延駛至潮音站案，提請討論。
說明：
一、本路線每日往返{n}班，尖峰載客率八成二。
二、沿線里辦公處已於4月表示同意。
曲○平委員：延駛後單趟時間增加多少，請補充說明。
業者回應：約增加{n}分鐘，將增派車輛一部。
決議：照案通過，請業者於113年9月30日前完成站牌設置。
"""


def longer(items: int) -> str:
    """Minutes with so many agenda items; each has a subject, two points, a question, an answer and a decision."""
    return HEAD + "".join(ITEM.format(n=n) for n in range(1, items + 1)) + "散會：下午4時30分\n"


def _best(run: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    from minutes_parser import read

    if options.profile:
        _profile([read(path) for path in options.files] or [read(longer(240).encode())], options.repeat)
    elif options.files:
        texts = [read(path).text for path in options.files]
        _show("texts of 1,000 characters and more", [text for text in texts if len(text) >= 1000], options.repeat)
        _show("shorter texts", [text for text in texts if len(text) < 1000], options.repeat)
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))]
        _show("fixtures", texts, options.repeat)
        _grow(options.repeat)
    return 0


def _show(name: str, texts: Sequence[str], repeat: int) -> None:
    """How fast texts are parsed one after another."""
    from minutes_parser import parse_text

    if not texts:
        return
    size = sum(len(text.encode()) for text in texts)
    parse_text(texts[0])  # lexicons and patterns are loaded once
    seconds = _best(lambda: [parse_text(text) for text in texts], repeat)
    print(f"{len(texts)} {name}, {size / 1e6:.3f} MB: {seconds:.3f} s, {size / seconds / 1e6:.2f} MB/s")


def _profile(documents: Sequence[Document], repeat: int) -> None:
    """The time of each stage after reading, as a share; then the functions with most time of their own."""
    from minutes_parser.assemble import finished, started
    from minutes_parser.pipeline import STAGES, minutes_of

    best: dict[str, float] = {}
    for _ in range(repeat + 1):
        times: dict[str, float] = {}
        for document in documents:
            draft = started(document)
            for name, stage in STAGES:
                begun = time.process_time()
                draft = stage(draft)
                times[name] = times.get(name, 0.0) + time.process_time() - begun
            begun = time.process_time()
            finished(draft)
            times["assemble"] = times.get("assemble", 0.0) + time.process_time() - begun
        best = {name: min(seconds, best.get(name, seconds)) for name, seconds in times.items()}
    size = sum(len(document.text.encode()) for document in documents)
    whole = sum(best.values())
    print(f"{len(documents)} documents, {size / 1e6:.3f} MB, {size / whole / 1e6:.2f} MB/s without reading")
    for name, seconds in best.items():
        print(f"{name:10} {1000 * seconds:8.1f} ms {seconds / whole:6.1%}")
    profile = cProfile.Profile()
    profile.runcall(lambda: [minutes_of(document) for document in documents])
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def _grow(repeat: int) -> None:
    """One text, made longer."""
    from minutes_parser import parse_text

    base = 0.0
    for factor in (1, 2, 4, 8):
        text = longer(60 * factor)
        seconds = _best(lambda text=text: parse_text(text), repeat)  # type: ignore[misc]
        base = base or seconds
        speed = len(text.encode()) / seconds / 1e6
        print(
            f"{factor}x, {len(text.encode()) / 1e3:.0f} kB: {seconds:.3f} s, {speed:.2f} MB/s, {seconds / base:.2f} times"
        )


if __name__ == "__main__":
    sys.exit(main())
