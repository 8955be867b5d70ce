"""The cache in files: one winner, however many ask at once."""

import threading

import pytest
import time_machine

from portal.caching import AtomicFileCache


@pytest.fixture
def cache(tmp_path):
    return AtomicFileCache(str(tmp_path / "cache"), {})


def test_add_stores_once(cache):
    assert cache.add("key", "first") is True
    assert cache.add("key", "second") is False
    assert cache.get("key") == "first"


def test_add_after_the_time_is_over_stores_again(cache, now):
    with time_machine.travel(now, tick=False) as clock:
        cache.add("key", "first", timeout=10)
        clock.shift(11)
        assert cache.add("key", "second", timeout=10) is True
        assert cache.get("key") == "second"


def test_add_leaves_no_files_behind(cache, tmp_path):
    for _ in range(3):
        cache.add("key", "value")
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_add_has_one_winner_among_many(cache):
    for round_number in range(20):
        start = threading.Barrier(8)
        won = []

        def ask(start=start, won=won, key=f"lock{round_number}"):
            start.wait()
            if cache.add(key, "mine"):
                won.append(key)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
