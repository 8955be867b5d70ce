"""The home page's panel on people: what about the posts and accounts needs somebody's attention."""

import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from portal.accounts.enums import OrganisationKind, Permission, Post
from portal.accounts.models import PostHolding, User
from portal.accounts.people_permissions import managed_kinds
from portal.accounts.permissions import user_can
from portal.accounts.roles import ROLES
from portal.accounts.second_factor import FACTORS

# Clause 6(2) and 10(6) of the contract: these are never without a holder.
NEVER_VACANT = (Post.MANAGER, Post.DEPUTY, Post.PRIVACY)
ENDING_SOON = datetime.timedelta(days=30)


def attention(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return vacant posts, posts about to end and accounts to look after, or None when all is well."""
    on = timezone.localdate(at)
    kinds = managed_kinds(user, at=at)
    found: dict[str, object] = {
        "vacant": _vacant(kinds, on),
        "ending": list(_ending(kinds, on)),
        "accounts": _accounts(on) if user_can(user, Permission.MANAGE_ACCOUNTS, at=at) else {},
    }
    return found if any(found.values()) else None


def _vacant(kinds: frozenset[OrganisationKind], on: datetime.date) -> list[str]:
    watched = [post for post in NEVER_VACANT if ROLES[post].organisation in kinds]
    held = set(
        PostHolding.objects.held_on(on)
        .filter(post__in=watched, user__is_active=True)
        .values_list("post", flat=True)
    )
    return [post.label for post in watched if post not in held]


def _ending(kinds: frozenset[OrganisationKind], on: datetime.date) -> list[PostHolding]:
    until = on + ENDING_SOON
    holdings = PostHolding.objects.held_on(on).filter(end_date__lte=until, user__is_active=True)
    mine = holdings.filter(user__organisation__kind__in=kinds)
    return list(mine.select_related("user").order_by("end_date", "pk")[:10])


def _accounts(on: datetime.date) -> dict[str, int]:
    active = User.objects.active()
    needing = active.holding(*(Post(post) for post in settings.MFA_REQUIRED_POSTS), on=on)
    counted = {
        "locked": active.filter(locked_at__isnull=False).count(),
        "temporary": active.filter(temporary_password_until__isnull=False).count(),
        "without_factor": needing.exclude(Q(authenticator__type__in=FACTORS)).count(),
    }
    return {name: number for name, number in counted.items() if number}
