"""Have a page of the manual approved, as its people do it."""

import datetime

from tests.conftest import NOW, persona

# When the pages of tests are written and approved, unless they say otherwise.
BEFORE = NOW - datetime.timedelta(days=30)


def approve(page, *, kind="MAJOR", effective_date=None, at=BEFORE, note="試しの変更", author="city"):
    """Put a page's latest draft forward and have it approved by two others; return the version."""
    from manuals.versions.actions import approve_proposal, submit_proposal

    if page.get_latest_revision() is None:
        page.save_revision(user=persona(author))
    proposal = submit_proposal(
        page=page, kind=kind, change_note=note, effective_date=effective_date, by=persona(author), at=at
    )
    approve_proposal(proposal=proposal, by=persona("manager"), at=at)
    approve_proposal(proposal=proposal, by=persona("cityhead"), at=at)
    return proposal.version


def revise(page, *, author="city", **facts):
    """Save a draft that changes some facts of a page; return the revision."""
    from manuals.models import ManualPage

    draft = ManualPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in facts.items():
        setattr(draft, name, value)
    return draft.save_revision(user=persona(author), log_action=True)
