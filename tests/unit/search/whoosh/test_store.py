import stat

import pytest
from whoosh.fields import UnknownFieldError

from portal.search.backends.whoosh.seal import SEAL, read_seal
from portal.search.backends.whoosh.snapshot import Snapshot
from portal.search.backends.whoosh.store import IndexUnusable, Store


def keys(store):
    snapshot = Snapshot(store.open())
    snapshot.close()
    return sorted(snapshot.keys.values())


def test_folders_are_closed_to_others(store):
    for folder in (store.path, store.current()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_open_without_an_index_says_so(tmp_path):
    with pytest.raises(IndexUnusable):
        Store(tmp_path / "none", lambda: None).open()


def test_writing_commits_and_seals(store, put):
    put(("a", "ロック", ""), ("b", "更新", ""))
    assert keys(store) == ["a", "b"]
    assert read_seal(store.current()).generation == 2


def test_writing_replaces_a_document_of_the_same_key(store, put):
    put(("a", "ロック", ""), ("a", "更新", ""))
    assert keys(store) == ["a"]


def test_writing_that_fails_changes_nothing(store, put):
    put(("a", "ロック", ""))
    before = store.state()
    with pytest.raises(UnknownFieldError), store.write_lock(), store.writing() as opened:
        opened.add_document(key="b", title="更新", unknown="x")
    assert (keys(store), store.state()) == (["a"], before)


def test_state_changes_with_every_commit(store, put):
    states = {store.state()}
    for key in "abc":
        put((key, "ロック", ""))
        states.add(store.state())
    assert len(states) == 4


@pytest.mark.parametrize("harm", ["cut", "zero", "remove", "unseal", "garble_seal"])
def test_open_refuses_a_damaged_index(store, put, harm):
    put(("a", "ロック", ""))
    segment = next(store.current().glob("*.seg"))
    size = segment.stat().st_size
    if harm == "cut":
        segment.write_bytes(segment.read_bytes()[: size // 2])
    elif harm == "zero":
        segment.write_bytes(bytes(size))
    elif harm == "remove":
        segment.unlink()
    elif harm == "unseal":
        (store.current() / SEAL).unlink()
    else:
        (store.current() / SEAL).write_text("{")
    with pytest.raises(IndexUnusable):
        store.open()


def test_open_refuses_an_index_of_other_fields(store, put):
    put(("a", "ロック", ""))
    old = store.make_schema

    def changed():
        schema = old()
        schema.remove("body")
        return schema

    with pytest.raises(IndexUnusable):
        Store(store.path, changed).open()


def test_current_refuses_a_path_out_of_its_folder(store):
    (store.path / "current").write_text("g-/../../etc")
    with pytest.raises(IndexUnusable):
        store.open()


def test_publish_keeps_the_generation_before_for_its_readers(store, put):
    put(("a", "ロック", ""))
    reader = Snapshot(store.open())
    first = store.current()
    with store.write_lock():
        store.publish(*store.create())
    assert first.exists()
    assert reader.term("title", "ロック")
    reader.close()
    with store.write_lock():
        store.publish(*store.create())
    assert not first.exists()
    assert keys(store) == []


def test_changes_are_noted_only_while_a_rebuild_runs(store):
    from portal.search.backends.whoosh import locks

    with store.write_lock():
        store.note_changes("app.page", ["1"])
    assert store.noted_changes() == set()
    with locks.locked(store.rebuild_lock), store.write_lock():
        store.note_changes("app.page", ["1", "2"])
        store.note_changes("app.page", ["1"])
    assert store.noted_changes() == {("app.page", "1"), ("app.page", "2")}
