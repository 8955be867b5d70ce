"""What the clock does: remind owners of reviews, and those who answer of proposals left lying."""

import datetime
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from manuals.improvement.actions.reviews import schedule_review
from manuals.improvement.models import Improvement, ImprovementQuerySet, PageReview
from manuals.improvement.policies import DAYS_TO_ANSWER, REMINDERS, WEEK, reminder_step
from manuals.improvement.telling import address_of, answerers, holders, said_of
from manuals.models import ManualPage
from manuals.versions.models import ManualVersion
from portal.accounts.enums import Post
from portal.notifications.actions import notify
from portal.notifications.models import Notification
from portal.templatetags.portal_format import without_furigana


def chase(at: datetime.datetime) -> None:
    """Remind of everything that is due; safe to run twice and after days of being off."""
    schedule_missing(at)
    chase_reviews(at)
    chase_answers(at)


def schedule_missing(at: datetime.datetime) -> None:
    """Give a day of review to the pages in force that have none, from before there were any."""
    pages = list(ManualPage.objects.live().filter(review__isnull=True).values_list("pk", flat=True))
    if not pages:
        return
    for version in ManualVersion.objects.filter(page__in=pages).standing(at):
        schedule_review(version=version)


def chase_reviews(at: datetime.datetime) -> None:
    """Tell the posts that own pages of the latest reminder whose day has come, once each.

    After days off only the latest goes out; pages of one post and one reminder share a sentence.
    """
    today = timezone.localdate(at)
    near = PageReview.objects.filter(
        page__live=True, next_review_by__lte=today + datetime.timedelta(days=REMINDERS[0])
    ).select_related("page", "page__manualpage")
    due: dict[tuple[str, int], list[PageReview]] = defaultdict(list)
    for review in near:
        step = reminder_step(review.next_review_by, today)
        if step is not None and review.reminded != step:
            due[review.page.manualpage.owner_post, step].append(review)
    for (post, step), reviews in due.items():
        _remind(Post(post), step, reviews, at)


@transaction.atomic
def _remind(post: Post, step: int, reviews: list[PageReview], at: datetime.datetime) -> None:
    words = "期限を過ぎています" if step < 0 else f"期限まで{step}日以内です" if step else "期限の日です"
    is_one = len(reviews) == 1
    if is_one:
        what = f"「{without_furigana(reviews[0].page.title)[:60]}」の見直しの"
        url, key = f"/manuals/reviews/{reviews[0].pk}/", f"{reviews[0].pk}:{reviews[0].next_review_by}"
    else:
        what = f"マニュアル{len(reviews)}ページが、見直しの"
        url, key = f"/manuals/reviews/?owner={post}", f"{post}:{timezone.localdate(at)}"
    notify(
        recipients=holders(at, post),
        text=f"{what}{words}。",
        url=url,
        key=f"manuals.review:{key}:{step}",
        at=at,
    )
    PageReview.objects.filter(pk__in=[review.pk for review in reviews]).update(reminded=step)


def chase_answers(at: datetime.datetime) -> None:
    """Tell those who answer of proposals unanswered after ten days, and every week from then on."""
    late = {_key(one, at): one for one in _late(at)}
    told = set(Notification.objects.filter(key__in=late).values_list("key", flat=True))
    for key, improvement in late.items():
        if key not in told:
            notify(
                recipients=answerers(improvement, at),
                text=f"{said_of(improvement)}への改善の提案に、{DAYS_TO_ANSWER.days}日を過ぎても回答がありません。",
                url=address_of(improvement),
                key=key,
                at=at,
            )


def _late(at: datetime.datetime) -> ImprovementQuerySet:
    return Improvement.objects.with_state().select_related("version").overdue(at=at)


def _key(improvement: Improvement, at: datetime.datetime) -> str:
    weeks = (at - improvement.made_at - DAYS_TO_ANSWER).days // WEEK
    return f"improvement.overdue:{improvement.pk}:{weeks}"
