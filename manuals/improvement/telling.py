"""Whom the news of improvements and reviews reaches; `key` keeps anybody from hearing it twice."""

import datetime

from django.utils import timezone

from manuals.improvement.enums import Verdict
from manuals.improvement.models import Improvement, ImprovementAnswer
from manuals.models import ManualPage
from manuals.versions.models import ManualVersion
from portal.accounts.enums import Post
from portal.accounts.models import PersonQuerySet, User
from portal.notifications.actions import notify

SAID = {
    Verdict.CONSIDERING: "あなたの改善の提案が検討中になりました。",
    Verdict.ADOPTED: "あなたの改善の提案が採用されました。",
    Verdict.DECLINED: "あなたの改善の提案に、見送りの回答がありました。",
}


def holders(at: datetime.datetime, *posts: Post) -> PersonQuerySet:
    """Return the people in some posts at an instant."""
    return User.objects.active().holding(*posts, on=timezone.localdate(at))


def answerers(improvement: Improvement, at: datetime.datetime) -> PersonQuerySet:
    """Return who is to answer: the post that owns the page, and who leads the counter; never the proposer."""
    owner = ManualPage.objects.filter(pk=improvement.page_id).values_list("owner_post", flat=True).first()
    posts = {Post(owner or Post.CITY_OFFICER), Post.MANAGER}
    return holders(at, *posts).exclude(pk=improvement.made_by_id)


def tell_proposed(*, improvement: Improvement, at: datetime.datetime) -> None:
    """Tell those who answer of a new proposal."""
    notify(
        recipients=answerers(improvement, at),
        text=f"改善の提案を受け付けました（{improvement.get_kind_display()}）。",
        url=address_of(improvement),
        key=f"improvement.proposed:{improvement.pk}",
        at=at,
    )


def tell_answered(*, answer: ImprovementAnswer, at: datetime.datetime) -> None:
    """Tell the proposer what was answered."""
    improvement = answer.improvement
    notify(
        recipients=[improvement.made_by],
        text=SAID[Verdict(answer.verdict)],
        url=address_of(improvement),
        key=f"improvement.answered:{improvement.pk}:{answer.number}",
        at=at,
    )


def tell_reflected(*, version: ManualVersion, at: datetime.datetime) -> None:
    """Tell proposers that a version made from their proposal is in force."""
    for improvement in Improvement.objects.with_state().filter(
        last_verdict=Verdict.ADOPTED, last_change=version.proposal_id
    ):
        notify(
            recipients=[improvement.made_by],
            text="あなたの改善の提案が、マニュアルに反映されました。",
            url=address_of(improvement),
            key=f"improvement.reflected:{improvement.pk}:{version.pk}",
            at=at,
        )


def address_of(improvement: Improvement) -> str:
    """Return the address of a proposal."""
    return f"/manuals/improvements/{improvement.pk}/"
