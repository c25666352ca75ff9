"""A parser for tests of the batch: the document's first line says what it does, the rest are its items."""

from __future__ import annotations

import ctypes
import os
import signal
import time

from minutes_parser.errors import LimitExceeded, UnreadableDocument
from minutes_parser.model import Diagnostic, Minutes
from tests.factories import MinutesFactory


def parse(data: bytes, *, name: str | None = None, ocr: bool = False, limits: object = None) -> Minutes:
    """`poison NAME` misbehaves; `scan` needs OCR; `sleep S` takes its time; anything else is made a record of."""
    first, *rest = data.decode().splitlines() or [""]
    word, _, argument = first.partition(" ")
    if word == "poison":
        _misbehave(argument)
    if word == "sleep":
        time.sleep(float(argument))
    factory = MinutesFactory(session=first)
    for number, line in enumerate(rest, start=1):
        factory.ruling(factory.item("discussion", number, line), f"{line}照案通過。", outcome="approved")
    minutes = factory.build(name or "unnamed")
    if word == "scan":
        code = "ocr" if ocr else "page-without-text"
        found = Diagnostic(code=code, severity="warning", message="")
        minutes = minutes.model_copy(update={"diagnostics": (found,)})
    return minutes


def _misbehave(kind: str) -> None:
    if kind == "abort":
        os.abort()
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "exit":
        os._exit(0)
    if kind == "segfault":
        ctypes.string_at(0)
    if kind == "loop":
        while True:
            pass
    if kind == "c-sleep":  # C code that holds the interpreter: no other thread runs
        ctypes.PyDLL(None).sleep(100_000)
    if kind == "bomb":
        held = [bytearray(64 << 20)]
        while True:
            held.append(bytearray(64 << 20))
    if kind == "recursion":
        _misbehave(kind)
    if kind == "bug":
        raise KeyError("a mistake in the parser")
    if kind == "system-exit":
        raise SystemExit(1)
    if kind == "unreadable":
        raise UnreadableDocument("damaged")
    if kind == "limit":
        raise LimitExceeded("too many pages")
