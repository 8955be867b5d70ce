"""Note who saved a draft."""

import datetime

from wagtail.models import Page, Revision

from manuals.versions.models import DraftEdit
from portal.accounts.models import User


def note_edit(*, page: Page, revision: Revision, by: User | None, at: datetime.datetime) -> None:
    """Keep who saved a draft: Wagtail's own rows may be purged, and the author may never approve."""
    already = DraftEdit.objects.filter(page=page, revision_key=revision.pk, edited_by=by)
    if not already.exists():
        DraftEdit(page_id=page.pk, revision_key=revision.pk, edited_by=by, edited_at=at).save()
