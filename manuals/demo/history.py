"""Give the demonstration manual a history: versions, proposals at every step, who does what, who has read."""

import datetime
import json
import random

from django.utils import timezone

from manuals.confirmations.actions import confirm_reading
from manuals.confirmations.models import Confirmation, TaskAssignment
from manuals.confirmations.queries import counter_people, readers_of
from manuals.demo.changes import CHANGES, Change, Stage, day_of_effect
from manuals.models import CounterTask, ManualPage
from manuals.versions.actions import (
    approve_proposal,
    bring_into_force,
    return_proposal,
    submit_proposal,
)
from manuals.versions.models import ManualVersion, Proposal
from portal.accounts.models import User
from portal.registry import DemoOptions

TERM_STARTS = datetime.date(2026, 3, 1)
# Of ten tasks a person does so many; of a hundred versions so many are confirmed.
TASKS_IN_TEN = 6
CONFIRMED_IN_HUNDRED = 97
# Beyond the first pages, copies made by `--scale` are left unread.
PAGES_READ = 120
# What took effect so lately is unread for `staff`; others confirm it so soon.
FRESH = datetime.timedelta(days=30)
SOON = datetime.timedelta(minutes=30)


def load_history(options: DemoOptions) -> str:
    """Add versions, proposals, tasks and confirmations; safe to run again."""
    chance = random.Random(options.seed)  # noqa: S311 - a demonstration needs repeatable chance
    changed = sum(_changed(change, options.at) for change in CHANGES)
    assigned = _assign(options.at, chance)
    confirmed = _confirm(options.at, chance)
    return f"改正 {changed} 件、担当業務 {assigned} 件、確認 {confirmed} 件"


def _changed(change: Change, at: datetime.datetime) -> bool:
    """Write one change and take it as far as it has come; tell whether it was new."""
    page = ManualPage.objects.filter(slug=change.slug).first()
    if page is None or Proposal.objects.filter(page=page, change_note=change.note).exists():
        return False
    written = _morning(at - datetime.timedelta(days=change.days_ago))
    author = User.objects.get(username=change.author)
    if not author.posts_on(timezone.localdate(written)):
        return False
    _write(page, change, author)
    effective = day_of_effect(change, timezone.localdate(at))
    proposal = submit_proposal(
        page=page,
        kind=change.kind,
        change_note=change.note,
        effective_date=effective,
        by=author,
        at=written,
    )
    _decide(proposal, change, page, written)
    # The next change of the same page is written on this one.
    bring_into_force(at)
    return True


def _morning(at: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(at).replace(hour=10, minute=0, second=0, microsecond=0)


def _write(page: ManualPage, change: Change, author: User) -> None:
    draft = ManualPage.objects.get(pk=page.pk)
    body = json.dumps(list(draft.body.raw_data), ensure_ascii=False)
    for old, new in change.words.items():
        body = body.replace(old, new)
    draft.body = json.loads(body)
    draft.save_revision(user=author, log_action=True)


def _decide(proposal: Proposal, change: Change, page: ManualPage, written: datetime.datetime) -> None:
    manager, head = (User.objects.get(username=name) for name in ("manager", "cityhead"))
    hour = datetime.timedelta(hours=1)
    if change.stage == Stage.BEFORE_THE_CONTRACTOR:
        return
    if change.stage == Stage.RETURNED:
        first = page.body[0].id
        return_proposal(
            proposal=proposal,
            by=manager,
            at=written + hour,
            comment=change.comment,
            block_comments={first: change.comment},
        )
        return
    approve_proposal(proposal=proposal, by=manager, at=written + hour)
    if change.stage == Stage.APPROVED:
        approve_proposal(proposal=proposal, by=head, at=written + 2 * hour)


def _assign(at: datetime.datetime, chance: random.Random) -> int:
    """Give everybody at the counter tasks, at least two people to each; return how many were new."""
    if TaskAssignment.objects.exists():
        return 0
    on, manager = timezone.localdate(at), User.objects.get(username="manager")
    people, tasks = counter_people(on), list(CounterTask.objects.active())
    wanted = {
        (person, task)
        for person in people
        for task in tasks
        if person.username == "staff" or chance.randrange(10) < TASKS_IN_TEN
    }
    for place, task in enumerate(tasks):
        for step in range(2):
            if people:
                wanted.add((people[(place + step) % len(people)], task))
    TaskAssignment.objects.bulk_create(
        TaskAssignment(person=person, task=task, start_date=TERM_STARTS, assigned_at=at, assigned_by=manager)
        for person, task in sorted(wanted, key=lambda pair: (pair[0].pk, pair[1].pk))
    )
    return len(wanted)


def _confirm(at: datetime.datetime, chance: random.Random) -> int:
    """Have most people confirm each version on its day; what changed lately is left to `staff`."""
    if Confirmation.objects.exists():
        return 0
    pages = ManualPage.objects.order_by("path").values_list("pk", flat=True)[:PAGES_READ]
    versions = ManualVersion.objects.filter(page__in=list(pages), in_force_at__lte=at)
    readers = readers_of(pages, timezone.localdate(at))
    people = {person.pk: person for person in counter_people(timezone.localdate(at))}
    number = 0
    for version in versions.order_by("in_force_at", "pk"):
        for key in sorted(readers[version.page_id]):
            is_staff, is_fresh = people[key].username == "staff", version.in_force_at > at - FRESH
            if is_fresh if is_staff else chance.randrange(100) >= CONFIRMED_IN_HUNDRED:
                continue
            confirm_reading(version=version, person=people[key], at=min(version.in_force_at + SOON, at))
            number += 1
    return number
