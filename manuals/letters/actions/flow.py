"""What follows a letter: the answer, the decision of both sides, the confirmation, the changed manual."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from manuals.letters.actions.sending import post_of
from manuals.letters.enums import Act, LetterState, Side
from manuals.letters.models import Letter, LetterDecision
from manuals.letters.permissions import act_for, check, check_writes, could_do, visible_to, writing_side
from manuals.letters.queries import open_decision
from manuals.letters.telling import tell
from manuals.versions.models import ManualVersion, Proposal
from portal import recording
from portal.accounts.forms.people import refuse_my_number
from portal.accounts.models import User

TOO_LATE = "この文書は、ほかの方が先に処理しました。画面を開き直して、いまの状態を確かめてください。"


@transaction.atomic
def answer_letter(*, letter: Letter, text: str, by: User, at: datetime.datetime) -> Letter:
    """Answer a letter for the side it is addressed to."""
    found = _locked(letter, Act.ANSWER, by, at)
    _check_text("answer", text)
    found.answer, found.answered_at, found.answered_by = text, at, by
    found.answerer_post = post_of(by, at)
    found.state = LetterState.ANSWERED
    found.save(update_fields=["answer", "answered_at", "answered_by", "answerer_post", "state"])
    recording.record("manuals.letter.answered", subject=found, actor=by)
    tell(found, "に回答がありました", Side(found.from_side), key="answered", at=at)
    return found


@transaction.atomic
def propose_decision(*, letter: Letter, text: str, by: User, at: datetime.datetime) -> LetterDecision:
    """Put down what is decided; it holds when the other side agrees."""
    found = _locked(letter, Act.DECIDE, by, at)
    _check_text("text", text)
    side = check_writes(by, at=at)
    decision = LetterDecision(letter=found, text=text, side=side, proposed_at=at, proposed_by=by)
    decision.save()
    recording.record("manuals.letter.decision_proposed", subject=found, actor=by)
    tell(found, "の決定の内容が示されました", side.other, key=f"proposed.{decision.pk}", at=at)
    return decision


@transaction.atomic
def agree_to_decision(*, decision: LetterDecision, by: User, at: datetime.datetime) -> Letter:
    """Agree to the decision of the other side: the consultation is decided."""
    check(writing_side(by, at=at) != decision.side)
    found = _locked(decision.letter, Act.AGREE, by, at)
    current = _current(found, decision)
    current.agreed_at, current.agreed_by = at, by
    current.save(update_fields=["agreed_at", "agreed_by"])
    _close(found, by, at)
    recording.record("manuals.letter.decided", subject=found, actor=by)
    tell(found, "を決定しました", *Side, key="decided", at=at)
    return found


@transaction.atomic
def return_decision(*, decision: LetterDecision, reason: str, by: User, at: datetime.datetime) -> None:
    """Return the decision of the other side for a reason; either side may put down another."""
    check(writing_side(by, at=at) != decision.side)
    found = _locked(decision.letter, Act.AGREE, by, at)
    _check_text("reason", reason)
    current = _current(found, decision)
    current.returned_at, current.returned_by, current.return_reason = at, by, reason
    current.save(update_fields=["returned_at", "returned_by", "return_reason"])
    recording.record("manuals.letter.decision_returned", subject=found, detail={"reason": reason}, actor=by)
    tell(found, "の決定の内容が差し戻されました", Side(current.side), key=f"returned.{current.pk}", at=at)


@transaction.atomic
def confirm_letter(*, letter: Letter, by: User, at: datetime.datetime) -> Letter:
    """Confirm an agreement of the other side, or that an instruction has been followed."""
    found = _locked(letter, Act.CONFIRM, by, at)
    _close(found, by, at)
    recording.record("manuals.letter.confirmed", subject=found, actor=by)
    tell(found, "が確認されました", *Side, key="confirmed", at=at)
    return found


@transaction.atomic
def link_changes(
    *,
    letter: Letter,
    versions: Iterable[ManualVersion],
    proposals: Iterable[Proposal],
    by: User,
    at: datetime.datetime,
) -> None:
    """Say which versions and drafts of the manual came of a letter; what was said before stays."""
    check_writes(by, at=at)
    found = visible_to(by, at=at).sent().get(pk=letter.pk)
    new_versions, new_proposals = list(versions), list(proposals)
    if not new_versions and not new_proposals:
        raise ValidationError("反映した版か改正案を選んでください。")
    found.versions.add(*new_versions)
    found.proposals.add(*new_proposals)
    detail = {"versions": [one.pk for one in new_versions], "proposals": [one.pk for one in new_proposals]}
    recording.record("manuals.letter.linked", subject=found, detail=detail, actor=by)


def _locked(letter: Letter, act: Act, by: User, at: datetime.datetime) -> Letter:
    """Return a letter, locked, if this act comes next; who could have done it is told it is too late."""
    check(could_do(by, letter, act, at=at))
    found = Letter.objects.select_for_update().get(pk=letter.pk)
    decision = open_decision(found)
    if act_for(by, found, decided_by=Side(decision.side) if decision else None, at=at) != act:
        raise ValidationError(TOO_LATE)
    return found


def _current(letter: Letter, seen: LetterDecision) -> LetterDecision:
    current = open_decision(letter)
    if current is None or current.pk != seen.pk:
        raise ValidationError(TOO_LATE)
    return current


def _close(letter: Letter, by: User, at: datetime.datetime) -> None:
    letter.state, letter.closed_at, letter.closed_by = LetterState.CLOSED, at, by
    letter.save(update_fields=["state", "closed_at", "closed_by"])


def _check_text(name: str, text: str) -> None:
    try:
        refuse_my_number(text)
    except ValidationError as error:
        raise ValidationError({name: error}) from error
