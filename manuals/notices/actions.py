"""Publish, correct and withdraw a notice; note that a person has read it."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from manuals.notices.crowd import asked_people
from manuals.notices.enums import Audience, Importance
from manuals.notices.models import Notice, NoticeRead
from manuals.notices.permissions import check_user_can_manage
from portal import recording
from portal.accounts.enums import Permission, Post
from portal.accounts.forms.people import refuse_my_number
from portal.accounts.models import Counter, User
from portal.accounts.permissions import check_user_can
from portal.notifications.actions import notify

NOT_STANDING = "この周知は、既に取り下げられたか、訂正されています。画面を開き直してください。"


@dataclass(frozen=True)
class NoticeFacts:
    """What a notice says, and to whom."""

    title: str
    body: str
    importance: Importance
    audience: Audience
    confirm_by: datetime.date | None = None
    counters: list[Counter] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)


@transaction.atomic
def publish_notice(
    *,
    facts: NoticeFacts,
    by: User,
    at: datetime.datetime,
    form_key: uuid.UUID | None = None,
    replaces: Notice | None = None,
) -> Notice:
    """Publish a notice or a correction and tell its audience; a form sent twice publishes once."""
    check_user_can(by, Permission.PUBLISH_NOTICES, at=at)
    sent = Notice.objects.filter(form_key=form_key, author=by).first() if form_key else None
    if sent is not None:
        return sent
    if replaces is not None:
        _check_may_end(replaces, by, at)
    check_facts(facts, at=at)
    notice = Notice(
        form_key=form_key or uuid.uuid4(),
        title=facts.title,
        body=facts.body,
        importance=facts.importance,
        audience=facts.audience,
        confirm_by=facts.confirm_by,
        replaces=replaces,
        published_at=at,
        author=by,
        author_post=post_of(by, at),
    )
    notice.save()
    notice.counters.set(facts.counters if facts.audience == Audience.COUNTERS else [])
    notice.pages.set(facts.pages)
    _tell_published(notice, at)
    detail: dict[str, object] = {"audience": notice.audience, "importance": notice.importance}
    if replaces is not None:
        detail["replaces"] = replaces.pk
    kind = "manuals.notice.published" if replaces is None else "manuals.notice.corrected"
    recording.record(kind, subject=notice, detail=detail, actor=by)
    return notice


def check_facts(facts: NoticeFacts, *, at: datetime.datetime) -> None:
    """Raise `ValidationError` by field for what cannot be published."""
    errors: dict[str, ValidationError] = {}
    if facts.audience == Audience.COUNTERS and not facts.counters:
        errors["counters"] = ValidationError("対象の窓口を1か所以上選んでください。")
    if facts.confirm_by is not None and facts.confirm_by < timezone.localdate(at):
        errors["confirm_by"] = ValidationError("確認の期限は、今日以後の日にしてください。")
    for name, text in (("title", facts.title), ("body", facts.body)):
        try:
            refuse_my_number(text)
        except ValidationError as error:
            errors[name] = error
    if errors:
        raise ValidationError(errors)


def post_of(person: User, at: datetime.datetime) -> str:
    """Return in which post a person speaks."""
    held = person.posts_on(timezone.localdate(at))
    return next((post.label for post in _SPEAKERS if post in held), "")


_SPEAKERS = (Post.MANAGER, Post.DEPUTY, Post.CITY_APPROVER, Post.CITY_OFFICER)


def _tell_published(notice: Notice, at: datetime.datetime) -> None:
    words = "訂正の周知" if notice.replaces_id else "重要な周知" if is_important(notice) else "周知"
    notify(
        recipients=asked_people(notice, at),
        text=f"{words}「{notice.title}」が公表されました。",
        url=address_of(notice),
        key=f"notices.published:{notice.pk}",
        at=at,
    )


def is_important(notice: Notice) -> bool:
    """Tell whether a notice is marked as important."""
    return notice.importance == Importance.IMPORTANT


def address_of(notice: Notice) -> str:
    """Return the address of a notice."""
    return f"/manuals/notices/{notice.pk}/"


@transaction.atomic
def withdraw_notice(*, notice: Notice, reason: str, by: User, at: datetime.datetime) -> None:
    """Withdraw a notice for a reason; it stays readable, and nobody has to read it any more."""
    found = _check_may_end(notice, by, at)
    refuse_my_number(reason)
    found.withdrawn_at, found.withdrawn_by, found.withdrawal_reason = at, by, reason
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    recording.record("manuals.notice.withdrawn", subject=found, detail={"reason": reason}, actor=by)


def _check_may_end(notice: Notice, by: User, at: datetime.datetime) -> Notice:
    """Return the notice, locked, if the person may correct or withdraw it now."""
    check_user_can_manage(by, notice, at=at)
    found: Notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if not found.is_standing:
        raise ValidationError(NOT_STANDING)
    return found


@transaction.atomic
def confirm_notice(*, notice: Notice, person: User, at: datetime.datetime) -> NoticeRead:
    """Note that a person has read a notice; saying so twice changes nothing."""
    check_user_can(person, Permission.READ_NOTICES, at=at)
    # Two clicks at once wait here for each other.
    locked: Notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if not locked.is_standing:
        raise ValidationError(NOT_STANDING)
    found = NoticeRead.objects.filter(notice=locked, person=person).first()
    if found is not None:
        return found
    read = NoticeRead(notice=locked, person=person, read_at=at)
    read.save()
    recording.record("manuals.notice.confirmed", subject=locked, actor=person)
    return read
