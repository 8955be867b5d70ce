"""What the clock does for paper: the PDFs of new versions, and a word when the emergency copy is stale."""

import datetime

from django.urls import reverse

from manuals.models import ManualPage
from manuals.paper.making import frozen_pdf
from manuals.paper.queries import digest_of, emergency_copy, sections
from manuals.versions.models import ManualVersion
from portal.accounts.enums import Permission
from portal.accounts.queries import people_who_may
from portal.notifications.actions import notify

# A beat stays short: the rest follows with the next one.
PDFS_A_BEAT = 20


def keep_missing_pdfs(at: datetime.datetime) -> None:
    """Make the PDFs that versions have not got yet, the newest first; safe to run twice."""
    missing = ManualVersion.objects.filter(frozen_pdf__isnull=True, page__in=ManualPage.objects.values("pk"))
    for version in missing.order_by("-approved_at", "-pk")[:PDFS_A_BEAT]:
        frozen_pdf(version, at=at)


def tell_of_stale_copies(at: datetime.datetime) -> None:
    """Tell those in charge of the counter once when the emergency copy no longer holds what is in force."""
    found = emergency_copy(at)
    if found.made is None or found.is_current:
        return
    notify(
        recipients=people_who_may(Permission.CHECK_MANUALS, at=at),
        text="緊急時に備える紙の写しが古くなりました。新しい冊子を印刷して差し替えてください。",
        url=reverse("manuals:paper"),
        key=f"paper.stale:{digest_of(sections(at, found.chapters))}",
        at=at,
    )
