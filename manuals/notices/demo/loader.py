"""Give the demonstration notices with their readers."""

import datetime
import random

from django.utils import timezone

from manuals.models import ManualPage
from manuals.notices.actions import NoticeFacts, confirm_notice, publish_notice, withdraw_notice
from manuals.notices.crowd import asked_people
from manuals.notices.demo.said import SAID, Said
from manuals.notices.models import Notice, NoticeRead
from portal.accounts.models import Counter, User
from portal.notifications.models import Notification
from portal.open_days import open_day_by, open_day_from
from portal.registry import DemoOptions

# What is newer is unread for these, so that the demonstration has something to press.
LEAVE_FRESH = {"staff", "branch", "cityhead", "city", "manager", "deputy"}
DAY = datetime.timedelta(days=1)
FRESH = 8 * DAY
OLD_NEWS = 5 * DAY
# Beyond the first people, those added by `--scale` read nothing.
READERS = 45


def load_notices(options: DemoOptions) -> str:
    """Add notices and who has read them; safe to run again."""
    if Notice.objects.exists():
        return "周知 0 件"
    chance = random.Random(options.seed)  # noqa: S311 - a demonstration needs repeatable chance
    made = [done for said in SAID if (done := _published(said, options.at)) is not None]
    for said, notice in made:
        _read(said, notice, options.at, chance)
        if said.withdrawn_for:
            withdraw_notice(
                notice=notice,
                reason=said.withdrawn_for,
                by=notice.author,
                at=min(notice.published_at + DAY, options.at),
            )
    old = Notification.objects.unseen().filter(
        key__startswith="notices.", notified_at__lt=options.at - OLD_NEWS
    )
    old.update(seen_at=options.at)
    return f"周知 {len(made)} 件、読んだ記録 {NoticeRead.objects.count()} 件"


def _published(said: Said, at: datetime.datetime) -> tuple[Said, Notice] | None:
    """Publish one notice on its day; None if its author was not in post then."""
    published_at = _office_hour(at, -said.days_ago, datetime.time(8, 40))
    author = User.objects.get(username=said.by)
    on = timezone.localdate(published_at)
    corrected = Notice.objects.filter(title=said.corrects).first() if said.corrects else None
    if not author.posts_on(on) or (said.corrects and corrected is None):
        return None
    last = None if said.days_to_read is None else open_day_from(on + said.days_to_read * DAY)
    facts = NoticeFacts(
        title=said.title,
        body=said.body,
        importance=said.importance,
        audience=said.audience,
        confirm_by=last,
        counters=list(Counter.objects.filter(code__in=said.counters)),
        pages=list(ManualPage.objects.filter(slug__in=said.pages)),
    )
    if said.corrects and corrected is not None:
        _read(said, corrected, published_at, random.Random(said.days_ago))  # noqa: S311 - repeatable chance
    return said, publish_notice(facts=facts, by=author, at=published_at, replaces=corrected)


def _office_hour(start: datetime.datetime, days: int, hour: datetime.time) -> datetime.datetime:
    """Return an hour of the open day so many days from an instant, or of the last one before that."""
    day = open_day_by(timezone.localdate(start) + days * DAY)
    return datetime.datetime.combine(day, hour, timezone.get_default_timezone())


def _read(said: Said, notice: Notice, at: datetime.datetime, chance: random.Random) -> None:
    """Have most people read a notice within the days after it; a replaced one was read before that."""
    if not Notice.objects.standing().filter(pk=notice.pk).exists():
        return
    is_fresh = notice.published_at > at - FRESH
    for place, person in enumerate(asked_people(notice, at)):
        days, minutes = chance.randrange(4), chance.randrange(60)
        read_at = _office_hour(notice.published_at, days, datetime.time(9 + person.pk % 8, minutes))
        reads = chance.randrange(100) < said.read_in_hundred and place < READERS
        if reads and not (is_fresh and person.username in LEAVE_FRESH):
            confirm_notice(notice=notice, person=person, at=min(read_at, at))
