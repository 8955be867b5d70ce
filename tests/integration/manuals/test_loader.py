import datetime
import shutil

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.images.models import Image
from wagtail.models import Page

from compliance.ledger.models import LedgerEntry
from manuals.demo.files import DemoFileError
from manuals.demo.loader import HERE, load_from, load_manual
from manuals.demo.tasks import TASKS
from manuals.models import ChapterPage, CounterTask, ManualPage
from manuals.versions.queries import version_in_force
from portal.registry import DemoOptions

# Wagtail leaves a temporary file to the garbage collector when it makes a size.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def options(now):
    """Options of an ordinary loading."""
    return DemoOptions(seed=1, scale=1, at=now)


@pytest.fixture
def folder(tmp_path, settings, db):
    """A copy of one chapter of the demonstration and its pictures, to be changed."""
    settings.MEDIA_ROOT = tmp_path / "media"
    shutil.copytree(HERE / "images", tmp_path / "images")
    shutil.copytree(HERE / "pages" / "pin", tmp_path / "pages" / "pin")
    return tmp_path


@pytest.fixture
def slugs(folder):
    """Return a function that lists the chapter's pages in order."""
    return lambda: list(
        Page.objects.child_of(ChapterPage.objects.get(slug="pin"))
        .order_by("path")
        .values_list("slug", flat=True)
    )


def test_whole_demonstration_is_loaded_and_approved(options, settings, tmp_path, db) -> None:
    settings.MEDIA_ROOT = tmp_path
    load_manual(options)
    assert set(CounterTask.objects.values_list("code", flat=True)) >= {code for code, *_ in TASKS}
    assert ManualPage.objects.live().count() == ManualPage.objects.count() >= 8
    published = ManualPage.objects.first()
    assert published.owner.username == "city"
    acts = LedgerEntry.objects.filter(subject_key=f"manuals.manualpage:{published.pk}").order_by("pk")
    assert [(act.kind, act.actor.username) for act in acts] == [
        ("cms.create", "city"),
        ("cms.edit", "city"),
        ("cms.workflow.start", "city"),
        ("cms.workflow.approve", "manager"),
        ("cms.workflow.approve", "cityhead"),
        ("cms.publish", "cityhead"),
    ]
    version = version_in_force(published, options.at)
    assert (version.number, version.effective_date) == (1, datetime.date(2026, 3, 1))
    assert version.approved_at < version.in_force_at


def test_pictures_are_named_by_their_captions(folder, options) -> None:
    load_from(folder, options)
    assert Image.objects.filter(title="暗証番号の4つの種類").exists()


def test_loading_again_changes_nothing(folder, options, slugs) -> None:
    load_from(folder, options)
    before = (slugs(), list(ManualPage.objects.values_list("pk", "latest_revision")))
    assert "追加 0、更新 0" in load_from(folder, options)
    assert before == (slugs(), list(ManualPage.objects.values_list("pk", "latest_revision")))


@pytest.mark.parametrize("key", ["title", "summary"])
def test_changed_file_becomes_a_new_version(folder, options, key) -> None:
    load_from(folder, options)
    path = folder / "pages" / "pin" / "pin-unlock.yaml"
    lines = [
        f"{key}: 改めた文" if line.startswith(f"{key}:") else line
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "追加 0、更新 1" in load_from(folder, options)
    page = ManualPage.objects.get(slug="pin-unlock")
    assert (getattr(page, key), page.revisions.count(), page.has_unpublished_changes) == (
        "改めた文",
        2,
        False,
    )


def test_pages_follow_the_order_of_the_files(folder, options, slugs) -> None:
    load_from(folder, options)
    path = folder / "pages" / "pin" / "pin-unlock.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("order: 10", "order: 999"), encoding="utf-8")
    load_from(folder, options)
    assert slugs()[-1] == "pin-unlock"
    assert Page.find_problems() == ([], [], [], [], [])


def test_scale_multiplies_pages_with_titles_of_their_own(folder, now) -> None:
    load_from(folder, DemoOptions(seed=1, scale=3, at=now))
    titles = list(ManualPage.objects.values_list("title", flat=True))
    assert len(titles) == len(set(titles)) == 3 * len(list((folder / "pages" / "pin").glob("pin-*.yaml")))


def test_before_anybody_is_in_office_nothing_is_loaded(folder, now) -> None:
    long_ago = now - datetime.timedelta(days=3650)
    with pytest.raises(PermissionDenied):
        load_from(folder, DemoOptions(seed=1, scale=1, at=long_ago))
    assert not ManualPage.objects.exists()


def test_mistake_in_one_file_loads_nothing(folder, options) -> None:
    path = folder / "pages" / "pin" / "pin-unlock.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("level: DANGER", "level: LOUD"), encoding="utf-8"
    )
    with pytest.raises(DemoFileError, match=r"pin-unlock\.yaml: .*level"):
        load_from(folder, options)
    assert not ManualPage.objects.exists()
