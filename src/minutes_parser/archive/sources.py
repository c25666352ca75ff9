"""What is to be converted: files, folders, globs, members of ZIP archives, lists.

A source has a `uri`, its one name in the manifest: the absolute path as it is, percent-encoded only where it must
be (control characters, bytes that are no UTF-8, and the characters % ! # that the notation itself uses), and for a
member of a ZIP archive `path!member`. It can be turned back into the source.
"""

from __future__ import annotations

import fnmatch
import glob
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

from ..errors import UnreadableDocument

__all__ = ["SUFFIXES", "Selection", "Source", "check_arguments", "expand", "source_of"]

SUFFIXES = frozenset(
    [
        ".pdf", ".docx", ".odt", ".fodt", ".doc", ".rtf", ".html", ".htm", ".xhtml", ".mht", ".mhtml",
        ".md", ".markdown", ".txt", ".text",
    ]
)  # fmt: skip
"""Files with these endings, or with none, are taken from folders and archives; others need `--include`."""

_LITTER = re.compile(r"~\$|\.|(?:__MACOSX|Thumbs\.db|desktop\.ini)$")
"""How the names of lock files of Word, resource forks of macOS, hidden files and folders begin: never minutes."""

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f%!#\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """One document to convert. Paths are text with `surrogateescape`, as the `os` module gives them."""

    path: str
    """Absolute path of the file, or of the ZIP archive."""
    member: int | None = None
    """Which member of the ZIP archive, counted from 0."""
    member_name: str | None = None
    size: int | None = None
    mtime_ns: int | None = None
    sha256: str | None = None
    """Of the content when it was looked at; None where it was not."""

    @property
    def uri(self) -> str:
        outer = _quoted(self.path)
        if self.member_name is None:
            return outer
        return f"{outer}!{_quoted(self.member_name)}#{self.member}"

    @property
    def name(self) -> str:
        """File name for people: bytes that are no UTF-8 are read as Big5 (CP950) or escaped."""
        raw = os.fsencode(os.path.basename(self.member_name or self.path))
        for encoding in ("utf-8", "cp950"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
        return raw.decode("utf-8", "backslashreplace")

    @property
    def suffix(self) -> str:
        return PurePath(self.member_name or self.path).suffix.lower()


def _quoted(text: str) -> str:
    def escape(found: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogateescape"))

    return _UNSAFE.sub(escape, text)


def source_of(uri: str) -> Source:
    """The source that has this uri.

    >>> source_of("/minutes/113年 第1次.zip!會議紀錄%0A.txt#3").member_name
    '會議紀錄\\n.txt'
    """
    outer, _, inner = uri.partition("!")
    path = unquote_to_bytes(outer).decode("utf-8", "surrogateescape")
    if not inner:
        return Source(path)
    name, _, number = inner.rpartition("#")
    return Source(path, int(number), unquote_to_bytes(name).decode("utf-8", "surrogateescape"))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files of a folder or an archive are taken."""

    include: tuple[str, ...] = ()
    """Glob patterns of names or of paths below the folder; none: by the file's ending (`SUFFIXES`)."""
    exclude: tuple[str, ...] = ()
    leave_out: str | None = None
    """A folder that is never entered: the output."""

    def takes(self, relative: str) -> bool:
        name = os.path.basename(relative)
        if any(map(_LITTER.match, relative.split("/"))):
            return False
        if _matches(relative, name, self.exclude):
            return False
        if self.include:
            return _matches(relative, name, self.include)
        suffix = PurePath(name).suffix.lower()
        return suffix in SUFFIXES or suffix == ""


def _matches(relative: str, name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase(relative, pattern) for pattern in patterns)


def check_arguments(arguments: Iterable[str | bytes | os.PathLike[str]]) -> None:
    """Raises UnreadableDocument for the first argument that names nothing: before a long run, not in it."""
    for argument in arguments:
        text = os.fsdecode(argument)
        if text != "-" and not os.path.lexists(text) and next(glob.iglob(text, recursive=True), None) is None:
            raise UnreadableDocument("there is no such file or folder", source=_quoted(text))


def expand(
    arguments: Iterable[str | bytes | os.PathLike[str]],
    selection: Selection = Selection(),
    *,
    listed: BinaryIO | None = None,
) -> Iterator[Source]:
    """The documents that the arguments name, lazily and always in the same order.

    An argument is a file, a folder (walked, sorted), a ZIP archive (its members), a glob pattern, or `-`: paths
    from `listed`, one a line, or ended by NUL characters (`find -print0`) where the first block has one.
    A path that is not there is a source that cannot be read: it may have been there a moment ago.
    """
    for argument in arguments:
        text = os.fsdecode(argument)
        if text == "-" and listed is not None:
            for line in _listed(listed):
                yield from _opened(line, selection)
        elif os.path.lexists(text):
            yield from _opened(text, selection)
        else:
            for path in sorted(glob.iglob(text, recursive=True), key=os.fsencode) or [text]:
                yield from _opened(path, selection)


def _listed(stream: BinaryIO) -> Iterator[str]:
    """Paths of a list. Blocks are read as they come, so a list may be longer than memory."""
    rest = stream.read1(1 << 16) if isinstance(stream, io.BufferedReader) else stream.read(1 << 16)
    end = b"\0" if b"\0" in rest else b"\n"
    while block := stream.read(1 << 16):
        *whole, rest = (rest + block).split(end)
        yield from (os.fsdecode(path) for path in whole if path)
    yield from (os.fsdecode(path) for path in rest.split(end) if path)


def _opened(path: str, selection: Selection) -> Iterator[Source]:
    """What one path holds: the files of a folder, the members of an archive, or itself."""
    absolute = os.path.abspath(path)
    if os.path.isdir(absolute):
        for relative in _walk(absolute, "", selection):
            yield from _file(os.path.join(absolute, relative).rstrip(os.sep), selection)
    else:
        yield from _file(absolute, selection)


def _walk(top: str, below: str, selection: Selection) -> Iterator[str]:
    folder = os.path.join(top, below)
    if selection.leave_out is not None and os.path.realpath(folder) == selection.leave_out:
        return
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError:  # it vanished, or may not be read; whoever tries to convert it says so
        yield below
        return
    for entry in found:
        relative = os.path.join(below, entry.name)
        if entry.is_dir(follow_symlinks=False):
            if not _LITTER.match(entry.name):
                yield from _walk(top, relative, selection)
        elif entry.is_dir():
            continue  # a link to a folder may lead round in a circle
        elif selection.takes(relative) or (entry.name.lower().endswith(".zip") and selection.takes(entry.name + ".")):
            yield relative


def _file(path: str, selection: Selection) -> Iterator[Source]:
    if not path.lower().endswith(".zip"):
        yield Source(path)
        return
    try:
        status = os.stat(path)
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        yield Source(path)  # whoever converts it says what is wrong with it
        return
    for number, member in enumerate(members):
        name = _member_name(member)
        if not member.is_dir() and selection.takes(name):
            yield Source(path, number, name, member.file_size, status.st_mtime_ns)


def _member_name(member: zipfile.ZipInfo) -> str:
    """The member's name. Without the UTF-8 flag zipfile reads CP437; in Taiwan it is UTF-8 or Big5 (CP950)."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "cp950"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
