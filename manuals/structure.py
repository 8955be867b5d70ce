"""The groups through which posts act in Wagtail, with what each may do in the page tree."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from manuals.enums import APPROVERS, EDITORS
from manuals.versions.enums import WORKFLOW
from manuals.versions.models import CityApproval, ContractorCheck

# Nobody publishes: what is approved takes effect on its day.
PAGE_RIGHTS = {EDITORS: ["add_page", "change_page"], APPROVERS: ["add_page", "change_page"]}
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
    Group.objects.using(using).exclude(name__in=PAGE_RIGHTS).delete()
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


def ensure_workflow(using: str) -> None:
    """Give the manual its one workflow of two steps, in place of Wagtail's own; safe to run again."""
    root = Page.objects.using(using).filter(depth=2, slug="manuals").first()
    if root is None:
        return
    Workflow.objects.using(using).exclude(name=WORKFLOW).update(active=False)
    workflow, _ = Workflow.objects.using(using).get_or_create(name=WORKFLOW, defaults={"active": True})
    for order, step in enumerate((ContractorCheck, CityApproval)):
        task = step.objects.using(using).filter(name=step.step.label).first()
        if task is None:
            task = step(name=step.step.label, active=True)
            task.save(using=using)
        WorkflowTask.objects.using(using).update_or_create(
            workflow=workflow, task_id=task.pk, defaults={"sort_order": order}
        )
    WorkflowPage.objects.using(using).update_or_create(page=root, defaults={"workflow": workflow})


def ensure_names(using: str) -> None:
    """Name in Japanese what Wagtail has called “Root”: choosers show it."""
    Page.objects.using(using).filter(depth=1, title="Root").update(title="全体", draft_title="全体")
    Collection.objects.using(using).filter(depth=1, name="Root").update(name="共通")


def _permission(using: str, label: str, codename: str) -> Permission:
    """Return a permission, made here if Django has not come to it yet: it makes them after migrating."""
    kind = ContentType.objects.db_manager(using).get_for_model(apps.get_model(label))
    found, _ = Permission.objects.using(using).get_or_create(
        content_type=kind, codename=codename, defaults={"name": codename}
    )
    return found
