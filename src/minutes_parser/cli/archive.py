"""`minutes-parser convert` and `minutes-parser status`: whole archives."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.console import Console
from rich.table import Table

from ..archive.driver import Settings, open_executor, processors, run
from ..archive.executors import Executor
from ..archive.manifest import Manifest
from ..archive.progress import Tally, summary, watched
from ..archive.record import FAILED, Options, Record
from ..archive.sources import Selection, check_arguments, expand
from ..errors import MinutesParserError

__all__ = ["register"]

_SOME_FAILED = 3
_POLL_SECONDS = 2.0


class Format(StrEnum):
    json = "json"
    ndjson = "ndjson"
    parquet = "parquet"
    csv = "csv"


class ExecutorChoice(StrEnum):
    process = "process"
    ray = "ray"
    serial = "serial"


class Retry(StrEnum):
    failed = "failed"


class StatusFormat(StrEnum):
    table = "table"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(convert)
    app.command()(status)


def convert(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, ZIP archives, globs; - for a list on stdin.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder for records and manifest.")],
    format: Annotated[
        Format, typer.Option(help="json: records only; else parts made from them as well.")
    ] = Format.json,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Documents at a time; 0: one a processor.")] = 0,
    executor: Annotated[ExecutorChoice, typer.Option(help="Where to work.")] = ExecutorChoice.process,
    include: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="Only such names or paths.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="No such names or paths.")] = None,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.1, metavar="S", help="Seconds a document may take: 120; 1800 with OCR.", show_default=False),
    ] = None,
    memory: Annotated[int, typer.Option(min=256, metavar="MB", help="Memory a worker may take.")] = 4096,
    ocr: Annotated[bool, typer.Option("--ocr", help="Recognise scanned pages (needs the extra [ocr]).")] = False,
    retry: Annotated[Retry | None, typer.Option(help="Try again what failed before.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on looking for new and changed files.")] = False,
    ray_address: Annotated[str | None, typer.Option(help="Of an existing Ray cluster; none: start one here.")] = None,
) -> None:
    """Convert whole archives; the same command again does only what is new or changed.

    Exit code 0: all well; 1: the output or a SOURCE cannot be used; 3: some documents failed.
    """
    settings = Settings(
        Options(ocr=ocr),
        format=format.value,
        jobs=jobs or processors(),
        executor=executor.value,
        timeout=timeout,
        memory=memory,
        ray_address=ray_address,
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        retry_failed=retry is Retry.failed,
        watching=watch,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does: workers gone, manifest committed
    console = Console(stderr=True)
    try:
        failed = _convert(sources, settings, out, console)
    except MinutesParserError as error:
        _say(console, f"error: {error}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        _say(console, "stopped; the same command goes on from here")
        raise typer.Exit(0 if watch else 130) from None
    raise typer.Exit(_SOME_FAILED if failed else 0)


def _convert(sources: list[str], settings: Settings, out: Path, console: Console) -> int:
    """Run once, or until interrupted; gives how many documents failed."""
    check_arguments(sources)
    with open_executor(settings) as executor:
        failed = _run(sources, settings, out, console, executor, quiet=False)
        while settings.watching:
            time.sleep(_POLL_SECONDS)
            failed += _run(sources, settings, out, console, executor, quiet=True)
    return failed


def _run(
    sources: list[str], settings: Settings, out: Path, console: Console, executor: Executor, *, quiet: bool
) -> int:
    listed: BinaryIO | None = sys.stdin.buffer if "-" in sources else None
    total, left_out = (None, 0) if listed else _count(sources, settings, out)
    tally = Tally(total=total)
    records = run(sources, settings, executor, out=out, listed=listed)
    if quiet:
        records = _notable(records)
    for _ in watched(records, tally, console, executor):
        pass
    if not quiet or tally.worked:
        for line in summary(tally):
            _say(console, line)
        if left_out:
            _say(console, f"{left_out} files of other types were left out (--include takes them)")
    return tally.failed


def _notable(records: Iterator[Record]) -> Iterator[Record]:
    return (record for record in records if record.status != "skipped")


def _count(sources: list[str], settings: Settings, out: Path) -> tuple[int, int]:
    """How many documents there are, and how many files of types that nobody asked for."""
    selection = Selection(settings.include, settings.exclude, os.path.realpath(out))
    count = sum(1 for _ in expand(sources, selection))
    if settings.include:
        return count, 0
    return count, sum(1 for _ in expand(sources, replace(selection, include=("*",)))) - count


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def status(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `convert` wrote.")],
    format: Annotated[StatusFormat, typer.Option(help="table for people, json for programs.")] = StatusFormat.table,
    failures: Annotated[int, typer.Option(min=0, help="How many failed documents to list.")] = 20,
) -> None:
    """Tell where a conversion stands: what is done, what failed and why.

    Exit code 0: all well; 1: there is no manifest; 3: some documents failed.
    """
    try:
        with Manifest(out, read_only=True) as manifest:
            report = _report(manifest, failures)
    except MinutesParserError as error:
        _say(Console(stderr=True), f"error: {error}")
        raise typer.Exit(1) from None
    if format is StatusFormat.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _show(report, Console())
    raise typer.Exit(_SOME_FAILED if any(report["documents"].get(name) for name in FAILED) else 0)  # type: ignore[attr-defined]


def _report(manifest: Manifest, failures: int) -> dict[str, object]:
    totals = asdict(manifest.totals())
    last = manifest.last_run()
    keys = ("uri", "status", "code", "message")
    return {
        "started": last[0] if last else None,
        "finished": last[1] if last else None,
        "documents": totals["statuses"],
        "found": totals["counts"],
        "seconds": round(totals["seconds"], 3),
        "peak_memory": totals["peak_memory"],
        "diagnostics": totals["diagnostics"],
        "errors": totals["errors"],
        "failures": [dict(zip(keys, row, strict=True)) for row in manifest.failures(failures)],
    }


def _show(report: dict[str, object], console: Console) -> None:
    ended = report["finished"] or "not finished: the same command goes on with it"
    _say(console, f"last run: started {report['started']}, {ended if not report['finished'] else f'finished {ended}'}")
    for title, part in (("documents", "documents"), ("found", "found"), ("diagnostics", "diagnostics")):
        counts = report[part]
        assert isinstance(counts, dict)
        table = Table(title, "number", box=None, pad_edge=False)
        for name, count in counts.items():
            table.add_row(name, str(count))
        if counts:
            console.print(table)
            console.print()
    failed = report["failures"]
    assert isinstance(failed, list)
    for failure in failed:
        _say(console, f"{failure['status']}: {failure['uri']}: {failure['message']} [{failure['code']}]")
