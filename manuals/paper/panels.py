"""The copy for emergencies, on the home page of those who keep it at the counter."""

import datetime

from manuals.paper.queries import emergency_copy
from portal.accounts.models import User

# So many of the pages that changed are named.
SHOWN = 3


def emergency_panel(_user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return how the copy stands, None while it is what is in force or none is wanted."""
    found = emergency_copy(at)
    if found.is_current:
        return None
    return {"copy": found, "changed": found.changed[:SHOWN], "more": max(len(found.changed) - SHOWN, 0)}
