"""The PDF reader beside other libraries on the same files: CPU time a page, and as a multiple of bare pypdfium2.

    python benchmarks/readers_pdf.py                      a long generated document (needs LibreOffice)
    python benchmarks/readers_pdf.py FILE.pdf …           these files, each and together
    python benchmarks/readers_pdf.py --fidelity           characters, paragraphs and cells of the generated document

CPU time (own and children's), the median of `--repeats` interleaved runs: wall time says little on a shared machine.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pdfminer.high_level import extract_text

from minutes_parser import parse
from minutes_parser.document import Table
from minutes_parser.normalize import normalize
from minutes_parser.normalize.flow import Grid
from minutes_parser.readers.pdf import read
from minutes_parser.values.chars import key_of

ROW = ("編號", "決議事項", "辦理情形", "列管建議")


def bare(path: Path) -> None:
    """What reading cannot be faster than: pdfium's own text, page by page."""
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    for index in range(len(pdf)):
        page = pdf[index]
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    pdf.close()


def ours(path: Path) -> None:
    read(path.read_bytes(), ocr=False)


def whole(path: Path) -> None:
    """From the file to the record: reading and all that follows."""
    parse(path)


def plumber(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def miner(path: Path) -> None:
    extract_text(path)


def pdftotext(path: Path) -> None:
    subprocess.run(["pdftotext", "-layout", str(path), "/dev/null"], check=True, stderr=subprocess.DEVNULL)


READERS: dict[str, Callable[[Path], None]] = {
    "pypdfium2": bare,
    "minutes_parser": ours,
    "whole pipeline": whole,
    "pdftotext -layout": pdftotext,
    "pdfplumber": plumber,
    "pdfminer.six": miner,
}


def cpu_seconds(work: Callable[[Path], None], path: Path) -> float:
    gc.collect()  # what another library left behind is not this one's work
    before, children = time.process_time(), os.times()
    work(path)
    own, after = time.process_time() - before, os.times()
    return own + after.children_user - children.children_user + after.children_system - children.children_system


def paragraphs(pages: int) -> list[str]:
    """Invented text of about so many pages."""
    units = ["工務課", "民政課", "財政課", "社會課", "文化課"]
    lines = []
    for number in range(1, pages * 6):
        unit = units[number % 5]
        lines.append(
            f"{number}、{unit}報告：第{number}號計畫已於113年{number % 12 + 1}月完成初步規劃，經費新臺幣{number * 137:,}元，"
            "並邀集相關單位會勘，俟審查意見彙整後辦理公告及後續事宜，預定年底前完工啟用。"
        )
        lines.append(f"決議：洽悉，請{unit}持續辦理並於第{number + 1}次會議提報辦理情形。")
    return lines


def table_rows(block: int) -> list[tuple[str, ...]]:
    return [
        (
            f"{block}-{row}",
            f"請第{row}組就第{block}號案研議改善方案後提報委員會。",
            f"已完成第{row}階段現勘，並將結果函送相關單位參考辦理。",
            "繼續列管",
        )
        for row in range(1, 9)
    ]


def generate(folder: Path, pages: int) -> tuple[Path, list[str], list[list[tuple[str, ...]]]]:
    """A document of LibreOffice's: running text, a ruled table after every 40th paragraph."""
    document = docx.Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr()
    east = OxmlElement("w:rFonts")
    east.set(qn("w:eastAsia"), "Noto Serif CJK TC")
    fonts.append(east)
    texts, tables = paragraphs(pages), []
    for index, line in enumerate(texts):
        document.add_paragraph(line)
        if index % 40 == 39:
            rows = [ROW, *table_rows(index)]
            tables.append(rows)
            table = document.add_table(len(rows), 4, style="Table Grid")
            for row, values in zip(table.rows, rows, strict=True):
                for cell, value in zip(row.cells, values, strict=True):
                    cell.text = value
    document.save(str(folder / "long.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "long.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "long.pdf", texts, tables


def measure(paths: Sequence[Path], repeats: int) -> None:
    times = {name: [0.0] * len(paths) for name in READERS}
    pages = []
    for place, path in enumerate(paths):
        pages.append(len(pypdfium2.PdfDocument(path)))
        runs: dict[str, list[float]] = {name: [] for name in READERS}
        for _ in range(repeats):
            for name, work in READERS.items():
                runs[name].append(cpu_seconds(work, path))
        for name in READERS:
            times[name][place] = statistics.median(runs[name])
    print(f"{len(paths)} files, {sum(pages)} pages, median of {repeats} runs")
    base = sum(times["pypdfium2"])
    for name, values in times.items():
        print(f"{name:20} {1000 * sum(values) / sum(pages):8.2f} ms/page {sum(values) / base:7.2f} x pypdfium2")
    if len(paths) > 1:
        for place, path in enumerate(paths):
            ratio = times["minutes_parser"][place] / times["pypdfium2"][place]
            against = times["pdfplumber"][place] / times["minutes_parser"][place]
            print(
                f"  {path.name:34} {pages[place]:4} pages {ratio:6.2f} x pypdfium2, pdfplumber takes {against:5.1f} x ours"
            )


def fidelity(path: Path, texts: Sequence[str], tables: Sequence[Sequence[tuple[str, ...]]]) -> None:
    """Paragraphs and rows of the source that are found whole once lines are joined and spaces left out."""
    document = read(path.read_bytes(), ocr=False)
    running = "".join(document.text[b.start : b.end] for b in document.blocks if not isinstance(b, Table))
    running = "".join(running.split())
    whole = sum("".join(text.split()) in running for text in texts)
    print(f"paragraphs verbatim {whole} of {len(texts)}")
    flow, _ = normalize(document)  # puts rows together that a page break cuts
    grids = [block for block in flow.blocks if isinstance(block, Grid)]
    found = {tuple("".join(cell.key.split()) for cell in row) for grid in grids for row in grid.rows}
    rows = [tuple(key_of("".join(cell.split())) for cell in row) for table in tables for row in table]
    print(f"table rows exact {sum(row in found for row in rows)} of {len(rows)}, those over a page's end too")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--fidelity", action="store_true")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    if options.files:
        measure(options.files, options.repeats)
        return
    with tempfile.TemporaryDirectory() as folder:
        path, texts, tables = generate(Path(folder), options.pages)
        if options.fidelity:
            fidelity(path, texts, tables)
        else:
            measure([path], options.repeats)


if __name__ == "__main__":
    main()
