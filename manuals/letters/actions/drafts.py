"""Start, edit and discard drafts of letters."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from manuals.letters.enums import LetterKind, LetterState, Side
from manuals.letters.models import Letter
from manuals.letters.permissions import check, check_writes, user_can_edit, visible_to
from manuals.letters.policies import KINDS_OF
from portal import recording
from portal.accounts.forms.people import refuse_my_number
from portal.accounts.models import User

CHANGED = "この間に、ほかの方がこの下書きを保存しました。いまの内容を確かめて、もう一度保存してください。"
ALREADY_SENT = "この文書は既に送付されています。送付した文書は変更できません。"


@dataclass(frozen=True)
class DraftFacts:
    """What the sender writes."""

    kind: LetterKind
    subject: str
    body: str
    clause: str = ""
    due_date: datetime.date | None = None
    refers_to: Letter | None = None
    is_correction: bool = False
    pages: list[Page] = field(default_factory=list)


@transaction.atomic
def start_draft(*, facts: DraftFacts, by: User, at: datetime.datetime) -> Letter:
    """Begin a letter of the person's side."""
    side = check_writes(by, at=at)
    _check_facts(facts, side, by, at)
    letter = Letter(from_side=side, drafted_at=at, drafted_by=by, edited_at=at, edited_by=by)
    _write(letter, facts)
    letter.save()
    letter.pages.set(facts.pages)
    recording.record("manuals.letter.drafted", subject=letter, detail={"kind": letter.kind}, actor=by)
    return letter


@transaction.atomic
def edit_draft(*, letter: Letter, facts: DraftFacts, seen: int, by: User, at: datetime.datetime) -> Letter:
    """Write a draft anew; `seen` is the version that stood on the screen, lest another's work be lost."""
    found = locked_draft(letter, by=by, at=at)
    if found.version != seen:
        raise ValidationError(CHANGED, code="changed")
    _check_facts(facts, Side(found.from_side), by, at)
    _write(found, facts)
    found.version += 1
    found.edited_at, found.edited_by = at, by
    found.save()
    found.pages.set(facts.pages)
    recording.record("manuals.letter.edited", subject=found, detail={"version": found.version}, actor=by)
    return found


@transaction.atomic
def discard_draft(*, letter: Letter, by: User, at: datetime.datetime) -> None:
    """Remove a draft, which has no number yet; that it was there stays on record."""
    found = locked_draft(letter, by=by, at=at)
    recording.record("manuals.letter.discarded", subject=found, detail={"kind": found.kind}, actor=by)
    found.delete()


def locked_draft(letter: Letter, *, by: User, at: datetime.datetime) -> Letter:
    """Return a draft, locked, if the person may change it."""
    found = Letter.objects.select_for_update().filter(pk=letter.pk).first()
    if found is None:
        raise ValidationError("この下書きは、ほかの方が破棄しました。")
    if found.state != LetterState.DRAFT:
        raise ValidationError(ALREADY_SENT)
    check(user_can_edit(by, found, at=at))
    return found


def _write(letter: Letter, facts: DraftFacts) -> None:
    letter.kind = facts.kind
    letter.subject = facts.subject
    letter.body = facts.body
    letter.clause = facts.clause
    letter.due_date = facts.due_date
    letter.refers_to = facts.refers_to
    letter.is_correction = facts.is_correction


def _check_facts(facts: DraftFacts, side: Side, by: User, at: datetime.datetime) -> None:
    """Raise `ValidationError` by field for what this side cannot write."""
    errors: dict[str, ValidationError] = {}
    for name, text in (("subject", facts.subject), ("body", facts.body), ("clause", facts.clause)):
        try:
            refuse_my_number(text)
        except ValidationError as error:
            errors[name] = error
    if facts.kind not in KINDS_OF[side]:
        errors["kind"] = ValidationError("指示書は、発注者だけが出せます。")
    if facts.due_date is not None and facts.due_date < timezone.localdate(at):
        errors["due_date"] = ValidationError("回答の期限は、今日以後の日にしてください。")
    reason = _why_not_refer(facts, side, by, at)
    if reason:
        errors["refers_to"] = ValidationError(reason)
    if errors:
        raise ValidationError(errors)


def _why_not_refer(facts: DraftFacts, side: Side, by: User, at: datetime.datetime) -> str:
    old = facts.refers_to
    if old is None:
        return "訂正する文書を選んでください。" if facts.is_correction else ""
    if not visible_to(by, at=at).sent().filter(pk=old.pk).exists():
        return "一覧にある文書を選んでください。"
    if facts.is_correction and old.from_side != side:
        return "訂正できるのは、自分の側が出した文書だけです。"
    return ""
