"""The home page's panel on people: what about the posts and accounts needs somebody's attention."""

import datetime

from django.conf import settings
from django.db.models import F, Q
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
SHOWN = 10


def attention(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return vacant posts, posts about to end and accounts to look after, or None when all is well."""
    on = timezone.localdate(at)
    kinds = managed_kinds(user, at=at)
    watched = [post for post in NEVER_VACANT if ROLES[post].organisation in kinds]
    held = _holdings(watched, kinds, on)
    filled = {holding.post for holding in held}
    found: dict[str, object] = {
        "vacant": [post.label for post in watched if post not in filled],
        "ending": [one for one in held if _ends_soon(one, kinds, on)][:SHOWN],
        "accounts": _accounts(on) if user_can(user, Permission.MANAGE_ACCOUNTS, at=at) else {},
    }
    return found if any(found.values()) else None


def _holdings(
    watched: list[Post], kinds: frozenset[OrganisationKind], on: datetime.date
) -> list[PostHolding]:
    """Return the holdings of the watched posts and those about to end, the first to end first."""
    ending = Q(end_date__lte=on + ENDING_SOON, user__organisation__kind__in=kinds)
    held = PostHolding.objects.held_on(on).filter(Q(post__in=watched) | ending, user__is_active=True)
    return list(held.select_related("user__organisation").order_by(F("end_date").asc(nulls_last=True), "pk"))


def _ends_soon(holding: PostHolding, kinds: frozenset[OrganisationKind], on: datetime.date) -> bool:
    is_near = holding.end_date is not None and holding.end_date <= on + ENDING_SOON
    return is_near and holding.user.organisation.kind in kinds


def _accounts(on: datetime.date) -> dict[str, int]:
    active = User.objects.active()
    needing = active.holding(*(Post(post) for post in settings.MFA_REQUIRED_POSTS), on=on)
    counted = {
        "locked": active.filter(locked_at__isnull=False).count(),
        "temporary": active.filter(temporary_password_until__isnull=False).count(),
        "without_factor": needing.exclude(Q(authenticator__type__in=FACTORS)).count(),
    }
    return {name: number for name, number in counted.items() if number}
