"""How fast whole archives are converted, and what that takes: documents of all formats, made from the fixtures.

    python benchmarks/archive.py --documents 1000 --jobs 1 --jobs 2
    python benchmarks/archive.py --documents 10000 --jobs 2

For each number of jobs: a first run into an empty folder (documents and pages a second, the most memory that the
run and its workers took together, of one worker, of the run itself), and a second run over the same documents.
The documents are made once a folder; every run is a process of its own.
"""

from __future__ import annotations

import argparse
import collections
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from fixtures.build import DOCUMENTS, SOURCES  # noqa: E402  (run as a script, the checkout is not on the path)
from fixtures.opendocument import as_odt  # noqa: E402
from fixtures.plain import as_html, as_markdown, as_text  # noqa: E402
from fixtures.source import Fixture, parse  # noqa: E402
from fixtures.wordprocessing import as_docx  # noqa: E402

from minutes_parser.archive.driver import Settings, open_executor, run  # noqa: E402
from minutes_parser.archive.executors.worker_process import descendants  # noqa: E402
from minutes_parser.archive.versions import Key  # noqa: E402

MIX = (
    ["pdf"] * 34
    + ["docx"] * 25
    + ["odt"] * 16
    + ["html"] * 10
    + ["txt"] * 6
    + ["big5"] * 2
    + ["md"] * 3
    + ["rtf", "doc"] * 2
)
"""Formats of a hundred documents, about as agencies publish them."""


_KEY = Key("benchmark", "", "")
"""What records depend on is fixed: the second run has nothing to do even if the code changes meanwhile."""


def make(folder: Path, documents: int) -> None:
    """Write so many documents, all different, a hundred a folder."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))}
    names = sorted(texts)
    for number in range(documents):
        kind = MIX[number * 37 % 100]
        name = names[number // 3 % len(names)]
        target = folder / f"{number // 100:03}" / f"{number:05}-{name}.{'txt' if kind == 'big5' else kind}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_document(kind, name, texts[name], number))


def _document(kind: str, name: str, text: str, number: int) -> bytes:
    if kind in ("pdf", "rtf", "doc"):  # LibreOffice made these; a trailing remark makes each a document of its own
        made = sorted((DOCUMENTS / kind).glob(f"*.{kind}"))
        chosen = next((path for path in made if path.stem == name), made[number % len(made)]).read_bytes()
        if kind == "rtf":
            return chosen.rstrip()[:-1] + b"{\\*\\comment %d}}" % number
        return chosen + b"\n%%%d\n" % number
    fixture = parse(text + f"\n本紀錄編號第{number}號。", name)
    write: dict[str, Callable[[Fixture], bytes]] = {
        "txt": lambda made: as_text(made).encode(),
        "big5": lambda made: as_text(made).encode("cp950", "replace"),
        "md": lambda made: as_markdown(made).encode(),
        "html": lambda made: as_html(made).encode(),
        "docx": lambda made: as_docx(made, automatic=number % 2 == 0),
        "odt": as_odt,
    }
    return write[kind](fixture)


def pages_of(folder: Path) -> int:
    """Pages of the documents as printed: those of the PDF of the same minutes."""
    import pypdfium2

    pages: dict[str, int] = {}
    for path in (DOCUMENTS / "pdf").glob("*.pdf"):
        opened = pypdfium2.PdfDocument(path)
        pages[path.stem] = len(opened)
        opened.close()
    return sum(pages[path.stem.partition("-")[2]] for path in folder.glob("*/*"))


def one(folder: Path, out: Path, jobs: int, executor: str) -> None:
    """One run in this process; prints what it took as JSON."""
    settings = Settings(jobs=jobs, executor=executor, format="ndjson")  # type: ignore[arg-type]
    start = time.perf_counter()
    statuses: collections.Counter[str] = collections.Counter()
    worker = 0
    with open_executor(settings) as opened:
        for record in run([folder], settings, opened, out=out, key=_KEY):
            statuses[record.status] += 1
            worker = max(worker, record.peak_memory)
    print(json.dumps({"seconds": time.perf_counter() - start, "statuses": statuses, "worker": worker}))


def measured(folder: Path, out: Path, jobs: int, executor: str) -> dict[str, object]:
    """One run in a process of its own, its memory sampled five times a second."""
    command = [sys.executable, __file__, "--one", str(folder), str(out), str(jobs), executor]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    together = itself = 0
    while process.poll() is None:
        sizes = [_resident(pid) for pid in (process.pid, *descendants(process.pid))]
        together, itself = max(together, sum(sizes)), max(itself, sizes[0])
        time.sleep(0.2)
    assert process.stdout is not None
    found: dict[str, object] = json.loads(process.stdout.read())
    return {**found, "together": together, "itself": itself}


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except (OSError, IndexError):
        return 0


def compared(folder: Path, jobs: list[int], repeat: int, executor: str) -> Iterator[str]:
    documents = sum(1 for _ in folder.glob("*/*"))
    pages = pages_of(folder)
    yield f"{documents} documents, {pages} pages"
    times: dict[int, list[float]] = {}
    for count in [count for turn in range(repeat) for count in (jobs if turn % 2 == 0 else jobs[::-1])]:
        with tempfile.TemporaryDirectory() as out:
            first = measured(folder, Path(out), count, executor)
            second = measured(folder, Path(out), count, executor)
        seconds, again = float(str(first["seconds"])), float(str(second["seconds"]))
        times.setdefault(count, []).append(seconds)
        megabytes = {name: int(str(first[name])) >> 20 for name in ("together", "worker", "itself")}
        yield (
            f"{count} jobs: {seconds:.1f} s, {documents / seconds:.1f} documents/s, {pages / seconds:.1f} pages/s;"
            f" memory {megabytes['together']} MB together, {megabytes['worker']} MB a worker,"
            f" {megabytes['itself']} MB the run itself; {first['statuses']}"
        )
        yield f"  second run {again:.2f} s, {seconds / again:.0f} times faster; {second['statuses']}"
    for count in jobs[1:]:
        ratios = [one / more for one, more in zip(times[jobs[0]], times[count], strict=True)]
        shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        yield (
            f"{count} jobs are {statistics.median(ratios):.2f} times as fast as {jobs[0]} (median of rounds: {shown};"
            f" all rounds together {sum(times[jobs[0]]) / sum(times[count]):.2f})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--jobs", type=int, action="append")
    parser.add_argument(
        "--repeat", type=int, default=1, help="rounds over the numbers of jobs, every second one backwards"
    )
    parser.add_argument("--executor", default="process", choices=["process", "ray", "serial"])
    parser.add_argument("--folder", type=Path, help="where the documents are kept; default: a temporary folder")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(Path(given.one[0]), Path(given.one[1]), int(given.one[2]), given.one[3])
        return
    folder = given.folder or Path(tempfile.mkdtemp(prefix="minutes-archive-"))
    try:
        if not folder.exists() or not any(folder.iterdir()):
            make(folder, given.documents)
        for line in compared(folder, given.jobs or [1, 2], given.repeat, given.executor):
            print(line, flush=True)
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
