"""The groups through which posts act in Wagtail, with what each may do in the page tree."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from manuals.enums import EDITORS, PUBLISHERS

PAGE_RIGHTS = {EDITORS: ["add_page", "change_page"], PUBLISHERS: ["add_page", "change_page", "publish_page"]}
TASK_RIGHTS = ["view_countertask", "add_countertask", "change_countertask"]
FILE_RIGHTS = {
    "wagtailimages.Image": ["add_image", "change_image", "choose_image"],
    "wagtaildocs.Document": ["add_document", "change_document", "choose_document"],
}


def ensure_groups(using: str) -> None:
    """Give both groups exactly what they need; safe to run again."""
    root = Page.objects.using(using).filter(depth=2, slug="manuals").first()
    collection = Collection.objects.using(using).filter(depth=1).first()
    if root is None or collection is None:
        return
    for name, codenames in PAGE_RIGHTS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(_permission(using, "wagtailadmin.Admin", "access_admin"))
        group.permissions.add(*(_permission(using, "manuals.CounterTask", right) for right in TASK_RIGHTS))
        for codename in codenames:
            permission = _permission(using, "wagtailcore.Page", codename)
            GroupPagePermission.objects.using(using).get_or_create(
                group=group, page=root, permission=permission
            )
        for label, wanted in FILE_RIGHTS.items():
            for codename in wanted:
                permission = _permission(using, label, codename)
                GroupCollectionPermission.objects.using(using).get_or_create(
                    group=group, collection=collection, permission=permission
                )


def _permission(using: str, label: str, codename: str) -> Permission:
    """Return a permission, made here if Django has not come to it yet: it makes them after migrating."""
    kind = ContentType.objects.db_manager(using).get_for_model(apps.get_model(label))
    found, _ = Permission.objects.using(using).get_or_create(
        content_type=kind, codename=codename, defaults={"name": codename}
    )
    return found
