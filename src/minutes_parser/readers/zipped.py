"""The ZIP container of DOCX and ODT, opened so that no bomb, entity or external reference does harm."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from ..errors import LimitExceeded, UnreadableDocument
from .limits import Limits

__all__ = ["DAMAGE", "Archive", "parse_xml"]

_CHUNK = 1 << 20
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_DEEP = re.compile("[Ee]xcessive depth|[Hh]uge|[Aa]mplification")


@dataclass(slots=True)
class Archive:
    """Members of a ZIP file, read one by one; bytes are counted as they are unzipped, not as they are declared."""

    data: bytes
    limits: Limits
    _zip: zipfile.ZipFile = field(init=False)
    _names: dict[str, str] = field(init=False)
    _read: int = 0

    def __post_init__(self) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self.data))
        except DAMAGE as error:
            raise UnreadableDocument("the ZIP container is damaged") from error
        if len(self._zip.infolist()) > self.limits.max_entries:
            raise LimitExceeded(f"the ZIP container has more than {self.limits.max_entries} members")
        self._names = {name.replace("\\", "/").lower(): name for name in self._zip.namelist()}

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, None if there is none of that name (case and leading slash do not matter)."""
        actual = self._names.get(name.lstrip("/").lower())
        if actual is None:
            return None
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(actual) as member:
                while chunk := member.read(_CHUNK):
                    size += len(chunk)
                    self._read += len(chunk)
                    self._check(name, size)
                    parts.append(chunk)
        except LimitExceeded:
            raise
        except DAMAGE as error:
            encrypted = "password" in str(error) or "encrypted" in str(error)
            what = "encrypted with a password" if encrypted else "damaged"
            raise UnreadableDocument(f"{name} in the ZIP container is {what}") from error
        return b"".join(parts)

    def _check(self, name: str, size: int) -> None:
        if size > self.limits.max_xml_bytes:
            raise LimitExceeded(f"{name} unzips to more than {self.limits.max_xml_bytes} bytes")
        if self._read > self.limits.max_unzipped_bytes:
            raise LimitExceeded(f"the parts unzip to more than {self.limits.max_unzipped_bytes} bytes")

    def xml(self, name: str) -> etree._Element | None:
        """The root element of an XML member, None if there is no such member."""
        data = self.read(name)
        return None if data is None else parse_xml(data, name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML part. A DOCTYPE is refused: no office program writes one, entity bombs need one."""
    if b"<!DOCTYPE" in data[:65536] or b"<\0!\0D\0O\0C\0T" in data[:65536] or b"\0<\0!\0D\0O\0C\0T" in data[:65536]:
        raise UnreadableDocument(f"{name} has a DOCTYPE, which is refused")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_pis=True,
        collect_ids=False,  # edited documents repeat an xml:id, which is an error otherwise
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = str(error.msg)
        if _DEEP.search(message):
            raise LimitExceeded(f"{name}: {message}") from error
        raise UnreadableDocument(f"{name} is not well-formed XML: {message}") from error
    except (ValueError, LookupError, MemoryError) as error:
        raise UnreadableDocument(f"{name} is not readable as XML") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise UnreadableDocument(f"{name} has a DOCTYPE, which is refused")
    return root
