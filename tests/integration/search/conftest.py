import pytest
from modelsearch.backends import get_search_backend
from wagtail.models import Page
from wagtail.rich_text import RichText

from portal.search.backends.whoosh.rebuilder import rebuild
from tests.approving import approve
from tests.conftest import persona


@pytest.fixture
def backend(settings, tmp_path, db):
    """The portal's backend on an index of this test's own, which signals leave alone."""
    settings.MODELSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "portal.search.backends.whoosh",
            "PATH": tmp_path / "index",
            "AUTO_UPDATE": False,
        }
    }
    settings.WAGTAILSEARCH_BACKENDS = settings.MODELSEARCH_BACKENDS
    return get_search_backend()


@pytest.fixture
def index(backend):
    return backend.get_index_for_model(Page)


@pytest.fixture
def make_page(backend):
    """Return a function that makes a page under the root; it is not indexed by itself."""

    def make(title, **fields):
        root = Page.objects.get(depth=1)
        return root.add_child(instance=Page(title=title, slug=f"page-{Page.objects.count()}", **fields))

    return make


@pytest.fixture
def manual(backend):
    """Two chapters with pages that differ in title, headings, text, tasks and life."""
    from manuals.models import ChapterPage, CounterTask, ManualIndexPage, ManualPage

    pin, issue = (
        CounterTask.objects.get_or_create(code=code, defaults={"name": name, "short_name": name})[0]
        for code, name in (("TEST_PIN", "暗証番号"), ("TEST_ISSUE", "交付"))
    )
    cover = ManualIndexPage.objects.first()
    chapter = cover.add_child(instance=ChapterPage(title="試験の章", slug="test-chapter", live=False))
    approve(chapter)

    def page(slug, title, summary, body, tasks, *, live=True):
        made = ManualPage(
            title=title,
            slug=slug,
            summary=summary,
            body=body,
            live=False,
        )
        made.tasks.set(tasks)
        chapter.add_child(instance=made)
        made.save_revision(user=persona("city"))
        if live:
            approve(made)
        return ManualPage.objects.get(pk=made.pk)

    steps = [
        ("step", {"title": "申請書を受け取ります", "body": RichText("<p>記入もれを見ます。</p>")}),
        ("step", {"title": "券面を見比べます", "body": RichText("<p>顔写真と<b>本人</b>を見ます。</p>")}),
    ]
    difference, text = [("heading", "施錠の解除との違い")], [("paragraph", "試験番号の施錠。解除。")]
    pages = {
        "unlock": page("t-unlock", "試験番号の施錠を解除する", "施錠した番号を元に戻します。", steps, [pin]),
        "change": page("t-change", "試験番号を変更する", "番号を新しくします。", difference, [pin, issue]),
        "issue": page("t-issue", "交付の日の流れ", "当日の流れです。", text, [issue]),
        "draft": page("t-draft", "試験番号の施錠の下書き", "まだ見せません。", [], [pin], live=False),
    }
    rebuild(backend.get_index_for_model(Page))
    return pages
