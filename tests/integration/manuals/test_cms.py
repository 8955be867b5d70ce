"""Wagtail's admin: open as far as the manual needs it, to those who edit, and no further."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from manuals.models import ChapterPage, CounterTask, ManualPage

from .conftest import blocks

EDITORS = ["manager", "deputy", "trainer", "city"]
OTHERS = ["staff", "privacy", "inspector", "auditor", "branch", "sysadmin"]


def _screens(page: ManualPage) -> list[str]:
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:add", args=["manuals", "manualpage", page.get_parent().pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtaildocs:index"),
        reverse("wagtailsnippets_manuals_countertask:list"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtailadmin_choose_page"),
    ]


@pytest.mark.parametrize("name", [*EDITORS, "cityhead"])
def test_screens_open_for_editors(client_for, make_page, name) -> None:
    client = client_for(name)
    found = {path: client.get(path).status_code for path in _screens(make_page())}
    assert set(found.values()) == {200}, found


@pytest.mark.parametrize("name", OTHERS)
def test_screens_are_refused_to_others(client_for, make_page, name) -> None:
    client = client_for(name)
    found = {path: client.get(path).status_code for path in _screens(make_page())}
    assert set(found.values()) == {403}, found


def test_screens_ask_for_the_portals_own_sign_in(make_page) -> None:
    for path in _screens(make_page()):
        assert Client().get(path)["Location"].startswith("/accounts/login/")


CLOSED = [
    "/cms/users/",
    "/cms/groups/",
    "/cms/sites/",
    "/cms/collections/",
    "/cms/workflows/list/",
    "/cms/reports/site-history/",
    "/cms/password_reset/",
    "/cms/embeds/chooser/",
    "/cms/api/main/pages/",
    "/cms/bulk/wagtailcore/page/delete/",
    "/cms/failwhale/",
    "/cms/pages/{page}/delete/",
    "/cms/pages/{page}/copy/",
    "/cms/pages/{page}/move/",
    "/cms/pages/{page}/privacy/",
    "/cms/pages/{page}/convert_alias/",
    "/cms/images/{picture}/delete/",
    "/cms/images/{picture}/generate_url/",
    "/cms/documents/delete/{document}/",
    "/cms/snippets/manuals/countertask/delete/{task}/",
]


@pytest.mark.parametrize("method", ["get", "post"])
def test_closed_screens_are_refused_even_to_publishers(
    client_for, make_page, picture, document, task, method
) -> None:
    page, client = make_page(), client_for("cityhead")
    keys = {"page": page.pk, "picture": picture.pk, "document": document.pk, "task": task.pk}
    found = {path: getattr(client, method)(path.format(**keys)).status_code for path in CLOSED}
    assert set(found.values()) == {403}, found
    assert Page.objects.filter(pk=page.pk).exists()


def test_account_and_sign_in_lead_to_the_portals_own(client_for) -> None:
    client = client_for("manager")
    assert client.get("/cms/account/")["Location"] == reverse("account_settings")
    assert client.get("/cms/login/")["Location"] == reverse("wagtailadmin_home")
    assert Client().get("/cms/login/")["Location"].startswith("/accounts/login/")


def test_menu_holds_what_the_portal_uses(client_for) -> None:
    shown = client_for("cityhead").get("/cms/").content.decode()
    for label in ("マニュアル", "業務", "窓口ポータルへ戻る"):
        assert json.dumps(label) in shown or label in shown
    for address in (
        "/cms/users/",
        "/cms/groups/",
        "/cms/reports/",
        "/cms/sites/",
        "/cms/workflows/",
        "wagtail.org",
    ):
        assert address not in shown


def test_listing_offers_neither_copy_move_nor_delete(client_for, make_page) -> None:
    page = make_page()
    shown = client_for("cityhead").get(f"/cms/pages/{page.get_parent().pk}/").content.decode()
    for act in ("copy", "move", "delete"):
        assert f"/cms/pages/{page.pk}/{act}/" not in shown


def _form(title: str, body: list[dict]) -> dict[str, str]:
    """Return what a browser would send for a page of headings and paragraphs."""
    sent = {
        "title": title,
        "summary": "概要",
        "clause": "",
        "keywords": "",
        "owner_post": "CITY_OFFICER",
        "body-count": str(len(body)),
    }
    for number, block in enumerate(body):
        sent |= {
            f"body-{number}-id": "",
            f"body-{number}-type": block["type"],
            f"body-{number}-order": str(number),
            f"body-{number}-deleted": "",
            f"body-{number}-value": block["value"],
        }
    return sent


def _draft(target: str) -> str:
    """Return what the editor sends for one paragraph with a link."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": "押す<script>",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": 2, "key": 0}],
                }
            ],
            "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": target}}},
        }
    )


def test_editor_adds_a_page_that_gets_an_address_of_its_own(client_for, chapter) -> None:
    sent = _form("新しい手順", [{"type": "heading", "value": "見出し"}])
    path = reverse("wagtailadmin_pages:add", args=["manuals", "manualpage", chapter.pk])
    assert client_for("manager").post(path, sent).status_code == 302
    page = ManualPage.objects.get(title="新しい手順")
    assert not page.live
    assert len(page.slug) == 8


def test_editor_may_not_publish(client_for, chapter) -> None:
    sent = _form("新しい手順", []) | {"action-publish": "action-publish"}
    path = reverse("wagtailadmin_pages:add", args=["manuals", "manualpage", chapter.pk])
    client_for("manager").post(path, sent)
    assert not ManualPage.objects.filter(title="新しい手順", live=True).exists()


def test_approver_may_not_publish_past_the_approval(client_for, chapter) -> None:
    sent = _form("新しい手順", []) | {"action-publish": "action-publish"}
    path = reverse("wagtailadmin_pages:add", args=["manuals", "manualpage", chapter.pk])
    client_for("cityhead").post(path, sent)
    assert not ManualPage.objects.filter(title="新しい手順", live=True).exists()


def test_new_page_is_not_put_forward_without_a_proposal(client_for, chapter) -> None:
    sent = _form("新しい手順", []) | {"action-submit": "action-submit"}
    path = reverse("wagtailadmin_pages:add", args=["manuals", "manualpage", chapter.pk])
    client = client_for("trainer")
    assert "action-submit" not in client.get(path).content.decode()
    client.post(path, sent)
    assert ManualPage.objects.get(title="新しい手順").current_workflow_state is None


def test_script_typed_into_the_editor_never_arrives(client_for, chapter) -> None:
    sent = _form("新しい手順", [{"type": "paragraph", "value": _draft("javascript:alert(1)")}])
    path = reverse("wagtailadmin_pages:add", args=["manuals", "manualpage", chapter.pk])
    client_for("manager").post(path, sent)
    source = ManualPage.objects.get(title="新しい手順").get_latest_revision_as_object().body[0].value.source
    assert "javascript" not in source
    assert "<script" not in source


def test_bad_input_keeps_what_was_typed(client_for, chapter) -> None:
    sent = _form("", [{"type": "heading", "value": "残るはずの見出し"}])
    path = reverse("wagtailadmin_pages:add", args=["manuals", "manualpage", chapter.pk])
    response = client_for("manager").post(path, sent)
    assert response.status_code == 200
    # The blocks are handed to the editor as JSON.
    assert json.dumps("残るはずの見出し").strip('"') in response.content.decode()


def test_editor_may_not_touch_the_root(client_for) -> None:
    root = Page.objects.get(depth=1)
    path = reverse("wagtailadmin_pages:add", args=["manuals", "manualindexpage", root.pk])
    assert client_for("cityhead").get(path).status_code in {302, 403}


def test_editor_retires_a_task_and_the_change_is_on_record(client_for, task) -> None:
    from compliance.ledger.models import LedgerEntry

    sent = {"code": task.code, "name": "新しい名", "short_name": "新", "clause": "", "order": "1"}
    path = reverse("wagtailsnippets_manuals_countertask:edit", args=[task.pk])
    assert client_for("manager").post(path, sent).status_code == 302
    task.refresh_from_db()
    assert (task.name, task.is_active) == ("新しい名", False)
    assert LedgerEntry.objects.filter(kind="manuals.countertask.changed").exists()
    assert not CounterTask.objects.active().filter(pk=task.pk).exists()


def test_preview_shows_the_page_and_may_be_framed_by_the_admin_only(client_for, make_page) -> None:
    page = make_page(body=blocks()[:1])
    client = client_for("manager")
    path = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(path, _form("下見の題名", [{"type": "heading", "value": "見出し"}]))
    response = client.get(path, {"in_preview_panel": "true"})
    assert "下見の題名" in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'self'" in policy


def test_policy_of_the_admin_lets_no_inline_script_run(client_for) -> None:
    response = client_for("manager").get("/cms/")
    directives = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert directives["script-src"] == "'self'"
    assert directives["default-src"] == "'none'"


def test_chapters_are_added_under_the_cover_only(chapter, make_page) -> None:
    assert not ChapterPage.can_create_at(chapter)
    assert not ManualPage.can_create_at(make_page())
