"""Whoever edits or approves meets Japanese only: every open screen, every answer, every persona."""

import gc
import io
import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.admin.models import EditingSession

from manuals.models import ManualPage
from portal.accounts.demo import PERSONAS
from portal.accounts.enums import Permission
from portal.accounts.permissions import permissions_at
from portal.cms_access import OPEN
from tests.approving import revise
from tests.conftest import NOW, persona
from tests.english import english, english_data

from .conftest import blocks
from .test_cms import _form

PEOPLE = ["manager", "deputy", "trainer", "city", "cityhead"]
NOTHING = "見つからない言葉"
LINKS = (
    "allow_external_link=true&allow_email_link=true&allow_phone_link=true&allow_anchor_link=true&link_text=文"
)

# View → (what its address names, query); what is no key of the world below stands for itself.
Screens = dict[str, list[tuple[list[str], str]]]
PAGES: Screens = {
    "wagtailadmin_home": [([], "")],
    "wagtailadmin_explore_root": [([], "")],
    "wagtailadmin_explore": [
        (["cover"], ""),
        (["chapter"], ""),
        (["chapter"], "?ordering=ord"),
        (["chapter"], "?ordering=-title"),
        (["chapter"], f"?q={NOTHING}"),
        (["chapter"], "?q=試し"),
        (["chapter"], "?q=試し&search_all=1"),
        (["chapter"], f"?q={NOTHING}&search_all=1"),
        (["chapter"], "?latest_revision_created_at_from=2026-01-01&has_child_pages=true"),
        (["page"], ""),
    ],
    "wagtailadmin_explore_results": [(["chapter"], ""), (["chapter"], f"?q={NOTHING}")],
    "wagtailadmin_pages:search": [([], "?q=試し"), ([], f"?q={NOTHING}"), ([], "")],
    "wagtailadmin_pages:search_results": [([], "?q=試し")],
    "wagtailadmin_pages:add_subpage": [(["cover"], ""), (["chapter"], ""), (["page"], "")],
    "wagtailadmin_pages:add": [
        (["manuals", "manualpage", "chapter"], ""),
        (["manuals", "chapterpage", "cover"], ""),
    ],
    "wagtailadmin_pages:edit": [(["cover"], ""), (["chapter"], ""), (["page"], ""), (["draft"], "")],
    "wagtailadmin_pages:view_draft": [(["page"], "")],
    "wagtailadmin_pages:unpublish": [(["page"], "")],
    "wagtailadmin_pages:usage": [(["page"], ""), (["chapter"], "")],
    "wagtailadmin_pages:history": [(["page"], ""), (["chapter"], ""), (["draft"], "")],
    "wagtailadmin_pages:history_results": [(["page"], "")],
    "wagtailadmin_pages:revisions_index": [(["page"], "")],
    "wagtailadmin_pages:revisions_view": [(["page", "revision"], "")],
    "wagtailadmin_pages:revisions_compare": [
        (["page", "earliest", "latest"], ""),
        (["page", "live", "latest"], ""),
        (["page", "revision", "latest"], ""),
        (["draft", "earliest", "latest"], ""),
    ],
    "wagtailadmin_pages:revisions_revert": [(["page", "revision"], "")],
    "wagtailadmin_pages:preview_on_edit": [(["page"], "")],
    "wagtailadmin_pages:preview_on_add": [(["manuals", "manualpage", "chapter"], "")],
    "wagtailadmin_block_preview": [([], "?id={block}")],
    "wagtailadmin_choose_page": [
        ([], ""),
        ([], f"?{LINKS}"),
        ([], "?page_type=manuals.chapterpage"),
        ([], "?page_type=manuals.chapterpage,manuals.manualpage&multiple=1"),
    ],
    "wagtailadmin_choose_page_child": [(["chapter"], f"?{LINKS}"), (["chapter"], "")],
    "wagtailadmin_choose_page_search": [([], "?q=試し"), ([], f"?q={NOTHING}")],
    "wagtailadmin_choose_page_external_link": [([], f"?{LINKS}")],
    "wagtailadmin_choose_page_email_link": [([], f"?{LINKS}")],
    "wagtailadmin_choose_page_phone_link": [([], f"?{LINKS}")],
    "wagtailadmin_choose_page_anchor_link": [([], f"?{LINKS}")],
}
FILES: Screens = {
    "wagtailimages:index": [([], ""), ([], f"?q={NOTHING}"), ([], "?layout=list"), ([], "?ordering=title")],
    "wagtailimages:index_results": [([], "")],
    "wagtailimages:add": [([], "")],
    "wagtailimages:edit": [(["picture"], "")],
    "wagtailimages:image_usage": [(["picture"], "")],
    "wagtailimages:add_multiple": [([], "")],
    "wagtailimages_chooser:choose": [([], "")],
    "wagtailimages_chooser:choose_results": [([], ""), ([], f"?q={NOTHING}")],
    "wagtailimages_chooser:chosen": [(["picture"], "")],
    "wagtailimages_chooser:create": [([], "")],
    "wagtaildocs:index": [([], ""), ([], f"?q={NOTHING}")],
    "wagtaildocs:index_results": [([], "")],
    "wagtaildocs:add": [([], "")],
    "wagtaildocs:edit": [(["document"], "")],
    "wagtaildocs:document_usage": [(["document"], "")],
    "wagtaildocs:add_multiple": [([], "")],
    "wagtaildocs_chooser:choose": [([], "")],
    "wagtaildocs_chooser:choose_results": [([], ""), ([], f"?q={NOTHING}")],
    "wagtaildocs_chooser:chosen": [(["document"], "")],
    "wagtaildocs_chooser:create": [([], "")],
}
TASKS: Screens = {
    f"wagtailsnippets_manuals_countertask:{name}": visits
    for name, visits in {
        "list": [([], ""), ([], f"?q={NOTHING}"), ([], "?ordering=-code")],
        "list_results": [([], "")],
        "add": [([], "")],
        "edit": [(["task"], "")],
        "usage": [(["task"], "")],
        "history": [(["task"], "")],
        "history_results": [(["task"], "")],
    }.items()
}
SCREENS = PAGES | FILES | TASKS
# Open addresses that answer no reading, each with where their words are looked at, or why they have none.
NOT_READ = {
    "wagtailadmin_logout": "leaves the CMS",
    "wagtailadmin_sprite": "icons",
    "wagtailadmin_javascript_catalog": "tests/repository/test_translations.py",
    "wagtailadmin_dismissibles": "keeps a choice, says nothing",
    "wagtailadmin_editing_sessions:ping": "test_editors_beside_each_other_are_told_in_japanese",
    "wagtailadmin_editing_sessions:release": "says nothing",
    "wagtailadmin_tag_autocomplete": "people's own tags",
    "wagtailadmin_tag_model_autocomplete": "people's own tags",
    "wagtailadmin_choose_page_chosen_multiple": "hands titles to the editor",
    "wagtailadmin_pages:set_page_position": "says one sentence of the catalogue",
    "wagtailimages:edit_multiple": "test_uploads_are_answered_in_japanese",
    "wagtailimages:create_multiple_from_uploaded_image": "test_uploads_are_answered_in_japanese",
    "wagtailimages:delete_upload_multiple": "says nothing",
    "wagtailimages_chooser:chosen_multiple": "hands titles to the editor",
    "wagtaildocs:edit_multiple": "test_uploads_are_answered_in_japanese",
    "wagtaildocs:create_multiple_from_uploaded_document": "test_uploads_are_answered_in_japanese",
    "wagtaildocs:delete_upload_multiple": "says nothing",
    "wagtaildocs_chooser:chosen_multiple": "hands titles to the editor",
}

# Wagtail leaves a temporary file to the garbage collector whenever it makes a size of a picture.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(autouse=True)
def collected():
    """Have the garbage collected while its warnings are ignored."""
    yield
    gc.collect()


@pytest.fixture
def world(chapter, make_page, picture, document, task):
    """One page in force with every block and a newer draft, one page that is a draft, and what they show."""
    page = make_page(body=blocks("文", image=picture.pk, document=document.pk))
    revision = page.get_latest_revision()
    text = blocks("別の文", image=picture.pk)
    revise(page, body=json.dumps(text[:3] + text[4:]), summary="別の概要")
    draft = make_page("試しの下書き", live=False)
    return {
        "cover": chapter.get_parent(),
        "chapter": chapter,
        "page": page,
        "draft": draft,
        "revision": revision,
        "picture": picture,
        "document": document,
        "task": task,
    }


def _address(world, name, parts, query) -> str:
    block = ManualPage.body.field.stream_block.child_blocks["step"].definition_prefix
    args = [world[part].pk if part in world else part for part in parts]
    return reverse(name, args=args) + query.replace("{block}", block)


def _said(response) -> list[str]:
    """Return the English of an answer, be it a page, part of one, or data that holds parts."""
    if response["Content-Type"].startswith("application/json"):
        return english_data(json.loads(response.content))
    return english(response.content.decode())


def test_every_open_screen_is_read_or_excused() -> None:
    assert set(SCREENS) | set(NOT_READ) == OPEN
    assert not set(SCREENS) & set(NOT_READ)


@pytest.mark.django_db
def test_the_walk_takes_everybody_who_may_use_the_cms() -> None:
    may = {name for name in PERSONAS if Permission.USE_CMS in permissions_at(persona(name), timezone.now())}
    assert may == set(PEOPLE)


@pytest.mark.parametrize("who", PEOPLE)
def test_screens_are_in_japanese(client_for, world, who) -> None:
    client, found, statuses = client_for(who), {}, {}
    client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[world["page"].pk]), _form("題名", []))
    client.post(
        reverse("wagtailadmin_pages:preview_on_add", args=["manuals", "manualpage", world["chapter"].pk]),
        _form("題名", []),
    )
    for name, visits in SCREENS.items():
        for parts, query in visits:
            path = _address(world, name, parts, query)
            response = client.get(path)
            statuses.setdefault(response.status_code, []).append(path)
            if response.status_code == 200 and (said := _said(response)):
                found[path] = said
    assert found == {}
    assert set(statuses) <= {200, 302}, statuses
    assert len(statuses[200]) > 70


def _post(client, name: str, args: list[object], sent: dict[str, object], **extra: str):
    return client.post(reverse(name, args=args), sent, follow=True, **extra)


def _task(**changes: str) -> dict[str, str]:
    return {
        "code": "NEW_TASK",
        "name": "新しい業務",
        "short_name": "新",
        "clause": "",
        "order": "1",
    } | changes


@pytest.mark.parametrize("who", PEOPLE)
def test_answers_are_in_japanese(client_for, world, who) -> None:
    client, page, chapter, task = client_for(who), world["page"], world["chapter"], world["task"]
    heading = [{"type": "heading", "value": "見出し"}]
    number = [{"type": "heading", "value": "番号は1234 5678 9012です"}]
    broken = [{"type": "caution", "value": ""}, {"type": "heading", "value": ""}]
    json_only = {"HTTP_ACCEPT": "application/json"}
    edit, add = "wagtailadmin_pages:edit", "wagtailadmin_pages:add"
    new = ["manuals", "manualpage", chapter.pk]
    listed = "wagtailsnippets_manuals_countertask"
    answers = {
        "draft saved": _post(client, edit, [page.pk], _form("題名", heading)),
        "saved by itself": _post(client, edit, [page.pk], _form("題名", heading), **json_only),
        "without a title": _post(client, edit, [page.pk], _form("", heading)),
        "without a title, by itself": _post(client, edit, [page.pk], _form("", heading), **json_only),
        "with a My Number": _post(client, edit, [page.pk], _form("題名", number)),
        "with broken blocks": _post(client, edit, [page.pk], _form("題名", broken)),
        "too long": _post(client, edit, [page.pk], _form("長" * 300, heading)),
        "over a newer draft": _post(
            client, edit, [page.pk], _form("題名", heading) | {"overwrite_revision_id": "1"}, **json_only
        ),
        "put in force": _post(client, edit, [page.pk], _form("題名", heading) | {"action-publish": "1"}),
        "submitted": _post(client, edit, [page.pk], _form("題名", heading) | {"action-submit": "1"}),
        "page added": _post(client, add, new, _form("題名", heading)),
        "page not added": _post(client, add, new, _form("", broken)),
        "page withdrawn": _post(client, "wagtailadmin_pages:unpublish", [page.pk], {}),
        "outside link": _post(
            client, "wagtailadmin_choose_page_external_link", [], {"external-link-chooser-url": ""}
        ),
        "inside link": _post(
            client,
            "wagtailadmin_choose_page_external_link",
            [],
            {"external-link-chooser-url": page.full_url, "external-link-chooser-link_text": "文"},
        ),
        "no address": _post(
            client, "wagtailadmin_choose_page_email_link", [], {"email-link-chooser-email_address": "x"}
        ),
        "no number": _post(
            client, "wagtailadmin_choose_page_phone_link", [], {"phone-link-chooser-phone_number": ""}
        ),
        "no place": _post(
            client, "wagtailadmin_choose_page_anchor_link", [], {"anchor-link-chooser-url": ""}
        ),
        "task added": _post(client, f"{listed}:add", [], _task()),
        "task not added": _post(client, f"{listed}:add", [], _task(code="")),
        "task added twice": _post(client, f"{listed}:add", [], _task(code=task.code, order="x")),
        "task changed": _post(client, f"{listed}:edit", [task.pk], _task(code=task.code)),
        "its history": client.get(reverse(f"{listed}:history", args=[task.pk])),
        "picture described": _post(
            client, "wagtailimages:edit", [world["picture"].pk], {"title": "新しい題名"}
        ),
        "picture without a title": _post(client, "wagtailimages:edit", [world["picture"].pk], {"title": ""}),
        "file described": _post(client, "wagtaildocs:edit", [world["document"].pk], {"title": "新しい題名"}),
        "file without a title": _post(client, "wagtaildocs:edit", [world["document"].pk], {"title": ""}),
    }
    assert {answer.status_code for answer in answers.values()} <= {200, 400}
    assert {name: said for name, answer in answers.items() if (said := _said(answer))} == {}


def _png(colour: str = "teal") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (80, 40), colour).save(drawn, "PNG")
    return SimpleUploadedFile("figure.png", drawn.getvalue(), "image/png")


def _text(name: str = "form.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"form", "text/plain")


@pytest.mark.parametrize("who", PEOPLE)
def test_uploads_are_answered_in_japanese(client_for, world, who) -> None:
    client = client_for(who)
    by_script = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    answers = {
        "picture": _post(client, "wagtailimages:add", [], {"title": "図", "file": _png()}),
        "no picture": _post(client, "wagtailimages:add", [], {"title": "図", "file": _text("figure.png")}),
        "picture of another kind": _post(client, "wagtailimages:add", [], {"title": "図", "file": _text()}),
        "nothing": _post(client, "wagtailimages:add", [], {"title": ""}),
        "pictures": _post(client, "wagtailimages:add_multiple", [], {"files[]": _png("red")}, **by_script),
        "the same": _post(client, "wagtailimages:add_multiple", [], {"files[]": _png("red")}, **by_script),
        "no pictures": _post(client, "wagtailimages:add_multiple", [], {"files[]": _text()}, **by_script),
        "chosen": _post(
            client,
            "wagtailimages_chooser:create",
            [],
            {"image-chooser-upload-title": "図", "image-chooser-upload-file": _png("red")},
        ),
        "not chosen": _post(client, "wagtailimages_chooser:create", [], {"image-chooser-upload-title": ""}),
        "file": _post(client, "wagtaildocs:add", [], {"title": "様式", "file": _text()}),
        "file of another kind": _post(
            client, "wagtaildocs:add", [], {"title": "様式", "file": _text("form.png")}
        ),
        "no file": _post(client, "wagtaildocs:add", [], {"title": ""}),
        "files": _post(client, "wagtaildocs:add_multiple", [], {"files[]": _text()}, **by_script),
        "files of another kind": _post(
            client, "wagtaildocs:add_multiple", [], {"files[]": _text("form.png")}, **by_script
        ),
    }
    edited = json.loads(answers["pictures"].content)["image_id"]
    field = f"image-{edited}-title"
    path = "wagtailimages:edit_multiple"
    answers["named"] = _post(client, path, [edited], {field: "新しい題名"}, **by_script)
    answers["not named"] = _post(client, path, [edited], {field: ""}, **by_script)
    assert {answer.status_code for answer in answers.values()} == {200}
    assert {name: said for name, answer in answers.items() if (said := _said(answer))} == {}


@pytest.mark.parametrize("is_editing", [True, False])
@pytest.mark.parametrize("has_saved", [True, False])
def test_editors_beside_each_other_are_told_in_japanese(client_for, world, is_editing, has_saved) -> None:
    page = world["page"]
    kind = ContentType.objects.get_for_model(page)
    sessions = {
        name: EditingSession.objects.create(
            user=persona(name), content_type=kind, object_id=page.pk, last_seen_at=NOW, is_editing=is_editing
        )
        for name in ("city", "manager")
    }
    sent = {"revision_id": page.latest_revision_id}
    if has_saved:
        revise(page, author="manager", summary="さらに別の概要")
    path = ["manuals", "manualpage", page.pk, sessions["city"].pk]
    answer = _post(client_for("city"), "wagtailadmin_editing_sessions:ping", path, sent)
    assert persona("manager").name in answer.json()["html"]
    assert _said(answer) == []


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("<p>Save draft</p>", "text"),
        ("<template><p>下書き Draft</p></template>", "text"),
        ('<a aria-label="Edit">編集</a>', "a aria-label"),
        ('<input type="submit" value="Search">', "input value"),
        ('<input placeholder="Search…">', "input placeholder"),
        ('<div data-w-block-data-value=\'{"label": "Add column"}\'></div>', "div data-w-block-data-value"),
        ('<div data-message="Loading…"></div>', "div data-message"),
        ('<script type="application/json" id="props">["Main menu"]</script>', "script props"),
        ('<script type="text/template"><b title="Close">×</b></script>', "b title"),
    ],
)
def test_english_is_found_wherever_it_is_said(page: str, place: str) -> None:
    assert [said.split(": ")[0] for said in english(page)] == [place]


def test_identifiers_and_known_words_are_no_english() -> None:
    page = """
        <p>PDF（10.0 MB）は https://example.org/a-page にあります。</p>
        <div class="Main menu" data-controller="w-tooltip w-kbd" data-w-block-data-value='
        {"css": "w-field w-field--char", "id": "block-prefix",
        "url": "/cms/pages/", "kind": "wagtail.widgets.Widget"}'></div>
        <script>const text = "Main menu";</script>
    """
    assert english(page) == []
