"""Law changes that are not ready, on the home page of those who keep them."""

import datetime

from manuals.laws.queries import urgent
from portal.accounts.models import User

SHOWN = 4


def laws_panel(_user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return the law changes with open pages, the nearest day first."""
    found = urgent(at)
    return {"tickets": found[:SHOWN], "number": len(found)} if found else None
