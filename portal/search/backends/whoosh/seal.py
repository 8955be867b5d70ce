"""The seal of an index: what its files were when they were last known to be safe on the disk.

Whoosh never calls fsync, so a power cut may leave a file short or empty under a good name.
"""

import json
import os
import zlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

SEAL = "seal.json"
_CHUNK = 1 << 20


class Seal(NamedTuple):
    """The signature of the schema, Whoosh's generation, and size and CRC-32 of each file."""

    signature: str
    generation: int
    files: dict[str, list[int]]


def write_seal(folder: Path, signature: str, generation: int) -> None:
    """Put every file of `folder` safely on the disk, then say so."""
    files = {}
    for path in _sealed_files(folder):
        sync(path)
        files[path.name] = [path.stat().st_size, _checksum(path, path.stat().st_mtime_ns)]
    sync(folder)
    replace_text(folder / SEAL, json.dumps(Seal(signature, generation, files)._asdict()))


def read_seal(folder: Path) -> Seal | None:
    """Return the seal of `folder`, or None when it has none that can be read."""
    try:
        return Seal(**json.loads((folder / SEAL).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_intact(folder: Path, seal: Seal) -> bool:
    """Tell whether every sealed file is still what it was."""
    return all(_is_same(folder / name, size, crc) for name, (size, crc) in seal.files.items())


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a crash leaves the old or the new text, never half of one."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.write_text(text, encoding="utf-8")
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sealed_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.suffix not in {".json", ".new"} and "LOCK" not in path.name
    )


def _is_same(path: Path, size: int, crc: int) -> bool:
    try:
        status = path.stat()
        return status.st_size == size and _checksum(path, status.st_mtime_ns) == crc
    except OSError:
        return False


@lru_cache(maxsize=1024)
def _checksum(path: Path, modified: int) -> int:  # noqa: ARG001 - part of the cache's key
    """Return the CRC-32 of a file; Whoosh's files never change, so each is read once a process."""
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    return crc
