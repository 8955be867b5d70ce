"""What a person has been told and not opened, on the home page."""

import datetime

from portal.accounts.models import User
from portal.notifications.models import Notification

SHOWN = 5


def unseen_panel(user: User, _at: datetime.datetime) -> dict[str, object] | None:
    """Return the newest notifications not opened, and whether there are more."""
    found = list(Notification.objects.unseen().filter(recipient=user)[: SHOWN + 1])
    return {"notifications": found[:SHOWN], "has_more": len(found) > SHOWN} if found else None
