"""What improving the manual asks of a person, and what they were answered, on the home page."""

import datetime

from django.utils import timezone

from manuals.enums import OWNER_POSTS
from manuals.improvement.models import Improvement, ImprovementAnswer, PageReview
from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.accounts.permissions import user_can

SHOWN = 3
# How long an answer stays on the home page of who proposed.
FRESH = datetime.timedelta(days=14)


def improvement_panel(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return new answers, proposals that wait for one, and pages of this person's post past their day."""
    answered = ImprovementAnswer.objects.filter(
        improvement__made_by=user, answered_at__gt=at - FRESH, answered_at__lte=at
    )
    context: dict[str, object] = {
        "answers": list(answered.select_related("improvement__version").order_by("-answered_at")[:SHOWN]),
        "open_number": 0,
        "late_number": 0,
        "past_number": _past_reviews(user, at),
    }
    if user_can(user, Permission.ANSWER_IMPROVEMENTS, at=at):
        waiting = Improvement.objects.with_state().filter(last_verdict__isnull=True).exclude(made_by=user)
        context["open_number"] = waiting.count()
        context["late_number"] = waiting.overdue(at=at).count() if context["open_number"] else 0
    return context if any(context.values()) else None


def _past_reviews(user: User, at: datetime.datetime) -> int:
    """Return how many pages of the person's posts are past their day of review."""
    today = timezone.localdate(at)
    posts = [post.value for post in user.posts_on(today) if post.value in OWNER_POSTS]
    if not posts:
        return 0
    return PageReview.objects.filter(
        page__live=True, next_review_by__lt=today, page__manualpage__owner_post__in=posts
    ).count()
