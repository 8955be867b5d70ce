"""A cache in files whose `add` is decided once, however many processes ask at the same time.

Django's file cache looks first and writes afterwards: two may both be told that they were first. Locks around
the counts of failed sign-ins, and codes that may be used once, rely on one winner.
"""

import os
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class AtomicFileCache(FileBasedCache):
    """Django's file cache with an atomic `add`."""

    if TYPE_CHECKING:
        # In Django, but not in its stubs.
        _dir: str

        def _createdir(self) -> None: ...
        def _cull(self) -> None: ...
        def _key_to_file(self, key: Any, version: int | None = None) -> str: ...
        def _write_content(self, file: IO[bytes], timeout: Any, value: Any) -> None: ...

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store a value unless there is one; tell whether this call stored it."""
        if self.has_key(key, version):
            return False
        self._createdir()
        self._cull()
        handle, written = tempfile.mkstemp(dir=self._dir)
        try:
            with os.fdopen(handle, "wb") as file:
                self._write_content(file, timeout, value)
            # A second link to the same name fails: the first one wins.
            Path(self._key_to_file(key, version)).hardlink_to(written)
        except FileExistsError:
            return False
        else:
            return True
        finally:
            Path(written).unlink()
