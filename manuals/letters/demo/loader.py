"""Give the demonstration letters of every kind and state."""

import datetime

from django.utils import timezone

from manuals.letters.actions import (
    DraftFacts,
    agree_to_decision,
    answer_letter,
    confirm_letter,
    link_changes,
    propose_decision,
    send_letter,
    start_draft,
)
from manuals.letters.demo.written import CONSULTATION, WRITTEN, Written
from manuals.letters.models import Letter
from manuals.models import ManualPage
from manuals.versions.models import ManualVersion
from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.open_days import open_day_by, open_day_from
from portal.registry import DemoOptions

DAY = datetime.timedelta(days=1)
OLD_NEWS = 5 * DAY


def load_letters(options: DemoOptions) -> str:
    """Add letters as far as each has come; safe to run again."""
    if Letter.objects.exists():
        return "文書 0 件"
    people = User.objects.in_bulk(["manager", "deputy", "city", "cityhead"], field_name="username")
    number = sum(_written(one, people, options.at) for one in WRITTEN)
    old = Notification.objects.unseen().filter(
        key__startswith="letters.", notified_at__lt=options.at - OLD_NEWS
    )
    old.update(seen_at=options.at)
    return f"文書 {number} 件"


def _written(written: Written, people: dict[str, User], at: datetime.datetime) -> bool:
    """Write one letter and take it as far as it has come; tell whether its people were in post then."""
    sent_at = min(_office_hour(at, -written.days_ago, 9), at)
    if not people[written.drafter].posts_on(timezone.localdate(sent_at)):
        return False
    letter = start_draft(facts=_facts(written, sent_at), by=people[written.drafter], at=sent_at)
    if written.by is None:
        return True
    letter = send_letter(letter=letter, seen=letter.version, by=people[written.by], at=sent_at)
    if written.answer:
        days, name, text = written.answer
        letter = answer_letter(letter=letter, text=text, by=people[name], at=_office_hour(sent_at, days, 13))
    _end(written, letter, people, sent_at)
    # Each version that was approved after the letter came of it.
    for slug in written.changed:
        approved = ManualVersion.objects.filter(page__slug=slug, approved_at__gte=sent_at)
        first = approved.order_by("approved_at").first()
        if first is not None:
            link_changes(
                letter=letter, versions=[first], proposals=[], by=people["city"], at=first.approved_at
            )
    return True


def _office_hour(start: datetime.datetime, days: int, hour: int) -> datetime.datetime:
    """Return an hour of the open day so many days from an instant, or of the last one before that."""
    day = open_day_by(timezone.localdate(start) + days * DAY)
    return datetime.datetime.combine(day, datetime.time(hour, 30), timezone.get_default_timezone())


def _facts(written: Written, sent_at: datetime.datetime) -> DraftFacts:
    refers_to = Letter.objects.filter(subject=written.refers_to, kind=CONSULTATION).first()
    due = None
    if written.days_to_answer is not None:
        due = open_day_from(timezone.localdate(sent_at) + written.days_to_answer * DAY)
    return DraftFacts(
        kind=written.kind,
        subject=written.subject,
        body=written.body,
        clause=written.clause,
        due_date=due,
        refers_to=refers_to if written.refers_to else None,
        is_correction=written.corrects and refers_to is not None,
        pages=list(ManualPage.objects.filter(slug__in=written.pages)),
    )


def _end(written: Written, letter: Letter, people: dict[str, User], sent_at: datetime.datetime) -> None:
    decision = None
    if written.decision:
        days, name, text = written.decision
        said_at = _office_hour(sent_at, days, 15)
        decision = propose_decision(letter=letter, text=text, by=people[name], at=said_at)
    if written.closed is None:
        return
    days, name = written.closed
    closed_at = _office_hour(sent_at, days, 16)
    if decision is not None:
        agree_to_decision(decision=decision, by=people[name], at=closed_at)
    else:
        confirm_letter(letter=letter, by=people[name], at=closed_at)
