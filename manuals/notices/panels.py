"""Notices not yet read, on the home page."""

import datetime

from manuals.notices.queries import rows, unread_of
from portal.accounts.models import User

SHOWN = 3


def notices_panel(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return the notices that wait for this person, the important first."""
    found = unread_of(user, at)
    shown = rows(found[:SHOWN], at)
    if not shown:
        return None
    return {"rows": shown, "number": found.count() if len(shown) == SHOWN else len(shown)}
