"""The directory of an OLE2 container (MS-CFB) and the head of a stream: enough to know what is inside."""

from __future__ import annotations

import struct
from dataclasses import dataclass

__all__ = ["MAGIC", "Container"]

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END = 0xFFFFFFFA  # sector numbers from here on have other meanings (end of chain, free …)
_CHAIN = 2_000_000  # sectors followed at most: a chain may be a loop
_ENTRY = 128
_ROOT = 5
_SMALL = 4096  # bytes below which a stream stands among the small ones
_PIECE = 64
_HEADER_TABLE = 109  # sectors of the table that the header itself lists


@dataclass(frozen=True, slots=True)
class Container:
    """Streams by name, each with its first sector and size."""

    data: bytes
    sector: int
    table: tuple[int, ...]
    streams: dict[str, tuple[int, int]]
    small: int
    """First sector of the stream that holds small streams, in pieces of 64 bytes."""

    @classmethod
    def open(cls, data: bytes) -> Container | None:
        """The container of these bytes, None if its header or directory is damaged."""
        if len(data) < 512 or not data.startswith(MAGIC):
            return None
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            return None
        sector = 1 << shift
        table = _table(data, sector)
        (first,) = struct.unpack_from("<I", data, 48)
        directory = b"".join(_sectors(data, sector, table, first, _CHAIN))
        streams: dict[str, tuple[int, int]] = {}
        small = _END
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind == _ROOT:
                small = start
            elif kind in (1, 2) and 2 <= length <= 64:
                name = directory[at : at + length - 2].decode("utf-16-le", "replace")
                streams.setdefault(name, (start, size))
        return cls(data, sector, table, streams, small) if streams else None

    def head(self, name: str) -> bytes:
        """The first 64 bytes of a stream; b"" if there is no such stream."""
        start, size = self.streams.get(name, (_END, 0))
        if size >= _SMALL:
            return _sector(self.data, self.sector, start)[:_PIECE]
        at = start * _PIECE
        holders = _sectors(self.data, self.sector, self.table, self.small, at // self.sector + 1)
        return b"".join(holders)[at : at + min(size, _PIECE)]


def _table(data: bytes, sector: int) -> tuple[int, ...]:
    """The sector allocation table, from the sectors that the header and its continuation list."""
    listed = list(struct.unpack_from(f"<{_HEADER_TABLE}I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // sector + 1):
        block = _sector(data, sector, more)
        if len(block) < sector:
            break
        *numbers, more = struct.unpack(f"<{sector // 4}I", block)
        listed.extend(numbers)
    entries: list[int] = []
    for number in listed[: len(data) // sector + 1]:
        block = _sector(data, sector, number)
        entries.extend(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))
    return tuple(entries)


def _sector(data: bytes, sector: int, number: int) -> bytes:
    return data[(number + 1) * sector : (number + 2) * sector] if number < _END else b""


def _sectors(data: bytes, sector: int, table: tuple[int, ...], first: int, most: int) -> list[bytes]:
    """The sectors of a chain, in order."""
    found: list[bytes] = []
    seen: set[int] = set()
    while first < _END and first not in seen and len(found) < most:
        seen.add(first)
        found.append(_sector(data, sector, first))
        first = table[first] if first < len(table) else _END
    return found
