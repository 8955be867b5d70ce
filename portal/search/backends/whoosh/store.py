"""The folder of one index: its generations on the disk, the one in force, writing and swapping."""

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from portal.search.backends.whoosh import locks
from portal.search.backends.whoosh.fields import signature
from portal.search.backends.whoosh.seal import SEAL, is_intact, read_seal, replace_text, write_seal

WRITER_MEMORY_MB = 64


class IndexUnusable(Exception):
    """The index is missing, damaged, or was built for other fields: it must be built anew."""


class Store:
    """One index under `path`: folders `g-…`, of which the file `current` names the one in force."""

    def __init__(self, path: Path, make_schema: Callable[[], Schema]) -> None:
        self.path = path
        self.make_schema = make_schema

    def prepare(self) -> None:
        """Make the folder, closed to everybody else: Whoosh's files are pickles."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)

    # Locks ------------------------------------------------------------------------------------

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        """Hold the lock under which this index changes."""
        self.prepare()
        with locks.locked(self.path / "write.lock"):
            yield

    @property
    def rebuild_lock(self) -> Path:
        """Return the lock that a rebuild holds from its start to its end."""
        return self.path / "rebuild.lock"

    def wait_for_rebuild(self, timeout: float) -> None:
        """Wait until no rebuild is running, at most `timeout` seconds."""
        with suppress(locks.LockTimeout):
            locks.acquire(self.rebuild_lock, timeout).close()

    # Reading ----------------------------------------------------------------------------------

    def current(self) -> Path:
        """Return the folder of the generation in force."""
        try:
            name = (self.path / "current").read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise IndexUnusable(f"no index in {self.path}") from error
        if not name.startswith("g-") or "/" in name:
            raise IndexUnusable(f"{self.path}/current names no generation")
        return self.path / name

    def state(self) -> tuple[str, bytes]:
        """Return what changes with every change of the index; cheap enough to ask at every search."""
        folder = self.current()
        try:
            return folder.name, (folder / SEAL).read_bytes()
        except OSError as error:
            raise IndexUnusable(f"{folder} has no seal") from error

    def open(self) -> FileIndex:
        """Return the index in force; raise `IndexUnusable` unless it is whole and fits the models."""
        folder, schema = self.current(), self.make_schema()
        opened = self._open_sealed(folder, schema)
        if opened is None:
            # A writer may stand between its commit and its seal: it holds the lock until both are done.
            with self.write_lock():
                opened = self._open_sealed(folder, schema)
        if opened is None:
            raise IndexUnusable(f"{folder} is damaged or out of date")
        return opened

    def _open_sealed(self, folder: Path, schema: Schema) -> FileIndex | None:
        seal = read_seal(folder)
        if seal is None or seal.signature != signature(schema) or not is_intact(folder, seal):
            return None
        opened = _open(folder, schema)
        return opened if opened.latest_generation() == seal.generation else None

    # Writing ----------------------------------------------------------------------------------

    def create(self) -> tuple[Path, FileIndex]:
        """Return a new, empty generation that is not yet in force."""
        self.prepare()
        folder = self.path / f"g-{uuid.uuid4().hex}"
        folder.mkdir(mode=0o700)
        index = FileIndex.create(FileStorage(str(folder)), self.make_schema())
        return folder, index

    def publish(self, folder: Path, index: FileIndex) -> None:
        """Put a generation in force and drop all others but the one before it."""
        self.seal(folder, index)
        try:
            before = self.current()
        except IndexUnusable:
            before = folder
        replace_text(self.path / "current", folder.name)
        for old in self.path.glob("g-*"):
            if old not in {folder, before}:
                shutil.rmtree(old, ignore_errors=True)

    def seal(self, folder: Path, index: FileIndex) -> None:
        """Record that the generation is whole."""
        write_seal(folder, signature(self.make_schema()), index.latest_generation())

    def break_seal(self) -> None:
        """Declare the generation in force broken; call under `write_lock`."""
        (self.current() / SEAL).unlink(missing_ok=True)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Give a writer on the index in force, commit at the end, and seal; call under `write_lock`."""
        folder = self.current()
        index = self._open_sealed(folder, self.make_schema())
        if index is None:
            raise IndexUnusable(f"{folder} is damaged or out of date")
        opened = open_writer(index)
        try:
            yield opened
        except BaseException:
            opened.cancel()
            raise
        opened.commit()
        self.seal(folder, index)

    # The journal of changes made while a rebuild reads the database -------------------------------

    @property
    def journal(self) -> Path:
        """Return the file that names what changed during a rebuild."""
        return self.path / "journal"

    def note_changes(self, model: str, keys: list[str]) -> None:
        """Note changed objects if a rebuild is running; call under `write_lock`."""
        if keys and locks.is_locked(self.rebuild_lock):
            with self.journal.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps([model, key]) + "\n" for key in keys)

    def noted_changes(self) -> set[tuple[str, str]]:
        """Return (model label, key) of what changed since the rebuild began."""
        if not self.journal.exists():
            return set()
        lines = self.journal.read_text(encoding="utf-8").splitlines()
        return {(model, key) for model, key in map(json.loads, lines)}


def open_writer(index: FileIndex) -> Any:
    """Return a Whoosh writer, which must be committed or cancelled."""
    return index.writer(timeout=10, delay=0.01, limitmb=WRITER_MEMORY_MB)


def _open(folder: Path, schema: Schema) -> FileIndex:
    try:
        return FileIndex(FileStorage(str(folder)), schema=schema)
    except Exception as error:
        # Whoosh raises whatever the damaged bytes lead to: EOFError, struct.error, pickle errors …
        raise IndexUnusable(f"{folder} cannot be opened") from error
