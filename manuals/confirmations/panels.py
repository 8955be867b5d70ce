"""What must be read, on the home page."""

import datetime

from manuals.confirmations.escalation import escalations
from manuals.confirmations.models import ReadingTally
from manuals.confirmations.queries import open_duties_of
from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.accounts.permissions import user_can

SHOWN = 3


def confirmations_panel(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return what this person has still to read, and for managers how much in force is unread."""
    duties = open_duties_of(user, at)
    counts = user_can(user, Permission.READ_CONFIRMATIONS, at=at)
    late = escalations(at) if counts else []
    tally = ReadingTally.objects.filter(unread_versions__gt=0).first() if counts else None
    if not duties and not late and tally is None:
        return None
    return {"duties": duties[:SHOWN], "number": len(duties), "tally": tally, "late": late, "now": at}
