"""By when each page is looked through, the nearest day first."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from manuals.enums import OWNER_POSTS
from manuals.improvement.enums import DueState
from manuals.improvement.models import OwnerContact, PageReview
from manuals.improvement.policies import REMINDERS, due_state
from manuals.models import ChapterPage
from portal.templatetags.portal_format import without_furigana


@dataclass(frozen=True)
class ReviewRow:
    """One page with its day and how near it is."""

    review: PageReview
    state: DueState
    title: str
    owner: str
    is_mine: bool


@dataclass(frozen=True)
class Contact:
    """Where to ask a post that owns pages; `seen` is the version of what is registered, 0 for nothing."""

    post: str
    label: str
    contact: str
    seen: int


def reviews(
    *, owner: str = "", due: str = "", chapter: ChapterPage | None = None, today: datetime.date
) -> QuerySet[PageReview]:
    """Return the days of review of the pages in force that match, the nearest first."""
    found = PageReview.objects.filter(page__live=True).select_related("page", "page__manualpage")
    if owner:
        found = found.filter(page__manualpage__owner_post=owner)
    if chapter is not None:
        found = found.filter(page__path__startswith=chapter.path)
    if due == DueState.PAST:
        found = found.filter(next_review_by__lt=today)
    elif due:
        found = found.filter(next_review_by__lte=today + datetime.timedelta(days=REMINDERS[0]))
    return found.order_by("next_review_by", "page__path")


def review_rows(
    found: Iterable[PageReview], *, posts: frozenset[str], today: datetime.date
) -> list[ReviewRow]:
    """Return the lines of `reviews`; `posts` are those of the viewer."""
    return [review_row(review, posts=posts, today=today) for review in found]


def review_row(review: PageReview, *, posts: frozenset[str], today: datetime.date) -> ReviewRow:
    """Return one line."""
    post = review.page.manualpage.owner_post
    return ReviewRow(
        review=review,
        state=due_state(review.next_review_by, today),
        title=without_furigana(review.page.title),
        owner=OWNER_POSTS.get(post, post),
        is_mine=post in posts,
    )


def contacts() -> list[Contact]:
    """Return every post that may own pages with where to ask it."""
    known = {one.post: one for one in OwnerContact.objects.all()}
    return [
        Contact(post, label, known[post].contact, known[post].version)
        if post in known
        else Contact(post, label, "", 0)
        for post, label in OWNER_POSTS.items()
    ]
