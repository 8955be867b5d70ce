"""What the manual shows on the home page."""

import datetime

from manuals.queries import chapters, most_read
from portal.accounts.models import User


def todays_chapters(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return what the person reads most and the chapters in order, or None while there is no manual."""
    found = chapters(at)
    return {"chapters": found, "pages": most_read(user, at)} if found else None
