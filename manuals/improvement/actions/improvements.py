"""Propose an improvement; answer one."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from manuals.improvement.enums import ImprovementKind, ImprovementState, Verdict
from manuals.improvement.models import Improvement, ImprovementAnswer
from manuals.improvement.permissions import check_user_can_propose_improvements, why_not_answer
from manuals.improvement.policies import ANSWERING_POSTS, TRANSITIONS
from manuals.improvement.queries.changes import changes_for
from manuals.improvement.queries.quoting import quoted_block
from manuals.improvement.telling import tell_answered, tell_proposed
from manuals.versions.models import ManualVersion, Proposal
from manuals.versions.queries import version_in_force
from portal import recording
from portal.accounts.enums import Post
from portal.accounts.models import User

NEWER = "入力している間に、このページが改正されました。新しい内容を確かめてから、もう一度送ってください。"
GONE = "この部分は、いまの版にはありません。ページ全体への提案として送ってください。"
EMPTY = "どこがどう合わないかを入力してください。"
SEEN_LESS = "入力している間に、ほかの方が回答しました。その回答を確かめてから、もう一度送ってください。"
WHY = "見送る理由を入力してください。提案した方に表示されます。"
NOT_NOW = "この状態の提案には、その回答を選べません。"
OTHER_CHANGE = "この提案と結び付けられる改正案を選んでください。"
ONLY_ADOPTED = "改正案は、「採用」のときだけ選べます。"


@dataclass(frozen=True)
class Answer:
    """What is answered; `seen` is the number of answers that were there when it was written."""

    verdict: Verdict
    text: str
    change: Proposal | None
    seen: int


@transaction.atomic
def propose_improvement(
    *,
    version: ManualVersion | None,
    block_id: str,
    kind: ImprovementKind,
    text: str,
    by: User,
    at: datetime.datetime,
) -> Improvement:
    """Note what does not fit in the version in force, or in the manual as a whole (`version` None)."""
    check_user_can_propose_improvements(by, at=at)
    if not text.strip():
        raise ValidationError({"text": EMPTY})
    if version is not None:
        standing = version_in_force(version.page_id, at)
        if standing is None or standing.pk != version.pk:
            raise ValidationError(NEWER)
    quoted = quoted_block(version, block_id) if version is not None and block_id else None
    if block_id and quoted is None:
        raise ValidationError(GONE)
    improvement = Improvement(
        page_id=version.page_id if version else None,
        version=version,
        block_id=block_id,
        block_name=quoted.name if quoted else "",
        quote=quoted.words if quoted else "",
        kind=kind,
        text=text.strip(),
        made_at=at,
        made_by=by,
    )
    improvement.save()
    recording.record(
        "manuals.improvement.proposed",
        subject=improvement,
        detail={"version": version.pk if version else None, "block": block_id, "kind": kind.value},
        actor=by,
    )
    tell_proposed(improvement=improvement, at=at)
    return improvement


@transaction.atomic
def answer_improvement(
    *, improvement: Improvement, answer: Answer, by: User, at: datetime.datetime
) -> ImprovementAnswer:
    """Answer a proposal; what was answered before stays."""
    reason = why_not_answer(by, improvement, at=at)
    if reason is not None:
        raise ValidationError(reason) if reason else PermissionDenied("no right to answer")
    # Two who answer at once come one after the other; the unique number stops what slips through.
    locked: Improvement = Improvement.objects.select_for_update(of=("self",)).get(pk=improvement.pk)
    number = locked.answers.aggregate(last=Max("number"))["last"] or 0
    if number != answer.seen:
        raise ValidationError(SEEN_LESS)
    state = Improvement.objects.with_state().get(pk=improvement.pk).state_at(at)
    _check(locked, state, answer, at)
    saved = ImprovementAnswer(
        improvement=locked,
        number=number + 1,
        verdict=answer.verdict,
        text=answer.text.strip(),
        change=answer.change,
        answered_at=at,
        answered_by=by,
        answered_as=_post_of(by, at),
    )
    saved.save()
    recording.record(
        "manuals.improvement.answered",
        subject=locked,
        detail={"verdict": answer.verdict.value, "change": answer.change.pk if answer.change else None},
        actor=by,
    )
    tell_answered(answer=saved, at=at)
    return saved


def _check(improvement: Improvement, state: ImprovementState, answer: Answer, at: datetime.datetime) -> None:
    if answer.verdict not in TRANSITIONS[state]:
        raise ValidationError({"verdict": NOT_NOW})
    if answer.verdict == Verdict.DECLINED and not answer.text.strip():
        raise ValidationError({"text": WHY})
    if answer.change is None:
        return
    if answer.verdict != Verdict.ADOPTED:
        raise ValidationError({"change": ONLY_ADOPTED})
    if not changes_for(improvement, at).filter(pk=answer.change.pk).exists():
        raise ValidationError({"change": OTHER_CHANGE})


def _post_of(by: User, at: datetime.datetime) -> Post:
    held = by.posts_on(timezone.localdate(at))
    return next(post for post in ANSWERING_POSTS if post in held)
