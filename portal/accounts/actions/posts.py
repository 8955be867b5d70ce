"""Giving posts and ending them, with dates; what has taken effect is never deleted."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal import recording
from portal.accounts.actions.groups import align_groups
from portal.accounts.actions.safeguards import check_sysadmin_remains
from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.models import PostHolding, User
from portal.accounts.people_permissions import check_user_can_manage_person
from portal.accounts.policies import Span, conflicts, date_conflict, end_conflict


def span_of(holding: PostHolding) -> Span:
    """Return a holding as the rules know it."""
    return Span(Post(holding.post), holding.start_date, holding.end_date)


def detail_of(holding: PostHolding) -> dict[str, object]:
    """Return what the ledger keeps of a holding."""
    return {
        "post": holding.post,
        "start": holding.start_date.isoformat(),
        "end": holding.end_date.isoformat() if holding.end_date else None,
    }


def check_posts_allowed(user: User, span: Span, *, on: datetime.date) -> None:
    """Raise `ValidationError` with every reason against a post, the dates' at their field."""
    wrong_date = date_conflict(span, on)
    if wrong_date:
        raise ValidationError({"start_date" if "就任日は" in wrong_date else "end_date": wrong_date})
    others = PostHolding.objects.filter(post=span.post, user__is_active=True).exclude(user=user)
    reasons = conflicts(
        span,
        kind=OrganisationKind(user.organisation.kind),
        held=[span_of(own) for own in user.post_holdings.overlapping(span.start, span.end)],
        others=[span_of(other) for other in others.overlapping(span.start, span.end)],
    )
    if reasons:
        raise ValidationError(reasons)


@transaction.atomic
def assign_post(
    *,
    user: User,
    post: Post,
    start_date: datetime.date,
    end_date: datetime.date | None,
    by: User | None,
    at: datetime.datetime,
) -> PostHolding:
    """Give a person a post for a span of days; `by` is None for the operator at the command line."""
    if by is not None:
        check_user_can_manage_person(by, user, at=at)
    if not user.is_active:
        raise ValidationError("無効な利用者には任命できません。先に利用を再開してください。")
    check_posts_allowed(user, Span(post, start_date, end_date), on=timezone.localdate(at))
    holding = PostHolding.objects.create(
        user=user,
        post=post,
        start_date=start_date,
        end_date=end_date,
        assigned_at=at,
        assigned_by=by or user,
    )
    _put_into_effect(user, at)
    recording.record("accounts.post.assigned", subject=user, detail=detail_of(holding), actor=by)
    return holding


@transaction.atomic
def end_post(
    *, holding: PostHolding, end_date: datetime.date, by: User, at: datetime.datetime
) -> PostHolding:
    """Set the last day of a post that has begun."""
    check_user_can_manage_person(by, holding.user, at=at)
    reason = end_conflict(span_of(holding), end=end_date, on=timezone.localdate(at))
    if reason:
        raise ValidationError({"end_date": reason})
    if holding.post == Post.SYSADMIN:
        check_sysadmin_remains(without=holding.user, on=end_date + datetime.timedelta(days=1))
    before = detail_of(holding)
    holding.end_date, holding.ended_at, holding.ended_by = end_date, at, by
    holding.save(update_fields=["end_date", "ended_at", "ended_by"])
    _put_into_effect(holding.user, at)
    detail = {**detail_of(holding), "end_before": before["end"]}
    recording.record("accounts.post.ended", subject=holding.user, detail=detail, actor=by)
    return holding


@transaction.atomic
def cancel_post(*, holding: PostHolding, by: User, at: datetime.datetime) -> None:
    """Take back a post that has not begun; the ledger keeps that it was planned."""
    check_user_can_manage_person(by, holding.user, at=at)
    if holding.start_date <= timezone.localdate(at):
        raise ValidationError("就任日を過ぎた任命は取り消せません。最終日を登録してください。")
    remove_planned(holding, by=by)
    _put_into_effect(holding.user, at)


def remove_planned(holding: PostHolding, *, by: User) -> None:
    """Delete a holding that never took effect, on record; the caller has checked that."""
    detail = detail_of(holding)
    holding.delete()
    recording.record("accounts.post.cancelled", subject=holding.user, detail=detail, actor=by)


def _put_into_effect(user: User, at: datetime.datetime) -> None:
    user.forget_posts()
    align_groups(user, at)
