"""Who chooses what must be at hand on paper."""

import datetime
from typing import Any

from portal.accounts.enums import Permission
from portal.accounts.permissions import user_can


def user_can_choose_chapters(user: Any, *, at: datetime.datetime) -> bool:
    """Tell whether a person leads the counter or approves manuals."""
    return user_can(user, Permission.CHOOSE_EMERGENCY_CHAPTERS, at=at)
