"""The snapshots this process holds: one for each index, replaced when the index has changed."""

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from portal.search.backends.whoosh.locks import LockTimeout
from portal.search.backends.whoosh.rebuilder import rebuild
from portal.search.backends.whoosh.snapshot import Snapshot, SnapshotLost
from portal.search.backends.whoosh.store import IndexUnusable

if TYPE_CHECKING:
    from portal.search.backends.whoosh.index import Index

logger = logging.getLogger(__name__)
# How long a reader waits for another process that is rebuilding a broken index.
PATIENCE = 20.0
ATTEMPTS = 3

T = TypeVar("T")


class Held(NamedTuple):
    """A snapshot, the state of the index it shows, and the process that opened it."""

    state: tuple[str, bytes]
    snapshot: Snapshot
    process: int


_held: dict[Path, Held] = {}
_lock = threading.Lock()


def read(index: "Index", ask: Callable[[Snapshot], T]) -> T:
    """Return what `ask` finds in the index as it is now; a broken index is built anew first.

    Raise `IndexUnusable` only if that is impossible too.
    """
    for _ in range(ATTEMPTS):
        snapshot = None
        try:
            snapshot = current(index)
            return ask(snapshot)
        except SnapshotLost as error:
            _forget(index, snapshot, error)
        except IndexUnusable:
            _rebuild(index)
    raise IndexUnusable(f"the index {index} cannot be read")


def current(index: "Index") -> Snapshot:
    """Return the snapshot of the index as it is now."""
    path = index.store.path
    with _lock:
        state = index.store.state()
        held = _held.get(path)
        if held and held.state == state and held.process == os.getpid():
            return held.snapshot
        snapshot = Snapshot(index.store.open())
        _held[path] = Held(state, snapshot, os.getpid())
    if held and held.process == os.getpid():
        held.snapshot.close()
    return snapshot


def _forget(index: "Index", lost: Snapshot | None, error: SnapshotLost) -> None:
    """Drop a snapshot that cannot be read; if it shows the index as it is now, the index is broken."""
    path = index.store.path
    with index.store.write_lock(), _lock:
        held = _held.get(path)
        if lost is not None and (held is None or held.snapshot is not lost):
            return  # It was only replaced while we were reading.
        _held.pop(path, None)
        if held is None or held.state == index.store.state():
            logger.error("The search index %s is damaged: %s", index, error)
            index.store.break_seal()


def _rebuild(index: "Index") -> None:
    try:
        rebuild(index, wait=0)
    except LockTimeout:
        # Another process is at it already: wait for its result.
        index.store.wait_for_rebuild(PATIENCE)
