"""Set the day by which a page is looked through; note that it was; say where to ask."""

import datetime
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from manuals.improvement.models import OwnerContact, PageReview, PageReviewed
from manuals.improvement.permissions import check_user_can_review
from manuals.improvement.policies import LONGEST_MONTHS, REVIEW_MONTHS, months_after
from manuals.models import ManualPage
from manuals.versions.enums import VersionKind
from manuals.versions.models import ManualVersion
from manuals.versions.queries import version_in_force
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.accounts.permissions import check_user_can

EMPTY = "何を確かめたかを入力してください。"
NEWER = "入力している間に、このページが改正されました。新しい内容を見直してください。"
NOT_IN_FORCE = "施行中のページだけを見直せます。"
MONTHS = f"1から{LONGEST_MONTHS}までの月数で入力してください。"
CHANGED = "入力している間に、ほかの方がこの問合せ先を変えました。内容を確かめて、もう一度登録してください。"
MOBILE = "個人の携帯電話の番号は登録できません。内線か窓口の番号を入力してください。"
_MOBILE = re.compile(r"0[5789]0[\s\-‐−ー]?\d{4}[\s\-‐−ー]?\d{4}")


@transaction.atomic
def schedule_review(*, version: ManualVersion) -> None:
    """Set a page's day of review by a version that took effect; a minor one moves no day."""
    if not ManualPage.objects.filter(pk=version.page_id).exists():
        return
    day = timezone.localdate(version.in_force_at)
    review = PageReview.objects.select_for_update().filter(page=version.page_id).first()
    if review is None:
        due = months_after(day, REVIEW_MONTHS)
        PageReview.objects.create(page_id=version.page_id, last_date=day, next_review_by=due)
    elif version.kind == VersionKind.MAJOR and day > review.last_date:
        _move(review, day)


@transaction.atomic
def note_review(
    *, page: ManualPage, version: int, note: str, months: int, by: User, at: datetime.datetime
) -> PageReviewed:
    """Note that a page was looked through and nothing had to change; the next day follows from today."""
    today = timezone.localdate(at)
    check_user_can_review(by, page.owner_post, at=at, on=today)
    if not note.strip():
        raise ValidationError({"note": EMPTY})
    if not 1 <= months <= LONGEST_MONTHS:
        raise ValidationError({"months": MONTHS})
    standing = version_in_force(page, at)
    if standing is None:
        raise ValidationError(NOT_IN_FORCE)
    if standing.pk != version:
        raise ValidationError(NEWER)
    review = PageReview.objects.select_for_update().filter(page=page).first()
    if review is None:
        review = PageReview(page_id=page.pk, last_date=today, next_review_by=today)
    review.review_every = months
    _move(review, today)
    reviewed = PageReviewed(
        page_id=page.pk,
        version=standing,
        note=note.strip(),
        next_review_by=review.next_review_by,
        reviewed_at=at,
        reviewed_by=by,
    )
    reviewed.save()
    recording.record(
        "manuals.page.reviewed",
        subject=standing,
        detail={"page": page.pk, "months": months, "next": review.next_review_by.isoformat()},
        actor=by,
    )
    return reviewed


def _move(review: PageReview, day: datetime.date) -> None:
    review.last_date, review.reminded = day, None
    review.next_review_by = months_after(day, review.review_every)
    review.save()


@transaction.atomic
def set_contact(*, post: str, contact: str, seen: int, by: User, at: datetime.datetime) -> OwnerContact:
    """Say where to ask a post that owns pages; `seen` is the version that was changed, 0 for none."""
    check_user_can(by, Permission.MANAGE_OWNER_CONTACTS, at=at)
    if _MOBILE.search(unicodedata.normalize("NFKC", contact)):
        raise ValidationError({"contact": MOBILE})
    found = OwnerContact.objects.select_for_update().filter(post=post).first()
    if (found.version if found else 0) != seen:
        raise ValidationError({"contact": CHANGED})
    if found is None:
        return OwnerContact.objects.create(post=post, contact=contact.strip())
    found.contact, found.version = contact.strip(), found.version + 1
    found.save()
    return found
