"""Letters that wait for a person, on the home page."""

import datetime

from manuals.letters.queries import rows, waiting_for
from portal.accounts.models import User

SHOWN = 3


def letters_panel(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return the letters whose next act is this person's."""
    found = waiting_for(user, at)
    return {"rows": rows(found[:SHOWN], at=at), "number": len(found)} if found else None
