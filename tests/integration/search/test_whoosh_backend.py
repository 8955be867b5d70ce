import io
import shutil
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import transaction
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from portal.search.backends.whoosh import SearchBackend, locks, snapshots
from portal.search.backends.whoosh.audit import Repair, repair
from portal.search.backends.whoosh.rebuilder import Rebuilder, rebuild
from portal.search.backends.whoosh.seal import SEAL

TITLE = "暗証番号のロックを解除する"


def titles(results):
    return [page.title for page in results]


def test_backend_without_a_path_is_refused():
    with pytest.raises(ImproperlyConfigured):
        SearchBackend({})


def test_search_finds_what_was_added(backend, make_page):
    backend.add(make_page(TITLE))
    backend.add(make_page("住所を書き換える"))
    assert titles(backend.search("暗証番号 ロック 解除", Page)) == [TITLE]


def test_search_on_a_missing_index_builds_it(backend, make_page):
    make_page(TITLE)
    assert titles(backend.search("ロック", Page)) == [TITLE]


def test_adding_to_a_missing_index_builds_all_of_it(backend, make_page):
    make_page("住所を書き換える")
    backend.add(make_page(TITLE))
    assert titles(backend.search("住所", Page)) == ["住所を書き換える"]


@pytest.mark.parametrize("harm", ["segment", "seal", "folder", "current", "everything", "foreign"])
def test_search_on_a_damaged_index_builds_it_anew(backend, index, make_page, harm):
    make_page(TITLE)
    rebuild(index)
    assert backend.search("ロック", Page).count() == 1
    folder = index.store.current()
    if harm == "segment":
        for segment in folder.glob("*.seg"):
            segment.write_bytes(b"\0" * segment.stat().st_size)
        (index.store.path / "unrelated").touch()
        snapshots._held.clear()
    elif harm == "seal":
        (folder / SEAL).write_text("not json")
    elif harm == "folder":
        shutil.rmtree(folder)
    elif harm == "current":
        (index.store.path / "current").write_text("elsewhere")
    elif harm == "everything":
        shutil.rmtree(index.store.path)
    else:
        (folder / SEAL).write_text((folder / SEAL).read_text().replace('"signature": "', '"signature": "x'))
    assert titles(backend.search("解除", Page)) == [TITLE]


def test_search_on_files_that_vanish_under_a_reader_builds_anew(backend, index, make_page):
    make_page(TITLE)
    rebuild(index)
    backend.search("ロック", Page).count()
    snapshots._held[index.store.path].snapshot._reader.close()
    assert titles(backend.search("解除", Page)) == [TITLE]


def test_search_sees_what_another_process_wrote(backend, make_page):
    first, second = make_page(TITLE), make_page("住所を書き換える")
    backend.add(first)
    assert backend.search("転入", Page).count() == 0
    second.title = "転入の届出"
    second.save()
    SearchBackend({"PATH": backend.path}).add(second)
    assert titles(backend.search("転入", Page)) == ["転入の届出"]
    assert backend.search("住所", Page).count() == 0


def test_superseded_text_is_never_found_again(backend, make_page):
    page = make_page("第零版の文面")
    for word in ("甲版", "乙版", "丙版"):
        page.title = f"{word}の文面"
        page.save()
        backend.add(page)
    assert backend.search("文面", Page).count() == 1
    assert [backend.search(word, Page).count() for word in ("第零版", "甲版", "乙版", "丙版")] == [0, 0, 0, 1]


def test_same_object_twice_in_one_batch_is_one_document(backend, make_page):
    page = make_page(TITLE)
    older = Page.objects.get(pk=page.pk)
    older.title = "古い題"
    backend.add_bulk(Page, [older, page])
    assert backend.search("古い", Page).count() == 0
    assert backend.search("ロック", Page).count() == 1


def test_search_obeys_the_filters_of_the_queryset(backend, make_page):
    for number in range(5):
        backend.add(make_page(f"ロック {number}", live=number % 2 == 0))
    results = backend.search("ロック", Page.objects.filter(live=True))
    assert results.count() == 3
    assert len(results[:2]) == 2
    assert results.facet("live") == {True: 3}


def test_deleted_object_shows_nothing_even_while_still_indexed(backend, make_page):
    page = make_page(TITLE)
    backend.add(page)
    Page.objects.filter(pk=page.pk).delete()
    results = backend.search("ロック", Page)
    assert (results.count(), list(results)) == (0, [])


def test_more_hits_than_fit_one_query_are_counted_and_paged(backend, make_page, monkeypatch):
    from portal.search.backends.whoosh import results

    for number in range(12):
        backend.add(make_page(f"ロック {number}"))
    monkeypatch.setattr(results, "KEYS_PER_QUERY", 5)
    found = backend.search("ロック", Page)
    assert found.count() == 12
    assert len({page.pk for start in range(0, 12, 5) for page in found[start : start + 5]}) == 12
    assert sum(found.facet("live").values()) == 12


def test_search_takes_few_queries(backend, make_page, django_assert_max_num_queries):
    for number in range(30):
        backend.add(make_page(f"ロック {number}"))
    results = backend.search("ロック", Page)
    with django_assert_max_num_queries(2):
        results.count()
        list(results[:20])


def test_autocomplete_finds_what_is_being_typed(backend, make_page):
    backend.add(make_page("ロックを解除する"))
    backend.add(make_page(TITLE))
    assert titles(backend.autocomplete("暗証番", Page)) == [TITLE]
    assert titles(backend.autocomplete("ろっk", Page)) == ["ロックを解除する", TITLE]
    assert titles(backend.autocomplete("証番", Page)) == []


@pytest.mark.parametrize(
    "query", ['"(AND OR *', "title:x", "あ" * 10_000, "x " * 5_000, "😀", "\x00\x1b", "\ud800", "[[", "~", "ﾟ"]
)
def test_no_query_raises(backend, make_page, query):
    backend.add(make_page(TITLE))
    assert list(backend.search(query, Page)) == []
    assert list(backend.autocomplete(query, Page)) == []


def test_rolled_back_deletion_stays_indexed(backend, index, make_page, django_capture_on_commit_callbacks):
    page = make_page(TITLE)
    rebuild(index)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        backend.delete(page)
        transaction.set_rollback(True)
    assert backend.search("ロック", Page).count() == 1
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        backend.delete(page)
    assert backend.search("ロック", Page).count() == 0


def test_rebuild_command_swaps_a_new_generation_in(backend, index, make_page):
    make_page(TITLE)
    index.reset()
    before = index.store.current()
    out = io.StringIO()
    call_command("rebuild_modelsearch_index", stdout=out)
    assert index.store.current() != before
    assert "indexed" in out.getvalue()
    assert titles(backend.search("ロック", Page)) == [TITLE]


def test_old_index_answers_while_the_new_one_is_built(backend, index, make_page):
    make_page(TITLE)
    rebuild(index)
    rebuilder = Rebuilder(index)
    new = rebuilder.start()
    assert backend.search("ロック", Page).count() == 1
    new.add_items(Page, Page.objects.all())
    rebuilder.finish()
    assert backend.search("ロック", Page).count() == 1


def test_changes_during_a_rebuild_are_not_lost(backend, index, make_page):
    kept, changed, gone = make_page("甲 ロック"), make_page("乙 ロック"), make_page("丙 ロック")
    rebuild(index)
    rebuilder = Rebuilder(index)
    new = rebuilder.start()
    new.add_items(Page, [kept, changed, gone])
    changed.title = "丁 ロック"
    changed.save()
    backend.add(changed)
    backend.add(make_page("戊 ロック"))
    index.delete_item(gone)
    Page.objects.filter(pk=gone.pk).delete()
    rebuilder.finish()
    assert sorted(titles(backend.search("ロック", Page))) == sorted(["甲 ロック", "丁 ロック", "戊 ロック"])
    assert backend.search("乙", Page).count() == 0


def test_object_given_twice_to_a_rebuild_is_one_document(index, backend, make_page):
    page = make_page(TITLE)
    rebuilder = Rebuilder(index)
    new = rebuilder.start()
    new.add_items(Page, [page])
    new.add_items(Page, [page])
    rebuilder.finish()
    assert backend.search("ロック", Page).count() == 1


def test_failed_rebuild_leaves_the_index_in_force(backend, index, make_page, monkeypatch):
    make_page(TITLE)
    rebuild(index)
    before = index.store.current()
    monkeypatch.setattr(Page, "get_indexed_objects", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rebuild(index)
    assert index.store.current() == before
    assert not locks.is_locked(index.store.rebuild_lock)


def test_second_rebuild_waits_its_turn(index):
    with locks.locked(_prepared(index).rebuild_lock), pytest.raises(locks.LockTimeout):
        rebuild(index, wait=0.05)


def test_search_without_a_usable_index_shows_nothing_rather_than_an_error(backend, index, monkeypatch):
    monkeypatch.setattr(snapshots, "PATIENCE", 0.05)
    with locks.locked(_prepared(index).rebuild_lock):
        assert list(backend.search("ロック", Page)) == []


def _prepared(index):
    index.store.prepare()
    return index.store


def test_two_writers_lose_nothing(backend, index, make_page):
    pages = [make_page(f"ロック {number}") for number in range(16)]
    index.reset()
    halves = [pages[:8], pages[8:]]

    def add(half):
        other = get_search_backend()
        for page in half:
            other.get_index_for_model(Page).add_items(Page, [page])

    threads = [threading.Thread(target=add, args=(half,)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert backend.search("ロック", Page).count() == 16


def test_readers_and_a_writer_at_once_see_whole_states(backend, index, make_page):
    pages = [make_page(f"ロック {number}") for number in range(10)]
    index.add_items(Page, pages)
    counts, errors = [], []

    def read():
        try:
            for _ in range(30):
                counts.append(snapshots.read(index, lambda snapshot: len(snapshot.keys)))
                snapshots.read(index, lambda snapshot: snapshot.term("SearchField__title", "ロック"))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for page in pages:
        index.add_items(Page, [page])
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set(counts)) == 1


def test_repair_puts_right_what_updates_have_missed(backend, index, make_page):
    right, changed, gone = make_page("甲 ロック"), make_page("乙 ロック"), make_page("丙 ロック")
    rebuild(index)
    Page.objects.filter(pk=changed.pk).update(title="丁 ロック")
    Page.objects.filter(pk=gone.pk).delete()
    make_page("戊 ロック")
    assert repair(index) == Repair(renewed=2, removed=1)
    assert {page.title for page in backend.search("ロック", Page)} == {right.title, "丁 ロック", "戊 ロック"}
    assert repair(index) == Repair(renewed=0, removed=0)
