"""What runs in a worker process: take a function and an item from the pipe, send back what became of it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

__all__ = ["descendants", "serve"]

_GRACE = 30  # seconds over its limit after which a worker ends itself, should nobody be left to do it


def serve(tasks: Connection, lifeline: Connection, timeout: float | None, memory: int | None) -> None:
    """Serve until the pipe is closed. `memory` limits the address space, in bytes; None is no limit."""
    _stand_alone()
    _limit_memory(memory)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    tasks.send(None)  # ready: from now on the clock may run
    function: object = None
    while True:
        try:
            given, item = tasks.recv()
        except EOFError:
            return
        except Exception as error:  # the function cannot be imported here
            tasks.send((False, error))
            continue
        function = given or function  # sent only where it is another than before
        with _backstop(timeout):
            answer = _answer(function, item)
        try:
            tasks.send(answer)
        except (OSError, EOFError):
            return
        except Exception as error:  # the value cannot be pickled
            tasks.send((False, TypeError(f"the result cannot be sent: {error}")))


def _answer(function: object, item: object) -> tuple[bool, object]:
    try:
        return True, function(item)  # type: ignore[operator]
    except Exception as error:
        return False, error
    except BaseException as error:  # SystemExit and the like, raised by what is being run
        return False, RuntimeError(repr(error))


def _stand_alone() -> None:
    """Own session (killed as a group, deaf to Ctrl-C at the terminal), nothing on stdout."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(PermissionError):
            os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def _limit_memory(memory: int | None) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))  # no core dumps
    if memory is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        memory = min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (memory, hard))


def _end_with(lifeline: Connection) -> None:
    """The other end is held by the process that started this one; when it dies, by kill -9 too, so does this."""
    with contextlib.suppress(EOFError, OSError):
        lifeline.recv_bytes()
    for pid in descendants(os.getpid()):
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    os._exit(1)


def descendants(pid: int) -> list[int]:
    """Processes that a process started, and those that they did (Linux): LibreOffice leads a group of its own."""
    found = []
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (thread / "children").read_text().split()):
                found += [child, *descendants(child)]
    return found


@contextlib.contextmanager
def _backstop(timeout: float | None) -> Iterator[None]:
    """The kernel ends this process where C code holds the interpreter and the parent is gone."""
    if timeout is None or not hasattr(signal, "alarm"):
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(timeout) + _GRACE)
    try:
        yield
    finally:
        signal.alarm(0)
