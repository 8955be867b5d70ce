import time

import pytest

from portal.search.backends.whoosh import locks


def test_locked_keeps_a_second_holder_out(tmp_path):
    path = tmp_path / "lock"
    with locks.locked(path):
        assert locks.is_locked(path)
        with pytest.raises(locks.LockTimeout):
            locks.acquire(path, 0.05)
    assert not locks.is_locked(path)


def test_acquire_waits_no_longer_than_told(tmp_path):
    path = tmp_path / "lock"
    with locks.locked(path):
        start = time.monotonic()
        with pytest.raises(locks.LockTimeout):
            locks.acquire(path, 0.1)
        assert 0.1 <= time.monotonic() - start < 2


def test_lock_is_free_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), locks.locked(tmp_path / "lock"):
        raise ZeroDivisionError
    assert not locks.is_locked(tmp_path / "lock")
