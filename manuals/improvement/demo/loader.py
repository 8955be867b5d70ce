"""Give the demonstration manual proposals of improvement, days of review and figures of use."""

import datetime
import random

from django.db import transaction
from django.utils import timezone

from compliance.ledger.models import LedgerEntry
from manuals.improvement.actions.improvements import Answer, answer_improvement, propose_improvement
from manuals.improvement.actions.reviews import note_review, set_contact
from manuals.improvement.chasing import schedule_missing
from manuals.improvement.demo import figures
from manuals.improvement.demo.proposals import FOUND, WHOLE, Found, Said
from manuals.improvement.models import (
    Improvement,
    OwnerContact,
    PageReadTally,
    PageReview,
    PageReviewed,
    SearchTally,
    TallyCursor,
)
from manuals.improvement.policies import GROUPS, months_after, query_key
from manuals.models import ManualPage
from manuals.versions.models import ManualVersion, Proposal
from manuals.versions.queries import text_of, version_in_force
from portal.accounts.enums import Post
from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.registry import DemoOptions

CONTACTS = {
    Post.CITY_OFFICER: "内線 2345（戸籍住民課 マイナンバーカード担当）",
    Post.CITY_APPROVER: "内線 2340（戸籍住民課長）",
}
# Slug → days until (or since) the day of review, and how often it is looked through.
DUE = {
    "privacy-number": (-40, 6), "emergency-first-report": (-12, 6), "service-complaint": (-3, 6),
    "reception-outage": (4, 6), "issuance-documents": (19, 6), "emergency-disaster": (26, 6),
}  # fmt: skip
REVIEWED = [
    (
        "privacy-screen",
        21,
        6,
        "市の情報セキュリティの要綱と見比べ、いまの内容のままでよいことを確かめました。",
    ),
    ("pin-kinds", 15, 12, "国の事務処理要領の最新の版と見比べました。"),
]
OLD_NEWS = datetime.timedelta(days=5)
# The first pages, as far as a demonstration is read; copies made by `--scale` stay unread.
PAGES_READ = 120


def load_improvement(options: DemoOptions) -> str:
    """Add what people proposed and were answered, reviews and figures; safe to run again."""
    chance = random.Random(options.seed)  # noqa: S311 - a demonstration needs repeatable chance
    at = options.at
    proposed = 0 if Improvement.objects.exists() else sum(_found(one, at) for one in [*FOUND, WHOLE])
    told = Notification.objects.unseen().filter(key__startswith="improvement.", notified_at__lt=at - OLD_NEWS)
    told.update(seen_at=at)
    _contacts(at)
    _reviews(at)
    counted = 0 if SearchTally.objects.exists() else _searches(at, chance)
    if not PageReadTally.objects.exists():
        _readings(at, chance)
    return (
        f"改善の提案 {proposed} 件、見直し期限 {PageReview.objects.count()} ページ、検索の集計 {counted} 行"
    )


@transaction.atomic
def _found(found: Found, at: datetime.datetime) -> bool:
    """Write one proposal with its answers; tell whether the manual and the people were there then."""
    made_at = _afternoon(at, found.days_ago)
    by = User.objects.get(username=found.by)
    page = ManualPage.objects.filter(slug=found.slug).first()
    version = version_in_force(page, made_at) if page else None
    if not by.posts_on(timezone.localdate(made_at)) or (version is None and found.slug):
        return False
    block = _block(version, found) if version and found.block else ""
    improvement = propose_improvement(
        version=version, block_id=block, kind=found.kind, text=found.text, by=by, at=made_at
    )
    for number, said in enumerate(found.answers):
        _answer(improvement, said, number, at)
    return True


def _afternoon(at: datetime.datetime, days_ago: int) -> datetime.datetime:
    """Return the quieter hour of a day before the loading, when people write."""
    day = timezone.localtime(at) - datetime.timedelta(days=days_ago)
    return day.replace(hour=14, minute=20, second=0, microsecond=0)


def _block(version: ManualVersion, found: Found) -> str:
    """Return the id of the nth block of a kind, "" for the whole page where there is none."""
    ids = [block["id"] for block in text_of(version).blocks if block["type"] == found.block]
    return str(ids[found.nth - 1]) if len(ids) >= found.nth else ""


def _answer(improvement: Improvement, said: Said, number: int, at: datetime.datetime) -> None:
    change = None
    if said.change:
        change = Proposal.objects.filter(page=improvement.page_id, change_note__contains=said.change).first()
    answer_improvement(
        improvement=improvement,
        answer=Answer(said.verdict, said.text, change, number),
        by=User.objects.get(username=said.by),
        at=_afternoon(at, said.days_ago),
    )


def _contacts(at: datetime.datetime) -> None:
    known = set(OwnerContact.objects.values_list("post", flat=True))
    by = User.objects.get(username="cityhead")
    for post, contact in CONTACTS.items():
        if post not in known:
            set_contact(post=post, contact=contact, seen=0, by=by, at=at)


def _reviews(at: datetime.datetime) -> None:
    """Have some pages be due soon, some be late, and some looked through lately."""
    schedule_missing(at)
    if PageReviewed.objects.exists():
        return
    today = timezone.localdate(at)
    for slug, (left, every) in DUE.items():
        due = today + datetime.timedelta(days=left)
        PageReview.objects.filter(page__slug=slug).update(
            next_review_by=due, last_date=months_after(due, -every), review_every=every
        )
    by = User.objects.get(username="city")
    for slug, days, months, note in REVIEWED:
        page, then = ManualPage.objects.filter(slug=slug).first(), at - datetime.timedelta(days=days)
        version = version_in_force(page, then) if page else None
        if page and version and by.posts_on(timezone.localdate(then)):
            note_review(page=page, version=version.pk, note=note, months=months, by=by, at=then)


def _days(at: datetime.datetime) -> list[datetime.date]:
    today = timezone.localdate(at)
    days = [today - datetime.timedelta(days=number) for number in range(figures.DAYS)]
    return [day for day in days if day.weekday() != figures.CLOSED]


def _searches(at: datetime.datetime, chance: random.Random) -> int:
    days = _days(at)
    tallies = [
        _tally(day, sought, count, chance)
        for day in days
        for sought in figures.SEARCHES
        if (count := _about(sought.a_day, chance))
    ]
    rare = [figures.Sought(words, 0, 100, 0, people=1) for words in figures.RARE]
    tallies += [_tally(chance.choice(days), sought, 2, chance) for sought in rare]
    SearchTally.objects.bulk_create(tallies)
    return len(tallies)


def _tally(day: datetime.date, sought: figures.Sought, count: int, chance: random.Random) -> SearchTally:
    """Return one line of figures."""
    nothing = sum(chance.randrange(100) < sought.nothing for _ in range(count))
    partly = sum(chance.randrange(100) < sought.partly for _ in range(count - nothing))
    groups = 0
    for _ in range(count):
        groups |= 1 << (chance.randrange(sought.people) % GROUPS)
    return SearchTally(
        day=day,
        query_key=query_key(sought.words) or sought.words,
        words=sought.words,
        count=count,
        nothing=nothing,
        partly=partly,
        groups=groups,
    )


def _readings(at: datetime.datetime, chance: random.Random) -> None:
    """Count readings for the days before; what is on record by now belongs to the loading itself."""
    pages = list(ManualPage.objects.live().order_by("path").values_list("pk", "slug")[:PAGES_READ])
    PageReadTally.objects.bulk_create(
        PageReadTally(day=day, page_id=key, count=count)
        for day in _days(at)
        for key, slug in pages
        if slug not in figures.NEVER_READ
        and (count := _about(figures.READ_OFTEN.get(slug, figures.READ_SELDOM), chance))
    )
    last = LedgerEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    TallyCursor.objects.update_or_create(pk=1, defaults={"last_entry": last})


def _about(mean: float, chance: random.Random) -> int:
    """Return a whole number around a mean."""
    return int(chance.random() * 2 * mean + 0.5)
