import pytest
from modelsearch.backends import get_search_backend
from wagtail.models import Page


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
