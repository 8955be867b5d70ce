"""With tasks in the database, the index follows what was committed and nothing else."""

import pytest
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from portal.search.backends.whoosh.rebuilder import rebuild


@pytest.fixture
def queued(settings, backend, index):
    """The settings of a running portal: tasks wait in the database until the worker does them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.MODELSEARCH_BACKENDS["default"].pop("AUTO_UPDATE")
    rebuild(index)
    return backend


def waiting():
    return DBTaskResult.objects.filter(task_path__endswith="insert_or_update_object_task")


def work():
    """Do what waits, as the worker would."""
    for result in waiting():
        import_string(result.task_path).call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
    waiting().delete()


def test_rolled_back_page_is_never_indexed(queued, make_page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        make_page("巻き戻された題")
        transaction.set_rollback(True)
    assert not waiting().exists()
    work()
    assert queued.search("巻き戻す", Page).count() == 0


def test_committed_page_is_indexed_by_the_worker(queued, make_page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        page = make_page("確定された題")
    assert queued.search("確定", Page).count() == 0
    work()
    assert queued.search("確定", Page).count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert queued.search("確定", Page).count() == 0
