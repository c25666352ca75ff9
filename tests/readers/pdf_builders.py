"""Small PDFs made for the tests, with reportlab where it can and byte by byte where the trap needs it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

__all__ = ["Glyphs", "drawn", "grid", "raw_pdf", "text"]

FONT = "MSung-Light"
HEIGHT = A4[1]
Draw = Callable[[Any], None]


def drawn(*pages: Draw, rotate: int = 0, encrypt: Any = None, size: tuple[float, float] = A4) -> bytes:
    """A PDF with a page for each function, which gets the canvas (origin at the lower left)."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, encrypt=encrypt, invariant=1)
    for draw in pages:
        if rotate:
            canvas.setPageRotation(rotate)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def text(canvas: Any, x: float, top: float, content: str, size: float = 12) -> None:
    """Write a line whose baseline is `top` points under the upper edge."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - top, content)


def grid(canvas: Any, xs: Sequence[float], tops: Sequence[float]) -> None:
    """Rules at every x and every distance from the top."""
    for x in xs:
        canvas.line(x, HEIGHT - tops[0], x, HEIGHT - tops[-1])
    for top in tops:
        canvas.line(xs[0], HEIGHT - top, xs[-1], HEIGHT - top)


class Glyphs:
    """A font without a program whose codes are 1, 2, 3… for the characters of a string.

    `to_unicode=None` leaves the map out; a mapping changes what single characters are said to be.
    """

    def __init__(
        self, characters: str, *, said: Mapping[str, str] | None = None, to_unicode: bool = True, name: str = "Invented"
    ) -> None:
        self.codes = {character: index for index, character in enumerate(dict.fromkeys(characters), 1)}
        self.said = dict(said or {})
        self.to_unicode = to_unicode
        self.name = name

    def show(self, content: str) -> str:
        return "<" + "".join(f"{self.codes[character]:04X}" for character in content) + "> Tj"

    def objects(self, number: int) -> list[bytes]:
        """The font as objects `number` and following."""
        reference = f"/ToUnicode {number + 3} 0 R" if self.to_unicode else ""
        lines = [
            f"<{code:04X}> <{self.said.get(character, character).encode('utf-16-be').hex()}>"
            for character, code in self.codes.items()
        ]
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar endcmap end end"
        ).encode()
        return [
            f"<</Type/Font/Subtype/Type0/BaseFont/{self.name}/Encoding/Identity-H"
            f"/DescendantFonts[{number + 1} 0 R]{reference}>>".encode(),
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{self.name}/DW 1000/FontDescriptor {number + 2} 0 R"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>".encode(),
            f"<</Type/FontDescriptor/FontName/{self.name}/Flags 4/ItalicAngle 0/Ascent 880/Descent -120"
            "/CapHeight 700/StemV 80/FontBBox[0 -120 1000 880]>>".encode(),
            stream(cmap),
        ]


def stream(content: bytes, filters: str = "") -> bytes:
    return f"<</Length {len(content)}{filters}>>\nstream\n".encode() + content + b"\nendstream"


def raw_pdf(
    content: str | bytes,
    *,
    glyphs: Glyphs | None = None,
    fonts: str = "/F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    page: str = "",
    pages: str = "/Kids[3 0 R]/Count 1",
    contents: str = "4 0 R",
    filters: str = "",
    more: Sequence[bytes] = (),
) -> bytes:
    """A PDF of one page: object 3 the page, 4 its content, 5 and following `glyphs` as /F1, then `more`."""
    body = content.encode("latin-1") if isinstance(content, str) else content
    font = glyphs.objects(5) if glyphs else []
    first = "/F1 5 0 R" if glyphs else ""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages{pages}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents}"
        f"/Resources<</Font<<{first}{fonts}>>/XObject<</Im {5 + len(font)} 0 R>>>>{page}>>".encode(),
        stream(body, filters),
        *font,
        *more,
    ]
    out = b"%PDF-1.6\n"
    offsets = []
    for number, written in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>"
    return out + f"{tail}\nstartxref\n{len(out)}\n%%EOF\n".encode()


def grey_image(width: int = 60, height: int = 80) -> bytes:
    """An image object."""
    packed = zlib.compress(bytes([200]) * (width * height))
    about = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
    return stream(packed, f"{about}/Filter/FlateDecode")
