"""The import from the file to the drafts: screens, refusals, records, the command."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import persona
from tests.unit.manuals.importing.makers import document, picture, saved
from io import BytesIO

pytestmark = pytest.mark.django_db
PAGE = "/manuals/import/"


@pytest.fixture
def client(client_for):
    return client_for("manager")


def upload(client, chapter, *files):
    return client.post(PAGE, {"chapter": chapter.pk, "uploads": list(files)})


def word(*paragraphs, name="手引.docx"):
    made = document(*paragraphs)
    return SimpleUploadedFile(name, saved(made).getvalue())


def test_smoke(client, chapter):
    made = document("最初の文です。", "※注意します")
    made.add_picture(BytesIO(picture()))
    f = SimpleUploadedFile("手引.docx", saved(made).getvalue())
    r = upload(client, chapter, f)
    assert r.status_code == 302, r.content.decode()
    r = client.get(r["Location"])
    html = r.content.decode()
    open("/tmp/preview.html", "w").write(html)
    assert "最初の文です。" in html
    r = client.get(PAGE)
    assert "手引.docx" in r.content.decode()
