"""What the manual shows on the home page."""

import datetime

from manuals.models import ManualIndexPage
from manuals.queries import chapters
from portal.accounts.models import User


def todays_chapters(_user: User, _at: datetime.datetime) -> dict[str, object] | None:
    """Return the chapters in order, or None while there is no manual."""
    index = ManualIndexPage.objects.live().first()
    found = chapters(index) if index else []
    return {"chapters": found} if found else None
