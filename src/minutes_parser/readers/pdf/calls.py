"""Functions of pdfium's that are called for every glyph, object or run: bare of all that ctypes can leave out."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c

__all__ = ["Handle", "bare", "handle_of"]


class Handle(ctypes.c_void_p):
    """A pointer of pdfium's. As a subclass it comes back from a call as it is, ready for the next, not as a number."""


def bare(name: str, result: Any) -> Callable[..., Any]:
    """A function of pdfium's without declared arguments: no conversion, half the time.

    Its pointers must be ctypes values (`handle_of`, `Handle`), its other arguments ints that fit a C int.
    """
    address = ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value
    assert address is not None
    # PYFUNCTYPE keeps the interpreter's lock: the calls are too short to hand it on
    return ctypes.PYFUNCTYPE(result)(address)


def handle_of(raw: Any) -> Handle:
    """The pointer of a page or text page as `bare` functions take it."""
    return Handle(ctypes.cast(raw, ctypes.c_void_p).value)
