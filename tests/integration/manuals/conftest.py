import gc
import warnings

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from manuals.models import ChapterPage, CounterTask, ManualIndexPage, ManualPage
from portal import recording
from tests.approving import approve
from tests.conftest import persona

PARTS = ["heading", "paragraph", "step", "caution", "documents", "city_check", "script", "checklist", "faq"]


@pytest.fixture(autouse=True)
def no_indexing(settings):
    """Leave look-up alone: each saving would write its index."""
    settings.MODELSEARCH_BACKENDS = {
        name: options | {"AUTO_UPDATE": False} for name, options in settings.MODELSEARCH_BACKENDS.items()
    }
    settings.WAGTAILSEARCH_BACKENDS = settings.MODELSEARCH_BACKENDS


@pytest.fixture
def picture(db, settings, tmp_path):
    """A picture in Wagtail."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail remembers sizes by key, those of undone tests too
    path = tmp_path / "figure.png"
    Picture.new("RGB", (40, 20), "white").save(path)
    with path.open("rb") as file:
        image = Image.objects.create(title="図", file=ImageFile(file, name="figure.png"))
    # Wagtail leaves a temporary file to the garbage collector when it makes a size.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        image.get_rendition("width-1200")
        gc.collect()
    return image


@pytest.fixture
def document(db, settings, tmp_path):
    """A file in Wagtail."""
    settings.MEDIA_ROOT = tmp_path
    return Document.objects.create(title="様式第1号", file=ContentFile(b"form", name="form.txt"))


@pytest.fixture
def task(db):
    """One task of the catalogue."""
    found, _ = CounterTask.objects.get_or_create(
        code="PIN_RESET", defaults={"name": "暗証番号の再設定", "short_name": "暗証番号"}
    )
    return found


@pytest.fixture
def chapter(db):
    """An empty chapter in force."""
    cover = ManualIndexPage.objects.get()
    page = cover.add_child(
        instance=ChapterPage(title="試しの章", slug="trial", summary="章の概要", live=False)
    )
    approve(page)
    return ChapterPage.objects.get(pk=page.pk)


def blocks(text: str = "文", *, image: int | None = None, document: int | None = None) -> list[dict]:
    """Return raw data of one block of every kind, each text of which is `text`."""
    rich = f"<p>{text}</p>"
    values = {
        "heading": text,
        "paragraph": rich,
        "step": {"title": text, "body": rich},
        "caution": {"level": "DANGER", "body": rich},
        "documents": {"title": text, "rows": [{"who": text, "documents": [text], "note": text}]},
        "city_check": {"title": text, "body": rich, "hand_over": [text]},
        "script": {"situation": text, "words": text, "plain": text},
        "checklist": {"title": text, "items": [text]},
        "table": {
            "columns": [{"type": "text", "heading": text}],
            "rows": [{"values": [text]}],
            "caption": text,
        },
        "form": {"number": text[:40], "title": text, "document": document, "note": text},
        "faq": {"question": text, "answer": rich},
        "guided_path": {
            "title": text,
            "questions": [
                {
                    "key": "来る人",
                    "question": text,
                    "help": text,
                    "answers": [
                        {"label": text[:60], "goes_to": "結果"},
                        {"label": text[:60], "goes_to": "結果"},
                    ],
                }
            ],
            "results": [
                {"key": "結果", "title": text, "documents": [text], "notes": rich, "city_check": text}
            ],
        },
    }
    if image is not None:
        values["figure"] = {"image": image, "alt": text, "caption": text}
    return [{"type": kind, "value": value} for kind, value in values.items()]


@pytest.fixture
def make_page(chapter, task):
    """Return a function that writes a page in the chapter and, if `live`, has it approved."""

    def make(
        title: str = "試しのページ", *, live: bool = True, body: list[dict] | None = None, on=None, **fields
    ):
        page = ManualPage(title=title, summary=fields.pop("summary", "概要"), live=False, **fields)
        page.body = blocks() if body is None else body
        page.tasks.set([task])
        chapter.refresh_from_db()
        chapter.add_child(instance=page)
        page.save_revision(user=persona("city"))
        if live:
            approve(page, effective_date=on)
        return ManualPage.objects.get(pk=page.pk)

    return make


@pytest.fixture
def break_ledger(monkeypatch):
    """Return a function after whose call the ledger cannot write."""

    def fail(**_):
        raise recording.RecordingFailed("disk full")

    return lambda: monkeypatch.setattr(recording, "_recorder", fail)
