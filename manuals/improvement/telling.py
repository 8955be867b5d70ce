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
from portal.templatetags.portal_format import without_furigana

SAID = {
    Verdict.CONSIDERING: "検討中になりました。",
    Verdict.ADOPTED: "採用されました。",
    Verdict.DECLINED: "見送りになりました。理由を確かめてください。",
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
        text=f"{said_of(improvement)}への改善の提案を受け付けました（{improvement.get_kind_display()}）。",
        url=address_of(improvement),
        key=f"improvement.proposed:{improvement.pk}",
        at=at,
    )


def said_of(improvement: Improvement) -> str:
    """Return what a proposal is about, as a sentence names it."""
    if improvement.version is None:
        return "マニュアル全体"
    return f"「{without_furigana(improvement.version.title)[:60]}」"


def tell_answered(*, answer: ImprovementAnswer, at: datetime.datetime) -> None:
    """Tell the proposer what was answered."""
    improvement = answer.improvement
    notify(
        recipients=[improvement.made_by],
        text=f"{said_of(improvement)}への改善の提案が{SAID[Verdict(answer.verdict)]}",
        url=address_of(improvement),
        key=f"improvement.answered:{improvement.pk}:{answer.number}",
        at=at,
    )


def tell_reflected(*, version: ManualVersion, at: datetime.datetime) -> None:
    """Tell proposers that a version made from their proposal is in force."""
    adopted = Improvement.objects.with_state().select_related("version", "made_by")
    for improvement in adopted.filter(last_verdict=Verdict.ADOPTED, last_change=version.proposal_id):
        notify(
            recipients=[improvement.made_by],
            text=f"{said_of(improvement)}への改善の提案が、マニュアルに反映されました。",
            url=address_of(improvement),
            key=f"improvement.reflected:{improvement.pk}:{version.pk}",
            at=at,
        )


def address_of(improvement: Improvement) -> str:
    """Return the address of a proposal."""
    return f"/manuals/improvements/{improvement.pk}/"
