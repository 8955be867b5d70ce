"""What the clock does for paper: the PDFs of new versions, and a word when the emergency copy is stale."""

import datetime

from django.urls import reverse

from manuals.paper.making import frozen_pdf
from manuals.paper.queries import emergency_copy
from manuals.versions.models import ManualVersion
from portal.accounts.enums import Permission
from portal.accounts.queries import people_who_may
from portal.notifications.actions import notify

# A beat stays short: the rest follows with the next one.
PDFS_A_BEAT = 20


def keep_missing_pdfs(at: datetime.datetime) -> None:
    """Make the PDFs that versions have not got yet, the newest first; safe to run twice.

    One that fails keeps none of the others from being made, and is told at the end.
    """
    missing = ManualVersion.objects.filter(frozen_pdf__isnull=True, frozen__isnull=False)
    failures = []
    for version in missing.order_by("-approved_at", "-pk")[:PDFS_A_BEAT]:
        try:
            frozen_pdf(version, at=at)
        except Exception as error:
            error.add_note(f"the PDF of version {version.pk} was not made")
            failures.append(error)
    if failures:
        raise ExceptionGroup("some PDFs were not made", failures)


def tell_of_stale_copies(at: datetime.datetime) -> None:
    """Tell those in charge of the counter once when the emergency copy no longer holds what is in force."""
    found = emergency_copy(at)
    if found.made is None or found.is_current:
        return
    notify(
        recipients=people_who_may(Permission.CHECK_MANUALS, at=at),
        text="緊急時に備える紙の写しが古くなりました。新しい冊子を印刷して差し替えてください。",
        url=reverse("manuals:paper"),
        key=f"paper.stale:{found.digest}",
        at=at,
    )
