"""Wagtail's page permissions follow the posts: the groups that manuals made, filled by today's posts."""

import datetime

from django.contrib.auth.models import Group

from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.accounts.permissions import permissions_at

# The groups themselves and what they may do in the page tree are made by the app `manuals`.
GROUPS: dict[str, Permission] = {
    "manual-editors": Permission.EDIT_MANUALS,
    "manual-approvers": Permission.APPROVE_MANUALS,
}


def align_groups(user: User, at: datetime.datetime) -> bool:
    """Put a person into exactly the groups that the day's posts ask for; tell whether that changed any."""
    allowed = permissions_at(user, at)
    wanted = {name for name, permission in GROUPS.items() if permission in allowed}
    present = set(user.groups.filter(name__in=GROUPS).values_list("name", flat=True))
    if wanted == present:
        return False
    user.groups.remove(*Group.objects.filter(name__in=present - wanted))
    user.groups.add(*Group.objects.filter(name__in=wanted - present))
    # Django remembers permissions on the instance.
    for name in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(name, None)
    return True
