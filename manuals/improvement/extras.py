"""Who owns the page, where to ask, and when it is looked through again: at its foot."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page

from manuals.enums import OWNER_POSTS
from manuals.improvement.enums import DueState
from manuals.improvement.models import OwnerContact, PageReview
from manuals.improvement.policies import due_state
from manuals.registry import Reading
from portal.accounts.models import PostHolding
from portal.eras import era_year


@dataclass(frozen=True)
class Owner:
    """The post that owns a page: where its holder works and how to ask."""

    label: str
    place: str
    contact: str


def owner_extra(reading: Reading) -> dict[str, object] | None:
    """Return whom to ask and by when the page is looked through; nothing for another day's text."""
    if not reading.is_today:
        return None
    post, today = str(getattr(reading.page, "owner_post", "")), timezone.localdate(reading.at)
    # The oldest holder of the day, and their office, in one query with the rest.
    held = (
        PostHolding.objects.held_on(today)
        .filter(post=post, user__is_active=True)
        .order_by("start_date", "pk")
    )
    facts = Page.objects.filter(pk=reading.page.pk).values_list(
        Subquery(held.values("user__organisation__name")[:1]),
        Subquery(held.values("user__counter__name")[:1]),
        Subquery(OwnerContact.objects.filter(post=post).values("contact")[:1]),
        Subquery(PageReview.objects.filter(page=OuterRef("pk")).values("next_review_by")[:1]),
    )
    organisation, counter, contact, due = facts[0]
    return {
        "owner": Owner(
            OWNER_POSTS.get(post, post), " ".join(filter(None, [organisation, counter])), contact or ""
        ),
        "page": reading.page,
        "due_words": f"{era_year(due)}{due.month}月まで" if due else "",
        "is_past": due is not None and due_state(due, today) == DueState.PAST,
    }
