from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from manuals.models import ManualIndexPage
from manuals.structure import ensure_groups


def test_cover_is_the_root_of_the_only_site(db) -> None:
    cover = ManualIndexPage.objects.get()
    assert Site.objects.get().root_page_id == cover.pk
    assert (cover.depth, cover.slug, cover.url) == (2, "manuals", "/manuals/")
    assert Page.find_problems() == ([], [], [], [], [])
    assert list(Locale.objects.values_list("language_code", flat=True)) == ["ja"]


def test_groups_hold_what_they_need_and_nothing_more(db) -> None:
    def pages(name: str) -> set[str]:
        found = GroupPagePermission.objects.filter(group__name=name)
        return set(found.values_list("permission__codename", flat=True))

    assert pages("manual-editors") == {"add_page", "change_page"}
    assert pages("manual-approvers") == {"add_page", "change_page"}
    assert set(Group.objects.get(name="manual-editors").permissions.values_list("codename", flat=True)) == {
        "access_admin",
        "view_countertask",
        "add_countertask",
        "change_countertask",
    }


def test_ensure_groups_again_adds_nothing(db) -> None:
    def count() -> tuple[int, ...]:
        models = (Group, GroupPagePermission, GroupCollectionPermission)
        return tuple(model.objects.count() for model in models)

    before = count()
    ensure_groups("default")
    assert count() == before


def test_wagtails_own_groups_are_gone(db) -> None:
    held = GroupPagePermission.objects.values_list("group__name", flat=True)
    assert set(held) == {"manual-editors", "manual-approvers"}


def test_roots_have_japanese_names(db) -> None:
    assert Page.objects.get(depth=1).title == "全体"
    assert Collection.objects.get(depth=1).name == "共通"
