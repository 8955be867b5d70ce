"""Who may do what: the one place that decides, by the posts held on the day and grants on single records."""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils import timezone
from guardian.core import ObjectPermissionChecker

from portal.accounts.enums import Permission
from portal.accounts.roles import permissions_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


def permissions_at(user: "User | AnonymousUser", at: datetime.datetime) -> frozenset[Permission]:
    """Return everything a person may do at an instant; nothing when signed out or deactivated."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return permissions_of(user.posts_on(timezone.localdate(at)))


def user_can(user: "User | AnonymousUser", permission: Permission, *, at: datetime.datetime) -> bool:
    """Tell whether a person's posts allow something at an instant."""
    return permission in permissions_at(user, at)


def check_user_can(user: "User | AnonymousUser", permission: Permission, *, at: datetime.datetime) -> None:
    """Raise `PermissionDenied` unless the person's posts allow it."""
    if not user_can(user, permission, at=at):
        raise PermissionDenied(f"{permission} is not allowed")


def has_grant(user: "User | AnonymousUser", codename: str, record: Model) -> bool:
    """Tell whether a person holds a grant on one record; never true for the deactivated."""
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(ObjectPermissionChecker(user).has_perm(codename, record))
