"""Who may import: who writes manuals, each their own files."""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from portal.accounts.enums import Permission
from portal.accounts.permissions import user_can

if TYPE_CHECKING:
    from manuals.importing.models import PendingImport
    from portal.accounts.models import User


def check_user_can_import(user: "User", *, at: datetime.datetime) -> None:
    """Raise `PermissionDenied` unless a person writes manuals; Wagtail's groups only follow that right."""
    if not user_can(user, Permission.EDIT_MANUALS, at=at):
        raise PermissionDenied("only those who write manuals import them")


def check_user_can_take(user: "User", pending: "PendingImport", *, at: datetime.datetime) -> None:
    """Raise `PermissionDenied` unless the import is the person's own and in time."""
    check_user_can_import(user, at=at)
    if pending.uploaded_by_id != user.pk or pending.kept_until <= at:
        raise PermissionDenied("a pending import belongs to who brought it")
