"""Whose turn it is, on the home page."""

import datetime

from manuals.versions.board import turns
from manuals.versions.models import ManualVersion
from manuals.versions.queries import returned_to
from portal.accounts.enums import Permission
from portal.accounts.models import User
from portal.accounts.permissions import user_can

# How many of each are shown, and how far ahead a day is near.
SHOWN = 5
NEAR = datetime.timedelta(days=30)


def approvals_panel(user: User, at: datetime.datetime) -> dict[str, object] | None:
    """Return what waits for this person, what came back, what is under way and what takes effect soon."""
    sees_all = user_can(user, Permission.READ_PROPOSALS, at=at)
    found = turns(user, at) if sees_all else []
    mine, returned = [turn for turn in found if turn.is_mine], returned_to(user)
    soon = ManualVersion.objects.waiting(at).filter(in_force_at__lte=at + NEAR)[:SHOWN]
    context: dict[str, object] = {
        "mine": mine[:SHOWN],
        "returned": returned[:SHOWN],
        "under_way": [turn for turn in found if not turn.is_mine][:SHOWN],
        "waiting": list(soon),
    }
    return context if any(context.values()) else None
