"""The parts of a DOCX, found by their relationships as the Open Packaging Conventions say.

python-docx opens a package by unzipping every part, images too, and stops at a relationship to nothing;
here only the parts that hold text are read, each within the limits, and a missing one is a missing one.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from ...errors import UnreadableDocument
from ..limits import Limits
from ..zipped import Archive, parse_xml
from .names import local, transitional

__all__ = ["Package"]


@dataclass(frozen=True, slots=True)
class Package:
    """The main part of a DOCX and what it refers to."""

    archive: Archive
    main: str
    document: etree._Element
    relations: dict[str, tuple[str, str]]
    """Relationship id -> (last word of the type, part name), inner ones only."""

    @classmethod
    def open(cls, data: bytes, limits: Limits) -> Package:
        archive = Archive(data, limits)
        main = next((part for kind, part in _relations(archive, "").values() if kind == "officeDocument"), None)
        document = _xml(archive, main) if main else None
        if document is None:
            main = "word/document.xml"
            document = _xml(archive, main)
        if document is None or main is None:
            raise UnreadableDocument("the DOCX has no main document part")
        return cls(archive, main, document, _relations(archive, main))

    def part(self, kind: str) -> etree._Element | None:
        """The part of a type (styles, numbering, footnotes, settings …), None if there is none."""
        name = next((part for found, part in self.relations.values() if found == kind), None)
        return self.xml(name) if name else None

    def content(self, identifier: str) -> bytes | None:
        """The bytes of the part under a relationship, None if there is none."""
        found = self.relations.get(identifier)
        return self.archive.read(found[1]) if found else None

    def related(self, identifier: str) -> etree._Element | None:
        found = self.relations.get(identifier)
        return self.xml(found[1]) if found else None

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part by its name, None if there is no such part."""
        return _xml(self.archive, name)


def _xml(archive: Archive, name: str) -> etree._Element | None:
    data = archive.read(name)
    return None if data is None else parse_xml(transitional(data), name)


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    root = _xml(archive, posixpath.join(folder, "_rels", name + ".rels"))
    relations: dict[str, tuple[str, str]] = {}
    for element in root if root is not None else ():
        if local(element) != "Relationship" or element.get("TargetMode") == "External":
            continue
        target = element.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        kind = element.get("Type", "").rpartition("/")[2]
        relations.setdefault(element.get("Id", ""), (kind, path))
    return relations
