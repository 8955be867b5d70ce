"""Who may propose, answer, look pages through, and see whose proposal it is."""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from manuals.improvement.models import Improvement
from portal.accounts.enums import OrganisationKind, Permission, Post
from portal.accounts.permissions import check_user_can, user_can

if TYPE_CHECKING:
    from portal.accounts.models import User

OWN = "ご自分の提案には、ほかの方が回答します。"


def check_user_can_propose_improvements(user: "User", *, at: datetime.datetime) -> None:
    """Raise `PermissionDenied` unless a person works by the manual."""
    check_user_can(user, Permission.PROPOSE_IMPROVEMENTS, at=at)


def user_can_see(user: "User", improvement: Improvement, *, at: datetime.datetime) -> bool:
    """Tell whether a person may know of a proposal: their own, or any where they read all."""
    return improvement.made_by_id == user.pk or user_can(user, Permission.READ_IMPROVEMENTS, at=at)


def why_not_answer(user: "User", improvement: Improvement, *, at: datetime.datetime) -> str | None:
    """Return why a person may not answer: "" for want of the right, a sentence for their own; else None."""
    if not user_can(user, Permission.ANSWER_IMPROVEMENTS, at=at):
        return ""
    return OWN if improvement.made_by_id == user.pk else None


def user_can_review(user: "User", owner_post: str, *, at: datetime.datetime, on: datetime.date) -> bool:
    """Tell whether a person may say that a page was looked through: who writes manuals, or its owner."""
    if user_can(user, Permission.EDIT_MANUALS, at=at):
        return True
    return user.is_active and owner_post in user.posts_on(on)


def check_user_can_review(user: "User", owner_post: str, *, at: datetime.datetime, on: datetime.date) -> None:
    """Raise `PermissionDenied` unless a person may say that a page was looked through."""
    if not user_can_review(user, owner_post, at=at, on=on):
        raise PermissionDenied("only those who write or own a page look it through")


def shown_name(viewer: "User", person: "User", *, at: datetime.datetime) -> str:
    """Return what a viewer sees of a proposer or answerer.

    The city grades no single worker of the contractor, so that names stay on each side; on the
    contractor's side those see them who may read its people.
    """
    if person.pk == viewer.pk:
        return person.name
    is_same_side = person.organisation.kind == viewer.organisation.kind
    if person.organisation.kind == OrganisationKind.CONTRACTOR:
        is_known = is_same_side and user_can(viewer, Permission.READ_CONTRACTOR_PEOPLE, at=at)
        return person.name if is_known else Post.STAFF.label
    return person.name if is_same_side else "市職員"
