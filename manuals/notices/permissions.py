"""Who may see a notice, publish and withdraw one, and whose names its read list shows."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from manuals.notices.enums import Audience
from manuals.notices.models import Notice, NoticeQuerySet
from portal.accounts.enums import OrganisationKind, Permission
from portal.accounts.models import User
from portal.accounts.permissions import check_user_can, user_can


def visible_to(user: User, *, at: datetime.datetime) -> NoticeQuerySet:
    """Return the notices a person may know of; those who read the lists may know of all."""
    found: NoticeQuerySet = Notice.objects.all()
    if not user_can(user, Permission.READ_NOTICES, at=at):
        return found.none()
    if user_can(user, Permission.READ_NOTICE_LISTS, at=at):
        return found
    return found.filter(addressed_to(user))


def addressed_to(user: User) -> Q:
    """Return what picks the notices whose audience a person belongs to."""
    mine = Q(audience=Audience.EVERYONE)
    if user.counter_id is not None:
        through = Notice.counters.through.objects.filter(counter=user.counter_id)
        mine |= Q(audience=Audience.COUNTERS, pk__in=through.values("notice"))
    if user.organisation.kind == OrganisationKind.CONTRACTOR:
        mine |= Q(audience=Audience.CONTRACTOR)
    return mine


def user_can_manage(user: User, notice: Notice, *, at: datetime.datetime) -> bool:
    """Tell whether a person may correct or withdraw a notice: those of the author's side may."""
    return (
        user_can(user, Permission.PUBLISH_NOTICES, at=at)
        and user.organisation_id == notice.author.organisation_id
    )


def check_user_can_manage(user: User, notice: Notice, *, at: datetime.datetime) -> None:
    """Raise `PermissionDenied` unless the person may correct or withdraw the notice."""
    check_user_can(user, Permission.PUBLISH_NOTICES, at=at)
    if not user_can_manage(user, notice, at=at):
        raise PermissionDenied("a notice of the other side")


def sees_names_of(viewer: User, person: User) -> bool:
    """Tell whether a read list shows a person's name: each side sees its own people, of others numbers."""
    return viewer.organisation_id == person.organisation_id
