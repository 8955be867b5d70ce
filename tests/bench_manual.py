"""A manual as large as the contract may ever make it: 500 pages, 20 versions of each, 60 readers."""

import datetime
import sys

PAGES, VERSIONS, READERS, CONFIRMED = 500, 20, 60, 4
A_MONTH = datetime.timedelta(days=30)


def enlarge() -> None:
    """Bring the demonstration to that size by rows made in bulk, past the rules: they are only to be read."""
    from django.utils import timezone

    sys.stderr.write(f"{PAGES} pages x {VERSIONS} versions x {READERS} readers\n")
    at = timezone.now()
    _add_readers()
    _add_pages()
    _add_versions(at)
    _add_confirmations(at)


def _add_readers() -> None:
    from django.utils import timezone

    from manuals.confirmations.models import TaskAssignment
    from manuals.confirmations.queries import counter_people
    from manuals.models import CounterTask
    from portal.accounts.models import PostHolding, User

    model = User.objects.get(username="staff")
    manager = User.objects.get(username="manager")
    missing = READERS - len(counter_people(timezone.localdate()))
    people = User.objects.bulk_create(
        User(
            username=f"reader{number}",
            staff_number=f"R{number:04}",
            name=f"読者 {number}",
            name_kana=f"ドクシャ {number}",
            organisation_id=model.organisation_id,
            counter_id=model.counter_id,
            password="!",
        )
        for number in range(max(missing, 0))
    )
    start, now = datetime.date(2026, 3, 1), timezone.now()
    PostHolding.objects.bulk_create(
        PostHolding(user=person, post="STAFF", start_date=start, assigned_at=now, assigned_by=manager)
        for person in people
    )
    TaskAssignment.objects.bulk_create(
        TaskAssignment(person=person, task=task, start_date=start, assigned_at=now, assigned_by=manager)
        for person in people
        for task in CounterTask.objects.all()
    )


def _add_pages() -> None:
    from manuals.models import ChapterPage, ManualPage

    chapters = list(ChapterPage.objects.order_by("path"))
    tasks = [list(chapter.tasks.all()) for chapter in chapters]
    for number in range(ManualPage.objects.count(), PAGES):
        place = number % len(chapters)
        page = ManualPage(title=f"手順 {number}", slug=f"bench-{number}", summary="概要", live=False)
        page.tasks.set(tasks[place])
        chapters[place].refresh_from_db()
        chapters[place].add_child(instance=page)


def _add_versions(at: datetime.datetime) -> None:
    from wagtail.models import Revision

    from manuals.models import ManualPage
    from manuals.versions.models import FrozenCopy, ManualVersion, Proposal
    from portal.accounts.models import User

    head = User.objects.get(username="cityhead")
    of_pages = ManualVersion.objects.filter(page__in=ManualPage.objects.values("pk"))
    model = of_pages.select_related("frozen")[0]
    revision = Revision.objects.get(pk=model.revision_id)
    proposals, versions = [], []
    for page in ManualPage.objects.all():
        known = ManualVersion.objects.filter(page=page).count()
        for number in range(known + 1, VERSIONS + 1):
            since = at - (VERSIONS - number) * A_MONTH - datetime.timedelta(hours=1)
            if known:
                since = at - datetime.timedelta(minutes=VERSIONS - number + 1)
            proposals.append(
                Proposal(
                    page=page, revision=revision, text_sha256=model.text_sha256, state="APPROVED",
                    kind="MINOR", change_note="変更", due_date=since.date(), submitted_at=since,
                    submitted_by=head,
                )
            )  # fmt: skip
            versions.append((page, number, since))
    Proposal.objects.bulk_create(proposals, batch_size=500)
    rows = [
        ManualVersion(
            page=page, number=number, kind="MAJOR" if number % 4 == 0 else "MINOR", title=page.title,
            summary=page.summary, change_note="変更", proposal=proposal, revision=revision,
            text_sha256=model.text_sha256, effective_date=since.date(), in_force_at=since, approved_at=since,
            approved_by=head,
        )
        for proposal, (page, number, since) in zip(proposals, versions, strict=True)
    ]  # fmt: skip
    ManualVersion._base_manager.bulk_create(rows, batch_size=500)
    FrozenCopy._base_manager.bulk_create(
        (
            FrozenCopy(
                version=row, text=model.frozen.text, parts=model.frozen.parts,
                html_sha256=model.frozen.html_sha256, frozen_at=at,
            )
            for row in rows
        ),
        batch_size=200,
    )  # fmt: skip
    last = {row.page_id: row for row in rows}
    for key, version in last.items():
        ManualPage.objects.filter(pk=key).update(live=True, live_revision=version.revision)


def _add_confirmations(at: datetime.datetime) -> None:
    from django.utils import timezone

    from manuals.confirmations.models import Confirmation
    from manuals.confirmations.queries import counter_people
    from manuals.versions.models import ManualVersion

    people = counter_people(timezone.localdate())
    versions = ManualVersion.objects.filter(number__gt=VERSIONS - CONFIRMED).values_list("pk", flat=True)
    Confirmation._base_manager.bulk_create(
        (
            Confirmation(person=person, version_id=key, confirmed_at=at)
            for key in versions
            for place, person in enumerate(people)
            if (key + place) % 5
        ),
        batch_size=2000,
        ignore_conflicts=True,
    )
