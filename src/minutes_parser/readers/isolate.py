"""Run a function in a child process with limits of memory and time: C code cannot be interrupted in any other way."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path
from typing import Any, TypeVar

from ..errors import LimitExceeded, MinutesParserError, UnreadableDocument

__all__ = ["run_isolated"]

T = TypeVar("T")

_GRACE = 0.2  # seconds between asking a child to end and ending it


def run_isolated(
    function: Callable[..., T],
    /,
    *arguments: Any,
    memory: int = 1 << 30,
    seconds: float = 60.0,
    **keywords: Any,
) -> T:
    """`function(*arguments, **keywords)`, run in a child process; its result must be picklable.

    `memory` is in bytes over what the process has when it starts, `seconds` is wall-clock time. Raises what the
    function raises if that is a `MinutesParserError`; `LimitExceeded` above the limits; `UnreadableDocument` where
    the child dies (named by its signal) or raises anything else.

    >>> run_isolated(sum, [1, 2, 3])
    6
    """
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="minutes-parser-", ignore_cleanup_errors=True) as folder:
        job = function, arguments, keywords
        child = context.Process(target=_work, args=(sender, job, memory, folder), daemon=False)
        child.start()
        sender.close()
        try:
            result: T = _answer(child, receiver, memory, seconds)
            return result
        finally:
            receiver.close()
            _end(child)


def _context() -> ForkContext | SpawnContext:
    """Forking starts at once; where it is not safe (macOS) the child starts anew."""
    if sys.platform == "linux":
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _answer(child: Any, receiver: Connection, memory: int, seconds: float) -> Any:
    try:
        if not receiver.poll(seconds):
            raise LimitExceeded(f"reading takes more than {seconds:g} seconds")
        succeeded, value = receiver.recv()
    except EOFError:
        child.join(_GRACE * 10)
        raise _death(child.exitcode) from None
    if succeeded:
        return value
    if isinstance(value, MinutesParserError):
        raise value
    if value == "MemoryError":
        raise LimitExceeded(f"reading takes more than {memory} bytes of memory")
    raise UnreadableDocument(f"the reader failed: {value}")


def _death(code: int | None) -> MinutesParserError:
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
        return UnreadableDocument(f"the reader was ended by signal {name}")
    return UnreadableDocument(f"the reader ended without an answer (exit code {code})")


def _end(child: Any) -> None:
    """End the child and what it started, programs in sessions of their own (LibreOffice) too."""
    if child.is_alive():
        started = _descendants(child.pid)
        child.kill()
        for pid in started:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
    child.join()
    child.close()


def _descendants(pid: int) -> list[int]:
    """Process ids of what a process started and what that started; none where /proc does not tell."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        for path in Path("/proc", str(waiting.pop()), "task").glob("*/children"):
            with contextlib.suppress(OSError, ValueError):
                waiting += (children := [int(number) for number in path.read_text().split()])
                found += children
    return found


def _work(
    sender: Connection, job: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]], memory: int, folder: str
) -> None:
    function, arguments, keywords = job
    tempfile.tempdir = folder  # the parent removes it, also where the child is ended
    _limit_memory(memory)
    answer: tuple[bool, Any]
    try:
        answer = True, function(*arguments, **keywords)
    except MinutesParserError as error:
        answer = False, error
    except MemoryError:
        answer = False, "MemoryError"
    except BaseException as error:
        answer = False, f"{type(error).__name__}: {error}".splitlines()[0]
    try:
        sender.send(answer)
    except MemoryError:
        sender.send((False, "MemoryError"))
    sender.close()


def _limit_memory(memory: int) -> None:
    """Bound the address space: a forked child begins with that of its parent."""
    used = 0
    with contextlib.suppress(OSError, ValueError, IndexError), open("/proc/self/statm") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    limit = used + memory
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
