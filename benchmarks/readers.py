"""The readers of every format but PDF: CPU time a document, beside the library one would take else.

    python benchmarks/readers.py                  long documents made here, one a format
    python benchmarks/readers.py FILE …           these files, each on its own
    python benchmarks/readers.py --doc FILE.doc … LibreOffice, one file a call and all in one call

CPU time, the median of `--repeats` interleaved runs: wall time says little on a shared machine.
The PDF reader has a benchmark of its own: readers_pdf.py.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

import docx
from odfdo import Document as Odf
from odfdo import Paragraph
from selectolax.lexbor import LexborHTMLParser

from minutes_parser.readers import read
from minutes_parser.readers.doc import read_many

PARAGRAPHS = 3_000  # some 60 pages
LINE = "（{}）本案請相關單位依說明事項辦理，並於下次會議提出辦理情形報告，餘照案通過。"


def lines() -> list[str]:
    return [LINE.format(number) for number in range(PARAGRAPHS)]


def as_docx() -> bytes:
    document = docx.Document()
    for line in lines():
        document.add_paragraph(line)
    table = document.add_table(100, 5)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "解除列管"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_odt() -> bytes:
    document = Odf("text")
    document.body.clear()
    for line in lines():
        document.body.append(Paragraph(line))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html() -> bytes:
    return f"<html><meta charset=utf-8><body>{''.join(f'<p>{escape(line)}</p>' for line in lines())}".encode()


def as_rtf() -> bytes:
    def unicode_escapes(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?" for c in text)

    return (r"{\rtf1\ansi " + "".join(rf"\pard {unicode_escapes(line)}\par " for line in lines()) + "}").encode()


def python_docx(data: bytes) -> None:
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        _ = paragraph.text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def odfdo(data: bytes) -> None:
    Odf(io.BytesIO(data)).get_formatted_text()


def selectolax(data: bytes) -> None:
    tree = LexborHTMLParser(data.decode("utf-8", "replace"))
    if tree.body is not None:
        tree.body.text(separator="\n")


OTHERS: dict[str, Callable[[bytes], None]] = {"docx": python_docx, "odt": odfdo, "html": selectolax}


def made() -> dict[str, bytes]:
    text = "\n".join(lines())
    return {
        "txt": text.encode(),
        "txt (cp950)": text.encode("cp950"),
        "md": ("# 會議紀錄\n\n" + "\n\n".join(lines())).encode(),
        "html": as_html(),
        "docx": as_docx(),
        "odt": as_odt(),
        "rtf": as_rtf(),
    }


def cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def compare(name: str, data: bytes, repeats: int) -> None:
    document = read(data)
    other = OTHERS.get(document.source.reader)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(repeats):
        ours.append(cpu(lambda: read(data)))
        if other is not None:
            theirs.append(cpu(lambda: other(data)))
    median = statistics.median(ours)
    count = sum(1 for _ in document.paragraphs())
    note = f"{other.__name__} {statistics.median(theirs) * 1000:8.1f} ms" if other is not None else ""
    print(f"{name:40} {count:6} paragraphs {median * 1000:8.1f} ms {median / max(count, 1) * 1e6:6.0f} µs each  {note}")


def office(paths: Iterable[Path]) -> None:
    files = [path.read_bytes() for path in paths]
    began = time.monotonic()
    for data in files:
        read_many([data])
    single = time.monotonic() - began
    began = time.monotonic()
    read_many(files)
    together = time.monotonic() - began
    print(
        f"{len(files)} files: {single / len(files):.2f} s a file one by one, {together / len(files):.2f} s in one call (wall time)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--doc", action="store_true")
    parser.add_argument("--repeats", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.doc:
        office(arguments.files)
        return
    for path in arguments.files:
        compare(path.name, path.read_bytes(), arguments.repeats)
    if not arguments.files:
        for name, data in made().items():
            compare(name, data, arguments.repeats)


if __name__ == "__main__":
    main()
