"""Functions of pdfium's that are called for every glyph, object or run: bare of all that ctypes can leave out."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c

__all__ = ["ADDRESS", "argument", "bare", "handle_of"]

ADDRESS = ctypes.c_void_p
"""Result of a function that gives a pointer: its address as a number, None for a null pointer."""

argument = ctypes.c_void_p.from_param
"""An address as ctypes hands it to a function: what a pointer that is used often is made once into."""


def bare(name: str, result: Any) -> Callable[..., Any]:
    """A function of pdfium's without declared arguments: no conversion, less than half the time.

    Its pointers must be made with `argument` or `handle_of`, its other arguments ints that fit a C int.
    `result=None` throws the result away.
    """
    address = ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value
    assert address is not None
    # PYFUNCTYPE keeps the interpreter's lock: the calls are too short to hand it on
    return ctypes.PYFUNCTYPE(result)(address)


def handle_of(raw: Any) -> Any:
    """The pointer of a page or text page as `bare` functions take it."""
    return ctypes.byref(raw.contents)
