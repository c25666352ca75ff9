from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_parser.archive.reading import Inaccessible, read_bytes
from minutes_parser.archive.sources import Selection, Source, check_arguments, expand, source_of
from minutes_parser.errors import LimitExceeded, UnreadableDocument

EVERYTHING = Selection()


def names(
    folder: Path, *arguments: object, selection: Selection = EVERYTHING, listed: bytes | None = None
) -> list[str]:
    stream = None if listed is None else io.BufferedReader(io.BytesIO(listed))
    sources = expand(arguments or (folder,), selection, listed=stream)  # type: ignore[arg-type]
    return [
        os.path.relpath(source.path, folder) + (f"!{source.member_name}" * bool(source.member_name))
        for source in sources
    ]


def test_a_folder_is_walked_in_order_and_litter_and_other_types_are_left_out(tmp_path: Path) -> None:
    for name in ("b.pdf", "a 1.docx", "c.jpg", "~$a 1.docx", ".DS_Store", "._b.pdf", "會議紀錄", "D.TXT"):
        (tmp_path / name).touch()
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "x.pdf").touch()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "e.odt").touch()
    assert names(tmp_path) == ["D.TXT", "a 1.docx", "b.pdf", "sub/e.odt", "會議紀錄"]


def test_include_and_exclude_are_globs_of_names_or_paths(tmp_path: Path) -> None:
    for name in ("a/x.pdf", "a/y.jpg", "b/x.pdf", "b/z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path, selection=Selection(include=("*.jpg", "b/*"))) == ["a/y.jpg", "b/x.pdf", "b/z.txt"]
    assert names(tmp_path, selection=Selection(exclude=("a/*", "*.txt"))) == ["b/x.pdf"]


def test_the_output_folder_is_never_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b.txt").touch()
    assert names(tmp_path, selection=Selection(leave_out=os.path.realpath(tmp_path / "out"))) == ["a.txt"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").touch()
    (tmp_path / "in" / "round").symlink_to(tmp_path)
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "in" / "a.txt")
    assert names(tmp_path / "in") == ["a.txt", "b.txt"]


def test_a_folder_that_cannot_be_read_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").touch()
    scandir = os.scandir

    def refused(folder: str) -> object:
        if folder.endswith("closed"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refused)
    assert names(tmp_path) == ["a.txt", "closed"]
    with pytest.raises(Inaccessible, match="Is a directory"):
        read_bytes(Source(str(tmp_path / "closed")), 100)


def test_globs_files_and_bytes_are_arguments(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c[1].txt"):
        (tmp_path / name).touch()
    assert names(tmp_path, str(tmp_path / "?.txt")) == ["a.txt", "b.txt"]
    assert names(tmp_path, tmp_path / "c[1].txt", os.fsencode(tmp_path / "a.txt")) == ["c[1].txt", "a.txt"]


def test_an_argument_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"gone.*: there is no such file"):
        check_arguments([tmp_path, "-", tmp_path / "gone.txt"])
    with pytest.raises(UnreadableDocument, match="no such file"):
        check_arguments([tmp_path / "*.pdf"])


@pytest.mark.parametrize("end", [b"\n", b"\0"])
def test_a_list_on_stdin(tmp_path: Path, end: bytes) -> None:
    odd = "a\nb.txt" if end == b"\0" else "a b.txt"
    (tmp_path / odd).touch()
    listed = end.join([os.fsencode(tmp_path / odd), os.fsencode(tmp_path / "missing.txt")]) + end
    assert names(tmp_path, "-", listed=listed) == [odd, "missing.txt"]


def test_a_list_longer_than_a_block(tmp_path: Path) -> None:
    listed = b"".join(b"%s/%05d.txt\n" % (os.fsencode(tmp_path), number) for number in range(5000))
    assert names(tmp_path, "-", listed=listed) == [f"{number:05}.txt" for number in range(5000)]


def test_members_of_an_archive_and_their_names_in_big5(tmp_path: Path) -> None:
    path = tmp_path / "old.ZIP"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("X" * 10, "內容")
        archive.writestr("夾/會議.txt", "二")
        archive.writestr("photo.jpg", "x")
        archive.writestr("夾/", "")
    path.write_bytes(path.read_bytes().replace(b"X" * 10, "第一次.txt".encode("cp950")))
    sources = list(expand([tmp_path]))
    assert [source.member_name for source in sources] == ["第一次.txt", "夾/會議.txt"]
    assert [read_bytes(source, 100).decode() for source in sources] == ["內容", "二"]
    assert [source.name for source in sources] == ["第一次.txt", "會議.txt"]


def test_a_damaged_archive_is_a_source_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no archive")
    assert names(tmp_path) == ["a.zip"]


def test_an_encrypted_or_damaged_member_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", random.Random(1).randbytes(500))
    sound = path.read_bytes()
    for damage in (sound[:50] + bytes(20) + sound[70:], sound.replace(b"\x14\0\0\0\x08", b"\x14\0\1\0\x08")):
        path.write_bytes(damage)
        (source,) = expand([path])
        with pytest.raises(UnreadableDocument, match="cannot be unpacked"):
            read_bytes(source, 10_000)
        path.unlink()


def test_a_bomb_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(50_000_000))
    (source,) = expand([tmp_path])
    with pytest.raises(LimitExceeded, match="larger than 1000 bytes"):
        read_bytes(source, 1000)


def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableDocument, match="not a regular file"):
        read_bytes(Source(str(tmp_path / "a.txt")), 1000)


def test_a_missing_file_is_inaccessible(tmp_path: Path) -> None:
    with pytest.raises(Inaccessible, match="No such file"):
        read_bytes(Source(str(tmp_path / "a.txt")), 1000)


@pytest.mark.parametrize(
    ("raw", "uri", "name"),
    [
        ("會議 1.txt".encode(), "會議 1.txt", "會議 1.txt"),
        (b"a\nb.txt", "a%0Ab.txt", "a\nb.txt"),
        (b"100%!#.txt", "100%25%21%23.txt", "100%!#.txt"),
        ("會議.txt".encode("cp950"), "%B7|ĳ.txt", "會議.txt"),
        (b"\xff\xfe.txt", "%FF%FE.txt", "\\xff\\xfe.txt"),
    ],
)
def test_odd_names(tmp_path: Path, raw: bytes, uri: str, name: str) -> None:
    path = os.path.join(os.fsencode(tmp_path), raw)
    with open(path, "wb") as file:
        file.write(b"x")
    (source,) = expand([tmp_path])
    assert source.uri == f"{tmp_path}/{uri}"
    assert source.name == name
    assert source_of(source.uri) == source
    assert read_bytes(source, 10) == b"x"


paths = st.binary(min_size=1).filter(lambda raw: b"\0" not in raw).map(os.fsdecode)


@given(paths, st.none() | st.tuples(st.integers(0, 99), paths))
def test_a_uri_is_one_line_of_unicode_and_leads_back(path: str, member: tuple[int, str] | None) -> None:
    source = Source(path) if member is None else Source(path, *member)
    assert source_of(source.uri) == source
    assert source.uri.encode()
    assert len(source.uri.splitlines()) <= 1
