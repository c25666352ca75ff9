"""DOC (Word 97 to 2003): converted by LibreOffice without a window, many files a call, then read as DOCX."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..document import Document
from ..errors import LimitExceeded, MinutesParserError, MissingDependency, UnreadableDocument
from . import docx
from .detect import detect
from .limits import DEFAULT_LIMITS, Limits
from .sources import source_of

__all__ = ["convert_many", "read", "read_many"]

_PROGRAMS = ("soffice", "libreoffice")
_INSTALL = (
    "reading .doc needs LibreOffice, which was not found on PATH; install it"
    " (Debian and Ubuntu: apt install libreoffice-writer-nogui fonts-noto-cjk) or convert the file to .docx or .odt"
)


def read(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of a DOC's bytes.

    Raises `MissingDependency` where LibreOffice is not installed, `LimitExceeded` where it takes longer than
    `limits.office_seconds`, `UnreadableDocument` where it cannot convert the file.
    """
    found = read_many([data], names=[name], limits=limits)[0]
    if isinstance(found, MinutesParserError):
        raise found
    return found


def read_many(
    files: Sequence[bytes], *, names: Sequence[str | None] | None = None, limits: Limits = DEFAULT_LIMITS
) -> list[Document | MinutesParserError]:
    """Many DOCs by one start of LibreOffice, four to eleven times cheaper a file; an error stands at its file's place."""
    names = names or [None] * len(files)
    results: list[Document | MinutesParserError] = []
    for data, name, converted in zip(files, names, convert_many(files, limits=limits), strict=True):
        if isinstance(converted, MinutesParserError):
            results.append(converted)
            continue
        try:
            document = docx.read(converted, name=name, limits=limits)
        except MinutesParserError as error:
            results.append(error)
            continue
        results.append(replace(document, source=source_of(data, "doc", name=name, pages=document.source.pages)))
    return results


def convert_many(files: Sequence[bytes], *, limits: Limits = DEFAULT_LIMITS) -> list[bytes | MinutesParserError]:
    """DOC bytes to DOCX bytes, in order; a file that cannot be converted gives its error.

    LibreOffice runs with a profile of its own, so that several may run at once, and its whole process group
    is ended when the time is over: `limits.office_seconds` for the first file and a tenth of it for each other one.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingDependency(_INSTALL)
    with tempfile.TemporaryDirectory(prefix="minutes-parser-") as folder:
        inputs = Path(folder, "in")
        outputs = Path(folder, "out")
        inputs.mkdir()
        outputs.mkdir()
        given: list[Path] = []
        for number, data in enumerate(files):
            if _problem(data) is None:  # anything else LibreOffice would "convert" to garbage
                given.append(inputs / f"{number}.doc")
                given[-1].write_bytes(data)
        seconds = limits.office_seconds * (1 + 0.1 * max(len(given) - 1, 0))
        ended = _convert(program, Path(folder), given, outputs, seconds) if given else True
        return [_converted(data, outputs / f"{number}.docx", ended, limits) for number, data in enumerate(files)]


def _problem(data: bytes) -> UnreadableDocument | None:
    """Why these bytes are no DOC, None if they are one."""
    try:
        kind = detect(data)
    except UnreadableDocument as error:
        return error
    return None if kind == "doc" else UnreadableDocument("the file is not a Word 97-2003 document")


def _converted(data: bytes, output: Path, ended: bool, limits: Limits) -> bytes | MinutesParserError:
    problem = _problem(data)
    if problem is not None:
        return problem
    if output.is_file():
        if output.stat().st_size > limits.max_bytes:
            return LimitExceeded(f"the converted file is larger than {limits.max_bytes} bytes")
        converted = output.read_bytes()
        if converted.startswith(b"PK"):
            return converted
    if not ended:
        return LimitExceeded("LibreOffice took too long to convert the file and was ended")
    return UnreadableDocument("LibreOffice could not convert the file: damaged, encrypted, or no Word document")


def _convert(program: str, folder: Path, files: Sequence[Path], outputs: Path, seconds: float) -> bool:
    """Run LibreOffice over the files; False if it had to be ended."""
    profile = (folder / "profile").as_uri()
    command = [
        program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(outputs), *map(str, files),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return True
