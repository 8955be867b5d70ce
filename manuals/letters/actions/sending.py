"""Send a letter: it gets its number and is never changed again."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from manuals.letters.actions.drafts import CHANGED, locked_draft
from manuals.letters.enums import LetterKind, LetterState
from manuals.letters.models import Letter, LetterCounter
from manuals.letters.permissions import check, user_can_send
from manuals.letters.policies import OPEN, fiscal_year_of
from manuals.letters.telling import tell
from portal import recording
from portal.accounts.enums import Post
from portal.accounts.models import User

PAST = "回答の期限を過ぎています。下書きに戻って、期限を直してから送付してください。"
SPEAKERS = (Post.MANAGER, Post.DEPUTY, Post.CITY_APPROVER, Post.CITY_OFFICER)


@transaction.atomic
def send_letter(*, letter: Letter, seen: int, by: User, at: datetime.datetime) -> Letter:
    """Send a draft as it was seen; a correction takes the place of the open letter that it corrects."""
    found = locked_draft(letter, by=by, at=at)
    check(user_can_send(by, found, at=at))
    if found.version != seen:
        raise ValidationError(CHANGED, code="changed")
    today = timezone.localdate(at)
    if found.due_date is not None and found.due_date < today:
        raise ValidationError(PAST)
    found.fiscal_year = fiscal_year_of(today)
    found.number = next_number(LetterKind(found.kind), found.fiscal_year)
    found.state = LetterState.SENT
    found.sent_on, found.sent_at, found.sent_by = today, at, by
    found.sender_post = post_of(by, at)
    found.save()
    if found.is_correction and found.refers_to is not None:
        _replace(found.refers_to, found)
    detail = {"kind": found.kind, "number": found.label}
    recording.record("manuals.letter.sent", subject=found, detail=detail, actor=by)
    tell(found, "が届きました", found.to_side, key="sent", at=at)
    return found


def next_number(kind: LetterKind, year: int) -> int:
    """Return the next number of a kind and fiscal year; who asks next waits for the end of this act."""
    counter, _ = LetterCounter.objects.get_or_create(kind=kind, fiscal_year=year)
    # The update locks the row on every database, so that the number read is ours.
    LetterCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return counter.last


def _replace(old: Letter, new: Letter) -> None:
    found = Letter.objects.select_for_update().get(pk=old.pk)
    if found.state in OPEN:
        found.state = LetterState.REPLACED
        found.save(update_fields=["state"])
        recording.record("manuals.letter.replaced", subject=found, detail={"by": new.label})


def post_of(person: User, at: datetime.datetime) -> str:
    """Return in which post a person speaks for their side."""
    held = person.posts_on(timezone.localdate(at))
    return next((post.label for post in SPEAKERS if post in held), "")
