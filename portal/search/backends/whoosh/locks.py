"""Locks between the processes of one host, on files that stay."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_DELAY = 0.01


class LockTimeout(Exception):
    """Somebody else held the lock for longer than we were willing to wait."""


def acquire(path: Path, timeout: float) -> IO[bytes]:
    """Return a file that holds the lock `path` until it is closed; wait at most `timeout` seconds for it.

    The kernel gives the lock back for a process that dies.
    """
    file = path.open("ab")
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            if time.monotonic() >= deadline:
                file.close()
                raise LockTimeout(f"{path} is locked by another process") from None
            time.sleep(_DELAY)


@contextmanager
def locked(path: Path, timeout: float = 10.0) -> Iterator[None]:
    """Hold the lock `path` for the length of a block."""
    with acquire(path, timeout):
        yield


def is_locked(path: Path) -> bool:
    """Tell whether anybody holds the lock `path` at this moment."""
    try:
        acquire(path, 0).close()
    except LockTimeout:
        return True
    return False
