"""How large the content streams of a PDF become, before pdfium unpacks them into memory and cannot be stopped.

A stream that deflate packed can grow a thousandfold, and pdfium takes some twenty bytes for each of a content
stream. Only streams that could pass the limit are unpacked here, and none of it is kept.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...errors import LimitExceeded

__all__ = ["check_streams"]

DEFLATE_MOST = 1032
"""Bytes that one packed byte can become at most (zlib's technical notes)."""
LZW_MOST = 3000
RUN_LENGTH_MOST = 64
CHUNK = 1 << 20
DICTIONARY = 4_000
"""Bytes before `stream` in which its dictionary stands."""
LONGEST_NUMBER = 24
"""Bytes before `obj` in which its numbers stand."""
NEAR = 4
"""So many times the word `obj` is looked at singly before all of a dictionary is."""
TOGETHER = 4
"""So many times the limit of one stream all large ones may have together."""

_NO_CONTENT = re.compile(rb"/Subtype\s{0,4}/Image|/Length1\b|/FontFile|/Type1C|/CIDFontType0C|/OpenType")
_NUMBER = re.compile(rb"(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj")
_LIST = re.compile(rb"/Contents\s{0,4}\[([^\]]{0,1000000})\]")
_REFERENCE = re.compile(rb"(\d{1,10})\s{1,4}\d{1,5}\s{1,4}R")


@dataclass(frozen=True, slots=True)
class _Stream:
    number: int
    start: int
    end: int
    dictionary: bytes


def check_streams(data: bytes, limit: int) -> None:
    """Raise LimitExceeded if a content stream, or what one page puts together, is over `limit` bytes unpacked.

    Images and fonts are not counted: they are not unpacked to read the text. Streams of an encrypted file cannot
    be looked into.
    """
    streams = list(_streams(data))
    total = 0
    for stream in streams:
        if _most(stream) <= limit:
            continue
        size = _size(data, stream, limit)
        total += size
        if size > limit or total > limit * TOGETHER:
            raise LimitExceeded(f"a content stream of the PDF unpacks to more than {limit} bytes")
    _check_lists(data, {stream.number: stream for stream in streams}, limit)


def _check_lists(data: bytes, streams: dict[int, _Stream], limit: int) -> None:
    """A page may name the same stream a thousand times."""
    for found in _LIST.finditer(data):
        times = Counter(int(number) for number in _REFERENCE.findall(found[1]))
        if times.total() < 16:
            continue
        size = sum(count * _size(data, streams[n], limit) for n, count in times.items() if n in streams)
        if size > limit:
            raise LimitExceeded(f"the content of a page of the PDF unpacks to more than {limit} bytes")


def _streams(data: bytes) -> Iterator[_Stream]:
    at = data.find(b"stream")
    while at >= 0:
        start = at + 6
        if data[at - 3 : at] != b"end" and data[start : start + 1] in (b"\r", b"\n"):
            start += 2 if data[start : start + 2] == b"\r\n" else 1
            end = data.find(b"endstream", start)
            end = len(data) if end < 0 else end
            opened = _opened(data, at)
            if opened is not None:
                dictionary = data[opened.end() : at]
                if not _NO_CONTENT.search(dictionary):
                    yield _Stream(int(opened[1]), start, end, dictionary)
            start = end + 9
        at = data.find(b"stream", start)


def _opened(data: bytes, at: int) -> re.Match[bytes] | None:
    """The number of the object in which the word at `at` stands: the last one before it."""
    earliest = max(0, at - DICTIONARY)
    word = at
    for _ in range(NEAR):
        word = data.rfind(b"obj", earliest, word)
        if word < 0:
            return None
        found = list(_NUMBER.finditer(data, max(earliest, word - LONGEST_NUMBER), word + 3))
        if found and found[-1].end() == word + 3:
            return found[-1]
    return next(iter(reversed(list(_NUMBER.finditer(data, earliest, at)))), None)


def _filters(stream: _Stream) -> list[str]:
    names = re.findall(rb"/(FlateDecode|LZWDecode|RunLengthDecode|Fl\b|LZW\b|RL\b)", stream.dictionary)
    return [name.decode("ascii")[:2] for name in names]


def _most(stream: _Stream) -> int:
    """Bytes that the stream can have at most when unpacked."""
    size = stream.end - stream.start
    for name in _filters(stream):
        size *= {"Fl": DEFLATE_MOST, "LZ": LZW_MOST, "RL": RUN_LENGTH_MOST, "Ru": RUN_LENGTH_MOST}[name]
    return size


def _size(data: bytes, stream: _Stream, limit: int) -> int:
    """Bytes of the unpacked stream, as far as just over the limit."""
    filters = _filters(stream)
    if filters[:1] == ["LZ"]:
        return _lzw_size(data[stream.start : stream.end], limit)
    if filters[:1] == ["Fl"]:
        return _inflated_size(data[stream.start : stream.end], filters.count("Fl"), limit)
    return min(_most(stream), limit + 1)


def _inflated_size(packed: bytes, times: int, limit: int) -> int:
    for _ in range(max(0, times - 1)):
        packed = _inflate(packed, limit)
    size = 0
    unpacker = zlib.decompressobj()
    try:
        rest = packed
        while rest and size <= limit and not unpacker.eof:
            piece = unpacker.decompress(rest, CHUNK)
            size += len(piece)
            rest = unpacker.unconsumed_tail
            if not piece and not rest:
                break
    except zlib.error:
        pass  # encrypted or damaged: what pdfium makes of it is what came so far
    return size


def _inflate(packed: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(packed, limit)
    except zlib.error:
        return b""


def _lzw_size(packed: bytes, limit: int) -> int:
    """The length that LZW codes stand for, by the lengths of the table's entries alone."""
    size = bits = held = 0
    width, lengths, last = 9, [1] * 258, 0
    for byte in packed:
        held = (held << 8) | byte
        bits += 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits
        held &= (1 << bits) - 1
        if code == 256:
            width, lengths, last = 9, [1] * 258, 0
            continue
        if code == 257 or size > limit:
            break
        if last and len(lengths) < 4096:
            lengths.append(last + 1)
        last = lengths[code] if code < len(lengths) else last + 1
        size += last
        width = 9 + (len(lengths) > 510) + (len(lengths) > 1022) + (len(lengths) > 2046)
    return size
