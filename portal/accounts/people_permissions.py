"""Who may see and change whose account: each side of the contract looks after its own people."""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from portal.accounts.enums import OrganisationKind, Permission
from portal.accounts.permissions import permissions_at, user_can

if TYPE_CHECKING:
    from portal.accounts.models import User

EVERY_KIND = frozenset(OrganisationKind)
OFFICE = frozenset({OrganisationKind.CITY, OrganisationKind.AUDIT})
CONTRACTOR = frozenset({OrganisationKind.CONTRACTOR})
NOBODY: frozenset[OrganisationKind] = frozenset()


def visible_kinds(viewer: "User", *, at: datetime.datetime) -> frozenset[OrganisationKind]:
    """Return the sides whose people a person may know of."""
    allowed = permissions_at(viewer, at)
    if Permission.MANAGE_ACCOUNTS in allowed:
        return EVERY_KIND
    if Permission.READ_PEOPLE not in allowed:
        return NOBODY
    own = OFFICE if viewer.organisation.kind == OrganisationKind.CITY else NOBODY
    return own | (CONTRACTOR if Permission.READ_CONTRACTOR_PEOPLE in allowed else NOBODY)


def managed_kinds(actor: "User", *, at: datetime.datetime) -> frozenset[OrganisationKind]:
    """Return the sides whose people a person makes, changes and gives posts to; never the other side's."""
    allowed, side = permissions_at(actor, at), actor.organisation.kind
    if Permission.MANAGE_CONTRACTOR_PEOPLE in allowed and side == OrganisationKind.CONTRACTOR:
        return CONTRACTOR
    if Permission.MANAGE_CITY_PEOPLE in allowed and side == OrganisationKind.CITY:
        return OFFICE
    return NOBODY


def user_can_manage_kind(actor: "User", kind: str, *, at: datetime.datetime) -> bool:
    """Tell whether a person looks after the people of a side."""
    return kind in managed_kinds(actor, at=at)


def user_can_manage_person(actor: "User", person: "User", *, at: datetime.datetime) -> bool:
    """Tell whether a person may change another's facts and posts; nobody changes their own."""
    return actor.pk != person.pk and user_can_manage_kind(actor, person.organisation.kind, at=at)


def user_can_manage_account(actor: "User", person: "User", *, at: datetime.datetime) -> bool:
    """Tell whether a person may lock, reset or deactivate another's account; nobody their own."""
    if actor.pk == person.pk:
        return False
    return user_can(actor, Permission.MANAGE_ACCOUNTS, at=at) or user_can_manage_person(actor, person, at=at)


def check_user_can_manage_kind(actor: "User", kind: str, *, at: datetime.datetime) -> None:
    """Raise `PermissionDenied` unless `user_can_manage_kind`."""
    if not user_can_manage_kind(actor, kind, at=at):
        raise PermissionDenied("the people of that side are not this person's to manage")


def check_user_can_manage_person(actor: "User", person: "User", *, at: datetime.datetime) -> None:
    """Raise `PermissionDenied` unless `user_can_manage_person`."""
    if not user_can_manage_person(actor, person, at=at):
        raise PermissionDenied("that person is not this person's to manage")


def check_user_can_manage_account(actor: "User", person: "User", *, at: datetime.datetime) -> None:
    """Raise `PermissionDenied` unless `user_can_manage_account`."""
    if not user_can_manage_account(actor, person, at=at):
        raise PermissionDenied("that account is not this person's to manage")
